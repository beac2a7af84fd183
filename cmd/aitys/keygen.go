package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"aitys/storage"
)

func newKeygen() *cobra.Command {
	return &cobra.Command{
		Use:   "keygen",
		Short: "Print a new key for IDENTITY_KEY",
		Long: "Keygen prints a new key. Put it behind IDENTITY_KEY= and start the bot: Telegram ids and names in the database are encrypted\n" +
			"with it from then on, what readers wrote is not.\n" +
			"To change the key, put the new one first and the present one behind it, with a comma between them; after a start the earlier one may go.\n\n" +
			"Keep the key apart from the backups, and safe: without it neither the database nor any backup of it can be used.",
		Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), storage.NewKey())
			return err
		},
	}
}
