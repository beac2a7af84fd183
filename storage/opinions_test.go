package storage_test

import (
	"bytes"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

// The people and the places of these tests.
const (
	author    content.ReaderID  = 11
	other     content.ReaderID  = 12
	moderator content.ReaderID  = 19
	article   content.ArticleID = 5
	sundays   content.SectionID = "sundays"
)

// opinion is one by the author on a section.
func opinion(text string) content.Opinion {
	return content.Opinion{Article: article, Section: sundays, Author: author, Text: text, Signed: "A.", Lang: content.Kazakh}
}

// add stores an opinion.
func add(t testing.TB, store *storage.Store, o content.Opinion) (added content.Opinion) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) { added = must(tx.AddOpinion(o)) })
	return added
}

// decide takes a decision on an opinion as it is.
func decide(t testing.TB, store *storage.Store, id content.OpinionID, approve bool) (decided content.Opinion) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) {
		decided = must(tx.DecideOpinion(id, must(tx.Opinion(id)).Version, approve, moderator))
	})
	return decided
}

// approved stores an opinion that is approved at once.
func approved(t testing.TB, store *storage.Store, o content.Opinion) content.Opinion {
	t.Helper()
	return decide(t, store, add(t, store, o).ID, true)
}

// standing fails the test unless an opinion is stored as given, and the counters are as told.
func standing(t testing.TB, store *storage.Store, want content.Opinion, shown, waiting int) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		t.Helper()
		if diff := cmp.Diff(want, must(tx.Opinion(want.ID))); diff != "" {
			t.Errorf("stored (-want +got):\n%s", diff)
		}
		if n := must(tx.CountOpinions(article, sundays)); n != shown {
			t.Errorf("%d opinions are counted, want %d", n, shown)
		}
		if n := must(tx.CountWaiting()); n != waiting {
			t.Errorf("%d are counted in the queue, want %d", n, waiting)
		}
	})
}

func TestAnOpinionsLife(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o := add(t, store, opinion("  Open it at night. \n"))
		want := opinion("Open it at night.")
		want.ID, want.State, want.Version, want.MadeAt = o.ID, content.Pending, 1, start
		step := func(name string, got content.Opinion, shown, waiting int) {
			t.Helper()
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: returned (-want +got):\n%s", name, diff)
			}
			standing(t, store, want, shown, waiting)
		}
		edit := func(text string) (edited content.Opinion) {
			update(t, store, func(tx *storage.Tx) { edited = must(tx.EditOpinion(o.ID, text)) })
			return edited
		}
		step("added", o, 0, 1)
		want.Text, want.Version = "Open it until two.", 2
		step("edited while it waits", edit("Open it until two."), 0, 1)
		step("edited to what it says", edit(" Open it until two. "), 0, 1)
		db.clock.Advance(time.Minute)
		want.State, want.Version, want.DecidedAt = content.Approved, 3, start.Add(time.Minute)
		step("approved", decide(t, store, o.ID, true), 1, 0)
		want.Edited, want.Version = "Open it until three.", 4
		step("edited once approved", edit("Open it until three."), 1, 1)
		want.Edited, want.Version = "", 5
		step("edited back", edit("Open it until two."), 1, 0)
		want.Edited, want.Version = "Open it until four.", 6
		step("edited again", edit("Open it until four."), 1, 1)
		db.clock.Advance(time.Minute)
		want.Edited, want.Version, want.DecidedAt = "", 7, start.Add(2*time.Minute)
		step("the edit rejected", decide(t, store, o.ID, false), 1, 0)
		edit("Open it until five.")
		want.Text, want.Version = "Open it until five.", 9
		step("an edit approved", decide(t, store, o.ID, true), 1, 0)
		update(t, store, func(tx *storage.Tx) { must(tx.SignOpinion(o.ID, "")) })
		want.Signed, want.Version = "", 10
		standing(t, store, want, 1, 0)
		var gone content.Opinion
		update(t, store, func(tx *storage.Tx) { gone = must(tx.WithdrawOpinion(o.ID)) })
		want.State, want.Text, want.Version = content.Withdrawn, "", 11
		step("withdrawn", gone, 0, 0)
		update(t, store, func(tx *storage.Tx) { gone = must(tx.WithdrawOpinion(o.ID)) })
		step("withdrawn again", gone, 0, 0)
		update(t, store, func(tx *storage.Tx) {
			_, err := tx.EditOpinion(o.ID, "Back again.")
			coded(t, err, content.Conflict)
			_, err = tx.SignOpinion(o.ID, "A.")
			coded(t, err, content.Conflict)
		})
	})
}

