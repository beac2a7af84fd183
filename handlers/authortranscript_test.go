package handlers_test

import (
	"strings"
	"testing"

	"aitys/content"
	"aitys/handlers"
)

// TestTranscriptsOfAuthors keeps what is said between editors, moderators and an author about reasons, appeals and questions, in each language.
func TestTranscriptsOfAuthors(t *testing.T) {
	for _, lang := range []string{"en", "ru", "kk"} {
		t.Run(lang, func(t *testing.T) {
			roles := map[content.TelegramID]content.Role{moderatorID: content.RoleModerator, otherID: content.RoleModerator, editorID: content.RoleEditor}
			s := newStage(t, staffed(roles), func(o *handlers.Options) { o.Language = content.Lang(lang) })
			author, first, other, editor := s.person(1, lang), s.person(moderatorID, lang), s.person(otherID, lang), s.person(editorID, lang)
			other.Says("/queue")
			s.record = &strings.Builder{}
			s.transcribeReasons(editor)
			author.Says("/opinion 1 " + prices)
			s.transcribeQuestions(author, first)
			s.transcribeAppeal(author, first, other)
			golden(t, "transcripts/author-"+lang+".txt", s.record.String())
		})
	}
}

// under presses the n-th button below somebody's newest message.
func (s *stage) under(p *person, n int) *person {
	s.t.Helper()
	m := p.newest()
	for _, row := range m.out.Buttons {
		if n < len(row) {
			return p.TapsData(m.id, row[n].Press)
		}
		n -= len(row)
	}
	s.t.Fatalf("%s: %q has no such button", line(), m.out.Text)
	return p
}

func (s *stage) transcribeReasons(editor *person) {
	s.t.Helper()
	editor.Says("/reasons").TapsData(editor.newest().id, "rn.add")
	editor.Says("Баланың аты")
	editor.Says("Имя ребёнка")
	s.under(editor, 0)
	editor.TapsData(editor.newest().id, "rn.unproven")
	s.under(editor, 1)
	s.under(editor, 1)
	editor.TapsData(editor.newest().id, "rn.insult.change")
	for range 3 {
		s.under(editor, 0)
	}
	editor.TapsData(editor.newest().id, "rn.unproven")
}

func (s *stage) transcribeQuestions(author, moderator *person) {
	s.t.Helper()
	moderator.Says("/queue").TapsData(moderator.newest().id, "q.1.1.ask")
	moderator.Says("?")
	moderator.Says(ask)
	s.under(author, 0)
	author.Says(reply)
	author.TapsData(author.newest().id, "aq.1")
}

func (s *stage) transcribeAppeal(author, first, other *person) {
	s.t.Helper()
	first.Says("/queue").TapsData(first.newest().id, "q.1.1.why")
	first.TapsData(first.newest().id, "q.1.1.why.unproven")
	first.TapsData(first.newest().id, "q.1.1.why.insult")
	author.Says("/mine")
	s.under(author, 0)
	author.Says("No.")
	author.Says(why)
	author.Says("/mine")
	first.Says("/queue")
	first.TapsData(first.newest().id, "q.1.3.approve")
	other.Says("/queue").TapsData(other.newest().id, "q.1.3.reject")
	author.Says("/mine")
	author.TapsData(author.newest().id, "ap.1.m.send")
}
