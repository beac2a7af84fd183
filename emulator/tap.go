package emulator

import (
	"net/url"
	"slices"
	"strings"
)

// findTap is what tapping a label does; nil when no button has it.
func (a *Actor) findTap(label string) func() error {
	s := a.play.srv
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range slices.Backward(a.seat.chat.order) {
		m := a.seat.chat.message(int64(id))
		if m == nil {
			continue
		}
		if b := m.Message.Button(label); b != nil {
			return a.press(m.MessageID, *b)
		}
		if m.keyboard != nil && a.keyboardIs(m) {
			for _, row := range m.keyboard.Keyboard {
				if slices.ContainsFunc(row, func(k KeyboardButton) bool { return k.Text == label }) {
					return a.say(label)
				}
			}
		}
	}
	return nil
}

// keyboardIs says whether m's keyboard is the one that is shown now: the newest
// message that brought or removed one decides.
func (a *Actor) keyboardIs(m *message) bool {
	for _, id := range slices.Backward(a.seat.chat.order) {
		o := a.seat.chat.message(int64(id))
		if o != nil && o.keyboard != nil && (o.keyboard.Keyboard != nil || o.keyboard.RemoveKeyboard) {
			return o == m
		}
	}
	return false
}

func (a *Actor) say(text string) func() error {
	return func() error {
		_, err := a.seat.Say(text)
		return err
	}
}

// press is what pressing an inline button does: a query to the bot, or the
// deep link that the button opens.
func (a *Actor) press(message int, b InlineButton) func() error {
	if b.CallbackData != "" {
		return func() error {
			_, err := a.seat.Press(message, b.CallbackData)
			return err
		}
	}
	return func() error { return a.play.srv.Open(a.user, b.URL) }
}

// Open follows a link. One into a bot (https://t.me/name?start=payload) opens
// the private chat with it and presses Start, as a person would.
func (s *Server) Open(who User, link string) error {
	u, err := url.Parse(link)
	if err != nil || u.Host != "t.me" && u.Host != "telegram.me" {
		return errNoDeepLink
	}
	payload, starts := u.Query()["start"]
	s.mu.Lock()
	b := s.world.botsByID[s.world.usernames[fold(strings.Trim(u.Path, "/"))]]
	s.mu.Unlock()
	if b == nil || !starts {
		return errNoDeepLink
	}
	if !payloadPattern.MatchString(payload[0]) {
		return errBadPayload
	}
	_, err = s.Private(who, Bot{User: b.user, Token: b.token}).Say(strings.TrimSpace("/start " + payload[0]))
	return err
}

// newestWithButtons is the newest message with inline buttons; 0 for none.
func (a *Actor) newestWithButtons() int {
	messages := a.seat.Messages()
	for _, m := range slices.Backward(messages) {
		if m.ReplyMarkup != nil {
			return m.MessageID
		}
	}
	return 0
}
