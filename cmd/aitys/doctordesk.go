package main

import (
	"context"

	"aitys/bot"
)

// powers checks what the bot may do about comments in the discussion group. Where it is no administrator at all, the check of what it sees says so.
func (d *doctor) powers(standing bot.Standing) (all []finding) {
	if !standing.Admin {
		return nil
	}
	const where = ", in the group's administrators"
	if !standing.Delete {
		all = append(all, finding{warning, "group: the bot may not delete messages, so that comments which are rejected or withdrawn stay", "give it the right to delete messages" + where})
	}
	if !standing.Restrict {
		all = append(all, finding{warning, "group: the bot may not ban, so that whoever is muted or banned goes on writing", "give it the right to ban users" + where})
	}
	if len(all) == 0 {
		all = append(all, ok("group: the bot may delete messages and ban"))
	}
	return all
}

// desk checks what the bot may do in the moderators' group.
func (d *doctor) desk(ctx context.Context) []finding {
	switch {
	case d.telegram == nil:
		return nil
	case d.Moderation == 0:
		return []finding{ok("moderators: no group is named in MODERATION_CHAT_ID; they use /queue in private")}
	}
	standing, err := d.telegram.Standing(ctx, d.Moderation)
	switch {
	case err != nil:
		return []finding{{warning, "moderators: " + err.Error(), "try again"}}
	case !standing.Present:
		return []finding{{fault, "moderators: the bot is not in their group, or there is no such group", "see to MODERATION_CHAT_ID, and add the bot to the group as an administrator"}}
	case !standing.Admin:
		return []finding{{fault, "moderators: the bot is no administrator of their group, so that it does not learn who belongs to it", "make it one, with the rights to delete and to pin messages"}}
	}
	return d.deskPowers(standing)
}

func (d *doctor) deskPowers(standing bot.Standing) (all []finding) {
	const where = ", in the administrators of the moderators' group"
	if !standing.Pin {
		all = append(all, finding{warning, "moderators: the bot may not pin the message that counts what waits", "give it the right to pin messages" + where})
	}
	if !standing.Delete {
		all = append(all, finding{warning, "moderators: the bot may not delete messages: answers that are of use for a moment stay", "give it the right to delete messages" + where})
	}
	if standing.Chat != d.Moderation {
		all = append(all, finding{warning, "moderators: their group became a supergroup and has another id", "put the new id into MODERATION_CHAT_ID; until then it is followed"})
	}
	if len(all) == 0 {
		all = append(all, ok("moderators: the bot is an administrator of their group, and may pin and delete"))
	}
	return all
}
