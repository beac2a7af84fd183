package handlers

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// pollCommand shows the poll of the article or a section: /poll [SECTION].
func pollCommand(t *turn) error {
	published, number, err := t.asked()
	if err != nil {
		return err
	}
	return t.showPoll(published, number)
}

// asked reads the section that a command names, 0 where it names none.
func (t *turn) asked() (*content.Published, int, error) {
	published, err := t.current()
	if err != nil {
		return nil, 0, err
	}
	word := firstWord(t.argument)
	if word == "" {
		return published, 0, nil
	}
	article := published.For(t.voice.Lang(), t.language)
	number, ok := part(article, word)
	if !ok {
		return nil, 0, t.unknownSection(article, word)
	}
	return published, number, nil
}

// pollKey is the keyboard's "Vote".
func pollKey(t *turn) error {
	t.argument = ""
	return pollCommand(t)
}

// pollLink shows the poll that a deep link names: p_SLUG, p_SLUG__SECTION.
func pollLink(t *turn) error {
	published, number, err := t.linked()
	if err != nil {
		return err
	}
	return t.showPoll(published, number)
}

func pollPress(t *turn) error {
	published, number, err := t.place()
	if err != nil {
		return err
	}
	return t.showPoll(published, number)
}

// ballot is a poll in the reader's language, and the one over all languages that it stands for.
type ballot struct {
	id      content.PollID
	section content.Section
	poll    *content.Poll
}

// ballotOf finds the poll of a section; nil where it has none.
func (t *turn) ballotOf(published *content.Published, number int) (*ballot, error) {
	section, ok := published.For(t.voice.Lang(), t.language).Part(number)
	original, _ := published.For(published.Original).Part(number)
	if !ok {
		return nil, stale("handlers.ballotOf")
	}
	if section.Poll == nil || original.Poll == nil {
		return nil, nil //nolint:nilnil // a section without a poll is no error
	}
	id, err := t.tx.PollFor(published.ID, section.ID, fingerprintOf(original.Poll), len(original.Poll.Options), original.Poll.Multiple)
	return &ballot{id, section, section.Poll}, err
}

// fingerprintOf tells one poll from another that took its place: the original's words count, a better translation is no new poll.
func fingerprintOf(poll *content.Poll) string {
	sum := sha256.Sum256([]byte(fmt.Sprintf("%q %q %t", poll.Question, poll.Options, poll.Multiple)))
	return hex.EncodeToString(sum[:8])
}

// showPoll sends the poll: in private a native one, so that only the bot learns the vote; in a group a message with buttons, so that
// nobody sees who voted.
func (t *turn) showPoll(published *content.Published, number int) error {
	article, err := t.open(published)
	if err != nil {
		return err
	}
	b, err := t.ballotOf(published, number)
	if err != nil {
		return err
	}
	if b == nil {
		t.show(screen{text: t.voice.Say(phrases.PollNone), rows: t.otherPolls(published, article, number)})
		return nil
	}
	key := content.MessageKey(fmt.Sprintf("poll:%d:%d:%d", b.id, t.chat, t.in.Update))
	copy, err := t.tx.AddCopy(b.id, key, t.chat, t.private)
	if err != nil {
		return err
	}
	if t.private {
		rows := append([][]link{{{label: t.voice.Plain(phrases.ButtonResults), to: place{toResults, published, b.section.ID}}}},
			t.otherPolls(published, article, number)...)
		t.tx.Send(content.Outgoing{Chat: t.chat, Action: content.ActionPoll, Key: key, Poll: b.poll, Buttons: t.buttons(rows)})
		return nil
	}
	count, err := t.tx.CountOf(b.id)
	if err != nil {
		return err
	}
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionSend, Key: key, Text: t.countSaid(b.poll, count), Buttons: optionButtons(b.poll, copy),
		Once: true, ReplyTo: t.in.Message.ID,
	})
	return nil
}

// otherPolls leads to the article's next poll.
func (t *turn) otherPolls(published *content.Published, article *content.Article, number int) [][]link {
	for step := range len(article.Sections) {
		next := (number + 1 + step) % (len(article.Sections) + 1)
		if section, _ := article.Part(next); section.Poll != nil && next != number {
			return [][]link{{{label: t.voice.Plain(phrases.ButtonNextPoll), to: place{toPoll, published, section.ID}}}}
		}
	}
	return nil
}

// countSaid is a poll with buttons as a group sees it, with the counts so far.
func (t *turn) countSaid(poll *content.Poll, count content.Count) content.HTML {
	said := t.voice.Say(phrases.PollQuestion, phrases.Args{"Question": poll.Question}) + "\n"
	for i, option := range poll.Options {
		votes := 0
		if i < len(count.Votes) {
			votes = count.Votes[i]
		}
		said += "\n" + t.voice.Say(phrases.PollOption, phrases.Args{"Option": option, "Votes": votes})
	}
	return paragraphs(said, t.voice.Count(phrases.Volunteers, count.Voters))
}

// optionButtons are a poll's options, a row each.
func optionButtons(poll *content.Poll, copy content.CopyID) [][]content.Button {
	rows := make([][]content.Button, 0, len(poll.Options))
	for i, option := range poll.Options {
		rows = append(rows, []content.Button{{
			Text: option, Press: string(toVote) + "." + strconv.FormatInt(int64(copy), 36) + "." + strconv.Itoa(i),
		}})
	}
	return rows
}

