package handlers

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/phrases"
)

// deed is what a moderator lays upon a person. It waits until Telegram has told what the person is in the discussion group: whoever administers that is never touched.
type deed struct {
	Kind content.SanctionKind `json:"kind"`
	Lift bool                 `json:"lift,omitempty"` // end what runs; Kind is empty
	// Takedown: delete Comment, and do nothing about its author; Kind is empty.
	Takedown bool             `json:"takedown,omitempty"`
	Person   content.ReaderID `json:"person"`
	For      time.Duration    `json:"for,omitempty"` // 0: for good
	Reason   string           `json:"reason,omitempty"`

	By    content.ReaderID  `json:"by"`
	Lang  content.Lang      `json:"lang"`
	Chat  content.ChatID    `json:"chat"` // where the moderator is answered
	Reply content.MessageID `json:"reply,omitempty"`
	Group bool              `json:"group,omitempty"` // that is the discussion group, where nobody is shamed

	Comment content.CommentID `json:"comment,omitempty"` // the one that was replied to
}

// matter is what waits for what a person is in the discussion group and in the moderation chat. One of Deed, Held and Quiet is set.
type matter struct {
	Deed  *deed             `json:"deed,omitempty"`
	Held  content.CommentID `json:"held,omitempty"`  // a comment that the filters noticed
	Quiet *hushed           `json:"quiet,omitempty"` // a message of somebody who may not write

	Person content.ReaderID  `json:"person,omitempty"`
	AtDesk bool              `json:"atDesk,omitempty"` // the moderation chat is asked, the group has been
	Is     content.Belonging `json:"is,omitempty"`     // with AtDesk, what they are in the group
}

const (
	// workWho is the work of giving up asking what somebody is in the group; behind it stands the number of the update, or the work, that made it necessary, and its note is
	// the matter.
	workWho = "who"
	// whoKeys begins the names of those questions.
	whoKeys = "who:"
	// whoFor is how long the answer is waited for.
	whoFor = 5 * time.Minute
)

// group is our number for the discussion group; 0: there is none, or it is not known.
func (t *turn) group() (content.ChatID, error) {
	discussion := content.TelegramID(t.discussion.Load())
	if discussion == 0 || discussion == NoGroup {
		return 0, nil
	}
	return t.tx.Chat(content.Chat{ID: discussion, Kind: content.ChatGroup})
}

// onceKnown goes on with a matter once it is known what a person is in the discussion group, and that they are not of the moderation chat; at once where there is neither.
func (t *turn) onceKnown(person content.ReaderID, m matter) error {
	m.Person = person
	group, err := t.group()
	if err != nil {
		return err
	}
	number := strconv.FormatInt(int64(t.in.Update), 10)
	if t.in.Kind == content.KindDue { // what comes due has no number, and is not scheduled again while this is asked
		number = t.in.Due.Work
	}
	if group == 0 {
		return t.onceKnownAtDesk(number, m, content.Unknown)
	}
	return t.askWhatIs(group, number, m)
}

// deskAsked ends the number of a question that goes to the moderation chat.
const deskAsked = ":desk"

// onceKnownAtDesk goes on with a matter once it is known that a person is not of the moderation chat. Whoever is belongs to the newsroom, as whoever administers the group.
func (t *turn) onceKnownAtDesk(number string, m matter, is content.Belonging) error {
	if t.moderation == 0 || is == content.Administer {
		return t.goOnWith(m, is)
	}
	chat, err := t.tx.Chat(content.Chat{ID: t.moderation, Kind: content.ChatGroup})
	if err != nil {
		return err
	}
	m.AtDesk, m.Is = true, is
	return t.askWhatIs(chat, number+deskAsked, m)
}

// askWhatIs asks Telegram what a matter's person is in a chat.
func (t *turn) askWhatIs(chat content.ChatID, number string, m matter) error {
	note, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("a matter: %w", err)
	}
	t.tx.Send(content.Outgoing{Chat: chat, Action: content.ActionMember, Person: m.Person, Key: content.MessageKey(whoKeys + number)})
	return t.tx.ScheduleOnce(content.Due{Work: workWho + ":" + number, At: t.tx.Now().Add(whoFor), Note: string(note)})
}

// memberAnswered takes what a person is in a chat. Where Telegram does not say, they are taken for nobody in particular.
func memberAnswered(t *turn) error {
	work := workWho + ":" + strings.TrimPrefix(string(t.in.Result.Key), whoKeys)
	due, err := t.tx.Scheduled(work)
	if content.CodeOf(err) == content.NotFound {
		return nil // it was given up, or is a repeated answer
	}
	if err != nil {
		return err
	}
	if _, err := t.tx.Unschedule(work); err != nil {
		return err
	}
	return t.goOn(due, t.in.Result.Membership)
}

// nobodyAnswered goes on with a matter about which Telegram has said nothing for long.
func nobodyAnswered(t *turn) error { return t.goOn(*t.in.Due, content.Unknown) }

func (t *turn) goOn(due content.Due, is content.Belonging) error {
	var m matter
	if err := json.Unmarshal([]byte(due.Note), &m); err != nil {
		return fmt.Errorf("the work %q: %w", due.Work, err)
	}
	if !m.AtDesk {
		return t.onceKnownAtDesk(strings.TrimPrefix(due.Work, workWho+":"), m, is)
	}
	switch is {
	case content.Administer, content.Belongs:
		return t.goOnWith(m, content.Administer)
	case content.Outside:
		return t.goOnWith(m, m.Is)
	}
	return t.goOnWith(m, content.Unknown)
}

func (t *turn) goOnWith(m matter, is content.Belonging) error {
	switch {
	case m.Deed != nil && is == content.Administer && !m.Deed.Lift:
		return t.answerDeed(*m.Deed, phrases.SanctionStaff, nil)
	case m.Deed != nil:
		return t.carryOut(*m.Deed)
	case m.Quiet != nil:
		return t.hush(*m.Quiet, is)
	case m.Held != 0:
		return t.heldKnown(m.Held, is)
	}
	return nil
}

// answerDeed tells the moderator what became of it: where they are, and where that is the discussion group in private as far as they can be reached there.
func (t *turn) answerDeed(d deed, key phrases.Key, args phrases.Args) error {
	voice := t.Newsroom.voice(d.Lang)
	if !d.Group {
		t.tx.Send(content.Outgoing{Chat: d.Chat, Action: content.ActionSend, ReplyTo: d.Reply, Text: voice.Say(key, args)})
		return nil
	}
	said := phrases.SanctionInGroup
	if key == phrases.SanctionStaff {
		said = phrases.SanctionStaffInGroup
	}
	group := t.Newsroom.voice(t.language)
	t.passAway(content.Outgoing{
		Chat: d.Chat, Key: content.MessageKey(passingKeys + "deed:" + strconv.FormatInt(int64(d.Reply), 10)), Text: group.Say(said), ReplyTo: d.Reply,
	})
	moderator, err := t.tx.ReaderByID(d.By)
	if content.CodeOf(err) == content.NotFound || err == nil && !started(moderator) {
		return nil
	}
	if err == nil {
		t.sendUnasked(t.tx, content.Outgoing{Chat: moderator.Chat(), Action: content.ActionSend, Text: voice.Say(key, args)})
	}
	return err
}
