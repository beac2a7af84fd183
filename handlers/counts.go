package handlers

import (
	"strconv"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// workCounts is the work of bringing the copies of polls with buttons in a chat up to date; behind it stands the chat's number.
	workCounts = "counts"
	// countsSoon is how long the first vote waits for others that come with it.
	countsSoon = time.Second
	// countsEvery and countsAtOnce are the pace at which copies follow: twelve edits a minute in a chat, however many copies of however many polls stand
	// there. Of a group's twenty messages a minute the others are for people.
	countsEvery  = 15 * time.Second
	countsAtOnce = 3
)

// followCounts makes the copies with buttons follow a poll that has changed.
func followCounts(tx *storage.Tx, poll content.PollID) error {
	chats, err := tx.MarkStale(poll)
	if err != nil {
		return err
	}
	for _, chat := range chats {
		if err := countSoon(tx, chat); err != nil {
			return err
		}
	}
	return nil
}

// countSoon schedules the edits in a chat, unless they are.
func countSoon(tx *storage.Tx, chat content.ChatID) error {
	return tx.ScheduleOnce(content.Due{Work: workOn(workCounts, chat), At: tx.Now().Add(countsSoon)})
}

// showCounts brings some copies in a chat up to date, and comes back until a look finds none: so a first change shows at once, and the pace is kept.
// A copy whose message is not known yet is not among them; that becomes known by a result or a press, and both call countSoon.
func showCounts(t *turn) error {
	chat, _, err := workedOn[content.ChatID](t)
	if err != nil {
		return err
	}
	list, err := t.tx.StaleIn(chat, countsAtOnce)
	if err != nil || len(list) == 0 {
		return err
	}
	for _, held := range list {
		if err := t.editCounts(held); err != nil {
			return err
		}
	}
	return t.tx.ScheduleOnce(content.Due{Work: t.in.Due.Work, At: t.tx.Now().Add(countsEvery)})
}

// editCounts edits a copy's message.
func (t *turn) editCounts(held content.Copy) error {
	if err := t.tx.MarkFresh(held.ID); err != nil {
		return err
	}
	count, err := t.tx.CountOf(held.Poll)
	if err != nil {
		return err
	}
	voice := t.Newsroom.voice(t.language)
	out := content.Outgoing{Chat: held.Chat, Action: content.ActionEdit, EditKey: held.Key}
	if down, err := t.hidden(held.Article); err != nil {
		return err
	} else if down {
		out.Text = voice.Say(phrases.PostArticleDown)
		t.tx.Send(out)
		return nil
	}
	if count.Closed {
		return t.editClosed(voice, out, count)
	}
	b, err := t.ballotOfCopy(held, voice.Lang())
	if err != nil || b.poll == nil { // the poll is closed just now, and comes back as such
		return err
	}
	out.Text, out.Buttons = t.countsForAll(voice, b.poll, count), t.optionButtons(voice, b, held.ID)
	t.tx.Send(out)
	return t.tx.KeepWords(held.Poll, *b.poll)
}

// editClosed shows the result of a closed poll for good, in the words that were kept: the article has other ones. It says nothing where none were.
func (t *turn) editClosed(voice *phrases.Voice, out content.Outgoing, count content.Count) error {
	words, err := t.tx.WordsOf(count.Poll)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	out.Text = t.countsForAll(voice, &words, count)
	t.tx.Send(out)
	return nil
}

// sendCounted sends a copy with buttons and the counts so far.
func (t *turn) sendCounted(b ballot, key content.MessageKey, held content.CopyID) error {
	count, err := t.tx.CountOf(b.id)
	if err != nil {
		return err
	}
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionSend, Key: key, Text: t.countsForAll(t.voice, b.poll, count), Buttons: t.optionButtons(t.voice, b, held), Once: true,
		ReplyTo: t.answering(),
	})
	return t.tx.KeepWords(b.id, *b.poll)
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

// FollowPublished closes the polls that articles no longer have after a publication, with their results, and makes the copies follow; a running bot does
// the rest. It is called in the transaction that has published them.
func FollowPublished(tx *storage.Tx, articles []*content.Article) error {
	for _, article := range articles {
		published, err := tx.ArticleBySlug(article.Slug)
		if content.CodeOf(err) == content.NotFound {
			continue // a draft
		}
		if err != nil {
			return err
		}
		if err := closeReplaced(tx, published); err != nil {
			return err
		}
		if err := editionSoon(tx, published.ID); err != nil {
			return err
		}
		if article.Lang == published.Original {
			if err := askAuthors(tx, published); err != nil {
				return err
			}
		}
	}
	return followChanges(tx)
}

func closeReplaced(tx *storage.Tx, published *content.Published) error {
	open, err := tx.OpenPolls(published.ID)
	if err != nil {
		return err
	}
	original := published.For(published.Original)
	for _, poll := range open {
		number, ok := original.NumberOf(poll.Section)
		if section, _ := original.Part(number); ok && section.Poll != nil && fingerprintOf(section.Poll) == poll.Fingerprint {
			continue
		}
		if err := tx.ClosePoll(poll.ID); err != nil {
			return err
		}
	}
	return nil
}

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
			if err := tx.ScheduleOnce(content.Due{Work: workOn(workStop, poll), At: tx.Now()}); err != nil {
				return err
			}
		}
	}
	return nil
}

// stopCopies stops some native copies of a closed poll, and comes back for the rest: what people ask for meanwhile must not wait behind thousands.
func stopCopies(t *turn) error {
	poll, _, err := workedOn[content.PollID](t)
	if err != nil {
		return err
	}
	after, _ := strconv.ParseInt(t.in.Due.Note, 10, 64) // none at first
	list, err := t.tx.Copies(poll, true, content.CopyID(after), stopOnce)
	if err != nil || len(list) == 0 {
		return err
	}
	for _, held := range list {
		t.tx.Send(content.Outgoing{Chat: held.Chat, Action: content.ActionStop, EditKey: held.Key})
	}
	last := strconv.FormatInt(int64(list[len(list)-1].ID), 10)
	return t.tx.ScheduleOnce(content.Due{Work: t.in.Due.Work, At: t.tx.Now().Add(stopEvery), Note: last})
}
