package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/mattn/go-sqlite3"
	"github.com/pressly/goose/v3"
)

// A backup is a SQLite file with our schema, whichever engine the database is on, so that one kind of file is looked after, moved and restored.

const (
	// stampBackup notes when the copy was made; it was whole then, and no process has it open.
	stampBackup = `INSERT INTO meta (name, number) VALUES ('backup', $1) ON CONFLICT (name) DO UPDATE SET number = excluded.number`
	readMeta    = `SELECT COALESCE((SELECT number FROM meta WHERE name = $1), 0)`
	readSchema  = `SELECT COALESCE(MAX(version_id), 0) FROM migration`
	countTables = `SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table'`
	findTable   = `SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = $1`
	wholeFile   = `PRAGMA integrity_check(1)`
	brokenLinks = `SELECT COUNT(*) FROM pragma_foreign_key_check`
)

// Summary is what a database holds, so that people recognise it.
type Summary struct {
	Schema  int64     // the number of its last migration
	Lineage int64     // drawn once, and the same in a database and in its backups
	Made    time.Time // of a backup: when; zero for another file
	Sealed  bool      // Telegram's ids are encrypted

	Articles, Readers, Opinions, Votes int64
}

// counted are the tables of a Summary whose rows are counted.
func (s *Summary) counted() map[string]*int64 {
	return map[string]*int64{"article": &s.Articles, "reader": &s.Readers, "opinion": &s.Opinions, "stance": &s.Votes}
}

// growing are the tables that no row ever leaves: a copy holds as many as there were before it was made, or more.
var growing = []string{"article", "revision", "opinion", "poll"}

// Damaged tells whether err means that a database or a backup is damaged, as Open, Check, Inspect and Restore say it.
func Damaged(err error) bool {
	var lite sqlite3.Error
	return errors.Is(err, errDamaged) || errors.As(err, &lite) && (lite.Code == sqlite3.ErrNotADB || lite.Code == sqlite3.ErrCorrupt)
}

// Newer tells whether err means that a later version of this program wrote a database or a backup.
func Newer(err error) bool { return errors.Is(err, errNewer) }

// Backup writes the database as it is at one moment into a file of its own at path, for its owner alone, while everything else goes on. The file is checked
// and on the disk when Backup returns nil; otherwise there is none. A file that stands there already is replaced when replace says so, else it is an error. The
// error is one sentence that tells the operator what to do.
func (s *Store) Backup(ctx context.Context, path string, replace bool) (Summary, error) {
	summary, err := s.writeBackup(ctx, path, replace)
	return summary, explainBackup(path, err)
}

func (s *Store) writeBackup(ctx context.Context, path string, replace bool) (Summary, error) {
	return original{s.read, s.copyTo}.write(ctx, path, replace, s.now())
}

// original is a database that a backup is made of.
type original struct {
	db     asker
	copyTo func(ctx context.Context, file string) error // into an empty file
}

func (o original) write(ctx context.Context, path string, replace bool, at time.Time) (Summary, error) {
	if _, err := os.Lstat(path); err == nil && !replace {
		return Summary{}, fs.ErrExist
	}
	part, err := partBeside(path)
	if err != nil {
		return Summary{}, err
	}
	defer removeDatabase(part)
	before, err := sizesOf(ctx, o.db)
	if err != nil {
		return Summary{}, err
	}
	if err := o.copyTo(ctx, part); err != nil {
		return Summary{}, err
	}
	after, err := sizesOf(ctx, o.db)
	if err != nil {
		return Summary{}, err
	}
	if err := finish(ctx, part, at, before, after); err != nil {
		return Summary{}, err
	}
	summary, err := inspect(ctx, part, true)
	if err != nil {
		return Summary{}, err
	}
	return summary, publish(part, path, replace)
}

// partEnd ends the name of a backup that is being written, which is .NAME.NUMBER.part
const partEnd = ".part"

// Unfinished tells the name of a file that a backup left which was cut off, and how the backup was to be called.
func Unfinished(name string) (of string, is bool) {
	name, is = strings.CutSuffix(strings.TrimSuffix(name, "-journal"), partEnd)
	last := strings.LastIndexByte(name, '.')
	if !is || last < 1 || name[0] != '.' {
		return "", false
	}
	return name[1:last], true
}

// partBeside makes an empty file in the same folder, which a rename can put in place of path.
func partBeside(path string) (string, error) {
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*"+partEnd)
	if err != nil {
		return "", err
	}
	name, err := filepath.Abs(file.Name())
	return name, errors.Join(err, file.Close())
}

