package storage_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

// banned is somebody with both numbers, of which one is banned for a day.
func banned(t *testing.T, store *storage.Store, asCommenter bool, until time.Time) (account content.TelegramID, number content.ReaderID) {
	t.Helper()
	account = 7300
	meet(t, store, content.Person{ID: account})
	number = reader(t, store, account).ID
	update(t, store, func(tx *storage.Tx) {
		if commenter := content.ReaderID(must(tx.Commenter(account))); asCommenter {
			number = commenter
		}
		must(tx.AddSanction(content.Sanction{Person: number, Kind: content.Banned, Reason: "spam", Until: until, By: 1}))
	})
	return account, number
}

func standingOf(t *testing.T, store *storage.Store, account content.TelegramID) (s content.Standing) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) { s = must(tx.StandingOf(account)) })
	return s
}

func TestASanctionOnEitherNumberCounts(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		for _, asCommenter := range []bool{false, true} {
			store := db.another(t).open()
			account, number := banned(t, store, asCommenter, start.Add(24*time.Hour))
			s := standingOf(t, store, account)
			if s.Ban.Person != number || s.Ban.Reason != "spam" || s.MaySpeak() || s.MayJudge() {
				t.Errorf("as commenter %v: %+v", asCommenter, s)
			}
			if other := standingOf(t, store, 7301); other != (content.Standing{}) {
				t.Errorf("somebody else: %+v", other)
			}
		}
	})
}

func TestSanctionsEndByThemselvesAndAreKept(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		account, number := banned(t, store, false, start.Add(24*time.Hour))
		update(t, store, func(tx *storage.Tx) {
			must(tx.AddSanction(content.Sanction{Person: number, Kind: content.Muted, Until: start.Add(48 * time.Hour)}))
			must(tx.AddSanction(content.Sanction{Person: number, Kind: content.Banned, Until: start.Add(time.Hour)}))
			must(tx.AddSanction(content.Sanction{Person: number, Kind: content.Warned}))
			s := must(tx.AddSanction(content.Sanction{Person: number, Kind: content.Premoderated}))
			ok(t, tx.Lift(s.ID, 2))
			ok(t, tx.Told(s.ID))
		})
		if s := standingOf(t, store, account); !s.Ban.Until.Equal(start.Add(24*time.Hour)) || s.Mute.ID == 0 || s.Premod || s.Warnings != 1 {
			t.Errorf("at first: %+v", s)
		}
		db.clock.Advance(24 * time.Hour)
		if s := standingOf(t, store, account); s.Ban.ID != 0 || s.Mute.ID == 0 || s.MaySpeak() || !s.MayJudge() {
			t.Errorf("after a day: %+v", s)
		}
		view(t, store, func(tx *storage.Tx) {
			all := must(tx.SanctionsOf(number))
			if len(all) != 5 || all[0].Reason != "spam" || !all[4].LiftedAt.Equal(start) || all[4].LiftedBy != 2 || all[4].Told != 1 {
				t.Errorf("kept: %+v", all)
			}
			if diff := cmp.Diff(all[0], must(tx.Sanction(all[0].ID))); diff != "" {
				t.Errorf("(-list +one):\n%s", diff)
			}
		})
	})
}

func TestWhoIsErasedWhileBannedStaysBannedWhereThereIsAKey(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		keys := must(storage.ParseKeys(storage.NewKey()))
		for _, keyed := range []bool{true, false} {
			o := storage.Options{}
			if keyed {
				o.IdentityKey = keys
			}
			store := db.another(t).openWith(o)
			account, number := banned(t, store, true, start.Add(24*time.Hour))
			update(t, store, func(tx *storage.Tx) { must(tx.Forget(reader(t, store, account).ID)) })
			view(t, store, func(tx *storage.Tx) {
				if left := must(tx.SanctionsOf(number)); len(left) != 0 {
					t.Errorf("left of the sanctions: %+v", left)
				}
			})
			meet(t, store, content.Person{ID: account})
			again := reader(t, store, account).ID
			for range 2 { // found, and then kept under the new number
				s := standingOf(t, store, account)
				if is := s.Ban.Person == again && s.Ban.Until.Equal(start.Add(24*time.Hour)) && s.Ban.Reason == ""; is != keyed {
					t.Errorf("with a key %v: %+v", keyed, s)
				}
			}
		}
	})
}

