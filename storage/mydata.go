package storage

import (
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"math"
	"slices"
	"time"

	"aitys/content"
)

const (
	sqlEverSaid    = `SELECT ` + opinionColumns + ` FROM opinion WHERE author = $1 ORDER BY id`
	sqlEverDecided = `SELECT id, decided_at FROM opinion WHERE decided_by = $1 ORDER BY id`
	sqlStancesOf   = `SELECT opinion, said, prior, at FROM stance WHERE reader = $1 ORDER BY opinion`
	sqlReportsBy   = `SELECT opinion, at FROM report WHERE reader = $1 ORDER BY opinion`
	sqlVotesBy     = `SELECT v.poll, v.options, v.prior, v.at, p.article, p.section, p.fingerprint, p.words
		FROM poll_vote v JOIN poll p ON p.id = v.poll WHERE v.reader = $1 ORDER BY v.poll`
	sqlWaitingOf  = `SELECT options, at FROM poll_waiting WHERE reader = $1 ORDER BY id`
	sqlNamesIn    = `SELECT key, message, at FROM message WHERE chat = $1`
	sqlCopiesIn   = `SELECT key, poll FROM poll_copy WHERE chat = CAST($1 AS BIGINT) ORDER BY id`
	sqlSendsTo    = `SELECT id, made_at, state, body FROM outbox WHERE chat = $1 ORDER BY id`
	sqlParkedPage = `SELECT id, reader, at, kind, cause, raw FROM parked WHERE id > $1 ORDER BY id LIMIT $2`
)

// MyData is everything that is stored about one reader.
type MyData struct {
	Account  content.TelegramID
	Reader   content.Reader
	Dialogue *content.Dialogue // nil: none is under way
	// Subscriptions is what they want to be told of.
	Subscriptions content.Subscriptions
	Opinions      []content.Opinion // in every state, oldest first
	Decided       []Dated           // opinions that they decided on as a moderator
	Stances       []DatedStance
	Reports       []Dated // opinions that they reported
	Votes         []DatedVote
	Waiting       []DatedVote // votes in polls that are not known yet: only the choice and the time
	Sends         []content.Outgoing
	Unsure        map[content.OutgoingID]bool // of Sends: those that may have been sent
	Parked        []Parked
	Messages      []NamedMessage
	Copies        []NamedCopy

	Commenter content.CommenterID // 0: they have not commented
	Comments  []content.Comment   // in every state, oldest first
	Revisions map[content.CommentID][]content.CommentRevision
	Featured  []content.Opinion // those that moderators made of comments

	Appeals   []content.Appeal   // about their opinions
	Questions []content.Question // what moderators asked them, with their answers
	Asked     []content.Question // what they asked authors as a moderator, without the answers, which are those authors'

	Sanctions []content.Sanction // under both of their numbers
	Trust     []NumberedTrust    // the same
	Held      []HeldComment      // comments about which a moderator has to decide

	Colleague content.Colleague // the role that they were given in the bot; the zero Colleague: none

	Unread  []Dated        // opinions that they cannot read
	Reading []content.Lang // the languages that they read
	Quizzes []Quiz         // what they were asked about figures

	Recorded []content.Entry // what the record holds about them, their opinions and comments, and of what they did; by entry, oldest first
}

// Dated is an opinion with a time.
type Dated struct {
	Opinion content.OpinionID
	At      time.Time
}

// DatedStance is a vote on an opinion; Before is the one that it replaced, "" when none.
type DatedStance struct {
	Opinion        content.OpinionID
	Stance, Before content.Stance
	At             time.Time
}

// DatedVote is a vote in a poll: the numbers of the options from 0 on, and those that it replaced last.
type DatedVote struct {
	Poll            content.PollID
	Options, Before []int
	At              time.Time
	Article         content.ArticleID
	Section         content.SectionID
	Fingerprint     string
	Words           *content.Poll // as they were kept; nil where they were not
}

