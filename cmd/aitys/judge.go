package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"log/slog"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"aitys/handlers"
	"aitys/moderation"
	"aitys/phrases"
	"aitys/storage"
)

func newJudge() *cobra.Command {
	return &cobra.Command{
		Use:   "judge FILE|-",
		Short: "Say what the filters think of texts, a line each",
		Long: "Judge reads one text a line from FILE, or from standard input for -, and writes a CSV line verdict,score,reasons for each: pass, hold or reject; the risk from\n" +
			"0 to 1; what was noticed, in DEFAULT_LANGUAGE, the riskiest first. It goes by the newsroom's words and by what its decisions taught, where DATABASE_URL leads to a\n" +
			"database, and by the built-in settings where there is none yet. It changes nothing.\n\n" +
			"Each line is judged by itself: that a text stands twice in the file, or in the database, counts for nothing here. An empty line is a text too, a line may end in CR LF,\n" +
			"what is no UTF-8 counts as a sign without meaning, and of a line the first 16 KB are read: as many lines come out as go in.",
		Args: oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			c, log, err := configured(cmd)
			if err != nil {
				return err
			}
			chain, err := c.filters(cmd.Context(), log)
			if err != nil {
				return err
			}
			in := cmd.InOrStdin()
			if args[0] != "-" {
				file, err := os.Open(args[0])
				if err != nil {
					return err
				}
				defer func() { _ = file.Close() }() // only read
				in = file
			}
			return judge(cmd.Context(), chain, phrases.In(c.Language, c.Zone), in, cmd.OutOrStdout())
		},
	}
}

// oneFile requires one file argument.
func oneFile(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usagef("aitys: %s needs one FILE, or - for standard input\nusage: %s", cmd.Name(), cmd.UseLine())
	}
	return nil
}

// filters returns the filters with the settings that the database holds, or the built-in ones where there is no database.
func (c *config) filters(ctx context.Context, log *slog.Logger) (*moderation.Chain, error) {
	if c.noDatabase() {
		return moderation.NewChain(moderation.DefaultLimits, nil, moderation.NewCounts()), nil
	}
	store, err := storage.Open(ctx, c.Database, c.options(log))
	if err != nil {
		return nil, c.withRemedy(ctx, err)
	}
	var chain *moderation.Chain
	err = store.View(ctx, func(tx *storage.Tx) (err error) {
		chain, err = handlers.Filters(tx)
		return err
	})
	return chain, errors.Join(err, store.Close())
}

// noDatabase tells that there is no file yet: opening would make one.
func (c *config) noDatabase() bool {
	path, is := strings.CutPrefix(c.Database, "sqlite:")
	if !is {
		return false
	}
	_, err := os.Stat(path)
	return errors.Is(err, os.ErrNotExist)
}

// judge writes a line for each line read. What of a line is longer than the filters read is skipped.
func judge(ctx context.Context, chain *moderation.Chain, voice *phrases.Voice, in io.Reader, w io.Writer) error {
	const longest = 1 << 16
	lines, out := bufio.NewReaderSize(in, longest), csv.NewWriter(w)
	for ctx.Err() == nil {
		line, err := lines.ReadSlice('\n')
		text := strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), "\r")
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = lines.ReadSlice('\n')
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if err != nil && len(line) == 0 {
			break
		}
		j := chain.Judge(moderation.Post{Text: text})
		row := []string{string(j.Verdict), strconv.FormatFloat(j.Score, 'f', 2, 64), strings.Join(handlers.Noticed(voice, j.Findings), "; ")}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return errors.Join(ctx.Err(), out.Error())
}
