package handlers

import (
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// settingWriters is who may give opinions on an article, in the store: one of the values below, of which the first one holds while nothing is set. Moderators and editors
// always may. Votes are open to everybody, and so is changing what one has said.
const (
	settingWriters   = "writers"
	writersAll       = "all"
	writersKnown     = "known"     // subscribers, and those below
	writersPublished = "published" // authors of whom moderators have approved an opinion, on whatever article
)

// writerRules are what readers are told where not everybody may write: the rule, and why they may not with what they can do.
var writerRules = map[string]struct{ rule, why phrases.Key }{
	writersKnown:     {phrases.WritersKnown, phrases.WritersKnownWhy},
	writersPublished: {phrases.WritersPublished, phrases.WritersPublishedWhy},
}

// writersOf is who may give opinions on an article.
func (t *turn) writersOf(article content.ArticleID) (string, error) {
	value, err := t.tx.Setting(article, settingWriters)
	if writerRules[value].rule == "" {
		value = writersAll
	}
	return value, err
}

// writersNote says below an article who may give opinions on it; empty where everybody may.
func (t *turn) writersNote(article content.ArticleID) (content.HTML, error) {
	value, err := t.writersOf(article)
	if err != nil || value == writersAll {
		return "", err
	}
	return t.voice.Say(writerRules[value].rule), nil
}

// shutOut is the value by which whoever acts may give no opinion on an article; "" where they may.
func (t *turn) shutOut(article content.ArticleID) (string, error) {
	value, err := t.writersOf(article)
	if err != nil || value == writersAll || t.role() >= content.RoleModerator {
		return "", err
	}
	if approved, err := t.hadApproved(); err != nil || approved {
		return "", err
	}
	if value != writersKnown || !t.private {
		return value, nil
	}
	subscribed, err := t.tx.Subscriptions(t.reader.ID)
	if err != nil || subscribed.News || subscribed.Digest {
		return "", err
	}
	return value, nil
}

// hadApproved tells whether moderators have ever approved an opinion of whoever acts.
func (t *turn) hadApproved() (bool, error) {
	numbers, err := t.numbersHere()
	if err != nil {
		return false, err
	}
	for _, number := range numbers {
		if trust, err := t.tx.TrustIn(number); err != nil || trust.Approved > 0 {
			return err == nil, err
		}
	}
	return false, nil
}

// numbersHere are the numbers under which whoever acts is looked at: in private all of them, in a group the one by which they comment there. That a comment of theirs is
// taken must not tell everybody that they have written anonymously.
func (t *turn) numbersHere() ([]content.ReaderID, error) {
	if t.private {
		return t.tx.NumbersOf(t.in.From.ID)
	}
	commenter, err := t.commenter()
	return []content.ReaderID{content.ReaderID(commenter)}, err
}

// mayWriteOn tells whether whoever acts may give an opinion on an article. Where not, they have been told why, before they type it, and are asked for no words any more.
func (t *turn) mayWriteOn(article content.ArticleID) (bool, error) {
	value, err := t.shutOut(article)
	if err != nil || value == "" {
		return err == nil, err
	}
	if t.in.Press != nil && strings.HasPrefix(t.in.Press.Data, string(toPlain)+".") { // the text about which they were asked goes on waiting
		return false, &content.Error{Code: content.Conflict, Op: "handlers.mayWriteOn", Key: string(writerRules[value].rule)}
	}
	published, err := t.readable(article)
	if err != nil {
		return false, err
	}
	s := t.shutOutScreen(published, value)
	if !t.private {
		t.sendPassing(s.text, t.buttons(s.rows))
		return false, nil
	}
	t.send(s.text, t.buttons(s.rows), nil)
	if t.in.Kind != content.KindMessage {
		return false, nil
	}
	return false, t.tx.End(t.reader.ID)
}

// shutOutScreen says why somebody may not write, with what they can do.
func (t *turn) shutOutScreen(published *content.Published, value string) screen {
	if !t.private {
		way := link{label: t.voice.Plain(phrases.ButtonSpeak), to: place{toWrite, published, ""}}
		return screen{text: paragraphs(t.voice.Say(writerRules[value].rule), t.voice.Say(phrases.WritersHere)), rows: [][]link{{way}}}
	}
	ways := []link{{label: t.voice.Plain(phrases.ButtonOpinions), to: place{toOpinions, published, ""}}}
	if value == writersKnown {
		ways = append([]link{offer(t.voice, content.News, phrases.ButtonFollowNews)}, ways...)
	}
	return screen{text: t.voice.Say(writerRules[value].why), rows: [][]link{ways}}
}

// notTaken answers a text that might be an opinion where none of its author's is taken now: nothing new is, or they may not write there. It may still be searched for.
func (t *turn) notTaken(note, words string) (bool, error) {
	if refusal := wordsFit(words); refusal != nil && refusal.Key != string(phrases.OpinionTooLong) {
		return false, nil // it can be none
	}
	var about opinionNote
	if err := noted(note, &about); err != nil {
		return false, err
	}
	said, rows, err := t.whyNotTaken(about.Article)
	if err != nil || said == "" {
		return false, err
	}
	if row := t.searchFor(words); row != nil {
		rows = append(rows, row)
	}
	t.show(screen{text: said, rows: rows})
	return true, nil
}

// whyNotTaken is why no opinion of whoever acts is taken on an article; empty where one is.
func (t *turn) whyNotTaken(article content.ArticleID) (content.HTML, [][]link, error) {
	refusal, err := t.standstill(article)
	if err != nil || refusal != nil {
		return t.refusalSaid(refusal), nil, err
	}
	value, err := t.shutOut(article)
	if err != nil || value == "" {
		return "", nil, err
	}
	published, err := t.readable(article)
	if err != nil {
		return "", nil, err
	}
	s := t.shutOutScreen(published, value)
	return s.text, s.rows, nil
}

// refusalSaid is what a refusal says; empty of none.
func (t *turn) refusalSaid(refusal *content.Error) content.HTML {
	if refusal == nil {
		return ""
	}
	return t.voice.Say(phrases.Key(refusal.Key), refusal.Args)
}
