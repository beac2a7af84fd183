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
	if err := p.mayReact(m, now); err != nil {
		return err
	}
	before := s.react(p.chat, m, p.who.ID, now)
	p.tellOfReaction(m, before, now)
	return nil
}

// mostReactions is how many emoji somebody without a subscription puts on a
// message, and with one. Source: core.telegram.org/api/reactions, limits
// reactions_user_max_default and reactions_user_max_premium.
const mostReactions, mostReactionsPremium = 1, 3

// mayReact is nil when the person may put these on a message.
func (p *Seat) mayReact(m *message, now []ReactionType) error {
	most := mostReactions
	if p.who.IsPremium {
		most = mostReactionsPremium
	}
	mine := p.srv.memberNow(p.chat, p.who.ID)
	switch {
	case m.service():
		return errNoMessage
	case slices.ContainsFunc(now, func(r ReactionType) bool { return !r.known() }):
		return errNoSuchReaction
	case len(now) > most:
		return errManyReactions
	case p.chat.wire.Type == typePrivate, mine.administers():
		return nil
	case mine != nil && mine.status == statusBanned:
		return errNotInside
	case !p.chat.permissions.CanReactToMessages,
		mine != nil && mine.status == statusRestricted && !mine.permissions.CanReactToMessages:
		return errMuted
	}
	return nil
}

// tellOfReaction tells the bots that administer the chat. In a channel nobody
// learns who it was: the totals alone are told. Source: Bot API reference,
// MessageReactionUpdated (user, actor_chat) and MessageReactionCountUpdated.
func (p *Seat) tellOfReaction(m *message, before, now []ReactionType) {
	s := p.srv
	kind, update := "message_reaction", any(p.reactionOf(m, before, now))
	if p.chat.wire.Type == typeChannel {
		kind, update = "message_reaction_count", m.reactionCounts(s.unix())
	}
	for _, b := range p.chat.botsIn() {
		if p.chat.wire.Type == typePrivate || p.chat.members[b.user.ID].administers() {
			b.queue.push(kind, update, s.now())
		}
	}
	s.touch()
}

// reactionOf is who changed their reactions: the person, or the group that they
// hide behind.
func (p *Seat) reactionOf(m *message, before, now []ReactionType) MessageReactionUpdated {
	r := MessageReactionUpdated{
		Chat: p.chat.wire, MessageID: m.MessageID, Date: p.srv.unix(), OldReaction: before, NewReaction: now,
	}
	if mine := p.chat.members[p.who.ID]; mine.administers() && mine.rights.Anonymous {
		group := p.chat.wire
		r.ActorChat = &group
		return r
	}
	u := p.who.User
	r.User = &u
	return r
}

// reactionCounts are the totals on a message.
func (m *message) reactionCounts(date int64) MessageReactionCountUpdated {
	r := MessageReactionCountUpdated{Chat: m.Chat, MessageID: m.MessageID, Date: date, Reactions: []ReactionCount{}}
	for _, t := range m.tallies(0) {
		r.Reactions = append(r.Reactions, ReactionCount{Type: ReactionType{Type: "emoji", Emoji: t.Emoji}, TotalCount: t.Count})
	}
	return r
}
