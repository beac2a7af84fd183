package storage_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

// talk is a group with the root of one post, and people who comment there.
type talk struct {
	*testing.T
	db    *database
	store *storage.Store
	group content.ChatID
	post  content.Post
	root  content.Root
}

func newTalk(t *testing.T, db *database) *talk {
	t.Helper()
	store := db.open()
	save(t, store, library("hours", content.English), publish)
	w := &talk{T: t, db: db, store: store, group: chat(t, store, group(oldGroup))}
	channel := chat(t, store, newsChannel)
	update(t, store, func(tx *storage.Tx) {
		w.post = must(tx.AddPost(content.Post{Article: must(tx.ArticleBySlug("hours")).ID, Section: sundays, Role: content.PostArticle, Chat: channel, Key: "post"}))
		ok(t, tx.PostStands(w.post, 71))
		w.root = first(tx.AddRoot(content.Root{Chat: w.group, Message: 81, Channel: channel, ChannelMessage: 71}))
	})
	return w
}

func first[A, B any](a A, _ B, err error) A { return must(a, err) }

// comment is what a person says in the thread, as a reply to a message.
func (w *talk) comment(from content.TelegramID, message, answers content.MessageID, text string) content.Comment {
	return content.Comment{
		Chat: w.group, Message: message, Thread: 81, Answers: answers, Who: content.ByPerson, Name: fmt.Sprint("Name ", from), Text: text, At: start,
	}
}

func (w *talk) says(from content.TelegramID, message, answers content.MessageID, text string) (c content.Comment) {
	w.Helper()
	update(w, w.store, func(tx *storage.Tx) {
		c = w.comment(from, message, answers, text)
		c.Author = must(tx.Commenter(from))
		c = first(tx.AddComment(c))
	})
	return c
}

func (w *talk) edits(from content.TelegramID, message content.MessageID, text string, after time.Duration) (c content.Comment) {
	w.Helper()
	update(w, w.store, func(tx *storage.Tx) {
		c = w.comment(from, message, 81, text)
		c.Author, c.EditedAt = must(tx.Commenter(from)), start.Add(after)
		c = must(tx.EditComment(c))
	})
	return c
}

// tree is the thread in a line: of each comment its text, and in brackets what stands below it.
func (w *talk) tree() (line string) {
	w.Helper()
	view(w, w.store, func(tx *storage.Tx) {
		var below func(list []content.Comment) string
		below = func(list []content.Comment) (all string) {
			for _, c := range list {
				if all += " " + c.Text; !c.Kept() {
					all += "-"
				}
				if answers := must(tx.Answers(c.ID, 0, true, 100)); len(answers) > 0 {
					all += " (" + below(answers)[1:] + ")"
				}
			}
			return all
		}
		line = below(must(tx.CommentsUnder(w.root.ID, 0, true, 100)))
	})
	return line
}

func (w *talk) is(want string) {
	w.Helper()
	if got := w.tree(); got != want {
		w.Errorf("the thread is %q, want %q", got, want)
	}
}

func TestCommentsAreATree(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		w := newTalk(t, db)
		one := w.says(7001, 101, 81, "a")
		w.says(7002, 102, 101, "b")
		w.says(7001, 103, 102, "c")
		w.says(7003, 104, 81, "d")
		w.says(7003, 105, 101, "e")
		w.is(" a (b (c) e) d")
		if one.Root != w.root.ID || one.Author == 0 {
			t.Errorf("stored as %+v", one)
		}
		again := w.says(7001, 101, 81, "a")
		if again.ID != one.ID || again.Name != "Name 7001" {
			t.Errorf("the same message again is %+v", again)
		}
		view(t, w.store, func(tx *storage.Tx) {
			back := must(tx.CommentsUnder(w.root.ID, 0, false, 1))
			if len(back) != 1 || back[0].Text != "d" {
				t.Errorf("the last one is %+v", back)
			}
		})
	})
}

