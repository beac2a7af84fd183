package emulator

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// stateVersion is the form of a state. Load takes no other.
const stateVersion = 1

// state is everything that exists on a server, as Save writes it. Accounts,
// polls and messages name each other by their ids.
type state struct {
	Version int
	Seq     int64
	Next    nextIDs
	Users   []stateUser
	Polls   []statePoll
	Bots    []stateBot
	Chats   []stateChat
	Files   []stateFile
	Presses []statePress
}

type nextIDs struct{ User, Bot, Group, Supergroup, Poll, Query, File, Album int64 }

type stateUser struct {
	User
	Deleted bool `json:",omitempty"`
}

type statePoll struct {
	Poll
	Bot   int64
	Votes map[int64][]int `json:",omitempty"`
}

type stateBot struct {
	User        User
	Token       string
	ReadsAll    bool `json:",omitempty"`
	LastMessage int
	Webhook     webhook
	Met         []int64
	Commands    []stateMenu
	Texts       []stateText
	Menus       map[int64]menuButton `json:",omitempty"`
	Defaults    []stateRights        `json:",omitempty"`
	Pending     []stateUpdate
	Past        []stateUpdate
	NextUpdate  int64
	Delivered   int64
	Confirmed   int64
	Allowed     []string
	Chats       []stateChat // private ones; their id is the person's
}

type stateMenu struct {
	Kind, Chat string
	User       int64
	Language   string
	Commands   []BotCommand
}

type stateText struct{ Param, Language, Text string }

// stateRights are what a bot asks to be allowed, in channels or in groups.
type stateRights struct {
	Channels bool
	Rights   adminRights
}

// stateUpdate holds an update as text: a test may inject what is no JSON.
type stateUpdate struct {
	ID   int64
	Raw  string
	Dies time.Time
}

type stateChat struct {
	Chat        Chat
	Last        int
	Messages    []stateMessage
	Started     bool            `json:",omitempty"`
	Blocked     bool            `json:",omitempty"`
	Read        map[int64]int   `json:",omitempty"`
	Members     []stateMember   `json:",omitempty"`
	Bots        []int64         `json:",omitempty"`
	Permissions ChatPermissions `json:",omitzero"`
	Linked      int64           `json:",omitempty"`
	LastBot     int64           `json:",omitempty"`
	Forwarded   map[int]int     `json:",omitempty"`
	Threads     map[int]int     `json:",omitempty"`
	Pinned      []int           `json:",omitempty"`
	Description string          `json:",omitempty"`
	Invite      string          `json:",omitempty"`
	MovedTo     int64           `json:",omitempty"`
	Reactions   []ReactionType  `json:",omitempty"`
}

type stateMember struct {
	User        int64
	Status      string
	Rights      Rights          `json:",omitzero"`
	Permissions ChatPermissions `json:",omitzero"`
	Inside      bool
	Until       int64 `json:",omitempty"`
}

type stateMessage struct {
	Message   Message
	Touched   int64
	Author    int64
	Keyboard  *replyMarkup             `json:",omitempty"`
	Deleted   bool                     `json:",omitempty"`
	Poll      string                   `json:",omitempty"`
	Reactions map[int64][]ReactionType `json:",omitempty"`
}

type stateFile struct {
	ID, Unique, Path, Name, MIME string
	Width, Height                int `json:",omitempty"`
	Data                         []byte
}

type statePress struct {
	ID        string
	Bot, User int64
	At        time.Time
}

// Save writes everything that exists on the server: accounts, chats, messages,
// files, votes, menus, bots with their tokens, and the updates that wait. Calls,
// misuses, answers that were shown, faults and what counts for the flood limits
// are not among it. It is JSON.
func (s *Server) Save(w io.Writer) error {
	s.mu.Lock()
	st := s.state()
	body, err := json.Marshal(st) // under the lock: the state shares memory with the server
	s.mu.Unlock()
	if err != nil {
		return fmt.Errorf("emulator: encoding the state: %w", err)
	}
	if _, err := w.Write(body); err != nil {
		return fmt.Errorf("emulator: saving: %w", err)
	}
	return nil
}

// SaveFile writes the state to a file, in place of what stood there, which stays
// whole when saving fails. Only its owner may read it: it holds the bots' tokens.
func (s *Server) SaveFile(path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".state-*")
	if err != nil {
		return fmt.Errorf("emulator: saving: %w", err)
	}
	defer os.Remove(f.Name()) //nolint:errcheck // gone already when all went well
	err = s.Save(f)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("emulator: saving to %s: %w", path, err)
	}
	return nil
}

