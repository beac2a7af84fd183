package handlers

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

// A native poll may stand in a chat twice: when the process was killed, or an answer was lost, between the sending and its result, it is sent again
// (see docs/decisions/0009), and Telegram's id of the first one is never told. For each such case a copy is noted that nothing is bound to. Since every
// native poll in a private chat was sent by us and cannot be forwarded there, an id that is unknown belongs to one of those copies.

// twinMark stands in the key of a copy that may have been sent besides the one with the key before it.
const twinMark = ":twin:"

// noteTwin notes that a poll may have been sent twice under a key.
func noteTwin(tx *storage.Tx, key content.MessageKey, chat content.ChatID) error {
	var poll content.PollID
	if _, err := fmt.Sscanf(string(key), pollKeyStart, &poll); err != nil {
		return fmt.Errorf("the key %q of a poll: %w", key, err)
	}
	twin := string(key) + twinMark + strconv.FormatInt(tx.Now().UnixMicro(), 10)
	_, err := tx.AddCopy(poll, content.MessageKey(twin), chat, true)
	return err
}

// doubtPending notes the polls that an earlier process may have sent: in each chat what waits first, since no more is under way there at once.
func doubtPending(tx *storage.Tx) error {
	const page = 500
	first := map[content.ChatID]bool{}
	for after := content.OutgoingID(0); ; {
		rows, err := tx.Pending(after, page)
		if err != nil || len(rows) == 0 {
			return err
		}
		for i := range rows {
			out := &rows[i]
			after = out.ID
			if !first[out.Chat] && out.Action == content.ActionPoll {
				if err := noteTwin(tx, out.Key, out.Chat); err != nil {
					return err
				}
			}
			first[out.Chat] = true
		}
	}
}

// resultCame notes a poll of which an earlier try may have been delivered too.
func resultCame(t *turn) error {
	if result := t.in.Result; result.Repeated && result.Poll != "" {
		return noteTwin(t.tx, result.Key, result.Chat)
	}
	return nil
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
		work := workKnowPoll + ":" + strconv.FormatInt(int64(reader.ID), 10) + ":" + telegramPoll
		return t.tx.ScheduleOnce(content.Due{Work: work, At: t.tx.Now().Add(knowAgain)})
	}
	twins, err := t.tx.UnboundCopies(reader.Chat())
	if err != nil {
		return err
	}
	twins = slices.DeleteFunc(twins, func(c content.Copy) bool { return !strings.Contains(string(c.Key), twinMark) })
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
	_, rest, _ := strings.Cut(t.in.Due.Work, ":")
	written, poll, _ := strings.Cut(rest, ":")
	_, err := t.tx.CopyOfNative(poll)
	if content.CodeOf(err) != content.NotFound {
		return err // known by now, and the vote counts
	}
	number, err := strconv.ParseInt(written, 10, 64)
	if err != nil {
		return err
	}
	reader, err := t.tx.ReaderByID(content.ReaderID(number))
	if content.CodeOf(err) == content.NotFound {
		return nil // erased meanwhile
	}
	if err != nil {
		return err
	}
	return t.know(reader, poll)
}
