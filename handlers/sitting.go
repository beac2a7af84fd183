package handlers

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/deliberation"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// sittingLength is after how many opinions a sitting ends by itself: what can be done in a few minutes.
	sittingLength = 20
	// sittingChoice is from how many opinions of a language the next one is drawn, where there are more.
	sittingChoice = 32
)

// sitting is where a reader is among the opinions that they vote on one after the other: at the at-th of about of. Its buttons carry it; it
// is shown, and nothing depends on it.
type sitting struct {
	published *content.Published
	at, of    int
}

// What the buttons of a sitting do besides voting, behind the opinion's number in their data.
const (
	sittingUnread = "x"
	sittingReport = "r"
	sittingSure   = "y"
	sittingBack   = "b"
	sittingStop   = "s"
)

// data is the data of a button under an opinion that is voted on: VERB.OPINION.WHAT.AT.OF, at most 26 bytes.
func (s sitting) data(id content.OpinionID, what string) string {
	return strings.Join([]string{string(toSitting), opinionNumber(id), what, strconv.Itoa(s.at), strconv.Itoa(s.of)}, ".")
}

// voteCommand begins a sitting on the current article: /vote.
func voteCommand(t *turn) error {
	published, err := t.current()
	if err != nil {
		return err
	}
	return t.beginSitting(published, 0)
}

// beginSitting begins a sitting.
func (t *turn) beginSitting(published *content.Published, _ int) error {
	if may, err := t.mayJudge(); !may {
		return err
	}
	if _, err := t.open(published); err != nil {
		return err
	}
	if on, err := t.goesOnAbout(published.ID); !on {
		return err
	}
	return t.nextBallot(sitting{published: published, at: 1})
}

// nextBallot shows the next opinion of a sitting, or its end.
func (t *turn) nextBallot(s sitting) error {
	found, err := t.unvoted(s.published)
	if err != nil {
		return err
	}
	over := s.of > 0 && s.at > s.of || len(found) == 0
	switch {
	case over && s.at == 1:
		return t.nothingToVoteOn(s.published)
	case over:
		return t.endSitting(s.published, len(found) > 0)
	case s.of == 0:
		s.of = sittingLength
	}
	s.of = min(s.of, s.at-1+len(found))
	id, _ := deliberation.Choose(candidates(found), t.chance())
	opinion, err := t.tx.Opinion(content.OpinionID(id))
	if err != nil {
		return err
	}
	t.show(t.ballotScreen(s, opinion))
	return nil
}

// unvoted are some of the opinions on which the reader may vote.
func (t *turn) unvoted(published *content.Published) ([]storage.Ballot, error) {
	commenter, err := t.commenter()
	if err != nil {
		return nil, err
	}
	langs, err := t.tx.Reading(t.reader.ID)
	if err != nil {
		return nil, err
	}
	return t.tx.Unvoted(published.ID, storage.Voter{Reader: t.reader.ID, Commenter: commenter}, langs, t.chance().Uint64(), sittingChoice)
}

// chance is drawn from what came and from whom, so that the same update draws the same when it is handled again.
func (t *turn) chance() *rand.Rand {
	return rand.New(rand.NewPCG(uint64(t.in.Update), uint64(t.reader.ID))) // #nosec G115 G404 -- which opinion is next is no secret
}

// candidates are opinions as the choice looks at them.
func candidates(found []storage.Ballot) []deliberation.Candidate {
	all := make([]deliberation.Candidate, len(found))
	for i, b := range found {
		all[i] = deliberation.Candidate{
			Opinion: deliberation.Opinion(b.Opinion), Extremity: b.Extremity,
			All: deliberation.Tally{Agrees: b.Agree, Disagrees: b.Disagree, Votes: b.Agree + b.Disagree + b.Pass},
		}
	}
	return all
}

// ballotScreen is an opinion to vote on. How others voted is not shown: it would sway.
func (t *turn) ballotScreen(s sitting, opinion content.Opinion) screen {
	article := s.published.For(t.voice.Lang(), t.language)
	t.quote(opinion)
	above := t.voice.Say(phrases.BallotHead, phrases.Args{
		"At": s.at, "Of": s.of, "Title": article.Title, "Signed": t.author(opinion), "Date": content.DateOf(opinion.MadeAt.In(t.zone)),
	})
	var votes []link
	for _, one := range stances {
		votes = append(votes, link{label: t.voice.Plain(one.label), data: s.data(opinion.ID, one.letter)})
	}
	return screen{
		text: paragraphs(above, content.HTML(text.Escape(opinion.Text))),
		rows: [][]link{votes, {
			{label: t.voice.Plain(phrases.ButtonUnreadable), data: s.data(opinion.ID, sittingUnread)},
			{label: t.voice.Plain(phrases.ButtonReport), data: s.data(opinion.ID, sittingReport)},
		}, {{label: t.voice.Plain(phrases.ButtonEndSitting), data: s.data(opinion.ID, sittingStop)}}},
	}
}

