package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Inspection is what Telegram says about the bot to whoever looks for what is wrong with it.
type Inspection struct {
	Username string
	ReadsAll bool          // privacy mode is off: the bot sees all that is written in its groups, not commands alone
	Webhook  bool          // updates go to a webhook, not to whoever polls
	Waiting  int           // updates that nobody has taken yet
	Ahead    time.Duration // how far this machine's clock is ahead of Telegram's, to a second or so
}

// Inspect asks Telegram once about the bot, and changes nothing: unlike Connect it neither insists nor removes a webhook. The bot that it returns is for
// further questions. The error is one sentence that says what to do, or ctx's.
func Inspect(ctx context.Context, config Config) (*Bot, Inspection, error) {
	b, endpoint, err := newBot(config)
	if err != nil {
		return nil, Inspection{}, err
	}
	watch := &dated{next: b.transport, now: b.now}
	b.transport = watch
	if err := b.login(ctx, endpoint); err != nil {
		return nil, Inspection{}, unanswered(ctx, err)
	}
	found := Inspection{Username: b.Username(), ReadsAll: b.api.Self.CanReadAllGroupMessages, Ahead: watch.ahead()}
	var hook struct {
		URL     string `json:"url"`
		Waiting int    `json:"pending_update_count"`
	}
	if err := b.ask(ctx, "getWebhookInfo", tgbotapi.Params{}, &hook); err != nil {
		return nil, Inspection{}, unanswered(ctx, err)
	}
	found.Webhook, found.Waiting = hook.URL != "", hook.Waiting
	return b, found, nil
}

// unanswered says what to do about a question that Telegram did not answer.
func unanswered(ctx context.Context, err error) error {
	f := asFault(err)
	if f.certainty == definite && !f.flooded() {
		return refusal(f)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("Telegram cannot be reached: see to the network, the proxy and BOT_API_URL (%w)", f)
}

// PolledElsewhere tells whether another program takes this bot's updates. It polls for a while itself, which the other one notices, and confirms nothing: no
// update is lost by it. The error says that Telegram could not be asked.
func (b *Bot) PolledElsewhere(ctx context.Context, while time.Duration) (bool, error) {
	end := time.Now().Add(while)
	for again := true; again; {
		left := max(0, time.Until(end))
		again = left > 0
		params := tgbotapi.Params{"limit": "1", "timeout": fmt.Sprint(int(left.Round(time.Second).Seconds()))}
		_, err := b.requestArray(ctx, left+pollSlack, "getUpdates", params)
		var f *fault
		switch {
		case errors.As(err, &f) && f.certainty == definite && f.code == http.StatusConflict:
			return !strings.Contains(f.words, "webhook"), nil
		case err != nil:
			return false, unanswered(ctx, err)
		}
		wait(ctx, min(hasty, max(0, time.Until(end)))) // updates wait, so that the answer came at once: the other one may be between two polls
	}
	return false, ctx.Err()
}

// dated notes by how much this machine's clock differs from the one in the answers.
type dated struct {
	next http.RoundTripper
	now  func() time.Time

	mu         sync.Mutex
	difference time.Duration
}

// RoundTrip is http's.
func (d *dated) RoundTrip(request *http.Request) (*http.Response, error) {
	began := d.now()
	response, err := d.next.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	const resolution = time.Second // of the header
	if there, unread := http.ParseTime(response.Header.Get("Date")); unread == nil {
		here := began.Add(d.now().Sub(began) / 2)
		d.mu.Lock()
		d.difference = here.Sub(there.Add(resolution / 2))
		d.mu.Unlock()
	}
	return response, nil
}

func (d *dated) ahead() time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.difference
}
