package handlers

import (
	"context"
	"errors"
	"strings"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/fetch"
	"aitys/phrases"
)

// Pages fetches articles from the web. Errors: those of fetch.
type Pages interface {
	Page(ctx context.Context, address string) (fetch.Page, error)
}

// taskPage is the task of making a draft of the article on a page.
const taskPage = "page"

// pageNote is what it knows.
type pageNote struct {
	Address string `json:"address"`
}

// draftFromPage makes a draft of the article at an address.
func (t *turn) draftFromPage(address string) error {
	if t.pages == nil {
		return &content.Error{Code: content.Invalid, Op: "handlers.draftFromPage", Key: string(phrases.PushPage)}
	}
	t.say(t.voice.Say(phrases.PushFetching))
	return t.beginTask(taskPage, "", pageNote{address})
}

// readPage fetches a page and drafts the article on it.
func readPage(ctx context.Context, n *Newsroom, task content.Task, _ []byte) (any, error) {
	var note pageNote
	if err := noted(task.Note, &note); err != nil {
		return nil, err
	}
	page, err := n.pages.Page(ctx, note.Address)
	if err != nil {
		n.log.Info("a page could not be fetched", "cause", err)
		return pushed{Told: whyNoPage(err)}, nil
	}
	p := pushed{}
	return p, n.draftPushed(ctx, titleAlone(page.Title, page.Publisher)+"\n\n"+page.Text, origin{page.Address, page.Publisher, page.Author, page.Date}, &p)
}

// titleAlone is a page's title without the name of its site, which browsers show in their tabs and no headline has.
func titleAlone(title, site string) string {
	if site == "" {
		return title
	}
	for _, between := range []string{" | ", " - ", " – ", " — ", " · ", " :: ", " / "} {
		if alone, had := strings.CutSuffix(title, between+site); had && alone != "" {
			return alone
		}
		if alone, had := strings.CutPrefix(title, site+between); had && alone != "" {
			return alone
		}
	}
	return title
}

// whyNoPage is the sentence that tells an editor why a page could not be fetched, and what to do.
func whyNoPage(err error) phrases.Key {
	for _, one := range []struct {
		cause error
		key   phrases.Key
	}{
		{fetch.ErrAddress, phrases.PushPageAddress}, {fetch.ErrForbidden, phrases.PushPageForbidden}, {fetch.ErrUnknown, phrases.PushPageUnknown},
		{fetch.ErrSlow, phrases.PushPageSlow}, {fetch.ErrStatus, phrases.PushPageRefused}, {fetch.ErrRedirects, phrases.PushPageRefused},
		{fetch.ErrKind, phrases.PushPageKind}, {fetch.ErrTooLarge, phrases.PushPageKind}, {fetch.ErrNoArticle, phrases.PushPageNone},
	} {
		if errors.Is(err, one.cause) {
			return one.key
		}
	}
	return phrases.PushPageSlow
}

// origin is from where a text is, as far as that is known.
type origin struct {
	address, publisher, author string
	date                       time.Time
}

// head writes it into an article, as far as it fits there.
func (o origin) head(a *content.Article) {
	const longest = content.MaxName / 2 // characters, of which some take two units
	name := func(into *string, said string) {
		if said = text.NormaliseLine(said); said != "" {
			*into = text.Truncate(said, longest)
		}
	}
	name(&a.Publisher, o.publisher)
	name(&a.Author, o.author)
	if o.address != "" && len(o.address) <= content.MaxURL {
		a.Source = o.address
	}
	if !o.date.IsZero() {
		a.Date = content.DateOf(o.date)
	}
}
