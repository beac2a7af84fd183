package emulator

import (
	"encoding/json"
	"reflect"
)

// editable is the message that a request wants to change: it exists, the bot
// sent it, and the bot may still speak there.
func (c *call) editable(missing refusal) (*chat, *message, error) {
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, nil, err
	}
	if err := c.inside(ch); err != nil {
		return nil, nil, err
	}
	m := ch.message(c.num("message_id"))
	if m == nil {
		return nil, nil, missing.err()
	}
	c.record.Message = m.MessageID
	if m.author == c.bot.user.ID && m.ForwardOrigin == nil && !m.service() {
		return ch, m, nil
	}
	if ch.wire.Type == typeChannel && !m.service() && m.ForwardOrigin == nil {
		// An administrator with that right may edit what others posted.
		if mine := ch.members[c.bot.user.ID]; mine.administers() && mine.rights.CanEditMessages {
			return ch, m, nil
		}
	}
	return nil, nil, cannotEdit.err()
}

// change applies an edit, unless it changes nothing: Telegram refuses that.
func (c *call) change(ch *chat, m *message, edit func(*message) error) (any, error) {
	markup, err := c.markup()
	if err != nil {
		return nil, err
	}
	if markup != nil && markup.Inline == nil {
		return nil, inlineExpected.err()
	}
	before := *m
	after := before
	if err := edit(&after); err != nil {
		return nil, err
	}
	after.ReplyMarkup = markup.inline()
	if sameContent(&before, &after) {
		return nil, notModified.err()
	}
	if err := c.mayWrite(ch); err != nil {
		return nil, err
	}
	if err := c.allowed(ch); err != nil {
		return nil, err
	}
	after.EditDate = c.srv.unix()
	*m = after
	c.srv.mark(ch, m)
	c.srv.deliver(ch, m, true)
	c.srv.mirror(ch, m)
	changed := m.view()
	return &changed, nil
}

func sameContent(a, b *message) bool {
	return a.Text == b.Text && a.Caption == b.Caption &&
		reflect.DeepEqual(a.Entities, b.Entities) && reflect.DeepEqual(a.CaptionEntities, b.CaptionEntities) &&
		reflect.DeepEqual(a.ReplyMarkup, b.ReplyMarkup) && reflect.DeepEqual(a.Photo, b.Photo) &&
		reflect.DeepEqual(a.Document, b.Document) && reflect.DeepEqual(a.LinkPreviewOptions, b.LinkPreviewOptions)
}

func editMessageText(_ *Server, c *call) (any, error) {
	ch, m, err := c.editable(editNotFound)
	if err != nil {
		return nil, err
	}
	return c.change(ch, m, func(m *message) (err error) {
		if m.Text == "" {
			return noTextToEdit.err()
		}
		if m.Text, m.Entities, err = c.text(); err != nil {
			return err
		}
		m.LinkPreviewOptions, err = c.preview()
		return err
	})
}

func editMessageCaption(_ *Server, c *call) (any, error) {
	ch, m, err := c.editable(editNotFound)
	if err != nil {
		return nil, err
	}
	return c.change(ch, m, func(m *message) (err error) {
		if m.Photo == nil && m.Document == nil {
			return noCaptionToEdit.err()
		}
		m.Caption, m.CaptionEntities, err = c.caption()
		return err
	})
}

func editMessageReplyMarkup(_ *Server, c *call) (any, error) {
	ch, m, err := c.editable(editNotFound)
	if err != nil {
		return nil, err
	}
	return c.change(ch, m, func(*message) error { return nil })
}

// remove deletes a message if the bot may; bots get no update about it.
// Source: Bot API reference, deleteMessage.
func (c *call) remove(ch *chat, m *message) error {
	const day = 24 * 60 * 60
	mine := ch.members[c.bot.user.ID]
	may := m.author == c.bot.user.ID || ch.wire.Type == typePrivate ||
		mine.administers() && (mine.status == statusOwner || mine.rights.CanDeleteMessages)
	if may && ch.wire.Type != typeChannel && !mine.administers() {
		may = c.srv.unix()-m.Date < 2*day
	}
	if !may {
		return cannotDelete.err()
	}
	c.srv.erase(ch, m)
	return nil
}

// erase takes a message away for everybody.
func (s *Server) erase(ch *chat, m *message) {
	m.deleted = true
	s.mark(ch, m)
}

func deleteMessage(_ *Server, c *call) (any, error) {
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, err
	}
	if err := c.inside(ch); err != nil {
		return nil, err
	}
	m := ch.message(c.num("message_id"))
	if m == nil {
		return nil, deleteNotFound.err()
	}
	c.record.Message = m.MessageID
	return true, c.remove(ch, m)
}

// deleteMessages skips what is not there, as the reference says.
func deleteMessages(_ *Server, c *call) (any, error) {
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, err
	}
	if err := c.inside(ch); err != nil {
		return nil, err
	}
	ids, err := c.messageIDs()
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if m := ch.message(id); m != nil {
			if err := c.remove(ch, m); err != nil {
				return nil, err
			}
		}
	}
	return true, nil
}

// mostDeleted is how many messages one call deletes. Source: Bot API reference,
// deleteMessages.
const mostDeleted = 100

// messageIDs reads message_ids.
func (c *call) messageIDs() ([]int64, error) {
	var ids []int64
	if err := json.Unmarshal([]byte(c.str("message_ids")), &ids); err != nil || len(ids) == 0 {
		return nil, messageIDsUnreadable.err()
	}
	if len(ids) > mostDeleted {
		return nil, tooManyMessages.err()
	}
	return ids, nil
}
