package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aitys/storage"
)

func newMigrateTo() *cobra.Command {
	var rehearse, undo bool
	command := &cobra.Command{
		Use:   "migrate-to URL",
		Short: "Carry the SQLite database over to PostgreSQL, and compare all that arrived",
		Long: "Migrate-to copies the SQLite database (DATABASE_URL) into the PostgreSQL database at URL, which must be empty, and compares every row, so that nothing counts\n" +
			"before all of it is there. A bot that runs finishes what it began and stands back while that lasts; what people write meanwhile waits with Telegram and is answered\n" +
			"afterwards. In the end the bot stops, and whoever opens the SQLite file is told where the newsroom went. Put URL into DATABASE_URL then, and start the bot. IDENTITY_KEY\n" +
			"stays the same. Where the command fails or is broken off, the bot works on, and the command can be started again.",
		Args: func(cmd *cobra.Command, args []string) error {
			if want := map[bool]int{true: 0, false: 1}[undo]; len(args) != want || want == 1 && args[0] == "" {
				return usagef("aitys: migrate-to needs one URL, such as postgres://USER:PASSWORD@HOST/NAME, or --undo alone\nusage: %s", cmd.UseLine())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			c, log, err := configured(cmd)
			if err != nil {
				return err
			}
			options := c.options(log)
			switch {
			case undo && rehearse:
				return usagef("aitys: --rehearse and --undo are two things")
			case undo:
				return undoMove(cmd.Context(), c, options, cmd.OutOrStdout())
			case rehearse:
				return c.rehearseMove(cmd.Context(), args[0], options, cmd.OutOrStdout())
			}
			return c.moveTo(cmd.Context(), args[0], options, cmd.OutOrStdout())
		},
	}
	command.Flags().BoolVar(&rehearse, "rehearse", false, "copy and compare while the bot works on, remove the copy, and say how long it took")
	command.Flags().BoolVar(&undo, "undo", false, "let the SQLite database be used again; what happened on PostgreSQL since is not in it")
	return command
}

func (c *config) moveTo(ctx context.Context, url string, o storage.Options, w io.Writer) error {
	done, err := storage.Move(ctx, c.Database, url, o)
	if err != nil {
		return err
	}
	return sayLines(w, c.movedLines(done))
}

// movedLines say what was done, and what is to be done now.
func (c *config) movedLines(done storage.Moved) []string {
	if done.Already {
		return []string{"it was carried over before: nothing is left to be done but to put the address into DATABASE_URL and start the bot"}
	}
	return []string{
		"carried over: " + c.described(done.Summary),
		fmt.Sprintf("%d rows in %d tables were compared, and are the same; the record hangs together; it took %v", done.Rows, done.Tables, done.Stood.Round(time.Millisecond)),
		"put the address into DATABASE_URL now and start the bot: aitys run",
		strings.TrimPrefix(c.Database, "sqlite:") + " is left as it was, and is refused from now on; aitys migrate-to --undo lets it be used again, without what happens from now on",
	}
}

func (c *config) rehearseMove(ctx context.Context, url string, o storage.Options, w io.Writer) error {
	done, err := storage.RehearseMove(ctx, c.Database, url, o)
	if err != nil {
		return err
	}
	if done.Already {
		return sayLines(w, c.movedLines(done))
	}
	return sayLines(w, []string{
		"rehearsed: " + c.described(done.Summary),
		fmt.Sprintf("%d rows in %d tables were compared, and are the same; the bot would stand back for %v; nothing was changed", done.Rows, done.Tables, done.Stood.Round(time.Millisecond)),
	})
}

func undoMove(ctx context.Context, c config, o storage.Options, w io.Writer) error {
	was, err := storage.UndoMove(ctx, c.Database, o)
	switch {
	case err != nil:
		return err
	case !was:
		return errors.New("the database was not carried over: there is nothing to be undone")
	}
	return sayLines(w, []string{
		strings.TrimPrefix(c.Database, "sqlite:") + " can be used again. What happened on PostgreSQL since is not in it, and the bot must not run on both: stop it there first",
	})
}

func sayLines(w io.Writer, lines []string) error {
	_, err := fmt.Fprintln(w, strings.Join(lines, "\n"))
	return err
}
