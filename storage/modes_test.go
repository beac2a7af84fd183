package storage_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

func TestWhatTheProgramShowsWaitsToBeLookedAtBehindAllElse(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		shown, rejected := add(t, store, opinion("Shown at once.")), add(t, store, opinion("Rejected at once."))
		update(t, store, func(tx *storage.Tx) {
			o, r := must2(tx.DecideByProgram(shown.ID, storage.Program{Approve: true, Unseen: true}))
			if o.State != content.Approved || !o.Unseen || r.By != 0 || r.What != content.ToApprove {
				t.Errorf("%+v %+v", o, r)
			}
			o, r = must2(tx.DecideByProgram(rejected.ID, storage.Program{Reason: "advert", Note: "an advertisement"}))
			if last := must(tx.RulingOn(o.ID)); o.State != content.Rejected || last.ID != r.ID || last.Note != "an advertisement" || last.State != content.RulingDone {
				t.Errorf("%+v %+v", o, last)
			}
			if diff := cmp.Diff([]content.OpinionID{rejected.ID}, must(tx.RejectedByProgram(tx.Now().Add(-time.Hour), 5))); diff != "" {
				t.Error(diff)
			}
		})
		db.clock.Advance(time.Minute)
		waits := add(t, store, opinion("It waits."))
		if diff := cmp.Diff([]content.OpinionID{waits.ID, shown.ID}, queue(t, store)); diff != "" {
			t.Errorf("the queue (-want +got):\n%s", diff)
		}
		view(t, store, func(tx *storage.Tx) {
			if got, oldest := must(tx.OldestWaiting()), must(tx.OldestQueued()); !got.Equal(waits.MadeAt) || !oldest.Equal(shown.MadeAt) {
				t.Errorf("the oldest waits since %v, the oldest of all since %v", got, oldest)
			}
			if trust := must(tx.TrustIn(shown.Author)); trust != (storage.Trust{}) {
				t.Errorf("what the program decides is no trust: %+v", trust)
			}
		})
		decide(t, store, shown.ID, true)
		if diff := cmp.Diff([]content.OpinionID{waits.ID}, queue(t, store)); diff != "" {
			t.Errorf("afterwards (-want +got):\n%s", diff)
		}
		again := func(tx *storage.Tx) error {
			_, _, err := tx.DecideByProgram(shown.ID, storage.Program{Approve: true})
			return err
		}
		coded(t, store.Update(context.Background(), again), content.Conflict)
	})
}

func TestTrustIsWhatPeopleDecided(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o := opinion("Signed by somebody.")
		o.Signed = "Aigul of Almaty"
		first := add(t, store, o)
		decide(t, store, first.ID, true)
		o.Signed, o.Text = "", "And another one."
		second := add(t, store, o)
		decide(t, store, second.ID, true)
		trust := func(want storage.Trust) {
			t.Helper()
			view(t, store, func(tx *storage.Tx) {
				if diff := cmp.Diff(want, must(tx.TrustIn(o.Author))); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
		trust(storage.Trust{Approved: 2, Signed: "Aigul of Almaty"})
		update(t, store, func(tx *storage.Tx) { must(tx.EditOpinion(second.ID, "And another one, changed.")) })
		decide(t, store, second.ID, true)
		trust(storage.Trust{Approved: 2, Signed: "Aigul of Almaty"})
		db.clock.Advance(time.Hour)
		update(t, store, func(tx *storage.Tx) { must(tx.TakeDownOpinion(second.ID, 1)) })
		trust(storage.Trust{Approved: 2, Signed: "Aigul of Almaty", RejectedAt: db.clock.Now()})
	})
}

func TestASecondLookIsOneOtherModerators(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		const first, second, third = content.ReaderID(71), content.ReaderID(72), content.ReaderID(73)
		store := db.open()
		one, two := add(t, store, opinion("One.")), add(t, store, opinion("Two."))
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.AddLook(storage.Look{Opinion: one.ID, Version: 2, FirstBy: first, First: content.DeedReject}))
		})
		db.clock.Advance(time.Minute)
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.AddLook(storage.Look{Opinion: two.ID, Version: 2, FirstBy: second, First: content.DeedApprove}))
			next := must(tx.NextLook(third, storage.Look{}))
			if next.Opinion != one.ID || must(tx.NextLook(third, next)).Opinion != two.ID || must(tx.NextLook(first, storage.Look{})).Opinion != two.ID {
				t.Errorf("the next is %+v", next)
			}
			_, err := tx.NextLook(second, next)
			coded(t, err, content.NotFound)
		})
		looks := func(id content.OpinionID, version int, by content.ReaderID, want content.Code) {
			t.Helper()
			err := store.Update(context.Background(), func(tx *storage.Tx) error {
				_, err := tx.LookedAgain(id, version, by, content.DeedApprove)
				return err
			})
			if got := content.CodeOf(err); got != want {
				t.Errorf("error %v, want %q", err, want)
			}
		}
		looks(one.ID, 2, first, content.Conflict)
		looks(one.ID, 3, third, content.Conflict)
		looks(one.ID, 2, third, "")
		looks(one.ID, 2, second, content.Conflict)
		db.clock.Advance(storage.LookFor)
		looksAt := func(id content.OpinionID) error {
			return store.View(context.Background(), func(tx *storage.Tx) error {
				_, err := tx.LookAt(id)
				return err
			})
		}
		coded(t, looksAt(two.ID), content.NotFound)
		ok(t, looksAt(one.ID)) // two differ there: that does not pass by itself
		update(t, store, func(tx *storage.Tx) { must(tx.WithdrawOpinion(one.ID)) })
		coded(t, looksAt(one.ID), content.NotFound)
	})
}

