package storage

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"aitys/content"
)

const (
	// opinionColumns are what scanOpinion reads.
	opinionColumns = `id, article, section, parent, author, state, text, edited, signed, lang, version, made_at, decided_at,
		agree, disagree, pass, replies, reports, ruled, unseen`

	sqlOpinion    = `SELECT ` + opinionColumns + ` FROM opinion WHERE id = $1`
	sqlSaidBefore = `SELECT ` + opinionColumns + ` FROM opinion WHERE author = CAST($1 AS BIGINT) AND article = CAST($2 AS BIGINT)
		AND section = CAST($3 AS TEXT) AND parent = CAST($4 AS BIGINT) AND CAST($5 AS TEXT) IN (said, said_edited) AND state <> 'withdrawn' AND id <> $6 ORDER BY id LIMIT 1`
	sqlAddOpinion = `INSERT INTO opinion (article, section, parent, author, state, text, signed, lang, made_at, waits_at, said, revision)
		SELECT $1, $2, $3, $4, 'pending', $5, $6, $7, $8, $8, $9, COALESCE((SELECT MAX(r.number) FROM revision r JOIN article a ON a.id = r.article
		WHERE r.article = CAST($1 AS BIGINT) AND r.lang = a.original AND r.published_at IS NOT NULL), 0) RETURNING id`
	sqlReviseOpinion = `UPDATE opinion SET state = $1, text = $2, edited = $3, signed = $4, version = $5, decided_at = $6,
		decided_by = COALESCE($7, decided_by), reports = $8, waits_at = CASE WHEN $9 = 1 THEN COALESCE(waits_at, $10) END,
		reported_at = CASE WHEN $11 = 1 THEN COALESCE(reported_at, $10) END, said = $12, said_edited = $13, ruled = $14, unseen = $15 WHERE id = $16`

	sqlCountOpinion = `INSERT INTO opinion_count (article, section, number) VALUES ($1, $2, $3)
		ON CONFLICT (article, section) DO UPDATE SET number = opinion_count.number + excluded.number`
	sqlCountReply = `UPDATE opinion SET replies = replies + $1 WHERE id = $2`
	sqlCountQueue = `UPDATE meta SET number = number + $1 WHERE name = 'waiting'`
)

// Reasons of refusals, for the log.
var (
	errSaidBefore = errors.New("the author has said the same there")
	errNoText     = errors.New("the text is empty")
	errWithdrawn  = errors.New("the opinion was withdrawn")
)

// conflict is the error for something that no longer applies.
func conflict(op string, cause error) error {
	return &content.Error{Code: content.Conflict, Op: "storage." + op, Err: cause}
}

// invalid is the error for something that cannot be used as it is.
func invalid(op string, cause error) error {
	return &content.Error{Code: content.Invalid, Op: "storage." + op, Err: cause}
}

// scanOpinion reads opinionColumns.
func (tx *Tx) scanOpinion(rows row) (content.Opinion, error) {
	var o content.Opinion
	var made int64
	var decided sql.NullInt64
	err := rows.Scan(&o.ID, &o.Article, &o.Section, &o.Parent, &o.Author, &o.State, &o.Text, &o.Edited, &o.Signed, &o.Lang, &o.Version,
		&made, &decided, &o.Agree, &o.Disagree, &o.Pass, &o.Replies, &o.Reports, &o.Ruled, &o.Unseen)
	o.MadeAt = fromMicro(made)
	if decided.Valid {
		o.DecidedAt = fromMicro(decided.Int64)
	}
	if err != nil {
		return o, err
	}
	o.Signed, err = tx.store.seal.uncoverText(o.Signed)
	return o, err
}

// opinions returns what a query over opinionColumns finds.
func (tx *Tx) opinions(query string, args ...any) (all []content.Opinion, err error) {
	err = tx.read(query, args, func(rows row) error {
		o, err := tx.scanOpinion(rows)
		all = append(all, o)
		return err
	})
	return all, err
}

// Opinion returns an opinion in whatever state: who may see it is the caller's to judge. Error: NotFound.
func (tx *Tx) Opinion(id content.OpinionID) (content.Opinion, error) {
	found, err := once(tx, "opinion", sqlOpinion, int64(id), func() ([]content.Opinion, error) { return tx.opinions(sqlOpinion, int64(id)) })
	return only(found, err, "Opinion", "there is no opinion %d", id)
}

