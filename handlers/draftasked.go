package handlers

import (
	"fmt"
	"slices"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// dialogueDraft is the dialogue in which an editor is asked for words of a draft.
const dialogueDraft = "draft"

// draftNote is its note: for a field, or for something new (one of editNew…), whose parts are asked for one by one.
type draftNote struct {
	Article content.ArticleID `json:"article"`
	Lang    content.Lang      `json:"lang"`
	Version int               `json:"version"` // of the draft, as the editor saw it
	Field   field             `json:"field"`
	Was     string            `json:"was,omitempty"`  // what the field said then
	Mine    string            `json:"mine,omitempty"` // words that met another editor's, until it is decided whose stay
	New     string            `json:"new,omitempty"`
	Words   []string          `json:"words,omitempty"` // that came so far, of something new
}

func (e *editing) note() draftNote {
	return draftNote{Article: e.proof.draft.Article, Lang: e.article.Lang, Version: e.proof.draft.Version}
}

// askField asks for the new words of a field, and shows those that stand there.
func (e *editing) askField(f field) error {
	was, ok := f.read(e.article)
	if !ok {
		return stale("handlers.askField")
	}
	note := e.note()
	note.Field, note.Was = f, was
	kind := fieldKinds[f.Kind]
	said := []content.HTML{e.voice.Say(phrases.DraftAsk, phrases.Args{"Field": e.voice.Plain(kind.name), "Language": e.languageIn(e.article.Lang)})}
	if was != "" {
		said = append(said, e.voice.Say(phrases.EditNow), "<pre>"+content.HTML(text.Escape(text.Truncate(was, longestShown)))+"</pre>")
	}
	said = append(said, e.hints(f.Kind)...)
	e.show(screen{text: paragraphs(said...), rows: [][]link{{e.leaveTo(f)}}})
	return e.begin(dialogueDraft, note)
}

// leaveTo leads to where a field stands, for whoever leaves it as it is.
func (e *editing) leaveTo(f field) link {
	part := partOf(f.Section)
	to := editSection + "." + part
	switch {
	case isDetail(f.Kind):
		to = editDetails
	case f.Figure != "":
		to = editFigure + "." + part + "." + f.Figure
	case f.Kind == fieldQuestion || f.Kind == fieldOptions:
		to = editPoll + "." + part
	}
	return e.to(phrases.ButtonLeaveAsIs, to)
}

// longestShown is how much of a text is shown again when another one is asked for: all but the longest.
const longestShown = 3000

// hints say how a field is written, and how to leave it.
func (e *editing) hints(kind string) (all []content.HTML) {
	switch kind {
	case fieldNumber:
		all = append(all, e.voice.Say(phrases.EditHintNumber))
	case fieldOptions:
		all = append(all, e.voice.Say(phrases.EditHintOptions))
	case fieldText:
		all = append(all, e.voice.Say(phrases.EditHintText))
	case fieldDate:
		all = append(all, e.voice.Say(phrases.EditHintDate))
	case fieldAddress, fieldImage:
		all = append(all, e.voice.Say(phrases.EditHintAddress))
	}
	if fieldKinds[kind].empty {
		all = append(all, e.voice.Say(phrases.EditHintEmpty))
	}
	return append(all, e.voice.Say(phrases.EditCancel))
}

// newParts are the fields that are asked for of something new.
var newParts = map[string][2]string{
	editNewSection: {fieldHeading, fieldText}, editNewFigure: {fieldLabel, fieldNumber}, editNewPoll: {fieldQuestion, fieldOptions},
}

// askNew begins to ask for something new.
func (e *editing) askNew(what string, section content.SectionID) error {
	if sectionIn(e.article, section) == nil || what == editNewPoll && sectionIn(e.article, section).Poll != nil {
		return stale("handlers.askNew")
	}
	note := e.note()
	note.New, note.Field.Section = what, section
	return e.askPart(note)
}

// askPart asks for the next part of something new.
func (e *editing) askPart(note draftNote) error {
	kind := newParts[note.New][len(note.Words)]
	ask := e.voice.Say(phrases.EditAskNew, phrases.Args{"Field": e.voice.Plain(fieldKinds[kind].name), "Language": e.languageIn(e.article.Lang)})
	e.show(screen{text: paragraphs(append([]content.HTML{ask}, e.hints(kind)...)...), rows: [][]link{{e.leaveTo(field{Section: note.Field.Section})}}})
	return e.begin(dialogueDraft, note)
}

// draftSaid takes the words that were asked for.
func draftSaid(t *turn, written, words string) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	var note draftNote
	if err := noted(written, &note); err != nil {
		return err
	}
	p, err := t.proofToEdit(note.Article)
	if err != nil {
		return err
	}
	e := &editing{turn: t, proof: p, article: p.in(note.Lang)}
	if note.New != "" {
		return e.newSaid(note, words)
	}
	if fieldKinds[note.Field.Kind].empty && slices.Contains([]string{"-", "–", "—"}, text.NormaliseLine(words)) {
		words = ""
	}
	return e.fieldSaid(note, words)
}

