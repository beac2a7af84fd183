package emulator

import (
	"cmp"
	"slices"
	"sort"
)

// Sight is a message as its person's program shows it: what bots see, with what
// only people see. Its JSON is the message's with four more members.
type Sight struct {
	Message
	// Own says that the person sent it, behind whatever mask.
	Own bool `json:"own"`
	// Reactions are what was put on it, the most frequent first.
	Reactions []Tally `json:"reactions"`
	// Voted are the options of its poll that the person chose; nil for none.
	Voted []int `json:"voted"`
	// Comments lead from a channel's post to its thread; nil where there is none.
	Comments *Comments `json:"comments"`
	// Deleted says that it is gone: nothing but its id counts.
	Deleted bool `json:"-"`
}

// Tally is how often an emoji was put on a message.
type Tally struct {
	Emoji string `json:"emoji"`
	Count int    `json:"count"`
	Mine  bool   `json:"mine"`
}

// Comments are what was written under a channel's post: how much, and the
// thread's root in the discussion group.
type Comments struct {
	Count  int   `json:"count"`
	Thread int   `json:"thread"`
	Chat   int64 `json:"chat"`
}

// View is a chat as its person's program shows it, apart from the messages.
type View struct {
	Chat Chat
	// Linked is the discussion group of a channel, the channel of a group; 0 for none.
	Linked int64
	// MovedTo is the supergroup that a small group has become; 0 for none.
	MovedTo int64
	// Status is the membership as getChatMember words it; "" for somebody whom
	// the chat never knew. Private chats have none.
	Status string
	// Joined says that the person is inside; private chats always are.
	Joined bool
	// Administers says that they administer the group or channel, Hidden that
	// what they write there stands under its name.
	Administers, Hidden bool
	// CanWrite says that a text would be taken now.
	CanWrite bool
	// Started and Blocked are about the bot of a private chat.
	Started, Blocked bool
	// Unread counts what others wrote since Seat.Read or since the person wrote.
	Unread int
	// Pinned is the newest pinned message; 0 for none.
	Pinned int
	// Keyboard is what stands in for the letters; nil for none.
	Keyboard [][]string
	// Hint is what the keyboard's message asks to be typed.
	Hint string
}

// Changed is closed at the next change on the server, however small. Who asks
// for it before looking misses nothing.
func (s *Server) Changed() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.watch()
}

// View is the chat as it is for this person now.
func (p *Seat) View() View {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	ch := p.chat
	v := View{Chat: ch.wire, MovedTo: ch.movedTo, CanWrite: p.maySpeak() == nil, Unread: p.unread()}
	if ch.linked != nil {
		v.Linked = ch.linked.wire.ID
	}
	if n := len(ch.pinned); n > 0 && ch.message(int64(ch.pinned[n-1])) != nil {
		v.Pinned = ch.pinned[n-1]
	}
	if m := ch.keyboardFor(p.who); m != nil {
		v.Hint = m.keyboard.Placeholder
		for _, row := range m.keyboard.Keyboard {
			v.Keyboard = append(v.Keyboard, labels(row))
		}
	}
	if ch.wire.Type == typePrivate {
		v.Joined, v.Started, v.Blocked = true, ch.started, ch.blocked
		return v
	}
	if m := p.srv.memberNow(ch, p.who.ID); m != nil {
		v.Status, v.Joined = m.status, m.present()
		v.Administers, v.Hidden = m.administers(), m.administers() && m.rights.Anonymous
	}
	return v
}

func labels(row []KeyboardButton) []string {
	out := make([]string, len(row))
	for i, b := range row {
		out[i] = b.Text
	}
	return out
}

// Read notes that the person has seen everything up to a message.
func (p *Seat) Read(messageID int) {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	p.read(min(messageID, *p.chat.last))
}

func (p *Seat) read(upTo int) {
	if upTo > p.chat.read[p.who.ID] {
		p.chat.read[p.who.ID] = upTo
		p.srv.touch()
	}
}

// unread counts what others wrote since the person last read.
func (p *Seat) unread() int {
	n := 0
	for _, id := range slices.Backward(p.chat.order) {
		if id <= p.chat.read[p.who.ID] {
			break
		}
		if m := p.chat.message(int64(id)); m != nil && m.author != p.who.ID {
			n++
		}
	}
	return n
}

// Sights are up to limit of the newest messages, oldest first, with the count
// of changes from which Since goes on.
func (p *Seat) Sights(limit int) ([]Sight, int64) {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	p.srv.closeDue()
	var out []Sight
	for _, id := range slices.Backward(p.chat.order) {
		if len(out) >= limit {
			break
		}
		if m := p.chat.message(int64(id)); m != nil {
			out = append(out, p.sight(m))
		}
	}
	slices.Reverse(out)
	return out, p.srv.seq
}

