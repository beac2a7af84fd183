package handlers

import (
	"slices"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// dialogueCorrect is the dialogue in which an editor is asked for the line of a correction, in one language of the article after the other.
const dialogueCorrect = "correct"

// correctNote is its note: in which language the line is waited for, and what was said so far.
type correctNote struct {
	Slug  content.Slug            `json:"slug"`
	Lang  content.Lang            `json:"lang,omitempty"`
	Lines map[content.Lang]string `json:"lines,omitempty"`
}

// askCorrection asks what readers are told.
func (t *turn) askCorrection(published *content.Published) error {
	if err := t.somethingNew(published); err != nil {
		return err
	}
	return t.askLine(published, correctNote{Slug: published.Slug})
}

// corrected are the languages in which readers have an article, the original's first.
func corrected(published *content.Published) []content.Lang {
	all := []content.Lang{published.Original}
	for _, lang := range content.Langs {
		if published.In[lang] != nil && lang != published.Original {
			all = append(all, lang)
		}
	}
	return all
}

// askLine asks for the line in the language behind the one that was asked for; behind the last one the correction is published soon.
func (t *turn) askLine(published *content.Published, about correctNote) error {
	langs := corrected(published)
	next := slices.Index(langs, about.Lang) + 1
	if next == len(langs) {
		if err := t.tx.End(t.reader.ID); err != nil {
			return err
		}
		return t.reviseSoon(published, revising{Lines: about.Lines})
	}
	about.Lang = langs[next]
	s := screen{text: t.voice.Say(phrases.CorrectionAsk, phrases.Args{"Most": content.MaxCorrection})}
	if len(langs) > 1 {
		s.text = t.voice.Say(phrases.CorrectionAskIn, phrases.Args{"Most": content.MaxCorrection, "Language": t.languageIn(about.Lang)})
	}
	if next < len(langs)-1 || len(about.Lines) > 0 { // in one language it has to be said
		s.rows = [][]link{{{label: t.voice.Plain(phrases.ButtonReasonSkip), data: reviseData(published.Slug, reviseSkip+"."+string(about.Lang))}}}
	}
	s.rows = append(s.rows, []link{{label: t.voice.Plain(phrases.ButtonWhatChanges), data: reviseData(published.Slug, reviseShow)}})
	t.send(s.text, t.buttons(s.rows), nil)
	return t.begin(dialogueCorrect, about)
}

// skipCorrection goes on to the next language: readers of this one read the line in another, with a word on which.
func (t *turn) skipCorrection(published *content.Published, lang content.Lang) error {
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err != nil {
		return err
	}
	var about correctNote
	if !under || dialogue.Work != dialogueCorrect {
		return stale("handlers.skipCorrection")
	}
	if err := noted(dialogue.Note, &about); err != nil {
		return err
	}
	langs := corrected(published)
	last := len(about.Lines) == 0 && slices.Index(langs, lang) == len(langs)-1
	if about.Slug != published.Slug || about.Lang != lang || last {
		return stale("handlers.skipCorrection")
	}
	return t.askLine(published, about)
}

// correctSaid takes the line.
func correctSaid(t *turn, note, words string) error {
	var about correctNote
	if err := noted(note, &about); err != nil {
		return err
	}
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	line := text.NormaliseLine(words)
	if line == "" || text.Length(line) > content.MaxCorrection {
		return &content.Error{Code: content.Invalid, Op: "handlers.correctSaid", Key: string(phrases.CorrectionLong), Args: phrases.Args{"Most": content.MaxCorrection}}
	}
	published, err := t.named(string(about.Slug))
	if err != nil {
		return err
	}
	if about.Lang == content.Undetermined { // it was asked for by an earlier version
		about.Lang = published.Original
	}
	if about.Lines == nil {
		about.Lines = map[content.Lang]string{}
	}
	about.Lines[about.Lang] = line
	return t.askLine(published, about)
}
