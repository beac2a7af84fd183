package storage

import (
	"errors"
	"fmt"
	"time"

	"aitys/content"
)

const (
	sqlWantMap    = `INSERT INTO mapping (article, at) VALUES ($1, $2) ON CONFLICT (article) DO NOTHING`
	sqlMapsWanted = `SELECT article FROM mapping ORDER BY article`
	sqlMapDrawn   = `DELETE FROM mapping WHERE article = $1`

	// One row for each opinion: two million rows one by one cost five times as much as their text. No text is sorted or joined, each comes out of the
	// index of its opinion.
	sqlEachStance = `SELECT o.id, (SELECT string_agg(s.reader || ' ' || s.said || ' ' || s.at, ' ') FROM stance s WHERE s.opinion = o.id)
		FROM opinion o WHERE o.article = CAST($1 AS BIGINT) AND o.state = 'approved' AND o.parent = 0`
	sqlKnownSince  = `SELECT id, since FROM reader WHERE id IN ({list})`
	sqlExtremities = `SELECT e.opinion, e.value FROM opinion o JOIN extremity e ON e.opinion = o.id
		WHERE o.article = CAST($1 AS BIGINT) AND o.state = 'approved' AND o.parent = 0`
	sqlSetExtremities = `INSERT INTO extremity (opinion, value) VALUES {rows} ON CONFLICT (opinion) DO UPDATE SET value = excluded.value`

	sqlKeepMap = `INSERT INTO opinion_map (article, at, past, desk) VALUES ($1, $2, $3, $4)
		ON CONFLICT (article) DO UPDATE SET at = excluded.at, past = excluded.past, desk = excluded.desk`
	sqlMapAt     = `SELECT at FROM opinion_map WHERE article = $1`
	sqlMapOf     = `SELECT at, past, desk FROM opinion_map WHERE article = $1`
	sqlAllMaps   = `SELECT article, past FROM opinion_map ORDER BY article`
	sqlShowMap   = `INSERT INTO map_shown (article, at, body) VALUES ($1, $2, $3) ON CONFLICT (article, at) DO NOTHING`
	sqlShownMaps = `SELECT at, body FROM map_shown WHERE article = CAST($1 AS BIGINT) ORDER BY at DESC LIMIT CAST($2 AS BIGINT)`
)

// WantMap notes that the map of an article's votes is to be drawn anew.
func (tx *Tx) WantMap(article content.ArticleID) error {
	return tx.write(sqlWantMap, int64(article), micro(tx.now))
}

// UnwantMap ends the wish for a map that is not to be drawn.
func (tx *Tx) UnwantMap(article content.ArticleID) error {
	return tx.write(sqlMapDrawn, int64(article))
}

// MapsWanted returns the articles whose maps are to be drawn.
func (tx *Tx) MapsWanted() (all []content.ArticleID, err error) {
	err = tx.read(sqlMapsWanted, nil, func(rows row) error {
		var article content.ArticleID
		err := rows.Scan(&article)
		all = append(all, article)
		return err
	})
	return all, err
}

// CastVote is one reader's vote on one opinion, as the map is drawn of it.
type CastVote struct {
	Opinion content.OpinionID
	Reader  content.ReaderID
	Said    int       // 1 agree, -1 disagree, 0 pass
	At      time.Time // of the last change
}

// votesOn are the votes on an opinion, as sqlEachStance writes them.
type votesOn struct {
	opinion content.OpinionID
	written []byte
}

// EachVote gives every vote on the approved opinions about an article, replies left out: those on one opinion after each other, otherwise in no order. It
// reads all of them, and holds those on few opinions at a time: not for a transaction that writes. What was read is given to take while more is read, by one
// goroutine that has ended when EachVote returns.
func (tx *Tx) EachVote(article content.ArticleID, take func(CastVote)) error {
	const ahead = 4
	read, ended := make(chan votesOn, ahead), make(chan error, 1)
	go func() {
		var wrong error
		for v := range read {
			if wrong == nil {
				wrong = v.each(take)
			}
		}
		ended <- wrong
	}()
	err := tx.read(sqlEachStance, []any{int64(article)}, func(rows row) error {
		var v votesOn
		err := rows.Scan(&v.opinion, &v.written)
		read <- v
		return err
	})
	close(read)
	return errors.Join(err, <-ended)
}