// fieldSaid puts words into a field, unless somebody else did so since they were asked for: then both stand beside each other.
func (e *editing) fieldSaid(note draftNote, words string) error {
	now, ok := note.Field.read(e.article)
	if !ok {
		return &content.Error{Code: content.Conflict, Op: "handlers.fieldSaid", Key: string(phrases.EditGone)}
	}
	draft := e.proof.draft
	if draft.Version != note.Version && now != note.Was && draft.ChangedBy != e.reader.ID {
		return e.bothWords(note, now, words)
	}
	if err := e.setField(note.Field, words); err != nil {
		return err
	}
	if draft.Version != note.Version && draft.ChangedBy != e.reader.ID {
		e.say(e.voice.Say(phrases.EditAlso, phrases.Args{"By": e.editorName(draft.ChangedBy), "What": e.partName(draft.What)}))
	}
	return e.doneField(note.Field)
}

// setField writes words into a field, in all languages where it is the same in all.
func (e *editing) setField(f field, words string) error {
	kind := fieldKinds[f.Kind]
	fits := true
	err := e.change(kind.all, kind.part, func(a *content.Article) bool {
		if _, has := f.read(a); !has {
			return false
		}
		fits = f.write(a, words) && fits
		return true
	})
	if err == nil && !fits {
		told := phrases.EditNotNumber
		if f.Kind == fieldDate {
			told = phrases.EditNotDate
		}
		err = &content.Error{Code: content.Invalid, Op: "handlers.setField", Key: string(told)}
	}
	return err
}

// doneField ends the dialogue and shows where the field stands.
func (e *editing) doneField(f field) error {
	if err := e.tx.End(e.reader.ID); err != nil {
		return err
	}
	e.above = e.voice.Say(phrases.EditSaved)
	return e.showField(f)
}

// showField shows where a field stands.
func (e *editing) showField(f field) error {
	switch {
	case isDetail(f.Kind):
		e.showDetails()
		return nil
	case f.Figure != "":
		return e.showFigure(f.Section, f.Figure)
	case f.Kind == fieldQuestion || f.Kind == fieldOptions:
		return e.showPoll(f.Section)
	}
	return e.showSection(f.Section)
}

// bothWords tells an editor whose words stand in the field now, and shows both.
func (e *editing) bothWords(note draftNote, now, mine string) error {
	draft := e.proof.draft
	note.Version, note.Was, note.Mine = draft.Version, now, mine
	shown := func(s string) string { return text.Truncate(s, longestShown/2) }
	e.show(screen{
		text: e.voice.Say(phrases.EditConflict, phrases.Args{
			"By": e.editorName(draft.ChangedBy), "Field": e.voice.Plain(fieldKinds[note.Field.Kind].name), "Time": draft.ChangedAt, "Theirs": shown(now), "Mine": shown(mine),
		}),
		rows: [][]link{{e.to(phrases.ButtonUseMine, editMine), e.to(phrases.ButtonKeepTheirs, editSection+"."+partOf(note.Field.Section))}},
	})
	return e.begin(dialogueDraft, note)
}

