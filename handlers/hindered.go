package handlers

import (
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// toldEnough is how often somebody hears why they may not: then there is silence.
const toldEnough = 2

// maySpeak tells whether the person who acts may say something. Where not, they have been told why, or have heard it often enough.
func (t *turn) maySpeak() (bool, error) {
	standing, err := t.tx.StandingOf(t.in.From.ID)
	switch {
	case err != nil:
		return false, err
	case standing.Ban.ID != 0:
		return false, t.hinder(standing.Ban)
	case standing.Mute.ID != 0:
		return false, t.hinder(standing.Mute)
	}
	return true, nil
}

// mayJudge is maySpeak for voting and reporting.
func (t *turn) mayJudge() (bool, error) {
	standing, err := t.tx.StandingOf(t.in.From.ID)
	if err == nil && standing.Ban.ID != 0 {
		return false, t.hinder(standing.Ban)
	}
	return err == nil, err
}

// hinder tells the person who acts what holds about them, twice at most. It is no error: that they were told is to be stored. In the group nothing is said.
func (t *turn) hinder(s content.Sanction) error {
	if s.Told >= toldEnough {
		return nil
	}
	switch {
	case t.in.Kind == content.KindPress:
		t.answer.Text, t.answer.Alert = text.Truncate(unmarked(t.sanctionSaid(t.own(), s)), 190), true
	case t.private:
		t.show(t.sanctionScreen(t.voice, s))
	default:
		return nil
	}
	return t.tx.Told(s.ID)
}

// sanctionSaid says to a person what holds about them, with the reason.
func (t *turn) sanctionSaid(voice *phrases.Voice, s content.Sanction) content.HTML {
	key := map[content.SanctionKind]phrases.Key{
		content.Warned: phrases.YouWarned, content.Muted: phrases.YouMuted, content.Banned: phrases.YouBanned,
	}[s.Kind]
	if s.Kind == content.Banned && s.Until.IsZero() {
		key = phrases.YouBannedForGood
	}
	said := voice.Say(key, phrases.Args{"Until": s.Until})
	if s.Reason != "" {
		said = paragraphs(said, voice.Say(phrases.YouReason, phrases.Args{"Reason": s.Reason}))
	}
	return said
}

// sanctionScreen says it with the way to object; against a warning, which hinders nobody, there is none.
func (t *turn) sanctionScreen(voice *phrases.Voice, s content.Sanction) screen {
	if s.Kind == content.Warned {
		return screen{text: t.sanctionSaid(voice, s)}
	}
	object := link{label: voice.Plain(phrases.ButtonObject), data: string(toObject) + "." + strconv.FormatInt(int64(s.ID), 36)}
	return screen{text: paragraphs(t.sanctionSaid(voice, s), voice.Say(phrases.YouObject)), rows: [][]link{{object}}}
}

// tellSanction tells a person what was laid upon them, where they can be reached. That everything of theirs is read first they are not told.
func (t *turn) tellSanction(s content.Sanction, account content.TelegramID) error {
	reader, err := t.tx.Reader(account)
	if s.Kind == content.Premoderated || content.CodeOf(err) == content.NotFound || err == nil && !started(reader) {
		return nil
	}
	if err != nil {
		return err
	}
	shown := t.sanctionScreen(t.Newsroom.voice(reader.Language(t.language)), s)
	t.sendUnasked(t.tx, content.Outgoing{Chat: reader.Chat(), Action: content.ActionSend, Text: shown.text, Buttons: buttonsIn(shown.rows, true)})
	return t.tx.Told(s.ID)
}

// objectPress brings a sanction before the moderators again, once: SANCTION.
func objectPress(t *turn) error {
	id, err := strconv.ParseInt(t.argument, 36, 64)
	if err != nil {
		return stale("handlers.objectPress")
	}
	s, err := t.tx.Sanction(content.SanctionID(id))
	if content.CodeOf(err) == content.NotFound {
		return stale("handlers.objectPress")
	}
	if err != nil {
		return err
	}
	numbers, err := t.tx.NumbersOf(t.in.From.ID)
	if err != nil {
		return err
	}
	if !holdsNumber(numbers, s.Person) || !s.Runs(t.tx.Now()) {
		return stale("handlers.objectPress")
	}
	first, err := t.tx.Object(s.ID)
	if err != nil {
		return err
	}
	t.show(screen{text: paragraphs(t.sanctionSaid(t.voice, s), t.voice.Say(phrases.YouObjected))})
	if !first {
		return nil
	}
	if err := t.record(content.Entry{What: content.DeedAppeal, By: s.Person, Person: s.Person}); err != nil {
		return err
	}
	return t.tellModerators(func(voice *phrases.Voice) content.HTML {
		said := voice.Say(phrases.SanctionObjected, phrases.Args{"Person": numeral(s.Person)})
		if s.Reason != "" {
			said = paragraphs(said, voice.Say(phrases.YouReason, phrases.Args{"Reason": s.Reason}))
		}
		return said
	})
}

func holdsNumber(numbers []content.ReaderID, one content.ReaderID) bool {
	for _, number := range numbers {
		if number == one {
			return true
		}
	}
	return false
}

// hushed is a message in the group of somebody who may not write.
type hushed struct {
	Sanction content.SanctionID  `json:"sanction"`
	Chat     content.ChatID      `json:"chat"`
	Message  content.MessageID   `json:"message"`
	Author   content.CommenterID `json:"author"`
}

// silenced takes a message out of the group whose author may not write there; false where they may.
func (t *turn) silenced() (bool, error) {
	if t.in.Message.OnBehalf != 0 || t.role() >= content.RoleModerator {
		return false, nil
	}
	standing, err := t.tx.StandingOf(t.in.From.ID)
	if err != nil || standing.MaySpeak() {
		return false, err
	}
	s := standing.Ban
	if s.ID == 0 {
		s = standing.Mute
	}
	author, err := t.tx.Commenter(t.in.From.ID)
	if err != nil {
		return false, err
	}
	return true, t.onceKnown(content.ReaderID(author), matter{Quiet: &hushed{s.ID, t.chat, t.in.Message.ID, author}})
}

// hushedFor is for how long at most Telegram keeps somebody from writing for what they said in private. Whoever writes again afterwards is kept from it again. It ends by its
// time alone: Telegram lists by name whom a restriction is taken from, and until when one lasts, and either would tell who a number that is banned, or freed, belongs to.
const hushedFor = 24 * time.Hour

// hush deletes such a message, and lets Telegram keep its author from writing more, unless they administer the group by now. It is done under the number by which they
// comment.
func (t *turn) hush(h hushed, is content.Belonging) error {
	s, err := t.tx.Sanction(h.Sanction)
	if err != nil || is == content.Administer || is == content.Unknown || !s.Runs(t.tx.Now()) {
		return ifKnown(err)
	}
	by := s.By
	if most := t.tx.Now().Add(hushedFor); s.Person != content.ReaderID(h.Author) && (s.Until.IsZero() || s.Until.After(most)) {
		s.Until = most
	}
	s.Person = content.ReaderID(h.Author)
	if err := t.deleteComment(content.Comment{Chat: h.Chat, Message: h.Message, State: content.CommentWithdrawn}, by); err != nil {
		return err
	}
	t.restrict(h.Chat, s, by)
	return nil
}

// isRestriction tells whether a key is of what is done in the group on somebody's behalf.
func isRestriction(key content.MessageKey) bool { return strings.HasPrefix(string(key), restrictKeys) }
