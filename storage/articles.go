package storage

import (
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"aitys/content"
)

const (
	sqlArticleByID   = `SELECT id, slug, original, published_at FROM article WHERE id = $1 AND published_at IS NOT NULL`
	sqlArticleBySlug = `SELECT id, slug, original, published_at FROM article WHERE slug = $1 AND published_at IS NOT NULL`
	sqlNewestArticle = `SELECT id, slug, original, published_at FROM article WHERE published_at IS NOT NULL
		ORDER BY published_at DESC, id DESC LIMIT 1`
	sqlFirstArticles = `SELECT id, slug, original, published_at FROM article WHERE published_at IS NOT NULL
		ORDER BY published_at DESC, id DESC LIMIT CAST($1 AS BIGINT)`
	sqlOlderArticles = `SELECT id, slug, original, published_at FROM article WHERE published_at IS NOT NULL AND (published_at, id) < ($1, $2)
		ORDER BY published_at DESC, id DESC LIMIT CAST($3 AS BIGINT)`

	sqlTexts = `SELECT r.article, r.lang, r.source FROM revision r
		WHERE r.article IN ({list}) AND r.published_at IS NOT NULL AND r.number =
		(SELECT MAX(n.number) FROM revision n WHERE n.article = r.article AND n.lang = r.lang AND n.published_at IS NOT NULL)`
)

// head is a published article without its texts.
type head struct {
	id       content.ArticleID
	slug     content.Slug
	original content.Lang
	at       int64
}

// Article returns a published article, which must not be changed: others share it. Error: NotFound when there is none, or it is not published.
func (tx *Tx) Article(id content.ArticleID) (*content.Published, error) {
	shelf, err := tx.shelf()
	if err != nil {
		return nil, err
	}
	if article := shelf.article(id); article != nil {
		return article, nil
	}
	article, err := tx.one(sqlArticleByID, int64(id))
	if err == nil && article == nil {
		err = notFound("Article", "there is no published article %d", id)
	}
	return article, err
}

// ArticleBySlug is Article by the article's name.
func (tx *Tx) ArticleBySlug(slug content.Slug) (*content.Published, error) {
	shelf, err := tx.shelf()
	if err != nil {
		return nil, err
	}
	if article := shelf.bySlug(slug); article != nil {
		return article, nil
	}
	article, err := tx.one(sqlArticleBySlug, storable(string(slug)))
	if err == nil && article == nil {
		err = notFound("ArticleBySlug", "there is no published article of that slug")
	}
	return article, err
}

// NewestArticle returns the article that was published last. Error: NotFound while nothing is published.
func (tx *Tx) NewestArticle() (*content.Published, error) {
	shelf, err := tx.shelf()
	if err != nil {
		return nil, err
	}
	if article := shelf.newestArticle(); article != nil {
		return article, nil
	}
	article, err := tx.one(sqlNewestArticle)
	if err == nil && article == nil {
		err = notFound("NewestArticle", "no article is published")
	}
	if err == nil {
		shelf.setNewest(article.ID)
	}
	return article, err
}

// ArticleCursor is a place in the list of published articles, from which to read on; the zero ArticleCursor is its beginning.
type ArticleCursor struct {
	at int64
	id content.ArticleID
}

// String writes the cursor for a button's data: at most 27 characters; "" for the zero ArticleCursor.
func (c ArticleCursor) String() string {
	if c == (ArticleCursor{}) {
		return ""
	}
	return strconv.FormatInt(c.at, 36) + "." + strconv.FormatInt(int64(c.id), 36)
}

// ParseArticleCursor reads what String wrote; false for anything else. A forged cursor leads to another place in the same list.
func ParseArticleCursor(s string) (ArticleCursor, bool) {
	if s == "" {
		return ArticleCursor{}, true
	}
	at, id, both := strings.Cut(s, ".")
	first, wrongAt := strconv.ParseInt(at, 36, 64)
	second, wrongID := strconv.ParseInt(id, 36, 64)
	return ArticleCursor{first, content.ArticleID(second)}, both && wrongAt == nil && wrongID == nil
}