func TestCommentsComeInAnyOrder(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		w := newTalk(t, db)
		w.says(7001, 103, 102, "c")
		w.says(7002, 102, 101, "b")
		w.says(7001, 101, 81, "a")
		w.is(" a (b (c))")
		late := func(c content.Comment) content.Comment { c.Thread = 82; return c }
		update(t, w.store, func(tx *storage.Tx) {
			below := late(w.comment(7001, 202, 201, "y"))
			below.Author = must(tx.Commenter(7001))
			must2(tx.AddComment(below))
			above := late(w.comment(7002, 201, 82, "x"))
			above.Author = below.Author
			if c := first(tx.AddComment(above)); c.Root != 0 {
				t.Errorf("a comment before its root is %+v", c)
			}
			w.root = first(tx.AddRoot(content.Root{Chat: w.group, Message: 82, Channel: w.root.Channel, ChannelMessage: 72}))
		})
		w.is(" x (y)")
	})
}

func TestWhetherAnythingIsKeptBelowAComment(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		w := newTalk(t, db)
		top := w.says(7001, 101, 81, "a")
		middle := w.says(7001, 102, 101, "b")
		lowest := w.says(7002, 103, 102, "c")
		keeps := func(id content.CommentID, want bool) {
			t.Helper()
			view(t, w.store, func(tx *storage.Tx) {
				if kept := must(tx.AnyKeptBelow(id)); kept != want {
					t.Errorf("below comment %d something is kept: %v", id, kept)
				}
			})
		}
		keeps(lowest.ID, false)
		update(t, w.store, func(tx *storage.Tx) { must(tx.WithdrawComment(middle.ID)) })
		keeps(top.ID, true)
		update(t, w.store, func(tx *storage.Tx) { must(tx.WithdrawComment(lowest.ID)) })
		keeps(top.ID, false)
		keeps(0, false)
	})
}

func TestWhatStandsInNoThreadIsNotKept(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		w := newTalk(t, db)
		update(t, w.store, func(tx *storage.Tx) {
			c := w.comment(7001, 301, 0, "ordinary talk")
			c.Thread = 0
			coded(t, third(tx.AddComment(c)), content.NotFound)
			c.Message, c.Thread = 302, 300
			c.Author = must(tx.Commenter(7001))
			must2(tx.AddComment(c))
			c.Text, c.EditedAt = "ordinary talk, edited", start.Add(time.Minute)
			must(tx.EditComment(c))
		})
		w.says(7002, 102, 81, "b")
		astray := w.comment(7002, 303, 0, "more of it")
		db.clock.Advance(2 * time.Hour)
		update(t, w.store, func(tx *storage.Tx) {
			astray.Thread, astray.Author = 300, must(tx.KnownCommenter(7002))
			must2(tx.AddComment(astray))
			ok(t, tx.Prune())
			coded(t, second(tx.CommentAt(w.group, 302)), content.NotFound)
			coded(t, second(tx.KnownCommenter(7001)), content.NotFound)
			ok(t, second(tx.KnownCommenter(7002)))
		})
		if n := count(t, db, "SELECT COUNT(*) FROM comment_revision"); n != 0 {
			t.Errorf("%d things that were said before an edit are kept", n)
		}
		w.says(7001, 101, 81, "a")
		db.clock.Advance(2 * time.Hour)
		update(t, w.store, func(tx *storage.Tx) { ok(t, tx.Prune()) })
		w.is(" b a")
	})
}

func third[A, B any](_ A, _ B, err error) error { return err }

func TestEditsOfCommentsAreRevisions(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		w := newTalk(t, db)
		w.says(7001, 101, 81, "first")
		w.edits(7001, 101, "second", time.Minute)
		w.edits(7001, 101, "second", 2*time.Minute)
		w.edits(7001, 101, "third", 3*time.Minute)
		c := w.edits(7001, 101, "between", 2*time.Minute)
		w.is(" third")
		w.revised(c, "first", "second", "between")
		c = w.edits(7001, 102, "edited before it came", time.Minute)
		w.says(7001, 102, 81, "as it came")
		w.says(7001, 102, 81, "as it came")
		w.is(" third edited before it came")
		w.revised(c, "as it came")
	})
}

