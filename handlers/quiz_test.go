package handlers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"aitys/content"
)

// quiz is the newest native poll in the person's chat.
func (p *person) quiz() content.Outgoing {
	p.t.Helper()
	return p.newestPoll().out
}

func TestAQuizFromTheFirstFigureToThePicture(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/quiz")
	seen := map[string]bool{}
	var of int
	for i := 1; ; i++ {
		out := reader.quiz()
		if out.Quiz == nil || out.Quiz.Right >= len(out.Poll.Options) || strings.Count(out.Quiz.Explanation, "\n") > 2 {
			t.Fatalf("no quiz: %+v", out)
		}
		var number int
		if _, err := fmt.Sscanf(out.Poll.Question, "%d/%d ·", &number, &of); err != nil || number != i || seen[out.Poll.Question] {
			t.Fatalf("question %d: %q", i, out.Poll.Question)
		}
		seen[out.Poll.Question] = true
		right := i%2 == 0
		choice := out.Quiz.Right
		if !right {
			choice = (choice + 1) % len(out.Poll.Options)
		}
		reader.Votes(choice).Sees(map[bool]string{true: "Right: <b>", false: "It is <b>"}[right])
		reader.SeesNot("How 1 reader")
		if i == of {
			break
		}
		reader.Taps("Next figure")
	}
	reader.Sees(fmt.Sprintf("You guessed %d of %d", of/2, of), "[A picture to share]")
	reader.Votes(0).SeesNot("Right:", "It is") // a second vote, which Telegram does not let through
	reader.Taps("A picture to share").Sees(fmt.Sprintf("%d of %d key figures", of/2, of), "[Guess too]")
	picture := reader.picture()
	if len(picture.Cards) != 1 || len(picture.Groups) != 0 || strings.Contains(fmt.Sprintf("%+v", picture), "Асель") {
		t.Errorf("the picture: %+v", picture)
	}
	reader.Says("/quiz").Sees("You guessed")
	reader.in(ourGroup).Says("/quiz@aitys").Sees("private")
}

func TestHowOthersGuessedIsToldFromFiveOn(t *testing.T) {
	s := newStage(t)
	for i := range 6 {
		reader := s.person(content.TelegramID(1+i), []string{"en", "ru", "kk"}[i%3])
		reader.Says("/quiz")
		choice := reader.quiz().Quiz.Right
		if i == 0 {
			choice = (choice + 1) % len(reader.quiz().Poll.Options)
		}
		reader.Votes(choice)
		switch told := strings.Contains(reader.since(), "80%"); {
		case i < 4:
			reader.SeesNot("%</b>", "– 100%", "– 75%")
		case i == 5 && !told:
			t.Errorf("the sixth is not told how the first five guessed: %s", reader.since())
		}
	}
}

func TestAGuessThatComesBeforeItsPollIsKnown(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	s.hold = true
	reader.Says("/quiz")
	right := reader.quiz().Quiz.Right
	reader.Votes(right)
	s.hold = false
	s.release()
	if all := s.chats[1]; !slices.ContainsFunc(all, func(m *shown) bool { return strings.Contains(string(m.out.Text), "Right: <b>") }) {
		t.Error("the guess was lost")
	}
	reader.Taps("Next figure")
	reader.VotesIn("an id that was never told", reader.quiz().Quiz.Right).Sees("Right: <b>")
}

func TestOthersCannotGuessForSomebody(t *testing.T) {
	s := newStage(t)
	reader, other := s.person(1, "en"), s.person(2, "en")
	reader.Says("/quiz")
	other.VotesIn(reader.newestPoll().poll, 0).SeesNothing()
	other.Says("/figures").TapsData(other.newest().id, "qp.1").SeesNot("key figures guessed")
	reader.Votes(0).Sees("[Next figure ›]")
}
