package storage_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"aitys/content"
	"aitys/storage"
)

// edited fails the test unless the copies to be edited next in a chat, at most three, are as told.
func edited(t *testing.T, tx *storage.Tx, in content.ChatID, want ...content.CopyID) {
	t.Helper()
	var got []content.CopyID
	for _, c := range must(tx.StaleIn(in, 3)) {
		got = append(got, c.ID)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("to be edited (-want +got):\n%s", diff)
	}
}

// stale marks a poll's copies, and fails the test unless those chats had fresh ones.
func stale(t *testing.T, tx *storage.Tx, poll content.PollID, want ...content.ChatID) {
	t.Helper()
	if diff := cmp.Diff(want, must(tx.MarkStale(poll)), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("chats with copies that turned stale (-want +got):\n%s", diff)
	}
}

// TestWhichCopiesAreEditedNext: the newest, those that were pressed, and those that have waited longest, over all polls in a chat; none whose message is
// not known.
func TestWhichCopiesAreEditedNext(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, false)
		in := chat(t, store, group(-1))
		var posts []content.CopyID
		var other content.PollID
		update(t, store, func(tx *storage.Tx) {
			for i := range 6 {
				key := content.MessageKey(fmt.Sprint("post", i))
				posts = append(posts, must(tx.AddCopy(id, key, in, false)))
				must(tx.FoundMessage(key, in, content.MessageID(10+i)))
			}
			must(tx.AddCopy(id, "unknown", in, false))
			must(tx.AddCopy(id, "native", in, true))
			other = must(tx.PollFor(article, "", "other", 2, false))
			posts = append(posts, must(tx.AddCopy(other, "other", in, false)))
			must(tx.FoundMessage("other", in, 99))
			ok(t, tx.MarkPressed(posts[5])) // a fresh one: it has nothing to show
			edited(t, tx, in)
			stale(t, tx, id, in)
			stale(t, tx, id)
		})
		db.clock.Advance(time.Second)
		update(t, store, func(tx *storage.Tx) {
			stale(t, tx, other, in)
			edited(t, tx, in, posts[6], posts[5], posts[4])
			ok(t, tx.MarkPressed(posts[0]))
			edited(t, tx, in, posts[6], posts[0], posts[5])
			for _, i := range []int{6, 0, 5, 4} {
				ok(t, tx.MarkFresh(posts[i]))
			}
			stale(t, tx, id, in)
			edited(t, tx, in, posts[5], posts[3], posts[2])
			coded(t, tx.MarkFresh(4711), content.NotFound)
			must(tx.FoundMessage("unknown", in, 77))
			if next := must(tx.StaleIn(in, 3)); next[0].Key != "unknown" {
				t.Errorf("its message known, the newest copy is not the first: %+v", next)
			}
		})
	})
}

// TestCopiesFollowInAGroupThatMoved: what was scheduled for the number that the supergroup had of its own is scheduled anew.
func TestCopiesFollowInAGroupThatMoved(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, false)
		in := chat(t, store, group(-1))
		update(t, store, func(tx *storage.Tx) {
			joined := must(tx.Chat(group(-1000001)))
			must(tx.AddCopy(id, "joined", joined, false))
			stale(t, tx, id, joined)
			ok(t, tx.MoveChat(-1, -1000001))
			if diff := cmp.Diff([]content.PollID{id}, tx.PollsChanged()); diff != "" {
				t.Errorf("told as changed (-want +got):\n%s", diff)
			}
			stale(t, tx, id, in)
		})
	})
}

func TestAMessageIsFound(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		one, two := chat(t, store, group(-1)), chat(t, store, group(-2))
		update(t, store, func(tx *storage.Tx) {
			for _, want := range []bool{true, false} {
				if found := must(tx.FoundMessage("post", one, 7)); found != want {
					t.Errorf("found: %t, want %t", found, want)
				}
			}
			coded(t, second(tx.FoundMessage("post", one, 8)), content.Conflict)
			coded(t, second(tx.FoundMessage("post", two, 7)), content.Conflict)
			coded(t, second(tx.FoundMessage("other", one, 7)), content.Conflict)
			coded(t, second(tx.FoundMessage("other", one, 7)), content.Conflict)
			must(tx.FoundMessage("other", two, 7))
			if in, message := must2(tx.MessageOf("post")); in != one || message != 7 {
				t.Errorf("it is message %d in %d", message, in)
			}
		})
	})
}

func TestAPollsWordsStay(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, false)
		words := content.Poll{Question: "“Why?” <b>\x00", Options: []string{"so", "it's so"}, Multiple: true}
		update(t, store, func(tx *storage.Tx) {
			coded(t, second(tx.WordsOf(id)), content.NotFound)
			coded(t, second(tx.WordsOf(4711)), content.NotFound)
			ok(t, tx.KeepWords(id, content.Poll{Question: "earlier"}))
			ok(t, tx.KeepWords(id, words))
			ok(t, tx.ClosePoll(id))
			if diff := cmp.Diff(words, must(tx.WordsOf(id))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	})
}

func TestOpenPollsOfAnArticle(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, false)
		update(t, store, func(tx *storage.Tx) {
			closed := must(tx.PollFor(article, "", "closed", 2, false))
			ok(t, tx.ClosePoll(closed))
			must(tx.PollFor(article+1, "", "elsewhere", 2, false))
			want := []storage.OpenPoll{{ID: id, Section: sundays, Fingerprint: "words"}}
			if diff := cmp.Diff(want, must(tx.OpenPolls(article))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	})
}
