package handlers

import (
	"context"
	"sync"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// belongsFor is how long Telegram's word on who belongs to the moderation chat is believed.
	belongsFor = 5 * time.Minute
	// askWithin is how long a batch waits for that word at most.
	askWithin = 3 * time.Second
	// askAgainIn is when it is asked again for a word that did not come.
	askAgainIn = time.Second
	// askAtOnce is how many are asked about at the same time, and mostRemembered how many answers are kept: more come from a program.
	askAtOnce, mostRemembered = 8, 10_000
)

// members remembers for a while who belongs to the moderation chat.
type members struct {
	mu    sync.Mutex
	known map[content.TelegramID]belonging
}

// belonging is Telegram's word on one person. Asked tells that it was asked for and did not come.
type belonging struct {
	member, asked bool
	until         time.Time
}

func (m *members) of(person content.TelegramID, now time.Time) (belonging, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, known := m.known[person]
	return b, known && b.until.After(now)
}

func (m *members) set(person content.TelegramID, b belonging) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil || len(m.known) >= mostRemembered {
		m.known = map[content.TelegramID]belonging{}
	}
	m.known[person] = b
}

// meetMembers asks Telegram, before the transaction, which of a batch's people belong to the moderation chat, where that decides what they may do and is not known.
// Whoever it does not tell about in time is told to try again. About people who are acted on, and about those whose comments are judged, it is asked after the
// transaction, through the outbox: that can wait, and must not be lost (see onceKnown).
func (n *Newsroom) meetMembers(ctx context.Context, batch []content.Incoming) error {
	unknown := n.unknownMembers(batch)
	if len(unknown) == 0 {
		return nil
	}
	chat, err := n.moderationChat(ctx)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	var asking sync.WaitGroup
	room := make(chan struct{}, askAtOnce)
	for person, at := range unknown {
		asking.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			member, err := n.belongs(ctx, chat, person)
			if err != nil {
				n.log.Warn("Telegram does not tell who belongs to the moderation chat", "cause", err)
				n.members.set(person, belonging{asked: true, until: at.Add(askAgainIn)})
				return
			}
			n.members.set(person, belonging{member: member, until: at.Add(belongsFor)})
		})
	}
	asking.Wait()
	return nil
}

// unknownMembers are the people of a batch about whom Telegram is to be asked, with the time.
func (n *Newsroom) unknownMembers(batch []content.Incoming) map[content.TelegramID]time.Time {
	unknown := map[content.TelegramID]time.Time{}
	if n.moderation == 0 || n.belongs == nil {
		return unknown
	}
	for i := range batch {
		in := &batch[i]
		if in.From.ID == 0 || n.roleGiven(in.From.ID) >= content.RoleModerator || !n.wantsModerator(in) {
			continue
		}
		if _, known := n.members.of(in.From.ID, in.At); !known {
			unknown[in.From.ID] = in.At
		}
	}
	return unknown
}

// wantsModerator tells whether what came is for moderators. What readers do is passed over: Telegram is not asked because of them.
func (n *Newsroom) wantsModerator(in *content.Incoming) bool {
	switch {
	case in.Kind == content.KindPress:
		verb, _ := cutVerb(in.Press.Data)
		return n.routes.desk[verb] != nil
	case in.Kind != content.KindMessage:
		return false
	case in.Message.Command != "":
		return n.routes.commands[in.Message.Command].who == content.RoleModerator
	case in.Chat.Kind == content.ChatPrivate:
		return false
	}
	return in.Chat.ID == n.moderation && in.Message.ReplyTo != 0
}

// moderationChat is where the moderation chat is to be found now: it may have become a supergroup.
func (n *Newsroom) moderationChat(ctx context.Context) (at content.TelegramID, err error) {
	at = n.moderation
	err = n.store.View(ctx, func(tx *storage.Tx) error {
		chat, err := tx.ChatOf(n.moderation)
		if content.CodeOf(err) == content.NotFound {
			return nil
		}
		if err == nil {
			at, err = tx.TelegramOf(chat)
		}
		return err
	})
	return at, err
}

// memberChanged takes in that somebody came into the moderation chat, or left it.
func memberChanged(t *turn) error {
	if t.atDesk {
		t.members.set(t.in.Member.Whose, belonging{member: t.in.Member.Present, until: t.tx.Now().Add(belongsFor)})
	}
	return nil
}

// role is what the person who acts may do. Whoever belongs to the moderation chat is a moderator; whoever speaks in the name of a chat is nobody.
func (t *turn) role() content.Role {
	return t.roleOf(t.in.From.ID)
}

// roleOf is what somebody may do, as far as it is known now: Telegram may not have told lately whether they belong to the moderation chat.
func (t *turn) roleOf(account content.TelegramID) content.Role {
	role := t.roleGiven(account)
	if role >= content.RoleModerator || t.moderation == 0 || account == 0 {
		return role
	}
	if b, known := t.members.of(account, t.tx.Now()); known && b.member {
		return content.RoleModerator
	}
	return role
}

// may refuses whoever lacks a role, and says whose it is.
func (t *turn) may(role content.Role) error {
	if t.role() >= role {
		return nil
	}
	key := forWhom[role]
	if b, known := t.members.of(t.in.From.ID, t.in.At); known && b.asked && role == content.RoleModerator {
		key = phrases.DeskUnchecked
	}
	return &content.Error{Code: content.NotFound, Op: "handlers.may", Key: string(key)}
}

// forWhom says for whom a command is.
var forWhom = map[content.Role]phrases.Key{
	content.RoleModerator: phrases.ForModerators, content.RoleEditor: phrases.ForEditors, content.RoleOwner: phrases.ForOwners,
}
