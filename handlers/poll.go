package handlers

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"aitys/content"
	"aitys/phrases"
)

// pollAsked makes a command of what is shown of a poll: [SECTION]. Where the whole article has none, and no section was named, it is the first section's
// that has one.
func pollAsked(run shown) handler {
	return onCommand(func(t *turn, published *content.Published, number int) error {
		article, err := t.asks(published.ID, published.For(published.Original))
		if err != nil {
			return err
		}
		if section, _ := article.Part(number); section.Poll == nil && firstWord(t.argument) == "" {
			number = nextPoll(article, number)
		}
		return run(t, published, number)
	})
}

// ballot is the poll of a section in one language, and our number for it over all languages and copies.
type ballot struct {
	id        content.PollID
	published *content.Published
	number    int // of the section
	section   content.SectionID
	poll      *content.Poll // nil: the section has none
}

// ballotOf finds the poll of a section, in the words of a language.
func (t *turn) ballotOf(published *content.Published, number int, lang content.Lang) (ballot, error) {
	original, ok := published.For(published.Original).Part(number)
	if !ok {
		return ballot{}, stale("handlers.ballotOf")
	}
	b := ballot{published: published, number: number, section: original.ID}
	shown, _ := published.For(lang, t.language).Part(number)
	if original.Poll == nil || shown.Poll == nil {
		return b, nil
	}
	if polls, err := t.pollsOf(published.ID); err != nil || polls == pollsOff {
		return b, err
	}
	b.poll = shown.Poll
	return t.found(b, original.Poll)
}

// found finds our number for a ballot's poll, and makes it where it is new. Of a closed discussion it is the one that was closed; where the article has got another poll
// since, none.
func (t *turn) found(b ballot, original *content.Poll) (ballot, error) {
	var err error
	if b.id, err = t.tx.OpenPoll(b.published.ID, b.section, fingerprintOf(original)); content.CodeOf(err) != content.NotFound {
		return b, err
	}
	rest, err := t.pollsRest(b.published.ID)
	switch {
	case err != nil:
		return b, err
	case !rest:
		b.id, err = t.tx.PollFor(b.published.ID, b.section, fingerprintOf(original), len(original.Options), original.Multiple)
		return b, err
	}
	b.id, err = t.tx.ClosedPoll(b.published.ID, b.section, fingerprintOf(original))
	if content.CodeOf(err) == content.NotFound {
		b.poll, err = nil, nil
	}
	return b, err
}

// ballotOfCopy finds the poll that a copy shows. It has no poll where the article has another one there by now.
func (t *turn) ballotOfCopy(held content.Copy, lang content.Lang) (ballot, error) {
	published, err := t.tx.Article(held.Article)
	if content.CodeOf(err) == content.NotFound {
		return ballot{}, nil
	}
	if err != nil {
		return ballot{}, err
	}
	number, ok := published.For(published.Original).NumberOf(held.Section)
	if !ok {
		return ballot{published: published}, nil
	}
	b, err := t.ballotOf(published, number, lang)
	if b.id != held.Poll {
		b.poll = nil
	}
	return b, err
}

// fingerprintOf tells one poll from another that took its place: the original's words count, so that a better translation is no new poll.
func fingerprintOf(poll *content.Poll) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %t", poll.Question, poll.Options, poll.Multiple))
	return hex.EncodeToString(sum[:16])
}

// pollKeys begins the keys of the messages that show a poll; storage knows them by it too.
const pollKeys = "poll:"

