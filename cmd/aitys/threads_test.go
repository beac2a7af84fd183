package main

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"testing"

	"aitys/content"
	"aitys/emulator"
	"aitys/storage"
)

// remark is what somebody said in the thread: what it answers (an index of the list, below 0: the post), and its words, after an edit where there was one.
type remark struct {
	answers int
	words   string
	edited  bool
	message emulator.Message
}

// TestAThreadIsStoredAsItWasSaid lets some people talk in a thread, with edits and restarts in between, and compares the tree with what was said.
func TestAThreadIsStoredAsItWasSaid(t *testing.T) {
	for engine, change := range map[string]func(*theatre){"sqlite": func(*theatre) {}, "postgres": onPostgres} {
		t.Run(engine, func(t *testing.T) {
			var account emulator.User
			th := performHastily(t, change, keyed, edited(&account))
			editor := th.Person(account)
			publishesSample(editor)
			people := th.people(5)
			root := people[0].SeesWhere("the article's copy", func(m emulator.Message) bool {
				return m.IsAutomaticForward && strings.Contains(m.Words(), "Relocation Wave")
			})
			talk := th.talk(people, root, 300)
			th.settles()
			pins := th.server.Calls(func(c emulator.Call) bool { return c.Method == "pinChatMessage" && c.Code == 200 })
			if notices := th.server.Calls(func(c emulator.Call) bool {
				return c.Method == "sendMessage" && strings.Contains(c.Params["text"], "are kept")
			}); len(pins) != 1 || len(notices) != 1 {
				t.Errorf("%d notices, %d pinned", len(notices), len(pins))
			}
			th.holdsThread(talk)
			th.isClean()
		})
	}
}

// people brings some into the group.
func (th *theatre) people(n int) (all []*emulator.Actor) {
	for i := range n {
		reader := th.reader(fmt.Sprintf("Person %d", i), "en")
		th.server.Join(th.group, reader.user)
		all = append(all, reader.InGroup(th.group))
	}
	return all
}

// talk lets people say things below the root; now and then somebody edits, and the program is stopped and started again.
func (th *theatre) talk(people []*emulator.Actor, root emulator.Message, number int) (talk []*remark) {
	th.t.Helper()
	draw := rand.New(rand.NewPCG(uint64(drawn(th.t)), 0)) //nolint:gosec // of a test
	for i := range number {
		s := &remark{answers: draw.IntN(i+1) - 1, words: fmt.Sprintf("word %d", i)}
		to := root
		if s.answers >= 0 {
			to = talk[s.answers].message
		}
		s.message = people[i%len(people)].Replies(to, s.words)
		talk = append(talk, s)
		if old := draw.IntN(i + 1); i%7 == 0 && !talk[old].edited {
			talk[old].edited, talk[old].words = true, talk[old].words+", edited"
			people[old%len(people)].Edits(talk[old].message, talk[old].words)
		}
		if i%100 == 50 {
			if err := th.stop(); err != nil {
				th.t.Fatal(err)
			}
			th.start()
		}
	}
	return talk
}

// settles waits until all is stored and nothing is left to be sent.
func (th *theatre) settles() {
	th.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), th.Patience)
	defer cancel()
	if err := th.server.WaitIdle(ctx, th.bot, th.sent); err != nil {
		th.t.Fatal(err)
	}
}

// holdsThread compares the thread in the store with what was said.
func (th *theatre) holdsThread(talk []*remark) {
	th.t.Helper()
	store, err := storage.Open(context.Background(), th.config.Database, th.config.options(slog.New(slog.DiscardHandler)))
	if err != nil {
		th.t.Fatal(err)
	}
	defer store.Close()
	err = store.View(context.Background(), func(tx *storage.Tx) error {
		chat, err := tx.ChatOf(content.TelegramID(th.group.ID))
		if err != nil {
			return err
		}
		ids := make([]content.CommentID, len(talk))
		for i, s := range talk {
			c, err := tx.CommentAt(chat, content.MessageID(s.message.MessageID))
			if err != nil {
				return fmt.Errorf("%q: %w", s.words, err)
			}
			ids[i] = c.ID
			revisions, err := tx.Revisions(c.ID)
			if err != nil {
				return err
			}
			var parent content.CommentID
			if s.answers >= 0 {
				parent = ids[s.answers]
			}
			if c.Text != s.words || c.Parent != parent || c.Root == 0 || c.EditedAt.IsZero() == s.edited || (len(revisions) == 1) != s.edited {
				th.t.Errorf("%q below %d is stored as %+v, %d revisions", s.words, parent, c, len(revisions))
			}
		}
		return nil
	})
	if err != nil {
		th.t.Fatal(err)
	}
}