// state gathers what Save writes. The caller holds mu.
func (s *Server) state() state {
	w := &s.world
	st := state{
		Version: stateVersion, Seq: s.seq,
		Next: nextIDs{w.nextUser, w.nextBot, w.nextGroup, w.nextSupergroup, w.nextPoll, w.nextQuery, w.nextFile, w.nextAlbum},
	}
	for _, id := range ordered(w.users) {
		st.Users = append(st.Users, stateUser{User: w.users[id].User, Deleted: w.users[id].deleted})
	}
	polls := map[string]*poll{}
	for _, id := range ordered(w.botsByID) {
		st.Bots = append(st.Bots, w.botsByID[id].state(polls))
	}
	for _, id := range ordered(w.chats) {
		st.Chats = append(st.Chats, w.chats[id].state(polls))
	}
	for _, id := range ordered(polls) {
		p := polls[id]
		st.Polls = append(st.Polls, statePoll{Poll: p.Poll, Bot: p.bot.user.ID, Votes: p.votes})
	}
	for _, id := range ordered(w.files) {
		f := w.files[id]
		st.Files = append(st.Files, stateFile{f.id, f.unique, f.path, f.name, f.mime, f.width, f.height, f.data})
	}
	for _, q := range w.pressed {
		if w.queries[q.id] == q {
			st.Presses = append(st.Presses, statePress{q.id, q.bot.user.ID, q.user.ID, q.at})
		}
	}
	return st
}

// ordered are the keys of a map, the smallest first, so that the same state is
// always the same text.
func ordered[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

func (b *bot) state(polls map[string]*poll) stateBot {
	q := &b.queue
	st := stateBot{
		User: b.user, Token: b.token, ReadsAll: b.readsAll, LastMessage: b.lastMessage, Webhook: b.webhook,
		Met: ordered(b.met), Pending: stateUpdates(q.pending), Past: stateUpdates(q.past),
		NextUpdate: q.next, Delivered: q.delivered, Confirmed: q.confirmed, Allowed: q.chosen,
	}
	for key, list := range b.commands {
		st.Commands = append(st.Commands, stateMenu{key.kind, key.chat, key.user, key.language, list})
	}
	slices.SortFunc(st.Commands, func(x, y stateMenu) int {
		return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Chat, y.Chat), cmp.Compare(x.User, y.User), cmp.Compare(x.Language, y.Language))
	})
	for key, text := range b.texts {
		st.Texts = append(st.Texts, stateText{key.param, key.language, text})
	}
	slices.SortFunc(st.Texts, func(x, y stateText) int {
		return cmp.Or(cmp.Compare(x.Param, y.Param), cmp.Compare(x.Language, y.Language))
	})
	st.Menus = b.menus
	for _, channels := range []bool{false, true} {
		if rights, ok := b.defaults[channels]; ok {
			st.Defaults = append(st.Defaults, stateRights{channels, rights})
		}
	}
	for _, id := range ordered(b.chats) {
		st.Chats = append(st.Chats, b.chats[id].state(polls))
	}
	return st
}

func stateUpdates(updates []update) []stateUpdate {
	var out []stateUpdate
	for _, u := range updates {
		out = append(out, stateUpdate{u.id, string(u.raw), u.dies})
	}
	return out
}

func (ch *chat) state(polls map[string]*poll) stateChat {
	st := stateChat{
		Chat: ch.wire, Last: *ch.last, Started: ch.started, Blocked: ch.blocked, Read: ch.read, Permissions: ch.permissions,
		LastBot: ch.lastBot, Forwarded: ch.forwarded, Threads: ch.threads, Pinned: ch.pinned, Description: ch.description, Invite: ch.invite,
		MovedTo: ch.movedTo, Reactions: ch.reactions,
	}
	if ch.linked != nil {
		st.Linked = ch.linked.wire.ID
	}
	for _, b := range ch.bots {
		st.Bots = append(st.Bots, b.user.ID)
	}
	for _, id := range ordered(ch.members) {
		m := ch.members[id]
		st.Members = append(st.Members, stateMember{id, m.status, m.rights, m.permissions, m.inside, m.until})
	}
	for _, id := range ch.order {
		m := ch.messages[id]
		kept := stateMessage{
			Message: m.Message, Touched: m.touched, Author: m.author, Keyboard: m.keyboard, Deleted: m.deleted, Reactions: m.react,
		}
		if m.poll != nil {
			kept.Poll = m.poll.ID
			polls[m.poll.ID] = m.poll
		}
		st.Messages = append(st.Messages, kept)
	}
	return st
}
