package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"

	"aitys/content"
)

const (
	// resendWithin is how old a message may be that a restored database still sends. What had waited for longer was nearly always sent after the backup was
	// made, or comes too late to make sense: it is kept as unsure.
	resendWithin = time.Hour
	// skippedNumbers is by how much all numbers jump where nobody knows any more which ones were given since the backup: a button under an old message must
	// not mean another opinion, and the number of a reader who was erased must not become somebody else's.
	skippedNumbers = 10_000

	listErased  = `SELECT reader FROM erasure`
	raiseMeta   = `UPDATE meta SET number = $1 WHERE name = $2 AND number < $1`
	leasedSince = 12
	readEpoch   = `SELECT epoch FROM lease`
	// Nobody has the lease of a database that was put in another's place, and none of the epochs that were comes again.
	freshLease = `UPDATE lease SET holder = '', until = 0, epoch = MAX(epoch, $1)`
	freshEpoch = `UPDATE meta SET epoch = (SELECT epoch FROM lease) WHERE name = 'articles'`

	sqlUnstamp  = `DELETE FROM meta WHERE name = 'backup'`
	asideFormat = "2006-01-02T150405"
)

// errOccupied refuses to put a backup in the place of a database that somebody works with.
var errOccupied = errors.New("a bot has it open: stop it first (and whatever starts it again by itself), then restore")

// Restored says what Restore has done.
type Restored struct {
	Summary        // of what the backup held
	Aside   string // where the database is that was there before: a file, or a schema of PostgreSQL's; empty when there was none
	// Lost tells that the database that was there before could not be read, or was another one: then numbers of readers and opinions jump.
	Lost   bool
	Erased int // readers who were erased since the backup was made, and were erased again
	Unsent int // messages that waited in the backup and are not sent any more
}

// Restore puts a backup in the place of the database at url, which is kept aside. The backup is checked before anything is touched, and the database changes
// in one step. Readers who were erased since the backup was made, as the present database or one of the other backups knows, are erased again. No process
// may have the database open. The error is one sentence that tells the operator what to do; then nothing has changed.
func Restore(ctx context.Context, path, url string, o Options, others ...string) (Restored, error) {
	done, err := restore(ctx, path, url, o.completed(), others)
	return done, explainRestore(path, err)
}

// completed are the options with what is left out filled in.
func (o Options) completed() Options {
	if o.Patience == 0 {
		o.Patience = defaultPatience
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return o
}

// site is where a database is to be.
type site interface {
	// free fails unless nobody uses what is there now.
	free(ctx context.Context) error
	// folder is where the backup is prepared.
	folder() string
	// recall adds to known what is there now; false when that cannot be read, or is no database of that lineage.
	recall(ctx context.Context, lineage int64, tables []table, known *memory) bool
	// put puts the prepared file in its place, and says where the present database is from then on.
	put(ctx context.Context, file string, now time.Time) (aside string, err error)
	close() error
}

func siteOf(ctx context.Context, url string, o Options) (site, error) {
	switch Engine(url) {
	case "SQLite":
		return fileSite(strings.TrimPrefix(url, "sqlite:")), nil
	case "PostgreSQL":
		return serverSiteOf(ctx, url, o)
	}
	return nil, errors.New("the database's address begins with neither sqlite: nor postgres: – write sqlite:PATH or postgres://USER@HOST/NAME")
}

func restore(ctx context.Context, path, url string, o Options, others []string) (done Restored, err error) {
	where, err := siteOf(ctx, url, o)
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, where.close()) }()
	if err := where.free(ctx); err != nil {
		return done, err
	}
	file, err := workingCopy(path, where)
	defer removeDatabase(file)
	if err != nil {
		return done, err
	}
	if done.Summary, err = inspect(ctx, file, true); err != nil {
		return done, explainInspected(path, err)
	}
	if err := done.prepare(ctx, file, where, o, others); err != nil {
		return done, err
	}
	if err := SyncPath(file); err != nil {
		return done, err
	}
	done.Aside, err = where.put(ctx, file, o.Now())
	return done, err
}

// workingCopy copies the backup, and the log beside it where there is one, to where it can be prepared.
func workingCopy(path string, where site) (string, error) {
	from, err := os.Stat(path)
	if err != nil {
		return "", explainInspected(path, err)
	}
	if at, is := where.(fileSite); is {
		if info, err := os.Stat(string(at)); err == nil && os.SameFile(info, from) {
			return "", fmt.Errorf("%s is the database itself: name a backup of it", path)
		}
	}
	file, err := partBeside(filepath.Join(where.folder(), filepath.Base(path)))
	if err != nil {
		return "", err
	}
	if err := copyFile(path, file); err != nil {
		return file, err
	}
	if err := copyFile(path+"-wal", file+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return file, err
	}
	return file, nil
}

func copyFile(from, to string) (err error) {
	source, err := os.Open(from) //nolint:gosec // the operator names it
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }()                                     // it was only read
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600) //nolint:gosec // beside the database
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	_, err = io.Copy(target, source)
	return err
}