// AddOpinion stores an opinion, which waits for a decision; of o it takes Article, Section, Parent, Author, Text, Signed and Lang, and returns it with
// what the store gave. The text is trimmed. Errors: Invalid for an empty text; Conflict when the author has said the same in the same place (see
// SaidBefore); NotFound when Parent is no approved opinion on that article and section.
func (tx *Tx) AddOpinion(o content.Opinion) (content.Opinion, error) {
	added := content.Opinion{
		Article: o.Article, Section: o.Section, Parent: o.Parent, Author: o.Author, Lang: o.Lang,
		State: content.Pending, Text: trimmed(o.Text), Signed: storable(o.Signed), Version: 1, MadeAt: tx.now,
	}
	if added.Text == "" {
		return content.Opinion{}, invalid("AddOpinion", errNoText)
	}
	if err := tx.answers(added); err != nil {
		return content.Opinion{}, err
	}
	if err := tx.unsaid("AddOpinion", added, added.Text); err != nil {
		return content.Opinion{}, err
	}
	args := []any{
		int64(o.Article), storable(string(o.Section)), int64(o.Parent), int64(o.Author), added.Text,
		tx.store.seal.coverText(added.Signed), string(o.Lang), micro(tx.now), saidBy(added.Text),
	}
	if err := tx.writeRow(sqlAddOpinion, args, &added.ID); err != nil {
		return content.Opinion{}, err
	}
	if tx.born == nil {
		tx.born = map[content.OpinionID]bool{}
	}
	tx.born[added.ID] = true
	tx.stirred = append(tx.stirred, added.ID)
	return added, tx.write(sqlCountQueue, 1)
}

// trimmed is a text as it is stored.
func trimmed(text string) string { return storable(strings.TrimSpace(text)) }

// answers checks that a reply has something to reply to.
func (tx *Tx) answers(reply content.Opinion) error {
	if reply.Parent == 0 {
		return nil
	}
	parent, err := tx.Opinion(reply.Parent)
	if err != nil {
		return err
	}
	if parent.State != content.Approved || parent.Article != reply.Article || parent.Section != reply.Section {
		return notFound("AddOpinion", "opinion %d cannot be replied to there", reply.Parent)
	}
	return nil
}

// EditOpinion gives an opinion a newer text, which waits for a decision; the text of an approved one stays in view until then, and to give that
// text again takes back an edit that waits. A text that is the newest already changes nothing, save that a rejected opinion waits again. Errors:
// NotFound; Invalid for an empty text; Conflict when it was withdrawn, and when another opinion of the author's says the same (see SaidBefore).
func (tx *Tx) EditOpinion(id content.OpinionID, text string) (content.Opinion, error) {
	text = trimmed(text)
	if text == "" {
		return content.Opinion{}, invalid("EditOpinion", errNoText)
	}
	before, err := tx.Opinion(id)
	if err == nil {
		err = tx.unsaid("EditOpinion", before, text)
	}
	if err != nil {
		return content.Opinion{}, err
	}
	return tx.changeOpinion("EditOpinion", id, func(o *content.Opinion) {
		switch {
		case o.State != content.Approved:
			if o.Text != text { // reports that have hidden it are about the older one
				o.Reports = 0
			}
			o.State, o.Text = content.Pending, text
		case text == o.Text:
			o.Edited = ""
		default:
			o.Edited = text
		}
	})
}

// SignOpinion changes the name that is shown with an opinion; "" makes it anonymous. Errors: NotFound; Conflict when it was withdrawn.
func (tx *Tx) SignOpinion(id content.OpinionID, signed string) (content.Opinion, error) {
	return tx.changeOpinion("SignOpinion", id, func(o *content.Opinion) {
		if o.HiddenByReports() && o.Signed != storable(signed) { // it waits as another: its author is to hear of the decision
			o.Reports = 0
		}
		o.Signed = storable(signed)
	})
}

// WithdrawOpinion takes an opinion back for good: nothing of its words and of its signature is left, in what waits to be sent either; its votes and the
// replies to it stay. Doing it again changes nothing. Error: NotFound.
func (tx *Tx) WithdrawOpinion(id content.OpinionID) (content.Opinion, error) {
	if err := tx.forgetSends(erasedWords{words: map[content.OpinionID]bool{id: true}}); err != nil {
		return content.Opinion{}, err
	}
	return tx.withdraw(id)
}

