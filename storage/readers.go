package storage

import (
	"database/sql"
	"fmt"
	"slices"

	"aitys/content"
)

const (
	sqlReadersByLookup = `SELECT i.lookup, r.id, r.chosen, r.telegram, r.article, r.unreachable, r.since, r.sign, r.pen, COALESCE(1 - u.aside, 0)
		FROM identity i JOIN reader r ON r.id = i.id LEFT JOIN underway u ON u.reader = r.id WHERE i.lookup IN ({list})`
	sqlReaderByID = `SELECT r.id, r.chosen, r.telegram, r.article, r.unreachable, r.since, r.sign, r.pen, COALESCE(1 - u.aside, 0)
		FROM reader r LEFT JOIN underway u ON u.reader = r.id WHERE r.id = CAST($1 AS BIGINT)`

	sqlNewIdentities = `INSERT INTO identity (kind, lookup, sealed) VALUES {rows} RETURNING id, lookup`
	sqlNewReaders    = `INSERT INTO reader (id, telegram, since) VALUES {rows}`

	sqlMetReader      = `UPDATE reader SET telegram = $1, unreachable = 0 WHERE id = $2`
	sqlSetLanguage    = `UPDATE reader SET chosen = $1 WHERE id = $2`
	sqlSetSign        = `UPDATE reader SET sign = $1 WHERE id = $2`
	sqlSetPen         = `UPDATE reader SET pen = $1 WHERE id = $2`
	sqlSetUnreachable = `UPDATE reader SET unreachable = $1 WHERE id = $2`
	// The first row, which no reader has, tells PostgreSQL of which type the others are.
	sqlSetArticles = `WITH turned (id, article) AS (VALUES (CAST(0 AS BIGINT), CAST(0 AS BIGINT)), {rows})
		UPDATE reader SET article = turned.article FROM turned WHERE reader.id = turned.id`
	sqlLost = `UPDATE reader SET unreachable = 1 WHERE id IN ({list})`
)

// kindPerson is identity.kind of an account; that of a chat is its content.ChatKind.
const kindPerson = "person"

// Meet finds the readers behind the people of a batch, makes readers of those who are new, and keeps them for Reader. Whoever is met has written,
// so they can be reached again; and the language of their Telegram is as they show it now (an unknown one stays as it was).
// The zero Person is passed over.
func (tx *Tx) Meet(people []content.Person) error {
	if err := tx.lookUp(people); err != nil {
		return err
	}
	var unknown []content.Person
	for i := range people {
		if people[i].ID == 0 {
			continue
		}
		reader, known := tx.people.of(people[i].ID)
		if !known {
			unknown = append(unknown, people[i])
			continue
		}
		if err := tx.meetAgain(reader, &people[i]); err != nil {
			return err
		}
	}
	return tx.welcome(lastOfEach(unknown))
}

// lastOfEach returns each person once, as they were shown last.
func lastOfEach(people []content.Person) []content.Person {
	once := people[:0]
	for i, person := range people {
		again := slices.ContainsFunc(people[i+1:], func(p content.Person) bool { return p.ID == person.ID })
		if !again {
			once = append(once, person)
		}
	}
	return once
}

// lookUp brings the readers behind people into tx.people; those who are unknown stay out.
func (tx *Tx) lookUp(people []content.Person) error {
	byLookup := make(map[string]content.TelegramID, len(people))
	lookups := make([][]byte, 0, len(people))
	for i := range people {
		id := people[i].ID
		if _, known := tx.people.of(id); known || id == 0 {
			continue
		}
		lookup := tx.store.seal.lookup(id)
		if _, twice := byLookup[string(lookup)]; !twice {
			byLookup[string(lookup)] = id
			lookups = append(lookups, lookup)
		}
	}
	return padded(lookups, func(args []any) error {
		var lookup sql.RawBytes
		return tx.read(tx.store.expand(sqlReadersByLookup, len(args), 1), args, func(rows row) error {
			reader, err := tx.scanReader(rows, &lookup)
			tx.people.add(byLookup[string(lookup)], tx.withTurn(reader))
			return err
		})
	})
}

// scanReader reads a reader's columns, behind those that go elsewhere.
func (tx *Tx) scanReader(rows row, before ...any) (content.Reader, error) {
	var r content.Reader
	var unreachable, since, asked int64
	err := rows.Scan(append(before, &r.ID, &r.Chosen, &r.Telegram, &r.Article, &unreachable, &since, &r.Sign, &r.Pen, &asked)...)
	r.Unreachable, r.Since, r.Asked = unreachable != 0, fromMicro(since), asked != 0
	if err != nil {
		return r, err
	}
	r.Pen, err = tx.store.seal.uncoverText(r.Pen)
	return r, err
}

