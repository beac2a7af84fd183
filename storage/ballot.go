package storage

import (
	"strings"

	"aitys/content"
)

// lot is where an opinion stands among those that are drawn by chance: the index opinion_lot has the same words.
const lot = `(((o.id / 32) * 1103515245) % 2147483647)`

// lots is how many places there are.
const lots = 2147483647

// Whether a reader has voted is looked up among their own votes, which lie together: to ask for each opinion would read as many places of the table of all votes.

// unvoted are approved opinions on an article in one language that a person under neither of their numbers wrote, voted on, or could not read.
const unvoted = `SELECT o.id, o.agree, o.disagree, o.pass, COALESCE(e.value, 0) FROM opinion o LEFT JOIN extremity e ON e.opinion = o.id
	WHERE o.article = CAST($1 AS BIGINT) AND o.lang = CAST($2 AS TEXT) AND o.state = 'approved' AND o.parent = 0
	AND o.author <> $3 AND o.author <> $4
	AND o.id NOT IN (SELECT s.opinion FROM stance s WHERE s.reader = $3)
	AND o.id NOT IN (SELECT u.opinion FROM unread u WHERE u.reader = $3) `

// The place is no CAST: SQLite does not look for one in the index of an expression.
const (
	sqlUnvotedFrom   = unvoted + `AND ` + lot + ` >= $5 ORDER BY ` + lot + ` LIMIT CAST($6 AS BIGINT)`
	sqlUnvotedBefore = unvoted + `AND ` + lot + ` < $5 ORDER BY ` + lot + ` LIMIT CAST($6 AS BIGINT)`

	sqlUnread   = `INSERT INTO unread (reader, opinion, at) VALUES ($1, $2, $3) ON CONFLICT (reader, opinion) DO NOTHING`
	sqlUnreadOf = `SELECT opinion, at FROM unread WHERE reader = $1 ORDER BY opinion`

	sqlStancesOn = `SELECT o.id, s.said, o.agree, o.disagree, o.pass FROM stance s JOIN opinion o ON o.id = s.opinion
		WHERE s.reader = $1 AND o.article = $2 AND o.state = 'approved' AND o.parent = 0 ORDER BY s.opinion DESC LIMIT $3`

	sqlReading    = `SELECT langs FROM reading WHERE reader = $1`
	sqlSetReading = `INSERT INTO reading (reader, langs) VALUES ($1, $2) ON CONFLICT (reader) DO UPDATE SET langs = excluded.langs`

	sqlForgetUnread  = `DELETE FROM unread WHERE reader = $1`
	sqlForgetReading = `DELETE FROM reading WHERE reader = $1`
)

// Ballot is an opinion that may be voted on, with the votes so far.
type Ballot struct {
	Opinion               content.OpinionID
	Agree, Disagree, Pass int
	Extremity             float64 // how far from the middle of the map a lone vote on it stands; 0: no map has been drawn of it
}

// Voter is somebody who votes on opinions.
type Voter struct {
	Reader    content.ReaderID
	Commenter content.CommenterID // the number under which they comment; 0: they never have
}

// Unvoted returns opinions on an article in one of the languages on which somebody can vote: approved, no replies, not their own, not voted on, and not marked
// as unreadable. It returns at most limit of each language: all that there are, or else some that lie together in an order without meaning, from
// chance on, which is any number. It reads no more than it returns and what this person has voted on before.
func (tx *Tx) Unvoted(article content.ArticleID, by Voter, langs []content.Lang, chance uint64, limit int) (all []Ballot, err error) {
	from := int64(chance % lots) // #nosec G115 -- below 2³¹
	for _, lang := range langs {
		found := 0
		for _, query := range []string{sqlUnvotedFrom, sqlUnvotedBefore} {
			err := tx.read(query, []any{int64(article), string(lang), int64(by.Reader), int64(by.Commenter), from, limit - found}, func(rows row) error {
				b, extremity := Ballot{}, int64(0)
				err := rows.Scan(&b.Opinion, &b.Agree, &b.Disagree, &b.Pass, &extremity)
				b.Extremity = float64(extremity) / thousand
				all, found = append(all, b), found+1
				return err
			})
			if err != nil {
				return nil, err
			}
			if found == limit {
				break
			}
		}
	}
	return all, nil
}

// thousand is in which parts an extremity is stored.
const thousand = 1000

// Unreadable notes that a reader cannot read an opinion. It is no vote.
func (tx *Tx) Unreadable(id content.OpinionID, reader content.ReaderID) error {
	return tx.write(sqlUnread, int64(reader), int64(id), micro(tx.now))
}

// Cast is a reader's own vote on an opinion, with the votes of all.
type Cast struct {
	Ballot
	Stance content.Stance
}

// CastOn returns a reader's votes on approved opinions about an article, those on the newest opinions first, at most limit.
func (tx *Tx) CastOn(article content.ArticleID, reader content.ReaderID, limit int) (all []Cast, err error) {
	err = tx.read(sqlStancesOn, []any{int64(reader), int64(article), limit}, func(rows row) error {
		var c Cast
		var said int64
		err := rows.Scan(&c.Opinion, &said, &c.Agree, &c.Disagree, &c.Pass)
		c.Stance = stanceStored(said)
		all = append(all, c)
		return err
	})
	return all, err
}

// stanceStored is the stance that is stored as a number.
func stanceStored(said int64) content.Stance {
	for stance, stored := range stances {
		if stored == said {
			return stance
		}
	}
	return ""
}

// Reading returns the languages in which a reader wants to be shown others' opinions, in the order of content.Langs; all where they have not said.
func (tx *Tx) Reading(reader content.ReaderID) ([]content.Lang, error) {
	var stored string
	found, err := tx.row(sqlReading, []any{int64(reader)}, &stored)
	if err != nil || !found {
		return content.Langs, err
	}
	var langs []content.Lang
	for _, lang := range content.Langs {
		if strings.Contains(","+stored+",", ","+string(lang)+",") {
			langs = append(langs, lang)
		}
	}
	return langs, nil
}

// SetReading notes which languages a reader reads.
func (tx *Tx) SetReading(reader content.ReaderID, langs []content.Lang) error {
	var words []string
	for _, lang := range langs {
		words = append(words, string(lang))
	}
	return tx.write(sqlSetReading, int64(reader), strings.Join(words, ","))
}
