package storage

import (
	"cmp"
	"slices"

	"aitys/content"
	"aitys/content/text"
)

const sqlArticlesWithWord = `SELECT article, lang, section, figure FROM article_word WHERE word = CAST($1 AS BIGINT) ORDER BY article DESC LIMIT CAST($2 AS BIGINT)`

const (
	// mostParts is how many parts of articles with one key are looked at, those of the newest articles first, and partsAtMost how many with all: twelve words
	// with all their keys would hold up the writer for a fifth of a second.
	mostParts   = 2000
	partsAtMost = 20_000
	// mostRanked is how many articles with all words are read to put them in order.
	mostRanked = 40
)

// FoundPart is a part of a published article that was found: the whole, a section or a figure.
type FoundPart struct {
	Published *content.Published
	Section   content.SectionID // empty: the whole article, or one of its own figures
	Figure    content.FigureID  // empty: no figure
}

// FoundArticles is what was found in articles, the best first.
type FoundArticles struct {
	Parts   []FoundPart // articles and sections
	Figures []FoundPart
}

// textOf is where words stand: in one language of an article.
type textOf struct {
	article content.ArticleID
	lang    content.Lang
}

// partOf names a part of an article.
type partOf struct {
	section content.SectionID
	figure  content.FigureID
}

// SearchArticles returns the parts of published articles in which all words stand, by any of their keys, at most limit of each sort. Where they stand in one article
// but not together, the whole article is found. What has them in its title comes first, then newer articles before older ones.
func (tx *Tx) SearchArticles(words [][]text.Key, limit int) (FoundArticles, error) {
	if len(words) == 0 {
		return FoundArticles{}, nil
	}
	matched, err := tx.partsWith(words)
	if err != nil {
		return FoundArticles{}, err
	}
	var ranked []rankedPart
	for _, place := range newestWithAll(matched, len(words)) {
		published, err := tx.Article(place.article)
		if content.CodeOf(err) == content.NotFound {
			continue
		}
		if err != nil {
			return FoundArticles{}, err
		}
		ranked = append(ranked, rank(published, place.lang, matched[place], words)...)
	}
	return best(ranked, limit), nil
}

// partsWith returns for each text of an article which of the words stand in which of its parts, a bit for each word.
func (tx *Tx) partsWith(words [][]text.Key) (map[textOf]map[partOf]uint64, error) {
	matched := map[textOf]map[partOf]uint64{}
	asked := 0
	for _, keys := range words {
		asked += len(keys)
	}
	most := min(mostParts, partsAtMost/max(asked, 1))
	for i, keys := range words {
		for _, key := range keys {
			err := tx.read(sqlArticlesWithWord, []any{int64(key), most}, func(rows row) error {
				var at textOf
				var part partOf
				if err := rows.Scan(&at.article, &at.lang, &part.section, &part.figure); err != nil {
					return err
				}
				if matched[at] == nil {
					matched[at] = map[partOf]uint64{}
				}
				matched[at][part] |= 1 << i
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return matched, nil
}

// newestWithAll returns the texts that have all words, those of the newest articles first.
func newestWithAll(matched map[textOf]map[partOf]uint64, words int) []textOf {
	var all []textOf
	for place, parts := range matched {
		together := uint64(0)
		for _, bits := range parts {
			together |= bits
		}
		if together == 1<<words-1 {
			all = append(all, place)
		}
	}
	slices.SortFunc(all, func(a, b textOf) int { return cmp.Or(cmp.Compare(b.article, a.article), cmp.Compare(a.lang, b.lang)) })
	return all[:min(len(all), mostRanked)]
}

// rankedPart is a found part and how well it fits: less is better.
type rankedPart struct {
	FoundPart
	rank int
}

// Where words were found, the best first.
const (
	inTitle   = iota // of the article
	inHeading        // of the section, or what a figure says
	inText
	apart // in several parts
)

// rank returns the parts of one text of an article in which all words stand, each once; the whole article where they stand in several parts only.
func rank(published *content.Published, lang content.Lang, matched map[partOf]uint64, words [][]text.Key) []rankedPart {
	article := published.In[lang]
	if article == nil {
		return nil
	}
	var found []rankedPart
	for _, p := range partsOf(article) {
		if matched[partOf{p.section, p.figure}] != 1<<len(words)-1 {
			continue
		}
		fits := inText
		switch {
		case !hasAll(p.title, words):
		case p.section == "" && p.figure == "":
			fits = inTitle
		default:
			fits = inHeading
		}
		found = append(found, rankedPart{FoundPart{published, p.section, p.figure}, fits})
	}
	if len(found) == 0 {
		found = append(found, rankedPart{FoundPart{Published: published}, apart})
	}
	return found
}

// hasAll tells whether every one of the words stands in a text.
func hasAll(in string, words [][]text.Key) bool {
	has := keysOf(in)
	return !slices.ContainsFunc(words, func(keys []text.Key) bool {
		return !slices.ContainsFunc(keys, func(key text.Key) bool {
			_, is := slices.BinarySearch(has, key)
			return is
		})
	})
}

// best returns the best of what was found, each part once, in whichever languages it was found.
func best(ranked []rankedPart, limit int) FoundArticles {
	slices.SortStableFunc(ranked, func(a, b rankedPart) int { return cmp.Compare(a.rank, b.rank) })
	var found FoundArticles
	known := map[FoundPart]bool{}
	for _, r := range ranked {
		list := &found.Parts
		if r.Figure != "" {
			list = &found.Figures
		}
		if !known[r.FoundPart] && len(*list) < limit {
			known[r.FoundPart] = true
			*list = append(*list, r.FoundPart)
		}
	}
	return found
}