// removeDatabase removes a file with what SQLite may have put beside it.
func removeDatabase(path string) {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		_ = os.Remove(path + suffix) // as a rule it is not there
	}
}

// sizesOf counts the rows of the tables that only grow.
func sizesOf(ctx context.Context, db asker) (map[string]int64, error) {
	schema, err := numberOf(ctx, db, readSchema)
	if err != nil {
		return nil, err
	}
	sizes := map[string]int64{}
	for _, name := range growing {
		if !has(schema, name) {
			continue
		}
		rows, err := numberOf(ctx, db, "SELECT COUNT(*) FROM "+name)
		if err != nil {
			return nil, err
		}
		sizes[name] = rows
	}
	return sizes, nil
}

// finish notes in a copy when it was made, leaves out who was erased and has a last message on its way, and checks that it holds what the database held.
func finish(ctx context.Context, part string, at time.Time, before, after map[string]int64) (err error) {
	db := fileAt(part, "_journal=MEMORY&_sync=OFF")
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, sqlSetOpen, 0); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, stampBackup, micro(at)); err != nil {
		return err
	}
	if err := leaveFarewells(ctx, db); err != nil {
		return err
	}
	there, err := sizesOf(ctx, db)
	if err != nil {
		return err
	}
	for name, rows := range there {
		if rows < before[name] || rows > after[name] {
			return fmt.Errorf("%w: of the table %s %d rows, where the database had %d to %d", errIncomplete, name, rows, before[name], after[name])
		}
	}
	return nil
}

// publish puts a finished file on the disk under its name.
func publish(part, path string, replace bool) error {
	if err := SyncPath(part); err != nil {
		return err
	}
	put := os.Link // never replaces anything
	if replace {
		put = os.Rename
	}
	err := put(part, path)
	if err != nil && !replace && !errors.Is(err, fs.ErrExist) {
		err = os.Rename(part, path) // a disk that knows no links: nothing stood there a moment ago
	}
	if err != nil {
		return err
	}
	return SyncPath(filepath.Dir(path))
}

// SyncPath brings a file, or the names in a folder, onto the disk, so that they outlive a power cut.
func SyncPath(path string) error {
	opened, err := os.Open(path) //nolint:gosec // the operator names it
	if err != nil {
		return err
	}
	err = opened.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil // a folder on a disk that cannot
	}
	return errors.Join(err, opened.Close())
}

// fileAt opens one connection to a SQLite file that is nobody's database at work.
func fileAt(path, params string) *sql.DB {
	db, _ := sql.Open("sqlite3", fmt.Sprintf("file:%s?_busy_timeout=1000&%s", (&url.URL{Path: path}).EscapedPath(), params)) // fails only for a driver that is not registered
	db.SetMaxOpenConns(1)
	return db
}

// Inspect reads a backup, or another SQLite file of ours, and says what is in it; whole reads every page and fails for one that is damaged. It changes nothing.
// The error is one sentence.
func Inspect(ctx context.Context, path string, whole bool) (Summary, error) {
	summary, err := inspect(ctx, path, whole)
	return summary, explainInspected(path, err)
}

// LineageOf reads from a backup, or another SQLite file of ours, which database it is of; 0: it is from before there were lineages.
func LineageOf(ctx context.Context, path string) (lineage int64, err error) {
	if _, err := os.Stat(path); err != nil {
		return 0, explainInspected(path, err)
	}
	db := fileAt(path, "mode=ro&_query_only=1")
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := recognise(ctx, db); err != nil {
		return 0, explainInspected(path, err)
	}
	lineage, err = numberOf(ctx, db, readMeta, "lineage")
	return lineage, explainInspected(path, err)
}

func inspect(ctx context.Context, path string, whole bool) (s Summary, err error) {
	if _, err := os.Stat(path); err != nil {
		return s, err
	}
	db := fileAt(path, "mode=ro&_query_only=1&_cell_size_check=1")
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := recognise(ctx, db); err != nil {
		return s, err
	}
	if whole {
		if err := checkWhole(ctx, db); err != nil {
			return s, err
		}
	}
	return summarise(ctx, db)
}

// recognise fails for a file that is not ours, or of a later version.
func recognise(ctx context.Context, db *sql.DB) error {
	for _, name := range []string{"meta", "migration"} {
		there, err := numberOf(ctx, db, findTable, name)
		if err != nil {
			return err
		}
		if there == 0 {
			return errForeign
		}
	}
	schema, err := numberOf(ctx, db, readSchema)
	if err != nil {
		return err
	}
	if known := KnownSchema(); schema > known {
		return fmt.Errorf("%w (its schema is %d, this program knows %d)", errNewer, schema, known)
	}
	return nil
}