func TestARejectedOpinionMayBeTriedAgain(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o := add(t, store, opinion("Close it for good."))
		want := decide(t, store, o.ID, false)
		if want.State != content.Rejected || !want.DecidedAt.Equal(start) {
			t.Errorf("rejected, it is %+v", want)
		}
		standing(t, store, want, 0, 0)
		update(t, store, func(tx *storage.Tx) { must(tx.EditOpinion(o.ID, "Close it on Mondays.")) })
		want.State, want.Text, want.Version = content.Pending, "Close it on Mondays.", want.Version+1
		standing(t, store, want, 0, 1)
		want = decide(t, store, o.ID, false)
		update(t, store, func(tx *storage.Tx) { must(tx.EditOpinion(o.ID, "Close it on Mondays.")) })
		want.State, want.Version = content.Pending, want.Version+1
		standing(t, store, want, 0, 1)
	})
}

func TestTheSameIsSaidOnce(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		first := add(t, store, opinion("Open it at night."))
		again := func(o content.Opinion) (err error) {
			t.Helper()
			update(t, store, func(tx *storage.Tx) { _, err = tx.AddOpinion(o) })
			return err
		}
		coded(t, again(opinion(" Open it at night.")), content.Conflict)
		standing(t, store, first, 0, 1)
		elsewhere, onAll, byAnother := opinion(first.Text), opinion(first.Text), opinion(first.Text)
		elsewhere.Article, onAll.Section, byAnother.Author = article+1, "", other
		for _, o := range []content.Opinion{elsewhere, onAll, byAnother, opinion("Open it by day.")} {
			ok(t, again(o))
		}
		decide(t, store, first.ID, true)
		coded(t, again(opinion(first.Text)), content.Conflict)
		update(t, store, func(tx *storage.Tx) { must(tx.EditOpinion(first.ID, "Open it at noon.")) })
		coded(t, again(opinion("Open it at noon.")), content.Conflict)
		coded(t, again(opinion(first.Text)), content.Conflict)
		decide(t, store, first.ID, true)
		ok(t, again(opinion(first.Text)))
		update(t, store, func(tx *storage.Tx) { must(tx.WithdrawOpinion(first.ID)) })
		ok(t, again(opinion("Open it at noon.")))
	})
}

func TestTheSameInOtherDressIsSaidOnce(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		first, second := add(t, store, opinion("Open it at night.")), add(t, store, opinion("Open it by day."))
		refused := func(name string, do func(tx *storage.Tx) error) {
			t.Helper()
			update(t, store, func(tx *storage.Tx) {
				t.Helper()
				if code := content.CodeOf(do(tx)); code != content.Conflict {
					t.Errorf("%s: %q, want a conflict", name, code)
				}
				if before := must(tx.SaidBefore(opinion(""), "open it at night")); before.ID != first.ID {
					t.Errorf("%s: said before in %d, want %d", name, before.ID, first.ID)
				}
			})
		}
		adds := func(words string) func(tx *storage.Tx) error {
			return func(tx *storage.Tx) error {
				_, err := tx.AddOpinion(opinion(words))
				return err
			}
		}
		for _, words := range []string{"OPEN IT AT NIGHT", "Open  it at night!", "Open it\n\nat night 🌙"} {
			refused(words, adds(words))
		}
		refused("an edit", func(tx *storage.Tx) error {
			_, err := tx.EditOpinion(second.ID, "Open it, at night!")
			return err
		})
		decide(t, store, first.ID, false)
		refused("rejected", adds(first.Text))
		update(t, store, func(tx *storage.Tx) {
			must(tx.EditOpinion(first.ID, "Open it at night!")) // its own words
			must(tx.WithdrawOpinion(second.ID))
			_, err := tx.SaidBefore(opinion(""), "Open it by day.")
			coded(t, err, content.NotFound)
		})
		var kept int
		ok(t, db.raw().QueryRow("SELECT COUNT(*) FROM opinion WHERE state = 'withdrawn' AND said <> ''").Scan(&kept))
		if kept != 0 {
			t.Error("something of a withdrawn text is kept")
		}
	})
}

