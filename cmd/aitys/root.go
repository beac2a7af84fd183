package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// newRoot builds the command line. What is used wrongly becomes a usageError, so that the exit code tells it from a failure.
func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "aitys COMMAND",
		Short:         "A Telegram bot with which a newsroom's readers discuss its articles",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usagef("%s", strings.TrimSpace(cmd.UsageString()))
		},
	}
	root.SuggestionsMinimumDistance = 2 // in edits
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("aitys: %w\nsee: %s --help", err, cmd.CommandPath())
	})
	root.PersistentFlags().String(newsroomFlag, "", "which of the newsrooms of BOTS_FILE it is about: its name, or its file")
	root.AddCommand(newRun(), newDemo(), newCheck(), newDraft(), newPush(), newBackup(), newRestore(), newMigrateTo(), newExport(), newMap(), newJudge(), newAudit(), newDoctor(), newKeygen(), newVersion())
	return root
}

func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		return usagef("aitys: there is no command %q: did you mean %q?", args[0], near[0])
	}
	return usagef("aitys: there is no command %q: see aitys --help", args[0])
}

// atLeastOne requires file arguments.
func atLeastOne(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usagef("aitys: %s needs at least one FILE\nusage: %s", cmd.Name(), cmd.UseLine())
	}
	return nil
}

// none refuses arguments.
func none(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("aitys: %s takes no arguments, but got %q\nusage: %s", cmd.Name(), args[0], cmd.UseLine())
	}
	return nil
}
