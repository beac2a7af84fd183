package handlers

import (
	"strconv"
	"time"

	"aitys/content"
	"aitys/storage"
)

// workAnswers is the work of telling a reader of replies to their opinions; behind it stands the reader's number, and its note holds the opinions that got
// replies, as often as they did.
const (
	workAnswers  = "answers"
	answersEvery = time.Hour
)

// noteReply notes that somebody has replied to a reader's opinion, where readers can see the reply. The reader is told within the hour, of all replies at once, if
// they want to be. The author of the reply is by: nobody is told of their own; 0: somebody else, whoever it is.
func noteReply(tx *storage.Tx, opinion content.Opinion, by content.ReaderID) error {
	if opinion.Author == by {
		return nil
	}
	wanted, err := tx.Subscriptions(opinion.Author)
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
