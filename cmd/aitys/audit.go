package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"aitys/storage"
)

func newAudit() *cobra.Command {
	command := &cobra.Command{
		Use:   "audit",
		Short: "Verify the record of what moderators and editors did",
		Args:  noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usagef("aitys: audit needs to be told what to do: aitys audit verify")
		},
	}
	command.AddCommand(newAuditVerify())
	return command
}

func newAuditVerify() *cobra.Command {
	var noted string
	command := &cobra.Command{
		Use:   "verify",
		Short: "Check that no entry of the record was changed, taken out, moved or put in",
		Long: "Verify reads the whole record of the database (DATABASE_URL) while the bot works, and prints how many entries it has and the hash of the last one, its head. Where the\n" +
			"record is not as it was written it says at which entry it breaks, and why, and exits 1. Whoever can write the database can also write the record's end anew as a\n" +
			"whole, or put an older backup in its place: that only shows with --head, the hash that this command or /audit told earlier and that was noted elsewhere.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			known, err := readHead(noted)
			if err != nil {
				return err
			}
			c, log, err := configured(cmd)
			if err != nil {
				return err
			}
			if c.noDatabase() {
				return fmt.Errorf("there is no database %s, hence no record: see DATABASE_URL", strings.TrimPrefix(c.Database, "sqlite:"))
			}
			store, err := storage.Open(cmd.Context(), c.Database, c.options(log))
			if err != nil {
				return c.withRemedy(cmd.Context(), err)
			}
			return errors.Join(verifyRecord(cmd.Context(), store, known, cmd.OutOrStdout()), store.Close())
		},
	}
	command.Flags().StringVar(&noted, "head", "", "the hash of an entry, as it was told earlier")
	return command
}

// readHead reads a hash in hexadecimal digits; "": none.
func readHead(noted string) ([]byte, error) {
	const bytes = 32
	if noted == "" {
		return nil, nil
	}
	known, err := hex.DecodeString(noted)
	if err != nil || len(known) != bytes {
		return nil, usagef("aitys: --head takes the %d digits that aitys audit verify and /audit show, not %q", 2*bytes, noted)
	}
	return known, nil
}

func verifyRecord(ctx context.Context, store *storage.Store, known []byte, w io.Writer) error {
	head, err := store.VerifyRecord(ctx, known)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%d entries, head %x\n", head.Seq, head.Hash)
	return err
}
