package handlers

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/phrases"
)

const (
	// workSweptLeft is the work of naming to an editor what can neither be deleted nor edited of what stands in the group about an article; behind it stands the article's
	// number, and its note is the posts.
	workSweptLeft = "swept-left"
	// sweptLeftIn is how long it waits for more of them, so that they are named together.
	sweptLeftIn = 15 * time.Second
	// sweptNamed is how many are named in one message.
	sweptNamed = 50
)

// sweptLeft notes that a post stays in the group.
func (t *turn) sweptLeft(post content.Post) error {
	work, all := workOn(workSweptLeft, post.Article), []content.PostID{}
	due, err := t.tx.Scheduled(work)
	if err == nil {
		err = json.Unmarshal([]byte(due.Note), &all)
	}
	if ifKnown(err) != nil {
		return err
	}
	note, err := json.Marshal(append(all, post.ID))
	if err != nil {
		return err
	}
	if _, err := t.tx.Unschedule(work); err != nil {
		return err
	}
	return t.tx.ScheduleOnce(content.Due{Work: work, At: t.tx.Now().Add(sweptLeftIn), Note: string(note)})
}

// tellSweptLeft names to an editor what stays in the group.
func tellSweptLeft(t *turn) error {
	article, _, err := workedOn[content.ArticleID](t)
	if err != nil {
		return err
	}
	var all []content.PostID
	if err := json.Unmarshal([]byte(t.in.Due.Note), &all); err != nil {
		return err
	}
	published, err := t.tx.ArticleEver(article)
	if err != nil {
		return ifKnown(err)
	}
	asked, err := t.askedFor(article)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(all, sweptNamed) {
		where, err := t.addressesOf(some)
		if err != nil {
			return err
		}
		args := phrases.Args{"Title": published.For(t.language).Title, "Where": where}
		if err := t.tellEditor(asked, phrases.MessagesStay, args, nil); err != nil {
			return err
		}
	}
	return nil
}

// addressesOf is where posts in the group are read, a line each; of one that has no address its number.
func (t *turn) addressesOf(all []content.PostID) (string, error) {
	var lines []string
	for _, id := range all {
		post, err := t.tx.Post(id)
		if err != nil {
			return "", err
		}
		address, err := t.groupAddress(post.Chat, post.Message, 0)
		if err != nil {
			return "", err
		}
		if address == "" {
			address = strconv.FormatInt(int64(post.Message), 10)
		}
		lines = append(lines, address)
	}
	return strings.Join(lines, "\n"), nil
}
