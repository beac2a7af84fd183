package handlers

import (
	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
	"aitys/storage"
)

// mostOffered is how many articles an editor is offered who names none: the newest, of which a command mostly speaks.
const mostOffered = 8

// askWhich offers the newest articles to an editor whose command names none: nobody likes to type a slug on a phone. to is the data of an article's button; none is the
// refusal where nothing is published.
func (t *turn) askWhich(none *content.Error, to func(*content.Published) string) error {
	page, _, err := t.tx.Articles(storage.ArticleCursor{}, mostOffered)
	if err != nil {
		return err
	}
	if len(page) == 0 {
		return none
	}
	const longest = 36 // graphemes: a phone's width
	rows := make([][]link, len(page))
	for i, published := range page {
		rows[i] = []link{{label: text.Truncate(published.For(t.voice.Lang(), t.language).Title, longest), data: to(published)}}
	}
	t.show(screen{text: t.voice.Say(phrases.Key(none.Key), none.Args), rows: rows})
	return nil
}
