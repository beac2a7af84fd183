package handlers

import (
	"slices"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
	"aitys/storage"
)

// retractOption stands for no option in a button's data: the vote is taken back.
const retractOption = "x"

// optionButtons are a poll's options, a row each, and below them the way to take a vote back. That has a button of its own, and pressing an option twice
// changes nothing: fingers tap twice.
func (t *turn) optionButtons(voice *phrases.Voice, b ballot, held content.CopyID) [][]content.Button {
	data := string(toVote) + "." + strconv.FormatInt(int64(held), 36) + "."
	rows := make([][]content.Button, 0, len(b.poll.Options)+1)
	for i, option := range b.poll.Options {
		label := voice.Plain(phrases.ButtonOption, phrases.Args{"Number": i + 1, "Option": option})
		rows = append(rows, []content.Button{{Text: text.Truncate(label, longestLabel), Press: data + strconv.Itoa(i)}})
	}
	results, _ := link{label: voice.Plain(phrases.ButtonResults), to: place{toResults, b.published, b.section}}.button(false)
	return append(rows, []content.Button{{Text: voice.Plain(phrases.ButtonRetract), Press: data + retractOption}, results})
}

// longestLabel is how much of an option its button shows, in graphemes; the message above has all of it.
const longestLabel = 48

// votePress takes a vote by a button, or takes it back. The copy must stand in the chat in which was pressed, and in that message: what a program sends under
// another one is not believed.
func votePress(t *turn) error {
	number, option, _ := strings.Cut(t.argument, ".")
	id, err := strconv.ParseInt(number, 36, 64)
	if err != nil || t.reader.ID == 0 {
		return stale("handlers.votePress")
	}
	held, err := t.tx.Copy(content.CopyID(id))
	if content.CodeOf(err) == content.NotFound || err == nil && (held.Native || held.Chat != t.chat) {
		return stale("handlers.votePress")
	}
	if err != nil {
		return err
	}
	if err := t.standsIn(held); err != nil {
		return err
	}
	if may, err := t.mayJudge(); !may {
		return err
	}
	b, err := t.ballotOfCopy(held, t.own().Lang())
	if err != nil {
		return err
	}
	before, holder, err := t.tx.VoteOf(held.Poll, t.reader.ID)
	switch {
	case err != nil:
		return err
	case held.Closed || b.poll == nil: // not returned as an error: that the message is known, or the poll closed, by this press stays
		t.refuse(&content.Error{Key: string(phrases.PressPollClosed)})
		return nil
	case option == retractOption:
		return t.retract(held, before, holder)
	}
	return t.choose(b, held, option, before, holder)
}

// standsIn refuses a press under another message than the copy's. Where the result of its sending was never told, the press tells which message it is, and
// the counts follow in it from then on; but only if Telegram shows the button there, since what is edited must be ours. It need not: a message that is
// old, or has just been edited, comes without it.
func (t *turn) standsIn(held content.Copy) error {
	pressed := t.in.Press
	if pressed.Message == 0 {
		return nil
	}
	if pressed.Offered {
		return t.foundIn(held)
	}
	_, known, err := t.tx.MessageOf(held.Key)
	switch {
	case content.CodeOf(err) == content.NotFound:
		return nil
	case err == nil && known != pressed.Message:
		return stale("handlers.standsIn")
	}
	return err
}

func (t *turn) foundIn(held content.Copy) error {
	found, err := t.tx.FoundMessage(held.Key, held.Chat, t.in.Press.Message)
	switch {
	case content.CodeOf(err) == content.Conflict:
		return stale("handlers.foundIn")
	case err != nil || !found:
		return err
	}
	return countSoon(t.tx, held.Chat)
}

// retract takes the presser's vote back, from the copy that holds it.
func (t *turn) retract(held content.Copy, before []int, holder content.CopyID) error {
	switch {
	case len(before) == 0:
		return &content.Error{Code: content.Conflict, Op: "handlers.retract", Key: string(phrases.PressNoVote)}
	case holder != held.ID:
		return &content.Error{Code: content.Conflict, Op: "handlers.retract", Key: string(phrases.PressVoteElsewhere)}
	}
	if _, err := t.tx.VoteButton(held.ID, t.reader.ID, nil); err != nil {
		return err
	}
	t.answer.Text = t.own().Plain(phrases.PressRetracted)
	return followPress(t.tx, held)
}

