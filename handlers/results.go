package handlers

import (
	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// showResults sends the counts as a picture, with the numbers in its caption; as text alone while nobody has voted. It is a new message in any case: the
// button may stand below a poll, which cannot be edited.
func (t *turn) showResults(published *content.Published, number int) error {
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
	count, err := t.tx.CountOf(b.id)
	if err != nil {
		return err
	}
	refusal, err := t.noVotes(published.ID)
	if err != nil {
		return err
	}
	var ways [][]link
	if refusal == nil {
		ways = [][]link{{{label: t.voice.Plain(phrases.ButtonPoll), to: place{toPoll, published, b.section}}}}
	}
	if count.Voters == 0 {
		said := paragraphs(t.voice.Say(phrases.PollQuestion, phrases.Args{"Question": b.poll.Question}), t.voice.Say(phrases.PollNobody))
		t.send(said, t.buttons(ways), nil)
		return nil
	}
	t.picture(t.resultsPicture(article, b, count), resultsCaption(t.voice, b.poll, count), ways...)
	return nil
}

// resultsPicture draws the options as bars: the share of the voters that chose each.
func (t *turn) resultsPicture(article *content.Article, b ballot, count content.Count) content.Picture {
	bars := make([]content.Bar, len(b.poll.Options))
	for i, option := range b.poll.Options {
		bars[i] = content.Bar{
			Label: option, Value: share(count, i), Shown: percent(share(count, i)),
			Note: unmarked(t.voice.Count(phrases.PollVotes, votesFor(count, i))),
		}
	}
	group := content.BarGroup{Full: 100, Bars: bars}
	if b.poll.Multiple {
		group.Title = unmarked(t.voice.Say(phrases.PollShares))
	}
	section, _ := article.Part(b.number)
	return content.Picture{
		Title: b.poll.Question, Subtitle: titleOf(article, section), Groups: []content.BarGroup{group},
		Notice: unmarked(t.voice.Count(phrases.Volunteers, count.Voters)), Footer: unmarked(t.byline(article)),
	}
}

// resultsCaption is the numbers as text. Options are shortened as far as a caption has no room for them.
func resultsCaption(voice *phrases.Voice, poll *content.Poll, count content.Count) content.HTML {
	said := countSaid(voice, poll, count)
	for most := 80; most >= 20 && text.VisibleLen(string(said)) > maxCaption; most -= 20 {
		short := content.Poll{Question: poll.Question, Multiple: poll.Multiple}
		for _, option := range poll.Options {
			short.Options = append(short.Options, text.Truncate(option, most))
		}
		said = countSaid(voice, &short, count)
	}
	return said
}
