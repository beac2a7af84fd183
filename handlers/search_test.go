package handlers_test

import (
	"fmt"
	"strings"
	"testing"

	"aitys/content"
	"aitys/content/text"
	"aitys/handlers"
	"aitys/storage"
)

// title is the first line of a message, as Telegram shows it.
func (p *person) title(message content.MessageID) string {
	m := p.messageOf(p.chat.ID, message)
	if m == nil {
		return ""
	}
	line, _, _ := strings.Cut(text.StripTags(string(m.out.Text)), "\n")
	return line
}

// searched is a newsroom with something to find, in three languages.
func searched(s *stage, author *person) {
	s.opinion(author, "labour", 0, "Salaries of programmers in Almaty fell, say my <colleagues>.")
	for _, words := range []string{
		"Алматыда пәтер жалдау қымбаттады, ал жалақы өскен жоқ.", "Квартиры в Алматы подорожали вдвое: было 150 000, стало 300 000 тенге.",
		"Владельцы квартир в Алматы выселяли старых жильцов.", "Almatyda pater tabu qiyn.", "Алматыдан кетуге тура келді.",
	} {
		s.opinion(author, "cappuccino", 0, words)
	}
}

// TestSearchTranscripts keeps what somebody is told who searches, in each language.
func TestSearchTranscripts(t *testing.T) {
	for _, lang := range []string{"en", "ru", "kk"} {
		t.Run(lang, func(t *testing.T) {
			s := newStage(t, func(o *handlers.Options) { o.Language = content.Lang(lang) })
			author, reader := s.person(100, lang), s.person(1, lang)
			searched(s, author)
			reader.Says("/summary")
			s.record = &strings.Builder{}
			for _, words := range []string{"/search", "алматы", "/search 80 000 permits", "/search zeppelin", "/search и в не"} {
				reader.Says(words)
			}
			reader.Says("/search квартиры Almaty")
			reader.TapsData(reader.newest().id, reader.newest().out.Buttons[0][0].Press)
			reader.Says("/search almaty")
			list := reader.newest()
			older := list.out.Buttons[len(list.out.Buttons)-1][0].Press
			reader.TapsData(list.id, older)
			reader.TapsData(list.id, "sr.0")
			reader.TapsData(list.id, "sr.!")
			reader.TapsData(list.id-1, older)
			reader.Says("пәтер")
			reader.TapsData(reader.newest().id, reader.newest().out.Buttons[0][0].Press)
			reader.Says("жалақы өскен жоқ")
			reader.TapsData(reader.newest().id, reader.newest().out.Buttons[0][1].Press)
			reader.in(ourGroup).Says("/search almaty")
			golden(t, "transcripts/search-"+lang+".txt", s.record.String())
		})
	}
}

func TestPagesOfASearchWorkAfterARestart(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "ru"), s.person(1, "en")
	for i := range 12 {
		s.opinion(author, "labour", 0, fmt.Sprintf("Rents & salaries: opinion %d.", i+1))
	}
	long := "salaries RENTS " + strings.Repeat("salary rent & ", 11)
	reader.Says("/search "+long).Sees("opinion 12", "opinion 8", "<b>Rents</b> &amp; <b>salaries</b>", "[Older ›]").SeesNot("opinion 7")
	s.restart()
	reader.Taps("Older").Sees("opinion 7", "opinion 3", "Search: <b>salaries RENTS").SeesNot("opinion 8")
	reader.Taps("Older").Sees("opinion 2", "opinion 1").SeesNot("opinion 3", "[Older")
	reader.Taps("Newest").Sees("opinion 12")
}

// TestWhatIsFoundOpensBelow opens an opinion, a section and figures from a list, which stays as it is.
func TestWhatIsFoundOpensBelow(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "ru"), s.person(1, "en")
	searched(s, author)
	reader.Says("/search programmers")
	list := reader.newest()
	reader.TapsData(list.id, "sf.o.1.N").Sees("Salaries of programmers", "[Agree]")
	if list.edited != 0 || reader.newest() == list {
		t.Error("the list was changed")
	}
	reader.Says("/search permits 80000").Taps("80,000").Sees("Key figures", "permit")
	reader.TapsData(list.id, "sf.tb.1.r.yes").Sees("no longer applies")
	reader.TapsData(list.id, "sf.sf.sr.1").Sees("no longer applies")
}

