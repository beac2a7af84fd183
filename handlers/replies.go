package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// replyRow are the ways to answer an opinion: by a reply, or by asking moderators to read it again; and to what was answered, here and in the group.
func (t *turn) replyRow(at spot, own bool) ([][]link, error) {
	row := []link{{label: t.voice.Plain(phrases.ButtonReply), data: at.data(toReply, "")}}
	if at.opinion.Replies > 0 {
		row = append(row, link{label: t.voice.Plain(phrases.ButtonReplies, phrases.Args{"Count": at.opinion.Replies}), data: at.data(toReplies, "")})
	}
	if !own {
		row = append(row, link{label: t.voice.Plain(phrases.ButtonReport), data: at.data(toReport, "")})
	}
	thread, err := t.opinionThread(at.opinion)
	if err != nil || thread == nil {
		return [][]link{row}, err
	}
	return [][]link{row, {*thread}}, nil
}

// opinionThread leads to the thread of an opinion; nil where nobody has answered it in the group, so that the replies are all there is.
func (t *turn) opinionThread(opinion content.Opinion) (*link, error) {
	comments, err := t.countInGroup(opinion.ID)
	if err != nil || comments == 0 {
		return nil, err
	}
	tr := tree{on: opinion}
	return &link{label: t.voice.Plain(phrases.ButtonOpinionThread, phrases.Args{"Count": opinion.Replies + comments}), data: tr.data("")}, nil
}

// countInGroup is how many comments stand right below an opinion in the group: below its post, and below the comment of which it was made.
func (t *turn) countInGroup(opinion content.OpinionID) (int, error) {
	comments, err := t.tx.CountCommentsOn(opinion)
	if err != nil {
		return 0, err
	}
	made, err := t.tx.MadeOf(opinion)
	if content.CodeOf(err) == content.NotFound {
		return comments, nil
	}
	if err != nil {
		return 0, err
	}
	answers, err := t.tx.CountAnswers(made.ID)
	return comments + answers, err
}

// reply begins a reply to an opinion: an opinion of the same thread, which goes the same way.
func reply(t *turn, at spot, _ string) error {
	return t.askOpinion(subject{Article: at.opinion.Article, Section: at.opinion.Section, Parent: at.opinion.ID})
}

// repliesPage shows the first reply to an opinion; the opinion itself where all were withdrawn since.
func repliesPage(t *turn, at spot, _ string) error {
	list, err := t.tx.Replies(at.opinion.ID, 0, true, 1)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		t.answer.Text, t.answer.Alert = t.voice.Plain(phrases.PressOpinionGone), true
		return t.showOpinion(at)
	}
	return t.showOpinion(at.at(list[0]))
}

// excerptAboveReply is how much is repeated of what a reply answers, in graphemes.
const excerptAboveReply = 120

// aboveReply says what a reply answers. An opinion that readers may no longer see is not repeated.
func (t *turn) aboveReply(at spot) (content.HTML, error) {
	parent, err := t.tx.Opinion(at.opinion.Parent)
	if err != nil || parent.State != content.Approved {
		return "", err
	}
	return t.voice.Count(phrases.OpinionsReplies, parent.Replies, phrases.Args{
		"Signed": t.author(parent), "Excerpt": t.excerpt(parent, excerptAboveReply),
	}), nil
}

func (t *turn) waysFromReply(at spot) ([][]link, error) {
	before, err := t.tx.Replies(at.opinion.Parent, at.opinion.ID, false, 1)
	if err != nil {
		return nil, err
	}
	after, err := t.tx.Replies(at.opinion.Parent, at.opinion.ID, true, 1)
	if err != nil {
		return nil, err
	}
	parent := at.at(content.Opinion{ID: at.opinion.Parent})
	back := []link{{label: t.voice.Plain(phrases.ButtonRepliedTo), data: parent.data(toOpinion, "")}}
	return [][]link{t.steps(at, before, after), back}, nil
}
