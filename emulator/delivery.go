package emulator

import "strings"

// deliver queues a new or edited message for every bot in the chat that may see
// it. Bots never see what bots send, their own messages included; a channel's
// posts are the channel's, so other bots there do see them.
// Source: Bot API FAQ, "What messages will my bot get?" and "Why doesn't my bot
// see messages from other bots?".
func (s *Server) deliver(ch *chat, m *message, edited bool) {
	var shown *Message
	for _, b := range ch.botsIn() {
		if m.author == b.user.ID || !s.sees(b, ch, m) {
			continue
		}
		if shown == nil {
			v := m.view()
			shown = &v
		}
		if m.From != nil {
			b.met[m.From.ID] = true
		}
		b.queue.push(messageKind(ch, edited), shown, s.now())
	}
}

func messageKind(ch *chat, edited bool) string {
	kind := "message"
	if ch.wire.Type == typeChannel {
		kind = "channel_post"
	}
	if edited {
		kind = "edited_" + kind
	}
	return kind
}

// sees says whether a bot is shown a message.
func (s *Server) sees(b *bot, ch *chat, m *message) bool {
	if ch.wire.Type == typePrivate {
		return true
	}
	mine := ch.members[b.user.ID]
	if !mine.present() {
		return false
	}
	if ch.wire.Type == typeChannel {
		return mine.administers()
	}
	if s.world.botsByID[m.author] != nil && m.SenderChat == nil {
		return false
	}
	return mine.administers() || b.readsAll || m.service() || addressed(b, ch, m)
}

// service says whether a message only tells what happened in the chat; those
// reach every bot. Source: core.telegram.org/bots/features#privacy-mode.
func (m *message) service() bool {
	return len(m.NewChatMembers) > 0 || m.LeftChatMember != nil || m.NewChatTitle != "" ||
		m.MigrateToChatID != 0 || m.MigrateFromChatID != 0 || m.PinnedMessage != nil
}

// addressed says whether a bot in privacy mode is meant: by a command for it, by
// one for nobody in particular unless another bot spoke last, by a reply to it,
// or by its name. Source: core.telegram.org/bots/features#privacy-mode.
func addressed(b *bot, ch *chat, m *message) bool {
	if r := m.ReplyToMessage; r != nil && r.From != nil && r.From.ID == b.user.ID {
		return true
	}
	text, marks := m.Text, m.Entities
	if text == "" {
		text, marks = m.Caption, m.CaptionEntities
	}
	me := fold(b.user.Username)
	for _, e := range marks {
		part := slice16(text, e.Offset, e.Length)
		switch e.Type {
		case "bot_command":
			_, whose, named := strings.Cut(part, "@")
			if !named && e.Offset == 0 && (ch.lastBot == 0 || ch.lastBot == b.user.ID) || named && fold(whose) == me {
				return true
			}
		case "mention":
			if fold(part) == me {
				return true
			}
		}
	}
	return false
}

// slice16 is the part of a text that an entity marks.
func slice16(text string, offset, length int) string {
	start, end, at := -1, len(text), 0
	for i, r := range text {
		if at == offset && start < 0 {
			start = i
		}
		if at >= offset+length {
			end = i
			break
		}
		at += units(string(r))
	}
	if start < 0 {
		return ""
	}
	return text[start:end]
}
