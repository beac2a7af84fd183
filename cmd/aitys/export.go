package main

import (
	"bufio"
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aitys/content"
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
			if format != "csv" && format != "json" {
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
			e := export{slug: content.Slug(args[0]), votes: votes, zone: c.Zone, pen: newPseudonyms(), now: time.Now()}
			return errors.Join(e.run(cmd.Context(), store, format, cmd.OutOrStdout()), store.Close())
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

// export is one article's export.
type export struct {
	slug  content.Slug
	votes bool
	zone  *time.Location
	pen   pseudonyms
	now   time.Time
}

// form is a file format: first the article, then one opinion after the other, each with its votes where they are wanted.
type form interface {
	begin(article *content.Published, polls []storage.PollResult) error
	opinion(o content.Opinion, votes []exportVote) error
	end() error
}

// exportVote is a vote on an opinion as it is exported.
type exportVote struct{ voter, stance, day string }

// run writes the whole export as it is at one moment.
func (e export) run(ctx context.Context, store *storage.Store, format string, w io.Writer) error {
	out := bufio.NewWriter(w)
	var f form = newCSVForm(e, out)
	if format == "json" {
		f = newJSONForm(e, out)
	}
	err := store.View(ctx, func(tx *storage.Tx) error {
		article, err := e.article(tx)
		if err != nil {
			return err
		}
		polls, err := tx.PollResults(article.ID)
		if err != nil {
			return err
		}
		if err := f.begin(article, polls); err != nil {
			return err
		}
		return tx.EachApproved(article.ID, func(o content.Opinion) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			votes, err := e.votesOn(tx, o.ID)
			if err != nil {
				return err
			}
			return f.opinion(o, votes)
		})
	})
	if err != nil {
		return err
	}
	if err := f.end(); err != nil {
		return err
	}
	return out.Flush()
}

// article returns the published article, or an error that names those that there are.
func (e export) article(tx *storage.Tx) (*content.Published, error) {
	article, err := tx.ArticleBySlug(e.slug)
	if content.CodeOf(err) != content.NotFound {
		return article, err
	}
	const named = 20
	page, _, err := tx.Articles(storage.ArticleCursor{}, named)
	if err != nil {
		return nil, err
	}
	var slugs []string
	for _, one := range page {
		slugs = append(slugs, string(one.Slug))
	}
	if len(slugs) == 0 {
		return nil, fmt.Errorf("there is no published article %q, nor any other", e.slug)
	}
	return nil, fmt.Errorf("there is no published article %q: the newest are %s", e.slug, strings.Join(slugs, ", "))
}

// votesOn returns the votes on an opinion where they are wanted, in the order of the drawn names: any other order would tell one export's names in
// the next.
func (e export) votesOn(tx *storage.Tx, id content.OpinionID) ([]exportVote, error) {
	if !e.votes {
		return nil, nil
	}
	found, err := tx.VotesOn(id)
	if err != nil {
		return nil, err
	}
	votes := make([]exportVote, len(found))
	for i, v := range found {
		votes[i] = exportVote{e.pen.voter(v.Reader), string(v.Stance), e.day(v.At)}
	}
	slices.SortFunc(votes, func(a, b exportVote) int { return cmp.Compare(a.voter, b.voter) })
	return votes, nil
}

// day is a time to the day, where the newsroom is; empty for the zero time.
func (e export) day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(e.zone).Format(time.DateOnly)
}

// pseudonyms are names that are drawn anew for each export: the same person has the same one throughout, and another one as an author than as a voter, so
// that nobody's texts lead to their votes.
type pseudonyms struct{ key []byte }

func newPseudonyms() pseudonyms {
	key := make([]byte, sha256.Size)
	_, _ = rand.Read(key) // never fails: crypto/rand ends the program sooner
	return pseudonyms{key}
}

func (p pseudonyms) author(id content.ReaderID) string { return "author-" + p.of('a', id) }
func (p pseudonyms) voter(id content.ReaderID) string  { return "voter-" + p.of('v', id) }

func (p pseudonyms) of(as byte, id content.ReaderID) string {
	const long = 8 // bytes: no two readers of the largest newsroom share one
	mac := hmac.New(sha256.New, p.key)
	number := uint64(id)                                                //nolint:gosec // never negative
	_, _ = mac.Write(binary.BigEndian.AppendUint64([]byte{as}, number)) // never fails
	return hex.EncodeToString(mac.Sum(nil)[:long])
}
