package handlers

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/phrases"
)

// A native poll may stand in a chat twice: when the process was killed, or an answer was lost, between the sending and its result, it is sent again
// (see docs/decisions/0009), and Telegram's id of the first one is never told. For each such case a copy is noted that nothing is bound to. Since every
// native poll in a private chat was sent by us and cannot be forwarded there, an id that is unknown belongs to one of those copies.

// resultCame notes a poll of which an earlier try may have been delivered too, and lets the counts follow in a message that is known from now on.
func resultCame(t *turn) error {
	result := t.in.Result
	if isPost(result.Key) || isPost(result.EditKey) {
		if err := t.postCame(); err != nil {
			return err
		}
	}
	switch {
	case strings.HasPrefix(string(result.Key), taskKeys):
		return t.taskCame()
	case strings.HasPrefix(string(result.Key), cardKeys), strings.HasPrefix(string(result.EditKey), cardKeys):
		return t.cardCame()
	case strings.HasPrefix(string(result.EditKey), seatKeys):
		return t.seatSeen()
	case strings.HasPrefix(string(result.Key), askKeys):
		return doubtAnswered(t)
	case strings.HasPrefix(string(result.Key), pinKeys):
		return t.pinCame()
	case strings.HasPrefix(string(result.Key), noticeKeys):
		return t.noticeCame()
	case strings.HasPrefix(string(result.Key), recallKeys):
		return recallAnswered(t)
	case strings.HasPrefix(string(result.Key), sweepKeys):
		return sweepAnswered(t)
	case strings.HasPrefix(string(result.Key), whoKeys):
		return memberAnswered(t)
	case strings.HasPrefix(string(result.Key), quizKeys):
		return t.quizCame()
	case isRestriction(result.Key):
		return restrictAnswered(t)
	case strings.HasPrefix(string(result.Key), unsayKeys):
		return unsaid(t)
	case strings.HasPrefix(string(result.Key), featuredKeys):
		return t.featuredTold()
	case result.Outcome == content.Unsure && strings.HasPrefix(string(result.Key), progressKeys):
		return progressDoubt(t)
	case result.Outcome == content.Unsure:
		return doubtBegan(t)
	case result.Outcome != content.Delivered || !strings.HasPrefix(string(result.Key), pollKeys):
		return nil
	case result.Poll == "":
		return countSoon(t.tx, result.Chat)
	case result.Repeated:
		return t.tx.AddTwin(result.Key)
	}
	return nil
}

// numberBehind is the number in the name of the message that a result is of, behind what begins such names.
func (t *turn) numberBehind(begins string) (int64, error) {
	number, err := strconv.ParseInt(strings.TrimPrefix(string(t.in.Result.Key), begins), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("the message %q: %w", t.in.Result.Key, err)
	}
	return number, nil
}

// voteUnknown keeps a vote in a poll whose id is not known.
func (t *turn) voteUnknown() error {
	_, _, err := t.tx.VoteNative(t.in.Vote.Poll, t.reader.ID, t.in.Vote.Options)
	if content.CodeOf(err) == content.Invalid {
		t.log.Warn("a vote for what no poll has is left out", "update", t.in.Update, "why", err)
		return nil
	}
	if err != nil || len(t.in.Vote.Options) == 0 {
		return err
	}
	return t.know(t.reader, t.in.Vote.Poll)
}

const (
	// workKnowPoll is the work of finding out which poll a vote is in; behind it stand the voter's number and Telegram's id of the poll.
	workKnowPoll = "know-poll"
	// knowAgain is how long that waits for the result of a poll on its way.
	knowAgain = 5 * time.Second
)

// know finds out which poll has an id of Telegram's in which a reader has voted. While a poll is on its way to them, it may be that one, whose result
// tells. Else it is one that was sent twice; where that may be one of several, the reader is asked to vote again.
func (t *turn) know(reader content.Reader, telegramPoll string) error {
	const most = 50
	waiting, err := t.tx.PendingIn(reader.Chat(), 0, most)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(waiting, func(out content.Outgoing) bool { return out.Action == content.ActionPoll }) {
		work := workOn(workKnowPoll, reader.ID) + ":" + telegramPoll
		return t.tx.ScheduleOnce(content.Due{Work: work, At: t.tx.Now().Add(knowAgain)})
	}
	twins, err := t.tx.Twins(reader.Chat())
	if err != nil {
		return err
	}
	polls := map[content.PollID]bool{}
	for _, twin := range twins {
		polls[twin.Poll] = true
	}
	if len(polls) != 1 {
		voice := t.Newsroom.voice(reader.Language(t.language))
		t.tx.Send(content.Outgoing{Chat: reader.Chat(), Action: content.ActionSend, Text: voice.Say(phrases.PollUnknown)})
		return nil
	}
	return t.tx.BindPoll(twins[0].Key, telegramPoll)
}

// knowPoll looks again which poll a vote is in.
func knowPoll(t *turn) error {
	voter, poll, err := workedOn[content.ReaderID](t)
	if err != nil {
		return err
	}
	if _, err := t.tx.CopyOfNative(poll); content.CodeOf(err) != content.NotFound {
		return err // known by now, and the vote counts
	}
	reader, err := t.tx.ReaderByID(voter)
	if content.CodeOf(err) == content.NotFound {
		return nil // erased meanwhile
	}
	if err != nil {
		return err
	}
	return t.know(reader, poll)
}
