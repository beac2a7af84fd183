package handlers

import (
	"cmp"

	"aitys/content"
	"aitys/phrases"
)

// stance is a vote on an opinion as its button carries it, and what the bot says of it.
type stance struct {
	letter       string
	stance       content.Stance
	label, taken phrases.Key
}

// stances are the votes in the order of their buttons.
var stances = [...]stance{
	{"a", content.Agree, phrases.ButtonAgree, phrases.PressAgree},
	{"d", content.Disagree, phrases.ButtonDisagree, phrases.PressDisagree},
	{"p", content.Pass, phrases.ButtonPass, phrases.PressPass},
}

// stanceRow are the three votes; the reader's own is marked.
func (t *turn) stanceRow(at spot, mine content.Stance) []link {
	var row []link
	for _, one := range stances {
		row = append(row, link{label: t.marked(one.label, one.stance == mine), data: at.data(toStance, one.letter)})
	}
	return row
}

// takeStance takes a vote on another reader's opinion, in place of an earlier one.
func takeStance(t *turn, at spot, what string) error {
	for _, one := range stances {
		if one.letter != what {
			continue
		}
		if own, err := t.isOwn(at.opinion); own || err != nil {
			return cmp.Or(err, onOneself(nil))
		}
		if may, err := t.mayJudge(); !may {
			return err
		}
		if on, err := t.goesOnAbout(at.opinion.Article); !on {
			return err
		}
		opinion, err := t.vote(at.opinion, one.stance)
		if content.CodeOf(err) == content.Conflict {
			return onOneself(err)
		}
		if err != nil {
			return err
		}
		t.answer.Text = t.voice.Plain(one.taken)
		return t.showOpinion(at.at(opinion))
	}
	return stale("handlers.takeStance")
}

// onOneself is the refusal to judge one's own opinion.
func onOneself(cause error) error {
	return &content.Error{Code: content.Conflict, Op: "handlers.onOneself", Key: string(phrases.PressOwnOpinion), Err: cause}
}