// useMyWords puts the words that met another editor's into their place, unless those have changed once more.
func (e *editing) useMyWords() error {
	dialogue, under, err := e.tx.UnderWay(e.reader.ID)
	if err != nil {
		return err
	}
	var note draftNote
	if under && dialogue.Work == dialogueDraft {
		if err := noted(dialogue.Note, &note); err != nil {
			return err
		}
	}
	if note.Article != e.proof.draft.Article || note.Lang != e.article.Lang || note.Mine == "" {
		return &content.Error{Code: content.Conflict, Op: "handlers.useMyWords", Key: string(phrases.PushMineGone)}
	}
	return e.fieldSaid(note, note.Mine)
}

// newSaid takes a part of something new, and makes it once it has all.
func (e *editing) newSaid(note draftNote, words string) error {
	parts := newParts[note.New]
	if parts[0] == "" {
		return stale("handlers.newSaid")
	}
	note.Words = append(note.Words, words)
	if len(note.Words) < len(parts) {
		return e.askPart(note)
	}
	id, what, do, err := e.newThing(note)
	if err != nil {
		return err
	}
	if err := e.change(true, what, do); err != nil {
		return err
	}
	if err := e.tx.End(e.reader.ID); err != nil {
		return err
	}
	e.above = e.voice.Say(phrases.EditSaved)
	if len(e.proof.texts) > 1 {
		e.say(e.voice.Say(phrases.EditInAll))
	}
	return e.showSection(id)
}

// newThing is a new section, figure or poll: in which section it is shown, and how it is made. It gets the same id in all languages.
func (e *editing) newThing(note draftNote) (content.SectionID, content.DraftPart, change, error) {
	first, second, in := text.NormaliseLine(note.Words[0]), note.Words[1], note.Field.Section
	switch note.New {
	case editNewSection:
		id := content.SectionID(e.freeID("s", func(a *content.Article, id string) bool { _, has := a.NumberOf(content.SectionID(id)); return has }))
		return id, content.PartSection, func(a *content.Article) bool {
			a.Sections = append(a.Sections, content.Section{ID: id, Heading: first, Summary: content.Markdown(second)})
			return true
		}, nil
	case editNewFigure:
		figure := content.Figure{ID: content.FigureID(e.freeID("f", hasFigure)), Label: first}
		if !writeNumber(&figure, second) {
			return in, "", nil, &content.Error{Code: content.Invalid, Op: "handlers.newThing", Key: string(phrases.EditNotNumber)}
		}
		return in, content.PartFigure, within(in, func(s *content.Section) { s.Figures = append(s.Figures, figure) }), nil
	}
	poll := content.Poll{Question: first, Options: linesOf(second)}
	return in, content.PartPoll, within(in, func(s *content.Section) { s.Poll = &poll }), nil
}

// within is a change of a section.
func within(id content.SectionID, do func(*content.Section)) change {
	return func(a *content.Article) bool {
		section := sectionIn(a, id)
		if section == nil {
			return false
		}
		do(section)
		return true
	}
}

// freeID is an id that none of the draft's texts has.
func (e *editing) freeID(letter string, has func(a *content.Article, id string) bool) string {
	for number := 1; ; number++ {
		id := fmt.Sprintf("%s%d", letter, number)
		taken := false
		for _, article := range e.proof.texts {
			taken = taken || has(article, id)
		}
		if !taken {
			return id
		}
	}
}

func hasFigure(a *content.Article, id string) bool {
	for number := range len(a.Sections) + 1 {
		section, _ := a.Part(number)
		if slices.ContainsFunc(section.Figures, func(f content.Figure) bool { return string(f.ID) == id }) {
			return true
		}
	}
	return false
}
