package handlers_test

import (
	"strings"
	"testing"

	"aitys/content"
)

// TestOpinionTranscripts keeps what readers and moderators are told, for a diff that can be read.
func TestOpinionTranscripts(t *testing.T) {
	for _, lang := range []string{"en", "ru", "kk"} {
		t.Run(lang, func(t *testing.T) {
			s, moderator := desk(t)
			moderator.who.LanguageCode = lang
			reader := s.person(1, lang)
			reader.Says("/summary")
			s.record = &strings.Builder{}
			for _, words := range []string{
				"/opinion", "2", "no", "?!?!?!?!?!?!", prices, "/opinion 2 " + prices, schools, "/cancel", "/cancel", "/name", "/rules", "/privacy", "/mine",
			} {
				reader.Says(words)
			}
			reader.Sends(content.Message{Text: strings.Repeat("seven ", 590)})
			reader.in(ourGroup).Says("/opinion 2")
			receipt := reader.first("1")
			press := func(row, column int) { reader.TapsData(receipt.id, receipt.out.Buttons[row][column].Press) }
			press(0, 1)
			reader.Says(prices).Says(schools)
			press(1, 0)
			reader.TapsData(receipt.id, receipt.out.Buttons[len(receipt.out.Buttons)-2][0].Press) // a new pen name
			reader.Says("@somebody").Says("Гость")
			moderator.Says("/help").Says("/queue")
			card := moderator.newest()
			decide := func(column int) { moderator.TapsData(card.id, card.out.Buttons[0][column].Press) }
			approve := card.out.Buttons[0][0].Press
			decide(0)
			moderator.TapsData(card.id, approve)
			press(0, 1)
			reader.Says(prices)
			moderator.Says("/queue")
			card = moderator.newest()
			decide(1)
			reader.Says("/queue").Says("/opinion 1 " + prices)
			moderator.Says("/queue")
			card = moderator.newest()
			moderator.TapsData(card.id, card.out.Buttons[3][0].Press) // skip
			decide(1)
			takeBack := receipt.out.Buttons[0][0].Press
			reader.TapsData(receipt.id, takeBack)
			press(0, 0) // no
			reader.TapsData(receipt.id, takeBack)
			press(0, 1)
			reader.TapsData(receipt.id, takeBack)
			golden(t, "transcripts/opinion-"+lang+".txt", s.record.String())
		})
	}
}

// first is the person's message with that key of an opinion's receipt.
func (p *person) first(opinion string) *shown {
	p.t.Helper()
	for _, m := range p.chats[p.chat.ID] {
		if m.out.Key == content.MessageKey("opinion:"+opinion) {
			return m
		}
	}
	p.t.Fatalf("%s: there is no receipt of opinion %s", line(), opinion)
	return nil
}
