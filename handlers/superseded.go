package handlers

import (
	"encoding/json"
	"fmt"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

// workSuperseded is the work of telling an editor that something else was published over their draft; behind it stand the article's number and the language, and its note is
// the draft.
const workSuperseded = "superseded"

// superseded is a draft over which something else was published: its note.
type superseded struct {
	By   content.ReaderID `json:"by"`
	Text string           `json:"text"` // the article file
}

// PublishOver is tx.SaveArticle for what is published otherwise than by an editor in the bot. Whose draft of the same text waits is told by a running bot, and gets it back as
// a file.
func PublishOver(tx *storage.Tx, article *content.Article) (storage.Saved, error) {
	id, draft, err := draftUnder(tx, article)
	if err != nil {
		return storage.Saved{}, err
	}
	saved, err := tx.SaveArticle(article, true)
	if err != nil || saved.Unchanged || draft.By == 0 {
		return saved, err
	}
	note, err := json.Marshal(draft)
	if err != nil {
		return saved, fmt.Errorf("a draft: %w", err)
	}
	return saved, tx.ScheduleOnce(content.Due{Work: workOn(workSuperseded, id) + ":" + string(article.Lang), At: tx.Now(), Note: string(note)})
}

// draftUnder is the draft that waits in the language of a text that is about to be published, where it is another text; By is 0 where there is none of an editor's.
func draftUnder(tx *storage.Tx, article *content.Article) (id content.ArticleID, found superseded, err error) {
	if id, err = tx.ArticleNumber(article.Slug); err != nil {
		return 0, found, ifKnown(err)
	}
	draft, err := tx.DraftOf(id)
	if err != nil || draft.Discarded || draft.ChangedBy == 0 {
		return id, found, ifKnown(err)
	}
	texts, err := tx.Drafts(article.Slug)
	for _, text := range texts {
		if written := string(text.Print()); text.Lang == article.Lang && written != string(article.Print()) {
			found = superseded{draft.ChangedBy, written}
		}
	}
	return id, found, err
}

// supersededDue tells the editor. Who was erased or cannot be reached is told nothing.
func supersededDue(t *turn) error {
	id, lang, err := workedOn[content.ArticleID](t)
	if err != nil {
		return err
	}
	var draft superseded
	if err := json.Unmarshal([]byte(t.in.Due.Note), &draft); err != nil {
		return fmt.Errorf("the work %q: %w", t.in.Due.Work, err)
	}
	editor, err := t.tx.ReaderByID(draft.By)
	if err != nil || editor.Unreachable {
		return ifKnown(err)
	}
	published, err := t.tx.Article(id)
	if err != nil {
		return ifKnown(err)
	}
	of, err := t.of(editor)
	if err != nil {
		return err
	}
	article := published.For(content.Lang(lang), published.Original)
	said := of.voice.Say(phrases.DraftSuperseded, phrases.Args{"Title": article.Title, "Slug": string(published.Slug), "Language": languageName(content.Lang(lang))})
	t.sendUnasked(t.tx, content.Outgoing{
		Chat: editor.Chat(), Action: content.ActionFile, Text: said, Document: &content.Document{Name: string(published.Slug) + "." + lang + ".md", Text: draft.Text},
	})
	return nil
}
