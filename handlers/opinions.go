package handlers

import (
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// The orders of opinions as buttons carry them.
var orders = map[string]content.Order{"n": content.Newest, "a": content.MostAgreed, "d": content.MostDivided}

// orderLetter is the reverse of orders.
func orderLetter(order content.Order) string { return string(order[0]) }

// spot is where in the opinions a reader stands: of what, in which order, at which one.
type spot struct {
	published *content.Published
	section   content.SectionID
	order     content.Order
	opinion   content.Opinion
	parent    content.OpinionID // of replies: to which opinion; 0: not among replies
}

// opinionsCommand shows the approved opinions on the article or a section, one at a time: /opinions [SECTION].
func opinionsCommand(t *turn) error {
	published, err := t.current()
	if err != nil {
		return err
	}
	article, err := t.open(published)
	if err != nil {
		return err
	}
	number := 0
	if word := firstWord(t.argument); word != "" {
		var ok bool
		if number, ok = part(article, word); !ok {
			return t.unknownSection(article, word)
		}
	}
	section, _ := article.Part(number)
	return t.firstOpinion(published, section.ID, content.Newest)
}

// opinionsPress shows the opinions on what a button named.
func opinionsPress(t *turn) error {
	published, number, err := t.place()
	if err != nil {
		return err
	}
	section, _ := published.For(published.Original).Part(number)
	return t.firstOpinion(published, section.ID, content.Newest)
}

func (t *turn) firstOpinion(published *content.Published, section content.SectionID, order content.Order) error {
	list, err := t.tx.Opinions(published.ID, section, order, 0, true, 2)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		t.show(screen{
			text: t.voice.Say(phrases.OpinionsNone, phrases.Args{"On": t.subjectName(published, section)}),
			rows: [][]link{{
				{label: t.voice.Plain(phrases.ButtonSpeak), to: place{toWrite, published, section}},
				{label: t.voice.Plain(phrases.ButtonWhole), to: place{toSummary, published, ""}},
			}},
		})
		return nil
	}
	return t.showOpinion(spot{published: published, section: section, order: order, opinion: list[0]})
}

// opinionLinked opens one opinion: o_OPINION. Only an approved one opens, whoever holds the link.
func opinionLinked(t *turn) error {
	opinion, err := t.tx.Opinion(opinionOf(t.argument))
	if content.CodeOf(err) == content.NotFound || err == nil && opinion.State != content.Approved {
		return staleLink()
	}
	if err != nil {
		return err
	}
	published, err := t.tx.Article(opinion.Article)
	if err != nil {
		return err
	}
	return t.showOpinion(spot{published, opinion.Section, content.Newest, opinion, opinion.Parent})
}

// showOpinion shows one approved opinion with everything that a reader can do about it.
func (t *turn) showOpinion(at spot) error {
	if _, err := t.open(at.published); err != nil {
		return err
	}
	mine, err := t.tx.StanceOf(at.opinion.ID, t.reader.ID)
	if err != nil {
		return err
	}
	s := screen{text: t.opinionSaid(at)}
	if at.opinion.Author != t.reader.ID {
		s.rows = append(s.rows, t.stanceRow(at, mine))
	}
	s.rows = append(s.rows, t.replyRow(at))
	ways, err := t.ways(at)
	if err != nil {
		return err
	}
	s.rows = append(append(s.rows, ways...), []link{{label: t.voice.Plain(phrases.ButtonWhole), to: place{toSummary, at.published, ""}}})
	t.show(s)
	return nil
}

// opinionSaid is an approved opinion as readers see it. Edited words wait for a moderator and are not shown.
func (t *turn) opinionSaid(at spot) content.HTML {
	head := t.voice.Say(phrases.OpinionHead, phrases.Args{
		"On": t.subjectName(at.published, at.opinion.Section), "Signed": signed(t.voice, at.opinion.Signed), "Date": content.DateOf(at.opinion.MadeAt.In(t.zone)),
	})
	return paragraphs(head, content.HTML(text.Escape(at.opinion.Text)), t.voice.Say(phrases.OpinionCounts, phrases.Args{
		"Agree": at.opinion.Agree, "Disagree": at.opinion.Disagree, "Pass": at.opinion.Pass,
	}))
}

