package bot

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"aitys/content"
)

const (
	// pollTime is how long the server may keep a poll waiting for updates; it allows no more.
	pollTime = 50 * time.Second
	// pollSlack is what a poll's deadline adds to that: equal deadlines would end idle polls as failures.
	pollSlack = 15 * time.Second
	pollLimit = 100
	// hasty is the pause after an empty answer that came at once: some server in between does not keep polls waiting.
	hasty     = 250 * time.Millisecond
	pollKinds = `["message","edited_message","callback_query","my_chat_member","chat_member","poll_answer"]`
)

// poller takes updates to the inbox. The next poll's offset confirms a batch to Telegram, so it is asked only once the batch is stored.
type poller struct {
	bot     *Bot
	inbox   Inbox
	answers *answerer
	decoder decoder
	next    content.UpdateID // the offset; 0: whatever waits
	pause   pauses
	said    string // the complaint that was logged last, while it lasts
}

func newPoller(b *Bot, inbox Inbox, answers *answerer) *poller {
	return &poller{
		bot: b, inbox: inbox, answers: answers,
		decoder: decoder{username: strings.ToLower(b.Username()), now: b.stamp},
		pause:   pauses{first: 500 * time.Millisecond, longest: 30 * time.Second},
	}
}

// run polls until ctx ends. What was received by then is still stored, for which work is the context. An error says that Telegram no
// longer accepts the token.
func (p *poller) run(ctx, work context.Context) error {
	for ctx.Err() == nil {
		began := time.Now()
		p.bot.beats.polling.now()
		updates, err := p.poll(ctx)
		p.bot.beats.polling.now()
		if err == nil && len(updates) == 0 && time.Since(began) < time.Second {
			wait(ctx, hasty)
		}
		if err != nil {
			if err := p.failed(ctx, asFault(err)); err != nil {
				return err
			}
			continue
		}
		p.bot.beats.polled.now()
		if !p.take(ctx, work, updates) {
			return nil
		}
		p.confirm(ctx, updates)
	}
	return nil
}

// poll asks for the next batch and decodes it.
func (p *poller) poll(ctx context.Context) ([]content.Incoming, error) {
	params := tgbotapi.Params{
		"limit":           strconv.Itoa(pollLimit),
		"timeout":         strconv.Itoa(int(pollTime.Seconds())),
		"allowed_updates": pollKinds,
	}
	if p.next != 0 {
		params["offset"] = strconv.FormatInt(int64(p.next), 10)
	}
	raw, err := p.bot.requestArray(ctx, pollTime+pollSlack, "getUpdates", params)
	if err != nil {
		return nil, err
	}
	batch, err := p.decoder.batch(raw)
	if err != nil {
		return nil, p.bot.fault("getUpdates", err)
	}
	return batch, nil
}

// take stores a batch, however long that takes; false when ctx ended first.
func (p *poller) take(ctx, work context.Context, batch []content.Incoming) bool {
	if len(batch) == 0 {
		return true
	}
	p.bot.received(batch)
	pause := pauses{first: 100 * time.Millisecond, longest: 30 * time.Second}
	for {
		p.bot.beats.polling.now()
		answers, err := p.inbox.Apply(work, batch)
		if err == nil {
			if pause.reset() {
				p.bot.log.Info("Updates are stored again.")
			}
			p.answers.add(answers)
			p.bot.Wake()
			return true
		}
		if !pause.failing() {
			p.bot.log.Error("Updates cannot be stored; they stay with Telegram until they can.", "cause", err)
		}
		if !wait(ctx, pause.next()) {
			return false
		}
	}
}

// confirm moves the offset behind a batch that is stored.
func (p *poller) confirm(ctx context.Context, batch []content.Incoming) {
	var last content.UpdateID
	for i := range batch {
		last = max(last, batch[i].Update)
	}
	switch {
	case last > 0:
		p.next = last + 1
	case len(batch) == 0:
		// Everything below the offset is confirmed. After an idle week Telegram may number updates from below it: ask for any.
		p.next = 0
	default:
		// Without numbers there is nothing to confirm, and the same updates would come again at once.
		p.complain("Telegram's answer holds updates without numbers; Aitys asks again.", nil)
		wait(ctx, p.pause.next())
		return
	}
	p.fine()
}

// failed waits as long as a failed poll asks for. An error ends polling for good.
func (p *poller) failed(ctx context.Context, f *fault) error {
	if ctx.Err() != nil {
		return nil
	}
	pause := max(p.pause.next(), f.retryAfter)
	switch {
	case f.certainty != definite:
		p.complain("Telegram cannot be reached; Aitys keeps trying.", f)
	case f.code == http.StatusUnauthorized:
		return errRevoked
	case f.code == http.StatusConflict && strings.Contains(f.words, "webhook"):
		p.complain("A webhook was set for this bot, so Telegram gives no updates here: remove it (deleteWebhook), or give this bot a token of its own. Aitys keeps trying.", f)
	case f.code == http.StatusConflict:
		p.complain("Another program polls with this bot's token: stop it, or give one of the two a token of its own. Aitys keeps trying.", f)
	case f.flooded():
		p.complain("Telegram asks to poll less often; Aitys waits.", f)
	default:
		p.complain("Telegram refuses to give updates; Aitys keeps trying.", f)
	}
	wait(ctx, pause)
	return nil
}

// complain logs a sentence once, until another one or fine.
func (p *poller) complain(words string, f *fault) {
	if p.said == words {
		return
	}
	p.said = words
	cause := errors.New("no update_id")
	if f != nil {
		cause = f
	}
	p.bot.log.Warn(words, "cause", cause)
}

// fine notes that a poll succeeded.
func (p *poller) fine() {
	if p.pause.reset() && p.said != "" {
		p.bot.log.Info("Telegram gives updates again.")
	}
	p.said = ""
}
