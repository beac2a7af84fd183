package emulator

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// ErrNotEmpty says that a state was to be loaded into a server that has
// accounts or chats already.
var ErrNotEmpty = errors.New("emulator: only a new server can load a state")

// Load reads what Save wrote into a server that has nothing yet, else it
// returns ErrNotEmpty. Bots keep their tokens and go on where they were: Bots,
// Users and Chats tell what there is. A state that cannot be read leaves the
// server as it was.
func (s *Server) Load(r io.Reader) error {
	var st state
	if err := json.NewDecoder(r).Decode(&st); err != nil {
		return fmt.Errorf("emulator: reading a state: %w", err)
	}
	if st.Version != stateVersion {
		return fmt.Errorf("emulator: a state of version %d; this is for version %d", st.Version, stateVersion)
	}
	l := &loader{world: newWorld(), seq: st.Seq}
	if err := l.load(&st); err != nil {
		return fmt.Errorf("emulator: a damaged state: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.world.bots) > 0 || len(s.world.chats) > 0 || len(s.world.users) > len(newWorld().users) {
		return ErrNotEmpty
	}
	s.world, s.seq = l.world, max(s.seq, l.seq)
	for _, p := range l.polls {
		s.closeInTime(p)
	}
	s.touch()
	return nil
}

// LoadFile is Load from a file.
func (s *Server) LoadFile(path string) error {
	f, err := os.Open(path) //nolint:gosec // the caller's own file
	if err != nil {
		return fmt.Errorf("emulator: loading: %w", err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	return s.Load(f)
}

// Bots are the bots with their tokens, by their ids.
func (s *Server) Bots() []Bot {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Bot
	for _, id := range ordered(s.world.botsByID) {
		b := s.world.botsByID[id]
		out = append(out, Bot{User: b.user, Token: b.token})
	}
	return out
}

// Users are the people, by their ids, without bots and Telegram's own accounts.
func (s *Server) Users() []User {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []User
	for _, id := range ordered(s.world.users) {
		if u := s.world.users[id].User; !u.IsBot && id != ServiceID {
			out = append(out, u)
		}
	}
	return out
}

// Chats are the groups and channels, in the order in which they were made.
func (s *Server) Chats() []Chat {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Chat
	for _, id := range slices.Backward(ordered(s.world.chats)) {
		out = append(out, s.world.chats[id].wire)
	}
	return out
}

// loader builds a world out of a state.
type loader struct {
	world world
	seq   int64
	polls map[string]*poll
}

func (l *loader) load(st *state) error {
	w := &l.world
	w.nextUser, w.nextBot, w.nextGroup, w.nextSupergroup = st.Next.User, st.Next.Bot, st.Next.Group, st.Next.Supergroup
	w.nextPoll, w.nextQuery, w.nextFile = st.Next.Poll, st.Next.Query, st.Next.File
	w.nextAlbum = max(w.nextAlbum, st.Next.Album) // states of before albums have none
	for _, u := range st.Users {
		w.users[u.ID] = &person{User: u.User, deleted: u.Deleted}
		if u.Username != "" {
			w.usernames[fold(u.Username)] = u.ID
		}
	}
	for i := range st.Bots {
		if err := l.bot(&st.Bots[i]); err != nil {
			return err
		}
	}
	if err := l.takePolls(st.Polls); err != nil {
		return err
	}
	if err := l.groups(st.Chats); err != nil {
		return err
	}
	for i := range st.Bots {
		if err := l.privates(&st.Bots[i]); err != nil {
			return err
		}
	}
	l.files(st.Files)
	return l.presses(st.Presses)
}

func (l *loader) files(files []stateFile) {
	w := &l.world
	for _, f := range files {
		file := &stored{id: f.ID, unique: f.Unique, path: f.Path, name: f.Name, mime: f.MIME, data: f.Data, width: f.Width, height: f.Height}
		w.files[f.ID], w.paths[f.Path] = file, file
	}
}

func (l *loader) presses(presses []statePress) error {
	w := &l.world
	for _, p := range presses {
		b, who := w.botsByID[p.Bot], w.users[p.User]
		if b == nil || who == nil {
			return fmt.Errorf("press %s is of nobody or for no bot", p.ID)
		}
		q := &query{id: p.ID, bot: b, user: who, at: p.At}
		w.queries[q.id], w.pressed = q, append(w.pressed, q)
	}
	return nil
}

func (l *loader) bot(st *stateBot) error {
	w := &l.world
	if w.users[st.User.ID] == nil || !wellFormed(st.Token) || w.botsByID[st.User.ID] != nil {
		return fmt.Errorf("bot %d is no account, comes twice or has no token", st.User.ID)
	}
	b := newBot(st.User, st.Token)
	b.readsAll, b.lastMessage, b.webhook = st.ReadsAll, st.LastMessage, st.Webhook
	for _, id := range st.Met {
		b.met[id] = true
	}
	for _, m := range st.Commands {
		b.commands[scopeKey{m.Kind, m.Chat, m.User, m.Language}] = m.Commands
	}
	for _, t := range st.Texts {
		b.texts[textKey{t.Param, t.Language}] = t.Text
	}
	for id, button := range st.Menus {
		b.menus[id] = button
	}
	for _, d := range st.Defaults {
		b.defaults[d.Channels] = d.Rights
	}
	q := &b.queue
	q.allow(st.Allowed)
	for _, u := range st.Pending {
		q.add(update{id: u.ID, raw: []byte(u.Raw), dies: u.Dies})
	}
	for _, u := range st.Past {
		q.past = append(q.past, update{id: u.ID, raw: []byte(u.Raw), dies: u.Dies})
	}
	q.next, q.delivered, q.confirmed = st.NextUpdate, st.Delivered, st.Confirmed
	w.bots[b.token], w.botsByID[b.user.ID] = b, b
	return nil
}

func (l *loader) takePolls(polls []statePoll) error {
	l.polls = map[string]*poll{}
	for _, st := range polls {
		p := &poll{Poll: st.Poll, bot: l.world.botsByID[st.Bot], votes: st.Votes}
		if p.bot == nil {
			return fmt.Errorf("poll %s is no bot's", p.ID)
		}
		if p.votes == nil {
			p.votes = map[int64][]int{}
		}
		for _, chosen := range p.votes {
			if slices.ContainsFunc(chosen, func(o int) bool { return o < 0 || o >= len(p.Options) }) {
				return fmt.Errorf("poll %s has a vote for an option that it has not", p.ID)
			}
		}
		l.polls[p.ID] = p
	}
	return nil
}

// groups makes all groups and channels first: they name each other.
func (l *loader) groups(all []stateChat) error {
	for _, st := range all {
		if st.Chat.ID >= 0 {
			return fmt.Errorf("chat %d is no group's or channel's id", st.Chat.ID)
		}
		l.world.chats[st.Chat.ID] = newChat(st.Chat)
	}
	for i := range all {
		if err := l.group(&all[i]); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) group(st *stateChat) error {
	w := &l.world
	ch := w.chats[st.Chat.ID]
	if st.Linked != 0 {
		if ch.linked = w.chats[st.Linked]; ch.linked == nil {
			return fmt.Errorf("chat %d is linked to none", st.Chat.ID)
		}
	}
	if to := w.chats[st.MovedTo]; st.MovedTo != 0 && (st.Chat.Type != typeGroup || to == nil || to.wire.Type != typeSupergroup) {
		return fmt.Errorf("chat %d has moved nowhere", st.Chat.ID)
	}
	for _, id := range st.Bots {
		b := w.botsByID[id]
		if b == nil {
			return fmt.Errorf("chat %d has a bot that is none", st.Chat.ID)
		}
		ch.bots = append(ch.bots, b)
	}
	for _, m := range st.Members {
		if w.users[m.User] == nil {
			return fmt.Errorf("chat %d has a member without an account", st.Chat.ID)
		}
		ch.members[m.User] = &member{status: m.Status, rights: m.Rights, permissions: m.Permissions, inside: m.Inside, until: m.Until}
	}
	ch.permissions, ch.movedTo = st.Permissions, st.MovedTo
	return l.fill(ch, st)
}

func (l *loader) privates(st *stateBot) error {
	b := l.world.botsByID[st.User.ID]
	for i := range st.Chats {
		in := &st.Chats[i]
		who := l.world.users[in.Chat.ID]
		if who == nil {
			return fmt.Errorf("bot %d has a chat with nobody", b.user.ID)
		}
		ch := newChat(in.Chat)
		ch.bot, ch.user, ch.last = b, who, &b.lastMessage
		in.Last = max(in.Last, b.lastMessage)
		ch.started, ch.blocked = in.Started, in.Blocked
		b.chats[who.ID] = ch
		if err := l.fill(ch, in); err != nil {
			return err
		}
	}
	return nil
}

// fill puts messages and what hangs on them into a chat.
func (l *loader) fill(ch *chat, st *stateChat) error {
	*ch.last = st.Last
	ch.lastBot, ch.pinned, ch.description, ch.reactions, ch.invite = st.LastBot, st.Pinned, st.Description, st.Reactions, st.Invite
	for into, from := range map[*map[int]int]map[int]int{&ch.forwarded: st.Forwarded, &ch.threads: st.Threads} {
		if from != nil {
			*into = from
		}
	}
	if st.Read != nil {
		ch.read = st.Read
	}
	for _, kept := range st.Messages {
		m := &message{
			Message: kept.Message, touched: kept.Touched, author: kept.Author, keyboard: kept.Keyboard,
			deleted: kept.Deleted, react: kept.Reactions,
		}
		if kept.Poll != "" {
			if m.poll = l.polls[kept.Poll]; m.poll == nil {
				return fmt.Errorf("message %d of chat %d shows a poll that is none", m.MessageID, ch.wire.ID)
			}
			m.poll.shown = append(m.poll.shown, shownPoll{ch, m})
		}
		if m.MessageID <= 0 || m.MessageID > *ch.last || ch.messages[m.MessageID] != nil {
			return fmt.Errorf("chat %d has message %d twice or out of order", ch.wire.ID, m.MessageID)
		}
		ch.messages[m.MessageID] = m
		ch.order = append(ch.order, m.MessageID)
		ch.journal = append(ch.journal, entry{seq: m.touched, m: m})
		l.seq = max(l.seq, m.touched)
	}
	slices.Sort(ch.order)
	slices.SortStableFunc(ch.journal, func(a, b entry) int { return cmp.Compare(a.seq, b.seq) })
	return nil
}
