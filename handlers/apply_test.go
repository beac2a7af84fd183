package handlers_test

import (
	"context"
	"io/fs"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"aitys/content"
	"aitys/storage"
)

func TestRepeatedUpdatesHaveOneEffect(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/start")
	had := len(s.chats[1])
	message := messageOf("/figures")
	in := content.Incoming{
		Kind: content.KindMessage, Update: 900, From: reader.who, Chat: reader.chat, Message: &message, Raw: []byte(`{}`),
	}
	s.apply(in, in)
	s.apply(in)
	if got := len(s.chats[1]) - had; got != 1 {
		t.Errorf("an update that came three times was answered %d times", got)
	}
	press := content.Incoming{
		Kind: content.KindPress, Update: 901, From: reader.who, Chat: reader.chat, Raw: []byte(`{}`),
		Press: &content.Press{ID: "again", Data: "a.1", Message: reader.newest().id},
	}
	s.apply(press)
	edited := reader.newest().edited
	s.answers = nil
	s.apply(press)
	if reader.newest().edited != edited {
		t.Error("a repeated press edited again")
	}
	if len(s.answers) != 1 || s.answers[0].Press != "again" {
		t.Errorf("a repeated press still has to be answered, but got %+v", s.answers)
	}
}

func TestIDsMayJumpDown(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	s.update = 5_000_000
	reader.Says("/figures").Sees("80,000")
	s.update = 10
	reader.Says("/figures").Sees("80,000")
}

func TestABugIsParkedAndTheRestGoesOn(t *testing.T) {
	for _, name := range []string{"panics", "fails"} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.newsroom.AddBrokenCommands()
			before, broken, after := s.person(1, "en"), s.person(2, "en"), s.person(3, "en")
			batch := []content.Incoming{said(before, 1, "/figures"), said(broken, 2, "/"+name), said(after, 3, "/figures")}
			s.apply(batch...)
			for _, p := range []*person{before, after} {
				if len(s.chats[p.who.ID]) != 1 {
					t.Errorf("reader %d got %d replies, want 1", p.who.ID, len(s.chats[p.who.ID]))
				}
			}
			broken.SeesNot("this must not be sent")
			if len(s.chats[2]) != 1 {
				t.Fatalf("the person whose update failed got %d replies, want an apology", len(s.chats[2]))
			}
			parked := s.parked()
			if len(parked) != 1 || parked[0].Update != 2 || len(parked[0].Raw) == 0 {
				t.Errorf("parked: %+v", parked)
			}
			s.update = 100
			broken.Says("/summary").Sees("The Times of Central Asia") // not article 4711
		})
	}
}

func said(p *person, update content.UpdateID, words string) content.Incoming {
	message := messageOf(words)
	message.ID = content.MessageID(update)
	return content.Incoming{
		Kind: content.KindMessage, Update: update, From: p.who, Chat: p.chat, Message: &message, Raw: []byte(`{"update_id":1}`),
	}
}

