package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/phrases"
)

// dialoguePlain holds texts that may belong to a dialogue, each until its author has answered the question about it.
const dialoguePlain = "plain"

// plainNote is what dialoguePlain knows: to which dialogue a text that comes now may belong (Work is empty where none is known), the message that was
// too long before it, the texts that wait, the oldest first, and the messages that held those that were sent.
type plainNote struct {
	Work  string              `json:"work"`
	Note  string              `json:"note"`
	Long  spill               `json:"long"`
	Texts []waiting           `json:"texts"`
	Sent  []content.MessageID `json:"sent"`
}

// waiting is a text about which its author is asked, the dialogue to which it may belong, and the message that held it.
type waiting struct {
	Work    string            `json:"work"`
	Note    string            `json:"note"`
	Text    string            `json:"text"`
	Message content.MessageID `json:"message"`
	At      int64             `json:"at"` // when it came, in unix seconds
}

// longestWait is how long a text waits for its author while newer ones come. With those it is stored anew, and readers are told that no such text is kept
// for longer than a day: see storage.Tx.Prune.
const longestWait = time.Hour

// mostWaiting is how many texts are kept, and how many messages that were sent.
const mostWaiting = 5

// What the buttons below the question do.
const (
	plainSend   = "send"
	plainSearch = "search"
	plainCancel = "cancel"
	plainRest   = "rest" // it is the rest of a longer text
)

// kept is the note of dialoguePlain, empty where another dialogue or none is under way. Texts that have waited long are left out, lest they be stored
// again with each newer one.
func (t *turn) kept() (about plainNote, err error) {
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err == nil && under && dialogue.Work == dialoguePlain {
		err = noted(dialogue.Note, &about)
	}
	old := t.tx.Now().Add(-longestWait).Unix()
	about.Texts = slices.DeleteFunc(about.Texts, func(w waiting) bool { return w.At < old })
	return about, err
}

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
	note, err := noteOf(opinionNote{subject: about})
	if err != nil {
		return err
	}
	return t.doubt(dialogueOpinion, note, spill{})
}

// goesOn ends the dialogue in which an opinion was left. A text that comes next is asked about as one on the same section.
func (t *turn) goesOn(about subject) error {
	about.Parent = 0
	note, err := noteOf(opinionNote{subject: about})
	if err != nil {
		return err
	}
	return t.begin(dialoguePlain, plainNote{Work: dialogueOpinion, Note: note})
}

// doubt asks whether the text that came is what a dialogue waits for: it began long ago, its reader has done something else since, or the text may be the
// rest of one that was too long. What cannot be that is answered with what can.
func (t *turn) doubt(work, note string, long spill) error {
	words := strings.TrimSpace(t.in.Message.Text)
	question, err := t.routes.dialogues[work].question(t, note)
	if err != nil {
		return err
	}
	if question == "" {
		return t.plainText()
	}
	if work == dialogueOpinion {
		if refused, err := t.notTaken(note, words); refused || err != nil {
			return err
		}
	}
	if refusal := wordsFit(words); refusal != nil && work != dialoguePen && work != dialogueAnswer {
		if refusal.Key == string(phrases.OpinionTooLong) {
			return t.spilt(refusal, work, note)
		}
		t.noOpinion(words)
		return nil
	}
	about, err := t.kept()
	if err != nil {
		return err
	}
	if about.Work, about.Note = work, note; long.Message != 0 {
		about.Long = long
	}
	about.Texts = append(about.Texts, waiting{work, note, words, t.in.Message.ID, t.tx.Now().Unix()})
	about.Texts = about.Texts[max(0, len(about.Texts)-mostWaiting):]
	t.ask(question, work, about.Long)
	return t.begin(dialoguePlain, about)
}

// noOpinion answers words that can be no opinion: they may be searched for.
func (t *turn) noOpinion(words string) {
	if row := t.searchFor(words); row != nil {
		t.show(screen{text: t.voice.Say(phrases.GotText), rows: [][]link{row}})
		return
	}
	t.send(t.voice.Say(phrases.GotText), nil, t.keys())
}