// withdraw is WithdrawOpinion for the opinion alone.
func (tx *Tx) withdraw(id content.OpinionID) (content.Opinion, error) {
	before, err := tx.Opinion(id)
	if err != nil || before.State == content.Withdrawn {
		return before, err
	}
	after := before
	after.State, after.Text, after.Edited, after.Signed, after.Reports = content.Withdrawn, "", "", "", 0
	if err := tx.erases(); err != nil {
		return content.Opinion{}, err
	}
	if err := tx.unjudge(id); err != nil {
		return content.Opinion{}, err
	}
	if err := tx.write(sqlUnsayRuling, int64(id)); err != nil {
		return content.Opinion{}, err
	}
	if err := tx.unsayBetween(id); err != nil {
		return content.Opinion{}, err
	}
	if err := tx.DropLook(id); err != nil {
		return content.Opinion{}, err
	}
	return tx.revise(before, after, nil)
}

// changeOpinion applies a change to an opinion that was not withdrawn.
func (tx *Tx) changeOpinion(op string, id content.OpinionID, change func(*content.Opinion)) (content.Opinion, error) {
	before, err := tx.Opinion(id)
	if err != nil {
		return content.Opinion{}, err
	}
	if before.State == content.Withdrawn {
		return content.Opinion{}, conflict(op, fmt.Errorf("opinion %d: %w", id, errWithdrawn))
	}
	after := before
	change(&after)
	if after == before {
		return before, nil
	}
	return tx.revise(before, after, nil)
}

// revise writes what changed about an opinion, by whose decision (nil: nobody's), and corrects all counters and the words for searching that depend on it. The
// version rises, save where only the reports changed.
func (tx *Tx) revise(before, after content.Opinion, by any) (content.Opinion, error) {
	delete(tx.born, before.ID)
	after.Unseen = after.Unseen && after.State == content.Approved
	words := func(o content.Opinion) content.Opinion {
		return content.Opinion{State: o.State, Text: o.Text, Edited: o.Edited, Signed: o.Signed}
	}
	if words(before) != words(after) {
		after.Version++
		if after.Ruled { // nobody has decided about these words
			after.Ruled = false
			if err := tx.void(after.ID); err != nil {
				return content.Opinion{}, err
			}
		}
	}
	var decided any
	if !after.DecidedAt.IsZero() {
		decided = micro(after.DecidedAt)
	}
	err := tx.write(sqlReviseOpinion, string(after.State), after.Text, after.Edited, tx.store.seal.coverText(after.Signed), after.Version, decided, by,
		after.Reports, flag(after.Waits()), micro(tx.now), flag(after.Reports > 0 || after.Unseen), saidBy(after.Text), saidBy(after.Edited), flag(after.Ruled),
		flag(after.Unseen), int64(after.ID))
	if err != nil {
		return content.Opinion{}, err
	}
	if err := tx.reword(before, after); err != nil {
		return content.Opinion{}, err
	}
	if before.Text != after.Text {
		if err := tx.outdateAppeals(after.ID); err != nil {
			return content.Opinion{}, err
		}
	}
	if readable(before) != readable(after) {
		tx.changed = append(tx.changed, after.ID)
	}
	if queued(before) || queued(after) || before.Ruled || after.State == content.Withdrawn {
		tx.stirred = append(tx.stirred, after.ID)
	}
	if err := tx.recount(before, after); err != nil {
		return content.Opinion{}, err
	}
	tx.learn("opinion", question{sqlOpinion, int64(after.ID)}, []content.Opinion{after})
	return after, nil
}

// readable is what readers see of an opinion.
func readable(o content.Opinion) content.Opinion {
	if o.State != content.Approved {
		return content.Opinion{}
	}
	return content.Opinion{State: o.State, Text: o.Text, Signed: o.Signed}
}

// OpinionsChanged returns the opinions that readers see since this transaction, see otherwise, or see no more. What was undone may be among them.
func (tx *Tx) OpinionsChanged() []content.OpinionID { return tx.changed }

// QueueStirred returns the opinions of this transaction that came into the queue, left it, or changed there, and those that have
// an open card and whose author something was laid upon or lifted from. What was undone may be among them.
func (tx *Tx) QueueStirred() []content.OpinionID { return tx.stirred }

// recount corrects the counters that depend on whether an opinion is shown and whether it is in the queue.
func (tx *Tx) recount(before, after content.Opinion) error {
	if step := flag(after.State == content.Approved) - flag(before.State == content.Approved); step != 0 {
		if err := tx.countShown(after, step); err != nil {
			return err
		}
	}
	if step := flag(queued(after)) - flag(queued(before)); step != 0 {
		return tx.write(sqlCountQueue, step)
	}
	return nil
}

func (tx *Tx) countShown(o content.Opinion, step int64) error {
	if o.Parent != 0 {
		return tx.write(sqlCountReply, step, int64(o.Parent))
	}
	return tx.write(sqlCountOpinion, int64(o.Article), string(o.Section), step)
}
