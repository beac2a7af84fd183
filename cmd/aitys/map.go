package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"aitys/deliberation"
)

func newMap() *cobra.Command {
	var comments string
	command := &cobra.Command{
		Use:   "map VOTES.csv [--zero-rejected COMMENTS.csv]",
		Short: "Print the opinion groups of any votes table in Polis's open format",
		Long: "Map computes the opinion map of a votes table as Polis publishes it and prints a line participant,group for each participant who voted enough to be\n" +
			"in a group: the ids as the file has them, in rising order, and the groups numbered from 0, the largest first. There is no heading.\n\n" +
			"The file's first line names its columns, of which comment-id, voter-id and vote (1 agree, -1 disagree, 0 pass) are read, and timestamp where it has\n" +
			"that: of several votes of one voter on one comment the latest counts, or else the last in the file.\n\n" +
			"A fault is told as file:line: what is wrong. Exits 0 when the groups were printed, 1 when a file could not be read or has a fault.",
		Args: oneVotesFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			err := printGroups(args[0], comments, cmd.OutOrStdout())
			var fault *fileFault
			if errors.As(err, &fault) {
				cmd.PrintErrln(fault)
				return errSaid
			}
			return err
		},
	}
	command.Flags().StringVar(&comments, "zero-rejected", "", "set what this file of comments calls rejected (moderated -1) to zero, as Polis does")
	return command
}

// oneVotesFile requires the path of one file.
func oneVotesFile(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usagef("aitys: %s needs one file VOTES.csv\nusage: %s", cmd.Name(), cmd.UseLine())
	}
	return nil
}

// printGroups writes the groups of a votes table; comments is the path of its comments, or empty.
func printGroups(votes, comments string, w io.Writer) error {
	table, err := readFile(votes, readVotes)
	if err != nil {
		return err
	}
	if comments != "" {
		rejected, err := readFile(comments, readRejected)
		if err != nil {
			return err
		}
		table.reject(rejected)
	}
	m := deliberation.Draw(table.votes, nil, deliberation.Options{ZeroRejected: comments != ""})
	return table.print(m, w)
}

// readFile reads the file at path, which read calls by that name.
func readFile[T any](path string, read func(name string, r io.Reader) (T, error)) (_ T, err error) {
	file, err := os.Open(path) //nolint:gosec // the file that was asked for
	if err != nil {
		var none T
		return none, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return read(path, file)
}

// reject marks what the votes' file and the list both name.
func (t *votesTable) reject(rejected map[string]bool) {
	for o, name := range t.opinions {
		if rejected[name] {
			t.votes.Reject(deliberation.Opinion(o), true)
		}
	}
}

// print writes a line for each reader who is in a group.
func (t *votesTable) print(m *deliberation.Map, w io.Writer) error {
	buffered := bufio.NewWriter(w)
	lines := csv.NewWriter(buffered)
	for _, s := range m.Readers {
		if s.Group == deliberation.Alone {
			continue
		}
		if err := lines.Write([]string{t.readers[s.Reader], strconv.Itoa(s.Group)}); err != nil {
			return err
		}
	}
	lines.Flush()
	return errors.Join(lines.Error(), buffered.Flush())
}
