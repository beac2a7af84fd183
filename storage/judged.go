package storage

import (
	"database/sql"
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
	sqlInBand        = `SELECT opinion, author, sketch, at FROM band WHERE band = $1 ORDER BY opinion DESC LIMIT 12`
	sqlDropBands     = `DELETE FROM band WHERE opinion = $1`
	sqlSaidLately    = `SELECT made_at FROM opinion WHERE author = $1 AND state <> 'withdrawn' ORDER BY id DESC LIMIT 20`
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

// thousandths is in what a score is stored.
const thousandths = 1000

// Judge keeps what the filters said about an opinion's newest text, in place of what they said before, and counts it; of j it takes all but Label.
func (tx *Tx) Judge(id content.OpinionID, j Judged) error {
	if _, err := tx.exec(sqlTallyJudged, day(tx.now), storable(j.Verdict), int64(id)); err != nil {
		return err
	}
	if _, err := tx.exec(sqlJudge, int64(id), storable(j.Verdict), int64(j.Score*thousandths), storable(j.Findings)); err != nil {
		return err
	}
	_, err := tx.exec(sqlSetSafety, thousandths-int64(j.Score*thousandths), int64(id))
	return err
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
	_, err := tx.exec(sqlLabel, int64(id), label)
	return err
}

// Like is an opinion that shares a band with another text.
type Like struct {
	Opinion content.OpinionID
	Author  content.ReaderID
	Sketch  int64
	At      time.Time
}

// InBands returns the newest opinions that share one of a text's bands, each once: of each band a dozen.
func (tx *Tx) InBands(bands []int64) (all []Like, err error) {
	known := map[content.OpinionID]bool{}
	for _, band := range bands {
		err := tx.read(sqlInBand, []any{band}, func(rows *sql.Rows) error {
			var like Like
			var at int64
			err := rows.Scan(&like.Opinion, &like.Author, &like.Sketch, &at)
			if like.At = fromMicro(at); !known[like.Opinion] {
				all = append(all, like)
			}
			known[like.Opinion] = true
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// SetBands keeps by which bands an opinion's newest text is found, in place of earlier ones; none: it is not to be found.
func (tx *Tx) SetBands(o content.Opinion, bands []int64, sketch int64) error {
	if o.Version > 1 {
		if _, err := tx.exec(sqlDropBands, int64(o.ID)); err != nil {
			return err
		}
	}
	args := make([]any, 0, 5*len(bands))
	for _, band := range bands {
		args = append(args, band, int64(o.ID), int64(o.Author), sketch, micro(tx.now))
	}
	return pieces(len(bands), func(from, to int) error {
		_, err := tx.exec(tx.store.expand(sqlAddBands, 5, to-from), args[5*from:5*to]...)
		return err
	})
}

// SaidSince returns how many opinions of an author's were made since a time, twenty at most; withdrawn ones apart.
func (tx *Tx) SaidSince(author content.ReaderID, since time.Time) (n int, err error) {
	err = tx.read(sqlSaidLately, []any{int64(author)}, func(rows *sql.Rows) error {
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
		if _, err := tx.exec(query, int64(id)); err != nil {
			return err
		}
	}
	return nil
}
