package handlers

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

const (
	// usualBan is how long a ban lasts unless told.
	usualBan = 7 * 24 * time.Hour
	// longestReason is how long a reason may be, in graphemes.
	longestReason = 300
)

// sanctionUsage says how each command is used.
var sanctionUsage = map[content.SanctionKind]phrases.Key{
	content.Warned: phrases.WarnHow, content.Muted: phrases.MuteHow, content.Banned: phrases.BanHow, content.Premoderated: phrases.PremodHow, "": phrases.UnbanHow,
}

func warnCommand(t *turn) error   { return t.sanction(content.Warned) }
func premodCommand(t *turn) error { return t.sanction(content.Premoderated) }
func muteCommand(t *turn) error   { return t.sanction(content.Muted) }
func banCommand(t *turn) error    { return t.sanction(content.Banned) }

// unbanCommand ends whatever runs: /unban USER.
func unbanCommand(t *turn) error { return t.sanction("") }

// sanction takes a command about a person: whom, for how long, and why. An empty kind lifts.
func (t *turn) sanction(kind content.SanctionKind) error {
	d, rest, err := t.aboutWhom(kind)
	if err != nil {
		return err
	}
	if d.By, err = t.actor(); err != nil {
		return err
	}
	d.Kind, d.Lift, d.Lang, d.Chat, d.Reply = kind, kind == "", t.own().Lang(), t.chat, t.answering()
	forGood := false
	switch kind {
	case content.Muted:
		if d.For, rest, err = howLong(rest); err == nil && d.For == 0 {
			err = &content.Error{Code: content.Invalid, Op: "handlers.sanction", Key: string(phrases.MuteHow)}
		}
	case content.Banned:
		word, after, _ := strings.Cut(rest, " ")
		if forGood = content.IsForever(word); forGood {
			rest = after
		} else if d.For, rest, err = howLong(rest); d.For == 0 {
			d.For = usualBan
		}
	}
	if err != nil {
		return err
	}
	d.Reason = text.Truncate(text.NormaliseLine(rest), longestReason)
	if forGood {
		return t.askForGood(d)
	}
	return t.onceKnown(d.Person, matter{Deed: &d})
}

// howLong reads the duration with which words begin, and returns what stands behind it. Words that begin with none, and not with a digit either, have 0.
func howLong(words string) (time.Duration, string, error) {
	word, rest, _ := strings.Cut(words, " ")
	length, err := content.ParseDuration(word)
	key := phrases.DurationUnread
	switch {
	case err == nil:
		return length, rest, nil
	case errors.Is(err, content.ErrNoDuration) && (word == "" || word[0] < '0' || word[0] > '9'):
		return 0, words, nil
	case errors.Is(err, content.ErrTooShort):
		key = phrases.DurationShort
	case errors.Is(err, content.ErrTooLong):
		key = phrases.DurationLong
	}
	return 0, words, &content.Error{Code: content.Invalid, Op: "handlers.howLong", Key: string(key), Args: phrases.Args{"Given": echo(word)}}
}

// aboutWhom finds out whom a command is about: in the group the author of the comment to which it replies, elsewhere the person whose number comes first. It refuses
// whoever may not be touched, and returns what stands behind.
func (t *turn) aboutWhom(kind content.SanctionKind) (d deed, rest string, err error) {
	if d.Group, err = t.discussing(); err != nil {
		return d, "", err
	}
	if d.Group {
		c, err := t.repliedComment(sanctionUsage[kind])
		if err == nil && c.Who != content.ByPerson {
			err = &content.Error{Code: content.Conflict, Op: "handlers.aboutWhom", Key: string(phrases.SanctionStaff)}
		}
		if err != nil {
			return d, "", err
		}
		d.Person, d.Comment, rest = content.ReaderID(c.Author), c.ID, t.argument
	} else {
		word, after, _ := strings.Cut(t.argument, " ")
		number, unread := strconv.ParseInt(word, 10, 64)
		if unread != nil {
			return d, "", &content.Error{Code: content.Invalid, Op: "handlers.aboutWhom", Key: string(sanctionUsage[kind])}
		}
		d.Person, rest = content.ReaderID(number), after
	}
	return d, strings.TrimSpace(rest), t.touchable(d.Person)
}

