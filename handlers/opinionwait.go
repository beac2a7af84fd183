package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"aitys/content"
)

// Where opinions wait to be posted: settings of their article that hold their numbers.
const (
	waitForRoot   = "opinions-wait"     // until it is known under what the article is discussed
	waitForDigest = "opinions-gathered" // for the next digest
)

// waiting returns the opinions of an article that wait, those that came first before the others.
func (t *turn) waiting(article content.ArticleID, where string) (all []content.OpinionID, err error) {
	value, err := t.tx.Setting(article, where)
	return opinionNumbers(value), err
}

// opinionNumbers reads the numbers of opinions, each once; what is none is left out.
func opinionNumbers(words string) (all []content.OpinionID) {
	known := map[content.OpinionID]bool{}
	for word := range strings.FieldsSeq(words) {
		number, err := strconv.ParseInt(word, 10, 64)
		if id := content.OpinionID(number); err == nil && !known[id] {
			known[id] = true
			all = append(all, id)
		}
	}
	return all
}

func (t *turn) keepWaiting(article content.ArticleID, where string, all []content.OpinionID) error {
	words := make([]string, len(all))
	for i, id := range all {
		words[i] = written(id)
	}
	return t.tx.Set(article, where, strings.Join(words, " "))
}

// waitFor lets opinions wait, if they do not yet.
func (t *turn) waitFor(article content.ArticleID, where string, opinions ...content.OpinionID) error {
	all, err := t.waiting(article, where)
	if err != nil {
		return err
	}
	before := len(all)
	for _, id := range opinions {
		if !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	if len(all) == before {
		return nil
	}
	return t.keepWaiting(article, where, all)
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
		all, err := t.waiting(article, where)
		if err != nil {
			return err
		}
		if len(all) == 0 {
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
	all, err := t.waiting(article, waitForRoot)
	if err != nil {
		return err
	}
	some := min(len(all), rootedAtOnce)
	for _, id := range all[:some] {
		if err := postOpinionSoon(t.tx, id); err != nil {
			return err
		}
	}
	if err := t.keepWaiting(article, waitForRoot, all[some:]); err != nil || some == len(all) {
		return err
	}
	return t.tx.ScheduleOnce(content.Due{Work: t.in.Due.Work, At: t.tx.Now().Add(rootedEvery)})
}
