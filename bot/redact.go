package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"regexp"
	"strings"
)

// hidden stands where a token stood.
const hidden = "[token]"

// tokens finds bot tokens, also in an address that escaped the colon.
var tokens = regexp.MustCompile(`\d+(?::|%3[Aa])[\w-]{35,}`)

// Redact returns s with every bot token in it replaced by "[token]".
func Redact(s string) string {
	if !strings.ContainsAny(s, ":%") {
		return s
	}
	return tokens.ReplaceAllString(s, hidden)
}

// redact is Redact that also knows this bot's own token, whatever its form.
func (b *Bot) redact(s string) string {
	if b.token != "" {
		s = strings.ReplaceAll(s, b.token, hidden)
		s = strings.ReplaceAll(s, url.PathEscape(b.token), hidden)
	}
	return Redact(s)
}

// cause returns an error's words without its address, which holds the token: url.Error repeats it in full.
func (b *Bot) cause(err error) string {
	var address *url.Error
	if errors.As(err, &address) {
		err = address.Err
	}
	return b.redact(err.Error())
}

// RedactHandler returns a handler that redacts messages and attributes before next sees them.
func RedactHandler(next slog.Handler) slog.Handler { return redacting{next} }

type redacting struct{ next slog.Handler }

// Enabled is slog's.
func (h redacting) Enabled(ctx context.Context, level slog.Level) bool {
	return h.next.Enabled(ctx, level)
}

// Handle is slog's.
func (h redacting) Handle(ctx context.Context, record slog.Record) error {
	clean := slog.NewRecord(record.Time, record.Level, Redact(record.Message), record.PC)
	record.Attrs(func(attr slog.Attr) bool {
		clean.AddAttrs(redactAttr(attr))
		return true
	})
	return h.next.Handle(ctx, clean)
}

// WithAttrs is slog's.
func (h redacting) WithAttrs(attrs []slog.Attr) slog.Handler {
	clean := make([]slog.Attr, len(attrs))
	for i, attr := range attrs {
		clean[i] = redactAttr(attr)
	}
	return redacting{h.next.WithAttrs(clean)}
}

// WithGroup is slog's.
func (h redacting) WithGroup(name string) slog.Handler {
	return redacting{h.next.WithGroup(Redact(name))}
}

func redactAttr(attr slog.Attr) slog.Attr {
	return slog.Attr{Key: Redact(attr.Key), Value: redactValue(attr.Value.Resolve())}
}

func redactValue(value slog.Value) slog.Value {
	switch value.Kind() {
	case slog.KindString:
		return slog.StringValue(Redact(value.String()))
	case slog.KindGroup:
		group := value.Group()
		clean := make([]slog.Attr, len(group))
		for i, attr := range group {
			clean[i] = redactAttr(attr)
		}
		return slog.GroupValue(clean...)
	case slog.KindAny:
		return redactAny(value)
	}
	return value
}

// redactAny keeps a value of an arbitrary type as it is unless a token would be read in it; errors always become their words.
func redactAny(value slog.Value) slog.Value {
	if err, ok := value.Any().(error); ok {
		return slog.StringValue(Redact(err.Error()))
	}
	words := fmt.Sprintf("%+v", value.Any())
	if clean := Redact(words); clean != words {
		return slog.StringValue(clean)
	}
	if raw, ok := value.Any().([]byte); ok {
		return slog.StringValue(Redact(string(raw)))
	}
	return value
}