// NamedMessage is a message that was sent under a name of ours.
type NamedMessage struct {
	Key     content.MessageKey
	Message content.MessageID
	At      time.Time
}

// NamedCopy is a copy of a poll.
type NamedCopy struct {
	Key  content.MessageKey
	Poll content.PollID
}

// MyData returns everything that is stored about a reader. It reads whole tables: not for a transaction that writes. Error: NotFound.
func (tx *Tx) MyData(id content.ReaderID) (MyData, error) {
	data := MyData{Unsure: map[content.OutgoingID]bool{}}
	var err error
	if data.Reader, err = tx.ReaderByID(id); err != nil {
		return MyData{}, err
	}
	for _, read := range []func(content.ReaderID, *MyData) error{
		tx.myAccount, tx.mySayings, tx.myStances, tx.myVotes, tx.mySends, tx.myParked, tx.myMessages, tx.myComments, tx.mySanctions, tx.myTeam, tx.myVoting, tx.myRecord, tx.myBetween,
	} {
		if err := read(id, &data); err != nil {
			return MyData{}, err
		}
	}
	return data, nil
}

func (tx *Tx) myAccount(id content.ReaderID, data *MyData) (err error) {
	if data.Account, err = tx.accountOf(id); err != nil {
		return err
	}
	if data.Subscriptions, err = tx.Subscriptions(id); err != nil {
		return err
	}
	dialogue, under, err := tx.UnderWay(id)
	if under {
		data.Dialogue = &dialogue
	}
	return err
}

func (tx *Tx) mySayings(id content.ReaderID, data *MyData) (err error) {
	if data.Opinions, err = tx.opinions(sqlEverSaid, int64(id)); err != nil {
		return err
	}
	if data.Decided, err = tx.dated(sqlEverDecided, id); err != nil {
		return err
	}
	data.Reports, err = tx.dated(sqlReportsBy, id)
	return err
}

func (tx *Tx) dated(query string, id content.ReaderID) (all []Dated, err error) {
	err = tx.read(query, []any{int64(id)}, func(rows row) error {
		var one Dated
		var at sql.NullInt64
		err := rows.Scan(&one.Opinion, &at)
		one.At = fromMicro(at.Int64)
		all = append(all, one)
		return err
	})
	return all, err
}

func (tx *Tx) myStances(id content.ReaderID, data *MyData) error {
	named := map[int64]content.Stance{}
	for stance, stored := range stances {
		named[stored] = stance
	}
	return tx.read(sqlStancesOf, []any{int64(id)}, func(rows row) error {
		var one DatedStance
		var said, at int64
		var prior sql.NullInt64
		err := rows.Scan(&one.Opinion, &said, &prior, &at)
		one.Stance, one.At = named[said], fromMicro(at)
		if prior.Valid {
			one.Before = named[prior.Int64]
		}
		data.Stances = append(data.Stances, one)
		return err
	})
}

func (tx *Tx) myVotes(id content.ReaderID, data *MyData) error {
	err := tx.read(sqlVotesBy, []any{int64(id)}, func(rows row) error {
		var vote DatedVote
		var chosen, before choice
		var at int64
		var words string
		if err := rows.Scan(&vote.Poll, &chosen, &before, &at, &vote.Article, &vote.Section, &vote.Fingerprint, &words); err != nil {
			return err
		}
		vote.Options, vote.Before, vote.At = chosen.options(), before.options(), fromMicro(at)
		data.Votes = append(data.Votes, vote)
		if words == "" {
			return nil
		}
		data.Votes[len(data.Votes)-1].Words = new(content.Poll)
		return json.Unmarshal([]byte(words), data.Votes[len(data.Votes)-1].Words)
	})
	if err != nil {
		return err
	}
	return tx.read(sqlWaitingOf, []any{int64(id)}, func(rows row) error {
		var chosen choice
		var at int64
		err := rows.Scan(&chosen, &at)
		data.Waiting = append(data.Waiting, DatedVote{Options: chosen.options(), At: fromMicro(at)})
		return err
	})
}

