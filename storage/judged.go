package storage

import (
	"slices"
	"time"

	"aitys/content"
)

const (
	sqlJudge = `INSERT INTO judgement (opinion, verdict, score, findings) VALUES ($1, $2, $3, $4)
		ON CONFLICT (opinion) DO UPDATE SET verdict = excluded.verdict, score = excluded.score, findings = excluded.findings`
	sqlJudgement     = `SELECT verdict, score, findings, label FROM judgement WHERE opinion = $1`
	sqlLabel         = `INSERT INTO judgement (opinion, verdict, score, findings, label) VALUES ($1, 'pass', 0, '[]', $2) ON CONFLICT (opinion) DO UPDATE SET label = excluded.label`
	sqlDropJudgement = `DELETE FROM judgement WHERE opinion = $1`
	sqlAddBands      = `INSERT INTO band (band, opinion, author, sketch, at) VALUES {rows} ON CONFLICT (band, opinion) DO NOTHING`
	sqlInBand        = `SELECT opinion, author, sketch, at FROM band WHERE band = CAST($1 AS BIGINT) ORDER BY opinion DESC LIMIT 12`
	sqlAround        = `SELECT * FROM (SELECT -id AS opinion, author, 0 AS sketch, made_at FROM opinion WHERE author = CAST($1 AS BIGINT) AND state <> 'withdrawn' ORDER BY id DESC LIMIT 20) said` +
		andBand + `$2` + newestOfBand + andBand + `$3` + newestOfBand + andBand + `$4` + newestOfBand + andBand + `$5` + newestOfBand
	sqlDropBands  = `DELETE FROM band WHERE opinion = $1`
	sqlSaidLately = `SELECT made_at FROM opinion WHERE author = CAST($1 AS BIGINT) AND state <> 'withdrawn' ORDER BY id DESC LIMIT 20`
)

// How the four bands of a text are asked for by one statement: on PostgreSQL each is a way to the server and back.
// Neither engine takes a LIMIT within a UNION but in a query of its own.
const (
	andBand      = ` UNION ALL SELECT * FROM (SELECT opinion, author, sketch, at FROM band WHERE band = CAST(`
	newestOfBand = ` AS BIGINT) ORDER BY opinion DESC LIMIT 12) of`
)

// NoLabel is the label of an opinion whose decision taught nothing.
const NoLabel = -1

// Judged is what the filters said about an opinion's newest text.
type Judged struct {
	Verdict  string
	Score    float64 // 0 to 1
	Findings string  // as JSON
	Label    int     // what its decision taught; NoLabel: nothing
}

// Likeness is by what a text is found among others: its bands, of which one that says nearly the same shares one, and a sketch, by which they are compared. Without bands
// it is not to be found.
type Likeness struct {
	Bands  []int64
	Sketch int64
}

// thousandths is in what a score is stored.
const thousandths = 1000

// Judge keeps what the filters said about an opinion's newest text, in place of what they said before, and counts it; of j it takes all but Label. It keeps by which bands
// the text is found, too.
func (tx *Tx) Judge(o content.Opinion, j Judged, found Likeness) error {
	id, score := int64(o.ID), int64(j.Score*thousandths)
	all := []order{
		{sqlTallyJudged, []any{day(tx.now), storable(j.Verdict), id}},
		{sqlJudge, []any{id, storable(j.Verdict), score, storable(j.Findings)}},
		{sqlSetSafety, []any{thousandths - score, id}},
	}
	if o.Version > 1 {
		all = append(all, order{sqlDropBands, []any{id}})
	}
	if n := len(found.Bands); n > 0 {
		args := make([]any, 0, 5*n)
		for _, band := range found.Bands {
			args = append(args, band, id, int64(o.Author), found.Sketch, micro(tx.now))
		}
		all = append(all, order{tx.store.expand(sqlAddBands, 5, n), args})
	}
	return tx.together(all)
}

// Judgement returns it. Error: NotFound where they said nothing, or the words are gone.
func (tx *Tx) Judgement(id content.OpinionID) (j Judged, err error) {
	var score int64
	found, err := tx.row(sqlJudgement, []any{int64(id)}, &j.Verdict, &score, &j.Findings, &j.Label)
	if err == nil && !found {
		err = notFound("Judgement", "opinion %d was not judged", id)
	}
	j.Score = float64(score) / thousandths
	return j, err
}

// SetLabel notes what an opinion's decision taught; NoLabel: nothing.
func (tx *Tx) SetLabel(id content.OpinionID, label int) error {
	return tx.write(sqlLabel, int64(id), label)
}

// Like is an opinion that shares a band with another text.
type Like struct {
	Opinion content.OpinionID
	Author  content.ReaderID
	Sketch  int64
	At      time.Time
}

// InBands returns the newest opinions that share one of a text's bands, each once: of each band a dozen.
func (tx *Tx) InBands(bands []int64) ([]Like, error) {
	var all likes
	for _, band := range bands {
		if err := tx.read(sqlInBand, []any{band}, all.scan); err != nil {
			return nil, err
		}
	}
	return all.found, nil
}

// bandsOfText is how many bands a text has that has any.
const bandsOfText = 4

// Around returns what SaidSince and InBands do, of a text's four bands by one statement.
func (tx *Tx) Around(author content.ReaderID, since time.Time, bands []int64) (said int, alike []Like, err error) {
	if len(bands) != bandsOfText {
		if said, err = tx.SaidSince(author, since); err == nil {
			alike, err = tx.InBands(bands)
		}
		return said, alike, err
	}
	var all likes
	args := []any{int64(author), bands[0], bands[1], bands[2], bands[3]}
	if err := tx.read(sqlAround, args, all.scan); err != nil {
		return 0, nil, err
	}
	for _, at := range all.said {
		if !at.Before(since) {
			said++
		}
	}
	return said, all.found, nil
}

// likes gathers the rows that tell what is said around a text: an opinion, or below 0 one that the author made.
type likes struct {
	found []Like
	said  []time.Time
}

func (l *likes) scan(rows row) error {
	var like Like
	var at int64
	err := rows.Scan(&like.Opinion, &like.Author, &like.Sketch, &at)
	like.At = fromMicro(at)
	switch {
	case like.Opinion < 0:
		l.said = append(l.said, like.At)
	case !slices.ContainsFunc(l.found, func(known Like) bool { return known.Opinion == like.Opinion }):
		l.found = append(l.found, like)
	}
	return err
}

// SaidSince returns how many opinions of an author's were made since a time, twenty at most; withdrawn ones apart.
func (tx *Tx) SaidSince(author content.ReaderID, since time.Time) (n int, err error) {
	err = tx.read(sqlSaidLately, []any{int64(author)}, func(rows row) error {
		var at int64
		err := rows.Scan(&at)
		if at >= micro(since) {
			n++
		}
		return err
	})
	return n, err
}

// unjudge forgets what was said about words that are gone, by the filters and in the record.
func (tx *Tx) unjudge(id content.OpinionID) error {
	for _, query := range []string{sqlDropJudgement, sqlDropBands, sqlEraseOfOpinion} {
		if err := tx.write(query, int64(id)); err != nil {
			return err
		}
	}
	return nil
}
