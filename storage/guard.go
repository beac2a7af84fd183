package storage

import "strconv"

// guard is a part of a transaction that can be undone by itself.
type guard struct {
	sends  int  // how many messages were sent before it
	turned int  // how many readers had turned to an article before it
	erased int  // how many readers were erased before it
	opened bool // its savepoint stands, or is to be set by what waits

	told    int    // how often the server had been told something when the savepoint was to be set
	waiting int    // how much waited then
	ended   string // the savepoint that was to be released then
}

// Guard runs fn so that an error, or a panic, undoes everything that fn wrote and sent, while what came before in the transaction stays.
// It returns fn's error. A panic goes on once everything is undone. Guards may stand within guards.
//
// The savepoint is set before fn's first write (on PostgreSQL, where a failed query spoils the transaction too, before its first
// statement), so that work which finds all it needs in memory costs nothing; eager sets it at once.
//
// On PostgreSQL what fails of a guard that is not eager may come to light only after it has ended, and then undoes the whole transaction: see write. So whoever
// wants to go on without it begins anew, eagerly.
//
// After a failure of the store nothing can be undone by itself: Guard returns that failure, and so does everything after it.
func (tx *Tx) Guard(eager bool, fn func() error) error {
	if err := tx.trouble(); err != nil {
		return err
	}
	tx.guards = append(tx.guards, guard{sends: len(tx.sends), turned: len(tx.turned), erased: len(tx.erased)})
	if eager {
		if err := tx.openGuards(); err != nil {
			tx.dropGuard()
			return err
		}
		if err := tx.tell(); err != nil { // a statement that the server does not even take is to find its savepoint
			tx.dropGuard()
			return err
		}
	}
	returned := false
	defer func() {
		if !returned {
			tx.undo() // a panic is on its way
		}
	}()
	err := fn()
	returned = true
	if err == nil && eager {
		err = tx.tell() // what fails is to be this guard's
	}
	if err == nil {
		err = tx.trouble() // fn kept it to itself
	}
	if err != nil {
		tx.undo()
		return tx.blame(err)
	}
	tx.release()
	return nil
}

// openGuards sets the savepoints of all guards that are under way, the outer ones first.
func (tx *Tx) openGuards() error {
	for i := range tx.guards {
		if tx.guards[i].opened {
			continue
		}
		g := &tx.guards[i]
		g.opened, g.told, g.waiting, g.ended = true, tx.told, len(tx.waiting), tx.ended
		if err := tx.steer(append(tx.ending(), "SAVEPOINT "+savepoint(i))...); err != nil {
			return err
		}
	}
	return nil
}

// undo takes back all that happened within the innermost guard, and ends it.
func (tx *Tx) undo() {
	name := savepoint(len(tx.guards) - 1)
	g := tx.dropGuard()
	tx.sends = tx.sends[:g.sends]
	tx.erased = tx.erased[:g.erased]
	if len(tx.turned) > g.turned {
		tx.turned = tx.turned[:g.turned]
		tx.people.clear()
	}
	if !g.opened || tx.failed != nil {
		return
	}
	tx.forget()
	if g.told == tx.told && tx.store.ask != nil { // the server knows nothing of it
		tx.waiting, tx.ended = tx.waiting[:g.waiting], g.ended
		return
	}
	tx.waiting, tx.spoiled, tx.ended = tx.waiting[:0], nil, ""
	tx.backTo(name)
}

// backTo undoes all that the server did since a savepoint, and releases it, at once: a transaction that is spoiled takes nothing else. An error stays in tx.failed.
func (tx *Tx) backTo(savepoint string) {
	command := "ROLLBACK TO SAVEPOINT " + savepoint + "; RELEASE SAVEPOINT " + savepoint //nolint:gosec // our own name
	if _, err := tx.conn.ExecContext(tx.ctx, command); err != nil {
		tx.failed = tx.fault(command, err)
	}
}

// release ends the innermost guard and keeps what happened within it. Its savepoint is released together with the next one that is set, since to ask PostgreSQL
// twice takes twice as long; the commit, or an outer guard's end, releases the last.
func (tx *Tx) release() {
	name := savepoint(len(tx.guards) - 1)
	if tx.dropGuard().opened {
		tx.ended = name
	}
}

// ending is the command that releases the savepoint whose guard has ended, and all within it; none where there is none.
func (tx *Tx) ending() []string {
	name := tx.ended
	if tx.ended = ""; name == "" {
		return nil
	}
	return []string{"RELEASE SAVEPOINT " + name}
}

func (tx *Tx) dropGuard() guard {
	last := len(tx.guards) - 1
	g := tx.guards[last]
	tx.guards = tx.guards[:last]
	return g
}

// forget drops what the transaction remembers of the database, which may have been undone.
func (tx *Tx) forget() {
	tx.people.clear()
	tx.learned, tx.born = nil, nil
	clear(tx.chats)
	if tx.articles.changed {
		tx.articles.shelf = newShelf()
	}
}

func savepoint(depth int) string { return "guard" + strconv.Itoa(depth) }
