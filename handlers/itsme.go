package handlers

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

// workItsMe is the work of forgetting an anonymous administrator's command; behind it stands the command's update, and its note is the command.
const workItsMe = "its-me"

// itsMeFor is how long it waits for whoever gave it: as long as Telegram keeps a press.
const itsMeFor = 150 * time.Second

// unsigned is a command that was given in the name of the group.
type unsigned struct {
	Name     string            `json:"name"`
	Argument string            `json:"argument"`
	Message  content.MessageID `json:"message"`
	ReplyTo  content.MessageID `json:"replyTo"`
	Thread   content.MessageID `json:"thread"`
}

func itsMeKey(update content.UpdateID) content.MessageKey {
	return content.MessageKey(fmt.Sprintf("its-me:%d", update))
}

// anonymous tells that an administrator writes in the name of the very group: who it is, only a press tells.
func (t *turn) anonymous() bool {
	return t.in.From.ID == 0 && t.in.Message != nil && t.in.Message.OnBehalf == t.in.Chat.ID
}

// askWho asks an anonymous administrator to show by a press who gives the command: the account that presses is judged.
func (t *turn) askWho(name, argument string) error {
	m := t.in.Message
	note, err := json.Marshal(unsigned{name, argument, m.ID, m.ReplyTo, m.Thread})
	if err != nil {
		return err
	}
	update := strconv.FormatInt(int64(t.in.Update), 36)
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionSend, Key: itsMeKey(t.in.Update), Text: t.voice.Say(phrases.DeskWhoIsIt, phrases.Args{"Command": name}),
		ReplyTo: m.ID, Silent: true, Once: true,
		Buttons: [][]content.Button{{{Text: t.voice.Plain(phrases.ButtonItsMe), Press: string(toItsMe) + "." + update}}},
	})
	return t.tx.ScheduleOnce(content.Due{Work: workOn(workItsMe, t.in.Update), At: t.tx.Now().Add(itsMeFor), Note: string(note)})
}

// itsMePress runs an anonymous administrator's command for whoever pressed, if they may. It runs once.
func itsMePress(t *turn) error {
	number, err := strconv.ParseInt(t.argument, 36, 64)
	if err != nil {
		return stale("handlers.itsMePress")
	}
	update := content.UpdateID(number)
	due, err := t.tx.Scheduled(workOn(workItsMe, update))
	if content.CodeOf(err) == content.NotFound {
		return t.lateItsMe()
	}
	var u unsigned
	if err == nil {
		err = json.Unmarshal([]byte(due.Note), &u)
	}
	if err != nil {
		return err
	}
	command := t.routes.commands[u.Name]
	if err := t.may(command.who); err != nil {
		return err
	}
	if _, err := t.tx.Unschedule(due.Work); err != nil {
		return err
	}
	t.tx.Send(content.Outgoing{Chat: t.chat, Action: content.ActionDelete, EditKey: itsMeKey(update)})
	return t.refused(t.tx.Guard(false, func() error { return t.inTheNameOf(u, command) }))
}

// refused tells whoever pressed why their command was not carried out, and lets the question go all the same. Of other errors nothing is undone here.
func (t *turn) refused(err error) error {
	var refusal *content.Error
	if storage.Failing(err) || !errors.As(err, &refusal) || refusal.Key == "" {
		return err
	}
	t.refuse(refusal)
	return nil
}

// lateItsMe answers the press of a question that waits no more. One whose number never became known, since the answer to its sending was lost, is taken away.
func (t *turn) lateItsMe() error {
	if t.private || t.may(content.RoleModerator) != nil {
		return stale("handlers.lateItsMe")
	}
	if _, err := t.tx.KeyOf(t.chat, t.in.Press.Message); content.CodeOf(err) != content.NotFound {
		return cmp.Or(err, stale("handlers.lateItsMe"))
	}
	t.answer.Text, t.answer.Alert = t.own().Plain(phrases.PressStale), true
	t.tx.Send(content.Outgoing{Chat: t.chat, Action: content.ActionDelete, Edit: t.in.Press.Message})
	return nil
}

// inTheNameOf runs a command as if the presser had written it.
func (t *turn) inTheNameOf(u unsigned, command command) error {
	in := *t.in
	in.Kind, in.Press = content.KindMessage, nil
	in.Message = &content.Message{ID: u.Message, ReplyTo: u.ReplyTo, Thread: u.Thread, Command: u.Name, Argument: u.Argument}
	press := t.in
	t.in, t.argument, t.route = &in, u.Argument, "/"+u.Name
	err := command.run(t)
	t.in = press
	return err
}

// itsNobody takes the question away where nobody has pressed.
func itsNobody(t *turn) error {
	update, _, err := workedOn[content.UpdateID](t)
	if err != nil {
		return err
	}
	chat, message, err := t.tx.MessageOf(itsMeKey(update))
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	t.tx.Send(content.Outgoing{Chat: chat, Action: content.ActionDelete, Edit: message})
	return t.tx.Unname(itsMeKey(update))
}
