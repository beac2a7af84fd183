package main

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/emulator"
	"aitys/handlers"
	"aitys/storage"
)

// TestKilledWhileItPublishes kills the real program again and again while articles are published. What stands in the channel and under it stands there once, and
// what does not stand is known to be unsure: nothing is lost without a word.
func TestKilledWhileItPublishes(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { killPublishing(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"), *kills/10) })
	t.Run("postgres", func(t *testing.T) { killPublishing(t, newPostgres(t), *kills/20) })
}

func killPublishing(t *testing.T, database string, n int) {
	t.Helper()
	k := newKilling(t, database)
	channel := k.server.AddChannel("The News")
	k.server.Promote(channel, k.bot.User, emulator.AllRights())
	k.server.Link(channel, k.group)
	k.settings = []string{"CHANNEL_ID=" + strconv.FormatInt(channel.ID, 10)}
	// What is sent takes effect a while before it is answered, so that a kill falls in between.
	k.server.Inflict(emulator.Fault{Trouble: emulator.DelayAfter, Method: "sendMessage", Delay: 100 * time.Millisecond, Chance: 0.7})
	articles := 0
	for range n {
		articles++
		k.publish(articles)
		program := k.start()
		before, more := k.standing(channel), 1+k.rnd.IntN(3)
		_ = k.server.Await(briefly(t), func() bool { return k.standing(channel) >= before+more }) // or it has nothing more to do
		if err := program.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = program.Wait() // it was killed, and says so
	}
	program := k.start()
	settled := func() bool { return k.unsettled(articles) == 0 }
	if err := k.server.Await(patience(t), settled); err != nil {
		t.Errorf("%d articles are not settled: %v\n%s", k.unsettled(articles), err, k.log.String())
	}
	_ = program.Process.Kill()
	_ = program.Wait()
	k.comparePosts(channel, articles)
}

// standing counts the messages in the channel.
func (k *killing) standing(channel emulator.Chat) int {
	return len(k.server.In(k.people[0], channel).Messages())
}

// briefly bounds the waiting for calls that may not come.
func briefly(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func titleOf(number int) string { return fmt.Sprintf("The news of day %d.", number) }

func slugOf(number int) content.Slug { return content.Slug(fmt.Sprintf("day-%d", number)) }

// publish stores an article and lets the next program publish it, as aitys push does.
func (k *killing) publish(number int) {
	k.t.Helper()
	store, err := storage.Open(context.Background(), k.database, storage.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		k.t.Fatal(err)
	}
	defer store.Close()
	article := &content.Article{
		Slug: slugOf(number), Lang: content.English, Title: titleOf(number),
		Section: content.Section{Summary: "What has happened.", Poll: &content.Poll{Question: fmt.Sprintf("What of day %d?", number), Options: []string{"Much", "Little"}}},
	}
	err = store.Update(context.Background(), func(tx *storage.Tx) error {
		if _, err := tx.SaveArticle(article, true); err != nil {
			return err
		}
		return handlers.PublishSoon(tx, []content.Slug{article.Slug})
	})
	if err != nil {
		k.t.Fatal(err)
	}
}

// unsettled counts the articles of which something is still on its way.
func (k *killing) unsettled(articles int) (n int) {
	k.look(func(tx *storage.Tx) error {
		for number := 1; number <= articles; number++ {
			states, err := k.states(tx, number)
			if err != nil {
				return err
			}
			text, indexed := states[content.PostArticle], states[content.PostIndex]
			if text == "" || text == content.PostWished || states[content.PostPoll] == content.PostWished || text == content.PostStands && (indexed == "" || indexed == content.PostWished) {
				n++
			}
		}
		return nil
	})
	return n
}

func (k *killing) states(tx *storage.Tx, number int) (map[content.PostRole]content.PostState, error) {
	states := map[content.PostRole]content.PostState{}
	published, err := tx.ArticleBySlug(slugOf(number))
	if err != nil {
		return nil, err
	}
	posts, err := tx.Posts(published.ID)
	for _, post := range posts {
		states[post.Role] = post.State
	}
	return states, err
}

// comparePosts compares what the store says of each post with what stands.
func (k *killing) comparePosts(channel emulator.Chat, articles int) {
	k.t.Helper()
	inChannel, inGroup := k.server.In(k.people[0], channel).Messages(), k.inGroup[0].Messages()
	unsure := 0
	k.look(func(tx *storage.Tx) error {
		for number := 1; number <= articles; number++ {
			states, err := k.states(tx, number)
			if err != nil {
				return err
			}
			for role, words := range map[content.PostRole]string{content.PostArticle: titleOf(number), content.PostPoll: fmt.Sprintf("What of day %d?", number)} {
				stands := 0
				for _, m := range inChannel {
					if strings.Contains(m.Words(), words) {
						stands++
					}
				}
				switch state := states[role]; {
				case state == content.PostUnsure && stands == 0:
					unsure++
				case state != content.PostStands || stands != 1:
					k.t.Errorf("%s of day %d: %s, and stands %d times", role, number, state, stands)
				}
			}
		}
		return nil
	})
	roots := map[int]int{}
	for _, m := range inGroup {
		if m.ReplyToMessage != nil && strings.Contains(m.Words(), "What is this article about?") {
			roots[m.ReplyToMessage.MessageID]++
		}
	}
	for root, n := range roots {
		if n > 1 {
			k.t.Errorf("under %d stand %d indexes", root, n)
		}
	}
	if k.t.Logf("%d articles, %d posts unsure, %d indexes", articles, unsure, len(roots)); !strings.Contains(k.log.String(), "may have been sent") {
		k.t.Error("no kill fell between a send and its answer: this shows nothing")
	}
}