// TestOnlyWhatReadersMaySeeIsFound searches for words of opinions that are not shown.
func TestOnlyWhatReadersMaySeeIsFound(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	s.person(100, "en").Says("/opinion 1 Hippopotamus rents are rising everywhere.")
	o := s.opinion(author, "labour", 0, "Rhinoceros rents are rising everywhere.")
	s.writes(func(tx *storage.Tx) error {
		_, err := tx.EditOpinion(o.ID, "Elephant rents are rising everywhere.")
		return err
	})
	reader.Says("/search rhinoceros").Sees("<b>Rhinoceros</b>")
	reader.Says("/search hippopotamus").Sees("found nothing")
	reader.Says("/search elephant").Sees("found nothing")
	s.withdraw(o.ID)
	reader.Says("/search rhinoceros").Sees("found nothing")
}

// TestHostileQueries searches for what is no word, too much, or looks like something else.
func TestHostileQueries(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	searched(s, author)
	for _, words := range []string{
		"%' OR 1=1 --", "<b>almaty", strings.Repeat("almaty ", 500), strings.Repeat("й\u0306", 2000), "\u202e\u200b", "👨‍👩‍👧‍👦", "*", "\"almaty\"", "almaty: salaries: programmers", "a b c d",
		strings.Repeat("👨‍👩‍👧 almaty ", 30),
	} {
		reader.Says("/search " + words)
		if shown := string(reader.newest().out.Text); text.UTF16Len(text.StripTags(shown)) > 4096 || strings.Contains(shown, "<b><b>") {
			t.Errorf("%q is answered with %q", words, shown)
		}
	}
	reader.Says("/search almaty: salaries: programmers").Sees("Salaries", "Search: <b>almaty: salaries: programmers</b>")
	reader.TapsData(reader.newest().id, "sr.0").Sees("Search: <b>almaty: salaries: programmers</b>")
	reader.TapsData(1, "sr.5").Sees("/search")
	reader.TapsData(reader.newest().id, "sq.").Sees("/search")
}

// TestSearchIsOfferedForPlainText: what somebody writes without a command is often what they look for.
func TestSearchIsOfferedForPlainText(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	searched(s, author)
	reader.Says("salaries of programmers").Sees("[Send]", "[Search]", "[Cancel]").Taps("Search").Sees("<b>Salaries</b> of <b>programmers</b>").has()
	reader.Says("пәтер").Sees("[Search]").Taps("Search").Sees("<b>пәтер</b>").has()
	reader.Says("ok?").Says("/search").Sees("What are you looking for").Says("salary").Sees("<b>Salaries</b>")
	reader.Says("salary of all programmers").Sees("Send this as an opinion")
}

// TestWordsThatAreSearchedForInAGroupGoAlongIntoThePrivateChat where they fit into a link.
func TestWordsThatAreSearchedForInAGroupGoAlongIntoThePrivateChat(t *testing.T) {
	s := newStage(t)
	for words, fits := range map[string]bool{"": false, "бағаның өсуі": true, "<b>rents & 50%</b>": true, "бұл сілтемеге сыймайтын тым ұзақ сөздер": false} {
		group := s.person(1, "en").in(ourGroup)
		group.Says("/search@aitys_bot " + words)
		payload := group.newest().out.Buttons[0][0].Start
		if len(payload) > 64 || strings.Trim(payload, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") != "" {
			t.Errorf("Telegram takes no link with %q", payload)
		}
		if !fits {
			if payload != "c_search" {
				t.Errorf("%q leads to %q", words, payload)
			}
			continue
		}
		s.person(1, "en").Says("/start " + payload).Sees(text.Escape(words))
	}
	for _, forged := range []string{"q", "q_", "q_!", "q__w", "q_IA"} {
		s.person(2, "en").Says("/start " + forged).Sees("no longer leads anywhere")
	}
}