// Since are the messages that are new, were changed or were deleted after a
// count of changes, by their ids, and the count to go on from.
func (p *Seat) Since(seq int64) ([]Sight, int64) {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	p.srv.closeDue()
	touched := map[int]*message{}
	for _, journal := range [][]entry{p.chat.journal, p.chat.notes} {
		first := sort.Search(len(journal), func(i int) bool { return journal[i].seq > seq })
		for _, e := range journal[first:] {
			touched[e.m.MessageID] = e.m
		}
	}
	out := make([]Sight, 0, len(touched))
	for _, m := range touched {
		out = append(out, p.sight(m))
	}
	slices.SortFunc(out, func(a, b Sight) int { return cmp.Compare(a.MessageID, b.MessageID) })
	return out, p.srv.seq
}

// sight is a message as the person sees it. The caller holds mu.
func (p *Seat) sight(m *message) Sight {
	v := Sight{Message: m.view(), Own: m.author == p.who.ID, Deleted: m.deleted, Reactions: m.tallies(p.who.ID)}
	if m.poll != nil {
		v.Voted = slices.Clone(m.poll.votes[p.who.ID])
	}
	if root := p.chat.forwarded[m.MessageID]; root != 0 && p.chat.linked != nil {
		v.Comments = &Comments{Count: p.chat.linked.threads[root], Thread: root, Chat: p.chat.linked.wire.ID}
	}
	return v
}

// tallies counts the reactions on a message, the most frequent first.
func (m *message) tallies(viewer int64) []Tally {
	out := []Tally{}
	for who, reactions := range m.react {
		for _, r := range reactions {
			i := slices.IndexFunc(out, func(t Tally) bool { return t.Emoji == r.Emoji })
			if i < 0 {
				i = len(out)
				out = append(out, Tally{Emoji: r.Emoji})
			}
			out[i].Count++
			out[i].Mine = out[i].Mine || who == viewer
		}
	}
	slices.SortFunc(out, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Emoji, b.Emoji))
	})
	return out
}

// keyboardFor is the message whose keyboard a person sees now; nil for none.
// The newest message that brought or removed one decides; a selective one
// counts for whom it answers. Source: Bot API reference, ReplyKeyboardMarkup.
func (ch *chat) keyboardFor(who *person) *message {
	used := map[string]bool{} // what the person wrote since
	for _, id := range slices.Backward(ch.order) {
		m := ch.message(int64(id))
		if m == nil {
			continue
		}
		if m.author == who.ID {
			used[m.Text] = true
		}
		k := m.keyboard
		if k == nil || k.Keyboard == nil && !k.RemoveKeyboard || k.Selective && !m.answers(who) {
			continue
		}
		if k.RemoveKeyboard || k.OneTime && slices.ContainsFunc(k.Keyboard, func(row []KeyboardButton) bool {
			return slices.ContainsFunc(row, func(b KeyboardButton) bool { return used[b.Text] })
		}) {
			return nil
		}
		return m
	}
	return nil
}

// answers says whether a message is meant for somebody: as a reply to them, by
// their name, or because the chat is theirs.
func (m *message) answers(who *person) bool {
	if m.Chat.Type == typePrivate {
		return true
	}
	if r := m.ReplyToMessage; r != nil && r.From != nil && r.From.ID == who.ID {
		return true
	}
	return slices.ContainsFunc(m.Entities, func(e MessageEntity) bool {
		switch e.Type {
		case "mention":
			return who.Username != "" && fold(slice16(m.Text, e.Offset, e.Length)) == fold(who.Username)
		case "text_mention":
			return e.User != nil && e.User.ID == who.ID
		}
		return false
	})
}

// comment counts a message in or out of its thread and notes on the channel's
// post that its comments changed.
func (s *Server) comment(group *chat, m *message, by int) {
	if m.MessageThreadID == 0 {
		return
	}
	group.threads[m.MessageThreadID] += by
	root := group.messages[m.MessageThreadID]
	if root == nil || !root.IsAutomaticForward || group.linked == nil {
		return
	}
	if post := group.linked.messages[root.ForwardFromMessage]; post != nil {
		s.note(group.linked, post)
	}
}

// note is mark for what people see and bots do not: it is no news in a script.
func (s *Server) note(ch *chat, m *message) {
	ch.notes = append(ch.notes, entry{seq: s.touch(), m: m})
}

// Message is a message of the chat that still exists.
func (p *Seat) Message(id int) (Message, bool) {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	m := p.chat.message(int64(id))
	if m == nil {
		return Message{}, false
	}
	return m.view(), true
}