func TestADecisionIsOverturnedOnce(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o := add(t, store, opinion("Rejected at first."))
		overturn := func(version int, want content.Code) {
			t.Helper()
			err := store.Update(context.Background(), func(tx *storage.Tx) error { return second(tx.Overturn(o.ID, version, 1)) })
			if got := content.CodeOf(err); got != want {
				t.Errorf("error %v, want %q", err, want)
			}
		}
		overturn(1, content.Conflict)
		decide(t, store, o.ID, false)
		overturn(1, content.Conflict)
		overturn(2, "")
		overturn(2, content.Conflict)
		view(t, store, func(tx *storage.Tx) {
			if after := must(tx.Opinion(o.ID)); after.State != content.Approved || must(tx.CountOpinions(o.Article, o.Section)) == 0 {
				t.Errorf("%+v", after)
			}
		})
	})
}

func TestSettingsOfAnArticleAndOfTheNewsroom(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.Set(0, "moderation", "post"))
			ok(t, tx.Set(3, "moderation", "pre"))
			ok(t, tx.Set(4, "moderation", "pre"))
			ok(t, tx.Set(3, "featured:12", "1"))
			ok(t, tx.Set(3, "filters", "strict"))
			ok(t, tx.Unset(3, "filters"))
		})
		view(t, store, func(tx *storage.Tx) {
			article, newsroom, err := tx.Settings(3)
			ok(t, err)
			if diff := cmp.Diff([]map[string]string{{"moderation": "pre", "featured:12": "1"}, {"moderation": "post"}}, []map[string]string{article, newsroom}); diff != "" {
				t.Error(diff)
			}
		})
	})
}

// TestATransactionSeesWhatItSetsItself: what it remembers is never older than what it wrote, or took back.
func TestATransactionSeesWhatItSetsItself(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		update(t, db.open(), func(tx *storage.Tx) {
			holds := func(want string) {
				t.Helper()
				if got := must(tx.Setting(3, "moderation")); got != want {
					t.Errorf("the setting is %q, want %q", got, want)
				}
			}
			holds("")
			ok(t, tx.Set(3, "moderation", "pre"))
			holds("pre")
			_ = tx.Guard(false, func() error {
				ok(t, tx.Set(3, "moderation", "post"))
				holds("post")
				return errRefused
			})
			holds("pre")
			_ = tx.Guard(false, func() error { // without a question, so that PostgreSQL has not heard of it
				ok(t, tx.Set(3, "moderation", "post"))
				return errRefused
			})
			holds("pre")
			ok(t, tx.Unset(3, "moderation"))
			holds("")
		})
	})
}

