package emulator

import (
	"context"
	"time"
)

// forwardPost sends a channel post on into the linked group, when the options
// say so.
func (c *call) forwardPost(ch *chat, m *message) {
	if ch.wire.Type != typeChannel || ch.linked == nil {
		return
	}
	s := c.srv
	if s.opts.Forwards == AfterAnswer {
		c.afterwards = append(c.afterwards, func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.forwardIntoGroup(ch, m)
		})
		return
	}
	s.forwardIntoGroup(ch, m)
	if s.opts.Forwards == DeliveredBeforeAnswer {
		c.await = c.bot.queue.next - 1
	}
}

// forwardIntoGroup makes the automatic forward, the root of the post's comments.
// Source: BOT-API reference, Message.is_automatic_forward and sender_chat.
func (s *Server) forwardIntoGroup(ch *chat, post *message) {
	if post.service() || ch.linked == nil {
		return
	}
	telegram, channel := s.world.users[ServiceID].User, ch.wire
	root := &message{Message: post.view(), author: ServiceID, poll: post.poll}
	root.ReplyMarkup, root.ReplyToMessage, root.MessageThreadID, root.EditDate = nil, nil, 0, 0
	root.From, root.SenderChat, root.IsAutomaticForward = &telegram, &channel, true
	root.ForwardOrigin = &MessageOrigin{Type: "channel", Date: post.Date, Chat: &channel, MessageID: post.MessageID}
	root.ForwardFromChat, root.ForwardFromMessage, root.ForwardDate = &channel, post.MessageID, post.Date
	s.post(ch.linked, root)
	ch.forwarded[post.MessageID] = root.MessageID
	s.note(ch, post)
	ch.linked.pinned = append(ch.linked.pinned, root.MessageID)
}

// mirror carries an edit of a channel post into its automatic forward.
func (s *Server) mirror(ch *chat, post *message) {
	if ch.linked == nil || ch.forwarded[post.MessageID] == 0 {
		return
	}
	root := ch.linked.message(int64(ch.forwarded[post.MessageID]))
	if root == nil {
		return
	}
	root.Text, root.Entities = post.Text, post.Entities
	root.Caption, root.CaptionEntities = post.Caption, post.CaptionEntities
	root.Photo, root.Document, root.EditDate = post.Photo, post.Document, post.EditDate
	s.mark(ch.linked, root)
	s.deliver(ch.linked, root, true)
}

// hold waits until an update was delivered, for a second at most.
func (c *call) hold() {
	if c.await == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(c.req.Context(), time.Second)
	defer cancel()
	_ = c.srv.Await(ctx, func() bool { // in time or not, the answer goes out
		c.srv.mu.Lock()
		defer c.srv.mu.Unlock()
		return c.bot.queue.delivered >= c.await
	})
}
