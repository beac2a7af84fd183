package bot

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"time"

	"aitys/content"
)

// errRevoked ends Run.
var errRevoked = errors.New("Telegram no longer accepts this BOT_TOKEN: it was revoked; put the new one from @BotFather into BOT_TOKEN and start again")

// wordsUnbound says that an edit has nothing to edit.
const wordsUnbound = "the message to be edited is not known to have been sent"

// wordsRenumbered says that messages are not to be deleted, since other ones may have their numbers now.
const wordsRenumbered = "the group has become a supergroup, which counts its messages anew"

// longWait is after how long in memory a row may have been taken out of the outbox, since it shows words that somebody has had erased.
const longWait = 10 * time.Second

// landing is what became of a try to send a lane's first row.
type landing struct {
	result *content.Result // it is done; nil: it is to be tried again
	sent   bool            // a request went to Telegram
	fault  *fault          // how that failed
	store  error           // the store could not mark the row, so that it was not sent
	load   bool            // the row has to be loaded again
	hushed bool            // it is quiet: the lane waits
}

// attempt sends a lane's first row. It runs without the lock: while a lane is sending, its first row is the worker's.
func (s *sender) attempt(l *lane) landing {
	row := l.first
	switch {
	case row.Once && row.Attempted && !row.marked:
		return done(row, content.Result{Outcome: content.Unsure, Reason: "sending was begun before a stop, and how it ended is unknown"})
	case l.hushed > 0:
		return landing{hushed: true}
	case row.Action == content.ActionDeleteAll && row.In != row.To:
		return done(row, content.Result{Outcome: content.Refused, Reason: wordsRenumbered})
	case row.stale:
		return done(row, content.Result{Outcome: content.Delivered, Message: row.Edit})
	case row.changes() && row.Edit == 0 && row.EditKey != "" && !row.asked:
		return landing{load: true}
	case !row.Once && !row.looked && time.Since(row.loaded) > longWait:
		row.looked = true
		return landing{load: true}
	case row.changes() && row.Edit == 0:
		return done(row, content.Result{Outcome: content.Refused, Reason: wordsUnbound})
	case row.Once && !row.marked:
		if err := s.outbox.Attempting(s.work, row.ID, content.MessageID(s.newest.Load())); content.CodeOf(err) == content.NotFound {
			return done(row, content.Result{Outcome: content.Refused, Reason: "it no longer stands in the outbox"})
		} else if err != nil {
			return landing{store: err}
		}
		row.marked = true
	}
	return s.deliver(row)
}

func (s *sender) deliver(row *row) landing {
	method, params, err := s.bot.encode(&row.Outgoing, row.plain)
	if err != nil {
		return done(row, content.Result{Outcome: content.Refused, Reason: err.Error()})
	}
	began := time.Now()
	raw, err := s.bot.perform(s.work, &row.Outgoing, method, params)
	s.tried(row, method, err, time.Since(began))
	if err != nil {
		f, landed := asFault(err), landing{}
		if result, again := judge(row, f); !again {
			landed = done(row, result)
		} else if err := s.unmark(row); err != nil {
			s.bot.log.Error("A message that was not sent stays marked as attempted; a stop would lose it.", "update", row.Update, "outgoing", row.ID, "cause", err)
		}
		landed.sent, landed.fault = true, f
		return landed
	}
	landed := done(row, deliveredAs(row, raw))
	landed.sent = row.Action != content.ActionTask && row.Action != content.ActionMenu // of which nothing went to the chat
	return landed
}

// tried logs a try to send a row: with the update that caused it, so that its way can be followed.
func (s *sender) tried(row *row, method string, err error, took time.Duration) {
	if s.bot.log.Enabled(s.work, slog.LevelDebug) {
		s.bot.log.Debug("A message was tried.", "update", row.Update, "outgoing", row.ID, "method", method, "ended", endOf(err), "took", took)
	}
}

// unmark takes back that a Once row is about to be sent: that it is tried again means that it surely was not.
func (s *sender) unmark(row *row) error {
	if !row.marked {
		return nil
	}
	row.marked = false
	return s.outbox.NotAttempted(s.work, row.ID)
}

// done completes a result with what names its row.
func done(row *row, result content.Result) landing {
	result.Outgoing, result.Chat, result.Key, result.EditKey = row.ID, row.Chat, row.Key, row.EditKey
	return landing{result: &result}
}

// land takes in what became of a lane's first row and returns the lane that the worker serves next, or nil.
func (s *sender) land(l *lane, landed landing) *lane {
	row := l.first
	s.mu.Lock()
	now := time.Now()
	s.count(l, landed, now)
	switch {
	case landed.result != nil:
		s.remember(row, landed.result)
		l.state = laneSettling
		s.unsettled++
		l.pause.reset()
	case landed.load:
		row.asked = true
		s.load(l, row.ID-1)
	case landed.hushed:
		s.later(l, now.Add(l.hushed), now)
	case landed.store != nil:
		if !l.pause.failing() {
			s.bot.log.Error("A message cannot be marked as about to be sent; it waits.", "update", row.Update, "outgoing", row.ID, "cause", landed.store)
		}
		s.later(l, now.Add(l.pause.next()), now)
	default:
		s.retry(l, landed.fault, now)
	}
	next := s.next(now)
	s.start(now)
	s.mu.Unlock()
	if landed.result != nil {
		s.note(row, landed.result)
		s.bot.finished(row, landed.result)
		s.results <- settled{l, landed.result}
	}
	return next
}

