package storage

import (
	"errors"
	"fmt"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// explain makes one sentence of what went wrong with the file, which says what to do.
func (f *sqliteFile) explain(err error) error {
	var lite sqlite3.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errDamaged), errors.Is(err, errForeign):
		return f.sentence(err)
	case errors.As(err, &lite):
		return f.explainCode(codeOf(lite), err)
	}
	return fmt.Errorf("the database %s: %w", f.path, err)
}

// codeOf is the error's code, and that of a full disk also where SQLite's shared memory finds no room on it.
func codeOf(err sqlite3.Error) sqlite3.ErrNo {
	if err.Code == sqlite3.ErrIoErr && err.SystemErrno == syscall.ENOSPC {
		return sqlite3.ErrFull
	}
	return err.Code
}

func (f *sqliteFile) sentence(err error) error {
	if errors.Is(err, errForeign) {
		return fmt.Errorf("the database %s cannot be used: %w: name another file in the database's address", f.path, err)
	}
	return fmt.Errorf("the database %s cannot be used: %w: put the newest good backup in its place", f.path, err)
}

func (f *sqliteFile) explainCode(code sqlite3.ErrNo, err error) error {
	switch code {
	case sqlite3.ErrCorrupt:
		return f.sentence(fmt.Errorf("%w: %w", errDamaged, err))
	case sqlite3.ErrNotADB:
		return fmt.Errorf("%s is not a SQLite database: name another file in the database's address (%w)", f.path, err)
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return fmt.Errorf("another program holds the database %s: stop it and try again (%w)", f.path, err)
	case sqlite3.ErrReadonly, sqlite3.ErrCantOpen, sqlite3.ErrPerm:
		return fmt.Errorf("the database %s cannot be written: see to the rights of the file and of its folder (%w)", f.path, err)
	case sqlite3.ErrFull:
		return fmt.Errorf("there is no space for the database %s: free some and try again (%w)", f.path, err)
	case sqlite3.ErrIoErr:
		return fmt.Errorf("the disk under the database %s fails: look into the system's log (%w)", f.path, err)
	}
	return fmt.Errorf("the database %s: %w", f.path, err)
}
