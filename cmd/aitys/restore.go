package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"aitys/storage"
)

func newRestore() *cobra.Command {
	var yes bool
	command := &cobra.Command{
		Use:   "restore PATH",
		Short: "Put a backup in the database's place; the present database is kept aside",
		Long: "Restore checks the backup PATH and puts it in the place of the database (DATABASE_URL), which is kept beside it under another name. Stop the bot\n" +
			"first. It works where there is no database yet, or a damaged one. Readers who were erased since the backup was made are erased again, as far as the\n" +
			"present database or a newer backup in BACKUP_DIR knows of them. What happened since the backup is not in it.",
		Args: onePath,
		RunE: func(cmd *cobra.Command, args []string) error {
			c, log, err := configured(cmd)
			if err != nil {
				return err
			}
			r := restoring{config: c, path: args[0], log: log, in: cmd.InOrStdin(), out: cmd.OutOrStdout(), said: cmd.ErrOrStderr()}
			return r.run(cmd.Context(), yes)
		},
	}
	command.Flags().BoolVar(&yes, "yes", false, "do not ask before the database is replaced")
	return command
}

// restoring is one restore at the command line.
type restoring struct {
	config
	path      string
	log       *slog.Logger
	in        io.Reader
	out, said io.Writer
}

func (r restoring) run(ctx context.Context, yes bool) error {
	summary, err := storage.Inspect(ctx, r.path, true)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(r.said, "%s is whole: %s.\n", r.path, r.described(summary)); err != nil {
		return err
	}
	if !yes {
		if err := r.ask(); err != nil {
			return err
		}
	}
	done, err := storage.Restore(ctx, r.path, r.Database, r.options(r.log), r.others(ctx)...)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(r.out, strings.Join(r.outcome(done), "\n"))
	return err
}

// ask lets the operator think again.
func (r restoring) ask() error {
	if _, err := fmt.Fprint(r.said, "It takes the place of the database, which is kept aside. Write yes to go on: "); err != nil {
		return err
	}
	answer, err := bufio.NewReader(r.in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if strings.TrimSpace(answer) != "yes" {
		return errors.New("nothing was restored: write yes, or start it with --yes")
	}
	return nil
}

// others are the backups that may know who was erased since.
func (r restoring) others(ctx context.Context) []string {
	var paths []string
	for _, b := range r.backups(ctx) {
		paths = append(paths, b.path)
	}
	return slices.DeleteFunc(paths, func(path string) bool { return path == r.path })
}

// outcome says what was done, a line each.
func (r restoring) outcome(done storage.Restored) []string {
	lines := []string{"restored: " + r.described(done.Summary)}
	switch {
	case done.Aside != "":
		lines = append(lines, "the database that was there is kept as "+done.Aside+": remove it when you need it no more, since erasures do not reach it")
	default:
		lines = append(lines, "there was no database before")
	}
	if done.Erased > 0 {
		lines = append(lines, fmt.Sprintf("%d readers who were erased since were erased again", done.Erased))
	}
	if done.Lost {
		lines = append(lines, "what was there could not be asked what happened since: whoever was erased after the newest backup is back, and new numbers of readers and "+
			"opinions begin 10,000 further, so that none is given twice")
	}
	if done.Unsent > 0 {
		lines = append(lines, fmt.Sprintf("%d messages that waited in the backup are not sent any more: they were sent then, or come too late", done.Unsent))
	}
	return append(lines, "start the bot now: aitys run")
}

// withRemedy adds to the error of a damaged database which backup to restore.
func (c *config) withRemedy(ctx context.Context, err error) error {
	if !storage.Damaged(err) {
		return err
	}
	newest, summary, there := c.newestGood(ctx)
	if !there {
		return fmt.Errorf("%w\nThere is no good backup in %s", err, c.BackupDir)
	}
	return fmt.Errorf("%w\nThe newest good backup is %s (%s). To put it in place:\n  %s %s", err, newest.path, c.described(summary), c.command("restore"), newest.path)
}

// newestGood returns the newest nightly backup that is whole, and of the database at hand where that can still be asked which it is.
func (c *config) newestGood(ctx context.Context) (newest keptBackup, holds storage.Summary, there bool) {
	lineage, err := storage.LineageOf(ctx, storage.File(c.Database))
	known := err == nil && lineage != 0
	for _, b := range c.backups(ctx) {
		found, err := storage.Inspect(ctx, b.path, true)
		if err == nil && (!known || found.Lineage == lineage) {
			return b, found, true
		}
	}
	return keptBackup{}, storage.Summary{}, false
}
