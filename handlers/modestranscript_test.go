package handlers_test

import (
	"strings"
	"testing"
	"time"

	"aitys/content"
)

// TestModesTranscripts keeps what editors, moderators and readers are told about how opinions are moderated.
func TestModesTranscripts(t *testing.T) {
	for _, lang := range []string{"en", "ru", "kk"} {
		t.Run(lang, func(t *testing.T) {
			s, first, second := lookStage(t, map[content.TelegramID]content.Role{editorID: content.RoleEditor})
			s.set("second.key=a known one")
			editor, reader := s.person(editorID, lang), s.person(300, lang)
			for _, p := range []*person{first, second, editor, reader} {
				p.who.LanguageCode = lang
				p.Says("/start")
			}
			first.Says("/words add blocked pumpkin")
			s.record = &strings.Builder{}
			s.transcribeSettings(editor)
			s.transcribeProgram(reader, first)
			s.transcribeSurge(reader)
			record := s.record
			s.record = nil
			first.who.LanguageCode, second.who.LanguageCode = "en", "en"
			s.set("moderation=pre", "second=off", "surge=off")
			s.passes(70 * time.Second)
			for s.waiting() > 0 {
				first.Says("/queue").Taps("Approve")
			}
			s.set("second=20")
			s.drawn(first, "Reject")
			second.who.LanguageCode = lang
			s.record = record
			s.transcribeLooks(first, second, editor)
			golden(t, "transcripts/modes-"+lang+".txt", s.record.String())
		})
	}
}

func (s *stage) transcribeSettings(editor *person) {
	s.person(1, editor.who.LanguageCode).Says("/settings")
	editor.Says("/settings")
	screen := editor.newest().id
	s.set("moderation=post", "trusted=3", "second=5", "filters=strict", "reject=itself", "reports=5", "surge=off")
	editor.TapsData(screen, "se.0.target.30m")
	s.set("trusted=off", "filters=usual", "surge=on")
	editor.TapsData(screen, "se.0.target.100h")
	editor.Says("/settings relocation-kazakhstan")
	editor.TapsData(editor.newest().id, "se.1.filters.strict")
	editor.TapsData(editor.newest().id, "se.1.filters.as")
	editor.TapsData(editor.newest().id, "se.1.try")
	s.tries()
	s.person(2, "en").Says("/opinion 1 " + advert)
}

func (s *stage) transcribeProgram(reader, moderator *person) {
	reader.Says("/start").Says("/opinion 1").Says("/cancel").Says(schools)
	reader.Says("/opinion 1 " + prices)
	reader.Says("/opinion 1 The pumpkins of this ministry are rotten, everybody knows")
	moderator.Says("/queue")
	card := moderator.newest()
	moderator.TapsData(card.id, card.out.Buttons[0][1].Press)
	moderator.Says("/stats")
}

func (s *stage) transcribeSurge(reader *person) {
	reader.Says("/mine")
	s.set("reject=advise")
	s.person(3, "en").Says("/opinion 1 " + advert)
	s.passes(time.Second)
	s.now = s.now.Add(40 * time.Minute)
	s.passes(62 * time.Second)
	reader.Says("/opinion 2 " + schools)
	reader.Says("/opinion 2 " + bridges)
	reader.TapsData(reader.newest().id, reader.newest().out.Buttons[0][0].Press)
	s.set("surge=off")
	s.passes(62 * time.Second)
}

func (s *stage) transcribeLooks(first, second, editor *person) {
	second.Says("/queue")
	card := second.newest()
	first.who.LanguageCode = second.who.LanguageCode
	first.TapsData(first.newest().id, card.out.Buttons[0][0].Press)
	second.TapsData(card.id, card.out.Buttons[0][0].Press)
	ask := editor.newest()
	change := ask.out.Buttons[0][1].Press
	second.TapsData(1, change)
	editor.TapsData(ask.id, change)
	editor.TapsData(ask.id, change)
}
