package bot

import (
	"time"

	"aitys/content"
)

// stormy is how many chats in a row may fail before all wait: one chat that fails says nothing of the others.
const stormy = 16

// weather is how sending goes over all chats: one pause for all while the server cannot be reached, and a word in the log when that
// begins and ends. The sender's lock guards it.
type weather struct {
	until   time.Time // nothing is sent before
	pause   pauses    // failing while the server as a whole seems away
	since   time.Time // when the present pause began
	streak  map[content.ChatID]struct{}
	failing map[content.ChatID]struct{} // chats whose last try failed
	calls   int                         // requests that ended since Telegram last asked to slow down
	told    time.Time                   // when that was last logged
}

// newWeather returns fair weather.
func newWeather() weather {
	return weather{
		pause:   pauses{first: 500 * time.Millisecond, longest: 30 * time.Second},
		streak:  map[content.ChatID]struct{}{},
		failing: map[content.ChatID]struct{}{},
		calls:   floodGap,
	}
}

// width is how many requests may be under way: one that tries the way while the server seems away.
func (w *weather) width(fair int) int {
	if w.pause.failing() {
		return 1
	}
	return fair
}

// failed counts a try that may not have reached Telegram; away tells that it surely did not. It returns what is to be logged.
func (w *weather) failed(chat content.ChatID, away bool, started, now time.Time) (word string) {
	first := len(w.failing) == 0
	w.failing[chat] = struct{}{}
	w.streak[chat] = struct{}{}
	if !away && len(w.streak) < stormy {
		if first {
			return "A message could not be sent and is tried again."
		}
		return ""
	}
	begins := !w.pause.failing()
	if begins || !started.Before(w.since) && !now.Before(w.until) { // those that were under way when a pause began say nothing new
		w.since = now
		w.until = later(w.until, now.Add(w.pause.next()))
	}
	if begins {
		return "Telegram cannot be reached; messages wait in the outbox."
	}
	return ""
}

// fine counts an answer by Telegram, whatever it says. It returns what is to be logged.
func (w *weather) fine(chat content.ChatID) (word string) {
	clear(w.streak)
	if w.calls < floodGap {
		w.calls++
	}
	if _, failed := w.failing[chat]; !failed && !w.pause.failing() {
		return ""
	}
	delete(w.failing, chat)
	if w.pause.reset() {
		return "Telegram answers again; messages go out."
	}
	if len(w.failing) == 0 {
		return "Messages that could not be sent went out."
	}
	return ""
}

// forget leaves out a chat that has nothing to try again.
func (w *weather) forget(chat content.ChatID) { delete(w.failing, chat) }

// floodGap is how few requests between two refusals for flooding mean that it is not about one chat.
const floodGap = 5

// flood counts Telegram asking to slow down until a time; again tells that it asked for the same message before. When it repeats, all wait.
func (w *weather) flood(until time.Time, again bool) (all bool) {
	all = again || w.calls < floodGap
	w.calls = 0
	if all {
		w.until = later(w.until, until)
	}
	return all
}

// tellFlood tells whether to log a flood: once a minute is enough.
func (w *weather) tellFlood(now time.Time) bool {
	if !w.told.IsZero() && now.Sub(w.told) < time.Minute {
		return false
	}
	w.told = now
	return true
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
