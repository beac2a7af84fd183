package handlers

import (
	"time"

	"aitys/content"
)

// Where opinions wait to be posted.
const (
	waitForRoot   = "root"   // until it is known under what their article is discussed
	waitForDigest = "digest" // for the next digest
)

// waitFor lets opinions wait, if they do not yet.
func (t *turn) waitFor(article content.ArticleID, where string, opinions ...content.OpinionID) error {
	for _, id := range opinions {
		if err := t.tx.ToPost(article, where, id); err != nil {
			return err
		}
	}
	return nil
}

const (
	// workRooted is the work of posting the opinions that were approved before it was known under what their article is discussed; behind it stands the article's
	// number.
	workRooted = "opinions-rooted"
	// rootedAtOnce is how many are posted in rootedEvery: half of what Telegram lets into a group in that time, so that answers find room.
	rootedAtOnce = 10
	rootedEvery  = time.Minute
)

// opinionsRooted lets the opinions that waited for an article's root follow, and the digest that did.
func (t *turn) opinionsRooted(article content.ArticleID) error {
	for where, work := range map[string]string{waitForRoot: workRooted, waitForDigest: workOpinions} {
		some, err := t.tx.NextToPost(article, where, 1)
		if err != nil {
			return err
		}
		if len(some) == 0 {
			continue
		}
		if err := t.tx.ScheduleOnce(content.Due{Work: workOn(work, article), At: t.tx.Now()}); err != nil {
			return err
		}
	}
	return nil
}

// postRooted posts some of the opinions that waited for the root, as the article's setting says now.
func postRooted(t *turn) error {
	article, _, err := workedOn[content.ArticleID](t)
	if err != nil {
		return err
	}
	if _, err := t.rootFor(article, ""); err != nil {
		if content.CodeOf(err) == content.NotFound {
			return nil // its sections alone have theirs yet
		}
		return err
	}
	some, err := t.tx.NextToPost(article, waitForRoot, rootedAtOnce)
	if err != nil {
		return err
	}
	for _, id := range some {
		if err := t.tx.TakeToPost(article, waitForRoot, id); err != nil {
			return err
		}
		if err := postOpinionSoon(t.tx, id); err != nil {
			return err
		}
	}
	if len(some) < rootedAtOnce {
		return nil
	}
	return t.tx.ScheduleOnce(content.Due{Work: t.in.Due.Work, At: t.tx.Now().Add(rootedEvery)})
}