func TestABanOutlivesAnErasureByAYearAtMost(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.openWith(storage.Options{IdentityKey: must(storage.ParseKeys(storage.NewKey()))})
		account, _ := banned(t, store, false, time.Time{})
		update(t, store, func(tx *storage.Tx) { must(tx.Forget(reader(t, store, account).ID)) })
		db.clock.Advance(366 * 24 * time.Hour)
		update(t, store, func(tx *storage.Tx) { ok(t, tx.Prune()) })
		db.clock.Advance(-365 * 24 * time.Hour) // what was pruned is gone, whatever the clock says
		meet(t, store, content.Person{ID: account})
		if s := standingOf(t, store, account); s != (content.Standing{}) {
			t.Errorf("%+v", s)
		}
	})
}

func TestHeldComments(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		update(t, store, func(tx *storage.Tx) {
			for id := content.CommentID(1); id <= 3; id++ {
				ok(t, tx.HoldComment(storage.HeldComment{Comment: id, Author: 9, Judged: storage.Judged{Verdict: "hold", Score: 0.5, Findings: "[]"}, Text: "words"}))
			}
			ok(t, tx.HoldComment(storage.HeldComment{Comment: 2, Text: "other words"}))
			ok(t, tx.HeldFor(2, 5))
			if !must(tx.DropHeld(1)) || must(tx.DropHeld(1)) {
				t.Error("one is decided about once")
			}
			next := must(tx.HeldAfter(0))
			if next.Comment != 2 || next.Text != "words" || next.Sanction != 5 || next.Judged.Score != 0.5 {
				t.Errorf("next: %+v", next)
			}
			_, err := tx.HeldComment(1)
			coded(t, err, content.NotFound)
			_, err = tx.HeldAfter(3)
			coded(t, err, content.NotFound)
		})
	})
}

func TestReportsCountTogether(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o := approved(t, store, opinion("Open it at night."))
		three := storage.Report{Weight: 2, Queue: 6, Hide: 10}
		report := func(by content.ReaderID, weight int) content.Opinion {
			t.Helper()
			var now content.Opinion
			update(t, store, func(tx *storage.Tx) {
				r := three
				r.Weight = weight
				must2(tx.ReportOpinion(o.ID, by, r))
				now = must(tx.Opinion(o.ID))
			})
			return now
		}
		report(100, 2)
		report(100, 2) // the same reader
		report(101, 1) // somebody new
		report(102, 2)
		if now := report(103, 0); now.Reports != 0 || now.State != content.Approved {
			t.Errorf("below the threshold: %+v", now)
		}
		if now := report(104, 2); now.Reports != 5 || now.State != content.Approved || now.Version != o.Version {
			t.Errorf("at the threshold: %+v", now)
		}
		if now := report(105, 3); now.State != content.Pending || now.Reports != 6 {
			t.Errorf("far above it: %+v", now)
		}
		update(t, store, func(tx *storage.Tx) {
			now := must(tx.Opinion(o.ID))
			if n := must(tx.CountWaiting()); n != 1 {
				t.Errorf("%d wait", n)
			}
			now = must(tx.DecideOpinion(o.ID, now.Version, true, 1))
			if now.State != content.Approved || now.Reports != 0 || must(tx.CountWaiting()) != 0 {
				t.Errorf("kept: %+v", now)
			}
			if n := must(tx.ReportsSince(105, start)); n != 1 {
				t.Errorf("%d reports of one reader", n)
			}
		})
		report(105, 2) // judged already
		if now := report(106, 2); now.Reports != 0 {
			t.Errorf("after the decision: %+v", now)
		}
	})
}

// fillPeople goes on with what keptPeople looks for, of the eighth migration.
func fillPeople(t *testing.T, store *storage.Store) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) {
		must(tx.AddSanction(content.Sanction{Person: must(tx.Reader(7002)).ID, Kind: content.Banned, Reason: "spam", Until: start.Add(time.Hour), By: 1}))
		ok(t, tx.HoldComment(storage.HeldComment{Comment: 41, Author: 9, Judged: storage.Judged{Verdict: "hold", Findings: "[]"}, Text: "words"}))
	})
}

// keptPeople checks that all is there that the fixtures since the eighth one hold.
func keptPeople(t *testing.T, store *storage.Store) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		laid := must(tx.SanctionsOf(must(tx.Reader(7002)).ID))
		if len(laid) != 1 || laid[0].Kind != content.Banned || !laid[0].Until.Equal(start.Add(time.Hour)) {
			t.Errorf("sanctions: %+v", laid)
		}
		if held := must(tx.HeldComment(41)); held.Text != "words" {
			t.Errorf("held: %+v", held)
		}
	})
}
