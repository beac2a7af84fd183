package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// current is the article that a command without one speaks of: in private the last one that the reader opened, in the group the one in whose thread it is sent,
// else the newest published.
func (t *turn) current() (*content.Published, error) {
	root, err := t.root()
	if err == nil {
		published, err := t.tx.Article(root.Article)
		if err == nil || content.CodeOf(err) != content.NotFound {
			return published, err
		}
	} else if content.CodeOf(err) != content.NotFound {
		return nil, err
	}
	if t.private && t.reader.Article != 0 {
		article, err := t.tx.Article(t.reader.Article)
		if err == nil || content.CodeOf(err) != content.NotFound {
			return article, err
		}
	}
	article, err := t.tx.NewestArticle()
	if content.CodeOf(err) == content.NotFound {
		return nil, &content.Error{Code: content.NotFound, Op: "handlers.current", Key: string(phrases.NoArticles)}
	}
	return article, err
}

// readable is an article about which somebody goes on to speak. Error: a refusal when it was taken down meanwhile.
func (t *turn) readable(id content.ArticleID) (*content.Published, error) {
	published, err := t.tx.Article(id)
	if content.CodeOf(err) == content.NotFound {
		return nil, &content.Error{Code: content.NotFound, Op: "handlers.readable", Key: string(phrases.ArticleIsDown)}
	}
	return published, err
}

// named is the published article with the slug that a person typed.
func (t *turn) named(slug string) (*content.Published, error) {
	article, err := t.tx.ArticleBySlug(content.Slug(strings.ToLower(slug)))
	if content.CodeOf(err) == content.NotFound {
		return nil, &content.Error{Code: content.NotFound, Op: "handlers.named", Key: string(phrases.UnknownArticle), Args: phrases.Args{"Given": echo(slug)}}
	}
	return article, err
}

// open makes the article the reader's current one and returns its text in their language.
func (t *turn) open(article *content.Published) (*content.Article, error) {
	if t.private && t.reader.Article != article.ID {
		if err := t.tx.SetArticle(t.reader.ID, article.ID); err != nil {
			return nil, err
		}
		t.reader.Article = article.ID
	}
	return article.For(t.voice.Lang(), t.language), nil
}

// part reads a section's number or id that a person typed; false when the article has none such.
func part(article *content.Article, word string) (int, bool) {
	word = strings.ToLower(strings.TrimSpace(word))
	if number, err := strconv.Atoi(word); err == nil {
		_, ok := article.Part(number)
		return number, ok
	}
	if word == "" {
		return 0, false
	}
	return article.NumberOf(content.SectionID(word))
}

// asked reads the section that a command names, of the article of which it speaks; where it names none, the one in whose thread it is sent, else 0.
func (t *turn) asked() (*content.Published, int, error) {
	published, err := t.current()
	if err != nil {
		return nil, 0, err
	}
	word := firstWord(t.argument)
	if word == "" {
		return t.inThread(published)
	}
	number, ok := part(published.For(t.voice.Lang(), t.language), word)
	if !ok {
		return nil, 0, &content.Error{
			Code: content.NotFound, Op: "handlers.asked", Key: string(phrases.UnknownSection), Args: phrases.Args{"Given": echo(word)},
		}
	}
	return published, number, nil
}

// inThread is the section in whose thread a command is sent; 0 where that is the article's, or none.
func (t *turn) inThread(published *content.Published) (*content.Published, int, error) {
	root, err := t.root()
	if content.CodeOf(err) == content.NotFound || err == nil && root.Article != published.ID {
		return published, 0, nil
	}
	number, _ := published.For(published.Original).NumberOf(root.Section) // one that is gone: 0
	return published, number, err
}

// echo is what a person typed, short enough to be repeated to them.
func echo(given string) string { return text.Truncate(text.NormaliseLine(given), 40) }

// paragraphs joins the texts that are not empty by a blank line.
func paragraphs(texts ...content.HTML) content.HTML {
	var all []string
	for _, one := range texts {
		if one != "" {
			all = append(all, string(one))
		}
	}
	return content.HTML(strings.Join(all, "\n\n"))
}

// firstWord returns the first word of an argument.
func firstWord(argument string) string {
	if words := strings.Fields(argument); len(words) > 0 {
		return words[0]
	}
	return ""
}