// followPress makes the copies follow a press under one of them: that one comes first.
func followPress(tx *storage.Tx, held content.Copy) error {
	if err := followCounts(tx, held.Poll); err != nil {
		return err
	}
	return tx.MarkPressed(held.ID)
}

// choose counts an option for the presser: in place of what they chose before, or, where several may be chosen, beside what they chose in this copy.
// A vote in another copy gives way to this one.
func (t *turn) choose(b ballot, held content.Copy, written string, before []int, holder content.CopyID) error {
	option, err := strconv.Atoi(written)
	if err != nil || option < 0 || option >= len(b.poll.Options) {
		return stale("handlers.choose")
	}
	if on, err := t.votesGoOn(held.Article); !on {
		return err
	}
	here := len(before) > 0 && holder == held.ID
	chosen := []int{option}
	if held.Multiple && here {
		chosen = append(chosen, before...)
		slices.Sort(chosen)
		chosen = slices.Compact(chosen)
	}
	said := phrases.PressVoted
	switch {
	case here && slices.Equal(chosen, before):
		said = phrases.PressVoteStands
	case here && !held.Multiple:
		said = phrases.PressVoteChanged
	case !here && len(before) > 0:
		said = phrases.PressVoteMoved
	}
	if _, err := t.tx.VoteButton(held.ID, t.reader.ID, chosen); err != nil {
		return err
	}
	t.answer.Text = fitted(t.own().Plain(said, phrases.Args{"Choice": choiceSaid(b.poll, chosen)}), longestAnswer)
	if said == phrases.PressVoteStands {
		return nil
	}
	return followPress(t.tx, held)
}

// longestAnswer is how long the answer to a press may be, in UTF-16 units (Bot API: answerCallbackQuery, text).
const longestAnswer = 200

// fitted cuts words to a number of UTF-16 units, of which one character may take many.
func fitted(words string, units int) string {
	for most := units; text.UTF16Len(words) > units; most -= units / 10 {
		words = text.Truncate(words, most)
	}
	return words
}

// choiceSaid names the chosen options.
func choiceSaid(poll *content.Poll, chosen []int) string {
	var names []string
	for _, option := range chosen {
		if option < len(poll.Options) {
			names = append(names, text.Truncate(poll.Options[option], 100/len(chosen)))
		}
	}
	return strings.Join(names, "; ")
}

// nativeVote takes a vote in a native poll, or takes it back. What does not count is told, since Telegram shows the person otherwise.
func nativeVote(t *turn) error {
	if t.reader.ID == 0 {
		return nil
	}
	if may, err := t.mayJudge(); !may {
		return err
	}
	if quiz, err := t.quizVote(); quiz || err != nil {
		return err
	}
	held, err := t.tx.CopyOfNative(t.in.Vote.Poll)
	if content.CodeOf(err) == content.NotFound {
		return t.voteUnknown()
	}
	if err != nil {
		return err
	}
	b, err := t.ballotOfCopy(held, t.voice.Lang())
	if err != nil {
		return err
	}
	if held.Closed || b.poll == nil {
		t.tellClosed(held)
		return nil
	}
	if len(t.in.Vote.Options) > 0 {
		if on, err := t.votesGoOn(held.Article); !on {
			return err
		}
	}
	poll, counted, err := t.tx.VoteNative(t.in.Vote.Poll, t.reader.ID, t.in.Vote.Options)
	switch code := content.CodeOf(err); {
	case code == content.Invalid:
		t.log.Warn("a vote for what its poll does not have is left out", "update", t.in.Update, "why", err)
		return nil
	case err != nil:
		return err
	case counted:
		return followCounts(t.tx, poll)
	}
	return t.tellHeldElsewhere(poll)
}

// tellClosed says that a poll takes no votes any more, and stops that copy, so that it shows so itself.
func (t *turn) tellClosed(held content.Copy) {
	t.tx.Send(content.Outgoing{Chat: held.Chat, Action: content.ActionStop, EditKey: held.Key})
	t.say(t.voice.Say(phrases.PollClosed))
}

// tellHeldElsewhere says that a vote was not taken back, if the reader has one.
func (t *turn) tellHeldElsewhere(poll content.PollID) error {
	chosen, _, err := t.tx.VoteOf(poll, t.reader.ID)
	if err == nil && len(chosen) > 0 {
		t.say(t.voice.Say(phrases.PollHeldElsewhere))
	}
	return err
}
