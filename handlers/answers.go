package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// workAnswers is the work of telling a reader of replies to their opinions; behind it stands the author's number, which of opinions that were made of comments is
	// not the reader's, and its note holds the opinions that got replies, as often as they did.
	workAnswers  = "answers"
	answersEvery = time.Hour
	// answersShown is how many opinions with replies have a button.
	answersShown = 5
)

// noteReply notes that somebody has replied to an opinion, where readers can see the reply. Its author is told within the hour, of all replies at once, if
// they want to be. by is who replied: nobody is told of their own; 0: somebody else, whoever it is.
func noteReply(tx *storage.Tx, opinion content.Opinion, by content.ReaderID) error {
	author, err := writerOf(tx, opinion.Author)
	if content.CodeOf(err) == content.NotFound || err == nil && author.ID == by {
		return nil
	}
	if err != nil {
		return err
	}
	wanted, err := tx.Subscriptions(author.ID)
	if content.CodeOf(err) == content.NotFound || err == nil && !wanted.Answers {
		return nil
	}
	if err != nil {
		return err
	}
	return tx.ScheduleGathering(content.Due{
		Work: workOn(workAnswers, opinion.Author), At: tx.Now().Add(answersEvery), Note: strconv.FormatInt(int64(opinion.ID), 10),
	})
}

// replyShown notes that an opinion, which is a reply, can be seen from now on.
func (t *turn) replyShown(reply content.Opinion) error {
	if reply.Parent == 0 {
		return nil
	}
	parent, err := t.tx.Opinion(reply.Parent)
	if err != nil {
		return err
	}
	return noteReply(t.tx, parent, reply.Author)
}

// tellAnswers tells a reader of the replies of the last hour. In quiet hours it waits, and takes up what comes until then.
func tellAnswers(t *turn) error {
	id, _, err := workedOn[content.ReaderID](t)
	if err != nil {
		return err
	}
	reader, err := writerOf(t.tx, id)
	if content.CodeOf(err) == content.NotFound {
		return nil // who had everything erased
	}
	if err != nil {
		return err
	}
	wanted, err := t.tx.Subscriptions(reader.ID)
	if err != nil || reader.Unreachable || !wanted.Answers {
		return err
	}
	if until, quiet := t.quietUntil(t.tx.Now()); quiet {
		return t.tx.ScheduleGathering(content.Due{Work: t.in.Due.Work, At: until, Note: t.in.Due.Note})
	}
	opinions, replies, err := t.answered(id)
	if err != nil || len(opinions) == 0 {
		return err
	}
	voice := t.Newsroom.voice(reader.Language(t.language))
	said := voice.Count(phrases.AnswersHead, replies)
	var rows [][]link
	for _, opinion := range opinions[:min(len(opinions), answersShown)] {
		thread := tree{on: opinion}
		rows = append(rows, []link{{label: voice.Plain(phrases.ButtonAnswered, phrases.Args{"ID": written(opinion.ID)}), data: thread.data("")}})
	}
	rows = append(rows, []link{stopLink(voice, content.Answers)})
	t.tx.Send(content.Outgoing{Chat: reader.Chat(), Action: content.ActionSend, Text: said, Buttons: buttonsIn(rows, true), Low: true})
	return nil
}

// answered reads the note: the reader's opinions that got replies and still stand, and how many replies.
func (t *turn) answered(author content.ReaderID) (opinions []content.Opinion, replies int, err error) {
	counted := map[content.OpinionID]int{}
	for word := range strings.FieldsSeq(t.in.Due.Note) {
		number, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			continue
		}
		counted[content.OpinionID(number)]++
	}
	for id, n := range counted {
		opinion, err := t.tx.Opinion(id)
		switch {
		case content.CodeOf(err) == content.NotFound:
			continue
		case err != nil:
			return nil, 0, err
		case opinion.State == content.Approved && opinion.Author == author:
			opinions = append(opinions, opinion)
			replies += n
		}
	}
	slices.SortFunc(opinions, func(a, b content.Opinion) int { return int(b.ID - a.ID) })
	return opinions, replies, nil
}