func TestATrialSeesWhatPeopleDecidedLast(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		byProgram := add(t, store, opinion("Shown by the program."))
		update(t, store, func(tx *storage.Tx) { must2(tx.DecideByProgram(byProgram.ID, storage.Program{Approve: true})) })
		var want []content.OpinionID
		for i, text := range []string{"One.", "Two.", "Three."} {
			db.clock.Advance(time.Minute)
			o := add(t, store, opinion(text))
			decide(t, store, o.ID, i%2 == 0)
			want = append([]content.OpinionID{o.ID}, want...)
		}
		add(t, store, opinion("It waits."))
		update(t, store, func(tx *storage.Tx) {
			var got []content.OpinionID
			for _, o := range must(tx.LastDecided(2)) {
				got = append(got, o.ID)
			}
			if diff := cmp.Diff(want[:2], got); diff != "" {
				t.Error(diff)
			}
			ok(t, tx.AddTrial(storage.Trial{By: 5, Filters: "strict"}))
			ok(t, tx.AddTrial(storage.Trial{By: 5, Article: 2, Filters: "usual"}))
			if diff := cmp.Diff(storage.Trial{By: 5, Article: 2, Filters: "usual"}, must(tx.NextTrial())); diff != "" {
				t.Error(diff)
			}
			ok(t, tx.DropTrial(5))
			_, err := tx.NextTrial()
			coded(t, err, content.NotFound)
		})
	})
}

func TestTrustIsCountedOfWhatWasDecidedBefore(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		db.aged(t, "0008")
		store := db.open()
		counted := map[content.ReaderID]int{}
		rows, err := db.raw().Query("SELECT author, COUNT(*) FROM opinion WHERE state = 'approved' AND decided_by > 0 GROUP BY author")
		ok(t, err)
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var author content.ReaderID
			var n int
			ok(t, rows.Scan(&author, &n))
			counted[author] = n
		}
		ok(t, rows.Err())
		if len(counted) == 0 {
			t.Fatal("the fixture holds nothing that was decided")
		}
		view(t, store, func(tx *storage.Tx) {
			for author, n := range counted {
				if trust := must(tx.TrustIn(author)); trust.Approved != n {
					t.Errorf("author %d: %+v, want %d", author, trust, n)
				}
			}
		})
	})
}

// fillModes goes on with what keptModes looks for, of the ninth migration.
func fillModes(t *testing.T, store *storage.Store) {
	t.Helper()
	author, draft := reader(t, store, 7001).ID, content.ArticleID(2)
	update(t, store, func(tx *storage.Tx) {
		o := must(tx.AddOpinion(content.Opinion{Article: draft, Author: author, Text: "What the program has shown.", Lang: content.English}))
		must2(tx.DecideByProgram(o.ID, storage.Program{Approve: true, Unseen: true}))
		ok(t, tx.AddLook(storage.Look{Opinion: 1, Version: 3, FirstBy: 41, First: content.DeedApprove}))
		must(tx.LookedAgain(1, 3, 42, content.DeedReject))
		ok(t, tx.AddTrial(storage.Trial{By: author, Article: draft, Filters: "strict"}))
	})
}

// keptModes checks that all is there that the fixtures since the ninth one hold.
func keptModes(t *testing.T, store *storage.Store) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		author := must(tx.Reader(7001)).ID
		if o := must(tx.Opinions(2, "", content.Newest, 0, true, 10)); len(o) != 1 || !o[0].Unseen || must(tx.RulingOn(o[0].ID)).By != 0 {
			t.Errorf("shown by the program: %+v", o)
		}
		if trust := must(tx.TrustIn(author)); trust != (storage.Trust{Approved: 1, Signed: "A."}) {
			t.Errorf("one author's trust is %+v", trust)
		}
		if trust := must(tx.TrustIn(must(tx.Reader(7002)).ID)); !trust.RejectedAt.Equal(start) || trust.Approved != 0 {
			t.Errorf("the other author's trust is %+v", trust)
		}
		if look := must(tx.LookAt(1)); look.FirstBy != 41 || look.First != content.DeedApprove || look.OtherBy != 42 || look.Other != content.DeedReject || !look.At.Equal(start) {
			t.Errorf("the second look is %+v", look)
		}
		if trial := must(tx.NextTrial()); trial != (storage.Trial{By: author, Article: 2, Filters: "strict"}) {
			t.Errorf("the trial is %+v", trial)
		}
	})
}