func (w *talk) revised(c content.Comment, want ...string) {
	w.Helper()
	view(w, w.store, func(tx *storage.Tx) {
		var got []string
		for _, r := range must(tx.Revisions(c.ID)) {
			got = append(got, r.Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			w.Errorf("the revisions (-want +got):\n%s", diff)
		}
	})
}

func TestAWithdrawnCommentLeavesItsPlace(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		w := newTalk(t, db)
		c := w.says(7001, 101, 81, "words")
		w.edits(7001, 101, "other words", time.Minute)
		w.says(7002, 102, 101, "answer")
		for range 2 {
			update(t, w.store, func(tx *storage.Tx) {
				if gone := must(tx.WithdrawComment(c.ID)); gone.Kept() || gone.Name != "" || gone.Text != "" {
					t.Errorf("withdrawn: %+v", gone)
				}
			})
		}
		w.is(" - (answer)")
		w.revised(c)
		w.edits(7001, 101, "words again", time.Hour)
		w.says(7001, 101, 81, "words")
		w.is(" - (answer)")
	})
}

func TestRepliesToAPostedOpinionAreItsThread(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		w := newTalk(t, db)
		o := opinion("what a reader says")
		shown := approved(t, w.store, o)
		update(t, w.store, func(tx *storage.Tx) {
			post := must(tx.AddPost(content.Post{Article: w.post.Article, Role: content.PostOpinion, Chat: w.group, Key: "opinion", Opinion: shown.ID}))
			early := w.comment(7001, 111, 91, "early")
			early.Author = must(tx.Commenter(7001))
			must2(tx.AddComment(early))
			ok(t, tx.PostStands(post, 91))
		})
		w.says(7002, 112, 91, "later")
		w.says(7002, 113, 112, "deeper")
		w.is("")
		view(t, w.store, func(tx *storage.Tx) {
			list := must(tx.CommentsOn(shown.ID, 0, 10))
			if len(list) != 2 || list[0].Text != "early" || list[1].Text != "later" {
				t.Errorf("below the opinion: %+v", list)
			}
			if one, none := must(tx.CountCommentsOn(shown.ID)), must(tx.CountCommentsOn(99)); one != 2 || none != 0 {
				t.Errorf("counted %d and %d", one, none)
			}
			if talked := must(tx.TalkedAbout([]content.Opinion{shown, {ID: 99}})); !talked[shown.ID] || len(talked) != 1 {
				t.Errorf("talked about: %v", talked)
			}
		})
	})
}

func TestThreadsSurviveTheGroupsMove(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		for _, known := range []bool{false, true} {
			t.Run(fmt.Sprint(known), func(t *testing.T) {
				w := newTalk(t, db.another(t))
				w.says(7001, 101, 81, "a")
				w.says(7002, 102, 101, "b")
				root := w.root
				if known { // something was said in the supergroup before the news of the move
					old := w.group
					w.group = chat(t, w.store, group(newGroup))
					update(t, w.store, func(tx *storage.Tx) {
						w.root = first(tx.AddRoot(content.Root{Chat: w.group, Message: 81, Channel: root.Channel, ChannelMessage: 75}))
					})
					w.says(7003, 101, 81, "n")
					w.group = old
				}
				update(t, w.store, func(tx *storage.Tx) { ok(t, tx.MoveChat(oldGroup, newGroup)) })
				if !known {
					update(t, w.store, func(tx *storage.Tx) {
						w.root = first(tx.AddRoot(content.Root{Chat: w.group, Message: 81, Channel: root.Channel, ChannelMessage: 75}))
					})
					w.says(7003, 101, 81, "n")
				}
				w.says(7001, 102, 101, "m")
				w.is(" n (m)")
				w.root = root
				w.is(" a (b)")
			})
		}
	})
}