// prepare brings the copy of the backup up to date, and makes of it what may take the place of a database that has gone on since.
func (r *Restored) prepare(ctx context.Context, file string, where site, o Options, others []string) (err error) {
	o.Watch, o.Keep = nil, nil
	store, err := Open(ctx, "sqlite:"+file, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	tables, err := tablesIn(ctx, store.read)
	if err != nil {
		return err
	}
	known := memory{erased: map[content.ReaderID]bool{}, last: map[string]int64{}}
	r.Lost = !where.recall(ctx, r.Lineage, tables, &known)
	for _, other := range others {
		known.read(ctx, other, r.Lineage, tables) // what cannot be read teaches nothing
	}
	if err := r.settle(ctx, store, known); err != nil {
		return err
	}
	if err := known.raise(ctx, store, tables, r.Lost); err != nil {
		return err
	}
	return store.Tidy(ctx)
}

// settle erases again who was erased, and puts aside what must not be sent any more.
func (r *Restored) settle(ctx context.Context, store *Store, known memory) error {
	return store.Update(ctx, func(tx *Tx) error {
		for _, reader := range slices.Sorted(maps.Keys(known.erased)) {
			_, err := tx.ReaderByID(reader)
			if err == nil {
				r.Erased++
			} else if content.CodeOf(err) != content.NotFound {
				return err
			}
			if _, err := tx.Forget(reader); err != nil {
				return err
			}
		}
		if err := tx.write(sqlUnstamp); err != nil {
			return err
		}
		// Telegram may have begun to number updates anew since: an old number says nothing any more.
		if err := tx.write(sqlPruneSeen, micro(tx.now.Add(-keepSeen)), math.MaxInt32); err != nil {
			return err
		}
		return r.holdBack(tx)
	})
}

// holdBack makes unsure of the messages that wait what came too late, or must not be seen twice by many.
func (r *Restored) holdBack(tx *Tx) error {
	for after := content.OutgoingID(0); ; {
		page, err := tx.Pending(after, usualBatch)
		if err != nil || len(page) == 0 {
			return err
		}
		var results []content.Result
		for i := range page {
			if out := &page[i]; out.Once || tx.now.Sub(out.MadeAt) > resendWithin {
				results = append(results, content.Result{Outgoing: out.ID, Outcome: content.Unsure})
			}
		}
		if err := tx.SettleAll(results); err != nil {
			return err
		}
		r.Unsent += len(results)
		after = page[len(page)-1].ID
	}
}

// memory is what is known of the time since a backup was made.
type memory struct {
	erased map[content.ReaderID]bool
	last   map[string]int64 // the last number that a table gave
	meta   map[string]int64
	epoch  int64 // of the lease
}

// counters are the numbers in the table meta that only rise.
var counters = []string{"articles", "outbox"}

// learn adds what a database knows, if it is of the lineage; lastOf asks for the last number that a table gave.
func (m *memory) learn(ctx context.Context, db asker, lineage int64, tables []table, lastOf string) (is bool, err error) {
	schema, err := numberOf(ctx, db, readSchema)
	if err != nil || schema < sealedSince {
		return false, err
	}
	if own, err := numberOf(ctx, db, readMeta, "lineage"); err != nil || own != lineage {
		return false, err
	}
	rows, err := db.QueryContext(ctx, listErased)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var reader content.ReaderID
		if err := rows.Scan(&reader); err != nil {
			return false, err
		}
		m.erased[reader] = true
	}
	if err := rows.Err(); err != nil {
		return false, err
	}
	if schema >= leasedSince {
		epoch, err := numberOf(ctx, db, readEpoch)
		if err != nil {
			return false, err
		}
		m.epoch = max(m.epoch, epoch)
	}
	return true, m.learnNumbers(ctx, db, tables, lastOf)
}

func (m *memory) learnNumbers(ctx context.Context, db asker, tables []table, lastOf string) error {
	for _, t := range tables {
		if !t.numbered {
			continue
		}
		last, err := numberOf(ctx, db, lastOf, t.name)
		if err != nil {
			return err
		}
		m.last[t.name] = max(m.last[t.name], last)
	}
	if m.meta == nil {
		m.meta = map[string]int64{}
	}
	for _, name := range counters {
		number, err := numberOf(ctx, db, readMeta, name)
		if err != nil {
			return err
		}
		m.meta[name] = max(m.meta[name], number)
	}
	return nil
}

// read adds what a file knows; false when that cannot be told.
func (m *memory) read(ctx context.Context, path string, lineage int64, tables []table) bool {
	if _, err := os.Stat(path); err != nil {
		return false
	}
	db := fileAt(path, "mode=ro&_query_only=1")
	defer func() { _ = db.Close() }() // it was only read
	is, err := m.learn(ctx, db, lineage, tables, lastOfFile)
	return is && err == nil
}

// raise lets the numbers of a file go on behind those that were given, and far behind where nobody knows them all.
func (m *memory) raise(ctx context.Context, store *Store, tables []table, lost bool) error {
	skip := int64(0)
	if lost {
		skip = skippedNumbers
	}
	for _, t := range tables {
		if !t.numbered {
			continue
		}
		last, err := numberOf(ctx, store.write, lastOfFile, t.name)
		if err != nil {
			return err
		}
		if err := setFileNumber(ctx, store.write, t.name, max(last, m.last[t.name])+skip); err != nil {
			return err
		}
	}
	for _, name := range counters {
		last, err := numberOf(ctx, store.write, readMeta, name)
		if err != nil {
			return err
		}
		if _, err := store.write.ExecContext(ctx, raiseMeta, max(last, m.meta[name])+skip, name); err != nil {
			return err
		}
	}
	_, err := store.write.ExecContext(ctx, freshLease, m.epoch+skip)
	if err == nil {
		_, err = store.write.ExecContext(ctx, freshEpoch)
	}
	return err
}

// explainRestore adds to an error what nobody has made a sentence of yet.
func explainRestore(path string, err error) error {
	var file *fs.PathError
	var lite sqlite3.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &file), errors.As(err, &lite):
		return fmt.Errorf("the backup %s was not restored, and nothing was changed: %w", path, err)
	}
	return err
}
