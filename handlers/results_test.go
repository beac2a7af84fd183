package handlers_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"aitys/content"
	"aitys/content/text"
)

func TestSeveralAnswers(t *testing.T) {
	s := newStage(t)
	s.republish(t, "```poll\n", "```poll\nmultiple: true\n")
	reader := s.person(1, "en")
	group := reader.in(ourGroup)
	group.Says("/poll").Sees("several answers")
	group.Taps("1. ").Sees("Counted: ")
	group.Taps("3. ").Sees("Counted: ", ";")
	group.Taps("3. ").Sees("Your vote stands: ")
	votes(t, s, "", 1, 1, 0, 1, 0)
	reader.Says("/poll").Votes(1, 3)
	if !reader.newestPoll().out.Poll.Multiple {
		t.Error("the native poll takes one answer only")
	}
	votes(t, s, "", 1, 0, 1, 0, 1)
	group.Taps("1. ").Sees("Counted here: ")
	votes(t, s, "", 1, 1, 0, 0, 0)
	s.person(2, "en").Says("/poll").Votes(0, 1, 2, 3)
	reader.Says("/results").Sees("<b>100%</b> (2 votes)", "<b>50%</b> (1 vote)", "2 volunteers")
	if title := reader.newest().out.Picture.Groups[0].Title; title == "" {
		t.Error("the picture does not say that shares are of the voters")
	}
}

// TestTheLongestChoiceIsAnswered: an answer that is too long is refused, and the presser would wait for ever.
func TestTheLongestChoiceIsAnswered(t *testing.T) {
	s := newStage(t)
	option := strings.Repeat("👩🏽‍🚀", 14)
	body := "---\nslug: long\nlang: en\ntitle: Long\ndate: 2027-01-01\n---\nText.\n\n```poll\nmultiple: true\nquestion: What?\noptions:\n"
	for i := range 4 {
		body += fmt.Sprintf("  - %d%s\n", i, option)
	}
	if err := s.newsroom.PublishFolder(context.Background(), fstest.MapFS{"long.md": {Data: []byte(body + "```\n")}}); err != nil {
		t.Fatal(err)
	}
	group := s.person(1, "kk").in(ourGroup)
	group.Says("/poll")
	for i := range 4 {
		group.Taps(fmt.Sprintf("%d. %d", i+1, i))
		if n := text.UTF16Len(s.answers[0].Text); n == 0 || n > 200 {
			t.Errorf("an answer of %d units", n)
		}
	}
}

func TestResultsAreAPictureWithItsNumbers(t *testing.T) {
	s := newStage(t)
	s.person(1, "en").Says("/poll 3").Votes(0)
	s.person(2, "en").Says("/poll 3").Votes(0)
	s.person(3, "en").Says("/poll 3").Votes(2)
	for language, words := range map[string][]string{
		"en": {"3 volunteers, not a survey", "<b>67%</b> (2 votes)", "<b>33%</b> (1 vote)"},
		"ru": {"3 добровольца, это не социологический опрос", "<b>67%</b> (2 голоса)", "<b>33%</b> (1 голос)"},
		"kk": {"3 ерікті", "<b>67%</b> (2 дауыс)"},
	} {
		reader := s.person(7, language)
		reader.Says("/results 3").Sees(words...)
		out := reader.newest().out
		if out.Action != content.ActionShow || out.Picture.Groups[0].Full != 100 || len(out.Picture.Groups[0].Bars) != 5 {
			t.Errorf("%s: %+v", language, out)
		}
		if bar := out.Picture.Groups[0].Bars[0]; bar.Shown != "67%" || bar.Value < 66 || bar.Value > 67 {
			t.Errorf("%s: %+v", language, bar)
		}
		if !strings.HasPrefix(words[0], out.Picture.Notice[:3]) {
			t.Errorf("%s: the picture says %q", language, out.Picture.Notice)
		}
	}
	group := s.person(1, "ru").in(ourGroup)
	group.Says("/results 3").Sees("3 volunteers")
	if out := group.newest().out; !out.Once || out.ReplyTo == 0 || out.Buttons[0][0].Start != "p_relocation-kazakhstan__labour" {
		t.Errorf("%+v", out)
	}
}
