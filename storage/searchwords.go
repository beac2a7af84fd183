package storage

import (
	"maps"
	"slices"

	"aitys/content"
	"aitys/content/text"
)

const (
	sqlAddOpinionWords = `INSERT INTO opinion_word (word, opinion) VALUES {rows} ON CONFLICT (word, opinion) DO NOTHING`
	sqlAddFreshWords   = `INSERT INTO fresh_word (word, opinion) VALUES {rows} ON CONFLICT (word, opinion) DO NOTHING`
	sqlDropOpinionWord = `DELETE FROM opinion_word WHERE word = $1 AND opinion = $2`
	sqlDropFreshWord   = `DELETE FROM fresh_word WHERE word = $1 AND opinion = $2`

	sqlAddArticleWords = `INSERT INTO article_word (word, article, lang, section, figure) VALUES {rows}
		ON CONFLICT (word, article, lang, section, figure) DO NOTHING`
	sqlDropArticleWords = `DELETE FROM article_word WHERE article = $1 AND lang = $2`
)

// keysOf returns the keys of some texts, each once and in order: neighbours go into neighbouring pages of the index.
func keysOf(texts ...string) []text.Key {
	all := map[text.Key]bool{}
	for _, one := range texts {
		for _, word := range text.Words(one) {
			for _, key := range word.Keys {
				all[key] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// shownText is what others can read of an opinion, and hence find.
func shownText(o content.Opinion) string {
	if o.State != content.Approved {
		return ""
	}
	return o.Text
}

// reword keeps the words by which an opinion is found in step with what is shown of it. Words that are in both texts stay as they are.
func (tx *Tx) reword(before, after content.Opinion) error {
	gone, come := shownText(before), shownText(after)
	if gone == come {
		return nil
	}
	had, has := keysOf(gone), keysOf(come)
	for _, key := range had {
		if _, stays := slices.BinarySearch(has, key); stays {
			continue
		}
		for _, drop := range []string{sqlDropOpinionWord, sqlDropFreshWord} {
			if err := tx.write(drop, int64(key), int64(before.ID)); err != nil {
				return err
			}
		}
	}
	return tx.addOpinionWords(after.ID, has)
}

func (tx *Tx) addOpinionWords(id content.OpinionID, keys []text.Key) error {
	add := sqlAddOpinionWords
	if tx.store.gathers {
		add = sqlAddFreshWords
	}
	err := pieces(len(keys), func(from, to int) error {
		args := make([]any, 0, 2*(to-from))
		for _, key := range keys[from:to] {
			args = append(args, int64(key), int64(id))
		}
		return tx.write(tx.store.expand(add, 2, to-from), args...)
	})
	if err != nil || !tx.store.gathers {
		return err
	}
	return tx.shelve(len(keys))
}

// indexArticle writes by which words one text of a published article is found, in place of those of an earlier one.
func (tx *Tx) indexArticle(id content.ArticleID, article *content.Article) error {
	if err := tx.write(sqlDropArticleWords, int64(id), string(article.Lang)); err != nil {
		return err
	}
	for _, part := range partsOf(article) {
		if err := tx.addArticleWords(id, article.Lang, part); err != nil {
			return err
		}
	}
	return nil
}

// part is what is found of an article as one: the whole, a section or a figure.
type part struct {
	section content.SectionID
	figure  content.FigureID
	title   string
	text    string
}

// partsOf returns all parts of an article.
func partsOf(article *content.Article) []part {
	var all []part
	add := func(section content.Section, title string) {
		all = append(all, part{section: section.ID, title: title, text: section.Summary.Plain()})
		for _, figure := range section.Figures {
			numbers := string(figure.Value) + " " + string(figure.Low) + " " + string(figure.High)
			all = append(all, part{section.ID, figure.ID, figure.Label, numbers + "\n" + figure.Unit + "\n" + figure.Period + "\n" + figure.Source})
		}
	}
	add(article.Section, article.Title)
	for _, section := range article.Sections {
		add(section, section.Heading)
	}
	return all
}

func (tx *Tx) addArticleWords(id content.ArticleID, lang content.Lang, p part) error {
	keys := keysOf(p.title, p.text)
	return pieces(len(keys), func(from, to int) error {
		const columns = 5
		args := make([]any, 0, columns*(to-from))
		for _, key := range keys[from:to] {
			args = append(args, int64(key), int64(id), string(lang), string(p.section), string(p.figure))
		}
		return tx.write(tx.store.expand(sqlAddArticleWords, columns, to-from), args...)
	})
}