// ask asks about the text that came, which may be the rest of a longer one. What may be an opinion may be meant as words to search for as well.
func (t *turn) ask(question content.HTML, work string, long spill) {
	data := func(what string) string {
		return string(toPlain) + "." + what + "." + strconv.FormatInt(int64(t.in.Message.ID), 10)
	}
	no := link{label: t.voice.Plain(phrases.ButtonCancel), data: data(plainCancel)}
	if t.mayBeRest(long) {
		question = paragraphs(t.voice.Say(phrases.PlainMayBeRest), question)
		no = link{label: t.voice.Plain(phrases.ButtonIsRest), data: data(plainRest)}
	}
	row := []link{{label: t.voice.Plain(phrases.ButtonSend), data: data(plainSend)}}
	if work == dialogueOpinion {
		row = append(row, link{label: t.voice.Plain(phrases.ButtonSearch), data: data(plainSearch)})
	}
	t.show(screen{text: question, rows: [][]link{append(row, no)}})
}

// spilt says why a text of which more may come is not taken.
func (t *turn) spilt(refusal *content.Error, work, note string) error {
	about, err := t.kept()
	if err != nil {
		return err
	}
	about.Work, about.Note, about.Long = work, note, t.spilling()
	t.say(t.voice.Say(phrases.Key(refusal.Key), refusal.Args))
	return t.begin(dialoguePlain, about)
}

// plainSaid takes a text after another that was asked about, sent, or too long. While a question about an edit or a name stands above, another text is
// hardly that too.
func plainSaid(t *turn, note, words string) error {
	var about plainNote
	if err := noted(note, &about); err != nil {
		return err
	}
	if refusal := t.weigh(words, about.Long); refusal != nil && refusal.Key == string(phrases.OpinionRest) {
		return t.spilt(refusal, about.Work, about.Note)
	}
	switch {
	case about.Work == "":
		return t.plainText()
	case len(about.Texts) == 0, t.mayBeRest(about.Long):
		return t.doubt(about.Work, about.Note, about.Long)
	case about.Work != dialogueOpinion:
		return t.plainText()
	}
	var opinion opinionNote
	if err := noted(about.Note, &opinion); err != nil {
		return err
	}
	return t.askPlain(subject{Article: opinion.Article, Section: opinion.Section})
}

// plainPress sends a text that waits to where it may belong, or drops it. The button names the message that held the text: below one question it must not
// send the text of another.
func plainPress(t *turn) error {
	what, written, _ := strings.Cut(t.argument, ".")
	message, err := strconv.ParseInt(written, 10, 64)
	if err != nil {
		return stale("handlers.plainPress")
	}
	about, err := t.kept()
	if err != nil {
		return err
	}
	if slices.Contains(about.Sent, content.MessageID(message)) {
		return &content.Error{Code: content.Conflict, Op: "handlers.plainPress", Key: string(phrases.PressPlainSent)}
	}
	i := slices.IndexFunc(about.Texts, func(w waiting) bool { return w.Message == content.MessageID(message) })
	if i < 0 {
		return &content.Error{Code: content.Conflict, Op: "handlers.plainPress", Key: string(phrases.PressPlainGone)}
	}
	pressed := about.Texts[i]
	about.Texts = slices.Delete(about.Texts, i, i+1)
	switch what {
	case plainSend:
		return t.sendPlain(pressed, about)
	case plainSearch:
		if err := t.search(pressed.Text, 0); err != nil {
			return err
		}
		return t.begin(dialoguePlain, about)
	case plainRest:
		t.show(screen{text: t.voice.Say(phrases.OpinionRest, phrases.Args{"Most": content.MaxOpinion})})
		return t.begin(dialoguePlain, about)
	case plainCancel:
		t.show(screen{text: t.voice.Say(phrases.CancelDone)})
		if len(about.Texts) == 0 {
			about = plainNote{Sent: about.Sent}
		}
		return t.begin(dialoguePlain, about)
	}
	return stale("handlers.plainPress")
}

// sendPlain sends a text to where it belongs; what else waits, about, goes on waiting.
func (t *turn) sendPlain(pressed waiting, about plainNote) error {
	if err := t.routes.dialogues[pressed.Work].said(t, pressed.Note, pressed.Text); err != nil {
		return err
	}
	after, err := t.kept()
	if err != nil {
		return err
	}
	after.Texts, after.Sent = about.Texts, append(about.Sent, pressed.Message)
	after.Sent = after.Sent[max(0, len(after.Sent)-mostWaiting):]
	return t.begin(dialoguePlain, after)
}
