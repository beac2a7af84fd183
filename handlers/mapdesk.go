package handlers

import (
	"encoding/json"
	"fmt"
	"strconv"

	"aitys/content"
)

// mapDesk is what editors see of a map beside what everybody does.
type mapDesk struct {
	All mapResult `json:"all"`
	// Without is the map without the readers who are marked; nil where nobody is.
	Without *mapResult `json:"without,omitempty"`
	Marked  int        `json:"marked"`
	Burst   int        `json:"burst"`
	Alike   int        `json:"alike"`
	// Newcomers are the votes of readers who were first seen after the article was published.
	Newcomers map[content.OpinionID]mapTally `json:"newcomers"`
}

// deskOf reads what editors see of an article's last map; the zero value where there is none.
func (t *turn) deskOf(article content.ArticleID) (desk mapDesk, err error) {
	kept, err := t.tx.MapOf(article)
	if content.CodeOf(err) == content.NotFound {
		return desk, nil
	}
	if err != nil {
		return desk, err
	}
	if err := json.Unmarshal(kept.Desk, &desk); err != nil {
		return desk, fmt.Errorf("the last map of article %d: %w", article, err)
	}
	return desk, nil
}

// articleNumbered reads an article's number as work and buttons carry it.
func articleNumbered(written string) (content.ArticleID, error) {
	number, err := strconv.ParseInt(written, 10, 64)
	return content.ArticleID(number), err
}

// What the buttons of editors' page do, behind the article's number in their data.
const deskLook = "look"

func mapDeskData(article content.ArticleID, what string) string {
	return string(toMapDesk) + "." + strconv.FormatInt(int64(article), 10) + "." + what
}
