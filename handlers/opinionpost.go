package handlers

import (
	"fmt"
	"strconv"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
	"aitys/storage"
)

// workOpinionPost is the work of letting the group see an opinion as it stands; behind it stands the opinion's number.
const workOpinionPost = "opinion-post"

// postOpinionSoon lets the group see an opinion as it stands from now on.
func postOpinionSoon(tx *storage.Tx, id content.OpinionID) error {
	return tx.ScheduleOnce(content.Due{Work: workOn(workOpinionPost, id), At: tx.Now()})
}

// followOpinions lets the group follow the opinions that readers see since this transaction, see otherwise, or see no more.
func followOpinions(tx *storage.Tx) error {
	for _, id := range tx.OpinionsChanged() {
		if err := postOpinionSoon(tx, id); err != nil {
			return err
		}
	}
	return nil
}

// followOpinion posts an opinion under its article, edits its post, or takes it away.
func followOpinion(t *turn) error {
	id, _, err := workedOn[content.OpinionID](t)
	if err != nil {
		return err
	}
	opinion, err := t.tx.Opinion(id)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	hidden, err := t.hidden(opinion.Article)
	if err != nil {
		return err
	}
	post, err := t.tx.PostOfOpinion(id)
	posted := err == nil && post.State != content.PostGone && post.State != content.PostLeft
	switch {
	case err != nil && content.CodeOf(err) != content.NotFound:
		return err
	case opinion.State != content.Approved || hidden:
		return t.unpost(opinion, post, posted)
	case posted:
		return t.editPosted(opinion, post)
	}
	return t.postWanted(opinion)
}

// unpost takes an opinion out of the group: its own post goes, and other messages that show it say that it does no more.
func (t *turn) unpost(opinion content.Opinion, post content.Post, posted bool) error {
	shown, err := t.tx.TakeShown(opinion)
	if err != nil {
		return err
	}
	for _, message := range shown {
		if isCard(message.Key) { // it says what was decided, and keeps showing about what
			if err := t.tx.ShowsStill(message); err != nil {
				return err
			}
			continue
		}
		left, err := t.leftBehind(message)
		if err != nil {
			return err
		}
		if !left {
			t.tx.Send(content.Outgoing{Chat: message.Chat, Action: content.ActionEdit, EditKey: message.Key, Text: t.voice.Say(phrases.OpinionsHidden)})
		}
	}
	if posted && inDoubt(post) {
		_, err := t.leftBehind(storage.Shown{Key: post.Key, Chat: post.Chat, Opinion: opinion.ID})
		return err
	}
	if !posted {
		return nil
	}
	t.tx.Send(content.Outgoing{Chat: post.Chat, Action: content.ActionDelete, EditKey: post.Key})
	return t.tx.SetPostState(post.ID, content.PostGone)
}

func (t *turn) editPosted(opinion content.Opinion, post content.Post) error {
	out := t.opinionPosted(opinion)
	print := shownPrint(out)
	if print == post.Fingerprint {
		return nil
	}
	out.Chat, out.Action, out.EditKey = post.Chat, content.ActionEdit, post.Key
	t.tx.Send(out)
	return t.tx.PostShows(post.ID, print)
}

// postWanted posts an opinion where the article's setting says so: at once, or with others later. One that cannot be posted yet waits for its article's root. One that
// was made of a comment below the article stands there already.
func (t *turn) postWanted(opinion content.Opinion) error {
	if said, err := t.saidInThread(opinion); said || err != nil {
		return err
	}
	settings, err := t.settings(opinion.Article)
	if err != nil {
		return err
	}
	featured, err := t.tx.Setting(opinion.Article, featuredMark(opinion.ID))
	if err != nil {
		return err
	}
	hours, notHours := strconv.Atoi(settings.opinions)
	switch {
	case settings.opinions == opinionsNone:
		return nil
	case featured != "", settings.opinions == "each" && opinion.Parent == 0:
		return t.postOpinion(opinion)
	case notHours != nil || opinion.Parent != 0:
		return nil
	}
	return t.gather(opinion, time.Duration(hours)*time.Hour)
}

