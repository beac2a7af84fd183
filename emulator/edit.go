package emulator

import (
	"encoding/json"
	"reflect"
	"slices"
)

// editable is the message that a request wants to change: it exists, the bot
// sent it, and the bot may still speak there.
func (c *call) editable(missing refusal) (*chat, *message, error) {
	if !c.has("chat_id") && !c.has("message_id") {
		return nil, nil, messageIDMissing.err()
	}
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

// edit applies an edit, unless it changes nothing: Telegram refuses that.
func (c *call) edit(edit func(*message) error) (any, error) {
	markup, err := c.inlineMarkup()
	if err != nil {
		return nil, err
	}
	ch, m, err := c.editable(editNotFound)
	if err != nil {
		return nil, err
	}
	after := *m
	if err := edit(&after); err != nil {
		return nil, err
	}
	after.ReplyMarkup = markup.inline()
	if err := c.mayWrite(ch); err != nil {
		return nil, err
	}
	if err := markup.fits(ch); err != nil {
		return nil, err
	}
	if err := c.allowed(ch); err != nil {
		return nil, err
	}
	if sameContent(m, &after) {
		return nil, notModified.err()
	}
	after.EditDate = c.srv.unix()
	*m = after
	c.srv.mark(ch, m)
	c.srv.deliver(ch, m, true)
	c.srv.mirror(ch, m)
	changed := m.view()
	return &changed, nil
}

// inlineMarkup is reply_markup where only inline keyboards can stand.
func (c *call) inlineMarkup() (*replyMarkup, error) {
	markup, err := c.markup()
	if err != nil {
		return nil, err
	}
	if markup != nil && markup.inline() == nil {
		return nil, inlineExpected.err()
	}
	return markup, nil
}

func sameContent(a, b *message) bool {
	return a.Text == b.Text && a.Caption == b.Caption &&
		reflect.DeepEqual(a.Entities, b.Entities) && reflect.DeepEqual(a.CaptionEntities, b.CaptionEntities) &&
		reflect.DeepEqual(a.ReplyMarkup, b.ReplyMarkup) && reflect.DeepEqual(a.Photo, b.Photo) &&
		reflect.DeepEqual(a.Document, b.Document) && reflect.DeepEqual(a.LinkPreviewOptions, b.LinkPreviewOptions)
}

func editMessageText(_ *Server, c *call) (any, error) {
	text, marks, err := c.text()
	if err != nil {
		return nil, err
	}
	preview, err := c.preview()
	if err != nil {
		return nil, err
	}
	return c.edit(func(m *message) error {
		if m.Text == "" {
			return noTextToEdit.err()
		}
		m.Text, m.Entities, m.LinkPreviewOptions = text, marks, preview
		return nil
	})
}

func editMessageCaption(_ *Server, c *call) (any, error) {
	text, marks, err := c.caption()
	if err != nil {
		return nil, err
	}
	return c.edit(func(m *message) error {
		if !m.captioned() {
			return noCaptionToEdit.err()
		}
		m.Caption, m.CaptionEntities = text, marks
		return nil
	})
}

func editMessageReplyMarkup(_ *Server, c *call) (any, error) {
	return c.edit(func(*message) error { return nil })
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
	s.comment(ch, m, -1)
}

func deleteMessage(_ *Server, c *call) (any, error) {
	if !c.has("chat_id") {
		return nil, chatUnspecified.err()
	}
	if c.num("message_id") <= 0 {
		return nil, messageIDMissing.err()
	}
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
	ids, err := c.messageIDs()
	if err != nil {
		return nil, err
	}
	ch, err := c.target("chat_id")
	if err != nil {
		return nil, err
	}
	if err := c.inside(ch); err != nil {
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

// mostMessages is how many messages one call deletes, forwards or copies. Source:
// Bot API reference, deleteMessages.
const mostMessages = 100

// messageIDs reads message_ids.
func (c *call) messageIDs() ([]int64, error) {
	if !c.has("message_ids") {
		return nil, messageIDsMissing.err()
	}
	var ids []int64
	if err := json.Unmarshal([]byte(c.str("message_ids")), &ids); err != nil {
		return nil, messageIDsUnreadable.err()
	}
	switch {
	case len(ids) == 0:
		return nil, messageIDsMissing.err()
	case len(ids) > mostMessages:
		return nil, tooManyMessages.err()
	case slices.Min(ids) <= 0:
		return nil, messageIDWrong.err()
	}
	return ids, nil
}
