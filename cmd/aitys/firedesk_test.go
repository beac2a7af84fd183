package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"aitys/emulator"
)

// pressesCards is a moderator who takes any card of the moderation chat and presses something, often twice; or gives a reason in their own words, or presses a card as it was long ago.
func (f *fire) pressesCards(h *deskhand) {
	f.t.Helper()
	cards := pressableIn(h.desk)
	if len(cards) == 0 {
		return
	}
	m := cards[f.rnd.IntN(len(cards))]
	if f.rnd.IntN(20) == 0 {
		f.used = append(f.used, m)
	}
	if len(f.used) > 0 && f.rnd.IntN(20) == 0 {
		m = f.used[f.rnd.IntN(len(f.used))]
	}
	if f.rnd.IntN(12) == 0 {
		f.answers(h.desk, m.MessageID)
		return
	}
	f.pressesAny(h.desk, m)
}

// answers writes a reply to a card: a reason, if one was asked for. The card may be gone.
func (f *fire) answers(seat *emulator.Seat, card int) {
	_, _ = seat.Send(emulator.Draft{Text: fmt.Sprintf("Because of <b>this</b> & that, %d", f.rnd.IntN(100)), ReplyTo: card})
}

// pressesAny presses one of a message's buttons; what ends people's voices seldom.
func (f *fire) pressesAny(seat *emulator.Seat, m emulator.Message) {
	f.t.Helper()
	if m.ReplyMarkup == nil {
		return
	}
	all := slices.Concat(m.ReplyMarkup.Rows...)
	data := all[f.rnd.IntN(len(all))].CallbackData
	if data == "" || (strings.Contains(data, ".ban") || strings.Contains(data, ".history")) && f.rnd.IntN(8) > 0 {
		return
	}
	for range 1 + f.rnd.IntN(2) {
		f.press(seat, m.MessageID, data)
	}
}

// goesThrough is a moderator who goes through the queue in private.
func (f *fire) goesThrough(h *deskhand) {
	f.t.Helper()
	switch f.rnd.IntN(12) {
	case 0, 1, 2:
		f.say(h.private, "/queue")
	case 3:
		f.say(h.private, []string{"/stats", "/audit", "/history 3", "/review 5", "/words", "/unban 4"}[f.rnd.IntN(6)])
	case 4:
		f.say(h.private, fmt.Sprintf("/feature %d", 1+f.rnd.IntN(f.spoken+1)))
	case 5:
		f.say(h.private, "Said in other words, which may be a reason")
	default:
		if cards := cardsIn(h.private); len(cards) > 0 {
			f.pressesAny(h.private, cards[max(0, len(cards)-1-f.rnd.IntN(3))])
		}
	}
}

// cardsIn are the messages of a chat that have a card's buttons.
func cardsIn(seat *emulator.Seat) (all []emulator.Message) {
	for _, m := range newestOf(seat) {
		if isCardMessage(m) {
			all = append(all, m)
		}
	}
	return all
}

// pressableIn are the messages of a chat that have buttons to be pressed.
func pressableIn(seat *emulator.Seat) (all []emulator.Message) {
	for _, m := range newestOf(seat) {
		if mayBePressed(m) {
			all = append(all, m)
		}
	}
	return all
}

func mayBePressed(m emulator.Message) bool {
	return m.ReplyMarkup != nil && m.ReplyMarkup.Rows[0][0].CallbackData != ""
}

// newestOf are the messages of a chat that people look at.
func newestOf(seat *emulator.Seat) (all []emulator.Message) {
	const looked = 60
	sights, _ := seat.Sights(looked)
	for _, s := range sights {
		all = append(all, s.Message)
	}
	return all
}

func isCardMessage(m emulator.Message) bool {
	return m.ReplyMarkup != nil && strings.HasPrefix(m.ReplyMarkup.Rows[0][0].CallbackData, "q.")
}

func (f *fire) doesEither(h *deskhand) {
	f.t.Helper()
	if f.rnd.IntN(2) == 0 {
		f.goesThrough(h)
		return
	}
	f.pressesCards(h)
}

// hides is an administrator who writes in the name of the group, and says by a press who that was; somebody else may be quicker.
func (f *fire) hides(h *deskhand) {
	f.t.Helper()
	switch f.rnd.IntN(15) {
	case 0:
		f.say(h.desk, []string{"/queue", "/queue", "/stats", "/history 2"}[f.rnd.IntN(4)])
	case 1, 2:
		f.presses(h.desk, func(b emulator.InlineButton) bool { return strings.HasPrefix(b.CallbackData, "me.") })
	default:
		f.pressesCards(h)
	}
}

// forges is somebody who is no moderator and presses as if they were, on cards and on messages of their own.
func (f *fire) forges(h *deskhand) {
	f.t.Helper()
	number := strconv.FormatInt(int64(1+f.rnd.IntN(f.spoken+1)), 36)
	data := []string{
		"q." + number + ".1.approve", "q." + number + ".2.reject", "q." + number + ".1.feature", "q." + number + ".1.undo", "q." + number + ".1.alike.approve",
		"q." + number + ".1.ban.forever", "q." + number + ".x.y.z", "q..", "me.1", "fe.1.yes", "q." + number + ".999999999999999999999.approve",
	}[f.rnd.IntN(11)]
	switch cards := pressableIn(f.crew[1].desk); {
	case f.rnd.IntN(4) == 0:
		f.say(h.private, []string{"/queue", "/feature 3", "/ban 2", "/takedown 1 no"}[f.rnd.IntN(4)])
	case len(cards) > 0:
		m := cards[f.rnd.IntN(len(cards))]
		if f.rnd.IntN(2) == 0 {
			data = m.ReplyMarkup.Rows[0][0].CallbackData
		}
		f.press(h.desk, m.MessageID, data)
	}
}

// decidesNext lets a moderator decide about what they see: in the moderation chat on a card, in private on the last one.
func (f *fire) decidesNext(h *deskhand) {
	f.t.Helper()
	verdict := []string{".approve", ".reject", ".feature", ".why.insult", ".alike.reject"}[f.rnd.IntN(5)]
	if h.act != nil && f.rnd.IntN(2) == 0 {
		if cards := cardsIn(h.desk); len(cards) > 0 {
			f.decidesOn(h.desk, cards[f.rnd.IntN(len(cards))], verdict)
		}
		return
	}
	if f.rnd.IntN(3) == 0 {
		f.say(h.private, "/queue")
	} else if cards := cardsIn(h.private); len(cards) > 0 {
		f.decidesOn(h.private, cards[len(cards)-1], verdict)
	}
}

// decidesOn presses a card's verdict; what was offered besides is put away first.
func (f *fire) decidesOn(seat *emulator.Seat, m emulator.Message, verdict string) {
	f.t.Helper()
	for _, b := range slices.Concat(m.ReplyMarkup.Rows...) {
		number, _, _ := strings.Cut(strings.TrimPrefix(b.CallbackData, "q."), ".")
		rest := strings.TrimPrefix(b.CallbackData, "q."+number+".")
		version, what, _ := strings.Cut(rest, ".")
		if what == "approve" || what == "back" {
			f.press(seat, m.MessageID, "q."+number+"."+version+verdict)
			return
		}
	}
}
