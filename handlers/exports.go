package handlers

import (
	"bufio"
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"aitys/content"
	"aitys/storage"
)

// The formats of an Export.
const (
	ExportCSV  = "csv"  // the approved opinions
	ExportJSON = "json" // also the article's figures, its polls with their results, and the comments below its posts
)

// Export says what of an article is written down for others, and how: docs/export.md describes it.
type Export struct {
	Slug   content.Slug
	Format string // ExportCSV or ExportJSON
	Votes  bool   // with each vote on each opinion
	Zone   *time.Location
	Now    time.Time
}

// export is one article's export under way.
type export struct {
	Export
	pen pseudonyms
}

// form is a file format: first the article, then one opinion after the other, each with its votes where they are wanted, then the comments.
type form interface {
	begin(article *content.Published, polls []storage.PollResult, opinionMap *exportedMap) error
	opinion(o content.Opinion, votes []exportVote) error
	comment(root content.Root, c content.Comment) error
	end() error
}

// exportVote is a vote on an opinion as it is exported.
type exportVote struct {
	voter, stance, day string
	newcomer           bool // the voter was first seen after the article was published
}

// Write writes the whole export as it is at one moment, under names that are drawn for it alone. The error names the articles that there are where there is none of
// that slug.
func (o Export) Write(ctx context.Context, store *storage.Store, w io.Writer) error {
	e, out := export{o, newPseudonyms()}, bufio.NewWriter(w)
	var f form = newCSVForm(e, out)
	if o.Format == ExportJSON {
		f = newJSONForm(e, out)
	}
	if err := store.View(ctx, func(tx *storage.Tx) error { return e.fill(ctx, tx, f) }); err != nil {
		return err
	}
	if err := f.end(); err != nil {
		return err
	}
	return out.Flush()
}

func (e export) fill(ctx context.Context, tx *storage.Tx, f form) error {
	article, err := e.article(tx)
	if err != nil {
		return err
	}
	polls, err := tx.PollResults(article.ID)
	if err != nil {
		return err
	}
	opinionMap, err := e.opinionMap(tx, article.ID)
	if err != nil {
		return err
	}
	if err := f.begin(article, polls, opinionMap); err != nil {
		return err
	}
	err = tx.EachApproved(article.ID, func(o content.Opinion) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		votes, err := e.votesOn(tx, article, o.ID)
		if err != nil {
			return err
		}
		return f.opinion(o, votes)
	})
	if err != nil {
		return err
	}
	return tx.EachComment(article.ID, func(root content.Root, c content.Comment) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return f.comment(root, c)
	})
}

// article returns the published article, or an error that names those that there are.
func (e export) article(tx *storage.Tx) (*content.Published, error) {
	article, err := tx.ArticleBySlug(e.Slug)
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
		return nil, fmt.Errorf("there is no published article %q, nor any other", e.Slug)
	}
	return nil, fmt.Errorf("there is no published article %q: the newest are %s", e.Slug, strings.Join(slugs, ", "))
}

// votesOn returns the votes on an opinion where they are wanted, in the order of the drawn names: any other order would tell one export's names in
// the next.
func (e export) votesOn(tx *storage.Tx, published *content.Published, id content.OpinionID) ([]exportVote, error) {
	if !e.Votes {
		return nil, nil
	}
	found, err := tx.VotesOn(id)
	if err != nil {
		return nil, err
	}
	votes := make([]exportVote, len(found))
	for i, v := range found {
		votes[i] = exportVote{e.pen.voter(v.Reader), string(v.Stance), e.day(v.At), v.Since.After(published.At)}
	}
	slices.SortFunc(votes, func(a, b exportVote) int { return cmp.Compare(a.voter, b.voter) })
	return votes, nil
}

// day is a time to the day, where the newsroom is; empty for the zero time.
func (e export) day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(e.Zone).Format(time.DateOnly)
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
func (p pseudonyms) commenter(id content.CommenterID) string {
	return "commenter-" + p.of('c', content.ReaderID(id))
}
func (p pseudonyms) voter(id content.ReaderID) string { return "voter-" + p.of('v', id) }

func (p pseudonyms) of(as byte, id content.ReaderID) string {
	const long = 8 // bytes: no two readers of the largest newsroom share one
	mac := hmac.New(sha256.New, p.key)
	number := uint64(id)                                                //nolint:gosec // never negative
	_, _ = mac.Write(binary.BigEndian.AppendUint64([]byte{as}, number)) // never fails
	return hex.EncodeToString(mac.Sum(nil)[:long])
}