// stanceRow are the three votes; the reader's own is marked.
func (t *turn) stanceRow(at spot, mine content.Stance) []link {
	var row []link
	for _, one := range []struct {
		stance content.Stance
		label  phrases.Key
	}{{content.Agree, phrases.ButtonAgree}, {content.Disagree, phrases.ButtonDisagree}, {content.Pass, phrases.ButtonPass}} {
		label := t.voice.Plain(one.label)
		if one.stance == mine {
			label = "✓ " + label
		}
		row = append(row, link{label: label, data: t.opinionData(toStance, at, string(one.stance[0]))})
	}
	return row
}

func (t *turn) replyRow(at spot) []link {
	row := []link{{label: t.voice.Plain(phrases.ButtonReply), data: t.opinionData(toReply, at, "")}}
	if at.opinion.Replies > 0 {
		row = append(row, link{
			label: t.voice.Plain(phrases.ButtonReplies, phrases.Args{"Count": at.opinion.Replies}), data: t.opinionData(toReplies, at, ""),
		})
	}
	if at.opinion.Author != t.reader.ID {
		row = append(row, link{label: t.voice.Plain(phrases.ButtonReport), data: t.opinionData(toReport, at, "")})
	}
	return row
}

// opinionData is the data of a button under an opinion: VERB.OPINION.ORDER[.WHAT], where ORDER is also in upper case when the list is of all
// the article's sections, which keeps it within 64 bytes.
func (t *turn) opinionData(to verb, at spot, what string) string {
	order := orderLetter(at.order)
	if at.section == "" {
		order = strings.ToUpper(order)
	}
	data := string(to) + "." + opinionNumber(at.opinion.ID) + "." + order
	if what != "" {
		data += "." + what
	}
	return data
}

// ways lead to the opinions before and after, in each order; from replies back to what they reply to.
func (t *turn) ways(at spot) ([][]link, error) {
	if at.parent != 0 {
		return t.replyWays(at)
	}
	before, err := t.tx.Opinions(at.published.ID, at.section, at.order, at.opinion.ID, false, 1)
	if err != nil {
		return nil, err
	}
	after, err := t.tx.Opinions(at.published.ID, at.section, at.order, at.opinion.ID, true, 1)
	if err != nil {
		return nil, err
	}
	return [][]link{t.steps(at, before, after), t.orderRow(at)}, nil
}

func (t *turn) replyWays(at spot) ([][]link, error) {
	before, err := t.tx.Replies(at.parent, at.opinion.ID, false, 1)
	if err != nil {
		return nil, err
	}
	after, err := t.tx.Replies(at.parent, at.opinion.ID, true, 1)
	if err != nil {
		return nil, err
	}
	up := at
	up.opinion = content.Opinion{ID: at.parent}
	return [][]link{t.steps(at, before, after), {{label: t.voice.Plain(phrases.ButtonRepliedTo), data: t.opinionData(toOpinion, up, "")}}}, nil
}

func (t *turn) steps(at spot, before, after []content.Opinion) []link {
	var row []link
	if len(before) > 0 {
		to := at
		to.opinion = before[0]
		row = append(row, link{label: t.voice.Plain(phrases.ButtonPrevious), data: t.opinionData(toOpinion, to, "")})
	}
	if len(after) > 0 {
		to := at
		to.opinion = after[0]
		row = append(row, link{label: t.voice.Plain(phrases.ButtonNext), data: t.opinionData(toOpinion, to, "")})
	}
	return row
}

