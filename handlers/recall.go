package handlers

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// workFarewell is the work of giving up taking somebody's comments out of the group; its note is what is left to be done. See storage.FarewellWork.
	workFarewell = storage.WorkFarewell
	// recallFor is for how long it is tried. The number ends an hour after the person was erased.
	recallFor = 50 * time.Minute
	// recallKeys begins the names of the requests, behind it stands the same number.
	recallKeys = "recall:"
	// recallTries is after how many single messages that Telegram refuses to delete, and none that it did, nothing more is tried: the bot may not delete there.
	recallTries = 3
)

// recall is what is left of taking somebody's comments out of the group. Messages are deleted a hundred at once. Telegram deletes none of those that are named together
// where one may not be deleted: then half of them are tried.
type recall struct {
	Lang    content.Lang `json:"lang"`
	Waits   []recallIn   `json:"waits"`
	Asked   int          `json:"asked"` // how many of the first of Waits are being deleted
	Size    int          `json:"size"`  // how many are tried at once
	Deleted int          `json:"deleted"`
	Refused int          `json:"refused"`
}

// recallIn are messages of one group.
type recallIn struct {
	Chat     content.ChatID      `json:"chat"`
	Messages []content.MessageID `json:"messages"`
}

// recallAll begins to delete what somebody who was erased has said in groups. T.chat is where they are told of what could not be deleted.
func (t *turn) recallAll(said []storage.Said, lang content.Lang) error {
	if len(said) == 0 {
		return nil
	}
	r := recall{Lang: lang, Size: content.MostDeleted}
	for _, one := range said {
		r.add(one)
	}
	return t.goOnRecall(t.chat, &r, t.tx.Now().Add(recallFor))
}

func (r *recall) add(one storage.Said) {
	if one.Message < 0 {
		r.Refused++
		return
	}
	for i := range r.Waits {
		if r.Waits[i].Chat == one.Chat {
			r.Waits[i].Messages = append(r.Waits[i].Messages, one.Message)
			return
		}
	}
	r.Waits = append(r.Waits, recallIn{one.Chat, []content.MessageID{one.Message}})
}

// goOnRecall asks for the next messages to be deleted, and notes what is left; where nothing is, it tells the person of what could not be.
func (t *turn) goOnRecall(person content.ChatID, r *recall, until time.Time) error {
	if len(r.Waits) == 0 {
		return t.endRecall(person, r)
	}
	in := r.Waits[0]
	place, err := t.tx.TelegramOf(in.Chat)
	if content.CodeOf(err) == content.NotFound {
		r.giveUp(1)
		return t.goOnRecall(person, r, until)
	}
	if err != nil {
		return err
	}
	r.Asked = min(r.Size, len(in.Messages))
	t.tx.Send(content.Outgoing{
		Chat: in.Chat, Action: content.ActionDeleteAll, In: place, Messages: in.Messages[:r.Asked], Low: true,
		Key: content.MessageKey(recallKeys + strconv.FormatInt(int64(person), 10)),
	})
	note, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("what is to be recalled: %w", err)
	}
	return t.tx.ScheduleOnce(content.Due{Work: storage.FarewellWork(person), At: until, Note: string(note)})
}

// recallAnswered takes what became of one request.
func recallAnswered(t *turn) error {
	number, err := t.numberBehind(recallKeys)
	if err != nil {
		return err
	}
	person := content.ChatID(number)
	due, err := t.tx.Scheduled(storage.FarewellWork(person))
	if content.CodeOf(err) == content.NotFound {
		return nil // it was given up
	}
	if err != nil {
		return err
	}
	r, err := recallOf(due)
	if err != nil {
		return err
	}
	if _, err := t.tx.Unschedule(due.Work); err != nil {
		return err
	}
	r.answered(t.in.Result.Outcome)
	return t.goOnRecall(person, r, due.At)
}

func recallOf(due content.Due) (*recall, error) {
	r := new(recall)
	if err := json.Unmarshal([]byte(due.Note), r); err != nil {
		return nil, fmt.Errorf("the work %q: %w", due.Work, err)
	}
	return r, nil
}

// answered takes off the list what was deleted, or may not be.
func (r *recall) answered(outcome content.Outcome) {
	switch {
	case outcome == content.Delivered:
		r.Deleted += r.Asked
		r.Size = min(content.MostDeleted, 2*r.Size)
	case r.Asked > 1:
		r.Size = r.Asked / 2
		return
	default:
		r.Refused++
	}
	r.drop(r.Asked)
	if r.Deleted == 0 && r.Refused >= recallTries {
		r.giveUp(len(r.Waits))
	}
}

// drop takes the first messages off the list.
func (r *recall) drop(messages int) {
	in := &r.Waits[0]
	if in.Messages = in.Messages[messages:]; len(in.Messages) == 0 {
		r.Waits = r.Waits[1:]
	}
}

// giveUp counts all messages of the first groups as refused.
func (r *recall) giveUp(groups int) {
	for _, in := range r.Waits[:groups] {
		r.Refused += len(in.Messages)
	}
	r.Waits = r.Waits[groups:]
}

// giveUpRecall ends what has taken too long.
func giveUpRecall(t *turn) error {
	person, _, err := workedOn[content.ChatID](t)
	if err != nil {
		return err
	}
	r, err := recallOf(*t.in.Due)
	if err != nil {
		return err
	}
	r.giveUp(len(r.Waits))
	return t.endRecall(person, r)
}

// endRecall tells the person of what could not be deleted, where they can still be told.
func (t *turn) endRecall(person content.ChatID, r *recall) error {
	_, err := t.tx.TelegramOf(person)
	known := err == nil
	if err != nil && content.CodeOf(err) != content.NotFound {
		return err
	}
	if known && r.Refused > 0 {
		said := t.Newsroom.voice(r.Lang).Count(phrases.ForgetRefused, r.Refused)
		t.tx.Send(content.Outgoing{Chat: person, Action: content.ActionSend, Text: said})
		return nil
	}
	return t.tx.EndFarewell(person)
}

// unsayKeys begins the names of the requests to delete one comment that its author has withdrawn; behind it stands its number.
const unsayKeys = "unsay:"

// unsay deletes a comment that stands in the group. Its author is told there where that cannot be done.
func (t *turn) unsay(c content.Comment) error {
	place, err := t.tx.TelegramOf(c.Chat)
	if err != nil {
		return err
	}
	t.tx.Send(content.Outgoing{
		Chat: c.Chat, Action: content.ActionDeleteAll, In: place, Messages: []content.MessageID{c.Message},
		Key: content.MessageKey(unsayKeys + strconv.FormatInt(int64(c.Message), 10)),
	})
	return nil
}

// unsaid tells that a comment could not be deleted.
func unsaid(t *turn) error {
	if t.in.Result.Outcome != content.Refused {
		return nil
	}
	number, err := t.numberBehind(unsayKeys)
	if err != nil {
		return err
	}
	t.passAway(content.Outgoing{
		Chat: t.in.Result.Chat, Key: content.MessageKey(passingKeys + string(t.in.Result.Key)), Text: t.voice.Say(phrases.CommentNotDeleted), ReplyTo: content.MessageID(number),
	})
	return nil
}