// votePress takes a vote by a button in a group: the chosen option, or, pressed again, its retraction.
func votePress(t *turn) error {
	number, written, _ := strings.Cut(t.argument, ".")
	id, err := strconv.ParseInt(number, 36, 64)
	option, bad := strconv.Atoi(written)
	if err != nil || bad != nil {
		return stale("handlers.votePress")
	}
	held, err := t.tx.Copy(content.CopyID(id))
	if content.CodeOf(err) == content.NotFound || err == nil && held.Chat != t.chat {
		return stale("handlers.votePress")
	}
	if err != nil {
		return err
	}
	before, holder, err := t.tx.VoteOf(held.Poll, t.reader.ID)
	if err != nil {
		return err
	}
	if holder != held.ID && !held.Multiple {
		before = nil // it takes the place of the vote that stands elsewhere
	}
	chosen := toggled(before, option, held.Multiple)
	_, err = t.tx.VoteButton(held.ID, t.reader.ID, chosen)
	switch content.CodeOf(err) {
	case content.Conflict:
		return &content.Error{Code: content.Conflict, Op: "handlers.votePress", Key: string(phrases.PressPollClosed), Err: err}
	case content.Invalid:
		return stale("handlers.votePress")
	}
	if err != nil {
		return err
	}
	t.answer.Text = t.voice.Plain(phrases.PressVoted)
	if !slices.Contains(chosen, option) {
		t.answer.Text = t.voice.Plain(phrases.PressRetracted)
	}
	return t.follow(held.Poll)
}

// toggled returns the chosen options after one more press.
func toggled(chosen []int, option int, multiple bool) []int {
	if at := slices.Index(chosen, option); at >= 0 {
		return slices.Delete(slices.Clone(chosen), at, at+1)
	}
	if !multiple {
		return []int{option}
	}
	return append(slices.Clone(chosen), option)
}

// nativeVote takes a vote in a native poll.
func nativeVote(t *turn) error {
	if t.reader.ID == 0 {
		return nil // a chat voted, not a person
	}
	poll, counted, err := t.tx.VoteNative(t.in.Vote.Poll, t.reader.ID, t.in.Vote.Options)
	if code := content.CodeOf(err); code == content.Conflict || code == content.Invalid {
		t.log.Debug("a vote does not count", "update", t.in.Update, "why", err)
		return nil
	}
	if err != nil || !counted {
		return err
	}
	return t.followCounts(poll)
}

const (
	// workCounts is the work of bringing a group's copy of a poll up to date; its note is the copy's number.
	workCounts = "counts"
	// countsEvery is the pace at which it is done: a group's twenty messages a minute are for people first.
	countsEvery = 15
)

// resultsCommand shows the counts so far: /results [SECTION].
func resultsCommand(t *turn) error {
	published, number, err := t.asked()
	if err != nil {
		return err
	}
	return t.showResults(published, number)
}

func resultsPress(t *turn) error {
	published, number, err := t.place()
	if err != nil {
		return err
	}
	return t.showResults(published, number)
}

// showResults sends the counts as a picture, with the numbers in its caption.
func (t *turn) showResults(published *content.Published, number int) error {
	article, err := t.open(published)
	if err != nil {
		return err
	}
	b, err := t.ballotOf(published, number)
	if err != nil {
		return err
	}
	if b == nil {
		t.show(screen{text: t.voice.Say(phrases.PollNone), rows: t.otherPolls(published, article, number)})
		return nil
	}
	count, err := t.tx.CountOf(b.id)
	if err != nil {
		return err
	}
	picture := content.Picture{
		Title: b.poll.Question, Subtitle: article.Title, Groups: []content.BarGroup{{Full: 100, Bars: t.shares(b.poll, count)}},
		Notice: text.StripTags(string(t.voice.Count(phrases.Volunteers, count.Voters))), Footer: t.footer(article),
	}
	t.picture(picture, t.countSaid(b.poll, count))
	return nil
}

// shares are a poll's options as bars: their share of the voters.
func (t *turn) shares(poll *content.Poll, count content.Count) []content.Bar {
	bars := make([]content.Bar, len(poll.Options))
	for i, option := range poll.Options {
		votes, share := 0, 0.0
		if i < len(count.Votes) {
			votes = count.Votes[i]
		}
		if count.Voters > 0 {
			share = 100 * float64(votes) / float64(count.Voters)
		}
		bars[i] = content.Bar{
			Label: option, Value: share, Shown: strconv.Itoa(int(share+0.5)) + "%",
			Note: text.StripTags(string(t.voice.Count(phrases.PollVotes, votes))),
		}
	}
	return bars
}

// footer says where a picture's numbers come from.
func (t *turn) footer(article *content.Article) string {
	return text.StripTags(strings.TrimSpace(string(t.byline(article))))
}

// picture sends a picture with its numbers as text.
func (t *turn) picture(picture content.Picture, caption content.HTML) {
	out := content.Outgoing{Chat: t.chat, Action: content.ActionShow, Picture: &picture, Text: caption, Once: !t.private}
	if !t.private && t.in.Message != nil {
		out.ReplyTo = t.in.Message.ID
	}
	t.tx.Send(out)
}
