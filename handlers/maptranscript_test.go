package handlers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
)

// TestTranscriptsOfMaps keeps what voters, readers of the map, editors and guessers are told, in each language.
func TestTranscriptsOfMaps(t *testing.T) {
	for _, lang := range []string{"en", "ru", "kk"} {
		t.Run(lang, func(t *testing.T) {
			s := newStage(t, func(o *handlers.Options) {
				o.Language, o.Channel, o.Undo = content.Lang(lang), ourChannel, 20*time.Second
				o.Roles = map[content.TelegramID]content.Role{mapEditor: content.RoleEditor}
			})
			reader, editor := s.person(1, lang), s.person(mapEditor, lang)
			s.record = &strings.Builder{}
			reader.Says("/vote").Says("/map")
			c := newCamps(s, 8)
			c.join(0, 7)
			c.join(1, 6)
			s.transcribeSitting(c, reader)
			c.draws()
			reader.Says("/map")
			reader.in(ourGroup).Says("/map")
			c.rooted()
			for _, what := range []string{"look", "card"} {
				editor.Says("/articles")
				editor.TapsData(editor.newest().id, "md.1."+what)
			}
			editor.TapsData(editor.newest().id, editor.newest().out.Buttons[0][0].Press)
			c.passes(30 * time.Second)
			s.transcribeQuiz(reader)
			golden(t, "transcripts/map-"+lang+".txt", s.record.String())
		})
	}
}

// transcribeSitting lets a reader use every button of a sitting, and vote to its end.
func (s *stage) transcribeSitting(c *camps, reader *person) {
	s.t.Helper()
	reader.Says("/vote")
	press := func(what string) {
		m := reader.newest()
		if len(m.out.Buttons) == 3 && strings.HasPrefix(m.out.Buttons[0][0].Press, "vt.") {
			data := strings.Split(m.out.Buttons[0][0].Press, ".")
			data[2] = what
			reader.TapsData(m.id, strings.Join(data, "."))
		}
	}
	for _, what := range []string{"x", "r", "b", "s"} {
		press(what)
		if what == "r" {
			reader.TapsData(reader.newest().id, reader.newest().out.Buttons[1][0].Press)
		}
	}
	reader.Says("/vote")
	for range c.opinions {
		press("a")
	}
	reader.Says("/language")
}

// transcribeQuiz lets a reader guess all figures: the first rightly, the others not.
func (s *stage) transcribeQuiz(reader *person) {
	s.t.Helper()
	for i := 0; ; i++ {
		reader.Says("/quiz")
		if reader.newest().out.Quiz == nil {
			break
		}
		quiz := reader.newest().out
		fmt.Fprintf(s.record, "  ! %d: %s\n", quiz.Quiz.Right+1, quiz.Quiz.Explanation)
		reader.Votes((quiz.Quiz.Right + min(i, 1)) % len(quiz.Poll.Options))
	}
	reader.TapsData(reader.newest().id, "qp.1")
}
