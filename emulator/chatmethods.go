package emulator

import (
	"cmp"
	"slices"
)

// chatActions are what sendChatAction may show.
// Source: telegram-bot-api Client.cpp, get_chat_action.
var chatActions = map[string]bool{
	"cancel": true, "typing": true, "upload_photo": true, "record_video": true, "upload_video": true,
	"record_voice": true, "upload_voice": true, "record_audio": true, "upload_audio": true,
	"upload_document": true, "choose_sticker": true, "find_location": true, "pick_up_location": true,
	"record_video_note": true, "upload_video_note": true,
}

func sendChatAction(_ *Server, c *call) (any, error) {
	if !chatActions[c.str("action")] {
		return nil, actionWrong.err()
	}
	if _, err := c.writable(); err != nil {
		return nil, err
	}
	return true, nil
}

func getChat(_ *Server, c *call) (any, error) {
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, err
	}
	if err := c.inside(ch); err != nil {
		return nil, err
	}
	info := chatFullInfo{
		Chat: ch.wire, MaxReactionCount: 11, Description: ch.description, AvailableReactions: ch.reactions,
	}
	if ch.members[c.bot.user.ID].administers() {
		info.InviteLink = ch.invite
	}
	if ch.linked != nil {
		info.LinkedChatID = ch.linked.wire.ID
	}
	if n := len(ch.pinned); n > 0 {
		if m := ch.message(int64(ch.pinned[n-1])); m != nil {
			shown := m.view()
			info.PinnedMessage = &shown
		}
	}
	if ch.wire.Type == typeGroup || ch.wire.Type == typeSupergroup {
		permissions := ch.permissions
		info.Permissions = &permissions
	}
	return info, nil
}

// userID reads user_id.
func (c *call) userID() (int64, error) {
	if id := c.num("user_id"); id > 0 {
		return id, nil
	}
	return 0, userIDInvalid.err()
}

func getChatMemberCount(_ *Server, c *call) (any, error) {
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, err
	}
	if err := c.inside(ch); err != nil {
		return nil, err
	}
	if ch.wire.Type == typePrivate {
		return 2, nil
	}
	n := 0
	for _, m := range ch.members {
		if m.present() {
			n++
		}
	}
	return n, nil
}

// someoneIn are the person and the chat that a call names.
func (c *call) someoneIn() (int64, *chat, error) {
	id, err := c.userID()
	if err != nil {
		return 0, nil, err
	}
	ch, err := c.target("chat_id")
	return id, ch, err
}

func getChatMember(s *Server, c *call) (any, error) {
	id, ch, err := c.someoneIn()
	if err != nil {
		return nil, err
	}
	if err := c.inside(ch); err != nil {
		return nil, err
	}
	who := s.world.users[id]
	if who == nil {
		return nil, userNotFound.err()
	}
	if ch.wire.Type == typePrivate {
		if id != ch.user.ID && id != c.bot.user.ID {
			return nil, memberNotFound.err()
		}
		return (&member{status: statusMember}).wire(who.User, ch), nil
	}
	if ch.wire.Type == typeChannel && id != c.bot.user.ID && !ch.members[c.bot.user.ID].administers() {
		return nil, membersHidden.err()
	}
	m := s.memberNow(ch, id)
	if m == nil {
		m = &member{status: statusLeft}
	}
	return m.wire(who.User, ch), nil
}

func getChatAdministrators(s *Server, c *call) (any, error) {
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, err
	}
	if ch.wire.Type == typePrivate {
		return nil, noAdminsInPrivate.err()
	}
	if err := c.inside(ch); err != nil {
		return nil, err
	}
	list := []any{}
	for _, id := range ch.inOrder() {
		if who := s.world.users[id]; ch.members[id].administers() && (!who.IsBot || c.flag("return_bots") || id == c.bot.user.ID) {
			list = append(list, ch.members[id].wire(who.User, ch))
		}
	}
	return list, nil
}

// inOrder are the ids of everybody that a chat has known, the owner first.
func (ch *chat) inOrder() []int64 {
	ids := make([]int64, 0, len(ch.members))
	for id := range ch.members {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b int64) int {
		if owns := ch.members[a].status == statusOwner; owns != (ch.members[b].status == statusOwner) {
			if owns {
				return -1
			}
			return 1
		}
		return cmp.Compare(a, b)
	})
	return ids
}

func leaveChat(s *Server, c *call) (any, error) {
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, err
	}
	if ch.wire.Type == typePrivate {
		return nil, leavePrivate.err()
	}
	if err := c.inside(ch); err != nil {
		return nil, err
	}
	s.change(ch, c.bot.user.ID, &member{status: statusLeft}, c.bot.user.ID)
	return true, nil
}

// mayPin refuses a bot without the right to pin.
func (c *call) mayPin(ch *chat) error {
	if ch.wire.Type == typePrivate {
		return c.mayWrite(ch)
	}
	return c.administrator(ch, " to manage pinned messages in the chat", func(r Rights) bool {
		return r.CanPinMessages || ch.wire.Type == typeChannel && r.CanEditMessages
	})
}

func pinChatMessage(s *Server, c *call) (any, error) {
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, err
	}
	if err := c.mayPin(ch); err != nil {
		return nil, err
	}
	m := ch.message(c.num("message_id"))
	if m == nil || m.service() {
		return nil, pinNotFound.err()
	}
	ch.pinned = append(slices.DeleteFunc(ch.pinned, func(id int) bool { return id == m.MessageID }), m.MessageID)
	u, shown := c.bot.user, m.view()
	shown.ReplyToMessage = nil
	s.post(ch, &message{author: c.bot.user.ID, Message: Message{From: &u, PinnedMessage: &shown}})
	return true, nil
}

func unpinChatMessage(_ *Server, c *call) (any, error) {
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, err
	}
	if err := c.mayPin(ch); err != nil {
		return nil, err
	}
	id := int(c.num("message_id"))
	if id == 0 && len(ch.pinned) > 0 {
		id = ch.pinned[len(ch.pinned)-1]
	}
	if id != 0 && ch.message(int64(id)) == nil {
		return nil, unpinNotFound.err()
	}
	ch.pinned = slices.DeleteFunc(ch.pinned, func(pinned int) bool { return pinned == id })
	c.srv.touch()
	return true, nil
}