// Articles returns published articles, newest first, at most limit: those behind the cursor, the newest for the zero ArticleCursor. next is where the
// following page begins; the zero ArticleCursor when there is none.
func (tx *Tx) Articles(before ArticleCursor, limit int) (page []*content.Published, next ArticleCursor, err error) {
	query, args := sqlFirstArticles, []any{limit + 1}
	if before != (ArticleCursor{}) {
		query, args = sqlOlderArticles, []any{before.at, int64(before.id), limit + 1}
	}
	heads, err := tx.heads(query, args)
	if err != nil {
		return nil, ArticleCursor{}, err
	}
	if len(heads) > limit {
		heads = heads[:limit]
		next = ArticleCursor{heads[limit-1].at, heads[limit-1].id}
	}
	page, err = tx.load(heads)
	return page, next, err
}

// one returns the article that a query finds; nil when it finds none.
func (tx *Tx) one(query string, args ...any) (*content.Published, error) {
	heads, err := tx.heads(query, args)
	if err != nil {
		return nil, err
	}
	articles, err := tx.load(heads)
	if err != nil || len(articles) == 0 {
		return nil, err
	}
	return articles[0], nil
}

func (tx *Tx) heads(query string, args []any) (heads []head, err error) {
	err = tx.read(query, args, func(rows row) error {
		var h head
		err := rows.Scan(&h.id, &h.slug, &h.original, &h.at)
		heads = append(heads, h)
		return err
	})
	return heads, err
}

// load returns the articles behind heads, from the shelf where they stand there. One whose original cannot be read is left out: it was readable when
// it was stored, so the log gets it, and the others stay readable.
func (tx *Tx) load(heads []head) ([]*content.Published, error) {
	shelf, err := tx.shelf()
	if err != nil {
		return nil, err
	}
	var missing []int64
	for _, h := range heads {
		if shelf.article(h.id) == nil {
			missing = append(missing, int64(h.id))
		}
	}
	texts, err := tx.texts(missing)
	if err != nil {
		return nil, err
	}
	var articles []*content.Published
	for _, h := range heads {
		article := shelf.article(h.id)
		if article == nil {
			article = tx.assemble(h, texts[h.id])
		}
		if article != nil {
			articles = append(articles, article)
			shelf.put(article)
		}
	}
	return articles, nil
}

// texts returns the current text of each language of some articles, as article files.
func (tx *Tx) texts(ids []int64) (map[content.ArticleID]map[content.Lang][]byte, error) {
	texts := map[content.ArticleID]map[content.Lang][]byte{}
	err := padded(ids, func(args []any) error {
		return tx.read(tx.store.expand(sqlTexts, len(args), 1), args, func(rows row) error {
			var id content.ArticleID
			var lang content.Lang
			var source []byte
			if err := rows.Scan(&id, &lang, &source); err != nil {
				return err
			}
			if texts[id] == nil {
				texts[id] = map[content.Lang][]byte{}
			}
			texts[id][lang] = source
			return nil
		})
	})
	return texts, err
}

// assemble reads an article's texts; nil when its original cannot be read.
func (tx *Tx) assemble(h head, texts map[content.Lang][]byte) *content.Published {
	published := &content.Published{
		ID: h.id, Slug: h.slug, At: fromMicro(h.at), Original: h.original, In: map[content.Lang]*content.Article{},
	}
	original, err := parseText(h.slug, h.original, texts[h.original])
	if err != nil {
		tx.store.log.Error("an article's stored text cannot be read: it is left out", slog.String("slug", string(h.slug)), slog.Any("error", err))
		return nil
	}
	published.In[h.original] = original
	for lang, source := range texts {
		if lang == h.original {
			continue
		}
		translation, err := parseText(h.slug, lang, source)
		if err != nil || !content.Matches(original, translation) {
			tx.store.log.Warn("a translation does not match its original any more: it is left out",
				slog.String("slug", string(h.slug)), slog.String("lang", string(lang)), slog.Any("error", err))
			continue
		}
		published.In[lang] = translation
	}
	return published
}

// parseText reads a stored text, which is an article file.
func parseText(slug content.Slug, lang content.Lang, source []byte) (*content.Article, error) {
	article, faults := content.ParseArticle(fmt.Sprintf("%s.%s.md", slug, lang), source)
	if len(faults) > 0 {
		return nil, faults
	}
	return article, nil
}
