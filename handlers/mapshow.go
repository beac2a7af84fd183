package handlers

import (
	"encoding/json"
	"fmt"
	"strings"

	"aitys/content"
	"aitys/deliberation"
	"aitys/phrases"
	"aitys/storage"
)

// told is a map that everybody may see.
type told struct {
	storage.ShownMap
	mapResult
}

// toldMaps returns the maps of an article that everybody was shown, the newest first.
func toldMaps(tx *storage.Tx, article content.ArticleID, limit int) (all []told, err error) {
	shown, err := tx.ShownMaps(article, limit)
	if err != nil {
		return nil, err
	}
	for _, one := range shown {
		m := told{ShownMap: one}
		if err := json.Unmarshal(one.Body, &m.mapResult); err != nil {
			return nil, fmt.Errorf("a map of article %d: %w", article, err)
		}
		all = append(all, m)
	}
	return all, nil
}

// mapCommand shows the map of the current article: /map.
func mapCommand(t *turn) error {
	published, err := t.current()
	if err != nil {
		return err
	}
	return t.showMap(published, 0)
}

// showMap sends the map as a picture, and below it what the groups hold. Those words are readers': they stand in a message of their own, since they can be
// taken out of that again, and out of a picture's caption not.
func (t *turn) showMap(published *content.Published, _ int) error {
	article, err := t.open(published)
	if err != nil {
		return err
	}
	maps, err := toldMaps(t.tx, published.ID, 1)
	if err != nil {
		return err
	}
	if len(maps) == 0 {
		return t.noMap(published, article)
	}
	m := maps[0]
	drawn := mapPicture(t.voice, m.mapResult, nil)
	where, err := t.ownPlace(published, drawn)
	if err != nil {
		return err
	}
	picture := content.Picture{
		Title: article.Title, Subtitle: unmarked(t.voice.Say(phrases.MapSubtitle)), Map: drawn,
		Notice: unmarked(t.voice.Count(phrases.Volunteers, m.Readers)), Footer: unmarked(t.byline(article)) + " · " + t.asOf(m.At),
	}
	t.picture(picture, t.mapCaption(m, where))
	said, err := t.mapSaid(m.mapResult)
	if err != nil {
		return err
	}
	t.send(said, t.buttons(t.waysFromMap(published)), nil)
	return nil
}

// waysFromMap lead on from a map.
func (t *turn) waysFromMap(published *content.Published) [][]link {
	rows := [][]link{{
		{label: t.voice.Plain(phrases.ButtonBallot), to: place{toBallot, published, ""}},
		{label: t.voice.Plain(phrases.ButtonOpinions), to: place{toOpinions, published, ""}},
	}}
	if t.private && t.role() >= content.RoleEditor {
		rows = append(rows, []link{{label: t.voice.Plain(phrases.ButtonMapDesk), data: mapDeskData(published.ID, deskLook)}})
	}
	return rows
}

// ownPlace marks where the person stands who asks in private, and says so in words. Nobody else learns it.
func (t *turn) ownPlace(published *content.Published, drawn *content.OpinionMap) (content.HTML, error) {
	if !t.private {
		return "", nil
	}
	memory, err := memoryOf(t.tx, published.ID)
	if err != nil {
		return "", err
	}
	group, counted := memory.groupOf(t.reader.ID)
	if drawn.You = t.whereOnMap(memory, drawn); drawn.You != nil {
		return t.voice.Say(phrases.MapYouIn, phrases.Args{"Letter": letterOf(group)}), nil
	}
	if counted {
		return t.voice.Say(phrases.MapYouApart), nil
	}
	cast, err := t.tx.CastOn(published.ID, t.reader.ID, mapVotesEach)
	if err != nil {
		return "", err
	}
	if missing := mapVotesEach - len(cast); missing > 0 {
		return t.voice.Count(phrases.MapYouMore, missing), nil
	}
	return t.voice.Say(phrases.MapYouSoon), nil
}

// groupOf is the group of a reader on the last map, which may be one that is not shown.
func (m *mapMemory) groupOf(reader content.ReaderID) (int, bool) {
	if m.Past == nil {
		return 0, false
	}
	group, ok := m.Past.Counted[deliberation.Reader(reader)]
	return group, ok
}

// noMap says in plain words what is missing for a map.
func (t *turn) noMap(published *content.Published, article *content.Article) error {
	said := t.voice.Say(phrases.MapNone, phrases.Args{"Title": article.Title, "Readers": mapReaders, "Opinions": mapVotesEach, "Crowd": mapCrowd})
	if t.private {
		cast, err := t.tx.CastOn(published.ID, t.reader.ID, mapVotesEach)
		if err != nil {
			return err
		}
		if missing := mapVotesEach - len(cast); missing > 0 {
			said = paragraphs(said, t.voice.Count(phrases.MapYouMore, missing))
		}
	}
	t.show(screen{text: said, rows: t.waysFromMap(published)})
	return nil
}

// mapCaption is what stands below the picture: numbers alone, and nobody's words.
func (t *turn) mapCaption(m told, where content.HTML) content.HTML {
	said := t.voice.Count(phrases.MapGroups, len(m.Groups))
	for _, g := range m.Groups {
		said += "\n" + t.voice.Count(phrases.MapGroupLine, g.Readers, phrases.Args{"Letter": g.Letter})
	}
	return paragraphs(said, where, t.voice.Count(phrases.Volunteers, m.Readers)+"\n"+t.voice.Say(phrases.MapEvery, phrases.Args{"At": m.At.In(t.zone)}))
}

