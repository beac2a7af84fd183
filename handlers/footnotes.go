package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// mostCorrections is how many corrections stand below an article: the newest.
const mostCorrections = 3

// footnotes stand below an article's or a section's text: what was corrected in it, and that nothing new is taken.
func (t *turn) footnotes(published *content.Published, section content.SectionID) (content.HTML, error) {
	corrected, err := t.corrections(t.voice, published, section)
	if err != nil {
		return "", err
	}
	note, err := t.discussionNote(published.ID)
	return paragraphs(corrected, note), err
}

// corrections are those of an article, or of one of its sections, the newest first, each with its date.
func (t *turn) corrections(voice *phrases.Voice, published *content.Published, section content.SectionID) (content.HTML, error) {
	all, err := t.tx.Corrections(published.ID, mostCorrections)
	if err != nil {
		return "", err
	}
	read := published.For(voice.Lang(), t.language).Lang
	var lines []content.HTML
	for _, c := range all {
		if section != "" && c.Section != section {
			continue
		}
		day := voice.Date(content.DateOf(c.At.In(t.zone)))
		line, in := c.In(voice.Lang(), read, t.language)
		args := phrases.Args{"Date": day, "Line": line}
		if in == content.Undetermined || in == voice.Lang() || in == read {
			lines = append(lines, voice.Say(phrases.CorrectionLine, args))
			continue
		}
		args["Language"] = languageName(in) // the editor has said nothing in theirs
		lines = append(lines, voice.Say(phrases.CorrectionLineIn, args))
	}
	return paragraphs(lines...), nil
}
