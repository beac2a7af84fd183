package handlers

import (
	"strings"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

// articlesOnPage is how many articles one page of the list shows: each is a button, and a phone shows about as many at once.
const articlesOnPage = 8

// articlesCommand lists the published articles, newest first.
func articlesCommand(t *turn) error { return t.showArticles("") }

func articlesPress(t *turn) error { return t.showArticles(t.argument) }

// showArticles shows the page of articles that begins behind the cursor, the first where it is empty.
func (t *turn) showArticles(cursor string) error {
	before, ok := storage.ParseArticleCursor(cursor)
	if !ok {
		return stale("handlers.showArticles")
	}
	page, next, err := t.tx.Articles(before, articlesOnPage)
	if err != nil {
		return err
	}
	if len(page) == 0 && cursor == "" {
		return &content.Error{Code: content.NotFound, Op: "handlers.showArticles", Key: string(phrases.NoArticles)}
	}
	title := phrases.ArticlesTitle
	var ways []link
	if cursor != "" {
		title = phrases.ArticlesPage
		ways = append(ways, link{label: t.voice.Plain(phrases.ButtonNewest), data: string(toArticles)})
	}
	if next != (storage.ArticleCursor{}) {
		ways = append(ways, link{label: t.voice.Plain(phrases.ButtonOlder), data: string(toArticles) + "." + next.String()})
	}
	s := screen{text: t.voice.Say(title)}
	for _, published := range page {
		article := published.For(t.voice.Lang(), t.language)
		line := t.voice.Say(phrases.ArticleLine, phrases.Args{"Title": article.Title})
		s.text += "\n\n" + line + t.byline(article)
		s.rows = append(s.rows, []link{{label: strings.TrimSpace(article.Title), to: place{toSummary, published, ""}}})
	}
	s.rows = append(s.rows, ways)
	if next == (storage.ArticleCursor{}) {
		s.rows = append(s.rows, []link{offer(t.voice, content.News, phrases.ButtonFollowNews)})
	}
	t.show(s)
	return nil
}