const (
	// mapHolds is how many opinions are told of each group, and mapShared of what is common and what divides.
	mapHolds  = 2
	mapShared = 3
	// mapExcerpt is how much of an opinion stands there, in graphemes.
	mapExcerpt = 140
)

// mapSaid says what each group holds, what all accept, and what divides them.
func (t *turn) mapSaid(r mapResult) (content.HTML, error) {
	var parts []content.HTML
	for _, g := range r.Groups {
		said, err := t.groupHolds(g)
		if err != nil {
			return "", err
		}
		parts = append(parts, said)
	}
	for _, part := range []func(mapResult) (content.HTML, error){t.commonSaid, t.dividesSaid} {
		said, err := part(r)
		if err != nil {
			return "", err
		}
		parts = append(parts, said)
	}
	return paragraphs(parts...), nil
}

// groupHolds says which opinions tell a group from the others.
func (t *turn) groupHolds(g mapGroup) (content.HTML, error) {
	said := t.voice.Count(phrases.MapHolds, g.Readers, phrases.Args{"Letter": g.Letter})
	left := mapHolds
	for _, h := range g.Holds {
		line, err := t.heldSaid(h)
		if err != nil {
			return "", err
		}
		if line != "" && left > 0 {
			said += "\n" + line
			left--
		}
	}
	switch {
	case g.TooFew:
		said += "\n" + t.voice.Say(phrases.MapHoldsTooFew)
	case left == mapHolds:
		said += "\n" + t.voice.Say(phrases.MapHoldsNothing)
	}
	return said, nil
}

// heldSaid is one opinion that a group holds; empty where readers may no longer see it.
func (t *turn) heldSaid(h mapHeld) (content.HTML, error) {
	excerpt, err := t.mapExcerpt(h.Opinion)
	if err != nil || excerpt == "" {
		return "", err
	}
	key, share, rest := phrases.MapAgrees, h.Group.share(), h.Rest.share()
	if !h.Agrees {
		key, share, rest = phrases.MapDisagrees, h.Group.against(), h.Rest.against()
	}
	args := phrases.Args{"Share": percent(share), "Votes": h.Group.Votes, "Excerpt": excerpt}
	said := t.voice.Say(key, args)
	if h.Rest.Votes > 0 {
		said += " " + t.voice.Say(phrases.MapElsewhere, phrases.Args{"Share": percent(rest), "Votes": h.Rest.Votes})
	}
	return said, nil
}

// mapExcerpt is the beginning of an opinion; empty where readers may no longer see it.
func (t *turn) mapExcerpt(id content.OpinionID) (string, error) {
	opinion, err := t.tx.Opinion(id)
	if content.CodeOf(err) == content.NotFound || err == nil && opinion.State != content.Approved {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return t.excerpt(opinion, mapExcerpt), nil
}

// commonSaid says what all groups accept, or else what most readers agree on.
func (t *turn) commonSaid(r mapResult) (content.HTML, error) {
	said, err := t.linesOf(r.Common, func(o mapOpinion, excerpt string) content.HTML {
		return t.voice.Say(phrases.MapCommonLine, phrases.Args{"Excerpt": excerpt, "Shares": groupShares(r, o)})
	})
	if err != nil || said != "" {
		return t.headed(phrases.MapCommon, said), err
	}
	said, err = t.linesOf(r.Agreed, func(o mapOpinion, excerpt string) content.HTML {
		return t.voice.Say(phrases.MapAgreedLine, phrases.Args{"Excerpt": excerpt, "Share": percent(o.All.share()), "Votes": o.All.Votes})
	})
	if said == "" {
		return t.voice.Say(phrases.MapCommonNone), err
	}
	return paragraphs(t.voice.Say(phrases.MapCommonNone), t.headed(phrases.MapAgreed, said)), err
}

// dividesSaid says what divides the groups.
func (t *turn) dividesSaid(r mapResult) (content.HTML, error) {
	said, err := t.linesOf(r.Divides, func(o mapOpinion, excerpt string) content.HTML {
		return t.voice.Say(phrases.MapCommonLine, phrases.Args{"Excerpt": excerpt, "Shares": groupShares(r, o)})
	})
	return t.headed(phrases.MapDivides, said), err
}

func (t *turn) headed(head phrases.Key, said content.HTML) content.HTML {
	if said == "" {
		return ""
	}
	return t.voice.Say(head) + said
}

// linesOf are lines for the first few opinions that readers may still see, each after a line break.
func (t *turn) linesOf(all []mapOpinion, line func(mapOpinion, string) content.HTML) (said content.HTML, err error) {
	for left, i := mapShared, 0; left > 0 && i < len(all); i++ {
		excerpt, err := t.mapExcerpt(all[i].Opinion)
		if err != nil {
			return "", err
		}
		if excerpt != "" {
			said += "\n" + line(all[i], excerpt)
			left--
		}
	}
	return said, nil
}

// groupShares are the parts of the groups that agree: "A 90%, B 75%".
func groupShares(r mapResult, o mapOpinion) string {
	var words []string
	for _, g := range r.Groups {
		if tally, ok := o.Groups[g.Letter]; ok {
			words = append(words, g.Letter+"\u00A0"+percent(tally.share()))
		}
	}
	return strings.Join(words, ", ")
}
