package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// dialoguePlain holds a text that was sent without saying what for, while its author is asked. No text belongs to it: a newer one is asked
// about anew.
const dialoguePlain = "plain"

// plainNote is what was said, on what it would be an opinion, and by which message.
type plainNote struct {
	subject
	Text    string            `json:"text"`
	Message content.MessageID `json:"message"`
}

// What the buttons below the question do.
const (
	plainSend   = "send"
	plainCancel = "cancel"
)

// plainText answers a text that is no command and belongs to no dialogue: nothing is submitted by itself.
func (t *turn) plainText() error {
	published, err := t.current()
	if err != nil {
		return err
	}
	return t.askPlain(subject{Article: published.ID})
}

// askPlain asks whether the text that came is to be sent as an opinion. What cannot be one is answered with what can.
func (t *turn) askPlain(about subject) error {
	words := strings.TrimSpace(t.in.Message.Text)
	if refusal := wordsFit(words); refusal != nil {
		if refusal.Key == string(phrases.OpinionTooLong) {
			return refusal
		}
		t.send(t.voice.Say(phrases.GotText), nil, t.keys())
		return nil
	}
	published, err := t.tx.Article(about.Article)
	if err != nil {
		return err
	}
	if err := t.begin(dialoguePlain, plainNote{about, words, t.in.Message.ID}); err != nil {
		return err
	}
	data := func(what string) string {
		return string(toPlain) + "." + what + "." + strconv.FormatInt(int64(t.in.Message.ID), 10)
	}
	t.show(screen{
		text: t.voice.Say(phrases.PlainAsk, phrases.Args{"On": t.subjectName(published, about.Section)}),
		rows: [][]link{{
			{label: t.voice.Plain(phrases.ButtonSend), data: data(plainSend)},
			{label: t.voice.Plain(phrases.ButtonCancel), data: data(plainCancel)},
		}},
	})
	return nil
}

// plainPress sends the text that waits as an opinion, or drops it. The button names the message that held the text: below an older question
// it must not send a newer text.
func plainPress(t *turn) error {
	what, message, _ := strings.Cut(t.argument, ".")
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err != nil {
		return err
	}
	gone := &content.Error{Code: content.Conflict, Op: "handlers.plainPress", Key: string(phrases.PressPlainGone)}
	if !under || dialogue.Work != dialoguePlain {
		return gone
	}
	var note plainNote
	if err := noted(dialogue.Note, &note); err != nil {
		return err
	}
	if message != strconv.FormatInt(int64(note.Message), 10) {
		return gone
	}
	switch what {
	case plainSend:
		return t.submit(opinionNote{subject: note.subject}, note.Text)
	case plainCancel:
		t.show(screen{text: t.voice.Say(phrases.CancelDone)})
		return t.tx.End(t.reader.ID)
	}
	return stale("handlers.plainPress")
}
