package handlers

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"aitys/content"
	"aitys/phrases"
)

const (
	// workOpinions is the work of posting the opinions of some hours in one message; behind it stands the article's number.
	workOpinions = "opinions-post"
	// opinionsInDigest is how many opinions one message shows; the others wait for the next one.
	opinionsInDigest = 10
	// digestEvery is how long they wait where the article's setting names no hours any more.
	digestEvery = 6 * time.Hour
)

// gather lets an opinion wait for the next digest, which comes after a while.
func (t *turn) gather(opinion content.Opinion, after time.Duration) error {
	if err := t.waitFor(opinion.Article, waitForDigest, opinion.ID); err != nil {
		return err
	}
	return t.tx.ScheduleOnce(content.Due{Work: workOn(workOpinions, opinion.Article), At: t.tx.Now().Add(after)})
}

// postOpinions posts the opinions that wait for it in one message, as many as one shows. While it is not known under what, they go on waiting.
func postOpinions(t *turn) error {
	article, _, err := workedOn[content.ArticleID](t)
	if err != nil {
		return err
	}
	if settings, err := t.settings(article); err != nil || settings.opinions == opinionsNone {
		return err
	}
	root, err := t.rootFor(article, "")
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	list, err := t.gathered(article)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return nil
	}
	more, err := t.laterOpinions(article)
	if err != nil {
		return err
	}
	return t.postDigest(root, list, more)
}

// laterOpinions lets the opinions for which a digest had no room wait for the next one, and returns how many they are.
func (t *turn) laterOpinions(article content.ArticleID) (int, error) {
	more, err := t.tx.CountToPost(article, waitForDigest)
	if err != nil || more == 0 {
		return 0, err
	}
	settings, err := t.settings(article)
	if err != nil {
		return 0, err
	}
	after := digestEvery
	if hours, err := strconv.Atoi(settings.opinions); err == nil {
		after = time.Duration(hours) * time.Hour
	}
	return more, t.tx.ScheduleOnce(content.Due{Work: t.in.Due.Work, At: t.tx.Now().Add(after)})
}

// postDigest posts opinions in one message, and says how many more wait for the next one.
func (t *turn) postDigest(root content.Root, list []content.Opinion, more int) error {
	published, err := t.tx.Article(root.Article)
	if err != nil {
		return ifKnown(err) // it was taken down
	}
	out := content.Outgoing{Chat: root.Chat, Action: content.ActionSend, ReplyTo: root.Below(), Once: true, Silent: true}
	out.Text, out.Buttons = t.digestSaid(published, list, more)
	out.Shows = t.quoted
	// An opinion that was edited since may stand in two digests.
	out.Key = content.MessageKey(fmt.Sprintf(postKeys+"digest:%d:%d:%d", root.Chat, list[len(list)-1].ID, t.tx.Now().Unix()))
	post := content.Post{Article: root.Article, Role: content.PostDigest, Chat: root.Chat, Key: out.Key, Fingerprint: shownPrint(out)}
	if _, err := t.tx.AddPost(post); err != nil {
		return err
	}
	t.tx.Send(out)
	return nil
}

func (t *turn) digestSaid(published *content.Published, list []content.Opinion, more int) (content.HTML, [][]content.Button) {
	said := t.voice.Count(phrases.OpinionsDigest, len(list))
	var numbers []content.Button
	for i, opinion := range list {
		said += "\n\n" + t.voice.Say(phrases.OpinionLine, phrases.Args{
			"Number": i + 1, "Signed": t.author(opinion), "Excerpt": t.excerpt(opinion, excerptInGroup),
		})
		numbers = append(numbers, content.Button{Text: strconv.Itoa(i + 1), Start: opinionStart(opinion.ID)})
	}
	if more > 0 {
		said += "\n\n" + t.voice.Count(phrases.OpinionsDigestMore, more)
	}
	ways := buttonsIn([][]link{{{label: t.voice.Plain(phrases.ButtonOpinions), to: place{toOpinions, published, ""}}}}, false)
	return said, append(slices.Collect(slices.Chunk(numbers, 5)), ways...)
}

// gathered takes the opinions for one digest of those that wait for it: that readers still see, and that were not posted by themselves meanwhile.
func (t *turn) gathered(article content.ArticleID) (list []content.Opinion, err error) {
	for len(list) < opinionsInDigest {
		some, err := t.tx.NextToPost(article, waitForDigest, opinionsInDigest-len(list))
		if err != nil || len(some) == 0 {
			return list, err
		}
		for _, id := range some {
			if err := t.tx.TakeToPost(article, waitForDigest, id); err != nil {
				return nil, err
			}
			opinion, fits, err := t.fitsDigest(article, id)
			if err != nil {
				return nil, err
			}
			if fits {
				list = append(list, opinion)
			}
		}
	}
	return list, nil
}

// fitsDigest tells whether a digest is to show an opinion.
func (t *turn) fitsDigest(article content.ArticleID, id content.OpinionID) (content.Opinion, bool, error) {
	opinion, err := t.tx.Opinion(id)
	if content.CodeOf(err) == content.NotFound || err == nil && (opinion.State != content.Approved || opinion.Article != article) {
		return opinion, false, nil
	}
	if err != nil {
		return opinion, false, err
	}
	_, err = t.tx.PostOfOpinion(id)
	if content.CodeOf(err) == content.NotFound {
		return opinion, true, nil
	}
	return opinion, false, err
}

// gatherAgain lets the opinions of a digest that does not stand wait for another one.
func (t *turn) gatherAgain(post content.Post) error {
	opinions, err := t.tx.TakeShownIn(post.Key)
	if err != nil {
		return err
	}
	return t.waitFor(post.Article, waitForDigest, opinions...)
}

// digestSoon lets the opinions of a digest that does not stand be posted now.
func (t *turn) digestSoon(post content.Post) error {
	if err := t.gatherAgain(post); err != nil {
		return err
	}
	work := workOn(workOpinions, post.Article)
	if _, err := t.tx.Unschedule(work); err != nil {
		return err
	}
	return t.tx.ScheduleOnce(content.Due{Work: work, At: t.tx.Now()})
}
