package bot

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"aitys/content"
)

// certainty says what a failed request may have done.
type certainty int

const (
	ambiguous certainty = iota // it may have taken effect: a timeout, a broken connection, an answer that nobody understands
	unsent                     // it never left: no connection was made
	definite                   // Telegram says no
)

// fault is a request that failed. Its words are redacted.
type fault struct {
	method     string
	certainty  certainty
	code       int    // Telegram's error code, where the answer was Telegram's
	words      string // Telegram's description, or the cause
	retryAfter time.Duration
	movedTo    content.TelegramID
	after      error // context.Canceled or context.DeadlineExceeded where that was the cause
}

// Error returns what failed and why, without the token.
func (f *fault) Error() string {
	if f.code != 0 {
		return fmt.Sprintf("%s: %s (%d)", f.method, f.words, f.code)
	}
	return f.method + ": " + f.words
}

// Unwrap returns the context's error where the request was cut off by it. Other causes are not kept: their words may hold the token.
func (f *fault) Unwrap() error { return f.after }

// flooded tells that Telegram asks to slow down.
func (f *fault) flooded() bool { return f.certainty == definite && f.retryAfter > 0 }

// astray tells that the refusal is not about what was asked: the server does not know the bot or the method, or the bot is being moved to another
// server. What waits is kept for when that is over.
func (f *fault) astray() bool {
	return f.certainty == definite && (f.code == http.StatusNotFound || f.code == http.StatusConflict ||
		strings.Contains(strings.ToLower(f.words), "logged out"))
}

// fault names what went wrong with a request, in words without the token.
func (b *Bot) fault(method string, err error) *fault {
	f := &fault{method: method, words: b.cause(err)}
	var refusal *tgbotapi.Error
	if errors.As(err, &refusal) {
		f.refusedWith(refusal)
		return f
	}
	f.after = sentinel(err)
	if neverLeft(err) {
		f.certainty = unsent
	}
	return f
}

// refusedWith takes over what Telegram says. A 5xx, or an error without a code, is no word of Telegram's that one can rely on.
func (f *fault) refusedWith(refusal *tgbotapi.Error) {
	f.code = refusal.Code
	if refusal.Code < http.StatusBadRequest || refusal.Code >= http.StatusInternalServerError {
		return
	}
	f.certainty = definite
	f.movedTo = content.TelegramID(refusal.MigrateToChatID)
	f.retryAfter = time.Duration(min(refusal.RetryAfter, 24*60*60)) * time.Second
	if refusal.Code == http.StatusTooManyRequests && f.retryAfter <= 0 {
		f.retryAfter = time.Second
	}
}

// neverLeft tells that no connection was made, so that the server cannot have seen the request.
func neverLeft(err error) bool {
	var network *net.OpError
	if errors.As(err, &network) && (network.Op == "dial" || network.Op == "proxyconnect") {
		return true
	}
	var certificate *tls.CertificateVerificationError
	return errors.As(err, &certificate)
}

// asFault returns the fault in err's chain. Whatever is none counts as ambiguous.
func asFault(err error) *fault {
	var f *fault
	if errors.As(err, &f) {
		return f
	}
	return &fault{words: Redact(err.Error()), after: sentinel(err)}
}

// sentinel returns the context's error in err's chain, or nil.
func sentinel(err error) error {
	for _, end := range []error{context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, end) {
			return end
		}
	}
	return nil
}
