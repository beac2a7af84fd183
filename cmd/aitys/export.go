package main

import (
	"errors"
	"time"

	"github.com/spf13/cobra"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

// votesWarning is what somebody who takes votes along has to know.
const votesWarning = "aitys: the vote rows show how each voter voted on everything, under a name that leads to nobody. Whoever knows how a person voted on a few opinions can\n" +
	"still find that person's row and read the rest. Give this file only to those whom you would trust with the names."

func newExport() *cobra.Command {
	var format string
	var votes bool
	command := &cobra.Command{
		Use:   "export SLUG --format csv|json",
		Short: "Write an article's approved opinions, and with json its figures, polls and results",
		Long: "Export writes to standard output what readers said publicly about a published article: approved opinions without signatures, under names that are\n" +
			"drawn anew each time. No Telegram id, no name, no time finer than a day. docs/export.md describes the columns.",
		Args: oneSlug,
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != handlers.ExportCSV && format != handlers.ExportJSON {
				return usagef("aitys: export needs --format csv or --format json\nusage: %s", cmd.UseLine())
			}
			c, log, err := configured(cmd)
			if err != nil {
				return err
			}
			if votes {
				cmd.PrintErrln(votesWarning)
			}
			store, err := storage.Open(cmd.Context(), c.Database, c.options(log))
			if err != nil {
				return c.withRemedy(cmd.Context(), err)
			}
			if votes {
				err = handlers.RecordVotesExport(cmd.Context(), store, content.Slug(args[0]))
			}
			if err != nil {
				return errors.Join(err, store.Close())
			}
			e := handlers.Export{Slug: content.Slug(args[0]), Format: format, Votes: votes, Zone: c.Zone, Now: time.Now()}
			return errors.Join(e.Write(cmd.Context(), store, cmd.OutOrStdout()), store.Close())
		},
	}
	command.Flags().StringVar(&format, "format", "", "csv or json")
	command.Flags().BoolVar(&votes, "with-votes", false, "add each vote on each opinion, by whom under a drawn name")
	return command
}

// oneSlug requires the slug of an article.
func oneSlug(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usagef("aitys: %s needs the SLUG of one article\nusage: %s", cmd.Name(), cmd.UseLine())
	}
	return nil
}
