package handlers

import (
	"strconv"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// showOpinions shows the approved opinions on the article or a section. In private one at a time, since the buttons below belong to it; in a group
// some of them, with links into the private chat.
func (t *turn) showOpinions(published *content.Published, number int) error {
	section, _ := published.For(published.Original).Part(number)
	if !t.private {
		return t.opinionsForAll(published, section.ID)
	}
	return t.firstOpinion(published, section.ID, content.Newest)
}

// oneOpinionLink opens one opinion: o_OPINION. Only one that readers may see opens, whoever holds the link.
func oneOpinionLink(t *turn) error {
	number, err := strconv.ParseInt(t.argument, 10, 64)
	if err != nil {
		return staleLink()
	}
	opinion, err := t.tx.Opinion(content.OpinionID(number))
	if content.CodeOf(err) == content.NotFound || err == nil && opinion.State != content.Approved {
		return staleLink()
	}
	if err != nil {
		return err
	}
	published, err := t.tx.Article(opinion.Article)
	if content.CodeOf(err) == content.NotFound {
		return staleLink()
	}
	if err != nil {
		return err
	}
	return t.showOpinion(spot{published: published, order: content.Newest, opinion: opinion})
}

// firstOpinion shows the first opinion in an order, or invites the first one to be written.
func (t *turn) firstOpinion(published *content.Published, section content.SectionID, order content.Order) error {
	if _, err := t.open(published); err != nil {
		return err
	}
	list, err := t.tx.Opinions(published.ID, section, order, 0, true, 1)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		t.show(t.noOpinions(published, section))
		return nil
	}
	return t.showOpinion(spot{published: published, section: section, order: order, opinion: list[0]})
}

func (t *turn) noOpinions(published *content.Published, section content.SectionID) screen {
	return screen{
		text: t.voice.Say(phrases.OpinionsNone, phrases.Args{"On": t.subjectName(published, section)}),
		rows: [][]link{{
			{label: t.voice.Plain(phrases.ButtonSpeak), to: place{toWrite, published, section}},
			{label: t.voice.Plain(phrases.ButtonWhole), to: place{toSummary, published, ""}},
		}},
	}
}

const (
	// opinionsInGroup is how many opinions a message in a group shows, and excerptInGroup how much of each, in graphemes: it is no place for long reading.
	opinionsInGroup = 5
	excerptInGroup  = 160
)

// opinionsForAll shows a group the newest opinions in one message.
func (t *turn) opinionsForAll(published *content.Published, section content.SectionID) error {
	list, err := t.tx.Opinions(published.ID, section, content.Newest, 0, true, opinionsInGroup)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		t.show(t.noOpinions(published, section))
		return nil
	}
	count, err := t.tx.CountOpinions(published.ID, section)
	if err != nil {
		return err
	}
	s := screen{text: t.voice.Count(phrases.OpinionsInGroup, count, phrases.Args{"On": t.subjectName(published, section)}) + "\n"}
	var numbers []link
	for i, opinion := range list {
		s.text += "\n" + t.voice.Say(phrases.OpinionLine, phrases.Args{
			"Number": i + 1, "Signed": t.author(opinion), "Excerpt": t.excerpt(opinion, excerptInGroup),
		})
		numbers = append(numbers, link{label: strconv.Itoa(i + 1), start: opinionStart(opinion.ID)})
	}
	s.text = paragraphs(s.text, t.voice.Say(phrases.OpinionsGroupWays))
	s.rows = [][]link{numbers, {
		{label: t.voice.Plain(phrases.ButtonOpinions), to: place{toOpinions, published, section}},
		{label: t.voice.Plain(phrases.ButtonSpeak), to: place{toWrite, published, section}},
	}, {{label: t.voice.Plain(phrases.ButtonBallot), to: place{toBallot, published, ""}}}}
	t.show(s)
	return nil
}

// opinionLetter begins the deep links to single opinions.
const opinionLetter = "o"

// opinionStart is the payload of the deep link to an opinion.
func opinionStart(id content.OpinionID) string { return opinionLetter + "_" + written(id) }

// author is who signs an opinion, as readers see it.
func (t *turn) author(opinion content.Opinion) string {
	if opinion.Signed == "" {
		return t.voice.Plain(phrases.OpinionUnsigned)
	}
	return opinion.Signed
}

// excerpt is the beginning of an opinion in one line, of at most so many graphemes. A few of them may be as long as a message: its units are
// bounded too.
func (t *turn) excerpt(opinion content.Opinion, most int) string {
	t.quote(opinion)
	return shortened(text.NormaliseLine(opinion.Text), most, 3*most)
}
