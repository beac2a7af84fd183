package handlers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
)

// TestTranscriptsOfVoices keeps what readers of opinions and voters are told, in each language, so that a change of wording is a diff.
func TestTranscriptsOfVoices(t *testing.T) {
	for _, lang := range []string{"en", "ru", "kk"} {
		t.Run(lang, func(t *testing.T) {
			s := newStage(t, func(o *handlers.Options) { o.Language = content.Lang(lang) })
			author, reader := s.person(100, lang), s.person(1, lang)
			group := reader.in(ourGroup)
			s.record = &strings.Builder{}
			s.transcribeOpinions(author, reader, group)
			s.transcribePolls(reader, group)
			golden(t, "transcripts/voices-"+lang+".txt", s.record.String())
		})
	}
}

func (s *stage) transcribeOpinions(author, reader, group *person) {
	s.t.Helper()
	reader.Says("/opinions 3")
	first := s.opinion(author, "labour", 0, "Colleagues from abroad taught us a lot.\nAnd we them.")
	s.opinion(author, "", 0, "Renting became a luxury.")
	s.opinion(author, "labour", first.ID, "That depends on the profession.")
	reader.Says("/opinions")
	press := func(verb, rest string) {
		reader.TapsData(reader.newest().id, fmt.Sprintf("%s.%d.%s", verb, first.ID, rest))
	}
	for _, rest := range []string{"N.a", "N.a", "N.d", "N.p"} {
		press("v", rest)
	}
	press("or", "a")
	press("or", "d")
	press("rs", "N")
	press("r", "N")
	reader.Says("/cancel")
	reader.Says("/opinions 3")
	press("rp", "n")
	press("rp", "n.yes")
	press("rp", "n.yes")
	author.Says(fmt.Sprintf("/start o_%d", first.ID))
	author.TapsData(author.newest().id, fmt.Sprintf("v.%d.n.a", first.ID))
	group.Says("/opinions")
	s.withdraw(first.ID)
	press("v", "n.a")
}

func (s *stage) transcribePolls(reader, group *person) {
	s.t.Helper()
	reader.Says("/poll 3")
	reader.Says("/results 3")
	reader.Votes(1)
	reader.Says("/poll 3")
	reader.Says("/results 3")
	group.Says("/poll 3")
	copied := group.newest()
	option := strings.TrimSuffix(copied.out.Buttons[0][0].Press, "0")
	for _, what := range []string{"x", "0", "0", "2", "x", "x", "9"} {
		group.TapsData(copied.id, option+what)
	}
	for i := range 7 {
		s.person(content.TelegramID(50+i), "en").in(ourGroup).TapsData(copied.id, option+"3")
	}
	s.passes(20 * time.Second)
	reader.Votes(0)
	group.TapsData(copied.id, option+"1")
	reader.Votes()
	reader.VotesIn("tg-lost", 1)
	s.passes(3 * time.Minute)
	s.record.WriteString("\n(the newsroom changes the question)\n")
	s.republish(s.t, "for your own work?", "to you at work?")
	group.TapsData(copied.id, option+"1")
	reader.Votes(1)
	s.passes(10 * time.Second)
}
