package storage_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"aitys/content"
	"aitys/storage"
)

// poll makes a poll of three options on the section.
func poll(t testing.TB, store *storage.Store, multiple bool) (id content.PollID) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) { id = must(tx.PollFor(article, sundays, "words", 3, multiple)) })
	return id
}

// buttons shows a copy with buttons in a group.
func buttons(t testing.TB, store *storage.Store, poll content.PollID, key content.MessageKey) (id content.CopyID) {
	t.Helper()
	in := chat(t, store, group(-1))
	update(t, store, func(tx *storage.Tx) { id = must(tx.AddCopy(poll, key, in, false)) })
	return id
}

// native sends a native copy to a reader's private chat, and returns what settles it.
func native(t testing.TB, store *storage.Store, poll content.PollID, key content.MessageKey) (content.CopyID, content.Result) {
	t.Helper()
	to := someone(t, store, 7)
	var id content.CopyID
	update(t, store, func(tx *storage.Tx) {
		id = must(tx.AddCopy(poll, key, to, true))
		tx.Send(content.Outgoing{Chat: to, Action: content.ActionPoll, Key: key})
	})
	rows := pending(t, store)
	return id, content.Result{
		Outgoing: rows[len(rows)-1].ID, Chat: to, Key: key, Outcome: content.Delivered, Message: 77, Poll: "t-" + string(key),
	}
}

// settled sends a native copy and lets it arrive.
func settled(t testing.TB, store *storage.Store, poll content.PollID, key content.MessageKey) content.CopyID {
	t.Helper()
	id, result := native(t, store, poll, key)
	settleAll(t, store, result)
	return id
}

// vote votes in the native poll that a key's message carries.
func vote(t testing.TB, store *storage.Store, key content.MessageKey, reader content.ReaderID, options ...int) (counted bool) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) { _, counted = must2(tx.VoteNative("t-"+string(key), reader, options)) })
	return counted
}

func press(t testing.TB, store *storage.Store, id content.CopyID, reader content.ReaderID, options ...int) (count content.Count) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) { count = must(tx.VoteButton(id, reader, options)) })
	return count
}

// must2 is must for calls with two values.
func must2[A, B any](a A, b B, err error) (A, B) {
	if err != nil {
		panic(err)
	}
	return a, b
}

// counted fails the test unless a poll stands as told.
func counted(t testing.TB, store *storage.Store, want content.Count) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		t.Helper()
		if diff := cmp.Diff(want, must(tx.CountOf(want.Poll))); diff != "" {
			t.Errorf("the count (-want +got):\n%s", diff)
		}
	})
}

// holds fails the test unless a reader's vote is as told.
func holds(t testing.TB, store *storage.Store, poll content.PollID, reader content.ReaderID, holder content.CopyID, options ...int) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		t.Helper()
		got, in := must2(tx.VoteOf(poll, reader))
		if diff := cmp.Diff(options, got, cmpopts.EquateEmpty()); diff != "" || in != holder {
			t.Errorf("the vote is in copy %d, want %d (-want +got):\n%s", in, holder, diff)
		}
	})
}

func TestAChangedPollIsANewPoll(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		old := poll(t, store, false)
		if again := poll(t, store, false); again != old {
			t.Errorf("the same poll is %d, and then %d", old, again)
		}
		held := buttons(t, store, old, "old")
		press(t, store, held, 12, 1)
		var now content.PollID
		update(t, store, func(tx *storage.Tx) {
			whole := must(tx.PollFor(article, "", "words", 3, false))
			elsewhere := must(tx.PollFor(article+1, sundays, "words", 3, false))
			if changed := tx.PollsChanged(); len(changed) != 0 {
				t.Errorf("new polls changed %v", changed)
			}
			now = must(tx.PollFor(article, sundays, "other words", 4, true))
			if whole == old || elsewhere == old || now == old {
				t.Errorf("polls %d, %d and %d took the number of another one", whole, elsewhere, now)
			}
			if diff := cmp.Diff([]content.PollID{old}, tx.PollsChanged()); diff != "" {
				t.Errorf("told as changed (-want +got):\n%s", diff)
			}
			if changed := tx.PollsChanged(); len(changed) != 0 {
				t.Errorf("told again: %v", changed)
			}
		})
		counted(t, store, content.Count{Poll: old, Closed: true, Voters: 1, Votes: []int{0, 1, 0}})
		counted(t, store, content.Count{Poll: now, Votes: []int{0, 0, 0, 0}})
		update(t, store, func(tx *storage.Tx) {
			if back := must(tx.PollFor(article, sundays, "words", 3, false)); back == old || back == now {
				t.Errorf("a poll that was closed is open again: %d", back)
			}
		})
	})
}

