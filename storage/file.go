package storage

import (
	"encoding/json"
	"fmt"

	"aitys/content"
)

// printArticle writes an article as it is stored.
func printArticle(article *content.Article) []byte {
	source, _ := json.Marshal(article)
	return source
}

// parseArticle reads a stored article.
func parseArticle(slug content.Slug, lang content.Lang, source []byte) (*content.Article, error) {
	article := new(content.Article)
	if err := json.Unmarshal(source, article); err != nil {
		return nil, fmt.Errorf("%s.%s.md: %w", slug, lang, err)
	}
	return article, nil
}

// matches tells whether a translation has the structure of its original.
func matches(original, translation *content.Article) bool {
	if len(original.Sections) != len(translation.Sections) {
		return false
	}
	for i := range original.Sections {
		if original.Sections[i].ID != translation.Sections[i].ID {
			return false
		}
	}
	return true
}
