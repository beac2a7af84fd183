package storage

import (
	"errors"
	"math"
	"slices"

	"aitys/content"
)

// The lists of approved opinions on an article, or (On) on one part of it: forward from a place, and (Back) towards the beginning, in reverse. The
// place is an opinion's number and, of those by score, its score as it is now; where there is no such opinion, an extreme.
//
// A list by score goes on among those that have the same score (Tied) before it goes on to the next one. One statement with (agreed, id) < (…, …) would do on
// PostgreSQL, but SQLite finds only the score in its index when the second column is the row's own number, and reads on through all that have it: of a
// million opinions without votes, all.
const (
	listed   = `SELECT ` + opinionColumns + ` FROM opinion WHERE article = CAST($1 AS BIGINT) AND state = 'approved' AND parent = 0 `
	listedOn = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE article = CAST($1 AS BIGINT) AND section = CAST($2 AS TEXT) AND state = 'approved' AND parent = 0 `

	sqlNewest       = listed + `AND id < $2 ORDER BY id DESC LIMIT CAST($3 AS BIGINT)`
	sqlNewestBack   = listed + `AND id > $2 ORDER BY id LIMIT CAST($3 AS BIGINT)`
	sqlNewestOn     = listedOn + `AND id < $3 ORDER BY id DESC LIMIT CAST($4 AS BIGINT)`
	sqlNewestOnBack = listedOn + `AND id > $3 ORDER BY id LIMIT CAST($4 AS BIGINT)`

	sqlMostAgreed = listed + `AND agreed < COALESCE((SELECT a.agreed FROM opinion a WHERE a.id = $2), $3)
		ORDER BY agreed DESC, id DESC LIMIT CAST($4 AS BIGINT)`
	sqlMostAgreedTied = listed + `AND agreed = (SELECT a.agreed FROM opinion a WHERE a.id = $2) AND id < $2
		ORDER BY id DESC LIMIT CAST($3 AS BIGINT)`
	sqlMostAgreedBack = listed + `AND agreed > COALESCE((SELECT a.agreed FROM opinion a WHERE a.id = $2), $3)
		ORDER BY agreed, id LIMIT CAST($4 AS BIGINT)`
	sqlMostAgreedBackTied = listed + `AND agreed = (SELECT a.agreed FROM opinion a WHERE a.id = $2) AND id > $2
		ORDER BY id LIMIT CAST($3 AS BIGINT)`
	sqlMostAgreedOn = listedOn + `AND agreed < COALESCE((SELECT a.agreed FROM opinion a WHERE a.id = $3), $4)
		ORDER BY agreed DESC, id DESC LIMIT CAST($5 AS BIGINT)`
	sqlMostAgreedOnTied = listedOn + `AND agreed = (SELECT a.agreed FROM opinion a WHERE a.id = $3) AND id < $3
		ORDER BY id DESC LIMIT CAST($4 AS BIGINT)`
	sqlMostAgreedOnBack = listedOn + `AND agreed > COALESCE((SELECT a.agreed FROM opinion a WHERE a.id = $3), $4)
		ORDER BY agreed, id LIMIT CAST($5 AS BIGINT)`
	sqlMostAgreedOnBackTied = listedOn + `AND agreed = (SELECT a.agreed FROM opinion a WHERE a.id = $3) AND id > $3
		ORDER BY id LIMIT CAST($4 AS BIGINT)`

	sqlMostDivided = listed + `AND divided < COALESCE((SELECT a.divided FROM opinion a WHERE a.id = $2), $3)
		ORDER BY divided DESC, id DESC LIMIT CAST($4 AS BIGINT)`
	sqlMostDividedTied = listed + `AND divided = (SELECT a.divided FROM opinion a WHERE a.id = $2) AND id < $2
		ORDER BY id DESC LIMIT CAST($3 AS BIGINT)`
	sqlMostDividedBack = listed + `AND divided > COALESCE((SELECT a.divided FROM opinion a WHERE a.id = $2), $3)
		ORDER BY divided, id LIMIT CAST($4 AS BIGINT)`
	sqlMostDividedBackTied = listed + `AND divided = (SELECT a.divided FROM opinion a WHERE a.id = $2) AND id > $2
		ORDER BY id LIMIT CAST($3 AS BIGINT)`
	sqlMostDividedOn = listedOn + `AND divided < COALESCE((SELECT a.divided FROM opinion a WHERE a.id = $3), $4)
		ORDER BY divided DESC, id DESC LIMIT CAST($5 AS BIGINT)`
	sqlMostDividedOnTied = listedOn + `AND divided = (SELECT a.divided FROM opinion a WHERE a.id = $3) AND id < $3
		ORDER BY id DESC LIMIT CAST($4 AS BIGINT)`
	sqlMostDividedOnBack = listedOn + `AND divided > COALESCE((SELECT a.divided FROM opinion a WHERE a.id = $3), $4)
		ORDER BY divided, id LIMIT CAST($5 AS BIGINT)`
	sqlMostDividedOnBackTied = listedOn + `AND divided = (SELECT a.divided FROM opinion a WHERE a.id = $3) AND id > $3
		ORDER BY id LIMIT CAST($4 AS BIGINT)`

	sqlReplies = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE parent = CAST($1 AS BIGINT) AND state = 'approved' AND parent > 0 AND id > $2 ORDER BY id LIMIT CAST($3 AS BIGINT)`
	sqlRepliesBack = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE parent = CAST($1 AS BIGINT) AND state = 'approved' AND parent > 0 AND id < $2 ORDER BY id DESC LIMIT CAST($3 AS BIGINT)`
	sqlHidden = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE article = CAST($1 AS BIGINT) AND parent = CAST($2 AS BIGINT) AND state <> 'approved' AND id < $3 ORDER BY id DESC LIMIT CAST($4 AS BIGINT)`
	sqlHiddenBack = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE article = CAST($1 AS BIGINT) AND parent = CAST($2 AS BIGINT) AND state <> 'approved' AND id > $3 ORDER BY id LIMIT CAST($4 AS BIGINT)`
	sqlOpinionsBy = `SELECT ` + opinionColumns + ` FROM opinion
		WHERE author = CAST($1 AS BIGINT) AND state <> 'withdrawn' AND id < $2 ORDER BY id DESC LIMIT CAST($3 AS BIGINT)`

	sqlCountBy   = `SELECT COUNT(*) FROM opinion WHERE author = $1 AND state <> 'withdrawn'`
	sqlCountOn   = `SELECT COALESCE(SUM(number), 0) FROM opinion_count WHERE article = CAST($1 AS BIGINT) AND section = CAST($2 AS TEXT)`
	sqlCountOver = `SELECT COALESCE(SUM(number), 0) FROM opinion_count WHERE article = CAST($1 AS BIGINT)`
)

var errOrder = errors.New("there is no such order")

// opinionList is the statement of a list, and for one by score that of its ties.
type opinionList struct{ list, tied string }

// opinionLists are the statements by order, whether one part is asked for, and whether backwards.
var opinionLists = map[content.Order][2][2]opinionList{
	content.Newest: {{{list: sqlNewest}, {list: sqlNewestBack}}, {{list: sqlNewestOn}, {list: sqlNewestOnBack}}},
	content.MostAgreed: {
		{{sqlMostAgreed, sqlMostAgreedTied}, {sqlMostAgreedBack, sqlMostAgreedBackTied}},
		{{sqlMostAgreedOn, sqlMostAgreedOnTied}, {sqlMostAgreedOnBack, sqlMostAgreedOnBackTied}},
	},
	content.MostDivided: {
		{{sqlMostDivided, sqlMostDividedTied}, {sqlMostDividedBack, sqlMostDividedBackTied}},
		{{sqlMostDividedOn, sqlMostDividedOnTied}, {sqlMostDividedOnBack, sqlMostDividedOnBackTied}},
	},
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
	list := lists[flag(section != "")][flag(!forward)]
	found, err := tx.listed(list, args, after, forward, limit)
	if !forward {
		slices.Reverse(found)
	}
	return found, err
}

// listed reads on in a list from a place, the nearest first. Where is what stands before the place among the arguments.
func (tx *Tx) listed(list opinionList, where []any, after content.OpinionID, forward bool, limit int) (found []content.Opinion, err error) {
	extreme, place := int64(-1), int64(after) // no number and no score is below zero
	if forward {
		extreme = math.MaxInt64
	}
	if after == 0 {
		place = extreme
	}
	where = slices.Clip(where)
	if list.tied == "" {
		return tx.opinions(list.list, append(where, place, limit)...)
	}
	if after != 0 {
		found, err = tx.opinions(list.tied, append(where, place, limit)...)
		if err != nil || len(found) == limit {
			return found, err
		}
	}
	others, err := tx.opinions(list.list, append(where, place, extreme, limit-len(found))...)
	return append(found, others...), err
}

// Hidden returns opinions that readers do not see, on an article and all its sections, or (parent) in reply to another one: in the manner of Opinions, newest first.
func (tx *Tx) Hidden(article content.ArticleID, parent, after content.OpinionID, forward bool, limit int) ([]content.Opinion, error) {
	if !forward {
		found, err := tx.opinions(sqlHiddenBack, int64(article), int64(parent), int64(after), limit)
		slices.Reverse(found)
		return found, err
	}
	if after == 0 {
		after = math.MaxInt64
	}
	return tx.opinions(sqlHidden, int64(article), int64(parent), int64(after), limit)
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
