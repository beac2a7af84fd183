package storage_test

import (
	"testing"

	"aitys/content"
	"aitys/storage"
)

// newsChannel is a channel in which articles are published.
var newsChannel = content.Chat{ID: -1009, Kind: content.ChatChannel}

// onChannel is what the tests of posts begin with: an article, the channel and its group.
type onChannel struct {
	article        content.ArticleID
	channel, group content.ChatID
}

func channelOf(t *testing.T, store *storage.Store) onChannel {
	t.Helper()
	save(t, store, library("hours", content.English), publish)
	return onChannel{published(t, store, "hours").ID, chat(t, store, newsChannel), chat(t, store, group(newGroup))}
}

// post wishes a post of the article's text in the channel.
func (c onChannel) post(t *testing.T, store *storage.Store, key content.MessageKey) (post content.Post) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) {
		post = must(tx.AddPost(content.Post{Article: c.article, Section: sundays, Role: content.PostArticle, Chat: c.channel, Key: key, Fingerprint: "first"}))
	})
	return post
}

// forwarded notes the copy of a channel's message in the group.
func (c onChannel) forwarded(t *testing.T, store *storage.Store, in, of content.MessageID) (root content.Root, added bool) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) {
		root, added = must2(tx.AddRoot(content.Root{Chat: c.group, Message: in, Channel: c.channel, ChannelMessage: of}))
	})
	return root, added
}

func TestARootIsTiedToItsPostInWhicheverOrderTheyCome(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		c := channelOf(t, store)
		early, added := c.forwarded(t, store, 5, 71)
		if !added || early.Article != 0 {
			t.Fatalf("before its post is known: %+v", early)
		}
		first := c.post(t, store, "first")
		update(t, store, func(tx *storage.Tx) { ok(t, tx.PostStands(first, 71)) })
		second := c.post(t, store, "second")
		update(t, store, func(tx *storage.Tx) { ok(t, tx.PostStands(second, 72)) })
		c.forwarded(t, store, 6, 72)
		view(t, store, func(tx *storage.Tx) {
			for message, post := range map[content.MessageID]content.PostID{5: first.ID, 6: second.ID} {
				if root := must(tx.RootAt(c.group, message)); root.Article != c.article || root.Section != sundays || root.Post != post {
					t.Errorf("message %d: %+v", message, root)
				}
			}
			if roots := must(tx.Roots(c.article, 0, 10)); len(roots) != 2 || must(tx.RootOf(c.channel, 72)).ID != roots[1].ID {
				t.Errorf("the article's roots: %+v", roots)
			}
			_, err := tx.RootAt(c.group, 7)
			coded(t, err, content.NotFound)
		})
		if again, added := c.forwarded(t, store, 5, 71); added || again.ID != early.ID || again.Article != c.article {
			t.Errorf("once more: %+v", again)
		}
	})
}

func TestAPostMadeByHandIsNamedAndOursIsNot(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		c := channelOf(t, store)
		post := c.post(t, store, "ours")
		update(t, store, func(tx *storage.Tx) { ok(t, tx.PostStands(post, 71)) })
		ours, _ := c.forwarded(t, store, 5, 71)
		byHand, _ := c.forwarded(t, store, 6, 72)
		update(t, store, func(tx *storage.Tx) {
			for _, root := range []content.Root{ours, byHand} {
				ok(t, tx.NameRoot(root.ID, c.article, ""))
			}
		})
		view(t, store, func(tx *storage.Tx) {
			if root := must(tx.Root(ours.ID)); root.Section != sundays {
				t.Errorf("ours is %+v", root)
			}
			if root := must(tx.Root(byHand.ID)); root.Article != c.article {
				t.Errorf("the one by hand is %+v", root)
			}
		})
	})
}

