package emulator

import (
	"cmp"
	"slices"
)

// from is the chat that messages are to be forwarded or copied from.
func (c *call) from() (*chat, error) {
	if !c.has("from_chat_id") {
		return nil, paramRequired.err("from_chat_id")
	}
	ch, err := c.target("from_chat_id")
	if err != nil {
		return nil, err
	}
	return ch, c.inside(ch)
}

// source is the message that is to be forwarded or copied.
func (c *call) source(missing refusal) (*message, error) {
	from, err := c.from()
	if err != nil {
		return nil, err
	}
	m := from.message(c.num("message_id"))
	if m == nil {
		return nil, missing.err()
	}
	return m, nil
}

// forwardable says whether a message may be forwarded, copyable whether it may
// be copied.
func (m *message) forwardable() bool { return !m.service() && !m.HasProtectedContent }

func (m *message) copyable() bool {
	return m.forwardable() && (m.poll == nil || m.poll.Type != "quiz")
}

func forwardMessage(s *Server, c *call) (any, error) {
	from, err := c.source(forwardNotFound)
	if err != nil {
		return nil, err
	}
	if !from.forwardable() {
		return nil, cannotForward.err()
	}
	return c.send(s.forwardOf(from), nil)
}

func forwardMessages(s *Server, c *call) (any, error) {
	return c.sendOn(forwardNotFound, (*message).forwardable, s.forwardOf)
}

func copyMessages(s *Server, c *call) (any, error) {
	return c.sendOn(copyNotFound, (*message).copyable, func(from *message) *message {
		m := s.copyOf(from, c.bot)
		if c.flag("remove_caption") {
			m.Caption, m.CaptionEntities = "", nil
		}
		return m
	})
}

// sendOn sends several messages on and keeps albums together. What is not there
// or may not be sent on is passed over, as the reference says.
func (c *call) sendOn(none refusal, may func(*message) bool, made func(*message) *message) (any, error) {
	ids, err := c.messageIDs()
	if err != nil {
		return nil, err
	}
	if !slices.IsSortedFunc(ids, func(a, b int64) int { return cmp.Or(cmp.Compare(a, b), -1) }) {
		return nil, messageIDsOrder.err()
	}
	from, err := c.from()
	if err != nil {
		return nil, err
	}
	var all []*message
	albums := map[string]string{}
	for _, id := range ids {
		m := from.message(id)
		if m == nil || !may(m) {
			continue
		}
		sent := made(m)
		if m.MediaGroupID != "" {
			if albums[m.MediaGroupID] == "" {
				albums[m.MediaGroupID] = c.srv.numberAlbum()
			}
			sent.MediaGroupID = albums[m.MediaGroupID]
		}
		all = append(all, sent)
	}
	if len(all) == 0 {
		return nil, none.err()
	}
	ch, _, err := c.ready(all, nil)
	if err != nil {
		return nil, err
	}
	sent := make([]messageID, len(all))
	for i, m := range all {
		sent[i].MessageID = c.launch(ch, m, nil).MessageID
	}
	return sent, nil
}

// forwardOf begins a message that is a forward of another: its content, with
// where it comes from, without its keyboard and its thread.
func (s *Server) forwardOf(from *message) *message {
	m := &message{Message: from.content(), poll: from.poll}
	m.Poll = nil
	m.ForwardDate = from.Date
	switch {
	case from.ForwardOrigin != nil:
		m.ForwardOrigin, m.ForwardFrom, m.ForwardDate = from.ForwardOrigin, from.ForwardFrom, from.ForwardDate
		m.ForwardFromChat, m.ForwardFromMessage = from.ForwardFromChat, from.ForwardFromMessage
	case from.SenderChat != nil && from.SenderChat.Type == typeChannel:
		m.ForwardOrigin = &MessageOrigin{Type: "channel", Date: from.Date, Chat: from.SenderChat, MessageID: from.MessageID}
		m.ForwardFromChat, m.ForwardFromMessage = from.SenderChat, from.MessageID
	case from.SenderChat != nil:
		m.ForwardOrigin = &MessageOrigin{Type: "chat", Date: from.Date, SenderChat: from.SenderChat}
		m.ForwardFromChat = from.SenderChat
	default:
		u := *from.From
		m.ForwardOrigin = &MessageOrigin{Type: "user", Date: from.Date, SenderUser: &u}
		m.ForwardFrom = &u
	}
	return m
}

// content is what a message says, without who said it, when and where.
func (m *message) content() Message {
	return Message{
		Text: m.Text, Entities: m.Entities, LinkPreviewOptions: m.LinkPreviewOptions,
		Photo: m.Photo, Document: m.Document, Media: m.Media,
		Caption: m.Caption, CaptionEntities: m.CaptionEntities,
	}
}

func copyMessage(s *Server, c *call) (any, error) {
	from, err := c.source(copyNotFound)
	if err != nil {
		return nil, err
	}
	if !from.copyable() {
		return nil, cannotCopy.err()
	}
	m := s.copyOf(from, c.bot)
	if _, replaced := c.params["caption"]; replaced && m.Text == "" {
		if m.Caption, m.CaptionEntities, err = c.caption(); err != nil {
			return nil, err
		}
	}
	sent, err := c.send(m, nil)
	if err != nil {
		return nil, err
	}
	return messageID{sent.(*Message).MessageID}, nil
}

// copyOf begins a message with the content of another.
func (s *Server) copyOf(from *message, b *bot) *message {
	m := &message{Message: from.content()}
	if from.poll != nil {
		m.poll = s.freshPoll(from.poll, b)
	}
	return m
}

// freshPoll is a new poll with the question and options of another one, open
// and without votes: that is what a copy of a poll is.
func (s *Server) freshPoll(of *poll, b *bot) *poll {
	p := &poll{Poll: *of.inMessage(), bot: b, votes: map[int64][]int{}}
	p.TotalVoterCount, p.IsClosed, p.OpenPeriod, p.CloseDate = 0, false, 0, 0
	for i := range p.Options {
		p.Options[i].VoterCount = 0
	}
	s.numberPoll(p)
	return p
}

// Forward sends a message that the person can see on into this chat.
func (p *Seat) Forward(from Chat, messageID int) (Message, error) {
	p.srv.mu.Lock()
	defer p.srv.mu.Unlock()
	source := p.srv.world.chats[from.ID]
	if from.Type == typePrivate {
		source = p.chat
	}
	m := (*message)(nil)
	if source != nil {
		m = source.message(int64(messageID))
	}
	switch {
	case m == nil:
		return Message{}, errNoMessage
	case m.HasProtectedContent || m.service():
		return Message{}, errNotForwardable
	}
	if err := p.maySpeak(); err != nil {
		return Message{}, err
	}
	forward := p.srv.forwardOf(m)
	forward.author = p.who.ID
	p.sign(forward, nil)
	p.open()
	p.srv.post(p.chat, forward)
	return forward.view(), nil
}