// sittingPress does what a button of a sitting says.
func sittingPress(t *turn) error {
	s, opinion, what, err := t.sitting()
	switch {
	case err != nil:
		return err
	case what == sittingStop:
		return t.endSitting(s.published, true)
	case opinion.State != content.Approved:
		t.answer.Text, t.answer.Alert = t.voice.Plain(phrases.PressOpinionGone), true
		return t.nextBallot(s)
	}
	if own, err := t.isOwn(opinion); err != nil || own {
		return orOnOneself(err)
	}
	if may, err := t.mayJudge(); !may {
		return err
	}
	return t.onBallot(s, opinion, what)
}

// orOnOneself is the error, or else the refusal to judge oneself.
func orOnOneself(err error) error {
	if err != nil {
		return err
	}
	return onOneself(nil)
}

// sitting reads what sitting.data wrote. Whoever presses may have sent anything.
func (t *turn) sitting() (s sitting, opinion content.Opinion, what string, err error) {
	const parts = 4
	words := strings.Split(t.argument, ".")
	if len(words) != parts {
		return s, opinion, "", stale("handlers.sitting")
	}
	s.at, err = strconv.Atoi(words[2])
	if err == nil {
		s.of, err = strconv.Atoi(words[3])
	}
	if err != nil || s.at < 1 || s.of < 1 || s.at > sittingLength || s.of > sittingLength {
		return s, opinion, "", stale("handlers.sitting")
	}
	opinion, err = t.opinionNumbered(words[0])
	if err != nil {
		return s, opinion, "", err
	}
	if opinion.Parent != 0 {
		return s, opinion, "", stale("handlers.sitting")
	}
	s.published, err = t.tx.Article(opinion.Article)
	if content.CodeOf(err) == content.NotFound {
		err = stale("handlers.sitting")
	}
	return s, opinion, words[1], err
}

// onBallot does about an opinion that is voted on what the button says.
func (t *turn) onBallot(s sitting, opinion content.Opinion, what string) error {
	switch what {
	case sittingUnread:
		if err := t.tx.Unreadable(opinion.ID, t.reader.ID); err != nil {
			return err
		}
		t.answer.Text = t.voice.Plain(phrases.PressUnreadable)
		return t.nextBallot(s)
	case sittingReport:
		t.show(t.sittingReportScreen(s, opinion))
		return nil
	case sittingSure:
		return t.reportBallot(s, opinion)
	case sittingBack:
		t.show(t.ballotScreen(s, opinion))
		return nil
	}
	for _, one := range stances {
		if one.letter == what {
			return t.castBallot(s, opinion, one)
		}
	}
	return stale("handlers.onBallot")
}

// castBallot takes the vote. Of two presses on the same opinion the second shows nothing further: the next opinion stands there already, and would be passed over.
func (t *turn) castBallot(s sitting, opinion content.Opinion, one stance) error {
	if on, err := t.goesOnAbout(opinion.Article); !on {
		return err
	}
	before, err := t.tx.StanceOf(opinion.ID, t.reader.ID)
	if err != nil {
		return err
	}
	if _, err := t.vote(opinion, one.stance); err != nil {
		return err
	}
	t.answer.Text = t.voice.Plain(one.taken)
	if before != "" {
		return nil
	}
	s.at++
	return t.nextBallot(s)
}

func (t *turn) sittingReportScreen(s sitting, opinion content.Opinion) screen {
	return screen{
		text: paragraphs(t.voice.Say(phrases.ReportAsk), content.HTML("<blockquote>"+text.Escape(t.excerpt(opinion, receiptText))+"</blockquote>")),
		rows: [][]link{
			{{label: t.voice.Plain(phrases.ButtonReportYes), data: s.data(opinion.ID, sittingSure)}},
			{{label: t.voice.Plain(phrases.ButtonReportNo), data: s.data(opinion.ID, sittingBack)}},
		},
	}
}

// reportBallot reports the opinion and goes on: whoever reports something wants to see it no more.
func (t *turn) reportBallot(s sitting, opinion content.Opinion) error {
	thanks, err := t.reportOpinion(opinion)
	if err != nil {
		return err
	}
	if err := t.tx.Unreadable(opinion.ID, t.reader.ID); err != nil {
		return err
	}
	t.answer.Text, t.answer.Alert = t.voice.Plain(thanks), true
	return t.nextBallot(s)
}
