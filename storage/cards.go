package storage

import (
	"fmt"
	"strconv"
	"strings"

	"aitys/content"
)

const (
	cardColumns = `id, opinion, version, state, shows, stale, alike, changed_at`

	sqlAddCard    = `INSERT INTO card (opinion, version, state, shows, stale, alike, changed_at) VALUES ($1, $2, $3, $4, 0, $5, $6) RETURNING id`
	sqlSetCard    = `UPDATE card SET version = $1, state = $2, shows = $3, stale = $4, alike = $5, changed_at = $6 WHERE id = $7`
	sqlCardSeen   = `UPDATE card SET changed_at = $1 WHERE id = $2`
	sqlCard       = `SELECT ` + cardColumns + ` FROM card WHERE id = $1`
	sqlCardOf     = `SELECT ` + cardColumns + ` FROM card WHERE opinion = CAST($1 AS BIGINT) ORDER BY id DESC LIMIT 1`
	sqlStaleCards = `SELECT ` + cardColumns + ` FROM card WHERE stale = 1 AND NOT (` + ruledOver + `) ORDER BY id LIMIT $1`
	sqlOpenCards  = `SELECT COUNT(*) FROM card WHERE state = 'open'`
	sqlStirCards  = `UPDATE card SET stale = 1 WHERE opinion = $1`
	sqlOpenFor    = `SELECT card.opinion FROM opinion JOIN card ON card.opinion = opinion.id
		WHERE opinion.author = $1 AND opinion.state <> 'withdrawn' AND card.state = 'open'`
	sqlRedoCard  = `UPDATE card SET stale = 1, shows = '' WHERE id = $1`
	sqlDropCard  = `DELETE FROM card WHERE id = $1`
	sqlDropCards = `DELETE FROM card`

	sqlSettledCards = `SELECT ` + cardColumns + ` FROM card WHERE stale = 1 AND ` + ruledOver + ` ORDER BY id LIMIT $1`
	// ruledOver is a card that shows a ruling on an opinion about which nothing is to be decided any more; not one that may still show words that were erased.
	ruledOver = `state = 'ruled' AND shows <> '' AND EXISTS (SELECT 1 FROM opinion WHERE opinion.id = card.opinion AND opinion.ruled = 0 AND opinion.waits_at IS NULL
		AND opinion.reported_at IS NULL AND opinion.state <> 'withdrawn')`

	sqlUncarded = `SELECT ` + opinionColumns + ` FROM opinion WHERE waits_at IS NOT NULL AND ruled = 0
		AND NOT EXISTS (SELECT 1 FROM card WHERE card.opinion = opinion.id AND card.state <> 'closed') ORDER BY waits_at, id LIMIT $1`
	sqlUncardedInDoubt = `SELECT ` + opinionColumns + ` FROM opinion WHERE reported_at IS NOT NULL AND waits_at IS NULL AND ruled = 0
		AND NOT EXISTS (SELECT 1 FROM card WHERE card.opinion = opinion.id AND card.state <> 'closed') ORDER BY reported_at, id LIMIT $1`
)

// AddCard notes a card that is on its way; of c it takes all but ID, Stale and Changed.
func (tx *Tx) AddCard(c content.DeskCard) (content.DeskCard, error) {
	c.Changed, c.Stale = tx.now, false
	args := []any{int64(c.Opinion), c.Version, string(c.State), storable(c.Shows), storable(c.Alike), micro(tx.now)}
	return c, tx.writeRow(sqlAddCard, args, &c.ID)
}

// SetCard notes how a card is from now on; of c it takes all but Opinion.
func (tx *Tx) SetCard(c content.DeskCard) error {
	return tx.write(sqlSetCard, c.Version, string(c.State), storable(c.Shows), flag(c.Stale), storable(c.Alike), micro(c.Changed), int64(c.ID))
}

// CardSeen notes that people see a card's last change from now on.
func (tx *Tx) CardSeen(id content.CardID) error {
	return tx.write(sqlCardSeen, micro(tx.now), int64(id))
}