func TestAClosedPollTakesNoVotes(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, false)
		held := buttons(t, store, id, "post")
		inPrivate := settled(t, store, id, "mine")
		press(t, store, held, 12, 1)
		vote(t, store, "mine", 7, 2)
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.ClosePoll(id))
			if diff := cmp.Diff([]content.PollID{id}, tx.PollsChanged()); diff != "" {
				t.Errorf("told as changed (-want +got):\n%s", diff)
			}
			ok(t, tx.ClosePoll(id))
			if changed := tx.PollsChanged(); len(changed) != 0 {
				t.Errorf("closed again, polls %v changed", changed)
			}
			for _, options := range [][]int{{0}, nil} {
				coded(t, second(tx.VoteButton(held, 12, options)), content.Conflict)
				poll, took, err := tx.VoteNative("t-mine", 7, options)
				coded(t, err, content.Conflict)
				if poll != id || took {
					t.Errorf("a vote in a closed poll is told as counted: %t, in poll %d", took, poll)
				}
			}
			if c := must(tx.CopyOfNative("t-mine")); c.ID != inPrivate || !c.Closed || !c.Native {
				t.Errorf("the copy to be stopped is %+v", c)
			}
			coded(t, tx.ClosePoll(4711), content.NotFound)
		})
		counted(t, store, content.Count{Poll: id, Closed: true, Voters: 2, Votes: []int{0, 1, 1}})
		holds(t, store, id, 12, held, 1)
	})
}

func TestOnePersonOneVoteOverAllCopies(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, false)
		post, mine := buttons(t, store, id, "post"), settled(t, store, id, "mine")
		at := func(voters int, votes ...int) {
			t.Helper()
			counted(t, store, content.Count{Poll: id, Voters: voters, Votes: votes})
		}
		if !vote(t, store, "mine", 7, 0) {
			t.Error("a vote does not count")
		}
		holds(t, store, id, 7, mine, 0)
		at(1, 1, 0, 0)
		vote(t, store, "mine", 7, 0)
		at(1, 1, 0, 0)
		if got := press(t, store, post, 7, 2); got.Voters != 1 || got.Votes[2] != 1 || got.Votes[0] != 0 {
			t.Errorf("moved to another option, the count is %+v", got)
		}
		holds(t, store, id, 7, post, 2)
		if vote(t, store, "mine", 7) {
			t.Error("a retraction counts from a copy that does not hold the vote")
		}
		at(1, 0, 0, 1)
		press(t, store, post, 8, 2)
		if got := press(t, store, post, 7); got.Voters != 1 || got.Votes[2] != 1 {
			t.Errorf("taken back, the count is %+v", got)
		}
		holds(t, store, id, 7, 0)
		if got := press(t, store, post, 7); got.Voters != 1 {
			t.Errorf("taken back again, the count is %+v", got)
		}
		if !vote(t, store, "mine", 7, 1) || !vote(t, store, "mine", 7) || vote(t, store, "mine", 7) {
			t.Error("a vote and its retraction count once each")
		}
		at(1, 0, 0, 1)
	})
}

func TestSeveralOptions(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, true)
		post := buttons(t, store, id, "post")
		press(t, store, post, 7, 2, 0)
		holds(t, store, id, 7, post, 0, 2)
		counted(t, store, content.Count{Poll: id, Voters: 1, Votes: []int{1, 0, 1}})
		press(t, store, post, 7, 0, 1)
		press(t, store, post, 8, 0, 1, 2)
		counted(t, store, content.Count{Poll: id, Voters: 2, Votes: []int{2, 2, 1}})
	})
}

func TestVotesThatNoPollHas(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, false)
		post := buttons(t, store, id, "post")
		mine := settled(t, store, id, "mine")
		update(t, store, func(tx *storage.Tx) {
			for _, options := range [][]int{{3}, {9}, {10}, {-1}, {64}, {0, 1}, {0, 0, 2}} {
				coded(t, second(tx.VoteButton(post, 7, options)), content.Invalid)
				_, _, err := tx.VoteNative("t-mine", 7, options)
				coded(t, err, content.Invalid)
			}
			coded(t, second(tx.VoteButton(4711, 7, []int{0})), content.NotFound)
			coded(t, second(tx.VoteButton(mine, 7, []int{0})), content.NotFound) // a forged button: that copy has none
			coded(t, second(tx.VoteButton(mine, 7, nil)), content.NotFound)
			for _, options := range []int{0, 11} {
				coded(t, second(tx.PollFor(article, "", "words", options, false)), content.Invalid)
			}
			coded(t, second(tx.CountOf(4711)), content.NotFound)
		})
		counted(t, store, content.Count{Poll: id, Votes: []int{0, 0, 0}})
	})
}

