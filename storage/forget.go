package storage

import (
	"bytes"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"aitys/content"
)

const (
	sqlAccountOf      = `SELECT lookup, sealed FROM identity WHERE id = $1 AND kind = 'person'`
	sqlForgetIdentity = `DELETE FROM identity WHERE id = $1 AND kind = 'person'`
	sqlForgetReader   = `DELETE FROM reader WHERE id = $1`
	sqlForgetWaiting  = `DELETE FROM poll_waiting WHERE reader = $1`
	sqlForgetNames    = `DELETE FROM message WHERE chat = $1`
	sqlForgetCopies   = `DELETE FROM poll_copy WHERE chat = $1`
	sqlForgetSends    = `DELETE FROM outbox WHERE chat = $1 RETURNING id`
	sqlForgetSend     = `DELETE FROM outbox WHERE id = $1`
	sqlForgetWords    = `UPDATE outbox SET state = 1, body = $1 WHERE id = $2`
	sqlForgetParked   = `DELETE FROM parked WHERE id = $1`
	sqlEmptyParked    = `UPDATE parked SET cause = '', raw = NULL WHERE id = $1`
	sqlAllSends       = `SELECT id, attempted, state, key, body FROM outbox WHERE id > $1 ORDER BY id LIMIT $2`
	sqlAllParked      = `SELECT id, reader, raw FROM parked WHERE id > $1 ORDER BY id LIMIT $2`
	sqlErased         = `INSERT INTO erasure (reader, at) VALUES ($1, $2) ON CONFLICT (reader) DO NOTHING`
	sqlErasures       = `SELECT reader FROM erasure WHERE reader > $1 ORDER BY reader LIMIT $2`
)

// Erased is what Forget has done, as far as somebody has to act on it.
type Erased struct {
	Opinions int     // how many were withdrawn
	Comments int     // and of these
	Shown    []Shown // messages in groups in which words of theirs still stand
	Said     []Said  // messages in groups that are theirs
	// Held are comments of theirs about which a moderator was to decide: cards show their words.
	Held []content.CommentID
}

// Said is a message in a group, which somebody has written there.
type Said struct {
	Chat    content.ChatID
	Message content.MessageID // below 0: the number that it had before its group became a supergroup, by which it cannot be reached any more
}

// Forget erases a reader: who they are, what they said, and whatever waits to be sent to them, or to others with words of theirs. Votes stay as numbers that
// lead to nobody. It notes the reader's number in the table of erasures, also where nobody has it (in a backup from before they came, say), so that it may be
// called with any number of that table; doing it again changes nothing.
func (tx *Tx) Forget(id content.ReaderID) (Erased, error) {
	account, err := tx.accountOf(id)
	if err != nil {
		return Erased{}, err
	}
	numbers, err := tx.numbersOf(id, account)
	if err != nil {
		return Erased{}, err
	}
	erased, err := tx.withdrawAll(id, numbers)
	if err != nil {
		return Erased{}, err
	}
	for _, forget := range []func() error{
		func() error { return tx.forgetSanctions(numbers, account) },
		func() error { return tx.forgetRows(id) },
		func() error { return tx.forgetNumbers(numbers) },
		func() error { return tx.forgetParked(id, account) },
	} {
		if err := forget(); err != nil {
			return Erased{}, err
		}
	}
	tx.people.clear()
	clear(tx.chats)
	return erased, tx.erases()
}

// Erasures returns the numbers of readers who were erased, by rising number: at most limit of those above after.
func (tx *Tx) Erasures(after content.ReaderID, limit int) (all []content.ReaderID, err error) {
	err = tx.read(sqlErasures, []any{int64(after), limit}, func(rows row) error {
		var id content.ReaderID
		err := rows.Scan(&id)
		all = append(all, id)
		return err
	})
	return all, err
}

// accountOf returns the account of a reader; 0 when there is none.
func (tx *Tx) accountOf(id content.ReaderID) (content.TelegramID, error) {
	var lookup, sealed []byte
	found, err := tx.row(sqlAccountOf, []any{int64(id)}, &lookup, &sealed)
	if err != nil || !found {
		return 0, err
	}
	return tx.store.seal.open(sealed)
}