func TestRepliesHaveAnApprovedParent(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		parent := add(t, store, opinion("Open it at night."))
		reply := opinion("Who would come?")
		reply.Author, reply.Parent = other, parent.ID
		refused := func(o content.Opinion) {
			t.Helper()
			update(t, store, func(tx *storage.Tx) {
				_, err := tx.AddOpinion(o)
				coded(t, err, content.NotFound)
			})
		}
		refused(reply)
		decide(t, store, parent.ID, true)
		elsewhere, onNothing := reply, reply
		elsewhere.Section, onNothing.Parent = "", 4711
		refused(elsewhere)
		refused(onNothing)
		reply = add(t, store, reply)
		replies := func(want int) {
			t.Helper()
			view(t, store, func(tx *storage.Tx) {
				t.Helper()
				if n := must(tx.Opinion(parent.ID)).Replies; n != want {
					t.Errorf("%d replies are counted, want %d", n, want)
				}
				if list := must(tx.Replies(parent.ID, 0, true, 10)); len(list) != want {
					t.Errorf("%d replies are listed, want %d", len(list), want)
				}
				if n, list := must(tx.CountOpinions(article, "")), must(tx.Opinions(article, "", content.Newest, 0, true, 10)); n != 1 || len(list) != 1 {
					t.Errorf("of opinions that are no replies %d are counted, and listed are %v", n, list)
				}
			})
		}
		replies(0)
		decide(t, store, reply.ID, true)
		replies(1)
		update(t, store, func(tx *storage.Tx) { must(tx.WithdrawOpinion(reply.ID)) })
		replies(0)
	})
}

func TestWhatIsNoOpinionIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o := add(t, store, opinion("Open it at night."))
		update(t, store, func(tx *storage.Tx) {
			_, err := tx.AddOpinion(opinion(" \x00\n"))
			coded(t, err, content.Invalid)
			_, err = tx.EditOpinion(o.ID, " ")
			coded(t, err, content.Invalid)
			for _, err := range []error{
				second(tx.Opinion(4711)), second(tx.EditOpinion(4711, "What?")), second(tx.SignOpinion(4711, "A.")), second(tx.WithdrawOpinion(4711)),
				second(tx.DecideOpinion(4711, 1, true, moderator)), third(tx.ReportOpinion(4711, other, storage.PlainReport)), second(tx.SetStance(4711, other, content.Agree)),
			} {
				coded(t, err, content.NotFound)
			}
		})
		standing(t, store, o, 0, 1)
	})
}

// second returns the error of a call.
func second[T any](_ T, err error) error { return err }

func TestOnesOwnOpinions(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		var mine []content.OpinionID
		for _, text := range []string{"One, say.", "Two, say.", "Three, say.", "Four, say."} {
			mine = append(mine, add(t, store, opinion(text)).ID)
		}
		foreign := opinion("One, say.")
		foreign.Author = other
		add(t, store, foreign)
		decide(t, store, mine[0], true)
		decide(t, store, mine[3], false)
		update(t, store, func(tx *storage.Tx) { must(tx.WithdrawOpinion(mine[2])) })
		view(t, store, func(tx *storage.Tx) {
			first := must(tx.OpinionsBy(author, 0, 2))
			if diff := cmp.Diff([]content.OpinionID{mine[3], mine[1]}, numbers(first)); diff != "" {
				t.Errorf("the newest (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]content.OpinionID{mine[0]}, numbers(must(tx.OpinionsBy(author, mine[1], 2)))); diff != "" {
				t.Errorf("older ones (-want +got):\n%s", diff)
			}
		})
	})
}

// numbers returns the numbers of opinions.
func numbers(list []content.Opinion) (all []content.OpinionID) {
	for _, o := range list {
		all = append(all, o.ID)
	}
	return all
}

func TestWhatWasTakenBackIsGoneFromTheDisk(t *testing.T) {
	db := newSQLite(t)
	store := db.open()
	meet(t, store, content.Person{ID: 7})
	const secret = "mountains and thirty-one rivers"
	var opinion content.Opinion
	update(t, store, func(tx *storage.Tx) {
		opinion = must(tx.AddOpinion(content.Opinion{Article: 1, Author: must(tx.Reader(7)).ID, Text: secret}))
	})
	held := func() (files []string) {
		for _, suffix := range []string{"", "-wal"} {
			if data, err := os.ReadFile(db.path + suffix); err == nil && bytes.Contains(data, []byte(secret)) {
				files = append(files, db.path+suffix)
			}
		}
		return files
	}
	if len(held()) == 0 {
		t.Fatal("the test does not find what it looks for")
	}
	withdraw := func() { update(t, store, func(tx *storage.Tx) { must(tx.WithdrawOpinion(opinion.ID)) }) }
	view(t, store, func(tx *storage.Tx) {
		must(tx.Opinion(opinion.ID)) // somebody reads, so that the log must stay for now
		withdraw()
	})
	meet(t, store, content.Person{ID: 8}) // the next commit does it
	if left := held(); len(left) > 0 {
		t.Errorf("the text stands in %v", left)
	}
}
