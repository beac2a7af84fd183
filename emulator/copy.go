package emulator

// source is the message that is to be forwarded or copied.
func (c *call) source(missing refusal) (*message, error) {
	if !c.has("from_chat_id") {
		return nil, paramRequired.err("from_chat_id")
	}
	from, err := c.target("from_chat_id")
	if err != nil {
		return nil, err
	}
	if err := c.inside(from); err != nil {
		return nil, err
	}
	m := from.message(c.num("message_id"))
	if m == nil {
		return nil, missing.err()
	}
	return m, nil
}

func forwardMessage(s *Server, c *call) (any, error) {
	from, err := c.source(forwardNotFound)
	if err != nil {
		return nil, err
	}
	if from.service() || from.HasProtectedContent {
		return nil, cannotForward.err()
	}
	return c.send(s.forwardOf(from), nil)
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
		Photo: m.Photo, Document: m.Document, Sticker: m.Sticker, Voice: m.Voice,
		Caption: m.Caption, CaptionEntities: m.CaptionEntities,
	}
}

func copyMessage(s *Server, c *call) (any, error) {
	from, err := c.source(copyNotFound)
	if err != nil {
		return nil, err
	}
	if from.service() || from.HasProtectedContent || from.poll != nil && from.poll.Type == "quiz" {
		return nil, cannotCopy.err()
	}
	m := &message{Message: from.content()}
	if _, replaced := c.params["caption"]; replaced && m.Text == "" {
		if m.Caption, m.CaptionEntities, err = c.caption(); err != nil {
			return nil, err
		}
	}
	if from.poll != nil {
		m.poll = s.freshPoll(from.poll, c.bot)
	}
	sent, err := c.send(m, nil)
	if err != nil {
		return nil, err
	}
	return map[string]int{"message_id": sent.(*Message).MessageID}, nil
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
