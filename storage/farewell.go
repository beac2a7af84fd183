package storage

import (
	"context"
	"strconv"
	"sync"
	"time"

	"aitys/content"
)

// kindFarewell is identity.kind of an account that was erased and is written to for the last time. It is recognised by nothing.
const kindFarewell = "farewell"

const (
	sqlFarewells  = `SELECT id FROM identity WHERE kind = 'farewell'`
	sqlIsFarewell = `SELECT id FROM identity WHERE id = $1 AND kind = 'farewell'`
	// Who is still owed a word: it waits to be sent, or is not known yet (see FarewellWork).
	sqlEndFarewell = `DELETE FROM identity WHERE id = $1 AND kind = 'farewell' AND NOT EXISTS (SELECT 1 FROM outbox WHERE chat = $1)
		AND NOT EXISTS (SELECT 1 FROM due WHERE name = $2)`
	// What could not be sent within an hour is not sent any more.
	sqlLateFarewells   = `DELETE FROM outbox WHERE id IN (SELECT o.id FROM identity i JOIN outbox o ON o.chat = i.id WHERE i.kind = 'farewell' AND o.made_at < $1)`
	sqlNoFarewellSends = `DELETE FROM outbox WHERE chat IN (SELECT id FROM identity WHERE kind = 'farewell')`
	sqlNoFarewells     = `DELETE FROM identity WHERE kind = 'farewell'`
	sqlSentFarewells   = `SELECT i.id FROM identity i WHERE i.kind = 'farewell' AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.chat = i.id)`
)

// keepFarewell is how long a last message may take.
const keepFarewell = time.Hour

// farewells are the numbers of the accounts that are written to for the last time, so that settling asks the database about nobody else.
type farewells struct {
	mu    sync.Mutex
	chats map[content.ChatID]struct{}
}

func (f *farewells) add(chat content.ChatID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.chats == nil {
		f.chats = map[content.ChatID]struct{}{}
	}
	f.chats[chat] = struct{}{}
}

func (f *farewells) clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.chats = nil
}

func (f *farewells) drop(chat content.ChatID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.chats, chat)
}

func (f *farewells) has(chat content.ChatID) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, has := f.chats[chat]
	return has
}

// WorkFarewell begins the names of FarewellWork; behind it stand a colon and the number under which somebody can be told for the last time.
const WorkFarewell = "farewell"

// FarewellWork names the work, noted by ScheduleOnce, while which waits the number of a Farewell keeps leading to its account.
func FarewellWork(chat content.ChatID) string {
	return WorkFarewell + ":" + strconv.FormatInt(int64(chat), 10)
}

// Farewell gives an account that was erased a number under which a last message can be sent to it. The number leads nowhere as soon as nothing waits to be sent
// there and no FarewellWork does; what could not be sent within an hour is dropped.
func (tx *Tx) Farewell(account content.TelegramID) (content.ChatID, error) {
	var chat content.ChatID
	args := []any{kindFarewell, nowhere(), tx.store.seal.close(account), nil}
	if err := tx.writeRow(sqlNewIdentity, args, &chat); err != nil {
		return 0, err
	}
	tx.store.farewells.add(chat)
	tx.leaving = append(tx.leaving, chat)
	return chat, nil
}

// EndFarewell lets a number of Farewell lead nowhere, unless something waits to be sent there.
func (tx *Tx) EndFarewell(chat content.ChatID) error {
	if _, err := tx.Unschedule(FarewellWork(chat)); err != nil {
		return err
	}
	return tx.endFarewell(chat)
}

// recallFarewells reads which an earlier process has left.
func (s *Store) recallFarewells(ctx context.Context) error {
	return s.Update(ctx, func(tx *Tx) error {
		return tx.read(sqlFarewells, nil, func(rows row) error {
			var chat content.ChatID
			err := rows.Scan(&chat)
			s.farewells.add(chat)
			return err
		})
	})
}

// endFarewell forgets where an account was whose last message is settled.
func (tx *Tx) endFarewell(chat content.ChatID) error {
	if !tx.store.farewells.has(chat) {
		return nil
	}
	gone, err := tx.exec(sqlEndFarewell, int64(chat), FarewellWork(chat))
	if err != nil {
		return err
	}
	if gone > 0 {
		return tx.erases()
	}
	var id int64
	waits, err := tx.row(sqlIsFarewell, []any{int64(chat)}, &id)
	if err == nil && !waits { // it ended before, or its beginning was undone
		tx.store.farewells.drop(chat)
	}
	return err
}

// pruneFarewells forgets the accounts whose last message was settled without our notice, or takes too long.
func (tx *Tx) pruneFarewells() error {
	if len(tx.leaving) > 0 { // their messages are written at the end of this transaction
		return nil
	}
	if err := tx.write(sqlLateFarewells, micro(tx.now.Add(-keepFarewell))); err != nil {
		return err
	}
	var over []content.ChatID
	err := tx.read(sqlSentFarewells, nil, func(rows row) error {
		var chat content.ChatID
		err := rows.Scan(&chat)
		over = append(over, chat)
		return err
	})
	if err != nil {
		return err
	}
	for _, chat := range over {
		tx.store.farewells.add(chat)
		if err := tx.endFarewell(chat); err != nil {
			return err
		}
	}
	return nil
}

// leaveFarewells takes the last messages that still wait, and to whom, out of a copy of the database.
func leaveFarewells(ctx context.Context, copied asker) error {
	waiting, err := numberOf(ctx, copied, "SELECT COUNT(*) FROM identity WHERE kind = 'farewell'")
	if err != nil || waiting == 0 {
		return err
	}
	for _, query := range []string{sqlNoFarewellSends, sqlNoFarewells, "VACUUM"} {
		if _, err := copied.ExecContext(ctx, query); err != nil {
			return err
		}
	}
	return nil
}
