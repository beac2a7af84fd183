package emulator

import (
	"encoding/json"
	"strings"
)

// Sizes of texts in UTF-16 units. Source: Bot API reference, sendMessage and
// sendPhoto.
const (
	longestText    = 4096
	longestCaption = 1024
)

func sendMessage(_ *Server, c *call) (any, error) {
	m := &message{}
	var err error
	if m.Text, m.Entities, err = c.text(); err != nil {
		return nil, err
	}
	if m.LinkPreviewOptions, err = c.preview(); err != nil {
		return nil, err
	}
	return c.send(m, nil)
}

// text is the text of a message, checked.
func (c *call) text() (string, []MessageEntity, error) {
	if !c.has("text") {
		return "", nil, textEmpty.err()
	}
	text, marks, err := c.formatted(c.str("text"), c.str("parse_mode"), c.str("entities"))
	switch {
	case err != nil:
		return "", nil, err
	case text == "":
		return "", nil, textBlank.err()
	case units(text) > longestText:
		return "", nil, textTooLong.err()
	}
	return text, marks, nil
}

// caption is the caption of a message, checked; it may be empty.
func (c *call) caption() (string, []MessageEntity, error) {
	return c.captionOf(c.str("caption"), c.str("parse_mode"), c.str("caption_entities"))
}

func (c *call) captionOf(raw, mode, entities string) (string, []MessageEntity, error) {
	text, marks, err := c.formatted(raw, mode, entities)
	if err == nil && units(text) > longestCaption {
		err = captionTooLong.err()
	}
	return text, marks, err
}

// preview reads link_preview_options, or the parameter that it replaced.
func (c *call) preview() (*LinkPreview, error) {
	if c.flag("disable_web_page_preview") {
		return &LinkPreview{IsDisabled: true}, nil
	}
	if !c.has("link_preview_options") {
		return nil, nil //nolint:nilnil // no options is a value here
	}
	var p LinkPreview
	if err := json.Unmarshal([]byte(c.str("link_preview_options")), &p); err != nil {
		return nil, previewUnreadable.err()
	}
	return &p, nil
}

// send finishes a bot's message; fits, unless it is nil, may refuse it for this
// chat.
func (c *call) send(m *message, fits func(*chat) error) (any, error) {
	ch, markup, err := c.ready([]*message{m}, fits)
	if err != nil {
		return nil, err
	}
	return c.launch(ch, m, markup), nil
}

// ready is everything that could refuse messages, before any of them has an
// effect: reply, keyboard, chat, limits, in the order in which Telegram looks at
// them. Several messages count as one against the limits.
func (c *call) ready(all []*message, fits func(*chat) error) (*chat, *replyMarkup, error) {
	asked, err := c.replyParameters()
	if err != nil {
		return nil, nil, err
	}
	markup, err := c.markup()
	if err != nil {
		return nil, nil, err
	}
	ch, err := c.writable()
	if err != nil {
		return nil, nil, err
	}
	if c.has("message_thread_id") { // no chat here has topics, and Telegram ignores it there
		c.misuse("message_thread_id", "means nothing in chats without topics")
	}
	for _, m := range all {
		if err := c.reply(ch, m, asked); err != nil {
			return nil, nil, err
		}
	}
	if err := markup.fits(ch); err != nil {
		return nil, nil, err
	}
	if fits != nil {
		if err := fits(ch); err != nil {
			return nil, nil, err
		}
	}
	return ch, markup, c.allowed(ch)
}

// signAs says whom a message is from: in a channel from the channel, elsewhere
// from the bot.
func (c *call) signAs(ch *chat, m *message) {
	if ch.wire.Type == typeChannel {
		sender := ch.wire
		m.SenderChat = &sender
		return
	}
	u := c.bot.user
	m.From = &u
}

// launch is the effect of a send.
func (c *call) launch(ch *chat, m *message, markup *replyMarkup) *Message {
	m.author = c.bot.user.ID
	c.signAs(ch, m)
	m.ReplyMarkup = markup.inline()
	if markup != nil && m.ReplyMarkup == nil {
		m.keyboard = markup
	}
	m.HasProtectedContent = c.flag("protect_content")
	ch.lastBot = m.author
	c.srv.post(ch, m)
	c.record.Message = m.MessageID
	c.forwardPost(ch, m)
	sent := m.view()
	return &sent
}