// remember keeps the highest number of a new message in a private chat. mu is held.
func (s *sender) remember(row *row, result *content.Result) {
	if row.To > 0 && !row.changes() && result.Outcome == content.Delivered && int64(result.Message) > s.newest.Load() {
		s.newest.Store(int64(result.Message))
	}
}

// count takes a try off the requests under way, and counts it against the limits if there was a request. mu is held.
func (s *sender) count(l *lane, landed landing, now time.Time) {
	s.running--
	if l.low {
		s.flying--
	}
	placed := l.flight != nil // it still holds its place in the window
	if placed {
		s.flights.Remove(l.flight)
		l.flight = nil
	}
	if !landed.sent {
		if placed {
			s.window.giveBack()
		}
		return
	}
	if placed {
		s.window.over(now)
	}
	l.limit.over(s.rates, l.first.To < 0, now)
	f := landed.fault
	switch {
	case f == nil || f.certainty == definite:
		s.say(slog.LevelInfo, s.weather.fine(l.chat), nil)
	case errors.Is(f, context.Canceled): // at the end, by ourselves
	default:
		s.say(slog.LevelWarn, s.weather.failed(l.chat, f.certainty == unsent, l.started, now), f)
		if landed.result != nil {
			s.weather.forget(l.chat)
		}
	}
}

// retry lets a lane wait and try its first row again. mu is held.
func (s *sender) retry(l *lane, f *fault, now time.Time) {
	switch {
	case f.code == http.StatusUnauthorized:
		s.stopping = true
		s.bot.giveUp(errRevoked)
		s.later(l, now, now)
	case f.flooded():
		s.flood(l, f, now)
	case f.astray():
		if !l.pause.failing() {
			s.bot.log.Warn("The Bot API server does not know what to do with a message; it waits. Check BOT_API_URL.", "cause", f.Error())
		}
		s.later(l, now.Add(l.pause.next()), now)
	case f.certainty == definite && l.first.anew:
		s.later(l, now, now)
	case f.certainty == definite:
		s.bot.log.Error("Telegram cannot read our markup; the message goes out as plain text.", "update", l.first.Update, "outgoing", l.first.ID, "cause", f.Error())
		s.later(l, now, now)
	case f.certainty == unsent: // the weather holds back all lanes
		s.later(l, now, now)
	default:
		s.later(l, now.Add(l.pause.next()), now)
	}
}

// flood obeys Telegram asking to slow down: never a moment earlier, and a little later so that lanes do not all return at once.
func (s *sender) flood(l *lane, f *fault, now time.Time) {
	row := l.first
	row.floods++
	until := now.Add(f.retryAfter + margin + rand.N(250*time.Millisecond)) //nolint:gosec // only spreads load
	all, level := s.weather.flood(until, row.floods > 1), slog.LevelDebug
	if s.weather.tellFlood(now) {
		level = slog.LevelWarn
	}
	s.bot.log.Log(s.work, level, "Telegram asks to slow down.", "update", row.Update, "seconds", f.retryAfter.Seconds(), "chat", row.Chat, "all", all)
	s.later(l, until, now)
}

// later schedules a lane whose first row is to be sent once more, not before a time. mu is held.
func (s *sender) later(l *lane, until, now time.Time) {
	s.feeding.awake -= len(l.rows)
	l.until = until
	s.schedule(l, now)
}

// say logs a sentence about how sending goes, if there is one.
func (s *sender) say(level slog.Level, words string, f *fault) {
	switch {
	case words == "":
	case f == nil:
		s.bot.log.Log(s.work, level, words)
	default:
		s.bot.log.Log(s.work, level, words, "cause", f.Error())
	}
}

// note logs a result that someone may have to look into.
func (s *sender) note(row *row, result *content.Result) {
	switch result.Outcome {
	case content.Delivered, content.Absent:
	case content.Unreachable:
		s.bot.log.Debug("A chat cannot be reached.", "update", row.Update, "chat", row.Chat, "outgoing", row.ID, "cause", result.Reason)
	case content.Moved:
		s.bot.log.Info("A group became a supergroup.", "chat", row.Chat)
	case content.Unsure:
		s.bot.log.Warn("A message may have been sent; it is not sent again.", "update", row.Update, "chat", row.Chat, "outgoing", row.ID, "cause", result.Reason)
	default:
		s.bot.log.Warn("Telegram refuses a message.", "update", row.Update, "chat", row.Chat, "outgoing", row.ID, "cause", result.Reason)
	}
}
