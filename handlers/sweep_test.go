package handlers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

const manyPosted = 150

// newPosted is a newsroom in whose group many opinions are posted, each by itself.
func newPosted(t *testing.T) *threads {
	t.Helper()
	w := newThreads(t)
	w.editor.Says("/publish " + sampleSlug).Taps("Opinions")
	anna := w.person(1, "en")
	anna.Says("/start")
	var all []content.OpinionID
	for i := range manyPosted {
		all = append(all, w.opinion(anna, "", 0, postedAs(i)).ID)
	}
	w.writes(func(tx *storage.Tx) error {
		for _, id := range all {
			if err := tx.ScheduleOnce(content.Due{Work: fmt.Sprintf("opinion-post:%d", id), At: tx.Now()}); err != nil {
				return err
			}
		}
		return nil
	})
	for range 20 {
		if w.count("Posted as number") == manyPosted {
			return w
		}
		w.passes(time.Second)
	}
	t.Fatalf("%d opinions are posted", w.count("Posted as number"))
	return w
}

func postedAs(i int) string { return fmt.Sprintf("Posted as number %03d of many.", i) }

// groupTakes counts what the group is asked for from now on, and refuses some of it.
func (w *threads) groupTakes(refused func(content.Outgoing) bool) *int {
	calls := 0
	w.refuses = func(out content.Outgoing) bool {
		if out.To == ourGroup {
			calls++
		}
		return refused(out)
	}
	return &calls
}

func nothingRefused(content.Outgoing) bool { return false }

// aMinute is how much a group takes in one.
const aMinute = 20

func TestManyOpinionsAreTakenDownWithinAMinute(t *testing.T) {
	w := newPosted(t)
	calls := w.groupTakes(nothingRefused)
	w.hold = true // the first answers are lost by a restart, and come after it
	w.takesDown()
	w.restart()
	w.release()
	w.passes(2 * time.Second)
	if left := w.count("Posted as"); left != 0 || w.count("no longer") != 0 {
		t.Errorf("%d opinions stand, and %d lines that say nothing", left, w.count("no longer"))
	}
	if len(w.posts()) != 0 {
		t.Errorf("in the channel stands %q", w.posts())
	}
	if *calls > aMinute/2 {
		t.Errorf("the group was asked for %d things", *calls)
	}
	for _, m := range w.chats[anEditor] {
		if strings.Contains(string(m.out.Text), "by hand") {
			t.Errorf("the editor is told %q", m.out.Text)
		}
	}
	if parked := w.parked(); len(parked) > 0 {
		t.Errorf("something broke: %s", parked[0].Cause)
	}
}

// TestWhatTheGroupKeepsIsNamed lets Telegram keep two opinions, of which one can be emptied and the other cannot.
func TestWhatTheGroupKeepsIsNamed(t *testing.T) {
	w := newPosted(t)
	emptied, kept := w.stands(postedAs(12)).id, w.stands(postedAs(77)).id
	w.undeletable = func(id content.MessageID) bool { return id == emptied || id == kept }
	calls := w.groupTakes(func(out content.Outgoing) bool { return out.Action == content.ActionEdit && out.Edit == kept })
	w.takesDown()
	w.passes(20 * time.Second)
	w.passes(20 * time.Second)
	if w.count("Posted as") != 1 || w.stands(postedAs(77)) == nil || w.count("no longer shown") != 1 {
		t.Errorf("%d opinions stand, and %d lines that say nothing", w.count("Posted as"), w.count("no longer shown"))
	}
	if *calls > 2*aMinute {
		t.Errorf("the group was asked for %d things", *calls)
	}
	w.editor.Sees("neither delete nor change these messages", fmt.Sprintf("https://t.me/c/1/%d", kept)).SeesNot(fmt.Sprintf("https://t.me/c/1/%d", emptied))
	if parked := w.parked(); len(parked) > 0 {
		t.Errorf("something broke: %s", parked[0].Cause)
	}
}

// TestWhereNothingMayBeDeletedAllIsEmptied lets the bot delete nothing in the group, and edit everything.
func TestWhereNothingMayBeDeletedAllIsEmptied(t *testing.T) {
	w := newPosted(t)
	w.undeletable = func(content.MessageID) bool { return true }
	w.deletions = 0
	w.takesDown()
	w.passes(2 * time.Second)
	if w.count("Posted as") != 0 || w.count("no longer shown") != manyPosted {
		t.Errorf("%d opinions stand, and %d lines that say nothing", w.count("Posted as"), w.count("no longer shown"))
	}
	if w.deletions > aMinute {
		t.Errorf("it was tried %d times", w.deletions)
	}
}

// TestAnswersThatDoNotComeEmptyWhatIsLeft loses what Telegram said.
func TestAnswersThatDoNotComeEmptyWhatIsLeft(t *testing.T) {
	w := newPosted(t)
	first := w.stands(postedAs(0)).id
	w.undeletable = func(content.MessageID) bool { return true }
	w.hold = true
	w.takesDown()
	w.passes(6 * time.Minute)
	if m := w.messageOf(ourGroup, first); m == nil || !strings.Contains(string(m.out.Text), "no longer shown") {
		t.Errorf("what was not answered stands as %+v", m)
	}
}

func TestAnOpinionInSeveralPlacesIsTakenDownTogether(t *testing.T) {
	w := newThreads(t)
	w.editor.Says("/publish " + sampleSlug).Taps("Opinions")
	anna := w.person(1, "en")
	w.approves(anna, "The one that stands in many places.")
	for range 25 {
		anna.in(ourGroup).Says("/opinions 0")
		w.passes(time.Minute)
	}
	places := w.count("in many places")
	if places < aMinute {
		t.Fatalf("it stands in %d places", places)
	}
	calls := w.groupTakes(nothingRefused)
	w.editor.Says("/takedown 1 A source asked for it")
	w.passes(2 * time.Second)
	if w.count("in many places") != 0 || *calls > aMinute/4 {
		t.Errorf("it stands in %d places after %d requests", w.count("in many places"), *calls)
	}
	if parked := w.parked(); len(parked) > 0 {
		t.Errorf("something broke: %s", parked[0].Cause)
	}
}
