package handlers

import (
	"fmt"
	"strconv"
	"time"

	"aitys/content"
	"aitys/phrases"
)

const (
	// workDownOpinions is the work of taking the opinions on an article that was taken down out of the groups, and workDownWaiting that of telling the authors of those that
	// wait; workDownRoots is that of deleting the copies that Telegram has made of its posts. Behind each stands the article's number, and its note is behind which opinion, or
	// root, it goes on.
	workDownOpinions = "down-opinions"
	workDownWaiting  = "down-waiting"
	workDownRoots    = "down-roots"
	downAtOnce       = 100
	downEvery        = time.Second
)

// How far the posts of an article that was taken down are: they are noted as gone, and in place of what they show stands how it is tried.
const (
	downDeleting = "down:deleting"
	downEmptying = "down:emptying"
)

// takeArticleDown hides an article everywhere: nothing that readers reach finds it from now on. What stands outside follows.
func (t *turn) takeArticleDown(published *content.Published, by content.ReaderID, reason string) error {
	if err := t.tx.TakeDownArticle(published.ID); err != nil {
		return err
	}
	if err := t.record(content.Entry{What: content.DeedTakedown, By: by, Article: published.ID, Reason: reason}); err != nil {
		return err
	}
	open, err := t.tx.OpenPolls(published.ID)
	if err != nil {
		return err
	}
	for _, poll := range open {
		if err := t.tx.ClosePoll(poll.ID); err != nil {
			return err
		}
	}
	// Nothing that was begun before brings it back: only an editor who publishes it again does.
	for _, work := range []string{publishWork(published.Slug), scheduleWork(published.Slug), workRevise + ":" + string(published.Slug), workOn(workRun, published.ID)} {
		if _, err := t.tx.Unschedule(work); err != nil {
			return err
		}
	}
	if err := t.removePosts(published.ID); err != nil {
		return err
	}
	for _, work := range []string{workDownRoots, workDownOpinions, workDownWaiting} {
		if err := t.tx.ScheduleOnce(content.Due{Work: workOn(work, published.ID), At: t.tx.Now()}); err != nil {
			return err
		}
	}
	return nil
}

// hidden tells that readers do not see an article: it was taken down.
func (t *turn) hidden(article content.ArticleID) (bool, error) {
	_, err := t.tx.Article(article)
	if content.CodeOf(err) == content.NotFound {
		return true, nil
	}
	return false, err
}

// stillReadable are those of some opinions whose articles readers see.
func (t *turn) stillReadable(all []content.Opinion) (seen []content.Opinion, err error) {
	for _, opinion := range all {
		hidden, err := t.hidden(opinion.Article)
		if err != nil {
			return nil, err
		}
		if !hidden {
			seen = append(seen, opinion)
		}
	}
	return seen, nil
}

// removePosts takes an article's posts away.
func (t *turn) removePosts(article content.ArticleID) error {
	posts, err := t.tx.Posts(article)
	if err != nil {
		return err
	}
	standing := sweeps{}
	for _, post := range posts {
		swept, err := t.sweepPost(standing, post)
		if err == nil && !swept {
			err = t.removePost(post)
		}
		if err != nil {
			return err
		}
	}
	return t.beginSweeps(standing, fmt.Sprintf("posts:%d", article))
}

// removePost deletes a post. One on its way is deleted once it stands; one of which nobody knows whether or where it stands is named to an editor.
func (t *turn) removePost(post content.Post) error {
	switch {
	case post.State == content.PostGone || post.State == content.PostLeft:
		return nil
	case post.Message == 0 && post.State != content.PostWished:
		if err := t.tx.SetPostState(post.ID, content.PostGone); err != nil {
			return err
		}
		return t.tellOfPost(post, phrases.ArticleDownLost, nil)
	}
	t.tx.Send(content.Outgoing{Chat: post.Chat, Action: content.ActionDelete, EditKey: post.Key})
	return t.noteRemoval(post, downDeleting)
}

func (t *turn) noteRemoval(post content.Post, how string) error {
	if err := t.tx.SetPostState(post.ID, content.PostGone); err != nil {
		return err
	}
	return t.tx.PostShows(post.ID, how)
}

// notRemoved goes on where Telegram does not let a post be deleted, as after two days in a channel: it is edited to a line that says nothing of the article. Where that may not be
// done either, an editor is told where it stands.
func (t *turn) notRemoved(post content.Post) error {
	if t.in.Result.Gone {
		return nil
	}
	if post.Fingerprint == downDeleting {
		t.tx.Send(content.Outgoing{Chat: post.Chat, Action: content.ActionEdit, EditKey: post.Key, Text: t.voice.Say(phrases.PostArticleDown)})
		return t.tx.PostShows(post.ID, downEmptying)
	}
	if err := t.tx.PostShows(post.ID, ""); err != nil {
		return err
	}
	if inThread(post) {
		return t.sweptLeft(post)
	}
	var row func(*phrases.Voice) []link
	if address := t.addressOf(post); address != "" {
		row = func(voice *phrases.Voice) []link {
			return []link{{label: voice.Plain(phrases.ButtonOpenPost), url: address}}
		}
	}
	return t.tellOfPost(post, phrases.ArticleDownStays, row)
}