// KnownSchema is the number of the last migration that this program knows.
func KnownSchema() (known int64) {
	files, _ := fs.Glob(migrations, "migrations/sqlite/*.sql") // fails only for a pattern that is none
	for _, file := range files {
		if number, err := goose.NumericComponent(file); err == nil {
			known = max(known, number)
		}
	}
	return known
}

// checkWhole reads every page, and compares each index with its table and each reference with what it refers to.
func checkWhole(ctx context.Context, db *sql.DB) error {
	var found string
	if err := db.QueryRowContext(ctx, wholeFile).Scan(&found); err != nil {
		return err
	}
	if found != "ok" {
		return fmt.Errorf("%w: %.200q", errDamaged, found)
	}
	broken, err := numberOf(ctx, db, brokenLinks)
	if err == nil && broken > 0 {
		err = fmt.Errorf("%w: %d rows refer to others that are not there", errDamaged, broken)
	}
	return err
}

// summarise reads a Summary from a database of any engine. Tables that an earlier version did not have count as empty.
func summarise(ctx context.Context, db asker) (s Summary, err error) {
	if s.Schema, err = numberOf(ctx, db, readSchema); err != nil {
		return s, err
	}
	if s.Lineage, err = numberOf(ctx, db, readMeta, "lineage"); err != nil {
		return s, err
	}
	made, err := numberOf(ctx, db, readMeta, "backup")
	if err != nil {
		return s, err
	}
	if made != 0 {
		s.Made = fromMicro(made)
	}
	if s.Schema >= sealedSince {
		key, err := numberOf(ctx, db, "SELECT COALESCE(MAX(LENGTH(fingerprint)), 0) FROM sealing")
		if err != nil {
			return s, err
		}
		s.Sealed = key > 0
	}
	for name, into := range s.counted() {
		if !has(s.Schema, name) {
			continue
		}
		if *into, err = numberOf(ctx, db, "SELECT COUNT(*) FROM "+name); err != nil {
			return s, err
		}
	}
	return s, nil
}

// The migrations that brought tables which a Summary reads.
const (
	voicesSince = 2
	sealedSince = 3
)

// has tells whether a schema has a table, of those that are counted.
func has(schema int64, name string) bool {
	return schema >= voicesSince || slices.Contains([]string{"article", "revision", "reader"}, name)
}

// explainBackup makes one sentence of why there is no backup.
func explainBackup(path string, err error) error {
	var lite sqlite3.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("there is a file %s already: give the backup another name, or remove that file", path)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no folder %s for the backup: create it, or name another (%w)", filepath.Dir(path), err)
	case errors.Is(err, syscall.ENOSPC), errors.As(err, &lite) && codeOf(lite) == sqlite3.ErrFull:
		return fmt.Errorf("there is no space for the backup %s: free some and try again (%w)", path, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.As(err, &lite) && lite.Code == sqlite3.ErrCantOpen:
		return fmt.Errorf("the backup %s cannot be written: see to the rights of its folder (%w)", path, err)
	case Damaged(err), errors.As(err, &lite) && lite.Code == sqlite3.ErrCorrupt:
		return fmt.Errorf("no backup can be made, since the database is damaged: run aitys doctor, and restore the newest good backup (%w)", err)
	case errors.As(err, &lite) && lite.Code == sqlite3.ErrIoErr:
		return fmt.Errorf("the disk fails while the backup %s is written: look into the system's log (%w)", path, err)
	}
	return fmt.Errorf("the backup %s could not be made: %w", path, err)
}

// explainInspected makes one sentence of why a backup cannot be used.
func explainInspected(path string, err error) error {
	var lite sqlite3.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no file %s", path)
	case errors.Is(err, errForeign):
		return fmt.Errorf("%s is no backup of Aitys: %w", path, err)
	case errors.Is(err, errNewer):
		return fmt.Errorf("%s cannot be used: %w: use that version, or an older backup", path, err)
	case errors.As(err, &lite) && lite.Code == sqlite3.ErrNotADB:
		return fmt.Errorf("%s is no backup of Aitys: it is no SQLite database (%w)", path, err)
	case errors.Is(err, errDamaged):
		return fmt.Errorf("%s cannot be used: %w: take another backup", path, err)
	case errors.As(err, &lite) && lite.Code == sqlite3.ErrCorrupt:
		return fmt.Errorf("%s cannot be used: %w (%w): take another backup", path, errDamaged, err)
	}
	return fmt.Errorf("%s cannot be read: %w", path, err)
}