// saidInThread tells whether an opinion was made of a comment that stands where it would be posted.
func (t *turn) saidInThread(opinion content.Opinion) (bool, error) {
	c, err := t.tx.MadeOf(opinion.ID)
	if content.CodeOf(err) == content.NotFound {
		return false, nil
	}
	if err != nil || c.Message < 0 || !c.Kept() {
		return false, err
	}
	root, err := t.tx.Root(c.Root)
	if content.CodeOf(err) == content.NotFound {
		return false, nil
	}
	return root.Article == opinion.Article, err
}

// postOpinion posts an opinion as a comment under its article, or under its section where that has a post of its own.
func (t *turn) postOpinion(opinion content.Opinion) error {
	root, err := t.rootFor(opinion.Article, opinion.Section)
	if content.CodeOf(err) == content.NotFound {
		return t.waitFor(opinion.Article, waitForRoot, opinion.ID)
	}
	if err != nil {
		return err
	}
	out := t.opinionPosted(opinion)
	key := content.MessageKey(fmt.Sprintf(postKeys+"opinion:%d:%d", root.Chat, opinion.ID))
	before, err := t.tx.PostByKey(key)
	if err == nil { // it stood before, and was taken away
		key += content.MessageKey(fmt.Sprintf(":%d", opinion.Version))
	}
	if err != nil && content.CodeOf(err) != content.NotFound || before.State == content.PostWished {
		return err
	}
	post := content.Post{
		Article: opinion.Article, Section: opinion.Section, Role: content.PostOpinion, Chat: root.Chat, Key: key, Fingerprint: shownPrint(out), Opinion: opinion.ID,
	}
	if _, err := t.tx.AddPost(post); err != nil {
		if content.CodeOf(err) == content.Conflict {
			return nil
		}
		return err
	}
	out.Chat, out.Action, out.Key, out.ReplyTo, out.Once = root.Chat, content.ActionSend, key, root.Below(), true
	t.tx.Send(out)
	return nil
}

// rootFor is under what what is said about an article, or a section, is posted. Error: NotFound.
func (t *turn) rootFor(article content.ArticleID, section content.SectionID) (content.Root, error) {
	const most = 200
	roots, err := t.tx.Roots(article, 0, most)
	if err != nil {
		return content.Root{}, err
	}
	var best content.Root
	rank := 0
	for _, root := range roots { // of an article that was posted anew the later one
		how, err := t.suits(root, section)
		if err != nil {
			return content.Root{}, err
		}
		if how > 0 && root.Below() != 0 { // one in a group that has become another serves where there is none in the present one
			how += livingRoot
		}
		if how > 0 && how >= rank {
			best, rank = root, how
		}
	}
	if rank > 0 {
		return best, nil
	}
	return content.Root{}, &content.Error{Code: content.NotFound, Op: "handlers.rootFor"}
}

// livingRoot is by how much a root that can be replied to suits better than one that cannot.
const livingRoot = 10

// suits tells how well what is said about a section, or the whole article, stands under a root; 0: not at all.
func (t *turn) suits(root content.Root, section content.SectionID) (int, error) {
	switch {
	case root.Post == 0:
		if root.Section != "" && root.Section != section {
			return 0, nil
		}
		return 1, nil
	}
	post, err := t.tx.Post(root.Post)
	if content.CodeOf(err) == content.NotFound {
		return 0, nil
	}
	switch {
	case err != nil:
		return 0, err
	case post.Role == content.PostSection && post.Part == 0 && root.Section == section:
		return 4, nil
	case post.Role == content.PostArticle:
		return 3, nil
	}
	return 0, nil
}

// opinionPosted is how a group sees an opinion.
func (t *turn) opinionPosted(opinion content.Opinion) content.Outgoing {
	const graphemes, units = 3500, 3600
	words := content.HTML(text.Escape(shortened(opinion.Text, graphemes, units)))
	return content.Outgoing{
		Text:  paragraphs(t.voice.Say(phrases.OpinionPosted, phrases.Args{"Signed": t.author(opinion)}), words),
		Shows: []content.OpinionID{opinion.ID}, Silent: true,
		Buttons: [][]content.Button{{{Text: t.voice.Plain(phrases.ButtonAgreeOrReply), Start: opinionStart(opinion.ID)}}},
	}
}

// shownPrint tells whether a message shows something else.
func shownPrint(out content.Outgoing) string {
	return printOf([]byte(out.Text))
}
