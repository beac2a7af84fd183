package storage

import (
	"time"

	"aitys/content"
)

const (
	sqlWantMap    = `INSERT INTO mapping (article, at) VALUES ($1, $2) ON CONFLICT (article) DO NOTHING`
	sqlMapsWanted = `SELECT article FROM mapping ORDER BY article`
	sqlMapDrawn   = `DELETE FROM mapping WHERE article = $1`

	sqlEachStance = `SELECT s.opinion, s.reader, s.said, s.at, COALESCE(r.since, s.at) FROM opinion o JOIN stance s ON s.opinion = o.id
		LEFT JOIN reader r ON r.id = s.reader WHERE o.article = CAST($1 AS BIGINT) AND o.state = 'approved' AND o.parent = 0`
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
	Since   time.Time // since when the reader is known; of one who was erased, when they voted
}

// EachVote gives every vote on the approved opinions about an article, replies left out, in no order. It reads all of them: not for a transaction that writes.
func (tx *Tx) EachVote(article content.ArticleID, take func(CastVote)) error {
	return tx.read(sqlEachStance, []any{int64(article)}, func(rows row) error {
		var v CastVote
		var at, since int64
		err := rows.Scan(&v.Opinion, &v.Reader, &v.Said, &at, &since)
		v.At, v.Since = fromMicro(at), fromMicro(since)
		take(v)
		return err
	})
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
	return tx.write(sqlMapDrawn, int64(article))
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
