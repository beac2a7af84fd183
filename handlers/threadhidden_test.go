package handlers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestRepliesBelowAHiddenOpinionStay: what others said below an opinion's post is theirs, whatever became of the opinion.
func TestRepliesBelowAHiddenOpinionStay(t *testing.T) {
	w := newThreads(t)
	w.editor.Says("/publish " + sampleSlug).Taps("Opinions")
	anna, ben, reader := w.person(1, "en"), w.person(2, "en"), w.person(3, "en")
	for i := range 3 {
		w.approves(anna, fmt.Sprintf("Opinion of hers, number %d.", i))
		w.comments(ben.in(ourGroup), w.stands(fmt.Sprintf("number %d", i)).id, fmt.Sprintf("Answer to number %d.", i))
	}
	for range 2 {
		anna.Says("/mine").Taps("Take back").Taps("Yes, take it back") // the third, then the second
	}
	w.oneReportIsEnough()
	reader.Says("/start o_1").Taps("Report").Taps("Yes")
	w.editor.Says("/queue").Taps("Reject")
	w.passes(22 * time.Second)
	reader.Says("/thread").Sees("no longer shown", "› <b>Асель</b>", "Answer to number 0.", "Answer to number 1.", "Answer to number 2.").
		SeesNot("Opinion of hers")
	if text := string(reader.newest().out.Text); strings.Count(text, "An opinion that is no longer shown") != 3 ||
		strings.Index(text, "Answer to number 2.") > strings.Index(text, "Answer to number 0.") {
		t.Errorf("the thread reads %q", text)
	}
	reader.Says("/thread 1").Sees("no opinion “1”")
	ben.Says("/forget").Taps("Yes, erase everything")
	reader.Says("/thread").Sees("Nobody has said anything")
}

// TestThePagesOfAThreadWithHiddenOpinionsLeadBack: forwards and backwards one reads the same.
func TestThePagesOfAThreadWithHiddenOpinionsLeadBack(t *testing.T) {
	w := newThreads(t)
	w.editor.Says("/publish " + sampleSlug).Taps("Opinions")
	anna, ben, reader := w.person(1, "en"), w.person(2, "en"), w.person(3, "en")
	for i := range 10 {
		w.approves(anna, fmt.Sprintf("Opinion of hers, number %d.", i))
		w.comments(ben.in(ourGroup), w.stands(fmt.Sprintf("number %d", i)).id, fmt.Sprintf("Answer %d.", i))
		if i%2 == 0 {
			anna.Says("/mine").Taps("Take back").Taps("Yes, take it back")
		}
	}
	var pages []string
	reader.Says("/thread")
	for range 2 {
		pages = append(pages, string(reader.newest().out.Text))
		reader.Taps("Next")
	}
	for i := range 10 {
		if all := strings.Join(append(pages, string(reader.newest().out.Text)), "\n"); strings.Count(all, fmt.Sprintf("Answer %d.", i)) != 1 {
			t.Errorf("answer %d is not read once:\n%s", i, all)
		}
	}
	for i := range 2 {
		reader.Taps("Previous")
		if text := string(reader.newest().out.Text); text != pages[1-i] {
			t.Errorf("back on page %d one reads\n%s\ninstead of\n%s", 1-i, text, pages[1-i])
		}
	}
}
