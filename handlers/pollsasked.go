package handlers

import (
	"slices"
	"time"

	"aitys/content"
	"aitys/phrases"
)

// settingPolls is whether the polls of an article are asked, in the store: one of the values below, of which the first one holds while nothing is set. It holds in the bot at
// once. What everybody sees, posts and stopped polls, follows after a while in which it can be changed back: a stopped poll never opens again.
const (
	settingPolls = "polls"
	pollsAsked   = "asked"
	pollsClosed  = "closed" // they take no votes; their results stay
	pollsOff     = "off"    // the same, and they are shown nowhere but where they stand already
)

// workPolls is the work of stopping the polls of an article, or asking them again, as its setting says then; behind it stands the article's number.
const workPolls = "polls"

// pollsOf is whether the polls of an article are asked.
func (t *turn) pollsOf(article content.ArticleID) (string, error) {
	value, err := t.tx.Setting(article, settingPolls)
	if value != pollsClosed && value != pollsOff {
		value = pollsAsked
	}
	return value, err
}

// pollsRest tells whether the polls of an article take no votes, because they or its discussion are closed.
func (t *turn) pollsRest(article content.ArticleID) (bool, error) {
	state, err := t.discussionOf(article)
	if err != nil || state == discussionClosed {
		return true, err
	}
	polls, err := t.pollsOf(article)
	return polls != pollsAsked, err
}

// noVotes says to a reader that the polls of an article take no votes; nil while they do.
func (t *turn) noVotes(article content.ArticleID) (*content.Error, error) {
	refusal, err := t.standstill(article)
	if err != nil || refusal != nil {
		return refusal, err
	}
	polls, err := t.pollsOf(article)
	if err != nil || polls == pollsAsked {
		return nil, err
	}
	return &content.Error{Code: content.Conflict, Op: "handlers.noVotes", Key: string(phrases.PollsClosed)}, nil
}

// votesGoOn refuses a vote in a poll that takes none.
func (t *turn) votesGoOn(article content.ArticleID) (bool, error) {
	refusal, err := t.noVotes(article)
	if err != nil || refusal == nil {
		return err == nil, err
	}
	t.refuse(refusal)
	return false, nil
}

// asks returns a text of an article with its polls, or without them where they are not asked.
func (t *turn) asks(id content.ArticleID, article *content.Article) (*content.Article, error) {
	polls, err := t.pollsOf(id)
	if err != nil || polls != pollsOff {
		return article, err
	}
	without := *article // readers share what is kept in memory
	without.Poll, without.Sections = nil, slices.Clone(article.Sections)
	for i := range without.Sections {
		without.Sections[i].Poll = nil
	}
	return &without, nil
}

// pollsSoon lets what everybody sees of the polls follow the setting. What was wanted last counts, and waits anew.
func (t *turn) pollsSoon(article content.ArticleID) error {
	if _, err := t.tx.Article(article); err != nil {
		return ifKnown(err) // of a draft nobody sees any
	}
	if _, err := t.tx.Unschedule(workOn(workPolls, article)); err != nil {
		return err
	}
	return t.tx.ScheduleOnce(content.Due{Work: workOn(workPolls, article), At: t.tx.Now().Add(t.undo)})
}

// pollsSoonSaid says to an editor in how many seconds that is; empty where nothing waits.
func (t *turn) pollsSoonSaid(article content.ArticleID) (content.HTML, error) {
	due, err := t.tx.Scheduled(workOn(workPolls, article))
	if err != nil {
		return "", ifKnown(err)
	}
	left := max(0, int(due.At.Sub(t.tx.Now()).Round(time.Second)/time.Second))
	return t.voice.Count(phrases.SettingsPollsSoon, left), nil
}

// pollsDue does it. Polls of a closed discussion stay closed until that is opened again.
func pollsDue(t *turn) error {
	id, _, err := workedOn[content.ArticleID](t)
	if err != nil {
		return err
	}
	published, err := t.tx.Article(id)
	if err != nil {
		return ifKnown(err)
	}
	rest, err := t.pollsRest(id)
	if err != nil {
		return err
	}
	if rest {
		err = t.closePolls(published)
	} else {
		err = t.reopenPolls(published)
	}
	if err != nil {
		return err
	}
	return editionSoon(t.tx, id)
}
