package handlers

import (
	"errors"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// dialogueAnswer waits for an author's answer to a question.
const dialogueAnswer = "answer"

type answerNote struct {
	Question content.QuestionID `json:"question"`
}

// answerPress waits for the answer to a question: QUESTION.
func answerPress(t *turn) error {
	id, err := strconv.ParseInt(t.argument, 36, 64)
	if err != nil {
		return stale("handlers.answerPress")
	}
	q, err := t.askedMe(content.QuestionID(id))
	if err != nil {
		return err
	}
	if may, err := t.maySpeak(); !may {
		return err
	}
	t.say(t.voice.Say(phrases.AnswerAsk, phrases.Args{"ID": written(q.Opinion), "Most": content.MaxAnswer}))
	return t.begin(dialogueAnswer, answerNote{q.ID})
}

// askedMe is a question to whoever acts that can still be answered. It refuses any other.
func (t *turn) askedMe(id content.QuestionID) (content.Question, error) {
	q, err := t.tx.Question(id)
	if content.CodeOf(err) == content.NotFound {
		return q, stale("handlers.askedMe")
	}
	if err != nil {
		return q, err
	}
	opinion, err := t.tx.Opinion(q.Opinion)
	switch {
	case err != nil:
		return q, err
	case opinion.Author != t.reader.ID:
		return q, stale("handlers.askedMe")
	case !q.AnsweredAt.IsZero():
		return q, &content.Error{Code: content.Conflict, Op: "handlers.askedMe", Key: string(phrases.AnswerTwice)}
	case !opinion.Waits() && opinion.Reports == 0:
		return q, &content.Error{Code: content.Conflict, Op: "handlers.askedMe", Key: string(phrases.AnswerLate), Args: phrases.Args{"ID": written(opinion.ID)}}
	}
	return q, nil
}

// answerSaid takes the answer for which answerPress asked.
func answerSaid(t *turn, note, words string) error {
	var about answerNote
	if err := noted(note, &about); err != nil {
		return err
	}
	return t.answerTo(about.Question, words)
}

// answerDoubt asks whether a text is the answer to a question.
func answerDoubt(t *turn, note string) (content.HTML, error) {
	var about answerNote
	if err := noted(note, &about); err != nil {
		return "", err
	}
	q, err := t.askedMe(about.Question)
	if content.CodeOf(err) != "" { // there is nothing to answer any more
		return "", nil
	}
	return t.voice.Say(phrases.PlainAskAnswer, phrases.Args{"ID": written(q.Opinion)}), err
}

// answeredByReply takes a text that replies to the message with a question as its answer; false for any other.
func (t *turn) answeredByReply() (bool, error) {
	if t.in.Message.ReplyTo == 0 {
		return false, nil
	}
	key, err := t.tx.KeyOf(t.chat, t.in.Message.ReplyTo)
	if err != nil || !strings.HasPrefix(string(key), content.QuestionKeys) {
		return false, ifKnown(err)
	}
	id, err := strconv.ParseInt(strings.TrimPrefix(string(key), content.QuestionKeys), 10, 64)
	if err != nil {
		return false, err
	}
	return true, t.answerTo(content.QuestionID(id), t.in.Message.Text)
}

// answerTo gives moderators the answer to a question. Nobody but those who decide reads it.
func (t *turn) answerTo(id content.QuestionID, words string) error {
	q, err := t.askedMe(id)
	if err != nil {
		return t.overWith(err)
	}
	if may, err := t.maySpeak(); !may {
		return err
	}
	if words = strings.TrimSpace(words); !fits(words, content.MinAnswer, content.MaxAnswer) {
		return &content.Error{Code: content.Invalid, Op: "handlers.answerTo", Key: string(phrases.AnswerLength), Args: phrases.Args{"Most": content.MaxAnswer}}
	}
	if q, err = t.tx.Answer(id, words); err != nil {
		return err
	}
	if err := t.record(content.Entry{What: content.DeedAnswer, Opinion: q.Opinion, Words: words}); err != nil {
		return err
	}
	if err := t.endOf(dialogueAnswer); err != nil {
		return err
	}
	t.show(screen{text: t.voice.Say(phrases.AnswerDone, phrases.Args{"ID": written(q.Opinion)})})
	opinion, err := t.tx.Opinion(q.Opinion)
	if err != nil {
		return err
	}
	if err := t.refresh(opinion); err != nil {
		return err
	}
	return t.tellWhoAsked(q)
}

// overWith ends the dialogue about a question that cannot be answered any more, and says why: a refusal would leave it open.
func (t *turn) overWith(err error) error {
	var refusal *content.Error
	if !errors.As(err, &refusal) || refusal.Code != content.Conflict || refusal.Key == "" {
		return err
	}
	if err := t.endOf(dialogueAnswer); err != nil {
		return err
	}
	t.refuse(refusal)
	return nil
}

// endOf ends the dialogue under way if it is the given one.
func (t *turn) endOf(work string) error {
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err != nil || !under || dialogue.Work != work {
		return err
	}
	return t.tx.End(t.reader.ID)
}

// tellWhoAsked tells the moderator in private that the author has answered. In the moderation chat the card shows it.
func (t *turn) tellWhoAsked(q content.Question) error {
	if t.moderation != 0 {
		return nil
	}
	moderator, err := t.tx.ReaderByID(q.By)
	if err != nil || moderator.Unreachable { // they asked in their private chat
		return ifKnown(err)
	}
	said := t.Newsroom.voice(moderator.Language(t.language)).Say(phrases.AnswerCame, phrases.Args{"ID": written(q.Opinion)})
	t.sendUnasked(t.tx, content.Outgoing{Chat: moderator.Chat(), Action: content.ActionSend, Text: said})
	return nil
}

// openQuestions are those about one of the reader's own opinions that wait for an answer.
func (t *turn) openQuestions(opinion content.Opinion) (open []content.Question, err error) {
	if !opinion.Waits() && opinion.Reports == 0 {
		return nil, nil
	}
	asked, err := t.tx.QuestionsOn(opinion.ID)
	for _, q := range asked {
		if q.AnsweredAt.IsZero() && q.Text != "" {
			open = append(open, q)
		}
	}
	return open, err
}
