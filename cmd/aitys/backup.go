package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/spf13/cobra"

	"aitys/storage"
)

func newBackup() *cobra.Command {
	var replace bool
	command := &cobra.Command{
		Use:   "backup PATH",
		Short: "Copy the database into one checked file while the bot works",
		Long: "Backup writes the database (DATABASE_URL) as it is at one moment into the file PATH, checks it, and brings it onto the disk. A running bot goes on\n" +
			"working. The file is a SQLite database, also where the newsroom's own is on PostgreSQL; aitys restore takes it back on either. It holds what\n" +
			"readers wrote and, unless IDENTITY_KEY is set, who they are: keep it as safe as the database.",
		Args: onePath,
		RunE: func(cmd *cobra.Command, args []string) error {
			c, log, err := configured(cmd)
			if err != nil {
				return err
			}
			store, err := storage.Open(cmd.Context(), c.Database, c.options(log))
			if err != nil {
				return c.withRemedy(cmd.Context(), err)
			}
			return errors.Join(backup(cmd.Context(), store, args[0], replace, c, cmd.OutOrStdout()), store.Close())
		},
	}
	command.Flags().BoolVar(&replace, "force", false, "replace a file that is there already")
	return command
}

// options are how a store is opened.
func (c *config) options(log *slog.Logger) storage.Options {
	return storage.Options{Log: log, IdentityKey: c.Keys, Keep: c.keepBefore}
}

func backup(ctx context.Context, store *storage.Store, path string, replace bool, c config, w io.Writer) error {
	made, err := store.Backup(ctx, path, replace)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s: %s\n", path, c.described(made))
	return err
}

// described says in a line what a database or a backup holds.
func (c *config) described(s storage.Summary) string {
	line := fmt.Sprintf("%d articles, %d readers, %d opinions, %d votes", s.Articles, s.Readers, s.Opinions, s.Votes)
	if !s.Made.IsZero() {
		line += ", of " + s.Made.In(c.Zone).Format("2006-01-02 15:04")
	}
	if s.Sealed {
		line += ", identities encrypted"
	}
	return line
}

// onePath requires one file argument.
func onePath(cmd *cobra.Command, args []string) error {
	if len(args) != 1 || args[0] == "" {
		return usagef("aitys: %s needs one PATH\nusage: %s", cmd.Name(), cmd.UseLine())
	}
	return nil
}
