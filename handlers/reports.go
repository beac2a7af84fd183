package handlers

import (
	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// reported is what the button of a report that was thought over carries.
const reported = "yes"

// report brings an opinion before the moderators again. It is asked for once more first: the button stands near others, and a report costs a
// person's time.
func report(t *turn, at spot, what string) error {
	own, err := t.isOwn(at.opinion)
	switch {
	case err != nil:
		return err
	case own:
		return onOneself(nil)
	case what != reported:
		t.show(t.reportScreen(at))
		return nil
	}
	if may, err := t.mayJudge(); !may {
		return err
	}
	thanks, err := t.reportOpinion(at.opinion)
	if err != nil {
		return err
	}
	t.answer.Text, t.answer.Alert = t.voice.Plain(thanks), true
	after, err := t.tx.Opinion(at.opinion.ID)
	if err != nil {
		return err
	}
	if after.State != content.Approved { // hidden until a moderator has decided
		t.show(screen{text: t.voice.Say(phrases.ReportHidden)})
		return nil
	}
	return t.showOpinion(at)
}

// reportOpinion takes the report, and returns what to say of it.
func (t *turn) reportOpinion(opinion content.Opinion) (phrases.Key, error) {
	weight, err := t.reportWeighs(opinion)
	if err != nil {
		return "", err
	}
	first, judged, err := t.tx.ReportOpinion(opinion.ID, t.reader.ID, weight)
	if content.CodeOf(err) == content.Conflict {
		return "", onOneself(err)
	}
	if err != nil {
		return "", err
	}
	after, err := t.tx.Opinion(opinion.ID)
	if err != nil {
		return "", err
	}
	switch {
	case !first && judged && after.Reports == 0: // of one text a reader's report is judged once
		return phrases.PressReportJudged, nil
	case !first:
		return phrases.PressReportedTwice, nil
	case after.State == content.Approved && after.Reports == 0:
		return phrases.PressReportCounted, nil
	}
	return phrases.PressReported, nil
}

func (t *turn) reportScreen(at spot) screen {
	return screen{
		text: paragraphs(t.voice.Say(phrases.ReportAsk), content.HTML("<blockquote>"+text.Escape(t.excerpt(at.opinion, receiptText))+"</blockquote>")),
		rows: [][]link{
			{{label: t.voice.Plain(phrases.ButtonReportYes), data: at.data(toReport, reported)}},
			{{label: t.voice.Plain(phrases.ButtonReportNo), data: at.data(toOpinion, "")}},
		},
	}
}
