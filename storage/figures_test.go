package storage_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

// figures returns those of the last days.
func figures(t testing.TB, store *storage.Store, days int) (f storage.Figures) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) { f = must(tx.Figures(days)) })
	return f
}

func TestFiguresAreThoseOfTheDaysAskedFor(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o := opinion("What is decided about")
		kazakh := add(t, store, o).ID
		o.Text, o.Lang = "What else is decided about", content.Russian
		russian := add(t, store, o).ID
		rule := func(what content.Deed, by content.ReaderID, on content.OpinionID, waited time.Duration, code, reason string) {
			deed(t, store, content.Entry{What: what, By: by, Opinion: on, Waited: waited, Code: code, Reason: reason})
		}
		rule(content.DeedReject, 7, kazakh, time.Hour, "insult", "")
		db.clock.Advance(10 * 24 * time.Hour)
		for i := range 9 {
			rule(content.DeedApprove, 7, russian, time.Duration(i+1)*time.Minute, "", "")
		}
		rule(content.DeedReject, 8, russian, 24*time.Hour, "", "in words alone")
		deed(t, store, content.Entry{What: content.DeedApprove, By: 7, Opinion: russian, Second: true})
		deed(t, store, content.Entry{What: content.DeedApprove, By: 7, Opinion: russian, Second: true})
		rule(content.DeedReject, 8, kazakh, time.Hour, "advert", "")
		rule(content.DeedUndo, 8, kazakh, 0, "", "")
		rule(content.DeedUndo, 8, kazakh, 0, "", "") // it was undone already

		week := figures(t, store, 7)
		about(t, week.Median, 5*time.Minute)
		about(t, week.Slow, 9*time.Minute)
		week.Median, week.Slow = 0, 0
		want := storage.Figures{
			Decided: map[content.ReaderID]int{7: 11, 8: 1}, Judged: map[content.Lang]map[string]int{}, Agreed: 1, Differ: 1,
			Outcome: map[content.Lang]storage.Outcome{content.Russian: {Approved: 9, Rejected: 1}, content.Kazakh: {}},
			Reasons: map[string]int{"written": 1, "advert": 0},
		}
		if diff := cmp.Diff(want, week); diff != "" {
			t.Errorf("a week (-want +got):\n%s", diff)
		}
		month := figures(t, store, 30)
		if month.Outcome[content.Kazakh].Rejected != 1 || month.Reasons["insult"] != 1 || month.Decided[7] != 12 {
			t.Errorf("a month: %+v", month)
		}
		db.clock.Advance(100 * 24 * time.Hour)
		update(t, store, func(tx *storage.Tx) { ok(t, tx.Prune()) })
		if left := figures(t, store, 1000); len(left.Decided) != 0 {
			t.Errorf("after ninety days: %+v", left)
		}
		sound(t, store, 16, nil)
	})
}

// about checks a time that was counted in buckets.
func about(t *testing.T, got, want time.Duration) {
	t.Helper()
	if off := float64(got)/float64(want) - 1; off < -0.05 || off > 0.05 {
		t.Errorf("%v is not about %v", got, want)
	}
}

func TestAnUndoneDecisionIsTakenBackFromItsOwnDay(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := add(t, store, opinion("What is decided about")).ID
		deed(t, store, content.Entry{What: content.DeedReject, By: 7, Opinion: id, Code: "insult", Waited: time.Minute})
		early := content.Entry{What: content.DeedUndo, By: 8, Opinion: id, Code: "approve"} // of a ruling that had not taken effect
		deed(t, store, early)
		if f := figures(t, store, 1); f.Decided[7] != 1 || f.Reasons["insult"] != 1 {
			t.Errorf("what was never counted was taken back: %+v", f)
		}
		db.clock.Advance(24 * time.Hour)
		deed(t, store, content.Entry{What: content.DeedUndo, By: 8, Opinion: id})
		for _, days := range []int{1, 2} {
			f := figures(t, store, days)
			if f.Decided[7] != 0 || f.Decided[8] != 0 || f.Reasons["insult"] != 0 || f.Outcome[content.Kazakh] != (storage.Outcome{}) || f.Median != 0 {
				t.Errorf("%d days: %+v", days, f)
			}
		}
	})
}

func TestTextsAreCountedByWhatTheFiltersSay(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := add(t, store, opinion("What the filters look at")).ID
		for _, verdict := range []string{"hold", "pass", "hold"} {
			update(t, store, func(tx *storage.Tx) {
				ok(t, tx.Judge(must(tx.Opinion(id)), storage.Judged{Verdict: verdict, Findings: "[]"}, storage.Likeness{}))
			})
		}
		if diff := cmp.Diff(map[content.Lang]map[string]int{content.Kazakh: {"hold": 2, "pass": 1}}, figures(t, store, 1).Judged); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestAnOpinionTellsSinceWhenItWaits(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := add(t, store, opinion("What waits for a moderator")).ID
		since := func() (at time.Time) {
			view(t, store, func(tx *storage.Tx) { at = must(tx.QueuedSince(id)) })
			return at
		}
		if got := since(); !got.Equal(start) {
			t.Errorf("it waits since %v", got)
		}
		update(t, store, func(tx *storage.Tx) { must(tx.DecideOpinion(id, 1, true, 7)) })
		if got := since(); !got.IsZero() {
			t.Errorf("decided, it waits since %v", got)
		}
		db.clock.Advance(time.Minute)
		update(t, store, func(tx *storage.Tx) { must2(tx.ReportOpinion(id, 4711, storage.PlainReport)) })
		if got := since(); !got.Equal(start.Add(time.Minute)) {
			t.Errorf("reported, it waits since %v", got)
		}
	})
}
