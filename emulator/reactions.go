package emulator

import (
	"slices"
	"strings"
)

// reactionEmoji are the emoji that may be put on a message.
// Source: Bot API reference, ReactionTypeEmoji.
const reactionEmoji = "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 " +
	"🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"

func setMessageReaction(s *Server, c *call) (any, error) {
	reaction := []ReactionType{}
	if c.has("reaction") {
		if err := unmarshal(c.str("reaction"), &reaction); err != nil {
			return nil, reactionUnreadable.err()
		}
	}
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, err
	}
	if err := c.inside(ch); err != nil {
		return nil, err
	}
	m := ch.message(c.num("message_id"))
	if m == nil || m.service() {
		return nil, reactNotFound.err()
	}
	if len(reaction) > 1 { // bots put one at most; reference, setMessageReaction
		return nil, reactionsTooMany.err()
	}
	if slices.ContainsFunc(reaction, func(r ReactionType) bool { return !r.known() }) {
		return nil, reactionInvalid.err()
	}
	s.react(ch, m, c.bot.user.ID, reaction)
	return true, nil
}

func (r ReactionType) known() bool {
	return r.Type == "emoji" && slices.Contains(strings.Fields(reactionEmoji), r.Emoji)
}

// react replaces somebody's reactions on a message and returns the earlier ones.
func (s *Server) react(ch *chat, m *message, who int64, reaction []ReactionType) []ReactionType {
	before := m.react[who]
	if m.react == nil {
		m.react = map[int64][]ReactionType{}
	}
	m.react[who] = reaction
	s.mark(ch, m)
	return append([]ReactionType{}, before...)
}

// React puts emoji on a message in place of the person's earlier ones; none
// takes them away. Bots that administer the chat learn of it when they asked
// for message_reaction.
func (p *Seat) React(messageID int, emoji ...string) error {
	s := p.srv
	s.mu.Lock()
	defer s.mu.Unlock()
	m := p.chat.message(int64(messageID))
	if m == nil {
		return errNoMessage
	}
	now := []ReactionType{}
	for _, e := range emoji {
		now = append(now, ReactionType{Type: "emoji", Emoji: e})
	}
	before := s.react(p.chat, m, p.who.ID, now)
	u := p.who.User
	for _, b := range p.chat.botsIn() {
		if p.chat.wire.Type != typePrivate && !p.chat.members[b.user.ID].administers() {
			continue
		}
		b.queue.push("message_reaction", MessageReactionUpdated{
			Chat: p.chat.wire, MessageID: m.MessageID, User: &u, Date: s.unix(), OldReaction: before, NewReaction: now,
		}, s.now())
	}
	return nil
}
