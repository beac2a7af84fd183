package main

import (
	"database/sql"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// TestMultipliedBlocksAreAsIfEachHadHappened fills one database by copying a block and another one by the functions by which the bot stores what happens,
// and compares all their rows.
func TestMultipliedBlocksAreAsIfEachHadHappened(t *testing.T) {
	engines := map[string]string{"sqlite": ""}
	if server := os.Getenv("AITYS_TEST_POSTGRES"); server != "" {
		engines["postgres"] = server
	}
	for name, server := range engines {
		t.Run(name, func(t *testing.T) {
			e, err := engineNamed(name, server)
			if err != nil {
				t.Fatal(err)
			}
			copied, lived := rowsOf(t, e, true), rowsOf(t, e, false)
			if !slices.Equal(slices.Sorted(maps.Keys(copied)), slices.Sorted(maps.Keys(lived))) {
				t.Fatal("the databases have different tables")
			}
			for table, rows := range lived {
				if got := copied[table]; !slices.Equal(got, rows) {
					t.Errorf("%s has %d rows, want %d; %s", table, len(got), len(rows), firstDifference(got, rows))
				}
			}
			for _, table := range []string{"opinion", "opinion_count", "opinion_word", "stance", "report", "message"} {
				if len(lived[table]) == 0 {
					t.Errorf("%s is empty: nothing is compared", table)
				}
			}
		})
	}
}

func firstDifference(got, want []string) string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return fmt.Sprintf("got\n%s\nwant\n%s", got[i], want[i])
		}
	}
	return "one has more"
}

// rowsOf makes a past of three small blocks, copied or lived, and returns each table's rows in order.
func rowsOf(t *testing.T, e engine, copied bool) map[string][]string {
	t.Helper()
	ctx := t.Context()
	d, err := e.make(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.drop(t.Context()); err != nil {
			t.Log(err) // the server goes with the test
		}
	})
	const blocks = 3
	p := past{block: block{opinions: 120, people: 30}, blocks: blocks, spread: 2}
	c := &clock{now: time.Date(2026, 5, 4, 8, 0, 0, 0, time.UTC)}
	s, err := storage.Open(ctx, d.url, storage.Options{Log: slog.New(slog.DiscardHandler), Now: c.read})
	if err != nil {
		t.Fatal(err)
	}
	if p, err = p.begin(ctx, s); err != nil {
		t.Fatal(err)
	}
	for k := range blocks {
		b := p.block
		b.reader += content.ReaderID(k * b.people)
		b.before += content.OpinionID(k * b.opinions)
		if copied && k > 0 {
			continue
		}
		if err := b.live(ctx, s, c); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	made := blocks
	if !copied {
		made = 1 // only to bring the words to where they are after many more opinions
	}
	if err := multiply(ctx, d.url, p.block, made); err != nil {
		t.Fatal(err)
	}
	return dump(t, d.url)
}

// dump returns all rows of all tables, each as text, in the order of that text. What is drawn at random, or told by the clock on the wall, is left out.
func dump(t *testing.T, address string) map[string][]string {
	t.Helper()
	db, err := openRaw(address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	list := `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('migration', 'sqlite_stat1')`
	if isPostgres(address) {
		list = `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'migration'`
	}
	tables := map[string][]string{}
	for _, name := range texts(t, db, list) {
		query := "SELECT * FROM " + name[0]
		if name[0] == "meta" {
			query += " WHERE name NOT IN ('lineage', 'scrub')" // scrub: how much of what was withdrawn is off the disk, which time decides
		}
		for _, row := range texts(t, db, query) {
			tables[name[0]] = append(tables[name[0]], fmt.Sprint(row))
		}
		slices.Sort(tables[name[0]])
	}
	if isPostgres(address) {
		var next int64
		if err := db.QueryRow(`SELECT nextval(pg_get_serial_sequence('opinion', 'id'))`).Scan(&next); err != nil {
			t.Fatal(err)
		}
		tables["the next opinion"] = []string{fmt.Sprint(next)}
	}
	return tables
}

// texts returns what a query finds, as text.
func texts(t *testing.T, db *sql.DB, query string) (all [][]string) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		into := make([]any, len(columns))
		for i := range into {
			into[i] = new(any)
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		row := make([]string, len(into))
		for i := range into {
			row[i] = fmt.Sprint(reflect.ValueOf(into[i]).Elem().Interface())
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestThoseWhoActAreTheSameHoweverManyThereAre(t *testing.T) {
	const most = 100_000
	few, many := pastOf(blockRows, most), pastOf(most, most)
	ids := map[content.TelegramID]bool{}
	for i := range many.blocks * many.block.people {
		ids[many.id(i)] = i%2 == 1
	}
	for i := range few.block.people {
		if acts, known := ids[few.id(i)]; !known || acts != (i%2 == 1) {
			t.Fatalf("person %d of the few, %d, is known among the many: %t, and acts: %t", i, few.id(i), known, acts)
		}
		if number, acts := few.acting().number(int64(few.id(i))); acts != (i%2 == 1) || acts && number != i/2 {
			t.Fatalf("person %d of the few acts: %t, as number %d", i, acts, number)
		}
	}
}