// Card returns a card. Error: NotFound.
func (tx *Tx) Card(id content.CardID) (content.DeskCard, error) {
	found, err := tx.cards(sqlCard, int64(id))
	return only(found, err, "Card", "there is no card %d", id)
}

// CardOf returns the newest card of an opinion; of 0, the one that counts them. Error: NotFound.
func (tx *Tx) CardOf(id content.OpinionID) (content.DeskCard, error) {
	found, err := tx.cards(sqlCardOf, int64(id))
	return only(found, err, "CardOf", "opinion %d has no card", id)
}

// StaleCards returns cards that may have to show something else, at most so many; those apart that SettledCards returns.
func (tx *Tx) StaleCards(limit int) ([]content.DeskCard, error) {
	return tx.cards(sqlStaleCards, limit)
}

// SettledCards returns cards that show a ruling which can be taken back no more, at most so many: nothing else is to change on them.
func (tx *Tx) SettledCards(limit int) ([]content.DeskCard, error) {
	return tx.cards(sqlSettledCards, limit)
}

// StirCards notes that an opinion's cards may have to show something else.
func (tx *Tx) StirCards(id content.OpinionID) error {
	return tx.write(sqlStirCards, int64(id))
}

// StirCardsFor notes that the open cards of an author may have to show something else: they tell what holds about the author.
func (tx *Tx) StirCardsFor(author content.ReaderID) error {
	return tx.read(sqlOpenFor, []any{int64(author)}, func(rows row) error {
		var id content.OpinionID
		err := rows.Scan(&id)
		tx.stirred = append(tx.stirred, id)
		return err
	})
}

// RedoCard notes that a card has to be shown anew, whatever it shows.
func (tx *Tx) RedoCard(id content.CardID) error {
	return tx.write(sqlRedoCard, int64(id))
}

// overtaken sees to the card whose words an erasure keeps from going out: one that was never sent is none, one that was to change shows something else. Its opinion may be
// another than the one whose words these are.
func (tx *Tx) overtaken(out *content.Outgoing, underWay bool) error {
	key := out.Key
	if key == "" {
		key = out.EditKey
	}
	number, isCard := strings.CutPrefix(string(key), content.CardKeys)
	if !isCard {
		return nil
	}
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return fmt.Errorf("the message %q: %w", key, err)
	}
	if out.Key != "" && !underWay {
		return tx.DropCard(content.CardID(id))
	}
	return tx.RedoCard(content.CardID(id))
}

// DropCard forgets a card.
func (tx *Tx) DropCard(id content.CardID) error {
	return tx.write(sqlDropCard, int64(id))
}

// DropCards forgets all cards: the group in which they stand has become another.
func (tx *Tx) DropCards() error {
	return tx.write(sqlDropCards)
}

// CountOpenCards returns how many cards of opinions that wait there are.
func (tx *Tx) CountOpenCards() (n int, err error) {
	_, err = tx.row(sqlOpenCards, nil, &n)
	return n, err
}

// Uncarded returns the first opinions of the queue that have no card, at most so many.
func (tx *Tx) Uncarded(limit int) ([]content.Opinion, error) {
	waiting, err := tx.opinions(sqlUncarded, limit)
	if err != nil || len(waiting) == limit {
		return waiting, err
	}
	reported, err := tx.opinions(sqlUncardedInDoubt, limit-len(waiting))
	return append(waiting, reported...), err
}

func (tx *Tx) cards(query string, args ...any) (all []content.DeskCard, err error) {
	err = tx.read(query, args, func(rows row) error {
		var c content.DeskCard
		var changed int64
		err := rows.Scan(&c.ID, &c.Opinion, &c.Version, &c.State, &c.Shows, &c.Stale, &c.Alike, &changed)
		c.Changed = fromMicro(changed)
		all = append(all, c)
		return err
	})
	return all, err
}
