package main

import (
	"context"
	"time"

	"aitys/bot"
	"aitys/content"
)

// How far the clock may be off: dates in messages are Telegram's, while times at which something is due are ours.
const (
	clockOff   = 5 * time.Second
	clockWrong = time.Minute
	// askWithin bounds what Telegram is asked in all.
	askWithin = 20 * time.Second
)

func (d *doctor) token(ctx context.Context) []finding {
	if d.Token == "" {
		return []finding{{fault, "token: BOT_TOKEN is empty, so that nothing can be asked of Telegram", "get one from @BotFather (/newbot) and put it into .env"}}
	}
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	telegram, found, err := bot.Inspect(ctx, bot.Config{Token: d.Token, URL: d.APIURL, Log: quiet, Now: d.now})
	if err != nil {
		return []finding{{fault, "token: " + err.Error(), "nothing else can be asked of Telegram until then"}}
	}
	d.telegram, d.found = telegram, found
	return []finding{ok("token: the bot is @%s", found.Username)}
}

func (d *doctor) clock(context.Context) []finding {
	if d.telegram == nil {
		return nil
	}
	ahead := d.found.Ahead.Round(time.Second)
	f := finding{what: "clock: " + ahead.Abs().String() + " ahead of Telegram's", remedy: "let the system keep the time (timedatectl set-ntp true)"}
	if ahead < 0 {
		f.what = "clock: " + ahead.Abs().String() + " behind Telegram's"
	}
	switch {
	case ahead.Abs() > clockWrong:
		f.level = fault
	case ahead.Abs() > clockOff:
		f.level = warning
	default:
		return []finding{ok("clock: as Telegram's")}
	}
	return []finding{f}
}

func (d *doctor) webhook(context.Context) []finding {
	switch {
	case d.telegram == nil:
		return nil
	case !d.found.Webhook:
		return []finding{ok("webhook: none is set; %d updates wait", d.found.Waiting)}
	}
	return []finding{{fault, "webhook: another program has set one, so that updates go there", "stop that program or give it a token of its own; aitys run removes the webhook at its start"}}
}

// poller finds out whether another program takes the updates. A bot that is at work here would only be disturbed: it says so itself where there are two.
func (d *doctor) poller(ctx context.Context) []finding {
	switch {
	case d.telegram == nil || d.found.Webhook:
		return nil
	case d.inUse:
		return []finding{ok("polling: the bot is at work here; its log tells when another program polls too")}
	}
	elsewhere, err := d.telegram.PolledElsewhere(ctx, d.watch)
	switch {
	case err != nil:
		return []finding{{warning, "polling: " + err.Error(), "try again"}}
	case elsewhere:
		return []finding{{fault, "polling: another program takes this bot's updates", "stop it, or give one of the two a token of its own from @BotFather"}}
	}
	return []finding{ok("polling: no other program takes the updates")}
}

func (d *doctor) channel(ctx context.Context) []finding {
	switch {
	case d.telegram == nil:
		return nil
	case d.Channel == 0:
		return []finding{ok("channel: none is named in CHANNEL_ID")}
	}
	standing, err := d.telegram.Standing(ctx, d.Channel)
	switch {
	case err != nil:
		return []finding{{warning, "channel: " + err.Error(), "try again"}}
	case !standing.Present:
		return []finding{{fault, "channel: Telegram knows no such channel, or the bot is not in it", "see to CHANNEL_ID, and make the bot an administrator of the channel"}}
	case !standing.Admin:
		return []finding{{fault, "channel: the bot is no administrator", "make it one in the channel's settings, with the right to post"}}
	case !standing.Write:
		return []finding{{fault, "channel: the bot may not post", "give it the right to post messages, in the channel's administrators"}}
	}
	return []finding{ok("channel: the bot is an administrator and may post")}
}

// group checks the discussion group: which it is, and what the bot may do there.
func (d *doctor) group(ctx context.Context) []finding {
	if d.telegram == nil {
		return nil
	}
	group, all := d.discussionGroup(ctx)
	if group == 0 {
		return append(all, d.privacy(false)...)
	}
	standing, err := d.telegram.Standing(ctx, group)
	switch {
	case err != nil:
		return append(all, finding{warning, "group: " + err.Error(), "try again"})
	case !standing.Present:
		return append(all, finding{fault, "group: the bot is not in the discussion group, or there is no such group", "add the bot to the group that is linked to the channel, as an administrator"})
	case !standing.Write:
		all = append(all, finding{fault, "group: the bot may not write in the discussion group", "lift the restriction, or make the bot an administrator of the group"})
	case standing.Chat != group:
		all = append(all, finding{warning, "group: it became a supergroup and has another id", "put the new id into DISCUSSION_CHAT_ID: the channel's settings show it"})
	default:
		all = append(all, ok("group: the bot may write in it"))
	}
	return append(append(all, d.powers(standing)...), d.privacy(standing.Admin)...)
}

// discussionGroup returns the group that is linked to the channel or, where that cannot be told, the one in the settings; 0: there is none.
func (d *doctor) discussionGroup(ctx context.Context) (content.TelegramID, []finding) {
	if d.Channel == 0 {
		if d.Discussion == 0 {
			return 0, []finding{ok("group: none is named, so that any group that the bot is in is served")}
		}
		return d.Discussion, nil
	}
	linked, err := d.telegram.LinkedChat(ctx, d.Channel)
	switch {
	case err != nil: // the check of the channel has said why
		return d.Discussion, nil
	case linked == 0 && d.Discussion == 0:
		return 0, []finding{{warning, "group: no discussion group is linked to the channel", "link one in the channel's settings (Discussion), or set DISCUSSION_CHAT_ID"}}
	case linked == 0:
		return d.Discussion, []finding{{warning, "group: no discussion group is linked to the channel, though DISCUSSION_CHAT_ID names one", "link it in the channel's settings (Discussion)"}}
	case d.Discussion != 0 && d.Discussion != linked:
		return d.Discussion, []finding{{fault, "group: DISCUSSION_CHAT_ID names another group than the one that is linked to the channel", "leave DISCUSSION_CHAT_ID empty, or link that group in the channel's settings"}}
	}
	return linked, nil
}

// privacy tells whether the bot sees what people write in groups.
func (d *doctor) privacy(admin bool) []finding {
	switch {
	case d.found.ReadsAll:
		return []finding{ok("privacy mode: off, the bot sees all that is written in its groups")}
	case admin:
		return []finding{ok("privacy mode: on, and without effect where the bot is an administrator")}
	}
	return []finding{{
		warning, "privacy mode: on, the bot sees only commands and replies to itself in groups",
		"make it an administrator of the discussion group; or switch it off at @BotFather (/setprivacy, Disable), then remove the bot from the group and add it again",
	}}
}
