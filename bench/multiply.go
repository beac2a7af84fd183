package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// multiply makes many blocks of the only one in a database that no bot uses, as if each had happened: its rows are copied with other numbers and at other
// times, and what counts them is multiplied. It is some hundred times as fast as to let them happen. The people of all blocks must be known already.
func multiply(ctx context.Context, address string, b block, blocks int) (err error) {
	db, err := openRaw(address)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	m := multiplier{conn: conn, block: b, blocks: blocks, postgres: isPostgres(address)}
	for _, step := range []func(context.Context) error{m.prepare, m.rows, m.searched, m.counters} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func isPostgres(address string) bool { return strings.HasPrefix(address, "postgres") }

// openRaw opens a database beside the store. It waits for no disk: a database that was cut short is thrown away.
func openRaw(address string) (*sql.DB, error) {
	if isPostgres(address) {
		at, err := url.Parse(address)
		if err != nil {
			return nil, err
		}
		query := at.Query()
		query.Set("synchronous_commit", "off")
		query.Set("work_mem", "64MB")
		query.Set("jit", "off")
		for _, way := range []string{"seqscan", "bitmapscan", "hashjoin", "mergejoin"} { // the first block's rows are found by index, however many copies follow
			query.Set("enable_"+way, "off")
		}
		at.RawQuery = query.Encode()
		return sql.Open("pgx", at.String())
	}
	return sql.Open("sqlite3", "file:"+strings.TrimPrefix(address, "sqlite:")+"?_journal=OFF&_sync=OFF&_locking_mode=EXCLUSIVE&_cache_size=-500000&_foreign_keys=on")
}

type multiplier struct {
	conn     *sql.Conn
	block    block
	blocks   int
	postgres bool
}

func (m multiplier) exec(ctx context.Context, query string, args ...any) error {
	if _, err := m.conn.ExecContext(ctx, query, args...); err != nil {
		return fmt.Errorf("%.80s…: %w", query, err)
	}
	return nil
}

// transaction does something in one.
func (m multiplier) transaction(ctx context.Context, do func() error) error {
	if err := m.exec(ctx, "BEGIN"); err != nil {
		return err
	}
	if err := do(); err != nil {
		return errors.Join(err, m.exec(context.WithoutCancel(ctx), "ROLLBACK"))
	}
	return m.exec(ctx, "COMMIT")
}

// prepare notes which words are searched for, and which copies are to be made.
func (m multiplier) prepare(ctx context.Context) error {
	for _, query := range []string{
		`INSERT INTO opinion_word (word, opinion) SELECT word, opinion FROM fresh_word`, // as it is after many more opinions
		`DELETE FROM fresh_word`,
		`CREATE TEMPORARY TABLE one (word BIGINT NOT NULL, opinion BIGINT NOT NULL, PRIMARY KEY (word, opinion))`,
		`INSERT INTO one SELECT word, opinion FROM opinion_word`,
		`CREATE TEMPORARY TABLE other (k BIGINT PRIMARY KEY)`,
		fmt.Sprintf(`INSERT INTO other WITH RECURSIVE c (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM c WHERE k < %d) SELECT k FROM c WHERE k < %d`,
			m.blocks-1, m.blocks),
	} {
		if err := m.exec(ctx, query); err != nil {
			return err
		}
	}
	return nil
}

// copies copy a block's rows. {o}, {r} and {t} are how far a copy is from the block: in numbers of opinions and of readers, and in time.
var copies = []string{
	`INSERT INTO opinion (id, article, section, parent, author, state, text, edited, signed, lang, version, made_at, decided_at, decided_by, agree, disagree,
		pass, replies, reports, agreed, divided, waits_at, reported_at, said, said_edited, ruled, safety, unseen, revision)
		SELECT id + {o}, article, section, CASE WHEN parent > 0 THEN parent + {o} ELSE 0 END, author + {r}, state, text, edited, signed, lang, version,
		made_at + {t}, decided_at + {t}, decided_by, agree, disagree, pass, replies, reports, agreed, divided, waits_at + {t}, reported_at + {t}, said,
		said_edited, ruled, safety, unseen, revision FROM opinion WHERE id > {from} AND id <= {to} ORDER BY id`,
	`INSERT INTO stance (opinion, reader, said, prior, at)
		SELECT opinion + {o}, reader + {r}, said, prior, at + {t} FROM stance WHERE opinion > {from} AND opinion <= {to} ORDER BY opinion, reader`,
	`INSERT INTO report (opinion, reader, at)
		SELECT opinion + {o}, reader + {r}, at + {t} FROM report WHERE opinion > {from} AND opinion <= {to} ORDER BY opinion, reader`,
	`INSERT INTO trust (author, approved, rejected_at, signed)
		SELECT author + {r}, approved, CASE WHEN rejected_at > 0 THEN rejected_at + {t} ELSE 0 END, signed
		FROM trust WHERE author IN (SELECT author FROM opinion WHERE id > {from} AND id <= {to}) ORDER BY author`,
	`INSERT INTO message (key, chat, message, at) SELECT 'opinion:' || (o.id + {o}), m.chat + {r}, m.message + {o}, m.at + {t}
		FROM opinion o JOIN message m ON m.key = 'opinion:' || o.id WHERE o.id > {from} AND o.id <= {to} ORDER BY o.id`,
}

// rows copies what stands in the order of its making, copy by copy.
func (m multiplier) rows(ctx context.Context) error {
	const atOnce = 50
	for from := 1; from < m.blocks; from += atOnce {
		err := m.transaction(ctx, func() error {
			for k := from; k < min(from+atOnce, m.blocks); k++ {
				shift := strings.NewReplacer(
					"{o}", fmt.Sprint(k*m.block.opinions), "{r}", fmt.Sprint(k*m.block.people), "{t}", fmt.Sprint(int64(k)*blockTime.Microseconds()),
					"{from}", fmt.Sprint(m.block.before), "{to}", fmt.Sprint(int(m.block.before)+m.block.opinions),
				)
				for _, query := range copies {
					if err := m.exec(ctx, shift.Replace(query)); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// searched copies by which words opinions are found, word by word: in the order of the table they go into neighbouring pages.
func (m multiplier) searched(ctx context.Context) error {
	words, err := m.words(ctx)
	if err != nil {
		return err
	}
	query := fmt.Sprintf(`INSERT INTO opinion_word (word, opinion)
		SELECT one.word, one.opinion + other.k * %d FROM other CROSS JOIN one WHERE one.word = $1 ORDER BY 2`, m.block.opinions)
	return m.transaction(ctx, func() error {
		for _, word := range words {
			if err := m.exec(ctx, query, word); err != nil {
				return err
			}
		}
		return nil
	})
}

func (m multiplier) words(ctx context.Context) (words []int64, err error) {
	rows, err := m.conn.QueryContext(ctx, `SELECT DISTINCT word FROM one ORDER BY word`)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var word int64
		if err := rows.Scan(&word); err != nil {
			return nil, err
		}
		words = append(words, word)
	}
	return words, rows.Err()
}

// counters multiplies what counts the rows, and lets the next opinion have the next number. On PostgreSQL it does what autovacuum would do soon.
func (m multiplier) counters(ctx context.Context) error {
	err := m.transaction(ctx, func() error {
		for _, query := range []string{
			`UPDATE opinion_count SET number = number * %d`,
			`UPDATE meta SET number = number * %d WHERE name IN ('waiting', 'outbox')`,
		} {
			if err := m.exec(ctx, fmt.Sprintf(query, m.blocks)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || !m.postgres {
		return err
	}
	for _, query := range []string{
		`SELECT setval(pg_get_serial_sequence('opinion', 'id'), (SELECT MAX(id) FROM opinion))`, `VACUUM ANALYZE`, `CHECKPOINT`,
	} {
		if err := m.exec(ctx, query); err != nil {
			return err
		}
	}
	return nil
}