// meetAgain notes what changed about a known reader.
func (tx *Tx) meetAgain(reader content.Reader, person *content.Person) error {
	lang := reader.Telegram
	if person.LanguageCode != "" {
		lang, _ = content.ParseLang(person.LanguageCode)
	}
	if lang == reader.Telegram && !reader.Unreachable {
		return nil
	}
	reader.Telegram, reader.Unreachable = lang, false
	if err := tx.write(sqlMetReader, string(lang), int64(reader.ID)); err != nil {
		return err
	}
	tx.people.add(person.ID, reader)
	return nil
}

// welcome makes readers of people who are new.
func (tx *Tx) welcome(people []content.Person) error {
	return pieces(len(people), func(from, to int) error { return tx.welcomeSome(people[from:to]) })
}

func (tx *Tx) welcomeSome(people []content.Person) error {
	byLookup := make(map[string]content.Person, len(people))
	args := make([]any, 0, 3*len(people))
	for _, person := range people {
		lookup := tx.store.seal.lookup(person.ID)
		byLookup[string(lookup)] = person
		args = append(args, kindPerson, lookup, tx.store.seal.close(person.ID))
	}
	readers := make([]any, 0, 3*len(people))
	err := tx.writeRows(tx.store.expand(sqlNewIdentities, 3, len(people)), args, func(rows row) error {
		var lookup []byte
		reader := content.Reader{Since: tx.now}
		if err := rows.Scan(&reader.ID, &lookup); err != nil {
			return err
		}
		person := byLookup[string(lookup)]
		reader.Telegram, _ = content.ParseLang(person.LanguageCode)
		tx.people.add(person.ID, reader)
		readers = append(readers, int64(reader.ID), string(reader.Telegram), micro(tx.now))
		return nil
	})
	if err != nil {
		return err
	}
	return tx.write(tx.store.expand(sqlNewReaders, 3, len(people)), readers...)
}

// Reader returns the reader behind a person's Telegram id. Error: NotFound when that person was never met.
func (tx *Tx) Reader(id content.TelegramID) (content.Reader, error) {
	if reader, known := tx.people.of(id); known {
		return reader, nil
	}
	if err := tx.lookUp([]content.Person{{ID: id}}); err != nil {
		return content.Reader{}, err
	}
	if reader, known := tx.people.of(id); known {
		return reader, nil
	}
	return content.Reader{}, notFound("Reader", "nobody was met under that Telegram id")
}

// ReaderByID returns the reader with our number. Error: NotFound.
func (tx *Tx) ReaderByID(id content.ReaderID) (content.Reader, error) {
	if reader, _, known := tx.people.numbered(id); known {
		return reader, nil
	}
	var reader content.Reader
	found := false
	err := tx.read(sqlReaderByID, []any{int64(id)}, func(rows row) (err error) {
		found = true
		reader, err = tx.scanReader(rows)
		reader = tx.withTurn(reader)
		return err
	})
	if err == nil && !found {
		err = notFound("ReaderByID", "there is no reader %d", id)
	}
	return reader, err
}

// SetLanguage notes the language that a reader chose. Error: NotFound.
func (tx *Tx) SetLanguage(id content.ReaderID, lang content.Lang) error {
	return tx.change(sqlSetLanguage, string(lang), id, func(r *content.Reader) { r.Chosen = lang })
}

// SetSignature notes how a reader signs opinions from now on, and the pen name. Error: NotFound.
func (tx *Tx) SetSignature(id content.ReaderID, sign content.Signature, pen string) error {
	pen = storable(pen)
	if err := tx.change(sqlSetPen, tx.store.seal.coverText(pen), id, func(r *content.Reader) { r.Pen = pen }); err != nil {
		return err
	}
	return tx.change(sqlSetSign, string(sign), id, func(r *content.Reader) { r.Sign = sign })
}

// SetUnreachable notes that a reader cannot be written to, or can be again. Error: NotFound.
func (tx *Tx) SetUnreachable(id content.ReaderID, unreachable bool) error {
	return tx.change(sqlSetUnreachable, flag(unreachable), id, func(r *content.Reader) { r.Unreachable = unreachable })
}

// change sets one column of a reader, where it differs from what is known, and keeps what the transaction remembers in step.
func (tx *Tx) change(query string, value any, id content.ReaderID, apply func(*content.Reader)) error {
	reader, account, known := tx.people.numbered(id)
	if before := reader; known {
		if apply(&reader); reader == before {
			return nil
		}
	}
	changed, err := tx.exec(query, value, int64(id))
	if known && err == nil && changed == 1 {
		tx.people.add(account, reader)
	}
	return missing(changed, err, id)
}

func missing(changed int64, err error, id content.ReaderID) error {
	if err == nil && changed == 0 {
		return notFound("Reader", "there is no reader %d", id)
	}
	if err != nil {
		return fmt.Errorf("storage.Reader %d: %w", id, err)
	}
	return nil
}
