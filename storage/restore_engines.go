package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/mattn/go-sqlite3"
	"github.com/pressly/goose/v3"
)

// fileSite is where a SQLite database is to be.
type fileSite string

func (p fileSite) folder() string { return filepath.Dir(string(p)) }
func (p fileSite) close() error   { return nil }

// free opens the file as only one can who is alone with it. That also brings the log into the file, so that nothing beside it counts any more; a
// damaged file may keep its log.
func (p fileSite) free(ctx context.Context) (err error) {
	if info, err := os.Stat(p.folder()); err != nil || !info.IsDir() {
		return fmt.Errorf("there is no folder %s for the database: create it, or name another in the database's address", p.folder())
	}
	if _, err := os.Stat(string(p)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	f := &sqliteFile{path: string(p)}
	db := f.pool(1, "_locking_mode=EXCLUSIVE", 0)
	defer func() { _ = db.Close() }() // what went wrong with it was seen before
	if _, err = numberOf(ctx, db, countTables); err == nil {
		_, err = db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	}
	var lite sqlite3.Error
	if errors.As(err, &lite) && (lite.Code == sqlite3.ErrBusy || lite.Code == sqlite3.ErrLocked) {
		return fmt.Errorf("the database %s is not replaced: %w", string(p), errOccupied)
	}
	return ctx.Err()
}

func (p fileSite) recall(ctx context.Context, lineage int64, tables []table, known *memory) bool {
	return known.read(ctx, string(p), lineage, tables)
}

// put gives the present file a second name and then its own to the prepared one, so that at no moment there is none: a bot that is started then would make
// an empty one.
func (p fileSite) put(_ context.Context, file string, now time.Time) (aside string, err error) {
	path := string(p)
	second, err := freeName(path + ".before-" + now.Format(asideFormat))
	if err != nil {
		return "", err
	}
	if _, err := os.Lstat(path); err == nil {
		aside = second
		if err := os.Link(path, aside); err != nil { // a disk that knows no links
			if err := os.Rename(path, aside); err != nil {
				return "", err
			}
			defer func() {
				if _, there := os.Lstat(path); there != nil {
					err = errors.Join(err, os.Rename(aside, path))
				}
			}()
		}
	}
	for _, suffix := range []string{"-wal", "-journal"} { // of a damaged file: they would be taken for the new one's
		if err := os.Rename(path+suffix, second+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	if err := os.Remove(path + "-shm"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	// A power cut may keep a later change of names and lose an earlier one: the old log beside the new file would damage it.
	if err := SyncPath(p.folder()); err != nil {
		return "", err
	}
	if err := os.Rename(file, path); err != nil {
		return "", err
	}
	return aside, SyncPath(p.folder())
}

// freeName returns the name, with a number behind it where it is taken.
func freeName(name string) (string, error) {
	for i := 1; i < 100; i++ {
		tried := name
		if i > 1 {
			tried = fmt.Sprintf("%s-%d", name, i)
		}
		if _, err := os.Lstat(tried); errors.Is(err, fs.ErrNotExist) {
			return tried, nil
		}
	}
	return "", &fs.PathError{Op: "create", Path: name, Err: fs.ErrExist}
}

const (
	presentSchema = `SELECT COALESCE(current_schema(), '')`
	isOurs        = `SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename IN ('meta', 'migration')`
	tablesOf      = `SELECT tablename FROM pg_tables WHERE schemaname = $1 ORDER BY tablename`
	// The functions that stand behind our tables' triggers; none of them takes anything.
	functionsOf = `SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = $1 ORDER BY p.proname`
)

// serverSite is where a PostgreSQL database is to be.
type serverSite struct {
	config *pgx.ConnConfig
	db     *sql.DB
	schema string
	where  string // for sentences
}

func serverSiteOf(ctx context.Context, url string, o Options) (*serverSite, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, errors.New("the database's address cannot be read: write postgres://USER:PASSWORD@HOST:PORT/NAME")
	}
	steady(config, o.Patience)
	config.RuntimeParams["enable_seqscan"] = "on" // whole tables are read
	p := &serverSite{config: config, db: postgresPool(config, 1), where: fmt.Sprintf("%s on %s:%d", config.Database, config.Host, config.Port)}
	if err := p.db.PingContext(ctx); err != nil {
		return nil, errors.Join(explainConnect(p.where, err), p.db.Close())
	}
	err = p.db.QueryRowContext(ctx, presentSchema).Scan(&p.schema)
	if err == nil && p.schema == "" {
		err = fmt.Errorf("the database %s has no schema for our tables: create it, or see to search_path in the database's address", p.where)
	}
	if err != nil {
		return nil, errors.Join(err, p.db.Close())
	}
	return p, nil
}

func (p *serverSite) folder() string { return os.TempDir() }
func (p *serverSite) close() error   { return p.db.Close() }

func (p *serverSite) free(ctx context.Context) error {
	alone, err := aloneOnServer(ctx, p.db)
	if err == nil && !alone {
		err = fmt.Errorf("the database %s is not replaced: %w", p.where, errOccupied)
	}
	return err
}

// ours tells whether a database of this program stands in the schema.
func (p *serverSite) ours(ctx context.Context) (bool, error) {
	return oursOn(ctx, p.db)
}

func oursOn(ctx context.Context, db asker) (bool, error) {
	found, err := numberOf(ctx, db, isOurs)
	return found == 2, err
}

func (p *serverSite) recall(ctx context.Context, lineage int64, tables []table, known *memory) bool {
	if ours, err := p.ours(ctx); err != nil || !ours {
		return false
	}
	is, err := known.learn(ctx, p.db, lineage, tables, lastOfServer)
	return is && err == nil
}

// put fills a schema beside the present one, and lets the two change places in one transaction.
func (p *serverSite) put(ctx context.Context, file string, now time.Time) (aside string, err error) {
	stamp := now.UTC().Format("20060102150405")
	staging := p.schema + "_restoring"
	if _, err := p.db.ExecContext(ctx, "DROP SCHEMA IF EXISTS "+quoted(staging)+" CASCADE"); err != nil { // of a restoring that was cut off
		return "", err
	}
	if _, err := p.db.ExecContext(ctx, "CREATE SCHEMA "+quoted(staging)); err != nil {
		return "", fmt.Errorf("a schema could not be created in the database %s: let its owner GRANT CREATE ON DATABASE to this user (%w)", p.where, err)
	}
	moved := false
	defer func() {
		if !moved {
			_, dropped := p.db.ExecContext(context.WithoutCancel(ctx), "DROP SCHEMA "+quoted(staging)+" CASCADE")
			err = errors.Join(err, dropped)
		}
	}()
	if err := p.fill(ctx, file, staging); err != nil {
		return "", err
	}
	ours, err := p.ours(ctx)
	if err != nil {
		return "", err
	}
	if ours {
		aside = p.schema + "_before_" + stamp
	}
	err = p.exchange(ctx, staging, aside)
	moved = err == nil
	return aside, err
}

// fill puts what a file holds into an empty schema.
func (p *serverSite) fill(ctx context.Context, file, schema string) (err error) {
	config := p.config.Copy()
	config.RuntimeParams["search_path"] = quoted(schema)
	to := postgresPool(config, 1)
	defer func() { err = errors.Join(err, to.Close()) }()
	if err := migrate(ctx, to, goose.DialectPostgres, "postgres"); err != nil {
		return err
	}
	from := fileAt(file, "mode=ro&_query_only=1")
	defer func() { _ = from.Close() }() // it was only read
	if err := copyToServer(ctx, from, to); err != nil {
		return fmt.Errorf("the database %s could not be filled, and nothing was changed: %w", p.where, err)
	}
	return nil
}

// exchange moves the present tables aside, if there are any of ours, and the staged ones into their place.
func (p *serverSite) exchange(ctx context.Context, staging, aside string) error {
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // nothing, once it is committed
	staged, err := namesOf(ctx, tx, tablesOf, staging)
	if err != nil {
		return err
	}
	functions, err := namesOf(ctx, tx, functionsOf, staging)
	if err != nil {
		return err
	}
	if aside != "" {
		if err := p.moveAside(ctx, tx, staged, functions, aside); err != nil {
			return err
		}
	}
	if err := moveTables(ctx, tx, staged, staging, p.schema); err != nil {
		return err
	}
	if err := moveFunctions(ctx, tx, functions, staging, p.schema); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "DROP SCHEMA "+quoted(staging)); err != nil {
		return err
	}
	return tx.Commit()
}

// moveAside moves our tables out of the present schema; where a later version of this program wrote it, all that stand there: which are ours, that one knows.
func (p *serverSite) moveAside(ctx context.Context, tx *sql.Tx, ours, functions []string, aside string) error {
	if _, err := tx.ExecContext(ctx, "CREATE SCHEMA "+quoted(aside)); err != nil {
		return err
	}
	present, err := namesOf(ctx, tx, tablesOf, p.schema)
	if err != nil {
		return err
	}
	schema, err := numberOf(ctx, tx, readSchema)
	if err != nil {
		return err
	}
	if schema <= KnownSchema() {
		present = slices.DeleteFunc(present, func(name string) bool { return !slices.Contains(ours, name) })
	}
	if err := moveTables(ctx, tx, present, p.schema, aside); err != nil {
		return err
	}
	stand, err := namesOf(ctx, tx, functionsOf, p.schema)
	if err != nil {
		return err
	}
	others := func(name string) bool { return !slices.Contains(functions, name) }
	return moveFunctions(ctx, tx, slices.DeleteFunc(stand, others), p.schema, aside)
}

// moveTables moves tables, with their indexes and numbers, from one schema to another.
func moveTables(ctx context.Context, tx *sql.Tx, names []string, from, to string) error {
	for _, name := range names {
		if _, err := tx.ExecContext(ctx, "ALTER TABLE "+pgx.Identifier{from, name}.Sanitize()+" SET SCHEMA "+quoted(to)); err != nil {
			return err
		}
	}
	return nil
}

// moveFunctions moves the functions behind triggers, which follow their tables by themselves.
func moveFunctions(ctx context.Context, tx *sql.Tx, names []string, from, to string) error {
	for _, name := range names {
		if _, err := tx.ExecContext(ctx, "ALTER FUNCTION "+pgx.Identifier{from, name}.Sanitize()+"() SET SCHEMA "+quoted(to)); err != nil {
			return err
		}
	}
	return nil
}

// namesOf returns the one column of a query.
func namesOf(ctx context.Context, db asker, query string, args ...any) (names []string, err error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func quoted(name string) string { return pgx.Identifier{name}.Sanitize() }
