package handlers

import (
	"encoding/json"
	"fmt"
	"time"

	"aitys/content"
	"aitys/phrases"
)

// asked is what a plain text in private may belong to.
type asked struct {
	// said takes the words that came; t.in.Message is nil where their author was asked about them, and pressed a button.
	said func(t *turn, note, words string) error
	// question asks whether the words belong here; empty where they cannot. Without one they are taken, for nothing is submitted by that.
	question func(t *turn, note string) (content.HTML, error)
	// patient tells that words are taken however late they come: they are gathered, and something else has to be pressed before anything comes of them.
	patient bool
	// left shows what was worked on to whoever leaves it by /cancel; nil: nothing is shown.
	left func(t *turn, note string) error
	// strict tells that words which come after something else was done do not belong here: they would change something.
	strict bool
}

// dialogues is the map of them, by content.Dialogue.Work.
func dialogues() map[string]asked {
	return map[string]asked{
		dialogueSection: {said: sectionSaid},
		dialogueSearch:  {said: searchSaid},
		dialogueOpinion: {said: opinionSaid, question: opinionDoubt},
		dialogueEdit:    {said: editSaid, question: editDoubt},
		dialoguePen:     {said: penSaid, question: penDoubt},
		dialoguePlain:   {said: plainSaid},
		dialogueReason:  {said: reasonSaid},
		dialogueReasons: {said: reasonsSaid},
		dialogueAsk:     {said: askSaid},
		dialogueAppeal:  {said: appealSaid, question: appealDoubt},
		dialogueAnswer:  {said: answerSaid, question: answerDoubt},
		dialogueTeam:    {said: colleagueTyped, strict: true},
		dialogueCorrect: {said: correctSaid, strict: true, left: correctLeft},

		dialoguePush:  {said: pushSaid, patient: true},
		dialogueWhen:  {said: whenSaid, strict: true, left: whenLeft},
		dialogueDraft: {said: draftSaid, strict: true, left: draftLeft},
	}
}

// attention is how long somebody who was asked for words, and does nothing else, is taken to be answering. Whatever they say later may be about something
// else: then the bot asks before it submits anything.
const attention = time.Hour

// begin makes a dialogue the one under way; it takes the place of any other.
func (t *turn) begin(work string, note any) error {
	data, err := noteOf(note)
	if err != nil {
		return err
	}
	return t.tx.Begin(t.reader.ID, content.Dialogue{Work: work, Note: data})
}

// noteOf writes what a dialogue needs to know.
func noteOf(note any) (string, error) {
	data, err := json.Marshal(note)
	if err != nil {
		return "", fmt.Errorf("the note of a dialogue: %w", err)
	}
	return string(data), nil
}

// noted reads what noteOf wrote.
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
	run, known := t.routes.dialogues[dialogue.Work]
	late := t.tx.Now().Sub(dialogue.At) > attention
	switch {
	case !known, late && run.question == nil && !run.patient, dialogue.Aside && (dialogue.Work == dialoguePlain || run.strict):
		return false, nil
	case run.question != nil && (late || dialogue.Aside):
		var about struct {
			Long spill `json:"long"`
		}
		if err := noted(dialogue.Note, &about); err != nil {
			return true, err
		}
		return true, t.doubt(dialogue.Work, dialogue.Note, about.Long)
	}
	return true, run.said(t, dialogue.Note, t.in.Message.Text)
}

// putAside notes that somebody who was asked for words gives a command, or presses a key or a button, instead: what they say next may be about that. A
// handler that asks anew begins the dialogue anew.
func (t *turn) putAside() error {
	if !t.private || !t.reader.Asked {
		return nil
	}
	message := t.in.Message
	switch {
	case t.in.Kind == content.KindPress:
	case t.in.Kind == content.KindMessage && !message.Forwarded && (message.Command != "" || t.routes.words[message.Text] != nil):
	default:
		return nil
	}
	return t.tx.PutAside(t.reader.ID)
}

// cancelCommand leaves what is under way.
func cancelCommand(t *turn) error {
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err != nil {
		return err
	}
	if under && dialogue.Work == dialoguePlain {
		about, err := t.kept()
		if err != nil {
			return err
		}
		under = len(about.Texts) > 0 || about.Long.Message != 0
	}
	if !under {
		t.say(t.voice.Say(phrases.CancelNothing))
		return nil
	}
	if left := t.routes.dialogues[dialogue.Work].left; left != nil {
		return t.leave(dialogue.Note, left)
	}
	done := phrases.CancelDone
	if dialogue.Work == dialogueEdit {
		done = phrases.CancelEdit
	}
	t.send(t.voice.Say(done), nil, t.keys())
	return t.tx.End(t.reader.ID)
}