// forgetNumbers notes that a person's numbers lead to nobody, lets the one under which they comment do so, and erases the words beside the record.
func (tx *Tx) forgetNumbers(numbers []content.ReaderID) error {
	for _, number := range numbers {
		for _, query := range []string{sqlForgetCommenter, sqlEraseOfPerson, sqlEraseOfActor, sqlDropTrust} {
			if err := tx.write(query, int64(number)); err != nil {
				return err
			}
		}
		if err := tx.write(sqlErased, int64(number), micro(tx.now)); err != nil {
			return err
		}
	}
	return nil
}

// withdrawAll withdraws all that a reader said under any of their numbers, and takes it out of what waits to be sent.
func (tx *Tx) withdrawAll(id content.ReaderID, numbers []content.ReaderID) (erased Erased, err error) {
	var gone []content.Opinion
	words := map[content.OpinionID]bool{}
	for _, number := range numbers {
		some, err := tx.withdrawOpinions(number)
		if err != nil {
			return Erased{}, err
		}
		gone = append(gone, some...)
		if err := tx.withdrawComments(number, &erased, words); err != nil {
			return Erased{}, err
		}
	}
	for _, opinion := range gone {
		words[opinion.ID] = true
	}
	if err := tx.forgetSends(erasedWords{id, words}); err != nil {
		return Erased{}, err
	}
	for _, opinion := range gone {
		shown, err := tx.TakeShown(opinion)
		if err != nil {
			return Erased{}, err
		}
		erased.Shown = append(erased.Shown, shown...)
	}
	erased.Opinions = len(gone)
	return erased, nil
}

// withdrawOpinions withdraws all opinions under a number, and returns them as they were.
func (tx *Tx) withdrawOpinions(author content.ReaderID) (gone []content.Opinion, err error) {
	const page = 100
	for {
		some, err := tx.OpinionsBy(author, 0, page)
		if err != nil || len(some) == 0 {
			return gone, err
		}
		for _, opinion := range some {
			if err := tx.withdrawn(opinion.ID); err != nil {
				return nil, err
			}
		}
		gone = append(gone, some...)
	}
}

// withdrawn withdraws one opinion; reports of it lead to nothing any more.
func (tx *Tx) withdrawn(id content.OpinionID) error {
	if _, err := tx.withdraw(id); err != nil {
		return err
	}
	return tx.write(sqlDropReports, int64(id))
}

// forgetRows deletes what is kept about a reader alone.
func (tx *Tx) forgetRows(id content.ReaderID) error {
	for _, query := range []string{
		sqlForgetIdentity, sqlForgetReader, sqlLeaveTeam, sqlEnd, sqlForgetSeen, sqlForgetWaiting, sqlForgetNames, sqlForgetCopies,
		sqlForgetUnread, sqlForgetReading, sqlForgetQuiz,
	} {
		if err := tx.write(query, int64(id)); err != nil {
			return err
		}
	}
	if err := tx.forgetModerator(id); err != nil {
		return err
	}
	return tx.writeRows(sqlForgetSends, []any{int64(id)}, func(rows row) error {
		var gone content.OutgoingID
		err := rows.Scan(&gone)
		tx.settled = append(tx.settled, gone)
		return err
	})
}

// forgetSends deletes what waits to be sent to others, or may have been sent, and shows words of opinions, and sees to it that what this transaction
// sends does not go out either. Of a message to a group that may be under way the words alone go: it is edited once its number is known.
func (tx *Tx) forgetSends(gone erasedWords) error {
	tx.erased = append(tx.erased, gone)
	if len(gone.words) == 0 {
		return nil
	}
	for i := range tx.sends {
		if !tx.sends[i].ShowsAny(gone.words) {
			continue
		}
		if err := tx.overtaken(&tx.sends[i], false); err != nil {
			return err
		}
	}
	const page = 200
	for after := content.OutgoingID(0); ; {
		last, rows, err := tx.sendsAfter(after, page)
		if err != nil || last == 0 {
			return err
		}
		for _, row := range rows {
			if !row.out.ShowsAny(gone.words) {
				continue
			}
			if err := tx.forgetSend(row); err != nil {
				return err
			}
		}
		after = last
	}
}