// orderRow offers the other two orders.
func (t *turn) orderRow(at spot) []link {
	var row []link
	for _, one := range []struct {
		order content.Order
		label phrases.Key
	}{{content.Newest, phrases.ButtonOrderNewest}, {content.MostAgreed, phrases.ButtonOrderAgreed}, {content.MostDivided, phrases.ButtonOrderDivided}} {
		if one.order == at.order {
			continue
		}
		to := at
		to.order = one.order
		row = append(row, link{label: t.voice.Plain(one.label), data: t.opinionData(toOrder, to, "")})
	}
	return row
}

// spotOf reads what opinionData wrote: the opinion must be one that readers may see now.
func (t *turn) spotOf() (spot, string, error) {
	number, rest, _ := strings.Cut(t.argument, ".")
	letter, what, _ := strings.Cut(rest, ".")
	opinion, err := t.opinionNumbered(number)
	if err != nil {
		return spot{}, "", err
	}
	order, known := orders[strings.ToLower(letter)]
	if !known || opinion.State != content.Approved {
		return spot{}, "", stale("handlers.spotOf")
	}
	published, err := t.tx.Article(opinion.Article)
	if err != nil {
		return spot{}, "", err
	}
	at := spot{published: published, section: opinion.Section, order: order, opinion: opinion, parent: opinion.Parent}
	if letter == strings.ToUpper(letter) {
		at.section = ""
	}
	return at, what, nil
}

func opinionPressed(t *turn) error {
	at, _, err := t.spotOf()
	if err != nil {
		return err
	}
	return t.showOpinion(at)
}

func orderPress(t *turn) error {
	at, _, err := t.spotOf()
	if err != nil {
		return err
	}
	return t.firstOpinion(at.published, at.section, at.order)
}

func repliesPress(t *turn) error {
	at, _, err := t.spotOf()
	if err != nil {
		return err
	}
	list, err := t.tx.Replies(at.opinion.ID, 0, true, 1)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return stale("handlers.repliesPress")
	}
	at.parent, at.opinion = at.opinion.ID, list[0]
	return t.showOpinion(at)
}

// stancePress takes a vote on another reader's opinion, or another one in its place.
func stancePress(t *turn) error {
	at, what, err := t.spotOf()
	if err != nil {
		return err
	}
	stance, known := map[string]content.Stance{"a": content.Agree, "d": content.Disagree, "p": content.Pass}[what]
	if !known {
		return stale("handlers.stancePress")
	}
	opinion, err := t.tx.SetStance(at.opinion.ID, t.reader.ID, stance)
	if content.CodeOf(err) == content.Conflict {
		return &content.Error{Code: content.Conflict, Op: "handlers.stancePress", Key: string(phrases.PressOwnOpinion), Err: err}
	}
	if err != nil {
		return err
	}
	at.opinion = opinion
	t.answer.Text = t.voice.Plain(phrases.PressVoted)
	return t.showOpinion(at)
}

// replyPress asks for a reply.
func replyPress(t *turn) error {
	at, _, err := t.spotOf()
	if err != nil {
		return err
	}
	return t.askOpinion(subject{Article: at.opinion.Article, Section: at.opinion.Section, Parent: at.opinion.ID})
}

// reportPress brings an approved opinion before the moderators again.
func reportPress(t *turn) error {
	at, _, err := t.spotOf()
	if err != nil {
		return err
	}
	if at.opinion.Author == t.reader.ID {
		return &content.Error{Code: content.Conflict, Op: "handlers.reportPress", Key: string(phrases.PressOwnOpinion)}
	}
	first, err := t.tx.ReportOpinion(at.opinion.ID, t.reader.ID)
	if err != nil {
		return err
	}
	t.answer.Text, t.answer.Alert = t.voice.Plain(phrases.PressReported), true
	if !first {
		t.answer.Text = t.voice.Plain(phrases.PressReportedBefore)
	}
	return nil
}