// replyParameters is what reply_parameters may hold.
type replyParameters struct {
	MessageID                int64           `json:"message_id"`
	ChatID                   json.RawMessage `json:"chat_id"`
	AllowSendingWithoutReply bool            `json:"allow_sending_without_reply"`
	Quote                    string          `json:"quote"`
}

// replyParameters reads which message is to be answered.
func (c *call) replyParameters() (replyParameters, error) {
	p := replyParameters{MessageID: c.num("reply_to_message_id"), AllowSendingWithoutReply: c.flag("allow_sending_without_reply")}
	if c.has("reply_parameters") {
		if err := json.Unmarshal([]byte(c.str("reply_parameters")), &p); err != nil {
			return p, replyUnreadable.err()
		}
	}
	return p, nil
}

// reply ties a message to the one that it answers.
func (c *call) reply(ch *chat, m *message, p replyParameters) error {
	if p.MessageID <= 0 {
		return nil
	}
	in := ch
	if id := strings.Trim(string(p.ChatID), `"`); id != "" && id != "null" {
		in = c.lookUp(id)
		c.record.Chat = ch.wire.ID
	}
	if in != ch || ch.message(p.MessageID) == nil {
		if p.AllowSendingWithoutReply {
			return nil
		}
		return replyNotFound.err()
	}
	parent := ch.message(p.MessageID)
	if p.Quote != "" {
		at := strings.Index(parent.Text+parent.Caption, p.Quote)
		if at < 0 {
			return quoteInvalid.err()
		}
		m.Quote = &TextQuote{Text: p.Quote, Position: units((parent.Text + parent.Caption)[:at]), IsManual: true}
	}
	ch.tie(m, parent)
	return nil
}

// tie makes m an answer to parent: the parent is shown without its own parent,
// and in a supergroup both belong to the thread of the parent's root.
func (ch *chat) tie(m, parent *message) {
	shown := parent.view()
	shown.ReplyToMessage = nil
	m.ReplyToMessage = &shown
	if ch.wire.Type != typeSupergroup {
		return
	}
	m.MessageThreadID = parent.MessageThreadID
	if m.MessageThreadID == 0 {
		m.MessageThreadID = parent.MessageID
	}
}

// view is the message as a bot sees it now.
func (m *message) view() Message {
	v := m.Message
	if m.poll != nil {
		v.Poll = m.poll.inMessage()
	}
	return v
}

// post gives a message its id and date, stores it and tells the bots in the
// chat. The caller holds mu.
func (s *Server) post(ch *chat, m *message) {
	*ch.last++
	m.MessageID, m.Date, m.Chat = *ch.last, s.unix(), ch.wire
	ch.messages[m.MessageID] = m
	ch.order = append(ch.order, m.MessageID)
	if m.poll != nil {
		m.poll.shown = append(m.poll.shown, shownPoll{ch, m})
	}
	s.mark(ch, m)
	s.comment(ch, m, 1)
	s.prune(ch)
	s.deliver(ch, m, false)
}

// mark notes in the chat's journal that a message is new or has changed.
func (s *Server) mark(ch *chat, m *message) {
	m.touched = s.touch()
	ch.journal = append(ch.journal, entry{seq: m.touched, m: m})
}

// prune forgets the oldest messages beyond what is to be kept, a good many at a
// time.
func (s *Server) prune(ch *chat) {
	keep := s.opts.KeepMessages
	if keep <= 0 || len(ch.order) < 2*keep {
		return
	}
	old := len(ch.order) - keep
	for _, id := range ch.order[:old] {
		delete(ch.messages, id)
	}
	ch.order = append([]int(nil), ch.order[old:]...)
	if n := len(ch.journal) - 2*keep; n > 0 {
		ch.journal = append([]entry(nil), ch.journal[n:]...)
	}
	if n := len(ch.notes) - 2*keep; n > 0 {
		ch.notes = append([]entry(nil), ch.notes[n:]...)
	}
}
