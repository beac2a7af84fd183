package main

import (
	"context"
	"log/slog"
	"time"

	"aitys/bot"
	"aitys/content"
	"aitys/handlers"
)

// askChannelEvery is how often it is looked how the channel is called, and how often it is tried again while Telegram does not tell.
const (
	askChannelEvery = time.Hour
	askChannelAgain = 30 * time.Second
)

// followChannel tells the newsroom how its channel is called and whether it is public, until ctx ends.
func followChannel(ctx context.Context, channel content.TelegramID, telegram *bot.Bot, newsroom *handlers.Newsroom, log *slog.Logger) {
	if channel == 0 {
		return
	}
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		next := askChannelEvery
		title, username, err := telegram.Masthead(ctx, channel)
		if err == nil {
			newsroom.Appear(handlers.Masthead{Title: title, Username: username})
		} else {
			next = askChannelAgain
			log.Debug("Telegram does not tell how the channel is called", "cause", err)
		}
		timer.Reset(next)
	}
}