// showPoll sends the poll: in private a native one, not anonymous and protected, so that the bot alone learns the vote; where many read, a message with
// buttons, since a native one would show everybody who voted how.
func (t *turn) showPoll(published *content.Published, number int) error {
	article, err := t.open(published)
	if err != nil {
		return err
	}
	b, err := t.ballotOf(published, number, t.voice.Lang())
	if err != nil {
		return err
	}
	if b.poll == nil {
		return t.noPoll(published, article, number)
	}
	if refusal, err := t.noVotes(published.ID); err != nil || refusal != nil {
		return t.resultsInstead(published, number, refusal, err)
	}
	key := content.MessageKey(fmt.Sprintf(pollKeys+"%d:%d:%d", b.id, t.chat, t.in.Update))
	held, err := t.tx.AddCopy(b.id, key, t.chat, t.private)
	if err != nil {
		return err
	}
	if t.private {
		return t.sendNative(b, key, article)
	}
	return t.sendCounted(b, key, held)
}

// resultsInstead shows how a poll stands that takes no votes, and says why it does not.
func (t *turn) resultsInstead(published *content.Published, number int, refusal *content.Error, err error) error {
	if err != nil {
		return err
	}
	t.send(t.voice.Say(phrases.Key(refusal.Key)), nil, nil)
	return t.showResults(published, number)
}

// sendNative sends a native poll. Above it stands how the reader has voted in another copy: Telegram shows a new one as if they had not.
func (t *turn) sendNative(b ballot, key content.MessageKey, article *content.Article) error {
	chosen, _, err := t.tx.VoteOf(b.id, t.reader.ID)
	if err != nil {
		return err
	}
	out := content.Outgoing{Chat: t.chat, Action: content.ActionPoll, Key: key, Poll: b.poll}
	if len(chosen) > 0 {
		out.Text = t.voice.Say(phrases.PollVoted, phrases.Args{"Choice": choiceSaid(b.poll, chosen)})
	}
	rows := [][]link{{{label: t.voice.Plain(phrases.ButtonResults), to: place{toResults, b.published, b.section}}}}
	out.Buttons = t.buttons(append(rows, t.otherPolls(b.published, article, b.number)...))
	t.tx.Send(out)
	return nil
}

// noPoll says that there is none, and leads to one that there is.
func (t *turn) noPoll(published *content.Published, article *content.Article, number int) error {
	article, err := t.asks(published.ID, article)
	if err != nil {
		return err
	}
	section, _ := article.Part(number)
	rows := append(t.otherPolls(published, article, number), []link{t.wayBack(published, article, number)})
	t.send(t.voice.Say(phrases.PollNone, phrases.Args{"On": t.subjectName(published, section.ID)}), t.buttons(rows), nil)
	return nil
}

// otherPolls leads to the article's next poll, if it has another one.
func (t *turn) otherPolls(published *content.Published, article *content.Article, number int) [][]link {
	next := nextPoll(article, number)
	if next == number {
		return nil
	}
	section, _ := article.Part(next)
	return [][]link{{{label: t.voice.Plain(phrases.ButtonNextPoll), to: place{toPoll, published, section.ID}}}}
}

// nextPoll returns the section with a poll that comes next after the given one, beginning anew behind the last; the given one where there is no other.
func nextPoll(article *content.Article, number int) int {
	parts := len(article.Sections) + 1
	for step := 1; step < parts; step++ {
		next := (number + step) % parts
		if section, _ := article.Part(next); section.Poll != nil {
			return next
		}
	}
	return number
}

// voices are the ways from a text to what readers say about it.
func (t *turn) voices(published *content.Published, section content.Section) ([][]link, error) {
	polls, err := t.pollsOf(published.ID)
	if err != nil {
		return nil, err
	}
	var rows [][]link
	if section.Poll != nil && polls != pollsOff {
		rows = append(rows, []link{
			{label: t.voice.Plain(phrases.ButtonPoll), to: place{toPoll, published, section.ID}},
			{label: t.voice.Plain(phrases.ButtonResults), to: place{toResults, published, section.ID}},
		})
	}
	return append(rows, []link{
		{label: t.voice.Plain(phrases.ButtonOpinions), to: place{toOpinions, published, section.ID}},
		{label: t.voice.Plain(phrases.ButtonSpeak), to: place{toWrite, published, section.ID}},
	}), nil
}
