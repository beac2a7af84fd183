package main

import (
	"context"
	"log/slog"
	"time"

	"aitys/bot"
	"aitys/handlers"
)

const (
	// findWithin bounds the first look for the discussion group, for which the first poll waits.
	findWithin = 3 * time.Second
	// findEvery is how often it is looked for again.
	findEvery = 30 * time.Second
)

// discussion finds the group that is linked to the channel, unless the configuration names it.
type discussion struct {
	config   config
	telegram *bot.Bot
	newsroom *handlers.Newsroom
	log      *slog.Logger
}

// find asks Telegram once; true when there is nothing more to find. Until it is found no group is served, since it may be any.
func (d discussion) find(ctx context.Context) bool {
	if d.config.Discussion != 0 || d.config.Channel == 0 {
		return true
	}
	d.newsroom.Discuss(handlers.NoGroup)
	ctx, cancel := context.WithTimeout(ctx, findWithin)
	defer cancel()
	if d.ask(ctx) {
		return true
	}
	d.log.Warn("Telegram does not tell which group discusses the channel, so no group is served: make the bot an administrator of the channel and "+
		"link a group to it in its settings, or set DISCUSSION_CHAT_ID", "channel", int64(d.config.Channel))
	return false
}

// keepFinding asks until the group is known or ctx ends.
func (d discussion) keepFinding(ctx context.Context) {
	every(ctx, findEvery, func(time.Time) bool {
		known := d.ask(ctx)
		if known {
			d.log.Info("the channel's discussion group is known now")
		}
		return known
	})
}

func (d discussion) ask(ctx context.Context) bool {
	group, err := d.telegram.LinkedChat(ctx, d.config.Channel)
	if err != nil || group == 0 {
		d.log.Debug("no discussion group", "channel", int64(d.config.Channel), "cause", err)
		return false
	}
	d.newsroom.Discuss(group)
	return true
}
