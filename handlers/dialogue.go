package handlers

import (
	"encoding/json"

	"aitys/content"
	"aitys/phrases"
)

// dialogues is the map of what a plain text in private may belong to, by content.Dialogue.Work.
func dialogues() map[string]func(t *turn, note string) error {
	return map[string]func(*turn, string) error{
		dialogueOpinion: opinionSaid,
		dialogueEdit:    editSaid,
		dialoguePen:     penSaid,
	}
}

// begin makes a dialogue the one under way; it takes the place of any other.
func (t *turn) begin(work string, note any) error {
	data, err := json.Marshal(note)
	if err != nil {
		return err
	}
	return t.tx.Begin(t.reader.ID, content.Dialogue{Work: work, Note: string(data), At: t.tx.Now()})
}

// continued gives a plain text to the dialogue under way; false when there is none. A refusal leaves the dialogue under way, so that the
// person can try again.
func (t *turn) continued() (bool, error) {
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err != nil || !under {
		return false, err
	}
	run := t.routes.dialogues[dialogue.Work]
	if run == nil {
		return false, nil
	}
	return true, run(t, dialogue.Note)
}

// cancelCommand leaves what is under way.
func cancelCommand(t *turn) error {
	_, under, err := t.tx.UnderWay(t.reader.ID)
	if err != nil {
		return err
	}
	if !under {
		t.say(t.voice.Say(phrases.CancelNothing))
		return nil
	}
	t.send(t.voice.Say(phrases.CancelDone), nil, t.keys())
	return t.tx.End(t.reader.ID)
}

// dialoguePlain holds a text that was sent without saying what for, while its author is asked.
const dialoguePlain = "plain"

// plainNote is what was said, and on what it would be an opinion.
type plainNote struct {
	subject
	Text string `json:"text"`
}

// plainText answers a text that is no command and belongs to no dialogue: nothing is submitted by itself.
func (t *turn) plainText() error {
	words := t.in.Message.Text
	published, err := t.current()
	if err != nil {
		return err
	}
	if wordsFit(words) != nil {
		t.send(t.voice.Say(phrases.GotText), nil, t.keys())
		return nil
	}
	if err := t.begin(dialoguePlain, plainNote{subject{Article: published.ID}, words}); err != nil {
		return err
	}
	t.show(screen{
		text: t.voice.Say(phrases.PlainAsk, phrases.Args{"On": t.subjectName(published, "")}),
		rows: [][]link{{
			{label: t.voice.Plain(phrases.ButtonSend), data: string(toPlain) + ".send"},
			{label: t.voice.Plain(phrases.ButtonCancel), data: string(toPlain) + ".cancel"},
		}},
	})
	return nil
}

// plainPress sends the text that waits as an opinion, or drops it.
func plainPress(t *turn) error {
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err != nil {
		return err
	}
	if !under || dialogue.Work != dialoguePlain {
		return stale("handlers.plainPress")
	}
	if t.argument != "send" {
		t.show(screen{text: t.voice.Say(phrases.CancelDone)})
		return t.tx.End(t.reader.ID)
	}
	var note plainNote
	if err := json.Unmarshal([]byte(dialogue.Note), &note); err != nil {
		return err
	}
	t.show(screen{text: t.voice.Say(phrases.PlainSent)})
	return t.submit(note.subject, note.Text)
}
