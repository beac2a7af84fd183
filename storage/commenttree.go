package storage

import (
	"math"
	"slices"

	"aitys/content"
)

const (
	sqlUnderRoot    = commentColumns + ` WHERE root = CAST($1 AS BIGINT) AND parent = 0 AND opinion = 0 AND id > $2 ORDER BY id LIMIT CAST($3 AS BIGINT)`
	sqlUnderBack    = commentColumns + ` WHERE root = CAST($1 AS BIGINT) AND parent = 0 AND opinion = 0 AND id < $2 ORDER BY id DESC LIMIT CAST($3 AS BIGINT)`
	sqlAnswers      = commentColumns + ` WHERE parent = CAST($1 AS BIGINT) AND parent > 0 AND id > $2 ORDER BY id LIMIT CAST($3 AS BIGINT)`
	sqlAnswersBack  = commentColumns + ` WHERE parent = CAST($1 AS BIGINT) AND parent > 0 AND id < $2 ORDER BY id DESC LIMIT CAST($3 AS BIGINT)`
	sqlUnderOpinion = commentColumns + ` WHERE opinion = CAST($1 AS BIGINT) AND opinion > 0 AND id > $2 ORDER BY id LIMIT CAST($3 AS BIGINT)`
	sqlCountUnder   = `SELECT COUNT(*) FROM comment WHERE opinion = CAST($1 AS BIGINT) AND opinion > 0`
	sqlCountAnswers = `SELECT COUNT(*) FROM comment WHERE parent = CAST($1 AS BIGINT) AND parent > 0`
	// What is below a comment that says something need not be looked through: that one is found first.
	sqlAnyKeptBelow = `WITH RECURSIVE below (id, state) AS (
			SELECT id, state FROM comment WHERE parent = $1 AND parent > 0
			UNION ALL SELECT c.id, c.state FROM comment c JOIN below ON c.parent = below.id AND c.parent > 0 AND below.state <> 'kept')
		SELECT id FROM below WHERE state = 'kept' LIMIT 1`
	sqlTalkedAbout = `SELECT o.id FROM opinion o WHERE o.id IN ({list}) AND EXISTS (SELECT 1 FROM comment c WHERE c.opinion = o.id AND c.opinion > 0)`
)

// CommentsUnder returns the comments right below a root, withdrawn ones among them, in the manner of Opinions: oldest first, those behind after, or before it.
func (tx *Tx) CommentsUnder(root content.RootID, after content.CommentID, forward bool, limit int) ([]content.Comment, error) {
	return tx.branch(sqlUnderRoot, sqlUnderBack, int64(root), after, forward, limit)
}

// Answers returns the comments right below another one, as CommentsUnder.
func (tx *Tx) Answers(parent, after content.CommentID, forward bool, limit int) ([]content.Comment, error) {
	return tx.branch(sqlAnswers, sqlAnswersBack, int64(parent), after, forward, limit)
}

// AnyKeptBelow tells whether a comment that says something stands below another one, however deep.
func (tx *Tx) AnyKeptBelow(id content.CommentID) (bool, error) {
	var one int64
	return tx.row(sqlAnyKeptBelow, []any{int64(id)}, &one)
}

// CommentsOn returns the comments right below the post of an opinion, oldest first: at most limit of those above after.
func (tx *Tx) CommentsOn(opinion content.OpinionID, after content.CommentID, limit int) ([]content.Comment, error) {
	return tx.comments(sqlUnderOpinion, int64(opinion), int64(after), limit)
}

// CountCommentsOn returns how many comments stand right below the post of an opinion, withdrawn ones among them.
func (tx *Tx) CountCommentsOn(opinion content.OpinionID) (number int, err error) {
	_, err = tx.row(sqlCountUnder, []any{int64(opinion)}, &number)
	return number, err
}

// CountAnswers returns how many comments stand right below another one, withdrawn ones among them.
func (tx *Tx) CountAnswers(parent content.CommentID) (number int, err error) {
	_, err = tx.row(sqlCountAnswers, []any{int64(parent)}, &number)
	return number, err
}

func (tx *Tx) branch(query, back string, under int64, after content.CommentID, forward bool, limit int) ([]content.Comment, error) {
	if forward {
		return tx.comments(query, under, int64(after), limit)
	}
	if after == 0 {
		after = math.MaxInt64
	}
	found, err := tx.comments(back, under, int64(after), limit)
	slices.Reverse(found)
	return found, err
}

// TalkedAbout tells which of some opinions have comments below their posts.
func (tx *Tx) TalkedAbout(opinions []content.Opinion) (map[content.OpinionID]bool, error) {
	talked := map[content.OpinionID]bool{}
	ids := make([]int64, len(opinions))
	for i := range opinions {
		ids[i] = int64(opinions[i].ID)
	}
	err := padded(ids, func(args []any) error {
		return tx.read(tx.store.expand(sqlTalkedAbout, len(args), 1), args, func(rows row) error {
			var id content.OpinionID
			err := rows.Scan(&id)
			talked[id] = true
			return err
		})
	})
	return talked, err
}
