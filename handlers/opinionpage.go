package handlers

import (
	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// opinionPage shows the opinion to which a button leads.
func opinionPage(t *turn, at spot, _ string) error { return t.showOpinion(at) }

// orderPage begins the list anew in another order.
func orderPage(t *turn, at spot, _ string) error {
	return t.firstOpinion(at.published, at.section, at.order)
}

// showOpinion shows one approved opinion with everything that this reader can do about it.
func (t *turn) showOpinion(at spot) error {
	if _, err := t.open(at.published); err != nil {
		return err
	}
	above, err := t.aboveOpinion(at)
	if err != nil {
		return err
	}
	own, err := t.isOwn(at.opinion)
	if err != nil {
		return err
	}
	s := screen{text: paragraphs(above, t.opinionText(at, own))}
	if !own {
		mine, err := t.tx.StanceOf(at.opinion.ID, t.reader.ID)
		if err != nil {
			return err
		}
		s.rows = append(s.rows, t.stanceRow(at, mine))
	}
	row, err := t.replyRow(at, own)
	if err != nil {
		return err
	}
	s.rows = append(s.rows, row...)
	ways, err := t.waysFrom(at)
	if err != nil {
		return err
	}
	s.rows = append(s.rows, ways...)
	t.show(s)
	return nil
}

// aboveOpinion says which list this is, and how long.
func (t *turn) aboveOpinion(at spot) (content.HTML, error) {
	if at.opinion.Parent != 0 {
		return t.aboveReply(at)
	}
	count, err := t.tx.CountOpinions(at.published.ID, at.section)
	key := map[content.Order]phrases.Key{
		content.Newest: phrases.OpinionsNewest, content.MostAgreed: phrases.OpinionsAgreed, content.MostDivided: phrases.OpinionsDivided,
	}[at.order]
	return t.voice.Count(key, count, phrases.Args{"On": t.subjectName(at.published, at.section)}), err
}

// opinionText is an approved opinion as readers see it. Words that were edited since wait for a moderator, and are not shown.
func (t *turn) opinionText(at spot, own bool) content.HTML {
	key := phrases.OpinionHead
	if at.section == "" && at.opinion.Section != "" && at.opinion.Parent == 0 {
		key = phrases.OpinionHeadOn
	}
	head := t.voice.Say(key, phrases.Args{
		"Signed": t.author(at.opinion), "Date": content.DateOf(at.opinion.MadeAt.In(t.zone)), "On": t.subjectName(at.published, at.opinion.Section),
	})
	below := t.voice.Say(phrases.OpinionCounts, phrases.Args{
		"Agree": at.opinion.Agree, "Disagree": at.opinion.Disagree, "Pass": at.opinion.Pass,
	})
	if own {
		below += "\n" + t.voice.Say(phrases.OpinionYours)
	}
	t.quote(at.opinion)
	return paragraphs(head, content.HTML(text.Escape(at.opinion.Text)), below)
}

// waysFrom lead to the opinions before and after this one, and to the other orders; from a reply, back to what it replies to.
func (t *turn) waysFrom(at spot) ([][]link, error) {
	if at.opinion.Parent != 0 {
		return t.waysFromReply(at)
	}
	before, err := t.tx.Opinions(at.published.ID, at.section, at.order, at.opinion.ID, false, 1)
	if err != nil {
		return nil, err
	}
	after, err := t.tx.Opinions(at.published.ID, at.section, at.order, at.opinion.ID, true, 1)
	if err != nil {
		return nil, err
	}
	return [][]link{
		t.steps(at, before, after), t.orderRow(at),
		{{label: t.voice.Plain(phrases.ButtonBallot), to: place{toBallot, at.published, ""}}}, {t.backFrom(at)},
	}, nil
}

// backFrom leads from opinions to the text that they are about.
func (t *turn) backFrom(at spot) link {
	article := at.published.For(t.voice.Lang(), t.language)
	if number, ok := article.NumberOf(at.section); ok {
		return t.wayBack(at.published, article, number)
	}
	return t.wayBack(at.published, article, 0)
}

func (t *turn) steps(at spot, before, after []content.Opinion) []link {
	var row []link
	if len(before) > 0 {
		row = append(row, link{label: t.voice.Plain(phrases.ButtonPrevious), data: at.at(before[0]).data(toOpinion, "")})
	}
	if len(after) > 0 {
		row = append(row, link{label: t.voice.Plain(phrases.ButtonNext), data: at.at(after[0]).data(toOpinion, "")})
	}
	return row
}

// orderRow offers the three orders; the one in which the list is read is marked, and begins it anew.
func (t *turn) orderRow(at spot) []link {
	var row []link
	for _, one := range []struct {
		order content.Order
		label phrases.Key
	}{{content.Newest, phrases.ButtonOrderNewest}, {content.MostAgreed, phrases.ButtonOrderAgreed}, {content.MostDivided, phrases.ButtonOrderDivided}} {
		to := at
		to.order = one.order
		row = append(row, link{label: t.marked(one.label, one.order == at.order), data: to.data(toOrder, "")})
	}
	return row
}

// marked is a button's label, with a mark when it is what the reader chose.
func (t *turn) marked(label phrases.Key, chosen bool) string {
	if !chosen {
		return t.voice.Plain(label)
	}
	return t.voice.Plain(phrases.ButtonChosen, phrases.Args{"Label": t.voice.Plain(label)})
}
