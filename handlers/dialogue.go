package handlers

import (
	"encoding/json"
	"fmt"
	"time"

	"aitys/content"
	"aitys/phrases"
)

// dialogues is the map of what a plain text in private may belong to, by content.Dialogue.Work.
func dialogues() map[string]func(t *turn, note string) error {
	return map[string]func(*turn, string) error{
		dialogueSection: sectionSaid,
		dialogueOpinion: opinionSaid,
		dialogueEdit:    editSaid,
		dialoguePen:     penSaid,
	}
}

// attention is how long somebody who was asked for words is taken to be answering. Whatever they say later may be about something else: then
// the bot asks before it submits anything.
const attention = time.Hour

// begin makes a dialogue the one under way; it takes the place of any other.
func (t *turn) begin(work string, note any) error {
	data, err := json.Marshal(note)
	if err != nil {
		return fmt.Errorf("the note of a dialogue: %w", err)
	}
	return t.tx.Begin(t.reader.ID, content.Dialogue{Work: work, Note: string(data)})
}

// noted reads what begin wrote.
func noted(note string, into any) error {
	if err := json.Unmarshal([]byte(note), into); err != nil {
		return fmt.Errorf("the note of a dialogue: %w", err)
	}
	return nil
}

// continued gives a plain text to the dialogue under way; false when there is none.
func (t *turn) continued() (bool, error) {
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err != nil || !under {
		return false, err
	}
	run := t.routes.dialogues[dialogue.Work]
	switch {
	case run == nil:
		return false, nil
	case t.tx.Now().Sub(dialogue.At) <= attention:
		return true, run(t, dialogue.Note)
	case dialogue.Work != dialogueOpinion:
		return false, nil
	}
	var note opinionNote
	if err := noted(dialogue.Note, &note); err != nil {
		return true, err
	}
	return true, t.askPlain(note.subject)
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
