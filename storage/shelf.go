package storage

import (
	"sync"

	"aitys/content"
)

const (
	sqlArticleVersion = `SELECT number FROM meta WHERE name = 'articles'`
	sqlArticleChanged = `UPDATE meta SET number = number + 1 WHERE name = 'articles'`
)

// shelfSize is how many articles a shelf holds before it is emptied.
const shelfSize = 256

// articleCache holds the articles of the newest version of the database that a transaction has seen. The version is a number in the database
// that rises with each publication, in whichever process.
type articleCache struct {
	mu      sync.Mutex
	version int64
	shelf   *shelf
}

// at returns the shelf for a version. A transaction that still sees an older one than others gets a shelf for itself.
func (c *articleCache) at(version int64) *shelf {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.shelf == nil || version > c.version:
		c.version, c.shelf = version, newShelf()
	case version < c.version:
		return newShelf()
	}
	return c.shelf
}

// articleView is what one transaction knows of the articles' version.
type articleView struct {
	known   bool
	version int64
	shelf   *shelf
	changed bool // by this transaction: the shelf is its own
}

// shelf returns the articles that were read before from the same version. A transaction that has changed an article has a shelf of its own.
func (tx *Tx) shelf() (*shelf, error) {
	if tx.articles.shelf != nil {
		return tx.articles.shelf, nil
	}
	if !tx.articles.known {
		if _, err := tx.row(sqlArticleVersion, nil, &tx.articles.version); err != nil {
			return nil, err
		}
		tx.articles.known = true
	}
	tx.articles.shelf = tx.store.cache.at(tx.articles.version)
	return tx.articles.shelf, nil
}

// articlesChanged notes that the transaction has changed an article.
func (tx *Tx) articlesChanged() error {
	tx.articles.shelf, tx.articles.changed = newShelf(), true
	return tx.write(sqlArticleChanged)
}

// shelf holds articles that were read and parsed.
type shelf struct {
	mu     sync.RWMutex
	byID   map[content.ArticleID]*content.Published
	ids    map[content.Slug]content.ArticleID
	newest content.ArticleID
}

func newShelf() *shelf {
	return &shelf{byID: map[content.ArticleID]*content.Published{}, ids: map[content.Slug]content.ArticleID{}}
}

// article returns an article; nil when it does not stand here. So do bySlug and newestArticle.
func (s *shelf) article(id content.ArticleID) *content.Published {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.byID[id]
}

func (s *shelf) bySlug(slug content.Slug) *content.Published {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.byID[s.ids[slug]]
}

func (s *shelf) newestArticle() *content.Published {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.byID[s.newest]
}

func (s *shelf) put(article *content.Published) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.byID) >= shelfSize {
		clear(s.byID)
		clear(s.ids)
	}
	s.byID[article.ID] = article
	s.ids[article.Slug] = article.ID
}

func (s *shelf) setNewest(id content.ArticleID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.newest = id
}