func TestAVoteWaitsForItsPoll(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, false)
		mine, result := native(t, store, id, "mine")
		update(t, store, func(tx *storage.Tx) { coded(t, second(tx.CopyOfNative("t-mine")), content.NotFound) })
		for reader, options := range map[content.ReaderID][]int{7: {0}, 8: {1}, 9: {9}} {
			if vote(t, store, "mine", reader, options...) {
				t.Error("a vote in an unknown poll is told as counted")
			}
		}
		vote(t, store, "mine", 7, 1)
		vote(t, store, "mine", 8)
		vote(t, store, "mine", 10) // taken back before it was given
		vote(t, store, "other", 7, 2)
		counted(t, store, content.Count{Poll: id, Votes: []int{0, 0, 0}})
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.Settle(result))
			if diff := cmp.Diff([]content.PollID{id}, tx.PollsChanged()); diff != "" {
				t.Errorf("told as changed (-want +got):\n%s", diff)
			}
		})
		counted(t, store, content.Count{Poll: id, Voters: 1, Votes: []int{0, 1, 0}})
		holds(t, store, id, 7, mine, 1)
		holds(t, store, id, 8, 0)
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.Settle(result))
			if changed := tx.PollsChanged(); len(changed) != 0 {
				t.Errorf("a repeated result changed %v", changed)
			}
		})
	})
}

func TestAPollThatWasNotDeliveredIsNotBound(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, false)
		_, result := native(t, store, id, "mine")
		result.Outcome = content.Refused
		settleAll(t, store, result)
		update(t, store, func(tx *storage.Tx) { coded(t, second(tx.CopyOfNative("t-mine")), content.NotFound) })
	})
}

func TestCopiesAreFoundAndFollow(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, true)
		in := chat(t, store, group(-1))
		var posts, natives []content.CopyID
		for i := range 3 {
			posts = append(posts, buttons(t, store, id, content.MessageKey(fmt.Sprint("post", i))))
			natives = append(natives, settled(t, store, id, content.MessageKey(fmt.Sprint("mine", i))))
		}
		update(t, store, func(tx *storage.Tx) {
			want := content.Copy{ID: posts[0], Poll: id, Chat: in, Key: "post0", Multiple: true, Options: 3, Article: article, Section: sundays}
			if diff := cmp.Diff(want, must(tx.Copy(posts[0]))); diff != "" {
				t.Errorf("a copy (-want +got):\n%s", diff)
			}
			coded(t, second(tx.Copy(4711)), content.NotFound)
			coded(t, second(tx.AddCopy(id, "post0", in, false)), content.Conflict)
			if list := must(tx.Copies(id, false, posts[0], 1)); len(list) != 1 || list[0].ID != posts[1] {
				t.Errorf("a page of copies: %+v", list)
			}
			if list := must(tx.Copies(id, true, 0, 10)); len(list) != 3 || list[2].ID != natives[2] {
				t.Errorf("the native copies: %+v", list)
			}
		})
		update(t, store, func(tx *storage.Tx) {
			joined := must(tx.Chat(group(-1000001)))
			held := must(tx.AddCopy(id, "joined", joined, false))
			ok(t, tx.MoveChat(-1, -1000001))
			if c := must(tx.Copy(held)); c.Chat != in {
				t.Errorf("in a group that moved, a copy is in chat %d, want %d", c.Chat, in)
			}
		})
	})
}

func TestAnIdIsBoundOnce(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, false)
		held := settled(t, store, id, "mine")
		twin, _ := native(t, store, id, "twin")
		buttons(t, store, id, "post")
		vote(t, store, "late", 7, 1)
		update(t, store, func(tx *storage.Tx) {
			for _, key := range []content.MessageKey{"mine", "post", "none"} {
				ok(t, tx.BindPoll(key, "t-late"))
			}
			coded(t, second(tx.CopyOfNative("t-late")), content.NotFound)
			if c := must(tx.CopyOfNative("t-mine")); c.ID != held {
				t.Errorf("a bound copy lost its id to %+v", c)
			}
			ok(t, tx.BindPoll("twin", "t-late"))
			if diff := cmp.Diff([]content.PollID{id}, tx.PollsChanged()); diff != "" {
				t.Errorf("told as changed (-want +got):\n%s", diff)
			}
		})
		holds(t, store, id, 7, twin, 1)
	})
}

// TestIdsThatBeginAnew: another server, as in a demonstration, gives ids that were given before.
func TestIdsThatBeginAnew(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		id := poll(t, store, false)
		_, first := native(t, store, id, "first")
		settleAll(t, store, first)
		late, again := native(t, store, id, "late")
		again.Poll = first.Poll
		settleAll(t, store, again)
		vote(t, store, "first", 7, 1)
		holds(t, store, id, 7, late, 1)
		counted(t, store, content.Count{Poll: id, Voters: 1, Votes: []int{0, 1, 0}})
	})
}