// addressOf is where a post of the channel is read; empty of one in the group.
func (t *turn) addressOf(post content.Post) string {
	channel, err := t.channelNumber()
	if err != nil || post.Chat != channel || post.Message == 0 {
		return ""
	}
	return t.postAddress(post.Message)
}

// takingDown tells which article work takes down, and how far it came: the number of what it did last, 0 at first. There is no article when it is shown again meanwhile.
func takingDown(t *turn) (article content.ArticleID, after int64, err error) {
	article, _, err = workedOn[content.ArticleID](t)
	if err != nil {
		return 0, 0, err
	}
	if down, err := t.hidden(article); err != nil || !down {
		return 0, 0, err
	}
	after, _ = strconv.ParseInt(t.in.Due.Note, 10, 64) // none at first
	return article, after, nil
}

// downRoots deletes the copies of an article's posts in the group, some at a time. Where the bot may not do that, a copy follows what becomes of the post.
func downRoots(t *turn) error {
	article, after, err := takingDown(t)
	if err != nil || article == 0 {
		return err
	}
	roots, err := t.tx.Roots(article, content.RootID(after), downAtOnce)
	if err != nil || len(roots) == 0 {
		return err
	}
	copies := sweeps{}
	for _, root := range roots {
		if root.Post != 0 && root.Message > 0 { // else somebody posted it by hand, or the group has become another
			copies[root.Chat] = append(copies[root.Chat], swept{Message: root.Message})
		}
	}
	last := roots[len(roots)-1].ID
	if err := t.beginSweeps(copies, fmt.Sprintf("roots:%d:%d", article, last)); err != nil {
		return err
	}
	return t.tx.ScheduleOnce(content.Due{Work: t.in.Due.Work, At: t.tx.Now(), Note: strconv.FormatInt(int64(last), 10)})
}

// downOpinions takes the opinions on an article out of the groups, some at a time.
func downOpinions(t *turn) error {
	article, after, err := takingDown(t)
	if err != nil || article == 0 {
		return err
	}
	const most = 1000
	some, last, err := t.tx.ShownOn(article, content.OpinionID(after), most)
	if err != nil || last == 0 {
		return err
	}
	standing := sweeps{}
	for _, id := range some {
		if err := t.downOpinion(id, standing); err != nil {
			return err
		}
	}
	if err := t.beginSweeps(standing, fmt.Sprintf("opinions:%d:%d", article, last)); err != nil {
		return err
	}
	return t.tx.ScheduleOnce(content.Due{Work: t.in.Due.Work, At: t.tx.Now(), Note: strconv.FormatInt(int64(last), 10)})
}

// downOpinion adds the messages that show an opinion to what is deleted together. What cannot be deleted so follows by itself.
func (t *turn) downOpinion(id content.OpinionID, standing sweeps) error {
	opinion, err := t.tx.Opinion(id)
	if err != nil {
		return ifKnown(err)
	}
	shown, err := t.tx.TakeShown(opinion)
	if err != nil {
		return err
	}
	others, err := t.sweepShown(standing, shown)
	if err != nil {
		return err
	}
	for _, message := range others {
		if err := t.tx.ShowsStill(message); err != nil {
			return err
		}
	}
	return postOpinionSoon(t.tx, id)
}

// downWaiting tells the authors of opinions that wait on an article, some at a time, that nobody sees it.
func downWaiting(t *turn) error {
	article, _, err := workedOn[content.ArticleID](t)
	if err != nil {
		return err
	}
	if down, err := t.hidden(article); err != nil || !down {
		return err
	}
	var behind content.Opinion
	if t.in.Due.Note != "" {
		if _, err := fmt.Sscanf(t.in.Due.Note, "%d %d", &behind.Parent, &behind.ID); err != nil {
			return fmt.Errorf("the work %q: %w", t.in.Due.Work, err)
		}
	}
	page, err := t.tx.NotApproved(article, behind, downAtOnce)
	if err != nil || len(page) == 0 {
		return err
	}
	for _, opinion := range page {
		if err := t.tellDown(opinion); err != nil {
			return err
		}
	}
	last := page[len(page)-1]
	return t.tx.ScheduleOnce(content.Due{Work: t.in.Due.Work, At: t.tx.Now().Add(downEvery), Note: fmt.Sprintf("%d %d", last.Parent, last.ID)})
}

// tellDown tells the author of an opinion that waits that its article was taken down.
func (t *turn) tellDown(opinion content.Opinion) error {
	if opinion.State != content.Pending {
		return nil
	}
	author, err := writerOf(t.tx, opinion.Author)
	if err != nil || !started(author) {
		return ifKnown(err)
	}
	published, err := t.tx.ArticleEver(opinion.Article)
	if err != nil {
		return ifKnown(err)
	}
	voice := t.Newsroom.voice(author.Language(t.language))
	_, receipt, err := t.tx.MessageOf(receiptKey(opinion.ID))
	if ifKnown(err) != nil {
		return err
	}
	args := phrases.Args{"ID": written(opinion.ID), "Title": published.For(voice.Lang(), t.language).Title}
	t.sendUnasked(t.tx, content.Outgoing{Chat: author.Chat(), Action: content.ActionSend, ReplyTo: receipt, Text: voice.Say(phrases.ArticleDownWaits, args)})
	return nil
}
