package emulator

import (
	"slices"
	"strconv"
	"strings"
)

// target finds the chat that a parameter names, by id or by @username, as far
// as this bot may know it.
func (c *call) target(param string) (*chat, error) {
	raw := strings.TrimSpace(c.str(param))
	if raw == "" {
		return nil, chatIDEmpty.err()
	}
	found := c.lookUp(raw)
	if found == nil {
		return nil, chatNotFound.err()
	}
	if param == "chat_id" {
		c.chat = found
		c.record.Chat = found.wire.ID
	}
	return found, nil
}

// lookUp is the chat of an id or a public name; nil when the bot cannot know it.
func (c *call) lookUp(raw string) *chat {
	w := &c.srv.world
	if strings.HasPrefix(raw, "@") {
		return w.chats[w.usernames[fold(raw)]]
	}
	id, err := strconv.ParseInt(raw, 10, 64)
	if err != nil {
		return nil
	}
	c.record.Chat = id
	if id <= 0 {
		return w.chats[id]
	}
	if p := w.users[id]; p != nil && c.bot.met[id] {
		return c.srv.private(c.bot, p)
	}
	return nil
}

// writable is the chat that chat_id names, if the bot may send to it.
func (c *call) writable() (*chat, error) {
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, err
	}
	return ch, c.mayWrite(ch)
}

// mayWrite refuses what Telegram refuses: people who blocked the bot or never
// wrote to it, groups that moved on or threw it out, channels it does not run.
func (c *call) mayWrite(ch *chat) error {
	if ch.wire.Type == typePrivate {
		switch {
		case ch.user.deleted:
			return userDeactivated.err()
		case ch.blocked:
			return botBlocked.err()
		case ch.user.IsBot || !ch.started:
			return cannotInitiate.err()
		}
		return nil
	}
	if err := c.inside(ch); err != nil {
		return err
	}
	m := ch.members[c.bot.user.ID]
	switch {
	case ch.wire.Type == typeChannel && (m.status != statusOwner && !(m.administers() && m.rights.CanPostMessages)):
		return needAdmin.err()
	case m.administers() || ch.wire.Type == typeChannel:
		return nil
	case m.status == statusRestricted && !m.permissions.CanSendMessages, !ch.permissions.CanSendMessages:
		return noRights.err(" to send text messages to the chat")
	}
	return nil
}

// inside refuses when the bot is not, or no longer, in a group or channel.
func (c *call) inside(ch *chat) error {
	if ch.wire.Type == typePrivate {
		return nil
	}
	if ch.movedTo != 0 {
		return movedTo(ch.movedTo)
	}
	m := ch.members[c.bot.user.ID]
	switch {
	case m == nil:
		return chatNotFound.err()
	case m.present():
		return nil
	case m.status == statusBanned:
		return map[string]refusal{
			typeGroup: botKickedGroup, typeSupergroup: botKickedSupergroup, typeChannel: botKickedChannel,
		}[ch.wire.Type].err()
	case ch.wire.Type == typeChannel:
		return botNotMemberChannel.err()
	case ch.wire.Type == typeGroup:
		return botNotMemberGroup.err()
	}
	return botNotMember.err()
}

// message finds a message of a chat that still exists; nil otherwise.
func (ch *chat) message(id int64) *message {
	m := ch.messages[int(id)]
	if m == nil || m.deleted {
		return nil
	}
	return m
}

// administrator is the bot's membership, if it has the right that may reads.
func (c *call) administrator(ch *chat, what string, may func(Rights) bool) error {
	if err := c.inside(ch); err != nil {
		return err
	}
	m := ch.members[c.bot.user.ID]
	if m.status == statusOwner || m.status == statusAdmin && may(m.rights) {
		return nil
	}
	return noRights.err(what)
}

// botsIn are the bots that are in a chat.
func (ch *chat) botsIn() []*bot {
	if ch.wire.Type == typePrivate {
		return []*bot{ch.bot}
	}
	return slices.Clone(ch.bots)
}
