package main

import (
	"io"
	"log/slog"

	"aitys/bot"
)

// newLog writes to w in the given format ("text" or "json"), with everything that looks like a token blotted out.
func newLog(w io.Writer, level slog.Level, format string) *slog.Logger {
	o := &slog.HandlerOptions{Level: level}
	var handler slog.Handler = slog.NewTextHandler(w, o)
	if format == "json" {
		handler = slog.NewJSONHandler(w, o)
	}
	return slog.New(bot.RedactHandler(handler))
}
