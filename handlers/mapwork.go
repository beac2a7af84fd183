package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"aitys/content"
	"aitys/storage"
)

const (
	// workMap is the work of wishing for a map of an article's votes; behind it stands the article's number. It is drawn in the background, and what came
	// out has the same name.
	workMap = "map"
	// workMapHour is the same for a map that is put off until an hour after the last that was shown. It has a name of its own, so that votes until then do not wait for it.
	workMapHour = "maphour"
	// mapSoon is how long the first vote waits for others, and mapPace how much longer for each vote of the last map: it keeps drawing below a hundredth of
	// the time, however many votes there are.
	mapSoon = time.Minute
	mapPace = 300 * time.Microsecond
	// mapEvery is how often at most everybody is shown another map, and mapNews how many readers have to be new on it: whoever compares two of them cannot tell one
	// reader from the others.
	mapEvery = time.Hour
	mapNews  = 5
)

// vote takes a reader's vote on an opinion, of which the map will know.
func (t *turn) vote(opinion content.Opinion, stance content.Stance) (content.Opinion, error) {
	after, err := t.tx.SetStance(opinion.ID, t.reader.ID, stance)
	if err != nil || opinion.Parent != 0 {
		return after, err
	}
	return after, t.tx.ScheduleOnce(content.Due{Work: workOn(workMap, opinion.Article), At: t.tx.Now().Add(mapSoon)})
}

// wantMap wishes for a map, or waits until the last one is old enough.
func wantMap(t *turn) error {
	article, _, err := workedOn[content.ArticleID](t)
	if err != nil {
		return err
	}
	at, err := t.mapNotBefore(article)
	if err != nil {
		return err
	}
	if at.After(t.tx.Now()) {
		return t.tx.ScheduleOnce(content.Due{Work: t.in.Due.Work, At: at})
	}
	return t.tx.WantMap(article)
}

// mapNotBefore is when the next map of an article may be drawn.
func (t *turn) mapNotBefore(article content.ArticleID) (time.Time, error) {
	at, err := t.tx.MapAt(article)
	if err != nil || at.IsZero() {
		return at, err
	}
	desk, err := t.deskOf(article)
	return at.Add(mapSoon + time.Duration(desk.All.Votes)*mapPace), err
}

// DrawMaps draws the maps that are wished for, one after the other, from what is stored at one moment, and stores what came out. A map that cannot be drawn
// does not keep the others; the error tells of it. It is for one goroutine.
func (n *Newsroom) DrawMaps(ctx context.Context) error {
	var wanted []content.ArticleID
	err := n.store.View(ctx, func(tx *storage.Tx) (err error) {
		wanted, err = tx.MapsWanted()
		return err
	})
	for _, article := range wanted {
		err = errors.Join(err, n.drawMap(ctx, article))
	}
	return err
}

func (n *Newsroom) drawMap(ctx context.Context, article content.ArticleID) error {
	votes, err := n.votesFor(ctx, article)
	if content.CodeOf(err) == content.NotFound { // it was taken down meanwhile
		return n.store.Update(ctx, func(tx *storage.Tx) error { return tx.UnwantMap(article) })
	}
	if err != nil {
		return fmt.Errorf("the map of article %d: %w", article, err)
	}
	body, err := json.Marshal(votes.draw())
	if err != nil {
		return fmt.Errorf("the map of article %d: %w", article, err)
	}
	_, err = n.Apply(ctx, []content.Incoming{{Kind: content.KindDone, Done: &content.Done{Work: workOn(workMap, article), Body: body}}})
	return err
}

// KeepDrawing draws maps whenever one is wished for, as often as ticks come, until ctx ends.
func (n *Newsroom) KeepDrawing(ctx context.Context, ticks <-chan time.Time) {
	for rest := 0; ; rest-- {
		select {
		case <-ctx.Done():
			return
		case <-ticks:
		}
		if rest > 0 {
			continue
		}
		if err := n.DrawMaps(ctx); err != nil && ctx.Err() == nil {
			n.log.Error("a map of opinions could not be drawn: it is tried again", "error", err)
			rest = mapRest
		}
	}
}

// mapRest is how many ticks pass after a failure before it is tried again.
const mapRest = 60

// workDone takes what came out of work in the background.
func workDone(t *turn) error {
	work, number, _ := strings.Cut(t.in.Done.Work, ":")
	if work != workMap {
		return fmt.Errorf("there is no work %q", work)
	}
	article, err := articleNumbered(number)
	if err != nil {
		return err
	}
	var drawn drawnMap
	if err := json.Unmarshal(t.in.Done.Body, &drawn); err != nil {
		return fmt.Errorf("the map of article %d: %w", article, err)
	}
	return t.mapDrawn(article, drawn)
}

// mapDrawn stores a map, and shows it to everybody where it is time.
func (t *turn) mapDrawn(article content.ArticleID, drawn drawnMap) error {
	show, err := t.showsMap(article, drawn)
	if err != nil {
		return err
	}
	if show {
		drawn.Memory.tell(drawn.Desk.All)
		shown := drawn.Desk.All
		shown.Newcomers = drawn.Newcomers
		body, err := json.Marshal(shown)
		if err != nil {
			return err
		}
		if err := t.tx.ShowMap(article, storage.ShownMap{At: t.tx.Now(), Body: body}); err != nil {
			return err
		}
	}
	past, err := json.Marshal(drawn.Memory)
	if err != nil {
		return err
	}
	desk, err := json.Marshal(drawn.Desk)
	if err != nil {
		return err
	}
	return t.tx.KeepMap(article, storage.OpinionMap{At: t.tx.Now(), Past: past, Desk: desk}, drawn.Changed)
}

// showsMap tells whether everybody is to be shown this map. Where it comes too soon after the last, another one is wished for later.
func (t *turn) showsMap(article content.ArticleID, drawn drawnMap) (bool, error) {
	if !drawn.Desk.All.ready() || drawn.Memory.fresh(drawn.Desk.All) < mapNews {
		return false, nil
	}
	last, err := t.tx.ShownMaps(article, 1)
	if err != nil || len(last) == 0 {
		return err == nil, err
	}
	if next := last[0].At.Add(mapEvery); next.After(t.tx.Now()) {
		return false, t.tx.ScheduleOnce(content.Due{Work: workOn(workMapHour, article), At: next})
	}
	return true, nil
}