// discussing tells whether the message stands in the discussion group, where people are meant by a reply and nobody is shamed; elsewhere they are meant by number.
func (t *turn) discussing() (bool, error) {
	group, err := t.group()
	return !t.private && (group == 0 || group == t.chat), err
}

// touchable refuses to do anything about nobody, and about those who belong to the newsroom.
func (t *turn) touchable(number content.ReaderID) error {
	person, err := t.tx.PersonOf(number)
	if content.CodeOf(err) == content.NotFound {
		given := phrases.Args{"Person": strconv.FormatInt(int64(number), 10)}
		return &content.Error{Code: content.NotFound, Op: "handlers.touchable", Key: string(phrases.SanctionNobody), Args: given}
	}
	if err == nil && (person.Account < 0 || t.roleOf(person.Account) >= content.RoleModerator) {
		err = &content.Error{Code: content.Conflict, Op: "handlers.touchable", Key: string(phrases.SanctionStaff)}
	}
	return err
}

const (
	// workForGood forgets the question whether a ban is to have no end; behind it stands the number of the update that asked for it, and its note is the deed.
	workForGood = "forgood"
	forGoodFor  = 10 * time.Minute
)

// askForGood asks in private whether a ban is to have no end.
func (t *turn) askForGood(d deed) error {
	note, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("a deed: %w", err)
	}
	moderator, err := t.tx.ReaderByID(d.By)
	if err != nil {
		return err
	}
	if !t.private && !started(moderator) {
		return &content.Error{Code: content.Conflict, Op: "handlers.askForGood", Key: string(phrases.PrivateOnly)}
	}
	number := strconv.FormatInt(int64(t.in.Update), 10)
	voice := t.own()
	rows := [][]link{{
		{label: voice.Plain(phrases.ButtonForGoodNo), data: string(toForGood) + "." + number + ".no"},
		{label: voice.Plain(phrases.ButtonForGoodYes), data: string(toForGood) + "." + number + ".yes"},
	}}
	t.tx.Send(content.Outgoing{
		Chat: moderator.Chat(), Action: content.ActionSend, Text: voice.Say(phrases.BanForGoodAsk, phrases.Args{"Person": numeral(d.Person)}), Buttons: buttonsIn(rows, true),
	})
	return t.tx.ScheduleOnce(content.Due{Work: workForGood + ":" + number, At: t.tx.Now().Add(forGoodFor), Note: string(note)})
}

// forGoodPress takes the answer of the moderator who was asked: UPDATE.yes or UPDATE.no.
func forGoodPress(t *turn) error {
	if err := t.may(content.RoleModerator); err != nil {
		return err
	}
	number, answer, _ := strings.Cut(t.argument, ".")
	due, err := t.tx.Scheduled(workForGood + ":" + number)
	var d deed
	if err == nil {
		err = json.Unmarshal([]byte(due.Note), &d)
	}
	if content.CodeOf(err) == content.NotFound || err == nil && d.By != t.reader.ID {
		return stale("handlers.forGoodPress")
	}
	if err != nil {
		return err
	}
	if _, err := t.tx.Unschedule(due.Work); err != nil {
		return err
	}
	if answer != "yes" {
		t.show(screen{text: t.voice.Say(phrases.BanForGoodNot)})
		return nil
	}
	if err := t.touchable(d.Person); err != nil {
		return err
	}
	t.show(screen{text: t.voice.Say(phrases.BanForGoodBegun, phrases.Args{"Person": numeral(d.Person)})})
	return t.onceKnown(d.Person, matter{Deed: &d})
}

// forgetForGood lets a question go that nobody has answered.
func forgetForGood(*turn) error { return nil }

// numeral writes somebody's number.
func numeral(person content.ReaderID) string { return strconv.FormatInt(int64(person), 10) }
