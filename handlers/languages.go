package handlers

import (
	"slices"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// showLanguages asks in which language to speak, and which ones the reader reads.
func (t *turn) showLanguages() error {
	reads, err := t.tx.Reading(t.reader.ID)
	if err != nil {
		return err
	}
	t.show(screen{
		text: paragraphs(t.voice.Say(phrases.LanguageAsk), t.voice.Say(phrases.ReadingAsk)),
		rows: [][]link{t.languages(nil), t.readingRow(reads)},
	})
	return nil
}

// readingRow are the languages, those marked that the reader reads; a press turns one over.
func (t *turn) readingRow(reads []content.Lang) []link {
	var row []link
	for _, lang := range content.Langs {
		label, wanted := phrases.ButtonUnread, "on"
		if slices.Contains(reads, lang) {
			label, wanted = phrases.ButtonReading, "off"
		}
		name := t.Newsroom.voice(lang).Plain(phrases.ButtonLanguageName)
		row = append(row, link{label: t.voice.Plain(label, phrases.Args{"Language": name}), data: string(toReading) + "." + string(lang) + "." + wanted})
	}
	return row
}

// readingPress notes that a reader reads a language, or does not: LANG.on or LANG.off.
func readingPress(t *turn) error {
	code, wanted, _ := strings.Cut(t.argument, ".")
	lang, ok := content.ParseLang(code)
	if !ok || wanted != "on" && wanted != "off" {
		return stale("handlers.readingPress")
	}
	before, err := t.tx.Reading(t.reader.ID)
	if err != nil {
		return err
	}
	var reads []content.Lang
	for _, one := range content.Langs {
		if one == lang && wanted == "on" || one != lang && slices.Contains(before, one) {
			reads = append(reads, one)
		}
	}
	if len(reads) == 0 {
		return &content.Error{Code: content.Conflict, Op: "handlers.readingPress", Key: string(phrases.PressReadsNone)}
	}
	if err := t.tx.SetReading(t.reader.ID, reads); err != nil {
		return err
	}
	return t.showLanguages()
}
