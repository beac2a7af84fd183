package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// audience is a chat in which moderators read, with the voice in which they are spoken to there.
type audience struct {
	chat  content.ChatID
	voice *phrases.Voice
}

// moderators is where they are told something: in the moderation chat where there is one, else each in private.
func (t *turn) moderators() (all []audience, err error) {
	if t.moderation != 0 {
		chat, err := t.tx.Chat(content.Chat{ID: t.moderation, Kind: content.ChatGroup})
		return []audience{{chat, t.Newsroom.voice(t.language)}}, err
	}
	for account, role := range t.staff() {
		if role < content.RoleModerator {
			continue
		}
		reader, err := t.tx.Reader(account)
		switch {
		case content.CodeOf(err) == content.NotFound || err == nil && reader.Unreachable:
		case err != nil:
			return nil, err
		default:
			all = append(all, audience{reader.Chat(), t.Newsroom.voice(reader.Language(t.language))})
		}
	}
	return all, nil
}

// tellModerators tells those who moderate something, without a sound.
func (t *turn) tellModerators(say func(*phrases.Voice) content.HTML) error {
	all, err := t.moderators()
	for _, to := range all {
		t.sendUnasked(t.tx, content.Outgoing{Chat: to.chat, Action: content.ActionSend, Text: say(to.voice), Silent: true})
	}
	return err
}
