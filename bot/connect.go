package bot

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Telegram is the base address of Telegram's own Bot API server.
const Telegram = "https://api.telegram.org"

// What a wrong configuration is told. Each says what to do.
var (
	errNoToken = errors.New("BOT_TOKEN is not a bot token: copy the whole token that @BotFather gave you, like 123456789:AAE…, into BOT_TOKEN")
	errToken   = errors.New("Telegram does not know this BOT_TOKEN: copy it again from @BotFather (/mybots, API Token), since a revoked or mistyped token never works")
	// A malformed token and a wrong path are refused with the same 404.
	errTokenOrAddress = errors.New("there is no such bot at the Bot API server: copy BOT_TOKEN again from @BotFather (/mybots, API Token), and check BOT_API_URL if you set it")

	errAddress = errors.New("BOT_API_URL is not the address of a Bot API server: give one like https://api.telegram.org, or leave it out")
)

// Connect asks Telegram who the bot is and makes sure that no webhook stands in the way of polling; updates that wait are kept. While the
// server cannot be reached it tries again until ctx ends, and says so. The error is one sentence that says what to do, or ctx's.
func Connect(ctx context.Context, config Config) (*Bot, error) {
	b, endpoint, err := newBot(config)
	if err != nil {
		return nil, err
	}
	if err := b.insist(ctx, func() error { return b.login(ctx, endpoint) }); err != nil {
		return nil, err
	}
	unhook := func() error {
		return b.ask(ctx, "deleteWebhook", tgbotapi.Params{"drop_pending_updates": "false"}, new(bool))
	}
	if err := b.insist(ctx, unhook); err != nil {
		return nil, err
	}
	return b, nil
}

// newBot returns a bot that has not spoken with the server yet, and the form of the server's addresses.
func newBot(config Config) (*Bot, string, error) {
	endpoint, err := endpointOf(config.URL)
	if err != nil {
		return nil, "", err
	}
	if config.Token == "" || strings.ContainsFunc(config.Token, notOfTokens) {
		return nil, "", errNoToken
	}
	b := &Bot{
		token: config.Token, transport: config.Transport, log: config.Log, now: config.Now, rate: config.SendRate, quiet: config.Quiet, painter: config.Painter, scribe: config.Scribe, clerk: config.Clerk,
		base: baseOf(config.URL), watcher: config.Watcher, contained: config.Contain, width: cmp.Or(config.Width, width),
		woken: make(chan struct{}, 1), dead: make(chan struct{}),
	}
	switch {
	case config.May != nil:
		b.leash = newLeash(config.May, config.Transport)
		b.transport = b.leash
	case b.transport == nil:
		b.transport = NewTransport(1)
	}
	if b.watcher == nil {
		b.watcher = nobody{}
	}
	b.beats.start()
	if b.log == nil {
		b.log = slog.Default()
	}
	if b.now == nil {
		b.now = time.Now
	}
	return b, endpoint, nil
}

// notOfTokens tells the characters that stand in no token, and would change the address that it becomes a part of.
func notOfTokens(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`/?#%&\"'<>`, r) }

// baseOf is a server's address without what stands at its end.
func baseOf(address string) string {
	if address == "" {
		address = Telegram
	}
	return strings.TrimRight(address, "/")
}

// endpointOf returns the library's form of a server's address: "%s" for the token and for the method.
func endpointOf(base string) (string, error) {
	if base == "" {
		base = Telegram
	}
	parsed, err := url.Parse(base)
	if err != nil || parsed.Host == "" || (parsed.Scheme != "https" && parsed.Scheme != "http") || parsed.RawQuery != "" || parsed.Fragment != "" {
		return "", errAddress
	}
	return strings.ReplaceAll(strings.TrimRight(base, "/"), "%", "%%") + "/bot%s/%s", nil
}

// login lets the library make its client, which asks getMe.
func (b *Bot) login(ctx context.Context, endpoint string) error {
	ctx, cancel := context.WithTimeout(ctx, requestTime)
	defer cancel()
	api, err := tgbotapi.NewBotAPIWithClient(b.token, endpoint, call{ctx: ctx, transport: b.transport})
	if err != nil {
		return b.fault("getMe", err)
	}
	if api.Self.ID == 0 {
		return b.fault("getMe", errors.New("the answer names no account"))
	}
	b.api = api
	return nil
}

// insist calls try until it succeeds, Telegram refuses for good, or ctx ends.
func (b *Bot) insist(ctx context.Context, try func() error) error {
	pause := pauses{first: 500 * time.Millisecond, longest: 30 * time.Second}
	for {
		err := try()
		if err == nil {
			if pause.reset() {
				b.log.Info("Telegram answers again.")
			}
			return nil
		}
		f := asFault(err)
		if f.certainty == definite && !f.flooded() {
			return refusal(f)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if !pause.failing() {
			b.log.Warn("Telegram cannot be reached; Aitys keeps trying.", "cause", f.Error())
		}
		if !wait(ctx, max(pause.next(), f.retryAfter)) {
			return ctx.Err()
		}
	}
}

// refusal says what to do about a definite no at the start.
func refusal(f *fault) error {
	switch f.code {
	case http.StatusUnauthorized:
		return errToken
	case http.StatusNotFound:
		return errTokenOrAddress
	}
	return f
}
