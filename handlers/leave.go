package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// leave ends what was under way at the editors' desk, and shows its editor where they were: nobody has to look for the draft again. What is gone meanwhile is not shown.
func (t *turn) leave(note string, left func(*turn, string) error) error {
	if err := t.tx.End(t.reader.ID); err != nil {
		return err
	}
	err := left(t, note)
	if code := content.CodeOf(err); code == content.NotFound || code == content.Conflict {
		t.send(t.voice.Say(phrases.CancelDone), nil, t.keys())
		return nil
	}
	return err
}

// draftLeft shows the place in a draft that stays as it is.
func draftLeft(t *turn, written string) error {
	var note draftNote
	if err := noted(written, &note); err != nil {
		return err
	}
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	e, err := t.editing(note.Article, note.Lang)
	if err != nil {
		return err
	}
	e.above = e.voice.Say(phrases.EditLeft)
	if note.New != "" {
		return e.showSection(note.Field.Section)
	}
	return e.showField(note.Field)
}

// whenLeft shows the draft for which no time was set.
func whenLeft(t *turn, written string) error {
	var about whenNote
	if err := noted(written, &about); err != nil {
		return err
	}
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	return t.showProofAfter(t.voice.Say(phrases.EditLeft), about.Article, t.voice.Lang(), proofPost)
}

// correctLeft shows the revision of which readers were to be told something.
func correctLeft(t *turn, written string) error {
	var about correctNote
	if err := noted(written, &about); err != nil {
		return err
	}
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	published, err := t.named(string(about.Slug))
	if err != nil {
		return err
	}
	return t.showRevisionAfter(t.voice.Say(phrases.EditLeft), published)
}