func (tx *Tx) mySends(id content.ReaderID, data *MyData) error {
	return tx.read(sqlSendsTo, []any{int64(id)}, func(rows row) error {
		var number content.OutgoingID
		var madeAt, state int64
		var body sql.RawBytes
		if err := rows.Scan(&number, &madeAt, &state, &body); err != nil {
			return err
		}
		var out content.Outgoing
		if err := tx.readBody(number, body, &out); err != nil {
			return err
		}
		out.ID, out.MadeAt = number, fromMicro(madeAt)
		data.Sends = append(data.Sends, out)
		data.Unsure[number] = state != 0
		return nil
	})
}

func (tx *Tx) myParked(id content.ReaderID, data *MyData) error {
	for after, more := int64(0), true; more; {
		more = false
		err := tx.read(sqlParkedPage, []any{after, parkedPage}, func(rows row) error {
			more = true
			var p Parked
			var reader content.ReaderID
			var at int64
			if err := rows.Scan(&after, &reader, &at, &p.Kind, &p.Cause, &p.Raw); err != nil || reader != id {
				return err
			}
			p.ID, p.At = after, fromMicro(at)
			err := tx.openParked(&p)
			data.Parked = append(data.Parked, p)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) myComments(_ content.ReaderID, data *MyData) (err error) {
	data.Revisions = map[content.CommentID][]content.CommentRevision{}
	data.Commenter, err = tx.KnownCommenter(data.Account)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	if data.Comments, err = tx.CommentsBy(data.Commenter, 0, math.MaxInt32); err != nil {
		return err
	}
	for _, c := range data.Comments {
		if data.Revisions[c.ID], err = tx.Revisions(c.ID); err != nil {
			return err
		}
	}
	data.Featured, err = tx.opinions(sqlEverSaid, int64(data.Commenter))
	return err
}

func (tx *Tx) myMessages(id content.ReaderID, data *MyData) error {
	err := tx.read(sqlNamesIn, []any{int64(id)}, func(rows row) error {
		var named NamedMessage
		var at int64
		err := rows.Scan(&named.Key, &named.Message, &at)
		named.At = fromMicro(at)
		data.Messages = append(data.Messages, named)
		return err
	})
	if err != nil {
		return err
	}
	return tx.read(sqlCopiesIn, []any{int64(id)}, func(rows row) error {
		var held NamedCopy
		err := rows.Scan(&held.Key, &held.Poll)
		data.Copies = append(data.Copies, held)
		return err
	})
}

// myRecord collects the entries that are about a reader under either number, by them, or about what they said, each once.
func (tx *Tx) myRecord(id content.ReaderID, data *MyData) error {
	known := map[int64]content.Entry{}
	read := func(query string, of int64) error {
		some, err := tx.entries(query, of, fromTheEnd, math.MaxInt32)
		for _, e := range some {
			known[e.Seq] = e
		}
		return err
	}
	numbers := []int64{int64(id)}
	if data.Commenter != 0 { // 0 is the program
		numbers = append(numbers, int64(data.Commenter))
	}
	for _, number := range numbers {
		if err := errors.Join(read(sqlEntriesFor, number), read(sqlEntriesBy, number)); err != nil {
			return err
		}
	}
	for _, o := range slices.Concat(data.Opinions, data.Featured) {
		if err := read(sqlEntriesOf, int64(o.ID)); err != nil {
			return err
		}
	}
	for _, c := range data.Comments {
		if err := read(sqlEntriesOn, int64(c.ID)); err != nil {
			return err
		}
	}
	for _, seq := range slices.Sorted(maps.Keys(known)) {
		data.Recorded = append(data.Recorded, known[seq])
	}
	return nil
}
