package handlers

import (
	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// mostAhead is up to how many opinions that wait before another are counted for its author.
const mostAhead = 200

// statusSaid says where an opinion stands, as its author reads it: what waits with its place in the queue, what was decided with the day and the reason.
func (t *turn) statusSaid(voice *phrases.Voice, opinion content.Opinion) (content.HTML, error) {
	appeal, err := t.appealOn(opinion.ID)
	if err != nil {
		return "", err
	}
	if opinion.Waits() {
		return t.waitingSaid(voice, opinion, appeal)
	}
	against, err := t.lastDone(opinion.ID)
	if err != nil {
		return "", err
	}
	key := stateOf(opinion)
	if opinion.State == content.Rejected && against.What == content.ToTakeDown {
		key = phrases.StateTakenDown
	}
	lines := []content.HTML{voice.Say(key)}
	if !opinion.DecidedAt.IsZero() {
		lines = append(lines, voice.Say(phrases.StateDecidedOn, phrases.Args{"Date": content.DateOf(opinion.DecidedAt.In(t.zone))}))
	}
	if opinion.State == content.Rejected {
		why, err := t.rejectedSaid(voice, against, appeal)
		if err != nil {
			return "", err
		}
		lines = append(lines, why)
	}
	return joinedLines(lines), nil
}

// rejectedSaid says why an opinion was rejected, and whether there is an appeal.
func (t *turn) rejectedSaid(voice *phrases.Voice, against content.Ruling, appeal content.Appeal) (content.HTML, error) {
	why, err := t.reasonOf(voice, against)
	if err != nil {
		return "", err
	}
	if why != "" {
		why = voice.Say(phrases.DecidedReason, phrases.Args{"Reason": why})
	}
	way := phrases.StateMayAppeal
	if appeal.Settles() {
		way = phrases.StateAppealDenied
	}
	return joinedLines([]content.HTML{why, voice.Say(way)}), nil
}

// waitingSaid says of an opinion that waits how many were before it, and at night when somebody reads it.
func (t *turn) waitingSaid(voice *phrases.Voice, opinion content.Opinion, appeal content.Appeal) (content.HTML, error) {
	key := stateOf(opinion)
	if appeal.State == content.AppealOpen {
		key = phrases.StateAppealed
	}
	ahead, waits, err := t.tx.WaitAhead(opinion.ID, mostAhead+1)
	if err != nil {
		return "", err
	}
	lines := []content.HTML{voice.Say(key)}
	if waits {
		lines = append(lines, t.aheadSaid(voice, ahead))
	}
	if until, quiet := t.quiet.Until(t.tx.Now(), t.zone); quiet {
		lines = append(lines, voice.Say(phrases.StateNight, phrases.Args{"Time": until.In(t.zone).Format(clockForm)}))
	}
	return joinedLines(lines), nil
}

// clockForm is how a time of the day is written.
const clockForm = "15:04"

// aheadSaid says how many opinions wait before one now. The time stands beside it, since the message stays as it is while they are decided.
func (t *turn) aheadSaid(voice *phrases.Voice, ahead int) content.HTML {
	now := t.tx.Now().In(t.zone).Format(clockForm)
	switch {
	case ahead == 0:
		return voice.Say(phrases.StateFirst, phrases.Args{"Time": now})
	case ahead > mostAhead:
		return voice.Say(phrases.StateMany, phrases.Args{"Time": now, "Most": mostAhead})
	}
	return voice.Count(phrases.StateAhead, ahead, phrases.Args{"Time": now})
}

// lastDone is the last ruling on an opinion if it has taken effect; the zero one where there is none.
func (t *turn) lastDone(id content.OpinionID) (content.Ruling, error) {
	last, err := t.tx.RulingOn(id)
	if err != nil || last.State != content.RulingDone {
		return content.Ruling{}, ifKnown(err)
	}
	return last, nil
}

// authorsTurn is what the author can do about how an opinion stands: the questions that wait for an answer, and the ways to answer and to appeal.
func (t *turn) authorsTurn(voice *phrases.Voice, opinion content.Opinion, on page) (said content.HTML, ways [][]link, err error) {
	last, err := t.appealOn(opinion.ID)
	if err != nil {
		return "", nil, err
	}
	if mayAppeal(opinion, last) {
		ways = append(ways, []link{{label: voice.Plain(phrases.ButtonAppeal), data: ownData(toAppeal, opinion.ID, on)}})
	}
	open, err := t.openQuestions(opinion)
	if err != nil || len(open) == 0 {
		return "", ways, err
	}
	q := open[0]
	said = voice.Say(phrases.StateAsked) + content.HTML("\n<blockquote>"+text.Escape(q.Text)+"</blockquote>")
	return said, append(ways, []link{answerLink(voice, q)}), nil
}