// each reads the votes: three numbers for each.
func (v votesOn) each(take func(CastVote)) error {
	for written := v.written; len(written) > 0; {
		var numbers [3]int64
		for i := range numbers {
			var whole bool
			if numbers[i], written, whole = nextNumber(written); !whole {
				return fmt.Errorf("the votes on opinion %d cannot be read", v.opinion)
			}
		}
		take(CastVote{Opinion: v.opinion, Reader: content.ReaderID(numbers[0]), Said: int(numbers[1]), At: fromMicro(numbers[2])})
	}
	return nil
}

// nextNumber reads a number and the blank behind it; false where none stands there.
func nextNumber(written []byte) (number int64, rest []byte, whole bool) {
	at, sign := 0, int64(1)
	if len(written) > 0 && written[0] == '-' {
		at, sign = 1, -1
	}
	for first := at; ; at++ {
		switch {
		case at == len(written):
			return sign * number, nil, at > first
		case written[at] == ' ':
			return sign * number, written[at+1:], at > first
		case written[at] < '0' || written[at] > '9':
			return 0, nil, false
		}
		number = 10*number + int64(written[at]-'0')
	}
}

// KnownSince returns since when readers are known; those who were erased are left out.
func (tx *Tx) KnownSince(readers []content.ReaderID) (map[content.ReaderID]time.Time, error) {
	known := make(map[content.ReaderID]time.Time, len(readers))
	ids := make([]int64, len(readers))
	for i, id := range readers {
		ids[i] = int64(id)
	}
	err := padded(ids, func(args []any) error {
		return tx.read(tx.store.expand(sqlKnownSince, len(args), 1), args, func(rows row) error {
			var id content.ReaderID
			var since int64
			err := rows.Scan(&id, &since)
			known[id] = fromMicro(since)
			return err
		})
	})
	return known, err
}

// Extremities returns what KeepMap has stored of an article's opinions.
func (tx *Tx) Extremities(article content.ArticleID) (map[content.OpinionID]float64, error) {
	all := map[content.OpinionID]float64{}
	err := tx.read(sqlExtremities, []any{int64(article)}, func(rows row) error {
		var id content.OpinionID
		var value int64
		err := rows.Scan(&id, &value)
		all[id] = float64(value) / thousand
		return err
	})
	return all, err
}

// OpinionMap is the last map of an article's votes, as whoever drew it wrote it down.
type OpinionMap struct {
	At   time.Time
	Past []byte // what the next map goes by: names readers' numbers
	Desk []byte // what editors see
}

// KeepMap stores a map in place of the one before, with the extremities of opinions that changed, and ends the wish for it.
func (tx *Tx) KeepMap(article content.ArticleID, m OpinionMap, changed map[content.OpinionID]float64) error {
	if err := tx.write(sqlKeepMap, int64(article), micro(m.At), m.Past, m.Desk); err != nil {
		return err
	}
	args := make([]any, 0, 2*len(changed))
	for id, value := range changed {
		args = append(args, int64(id), int64(value*thousand))
	}
	err := pieces(len(changed), func(from, to int) error {
		return tx.write(tx.store.expand(sqlSetExtremities, 2, to-from), args[2*from:2*to]...)
	})
	if err != nil {
		return err
	}
	return tx.UnwantMap(article)
}

// MapAt returns when the last map of an article was drawn; the zero time where none was.
func (tx *Tx) MapAt(article content.ArticleID) (time.Time, error) {
	var at int64
	found, err := tx.row(sqlMapAt, []any{int64(article)}, &at)
	if err != nil || !found {
		return time.Time{}, err
	}
	return fromMicro(at), nil
}

// MapOf returns the last map of an article. Error: NotFound.
func (tx *Tx) MapOf(article content.ArticleID) (m OpinionMap, err error) {
	var at int64
	found, err := tx.row(sqlMapOf, []any{int64(article)}, &at, &m.Past, &m.Desk)
	if err == nil && !found {
		err = notFound("MapOf", "no map was drawn for article %d", article)
	}
	m.At = fromMicro(at)
	return m, err
}

// ShownMap is what everybody may see of a map.
type ShownMap struct {
	At   time.Time
	Body []byte
}

// ShowMap stores what everybody may see from now on.
func (tx *Tx) ShowMap(article content.ArticleID, m ShownMap) error {
	return tx.write(sqlShowMap, int64(article), micro(m.At), m.Body)
}

// ShownMaps returns what everybody may see of an article's maps, the newest first, at most limit.
func (tx *Tx) ShownMaps(article content.ArticleID, limit int) (all []ShownMap, err error) {
	err = tx.read(sqlShownMaps, []any{int64(article), limit}, func(rows row) error {
		var m ShownMap
		var at int64
		err := rows.Scan(&at, &m.Body)
		m.At = fromMicro(at)
		all = append(all, m)
		return err
	})
	return all, err
}
