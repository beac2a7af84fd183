package handlers_test

import (
	"context"
	"fmt"
	"slices"

	"aitys/content"
	"aitys/content/text"
)

// release lets the results come in that were kept back.
func (s *stage) release() {
	s.t.Helper()
	held := s.held
	s.hold, s.held = false, nil
	s.apply(held...)
}

// check is what Telegram refuses.
func (s *stage) check(out content.Outgoing) {
	s.t.Helper()
	n := text.VisibleLen(string(out.Text))
	switch out.Action {
	case content.ActionStop, content.ActionDelete, content.ActionDeleteAll, content.ActionAsk, content.ActionPin, content.ActionUnpin, content.ActionMenu, content.ActionMember, content.ActionRestrict:
	case content.ActionPoll:
		if out.Poll == nil || text.UTF16Len(out.Poll.Question) > 300 || len(out.Poll.Options) < 2 || n > 1024 {
			s.t.Fatalf("a poll goes out that Telegram does not take: %+v", out)
		}
	case content.ActionShow:
		if out.Picture == nil || n == 0 || n > 1024 {
			s.t.Fatalf("a picture goes out without a picture, or with no or too long a caption: %+v", out)
		}
	default:
		if n == 0 || n > 4096 {
			s.t.Fatalf("a message of %d units goes out: %q", n, out.Text)
		}
	}
	for _, row := range out.Buttons {
		for _, b := range row {
			if b.Text == "" || len(b.Press) > 64 || len(b.Start) > 64 || len(row) > 8 {
				s.t.Fatalf("a button goes out that Telegram does not take: %+v", row)
			}
		}
	}
}

// place puts a new message into a chat.
func (s *stage) place(out content.Outgoing, result *content.Result) *content.Result {
	s.message++
	m := &shown{id: s.message, out: out, chat: out.To, sequence: int(s.update)}
	result.Message = m.id
	if out.Action == content.ActionPoll {
		m.poll = fmt.Sprintf("tg-%d", m.id)
		result.Poll = m.poll
	}
	s.chats[out.To] = append(s.chats[out.To], m)
	return result
}

// named does what changes no text: it takes a message away, or tells whether it stands under those buttons. False for anything else.
func (s *stage) named(out content.Outgoing, result *content.Result) bool {
	m := s.messageOf(out.To, out.Edit)
	switch {
	case out.Action == content.ActionDelete:
		s.chats[out.To] = slices.DeleteFunc(s.chats[out.To], func(other *shown) bool { return other == m })
	case out.Action == content.ActionDeleteAll:
		s.deleteAll(out, result)
		return true
	case out.Action == content.ActionMember, out.Action == content.ActionRestrict:
		s.aboutPerson(out, result)
		return true
	case out.Action == content.ActionMenu:
		s.offer(out)
	case out.Action == content.ActionPin:
		s.pinned = append(s.pinned, out.Edit)
	case out.Action == content.ActionUnpin:
		s.pinned = slices.DeleteFunc(s.pinned, func(id content.MessageID) bool { return id == out.Edit })
	case out.Action != content.ActionAsk:
		return false
	case m == nil:
		result.Outcome = content.Absent
	default:
		m.out.Buttons = out.Buttons
	}
	result.Message = out.Edit
	return true
}

// offer lets a chat have a command menu, or the one again that all have.
func (s *stage) offer(out content.Outgoing) {
	if s.menus == nil {
		s.menus = map[content.TelegramID]map[content.Lang][]content.MenuLine{}
	}
	if s.menus[out.To] == nil {
		s.menus[out.To] = map[content.Lang][]content.MenuLine{}
	}
	if s.menus[out.To][out.Menu.Lang] = out.Menu.Lines; len(out.Menu.Lines) == 0 {
		delete(s.menus[out.To], out.Menu.Lang)
	}
}

func (s *stage) messageOf(chat content.TelegramID, id content.MessageID) *shown {
	for _, m := range s.chats[chat] {
		if m.id == id {
			return m
		}
	}
	return nil
}

func (s *stage) stop(m *shown) {
	s.t.Helper()
	if m.poll == "" {
		s.t.Fatalf("a message is stopped that is no poll: %+v", m.out)
	}
	m.stopped = true
}

// deleteAll deletes messages, of which the stage knows those of people by number alone: none of them where one may not be deleted.
func (s *stage) deleteAll(out content.Outgoing, result *content.Result) {
	s.t.Helper()
	if n := len(out.Messages); n == 0 || n > content.MostDeleted || slices.Min(out.Messages) <= 0 || out.In != out.To {
		s.t.Fatalf("messages are deleted that Telegram does not know: %+v", out)
	}
	s.deletions++
	if slices.ContainsFunc(out.Messages, func(id content.MessageID) bool { return s.undeletable != nil && s.undeletable(id) }) {
		result.Outcome, result.Reason = content.Refused, "message can't be deleted"
		return
	}
	s.deleted = append(s.deleted, out.Messages...)
	s.chats[out.To] = slices.DeleteFunc(s.chats[out.To], func(m *shown) bool { return slices.Contains(out.Messages, m.id) })
}

// aboutPerson tells what somebody is in the group, or keeps them from writing there.
func (s *stage) aboutPerson(out content.Outgoing, result *content.Result) {
	s.t.Helper()
	switch {
	case out.Account == 0:
		result.Outcome = content.Refused
	case out.Action == content.ActionMember:
		result.Membership = content.Outside // under the channel's posts one comments without being in the group
		switch {
		case out.To == s.options.Moderation && s.options.Belongs != nil:
			if in, _ := s.options.Belongs(context.Background(), out.To, out.Account); in {
				result.Membership = content.Belongs
			}
		case s.administrators[out.Account]:
			result.Membership = content.Administer
		}
	case s.administrators[out.Account]:
		s.t.Fatalf("an administrator of the group is restricted: %+v", out)
	case s.powerless:
		result.Outcome = content.Refused
	default:
		s.restricted = append(s.restricted, out)
	}
}