func TestACommenterIsNotTheReader(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		for _, keys := range []storage.Keys{{}, must(storage.ParseKeys(storage.NewKey()))} {
			store := db.another(t).openWith(storage.Options{IdentityKey: keys})
			meet(t, store, content.Person{ID: 7001})
			update(t, store, func(tx *storage.Tx) {
				commenter := must(tx.Commenter(7001))
				if content.ReaderID(commenter) == must(tx.Reader(7001)).ID || must(tx.Commenter(7001)) != commenter {
					t.Errorf("the commenter is %d", commenter)
				}
				if account := must(tx.AccountOf(commenter)); account != 7001 {
					t.Errorf("the account is %d", account)
				}
				coded(t, second(tx.KnownCommenter(7002)), content.NotFound)
			})
		}
	})
}

// TestACommentersNumberSaysNothingOfTheReaders: neither of the two stands beside the other, whichever came first.
func TestACommentersNumberSaysNothingOfTheReaders(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		drawn := map[content.CommenterID]bool{}
		for i := range content.TelegramID(20) {
			before, after := 7001+2*i, 7002+2*i
			meet(t, store, content.Person{ID: before})
			update(t, store, func(tx *storage.Tx) {
				for _, account := range []content.TelegramID{before, after} {
					number := must(tx.Commenter(account))
					if number < 100_000_000 || number > 999_999_999 || drawn[number-1] || drawn[number+1] {
						t.Errorf("commenter %d", number)
					}
					drawn[number] = true
				}
			})
			meet(t, store, content.Person{ID: after})
			view(t, store, func(tx *storage.Tx) {
				if number := must(tx.Reader(after)).ID; int64(number) > 2*int64(i)+2 {
					t.Errorf("reader %d follows a commenter", number)
				}
			})
		}
	})
}

// TestNobodyGetsTheNumberOfSomebodyElse: of who comments, of who was erased, or of who said something that is kept.
func TestNobodyGetsTheNumberOfSomebodyElse(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		next := int64(100_000_000 - 1)
		store := db.openWith(storage.Options{Draw: func() int64 { next++; return next }})
		draws := func(account content.TelegramID, want int64) {
			t.Helper()
			next = 100_000_000 - 1
			update(t, store, func(tx *storage.Tx) {
				if got := must(tx.Commenter(account)); int64(got) != want {
					t.Errorf("%d is commenter %d, want %d", account, got, want)
				}
			})
		}
		draws(7001, 100_000_000)
		draws(7002, 100_000_001)
		update(t, store, func(tx *storage.Tx) { must(tx.Forget(100_000_000)) })
		draws(7003, 100_000_002)
		update(t, store, func(tx *storage.Tx) {
			must2(tx.AddComment(content.Comment{Chat: 1, Message: 1, Thread: 1, Author: 100_000_003, Who: content.ByPerson, Text: "a", At: start}))
		})
		draws(7004, 100_000_004)
		ok(t, store.Close())
		store = db.openWith(storage.Options{Draw: func() int64 { return 100_000_004 }})
		update(t, store, func(tx *storage.Tx) {
			if _, err := tx.Commenter(7005); err == nil {
				t.Error("somebody got a number that somebody has")
			}
		})
	})
}

func TestCommentersAreKnownUnderAnotherKey(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		w := newTalk(t, db)
		c := w.says(7001, 101, 81, "a")
		older, newer := storage.NewKey(), storage.NewKey()
		for _, keys := range []string{older, newer + "," + older, newer} {
			ok(t, w.store.Close())
			w.store = db.openWith(storage.Options{IdentityKey: must(storage.ParseKeys(keys))})
			view(t, w.store, func(tx *storage.Tx) {
				if must(tx.KnownCommenter(7001)) != c.Author || must(tx.AccountOf(c.Author)) != 7001 || must(tx.Comment(c.ID)).Name != "Name 7001" {
					t.Error("the commenter is not known any more")
				}
			})
		}
	})
}
