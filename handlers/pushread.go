package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/drafting"
	"aitys/phrases"
	"aitys/storage"
)

// taskPush is the task of reading what an editor has sent: an article file is checked, of anything else a draft is made.
const taskPush = "push"

// pushNote is what it knows: the file's name, or else the text itself.
type pushNote struct {
	Name string `json:"name,omitempty"`
	Text string `json:"text,omitempty"`
}

// pushed is what it came to. Told: it cannot be read, and why. Faults: it is an article file with faults. Else Article is an article file without.
type pushed struct {
	Told     phrases.Key `json:"told,omitempty"`
	Encoding string      `json:"encoding,omitempty"`
	Faults   []faultLine `json:"faults,omitempty"`
	Article  string      `json:"article,omitempty"`
	// Draft is, where the article was drafted, its file with what its editor is to look at.
	Draft string `json:"draft,omitempty"`
	// Unfounded is what a service wrote into it and the text does not say.
	Unfounded []drafting.Unfounded `json:"unfounded,omitempty"`
	Look      lookAt               `json:"look,omitzero"`
}

// faultLine is a fault with the line in which it is.
type faultLine struct {
	Line  int           `json:"line"`
	Wrong content.Words `json:"wrong"`
	Want  content.Words `json:"want"`
	Text  string        `json:"text"`
}

// readPushed reads what an editor has sent.
func readPushed(ctx context.Context, n *Newsroom, task content.Task, file []byte) (any, error) {
	var note pushNote
	if err := noted(task.Note, &note); err != nil {
		return nil, err
	}
	if len(file) > content.MaxPushed {
		return pushed{Told: phrases.PushTooLarge}, nil
	}
	p := pushed{}
	written := note.Text
	if task.File != "" {
		written, p.Encoding, p.Told = decoded(file, note.Name)
	}
	switch {
	case p.Told != "":
		return p, nil
	case len(written) > content.MaxFile:
		return pushed{Told: phrases.PushTooLarge}, nil
	case strings.TrimSpace(text.Clean(written)) == "":
		return pushed{Told: phrases.PushEmpty}, nil
	case isArticleFile(written, note.Name):
		return p, n.checkPushed(ctx, written, &p)
	}
	return p, n.draftPushed(ctx, written, origin{}, &p)
}

// isArticleFile tells an article file, faulty or not, from any other text: it begins as one, or has one's name and one's blocks.
func isArticleFile(written, name string) bool {
	begin, _, _ := strings.Cut(strings.TrimLeft(written, "\uFEFF \t\r\n"), "\n")
	switch strings.TrimSpace(begin) {
	case "---":
		return true
	}
	isFile := strings.HasSuffix(strings.ToLower(name), ".md")
	return isFile && (strings.Contains(written, "```figures") || strings.Contains(written, "```poll") || strings.HasPrefix(begin, "slug:"))
}

// checkPushed checks an article file, a translation beside its original as it is stored.
func (n *Newsroom) checkPushed(ctx context.Context, written string, p *pushed) error {
	slug, lang := content.SlugAndLang([]byte(written))
	var original *content.Article
	err := n.store.View(ctx, func(tx *storage.Tx) (err error) {
		original, err = originalOf(tx, slug)
		return err
	})
	if err != nil {
		return err
	}
	if original != nil && original.Lang == lang {
		original = nil
	}
	article, faults := content.ParseBeside("", []byte(written), original)
	if len(faults) > 0 {
		p.Faults = withLines(written, faults)
		return nil
	}
	p.Article = string(article.Print())
	return nil
}

// originalOf is the newest text of an article's original; nil where it is not stored.
func originalOf(tx *storage.Tx, slug content.Slug) (*content.Article, error) {
	number, err := tx.ArticleNumber(slug)
	if content.CodeOf(err) == content.NotFound {
		return nil, nil //nolint:nilnil // that it is not stored is no error
	}
	if err != nil {
		return nil, err
	}
	lang, err := tx.Original(number)
	if err != nil {
		return nil, err
	}
	texts, err := newestTexts(tx, slug)
	return texts[lang], err
}

// newestTexts are an article's texts as they will be read once its drafts are published.
func newestTexts(tx *storage.Tx, slug content.Slug) (map[content.Lang]*content.Article, error) {
	texts := map[content.Lang]*content.Article{}
	published, err := tx.ArticleBySlug(slug)
	switch {
	case err == nil:
		for lang, article := range published.In {
			texts[lang] = article
		}
	case content.CodeOf(err) != content.NotFound:
		return nil, err
	}
	drafts, err := tx.Drafts(slug)
	if err != nil && content.CodeOf(err) != content.NotFound {
		return nil, err
	}
	for _, draft := range drafts {
		texts[draft.Lang] = draft
	}
	return texts, nil
}

// withLines puts the lines to their faults.
func withLines(written string, faults content.Faults) []faultLine {
	lines := strings.Split(strings.ReplaceAll(written, "\r\n", "\n"), "\n")
	all := make([]faultLine, 0, len(faults))
	for _, fault := range faults {
		line := faultLine{Line: fault.Line, Wrong: fault.Wrong, Want: fault.Want}
		if fault.Line > 0 && fault.Line <= len(lines) {
			line.Text = text.Truncate(text.NormaliseLine(lines[fault.Line-1]), longestLine)
		}
		all = append(all, line)
	}
	return all
}

// longestLine is how much of a faulty line is shown, in graphemes: two lines of a phone.
const longestLine = 70

// draftPushed makes a draft of a text. Its slug is nobody else's: what is only alike must not take the place of an article.
func (n *Newsroom) draftPushed(ctx context.Context, written string, from origin, p *pushed) error {
	draft, err := Draft(ctx, n.summarizer, n.log, written, drafting.Options{})
	switch {
	case errors.Is(err, drafting.ErrTooLong), errors.Is(err, drafting.ErrTooManyLines):
		p.Told = phrases.PushTooLarge
		return nil
	case errors.Is(err, drafting.ErrEmpty):
		p.Told = phrases.PushEmpty
		return nil
	case err != nil:
		p.Told = phrases.PushEncoding
		return nil
	}
	from.head(draft.Article)
	err = n.store.View(ctx, func(tx *storage.Tx) (err error) {
		draft.Article.Slug, err = freeSlug(tx, draft.Article.Slug)
		return err
	})
	p.Article, p.Draft, p.Unfounded, p.Look = string(draft.Article.Print()), string(draft.Print()), draft.Unfounded, lookOf(draft)
	return err
}

// freeSlug is the slug, with a number behind it where there is an article of that name.
func freeSlug(tx *storage.Tx, slug content.Slug) (content.Slug, error) {
	free := slug
	for number := 2; ; number++ {
		_, err := tx.ArticleNumber(free)
		if content.CodeOf(err) == content.NotFound {
			return free, nil
		}
		if err != nil {
			return "", err
		}
		ending := fmt.Sprintf("-%d", number)
		free = content.Slug(strings.TrimRight(string(slug[:min(len(slug), content.MaxSlug-len(ending))]), "-") + ending)
	}
}

// readMade reads what readPushed came to.
func readMade(made []byte) (p pushed, err error) {
	if err = json.Unmarshal(made, &p); err != nil {
		err = fmt.Errorf("what was pushed: %w", err)
	}
	return p, err
}
