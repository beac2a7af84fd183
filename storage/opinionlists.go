package storage

import (
	"errors"
	"math"
	"slices"

	"aitys/content"
)

// The lists of approved opinions on an article, or (On) on one part of it: forward from a place, and (Back) towards the beginning, in reverse. The
// place is an opinion's number and, of those by score, its score as it is now; where there is no such opinion, an extreme.
const (
	sqlNewest = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE article = CAST($1 AS BIGINT) AND state = 'approved' AND parent = 0 AND id < $2 ORDER BY id DESC LIMIT CAST($3 AS BIGINT)`
	sqlNewestBack = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE article = CAST($1 AS BIGINT) AND state = 'approved' AND parent = 0 AND id > $2 ORDER BY id LIMIT CAST($3 AS BIGINT)`
	sqlNewestOn = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE article = CAST($1 AS BIGINT) AND section = CAST($2 AS TEXT) AND state = 'approved' AND parent = 0 AND id < $3
		ORDER BY id DESC LIMIT CAST($4 AS BIGINT)`
	sqlNewestOnBack = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE article = CAST($1 AS BIGINT) AND section = CAST($2 AS TEXT) AND state = 'approved' AND parent = 0 AND id > $3
		ORDER BY id LIMIT CAST($4 AS BIGINT)`
	sqlMostAgreed = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE article = CAST($1 AS BIGINT) AND state = 'approved' AND parent = 0
		AND (agreed, id) < (COALESCE((SELECT a.agreed FROM opinion a WHERE a.id = $2), $3), $2)
		ORDER BY agreed DESC, id DESC LIMIT CAST($4 AS BIGINT)`
	sqlMostAgreedBack = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE article = CAST($1 AS BIGINT) AND state = 'approved' AND parent = 0
		AND (agreed, id) > (COALESCE((SELECT a.agreed FROM opinion a WHERE a.id = $2), $3), $2) ORDER BY agreed, id LIMIT CAST($4 AS BIGINT)`
	sqlMostAgreedOn = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE article = CAST($1 AS BIGINT) AND section = CAST($2 AS TEXT) AND state = 'approved' AND parent = 0
		AND (agreed, id) < (COALESCE((SELECT a.agreed FROM opinion a WHERE a.id = $3), $4), $3)
		ORDER BY agreed DESC, id DESC LIMIT CAST($5 AS BIGINT)`
	sqlMostAgreedOnBack = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE article = CAST($1 AS BIGINT) AND section = CAST($2 AS TEXT) AND state = 'approved' AND parent = 0
		AND (agreed, id) > (COALESCE((SELECT a.agreed FROM opinion a WHERE a.id = $3), $4), $3) ORDER BY agreed, id LIMIT CAST($5 AS BIGINT)`
	sqlMostDivided = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE article = CAST($1 AS BIGINT) AND state = 'approved' AND parent = 0
		AND (divided, id) < (COALESCE((SELECT a.divided FROM opinion a WHERE a.id = $2), $3), $2)
		ORDER BY divided DESC, id DESC LIMIT CAST($4 AS BIGINT)`
	sqlMostDividedBack = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE article = CAST($1 AS BIGINT) AND state = 'approved' AND parent = 0
		AND (divided, id) > (COALESCE((SELECT a.divided FROM opinion a WHERE a.id = $2), $3), $2) ORDER BY divided, id LIMIT CAST($4 AS BIGINT)`
	sqlMostDividedOn = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE article = CAST($1 AS BIGINT) AND section = CAST($2 AS TEXT) AND state = 'approved' AND parent = 0
		AND (divided, id) < (COALESCE((SELECT a.divided FROM opinion a WHERE a.id = $3), $4), $3)
		ORDER BY divided DESC, id DESC LIMIT CAST($5 AS BIGINT)`
	sqlMostDividedOnBack = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE article = CAST($1 AS BIGINT) AND section = CAST($2 AS TEXT) AND state = 'approved' AND parent = 0
		AND (divided, id) > (COALESCE((SELECT a.divided FROM opinion a WHERE a.id = $3), $4), $3) ORDER BY divided, id LIMIT CAST($5 AS BIGINT)`

	sqlReplies = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE parent = CAST($1 AS BIGINT) AND state = 'approved' AND parent > 0 AND id > $2 ORDER BY id LIMIT CAST($3 AS BIGINT)`
	sqlRepliesBack = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE parent = CAST($1 AS BIGINT) AND state = 'approved' AND parent > 0 AND id < $2 ORDER BY id DESC LIMIT CAST($3 AS BIGINT)`
	sqlOpinionsBy = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE author = CAST($1 AS BIGINT) AND state <> 'withdrawn' AND id < $2 ORDER BY id DESC LIMIT CAST($3 AS BIGINT)`

	sqlCountBy   = `SELECT COUNT(*) FROM opinion WHERE author = $1 AND state <> 'withdrawn'`
	sqlCountOn   = `SELECT COALESCE(SUM(number), 0) FROM opinion_count WHERE article = CAST($1 AS BIGINT) AND section = CAST($2 AS TEXT)`
	sqlCountOver = `SELECT COALESCE(SUM(number), 0) FROM opinion_count WHERE article = CAST($1 AS BIGINT)`
)

var errOrder = errors.New("there is no such order")

// opinionLists are the statements by order, whether one part is asked for, and whether backwards.
var opinionLists = map[content.Order][2][2]string{
	content.Newest:      {{sqlNewest, sqlNewestBack}, {sqlNewestOn, sqlNewestOnBack}},
	content.MostAgreed:  {{sqlMostAgreed, sqlMostAgreedBack}, {sqlMostAgreedOn, sqlMostAgreedOnBack}},
	content.MostDivided: {{sqlMostDivided, sqlMostDividedBack}, {sqlMostDividedOn, sqlMostDividedOnBack}},
}

// Opinions returns approved opinions on one section of an article, or on the article and all its sections for the section ""; replies are left out. Those
// behind the opinion after, or with forward false those before it, the nearest ones, at most limit; they are in the list's order either way. With after 0
// it begins at the list's beginning, backwards at its end. An opinion that has left the list still marks its place. Error: Invalid for an unknown order.
func (tx *Tx) Opinions(article content.ArticleID, section content.SectionID, order content.Order, after content.OpinionID, forward bool, limit int) (
	[]content.Opinion, error,
) {
	lists, known := opinionLists[order]
	if !known {
		return nil, invalid("Opinions", errOrder)
	}
	args := []any{int64(article)}
	if section != "" {
		args = append(args, storable(string(section)))
	}
	extreme := int64(math.MaxInt64)
	if !forward {
		extreme = 0
	}
	place := int64(after)
	if after == 0 {
		place = extreme
	}
	args = append(args, place)
	if order != content.Newest {
		args = append(args, extreme)
	}
	return tx.page(lists[flag(section != "")][flag(!forward)], forward, append(args, limit)...)
}

// Replies returns the approved replies to an opinion, oldest first, in the manner of Opinions.
func (tx *Tx) Replies(parent, after content.OpinionID, forward bool, limit int) ([]content.Opinion, error) {
	switch {
	case forward:
		return tx.page(sqlReplies, true, int64(parent), int64(after), limit)
	case after == 0:
		after = math.MaxInt64
	}
	return tx.page(sqlRepliesBack, false, int64(parent), int64(after), limit)
}

// page returns what a query finds; one that goes backwards is turned round.
func (tx *Tx) page(query string, forward bool, args ...any) ([]content.Opinion, error) {
	found, err := tx.opinions(query, args...)
	if !forward {
		slices.Reverse(found)
	}
	return found, err
}

// OpinionsBy returns a reader's own opinions in all states but withdrawn, newest first, at most limit: those older than before, the newest for 0.
func (tx *Tx) OpinionsBy(author content.ReaderID, before content.OpinionID, limit int) ([]content.Opinion, error) {
	if before == 0 {
		before = math.MaxInt64
	}
	return tx.opinions(sqlOpinionsBy, int64(author), int64(before), limit)
}

// CountOpinionsBy returns how many opinions a reader has that were not withdrawn.
func (tx *Tx) CountOpinionsBy(author content.ReaderID) (number int, err error) {
	_, err = tx.row(sqlCountBy, []any{int64(author)}, &number)
	return number, err
}

// CountOpinions returns how many opinions the list of Opinions has.
func (tx *Tx) CountOpinions(article content.ArticleID, section content.SectionID) (number int, err error) {
	if section == "" {
		_, err = tx.row(sqlCountOver, []any{int64(article)}, &number)
		return number, err
	}
	_, err = tx.row(sqlCountOn, []any{int64(article), storable(string(section))}, &number)
	return number, err
}