func (tx *Tx) forgetSend(row sendRow) error {
	tx.settled = append(tx.settled, row.out.ID) // this process keeps no copy of its words
	if err := tx.overtaken(&row.out, row.underWay); err != nil {
		return err
	}
	if row.underWay { // whoever has it in hand tells how it ended; it is not tried again
		return tx.write(sqlForgetWords, tx.store.seal.cover([]byte("{}")), int64(row.out.ID))
	}
	if err := tx.write(sqlForgetSend, int64(row.out.ID)); err != nil || row.out.Key == "" || row.inDoubt {
		return err
	}
	return tx.write(sqlUnshow, storable(string(row.out.Key)))
}

// sendRow is a row of the outbox; underWay tells that it may be in the middle of being sent, under a name by which it can be edited, inDoubt that it is a post of
// which nobody knows whether it was sent, so that somebody is to look for its words.
type sendRow struct {
	out               content.Outgoing
	underWay, inDoubt bool
}

// showing begins the list of opinions in a row's body, where there is one: a text cannot hold it, whose quotes are escaped.
var showing = []byte(`"shows":[`)

// sendsAfter returns the next rows that show words of opinions, and the number of the last row that was looked at; 0 when there is none.
func (tx *Tx) sendsAfter(after content.OutgoingID, page int) (last content.OutgoingID, all []sendRow, err error) {
	err = tx.read(sqlAllSends, []any{int64(after), page}, func(rows row) error {
		var row sendRow
		var attempted, state int64
		var key sql.NullString
		var body sql.RawBytes
		if err := rows.Scan(&last, &attempted, &state, &key, &body); err != nil {
			return err
		}
		has, err := tx.readBodyWith(last, showing, body, &row.out)
		if err != nil || !has {
			return err
		}
		row.out.ID, row.underWay = last, attempted != 0 && state == 0 && key.Valid
		row.inDoubt = state == unsureRow && strings.HasPrefix(key.String, content.PostKeys)
		all = append(all, row)
		return nil
	})
	return last, all, err
}

// erasedWords is what messages may not show that a transaction sent before it erased somebody.
type erasedWords struct {
	reader content.ReaderID
	words  map[content.OpinionID]bool
}

// holds tells whether a message is to the reader, or shows words of theirs.
func (e erasedWords) holds(out *content.Outgoing) bool {
	return out.Chat == content.ChatID(e.reader) || out.ShowsAny(e.words)
}

// withoutErased drops the messages that somebody's erasure in the same transaction has overtaken.
func (tx *Tx) withoutErased(sends []content.Outgoing) []content.Outgoing {
	if len(tx.erased) == 0 {
		return sends
	}
	return slices.DeleteFunc(sends, func(out content.Outgoing) bool {
		return slices.ContainsFunc(tx.erased, func(e erasedWords) bool { return e.holds(&out) })
	})
}

// forgetParked deletes a reader's parked updates, and empties those of others that name the account or hold a message of ours, which may show the reader's
// words: under a button that was pressed, quoted or forwarded.
func (tx *Tx) forgetParked(id content.ReaderID, account content.TelegramID) error {
	type parked struct {
		id  int64
		own bool
		raw []byte
	}
	for after := int64(0); ; {
		var page []parked
		err := tx.read(sqlAllParked, []any{after, parkedPage}, func(rows row) error {
			var row parked
			var reader content.ReaderID
			err := rows.Scan(&row.id, &reader, &row.raw)
			row.own = reader == id
			page = append(page, row)
			return err
		})
		if err != nil || len(page) == 0 {
			return err
		}
		for _, row := range page {
			raw, err := tx.store.seal.uncover(row.raw)
			switch {
			case err != nil:
				return fmt.Errorf("parked update %d: %w", row.id, err)
			case row.own:
				err = tx.write(sqlForgetParked, row.id)
			case names(raw, account) || bytes.Contains(raw, ofBot):
				err = tx.write(sqlEmptyParked, row.id)
			}
			if err != nil {
				return err
			}
		}
		after = page[len(page)-1].id
	}
}

// ofBot stands in an update that holds a message of a bot's.
var ofBot = []byte(`"is_bot":true`)

// names tells whether an update holds an account's number.
func names(raw []byte, account content.TelegramID) bool {
	digits := []byte(strconv.FormatInt(int64(account), 10))
	for account != 0 {
		at := bytes.Index(raw, digits)
		if at < 0 {
			return false
		}
		end := at + len(digits)
		if (at == 0 || !isDigit(raw[at-1])) && (end == len(raw) || !isDigit(raw[end])) {
			return true
		}
		raw = raw[end:]
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