func TestAPostStandsOnceAndAnUnsureRowIsDoneWith(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		c := channelOf(t, store)
		post := c.post(t, store, "post")
		send(t, store, content.Outgoing{Chat: c.channel, Key: "post", Text: "post", Once: true})
		settleAll(t, store, content.Result{Outgoing: pending(t, store)[0].ID, Outcome: content.Unsure})
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.SetPostState(post.ID, content.PostUnsure))
			_, err := tx.AddPost(content.Post{Article: c.article, Role: content.PostArticle, Chat: c.channel, Key: "post"})
			coded(t, err, content.Conflict)
			if open := must(tx.UnplacedPosts(c.channel, 10)); len(open) != 1 || open[0].State != content.PostUnsure {
				t.Errorf("open: %+v", open)
			}
			if sent := must(tx.SentAs(post)); sent.Text != "post" {
				t.Errorf("sent as %+v", sent)
			}
			ok(t, tx.PostStands(post, 71))
		})
		view(t, store, func(tx *storage.Tx) {
			if in, message := must2(tx.MessageOf("post")); in != c.channel || message != 71 {
				t.Errorf("the message is %d in %d", message, in)
			}
			_, err := tx.SentAs(post)
			coded(t, err, content.NotFound)
			if at := must(tx.PostAt(c.channel, 71)); at.ID != post.ID || at.State != content.PostStands {
				t.Errorf("the post is %+v", at)
			}
			if open := must(tx.UnplacedPosts(c.channel, 10)); len(open) != 0 {
				t.Errorf("open: %+v", open)
			}
		})
	})
}

func TestAPostThatIsDroppedCanBeSentAgain(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		c := channelOf(t, store)
		post := c.post(t, store, "post")
		send(t, store, content.Outgoing{Chat: c.channel, Key: "post", Text: "post", Once: true})
		update(t, store, func(tx *storage.Tx) { ok(t, tx.DropPost(post)) })
		if rows := pending(t, store); len(rows) != 0 {
			t.Errorf("waiting: %+v", rows)
		}
		if again := c.post(t, store, "post"); again.ID == post.ID {
			t.Error("the number of a post was given again")
		}
	})
}

func TestPostsAndRootsMoveWithTheirGroup(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		c := channelOf(t, store) // the supergroup is met before the news of the move
		chat(t, store, group(oldGroup))
		c.forwarded(t, store, 5, 71)
		update(t, store, func(tx *storage.Tx) {
			must(tx.AddPost(content.Post{Article: c.article, Role: content.PostIndex, Chat: c.group, Key: "index"}))
			ok(t, tx.MoveChat(oldGroup, newGroup))
			moved := must(tx.ChatOf(newGroup))
			if moved == c.group {
				t.Fatal("the number is the supergroup's")
			}
			must(tx.RootAt(moved, 5))
			if post := must(tx.PostByKey("index")); post.Chat != moved {
				t.Errorf("the post is %+v", post)
			}
		})
	})
}

// TestMessagesOfAGroupThatMovedHaveNoNumberAnyMore: a supergroup counts anew, and an edit by an old number would change something else.
func TestMessagesOfAGroupThatMovedHaveNoNumberAnyMore(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		for _, known := range []bool{false, true} {
			store := db.another(t).open()
			save(t, store, library("hours", content.English), publish)
			article, old := published(t, store, "hours").ID, chat(t, store, group(oldGroup))
			stands := func(in content.ChatID, key content.MessageKey, number content.MessageID) {
				update(t, store, func(tx *storage.Tx) {
					post := must(tx.AddPost(content.Post{Article: article, Role: content.PostOpinion, Chat: in, Key: key, Opinion: 7}))
					ok(t, tx.PostStands(post, number))
				})
			}
			stands(old, "before", 5)
			if known {
				stands(chat(t, store, group(newGroup)), "since", 5)
			}
			update(t, store, func(tx *storage.Tx) { ok(t, tx.MoveChat(oldGroup, newGroup)) })
			update(t, store, func(tx *storage.Tx) { ok(t, tx.MoveChat(oldGroup, newGroup)) })
			view(t, store, func(tx *storage.Tx) {
				if post := must(tx.PostByKey("before")); post.State != content.PostLeft || post.Message != -5 {
					t.Errorf("the post is %+v", post)
				}
				_, _, err := tx.MessageOf("before")
				coded(t, err, content.NotFound)
				if !known {
					return
				}
				in, number := must2(tx.MessageOf("since"))
				if post := must(tx.PostByKey("since")); post.State != content.PostStands || in != post.Chat || number != 5 {
					t.Errorf("what stands in the supergroup is %+v, known as %d in %d", post, number, in)
				}
			})
		}
	})
}

func TestASettingIsWhatWasSetLast(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		update(t, store, func(tx *storage.Tx) {
			if value := must(tx.Setting(1, "sections")); value != "" {
				t.Errorf("unset it is %q", value)
			}
			ok(t, tx.Set(1, "sections", "on"))
			ok(t, tx.Set(1, "sections", "off"))
			ok(t, tx.Set(0, "sections", "on"))
			if value := must(tx.Setting(1, "sections")); value != "off" {
				t.Errorf("it is %q", value)
			}
		})
	})
}
