package handlers

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// dialoguePlain holds a text that may belong to a dialogue, while its author is asked. No other text belongs to it: a newer one is asked about anew.
const dialoguePlain = "plain"

// plainNote is what was said, by which message, and the dialogue to which it may belong. Without a text the message was too long to be an opinion,
// and more of it may come.
type plainNote struct {
	Work    string            `json:"work"`
	Note    string            `json:"note"`
	Text    string            `json:"text,omitempty"`
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

// askPlain asks whether the text that came is to be sent as an opinion.
func (t *turn) askPlain(about subject) error {
	note, err := json.Marshal(opinionNote{subject: about})
	if err != nil {
		return fmt.Errorf("the note of a dialogue: %w", err)
	}
	return t.doubt(dialogueOpinion, string(note))
}

// doubt asks whether the text that came is what a dialogue waits for: it began long ago, or its reader has done something else since. What cannot be
// that is answered with what can.
func (t *turn) doubt(work, note string) error {
	words := strings.TrimSpace(t.in.Message.Text)
	question, err := t.routes.dialogues[work].question(t, note)
	if err != nil {
		return err
	}
	if question == "" {
		return t.plainText()
	}
	if refusal := wordsFit(words); refusal != nil && work != dialoguePen {
		if refusal.Key == string(phrases.OpinionTooLong) {
			return t.spilt(refusal, plainNote{Work: work, Note: note})
		}
		t.send(t.voice.Say(phrases.GotText), nil, t.keys())
		return nil
	}
	if err := t.begin(dialoguePlain, plainNote{work, note, words, t.in.Message.ID}); err != nil {
		return err
	}
	data := func(what string) string {
		return string(toPlain) + "." + what + "." + strconv.FormatInt(int64(t.in.Message.ID), 10)
	}
	t.show(screen{text: question, rows: [][]link{{
		{label: t.voice.Plain(phrases.ButtonSend), data: data(plainSend)},
		{label: t.voice.Plain(phrases.ButtonCancel), data: data(plainCancel)},
	}}})
	return nil
}

// spilt says why a text of which more may come is not taken.
func (t *turn) spilt(refusal *content.Error, about plainNote) error {
	about.Message = t.in.Message.ID
	t.say(t.voice.Say(phrases.Key(refusal.Key), refusal.Args))
	return t.begin(dialoguePlain, about)
}

// plainSaid takes a text while a question stands above, or after one that was too long. The rest of that is not asked about.
func plainSaid(t *turn, note, words string) error {
	var about plainNote
	if err := noted(note, &about); err != nil {
		return err
	}
	if about.Text != "" {
		return t.plainText()
	}
	if refusal := t.weigh(words, about.Message); refusal != nil && refusal.Key == string(phrases.OpinionRest) {
		return t.spilt(refusal, about)
	}
	return t.doubt(about.Work, about.Note)
}

// plainPress sends the text that waits to where it may belong, or drops it. The button names the message that held the text: below an older question
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
	if note.Text == "" || message != strconv.FormatInt(int64(note.Message), 10) {
		return gone
	}
	switch what {
	case plainSend:
		return t.routes.dialogues[note.Work].said(t, note.Note, note.Text)
	case plainCancel:
		t.show(screen{text: t.voice.Say(phrases.CancelDone)})
		return t.tx.End(t.reader.ID)
	}
	return stale("handlers.plainPress")
}
