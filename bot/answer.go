package bot

import (
	"context"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"aitys/content"
)

const (
	// answerLife is how long an answer is worth sending: about a minute after the press Telegram no longer takes it.
	answerLife = 45 * time.Second
	// answerTime is the deadline of one try.
	answerTime = 10 * time.Second
	// answerWidth is how many answers are on their way at once, and answersMost how many wait for that.
	answerWidth = 32
	answersMost = 2000
)

// answerer ends the waiting of people who pressed buttons. Answers go out at once, beside the outbox and its limits, and expire.
type answerer struct {
	bot     *Bot
	work    context.Context // of requests; set before add
	workers sync.WaitGroup

	mu      sync.Mutex
	waiting []expiring
	running int
}

type expiring struct {
	content.Answer
	until time.Time
}

// add sends answers, without waiting for that. When too many wait, the oldest are dropped: they are the first to expire.
func (a *answerer) add(answers []content.Answer) {
	if len(answers) == 0 {
		return
	}
	until := time.Now().Add(answerLife)
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, answer := range answers {
		a.waiting = append(a.waiting, expiring{answer, until})
	}
	if over := len(a.waiting) - answersMost; over > 0 {
		a.bot.log.Warn("Too many button presses wait for an answer; the oldest get none.", "presses", over)
		a.waiting = append([]expiring(nil), a.waiting[over:]...)
	}
	for a.running < min(answerWidth, len(a.waiting)) {
		a.running++
		a.workers.Add(1)
		go a.serve()
	}
}

// serve sends answers until none waits.
func (a *answerer) serve() {
	defer a.workers.Done()
	defer a.bot.contain()
	for {
		a.mu.Lock()
		if len(a.waiting) == 0 {
			a.running--
			a.mu.Unlock()
			return
		}
		answer := a.waiting[0]
		a.waiting = a.waiting[1:]
		a.mu.Unlock()
		a.send(answer)
	}
}

// send tries one answer until Telegram takes or refuses it, or it has expired. That it came too late is nobody's error.
func (a *answerer) send(answer expiring) {
	ctx, cancel := context.WithDeadline(a.work, answer.until)
	defer cancel()
	params := tgbotapi.Params{"callback_query_id": answer.Press}
	params.AddNonEmpty("text", answer.Text)
	if answer.Alert {
		params["show_alert"] = "true"
	}
	pause := pauses{first: 500 * time.Millisecond, longest: 10 * time.Second}
	for ctx.Err() == nil {
		_, err := a.bot.request(ctx, answerTime, "answerCallbackQuery", params)
		if err == nil {
			a.bot.log.Debug("A button press was answered.", "update", answer.Update)
			return
		}
		f := asFault(err)
		if f.certainty == definite && !f.flooded() {
			a.bot.log.Debug("A button press could not be answered.", "update", answer.Update, "cause", f.Error())
			return
		}
		wait(ctx, max(pause.next(), f.retryAfter))
	}
}
