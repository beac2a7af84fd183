package handlers

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/phrases"
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
const (
	deskLook = "look" // the page
	deskCard = "card" // what would be posted
	deskPost = "post" // post it
	deskUndo = "no"   // do not
)

func mapDeskData(article content.ArticleID, what string) string {
	return string(toMapDesk) + "." + strconv.FormatInt(int64(article), 10) + "." + what
}

// mapDeskPress does what a button of editors' page says: ARTICLE.WHAT.
func mapDeskPress(t *turn) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	number, what, _ := strings.Cut(t.argument, ".")
	what, _, _ = strings.Cut(what, ".")
	article, err := articleNumbered(number)
	if err != nil {
		return stale("handlers.mapDeskPress")
	}
	published, err := t.tx.Article(article)
	if content.CodeOf(err) == content.NotFound {
		return stale("handlers.mapDeskPress")
	}
	if err != nil {
		return err
	}
	switch what {
	case deskLook:
		return t.showDesk(published)
	case deskCard:
		return t.previewCard(published)
	case deskPost:
		return t.cardSoon(published)
	case deskUndo:
		return t.cancelCard(published)
	}
	return stale("handlers.mapDeskPress")
}

// showDesk shows editors the last map, however new it is, how it came about, and what it would be without the readers who are marked.
func (t *turn) showDesk(published *content.Published) error {
	desk, err := t.deskOf(published.ID)
	if err != nil {
		return err
	}
	at, err := t.tx.MapAt(published.ID)
	if err != nil {
		return err
	}
	article := published.For(t.voice.Lang(), t.language)
	said := t.voice.Say(phrases.DeskMapHead, phrases.Args{"Title": article.Title, "At": at.In(t.zone), "Readers": desk.All.Readers, "Votes": desk.All.Votes})
	if at.IsZero() {
		said = t.voice.Say(phrases.DeskMapNone, phrases.Args{"Title": article.Title})
	}
	parts := []content.HTML{said}
	for _, part := range []func(*content.Published, mapDesk) (content.HTML, error){t.deskGroups, t.deskWithout, t.deskNewcomers, t.deskHistory} {
		said, err := part(published, desk)
		if err != nil {
			return err
		}
		parts = append(parts, said)
	}
	rows := [][]link{{{label: t.voice.Plain(phrases.ButtonMapCard), data: mapDeskData(published.ID, deskCard)}}}
	t.show(screen{text: paragraphs(parts...), rows: append(rows, t.waysFromMap(published)[0])})
	return nil
}

// deskGroups says which groups there are now, what they accept and what divides them.
func (t *turn) deskGroups(_ *content.Published, desk mapDesk) (content.HTML, error) {
	if !desk.All.ready() {
		return "", nil
	}
	common, err := t.commonSaid(desk.All)
	if err != nil {
		return "", err
	}
	divides, err := t.dividesSaid(desk.All)
	return paragraphs(t.sizesSaid(phrases.DeskMapGroups, desk.All), common, divides), err
}

// sizesSaid names the groups with their sizes.
func (t *turn) sizesSaid(key phrases.Key, r mapResult) content.HTML {
	return t.voice.Say(key, phrases.Args{"Groups": sizesOf(r)})
}

// sizesOf are the groups' sizes: "A 12, B 9".
func sizesOf(r mapResult) string {
	var words []string
	for _, g := range r.Groups {
		words = append(words, g.Letter+"\u00A0"+strconv.Itoa(g.Readers))
	}
	return strings.Join(words, ", ")
}

// deskWithout says how many readers are marked and why, and what the map would be without them.
func (t *turn) deskWithout(_ *content.Published, desk mapDesk) (content.HTML, error) {
	switch {
	case desk.All.Votes == 0:
		return "", nil
	case desk.Without == nil:
		return t.voice.Say(phrases.DeskMapUnmarked), nil
	}
	said := t.voice.Count(phrases.DeskMapMarked, desk.Marked, phrases.Args{"Burst": desk.Burst, "Alike": desk.Alike})
	if !desk.Without.ready() {
		return said + "\n" + t.voice.Say(phrases.DeskMapWithoutNone), nil
	}
	common, err := t.commonSaid(*desk.Without)
	if err != nil {
		return "", err
	}
	divides, err := t.dividesSaid(*desk.Without)
	return paragraphs(said+"\n"+t.sizesSaid(phrases.DeskMapWithout, *desk.Without), common, divides), err
}

// deskNewcomers compares readers who were first seen after the publication with all, on the opinions that matter most.
func (t *turn) deskNewcomers(_ *content.Published, desk mapDesk) (content.HTML, error) {
	votes := 0
	for _, tally := range desk.Newcomers {
		votes += tally.Votes
	}
	if desk.All.Votes == 0 {
		return "", nil
	}
	said, lines := t.voice.Say(phrases.DeskMapNewcomers, phrases.Args{"Votes": votes, "Of": desk.All.Votes}), content.HTML("")
	for _, o := range slices.Concat(desk.All.Common[:min(2, len(desk.All.Common))], desk.All.Divides[:min(2, len(desk.All.Divides))]) {
		tally := desk.Newcomers[o.Opinion]
		excerpt, err := t.mapExcerpt(o.Opinion)
		if err != nil {
			return "", err
		}
		if excerpt != "" && tally.Votes >= mapCrowd {
			lines += "\n" + t.voice.Say(phrases.MapAgreedLine, phrases.Args{"Excerpt": excerpt, "Share": percent(tally.share()), "Votes": tally.Votes})
		}
	}
	if lines == "" {
		return said, nil
	}
	return said + "\n" + t.voice.Say(phrases.DeskMapTheirs) + lines, nil
}

// historyShown is how many earlier maps are told.
const historyShown = 6

// deskHistory says how the map changed over time, as everybody was shown it.
func (t *turn) deskHistory(published *content.Published, _ mapDesk) (content.HTML, error) {
	maps, err := toldMaps(t.tx, published.ID, historyShown)
	if err != nil || len(maps) == 0 {
		return "", err
	}
	said := t.voice.Say(phrases.DeskMapHistory)
	for _, m := range maps {
		said += "\n" + t.voice.Say(phrases.DeskMapThen, phrases.Args{
			"At": m.At.In(t.zone), "Groups": sizesOf(m.mapResult), "Common": len(m.Common), "Divides": len(m.Divides),
		})
	}
	return said, nil
}
