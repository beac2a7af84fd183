package emulator

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// payloadPattern is what a deep link may carry. Source: core.telegram.org/bots/features#deep-linking.
var payloadPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{0,64}$`)

// Seat is a person in one chat: what they do there goes through here. Its
// methods return an error for what Telegram's own programs would not let a
// person do.
type Seat struct {
	srv  *Server
	who  *person
	chat *chat
}

// Private is a person's private chat with a bot.
func (s *Server) Private(u User, b Bot) *Seat {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.world.users[u.ID]
	return &Seat{srv: s, who: p, chat: s.private(s.world.botsByID[b.ID], p)}
}

// In is a person in a group or channel, whether they belong to it or not.
func (s *Server) In(u User, c Chat) *Seat {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &Seat{srv: s, who: s.world.users[u.ID], chat: s.world.chats[c.ID]}
}

// Chat is the chat of the seat.
func (p *Seat) Chat() Chat {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	return p.chat.wire
}

// Draft is what a person is about to send.
type Draft struct {
	Text string
	// Entities are marks that the person made; commands, links and mentions are
	// found without them.
	Entities []MessageEntity
	// ReplyTo is the message that is answered.
	ReplyTo int
	// Photo, Document: a file with the text as its caption.
	Photo, Document *FileDraft
	// Sticker is a sticker's emoji, Voice a voice note's length in seconds.
	Sticker string
	Voice   int
	// As makes the person speak as a channel of theirs.
	As *Chat
}

// FileDraft is a file that a person sends.
type FileDraft struct {
	Name string
	MIME string
	Data []byte
}

// Say sends a text.
func (p *Seat) Say(text string) (Message, error) { return p.Send(Draft{Text: text}) }

// Send sends a draft.
func (p *Seat) Send(d Draft) (Message, error) {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	if err := p.maySpeak(); err != nil {
		return Message{}, err
	}
	m := &message{author: p.who.ID}
	if err := p.fill(m, d); err != nil {
		return Message{}, err
	}
	if d.ReplyTo != 0 {
		parent := p.chat.message(int64(d.ReplyTo))
		if parent == nil {
			return Message{}, errNoMessage
		}
		p.chat.tie(m, parent)
	}
	p.sign(m, d.As)
	p.open()
	p.srv.post(p.chat, m)
	p.read(m.MessageID)
	if p.chat.wire.Type == typeChannel {
		p.srv.forwardIntoGroup(p.chat, m)
	}
	return m.view(), nil
}

// open notes that the person has written to the bot, which may answer from now on.
func (p *Seat) open() {
	if p.chat.wire.Type == typePrivate {
		p.chat.started = true
		p.chat.bot.met[p.who.ID] = true
	}
}

// Known lets the bot write here, as if the person had started it long ago: no update tells of it.
func (p *Seat) Known() {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	p.open()
}

// maySpeak is nil when the person may write here.
func (p *Seat) maySpeak() error {
	if p.who.IsBot {
		return errBot
	}
	if p.chat.wire.Type == typePrivate {
		if p.chat.blocked {
			return errBlocked
		}
		return nil
	}
	m := p.srv.memberNow(p.chat, p.who.ID)
	switch {
	case m.administers():
		return nil
	case p.chat.movedTo != 0, p.chat.wire.Type == typeChannel:
		return errMuted
	case m != nil && m.status == statusBanned:
		return errNotInside
	case m.present() && m.status == statusRestricted && !m.permissions.CanSendMessages, !p.chat.permissions.CanSendMessages:
		return errMuted
	case !m.present() && p.chat.linked == nil:
		return errNotInside
	}
	return nil // comments are open to everybody in a discussion group
}

// fill puts the draft's content into the message.
func (p *Seat) fill(m *message, d Draft) error {
	text, marks := trimText(cleaned(strings.ToValidUTF8(d.Text, "\uFFFD")), d.Entities)
	marks = findEntities(text, marks)
	switch {
	case d.Photo != nil:
		f, err := p.srv.keep(upload{name: d.Photo.Name, mime: d.Photo.MIME, data: d.Photo.Data}, folderPhotos)
		if err != nil {
			return err
		}
		m.Photo = f.photo()
	case d.Document != nil:
		f, err := p.srv.keep(upload{name: d.Document.Name, mime: d.Document.MIME, data: d.Document.Data}, folderDocuments)
		if err != nil {
			return err
		}
		m.Document = f.document()
	case d.Sticker != "":
		m.Sticker = p.srv.sticker(d.Sticker)
		return nil
	case d.Voice != 0:
		m.Voice = p.srv.voice(d.Voice)
	default:
		if text == "" {
			return errEmpty
		}
		if units(text) > longestText {
			return errTooLong
		}
		m.Text, m.Entities = text, marks
		return nil
	}
	if units(text) > longestCaption {
		return errTooLong
	}
	m.Caption, m.CaptionEntities = text, marks
	return nil
}

// sign says whom the message is from: the person, the group they hide behind,
// or a channel of theirs.
// Source: Bot API reference, Message.from and Message.sender_chat.
func (p *Seat) sign(m *message, as *Chat) {
	w := &p.srv.world
	u := p.who.User
	mine := p.chat.members[p.who.ID]
	switch {
	case p.chat.wire.Type == typeChannel:
		sender := p.chat.wire
		m.SenderChat = &sender
		return
	case as != nil:
		sender := w.chats[as.ID].wire
		u, m.SenderChat = w.users[ChannelBotID].User, &sender
	case mine.administers() && mine.rights.Anonymous:
		sender := p.chat.wire
		u, m.SenderChat, m.AuthorSignature = w.users[GroupAnonymousID].User, &sender, mine.rights.Title
	}
	m.From = &u
}

// Press presses a button of a message: the bot gets its callback query. The
// query's id is returned.
func (p *Seat) Press(messageID int, data string) (string, error) {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	m := p.chat.messages[messageID]
	if m == nil {
		return "", errNoMessage
	}
	s, b := p.srv, p.srv.world.botsByID[m.author]
	if b == nil {
		b = p.chat.bot
	}
	if b == nil {
		return "", fmt.Errorf("message %d is no bot's: %w", messageID, errNotYours)
	}
	q := CallbackQuery{ID: s.ask(b, p.who).id, From: p.who.User, ChatInstance: chatInstance(p.chat), Data: data}
	if m.deleted {
		q.Message = inaccessibleMessage{Chat: p.chat.wire, MessageID: m.MessageID}
	} else {
		q.Message = m.view()
	}
	b.met[p.who.ID] = true
	b.queue.push("callback_query", q, s.now())
	s.touch()
	return q.ID, nil
}

// chatInstance is the same for all presses in a chat and tells nothing else.
func chatInstance(ch *chat) string {
	return strconv.FormatInt(-3_700_000_000_000_000_000+ch.wire.ID, 10)
}

// Edit changes a text or a caption that the person sent.
func (p *Seat) Edit(messageID int, text string) (Message, error) {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	m := p.chat.message(int64(messageID))
	if m == nil {
		return Message{}, errNoMessage
	}
	if m.author != p.who.ID {
		return Message{}, errNotYours
	}
	text, marks := trimText(cleaned(text), nil)
	longest := longestCaption
	if m.Text != "" {
		longest = longestText
	}
	switch {
	case text == "":
		return Message{}, errEmpty
	case units(text) > longest:
		return Message{}, errTooLong
	}
	if m.Text != "" {
		m.Text, m.Entities = text, findEntities(text, marks)
	} else {
		m.Caption, m.CaptionEntities = text, findEntities(text, marks)
	}
	m.EditDate = p.srv.unix()
	p.srv.mark(p.chat, m)
	p.srv.deliver(p.chat, m, true)
	p.srv.mirror(p.chat, m)
	return m.view(), nil
}

// Delete takes a message away. No bot is told.
func (p *Seat) Delete(messageID int) error {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	m := p.chat.message(int64(messageID))
	if m == nil {
		return errNoMessage
	}
	mine := p.chat.members[p.who.ID]
	if m.author != p.who.ID && p.chat.wire.Type != typePrivate && !mine.administers() {
		return errNotYours
	}
	p.srv.erase(p.chat, m)
	return nil
}

// Vote chooses options of a poll; none takes the vote back.
func (p *Seat) Vote(messageID int, options ...int) error {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	m := p.chat.message(int64(messageID))
	if m == nil || m.poll == nil {
		return errNoMessage
	}
	return p.srv.vote(m.poll, p.who, options)
}

// Messages are the chat's messages that still exist, oldest first, as far as
// they are kept.
func (p *Seat) Messages() []Message {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	var out []Message
	for _, id := range p.chat.order {
		if m := p.chat.message(int64(id)); m != nil {
			out = append(out, m.view())
		}
	}
	return out
}
