package handlers

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// workCounts is the work of bringing a copy of a poll with buttons up to date; behind it stands the copy's number. Its note is the copy's rank
	// among those of its poll, and the count that it shows.
	workCounts = "counts"
	// countsSoon is how long the first vote waits for others that come with it.
	countsSoon = time.Second
	// countsEvery is the pace at which a copy follows: a group's twenty messages a minute are for people first. The newest copy has this pace, the one
	// before it half of it, and so on: ten copies in one group take twelve of the twenty.
	countsEvery = 15 * time.Second
)

// followCounts makes the copies with buttons follow a poll that has changed.
func followCounts(tx *storage.Tx, poll content.PollID) error {
	turned, err := tx.MarkStale(poll)
	if err != nil {
		return err
	}
	for i, held := range turned {
		due := content.Due{Work: countsOf(held), At: tx.Now().Add(countsSoon), Note: strconv.Itoa(i+1) + " "}
		if err := tx.ScheduleOnce(due); err != nil {
			return err
		}
	}
	return nil
}

func countsOf(held content.CopyID) string {
	return workCounts + ":" + strconv.FormatInt(int64(held), 10)
}

// showCounts brings a copy up to date. It stays marked as stale, and is looked at again, until a look finds it as it was: so its first change shows at
// once, and no two come closer than the pace.
func showCounts(t *turn) error {
	_, number, _ := strings.Cut(t.in.Due.Work, ":")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return err
	}
	held, err := t.tx.Copy(content.CopyID(id))
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	count, err := t.tx.CountOf(held.Poll)
	if err != nil {
		return err
	}
	written, shown, _ := strings.Cut(t.in.Due.Note, " ")
	now := fmt.Sprint(count.Closed, count.Voters, count.Votes)
	edited := false
	if now != shown {
		if edited, err = t.editCounts(held, count); err != nil {
			return err
		}
	}
	if !edited {
		return t.tx.MarkFresh(held.ID)
	}
	rank, _ := strconv.Atoi(written)
	pace := time.Duration(max(1, rank)) * countsEvery
	return t.tx.ScheduleOnce(content.Due{Work: t.in.Due.Work, At: t.tx.Now().Add(pace), Note: written + " " + now})
}

// editCounts edits a copy's message; false where it cannot be: its sending is not settled, or the article has another poll there by now, whose
// words are not those of the message.
func (t *turn) editCounts(held content.Copy, count content.Count) (bool, error) {
	if _, _, err := t.tx.MessageOf(held.Key); err != nil {
		if content.CodeOf(err) == content.NotFound {
			err = nil
		}
		return false, err
	}
	voice := t.Newsroom.voice(t.language)
	b, err := t.ballotOfCopy(held, voice.Lang())
	if err != nil || b.poll == nil {
		return false, err
	}
	out := content.Outgoing{Chat: held.Chat, Action: content.ActionEdit, EditKey: held.Key, Text: t.countsForAll(voice, b.poll, count)}
	if !count.Closed {
		out.Buttons = t.optionButtons(voice, b, held.ID)
	}
	t.tx.Send(out)
	return true, nil
}

// sendCounted sends a copy with buttons and the counts so far.
func (t *turn) sendCounted(b ballot, key content.MessageKey, held content.CopyID) error {
	count, err := t.tx.CountOf(b.id)
	if err != nil {
		return err
	}
	out := content.Outgoing{
		Chat: t.chat, Action: content.ActionSend, Key: key, Text: t.countsForAll(t.voice, b.poll, count), Buttons: t.optionButtons(t.voice, b, held), Once: true,
	}
	if t.in.Message != nil {
		out.ReplyTo = t.in.Message.ID
	}
	t.tx.Send(out)
	return nil
}

// countsForAll is a poll with buttons as everybody in a chat sees it.
func (t *turn) countsForAll(voice *phrases.Voice, poll *content.Poll, count content.Count) content.HTML {
	if count.Closed {
		return countSaid(voice, poll, count)
	}
	return paragraphs(countSaid(voice, poll, count), voice.Say(phrases.PollSecret))
}

// countSaid is a poll with its counts as text.
func countSaid(voice *phrases.Voice, poll *content.Poll, count content.Count) content.HTML {
	head := voice.Say(phrases.PollQuestion, phrases.Args{"Question": poll.Question})
	if poll.Multiple {
		head += "\n" + voice.Say(phrases.PollSeveral)
	}
	var lines content.HTML
	for i, option := range poll.Options {
		votes := votesFor(count, i)
		lines += "\n" + voice.Say(phrases.PollOption, phrases.Args{
			"Number": i + 1, "Option": option, "Share": percent(share(count, i)), "Votes": voice.Count(phrases.PollVotes, votes),
		})
	}
	below := voice.Count(phrases.Volunteers, count.Voters)
	if count.Voters == 0 {
		below = voice.Say(phrases.PollNobody)
	}
	if count.Closed {
		below += "\n" + voice.Say(phrases.PollEnded)
	}
	return paragraphs(head, lines[1:], below)
}

// votesFor is how many chose an option.
func votesFor(count content.Count, option int) int {
	if option < len(count.Votes) {
		return count.Votes[option]
	}
	return 0
}

// share is the part of the voters that chose an option, in percent. Where several may be chosen, the shares are more than a hundred together.
func share(count content.Count, option int) float64 {
	if count.Voters == 0 {
		return 0
	}
	return 100 * float64(votesFor(count, option)) / float64(count.Voters)
}

func percent(share float64) string { return strconv.Itoa(int(share+0.5)) + "%" }

const (
	// workStop is the work of stopping the native copies of a poll that was closed; behind it stands the poll's number, and its note is the last copy that
	// was stopped.
	workStop  = "stop"
	stopOnce  = 50
	stopEvery = 5 * time.Second
)

// followChanges makes the copies follow polls that changed otherwise than by a vote.
func followChanges(tx *storage.Tx) error {
	for _, poll := range tx.PollsChanged() {
		if err := followCounts(tx, poll); err != nil {
			return err
		}
		count, err := tx.CountOf(poll)
		if content.CodeOf(err) == content.NotFound {
			continue // its making was undone
		}
		if err != nil {
			return err
		}
		if count.Closed {
			work := workStop + ":" + strconv.FormatInt(int64(poll), 10)
			if err := tx.ScheduleOnce(content.Due{Work: work, At: tx.Now()}); err != nil {
				return err
			}
		}
	}
	return nil
}

// stopCopies stops some native copies of a closed poll, and comes back for the rest: what people ask for meanwhile must not wait behind thousands.
func stopCopies(t *turn) error {
	_, number, _ := strings.Cut(t.in.Due.Work, ":")
	poll, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return err
	}
	after, _ := strconv.ParseInt(t.in.Due.Note, 10, 64) // none at first
	list, err := t.tx.Copies(content.PollID(poll), true, content.CopyID(after), stopOnce)
	if err != nil || len(list) == 0 {
		return err
	}
	for _, held := range list {
		t.tx.Send(content.Outgoing{Chat: held.Chat, Action: content.ActionStop, EditKey: held.Key})
	}
	last := strconv.FormatInt(int64(list[len(list)-1].ID), 10)
	return t.tx.ScheduleOnce(content.Due{Work: t.in.Due.Work, At: t.tx.Now().Add(stopEvery), Note: last})
}
