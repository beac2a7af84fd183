package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"aitys/content"
	"aitys/emulator"
	"aitys/emulator/page"
)

// keepEvery is how often the chats are written beside a database that is kept: who closes the terminal loses no more than that.
const keepEvery = 3 * time.Second

// demoFiles is where the demo keeps what it knows.
type demoFiles struct {
	database string // the bot's, as an address
	chats    string // the path of the emulator's state; "": it is not kept
	remove   func() error
}

// demoPlace finds a place for the demo's files: beside the database to be kept, or in a temporary folder for which remove is there.
func demoPlace(keep string) (demoFiles, error) {
	if keep != "" {
		return demoFiles{"sqlite:" + keep, keep + ".chats.json", func() error { return nil }}, nil
	}
	folder, err := os.MkdirTemp("", "aitys-demo-")
	if err != nil {
		return demoFiles{}, fmt.Errorf("there is no place for a temporary database: %w", err)
	}
	return demoFiles{"sqlite:" + filepath.Join(folder, "aitys.db"), "", func() error { return os.RemoveAll(folder) }}, nil
}

// scene is the newsroom as it was left, or a new one. A new one counts updates from where it never did: the database may be older than its chats, and
// the bot remembers for days which updates it has seen.
func (f demoFiles) scene(server *emulator.Server) (*scene, error) {
	if f.chats == "" {
		return newScene(server)
	}
	err := server.LoadFile(f.chats)
	switch {
	case err == nil:
		return oldScene(server)
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("the chats beside the database cannot be read: %w", err)
	}
	s, err := newScene(server)
	if err == nil {
		server.JumpUpdateIDs(s.bot, time.Now().Unix())
	}
	return s, err
}

// oldScene finds chats and people on a server that was loaded.
func oldScene(server *emulator.Server) (*scene, error) {
	bots, chats := server.Bots(), server.Chats()
	if len(bots) == 0 || bots[0].Username != botUsername || len(chats) != 3 {
		return nil, errors.New("the file beside the database holds other chats than the demo's: remove it or name another database")
	}
	s := &scene{server: server, bot: bots[0], channel: chats[0], group: chats[1], moderation: chats[2], people: cast(), lang: content.English}
	s.complete()
	for _, u := range server.Users() {
		if !slices.ContainsFunc(s.people, func(p page.Person) bool { return p.User.ID == u.ID }) {
			s.people = append(s.people, page.Person{User: u, Role: readerRole(), Lang: u.LanguageCode})
		}
	}
	return s, nil
}

// complete brings in those of the cast whom a demo that was kept long ago does not know.
func (s *scene) complete() {
	known := s.server.Users()
	for _, person := range s.people {
		if !slices.ContainsFunc(known, func(u emulator.User) bool { return u.ID == person.User.ID }) {
			s.seat(s.server.AddUser(person.User))
		}
	}
}

// keep writes the chats from time to time until ctx ends, where they are kept.
func (f demoFiles) keep(ctx context.Context, server *emulator.Server) (err error) {
	if f.chats == "" {
		return nil
	}
	every(ctx, keepEvery, func(time.Time) bool {
		err = server.SaveFile(f.chats)
		return err != nil
	})
	return err
}

// last writes the chats as they are at the end, and removes what is not to be kept.
func (f demoFiles) last(server *emulator.Server) error {
	if f.chats == "" {
		return f.remove()
	}
	return server.SaveFile(f.chats)
}