func (s *stage) parked() (rows []storage.Parked) {
	s.t.Helper()
	err := s.store.View(context.Background(), func(tx *storage.Tx) (err error) {
		rows, err = tx.Parked(0, 100)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return rows
}

func TestAnUpdateThatCannotBeStoredDoesNotHoldUpTheRest(t *testing.T) {
	s := newStage(t)
	one, other := s.person(8888, "en"), s.person(3, "en")
	// Telegram never sends this: a group that becomes a person. Meeting that person then breaks a rule of the store, for the whole batch.
	one.in(ourGroup).does(content.Incoming{Kind: content.KindMigration, MovedTo: 8888})
	s.apply(said(one, 100, "/figures"), said(other, 101, "/figures"))
	if len(s.chats[3]) != 1 {
		t.Errorf("the update beside the one that cannot be stored was answered %d times", len(s.chats[3]))
	}
	s.apply(said(one, 100, "/figures"), said(other, 102, "/figures"))
	if len(s.chats[3]) != 2 {
		t.Errorf("the update after it was not answered")
	}
	if parked := s.parked(); len(parked) > 1 {
		t.Errorf("one update is parked %d times", len(parked))
	}
}

func TestAnAlbumIsAnsweredOnce(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	var batch []content.Incoming
	for i := range 4 {
		in := said(reader, content.UpdateID(10+i), "")
		in.Message.Media, in.Message.Album = content.MediaPhoto, "album"
		batch = append(batch, in)
	}
	s.apply(batch[:2]...)
	s.apply(batch[2:]...)
	if n := len(s.chats[1]); n != 1 {
		t.Errorf("an album of four photos is answered %d times", n)
	}
}

func TestUnreadableUpdatesAreParked(t *testing.T) {
	s := newStage(t)
	s.apply(content.Incoming{Kind: content.KindUnreadable, Update: 7, Raw: []byte(`{"update_id":7,"message":[]}`), Fault: "message: not an object"})
	if parked := s.parked(); len(parked) != 1 || parked[0].Update != 7 {
		t.Errorf("parked: %+v", parked)
	}
}

func TestAFailingStoreStoresNothing(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.newsroom.Apply(ctx, []content.Incoming{said(reader, 1, "/figures")}); !storage.Failing(err) {
		t.Errorf("Apply while the store cannot be reached: %v, want an error of the store", err)
	}
	if rows := s.pending(); len(rows) != 0 {
		t.Errorf("%d replies are stored of a batch that failed", len(rows))
	}
	s.apply(said(reader, 1, "/figures"))
	if len(s.chats[1]) != 1 {
		t.Errorf("the batch that failed was answered %d times when it came again, want once", len(s.chats[1]))
	}
}

func TestBlockingAndComingBack(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/start")
	reader.does(content.Incoming{Kind: content.KindMembership, Member: &content.Membership{Present: false}})
	if !s.reader(1).Unreachable {
		t.Error("a reader who blocked the bot counts as reachable")
	}
	reader.does(content.Incoming{Kind: content.KindMembership, Member: &content.Membership{Present: true}})
	if s.reader(1).Unreachable {
		t.Error("a reader who came back counts as unreachable")
	}
	reader.does(content.Incoming{Kind: content.KindMembership, Member: &content.Membership{Present: false}})
	reader.Says("/figures").Sees("80,000")
	if s.reader(1).Unreachable {
		t.Error("a reader who writes counts as unreachable")
	}
}

func (s *stage) reader(id content.TelegramID) (r content.Reader) {
	s.t.Helper()
	err := s.store.View(context.Background(), func(tx *storage.Tx) (err error) {
		r, err = tx.Reader(id)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

func TestOldIDsAreForgottenAfterThreeDays(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	in := said(reader, 1, "/figures")
	s.apply(in)
	for range 4 * 24 {
		s.now = s.now.Add(time.Hour)
		s.apply(content.Incoming{Kind: content.KindTick, At: s.now})
	}
	s.apply(in)
	if got := len(s.chats[1]); got != 2 {
		t.Errorf("an id that came again after four days was answered %d times in all, want 2: the set of ids grows for ever", got)
	}
}

const otherArticle = `---
slug: library-hours
lang: en
title: The library opens on Sundays
---
The city library opens on Sundays from May on.

## Hours {#hours}
The doors are open from ten to six.
`

func TestFolderIsFollowed(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	folder := &changingFolder{}
	folder.becomes(fstest.MapFS{})
	look := make(chan time.Time)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.newsroom.FollowFolder(ctx, folder, look)
	}()
	looks := func(n int) {
		for range n + 1 { // the last one is taken only when those before it have ended
			look <- time.Time{}
		}
	}
	folder.becomes(fstest.MapFS{"a.md": {Data: []byte(otherArticle), ModTime: s.now}})
	looks(2)
	reader.Says("/summary library-hours").Sees("opens on Sundays").SeesNot("Closing")

	longer := otherArticle + "\n## Closing {#closing}\nIt closes in August.\n"
	folder.becomes(fstest.MapFS{"a.md": {Data: []byte(longer), ModTime: s.now.Add(time.Second)}})
	looks(2)
	reader.Says("/summary library-hours").Sees("Closing")

	folder.becomes(fstest.MapFS{"a.md": {Data: []byte(longer + "## Broken {#closing}"), ModTime: s.now.Add(2 * time.Second)}})
	looks(2)
	reader.Says("/summary library-hours").Sees("Closing").SeesNot("Broken")
	stop()
	<-done
}

// changingFolder is a folder whose files change while it is followed.
type changingFolder struct {
	mu  sync.Mutex
	now fs.FS
}

func (f *changingFolder) becomes(now fs.FS) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = now
}

func (f *changingFolder) Open(name string) (fs.File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now.Open(name)
}
