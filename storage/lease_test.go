package storage_test

import (
	"context"
	"errors"
	"os/exec"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// take takes the lease, which has to be free.
func take(t testing.TB, store *storage.Store) *storage.Lease {
	t.Helper()
	lease, seen, err := store.TakeLease(context.Background())
	if err != nil || lease == nil {
		t.Fatalf("the lease was not to be had: %v, %+v", err, seen)
	}
	return lease
}

// awaitsLease takes the lease as soon as it can be had.
func awaitsLease(t testing.TB, store *storage.Store) (*storage.Lease, time.Duration) {
	t.Helper()
	for begun := time.Now(); ; time.Sleep(10 * time.Millisecond) { // asked again, not waited for
		lease, _, err := store.TakeLease(context.Background())
		if lease != nil {
			return lease, time.Since(begun)
		}
		if waited := time.Since(begun); waited > 30*time.Second {
			t.Fatalf("the lease was not to be had within %v: %v", waited, err)
		}
	}
}

// meetOne writes something.
func meetOne(store *storage.Store, person content.TelegramID) error {
	return store.Update(context.Background(), func(tx *storage.Tx) error { return tx.Meet([]content.Person{{ID: person}}) })
}

// known tells whether somebody was met.
func known(t testing.TB, store *storage.Store, person content.TelegramID) (known bool) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		_, err := tx.Reader(person)
		known = err == nil
	})
	return known
}

func TestOneProcessAtATimeHasTheLease(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		one, two := db.open(), db.open()
		first := take(t, one)
		lease, seen, err := two.TakeLease(context.Background())
		if lease != nil || err != nil || seen.Epoch != first.Epoch() || seen.Name() == "" {
			t.Fatalf("a second process has it too, or does not see who has: %v, %v, %+v", lease, err, seen)
		}
		if !one.HoldsLease() || two.HoldsLease() {
			t.Error("who has it is not told")
		}
		ok(t, meetOne(one, 1))
		ok(t, meetOne(two, 2)) // a command beside the bot
		ok(t, first.GiveUp(context.Background()))
		second := take(t, two)
		if second.Epoch() <= first.Epoch() {
			t.Errorf("the epoch went from %d to %d", first.Epoch(), second.Epoch())
		}
		if err := meetOne(one, 3); !errors.Is(err, storage.ErrLeaseLost) || !storage.Failing(err) || known(t, two, 3) {
			t.Errorf("a process whose turn is over writes: %v", err)
		}
		ok(t, meetOne(two, 4))
		ok(t, two.Close())
		ok(t, meetAgain(t, one, 5))
	})
}

// meetAgain takes the lease once more, and writes.
func meetAgain(t testing.TB, store *storage.Store, person content.TelegramID) error {
	t.Helper()
	awaitsLease(t, store)
	return meetOne(store, person)
}

// TestAWriterUnderAnEarlierEpochWritesNothing, though by its own clock it may: the transaction that it has begun waits until another process has taken the lease.
func TestAWriterUnderAnEarlierEpochWritesNothing(t *testing.T) {
	db := newPostgres(t)
	one, two, raw := db.open(), db.open(), db.raw()
	lease := take(t, one)
	run(t, raw, "UPDATE lease SET until = 0") // as when the server's clock jumps
	next := take(t, two)
	if next.Epoch() != lease.Epoch()+1 || !lease.Holds() {
		t.Fatalf("epochs %d and %d; the first holds: %t", lease.Epoch(), next.Epoch(), lease.Holds())
	}
	ran := false
	err := one.Update(context.Background(), func(*storage.Tx) error { ran = true; return nil })
	if !errors.Is(err, storage.ErrLeaseLost) || !storage.Failing(err) || ran {
		t.Errorf("Update returned %v, ran: %t", err, ran)
	}
	if lease.Holds() {
		t.Error("it has learned that the lease is lost, and goes on sending")
	}
	if err := lease.Keep(context.Background()); !errors.Is(err, storage.ErrLeaseLost) {
		t.Errorf("Keep returned %v", err)
	}
	ok(t, lease.GiveUp(context.Background()))
	ok(t, meetOne(two, 7))
	if !next.Holds() {
		t.Error("what was lost was given up all the same")
	}
}

// TestAFrozenWriterKeepsNobodyFromTakingOver: a process that is stopped within a transaction holds the lock that all writers need.
func TestAFrozenWriterKeepsNobodyFromTakingOver(t *testing.T) {
	db := newPostgres(t)
	one, two := db.open(), db.open()
	take(t, one)
	within, thaw, ended := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		ended <- one.Update(context.Background(), func(tx *storage.Tx) error {
			err := tx.Meet([]content.Person{{ID: 7}})
			close(within)
			<-thaw
			return errors.Join(err, tx.Meet([]content.Person{{ID: 8}}))
		})
	}()
	<-within
	_, took := awaitsLease(t, two)
	t.Logf("taken over after %v", took.Round(time.Millisecond))
	ok(t, meetOne(two, 9))
	close(thaw)
	if err := <-ended; !storage.Failing(err) {
		t.Errorf("the frozen transaction ended with %v", err)
	}
	if known(t, two, 7) || known(t, two, 8) || !known(t, two, 9) {
		t.Error("the frozen transaction was stored")
	}
}

func TestALeaseThatIsKeptLasts(t *testing.T) {
	db := newPostgres(t)
	one, two, raw := db.open(), db.open(), db.raw()
	lease := take(t, one)
	ctx, stop := context.WithCancel(context.Background())
	kept := make(chan error, 1)
	go func() { kept <- lease.Keep(ctx) }()
	ends := func() (until int64) {
		ok(t, raw.QueryRow("SELECT until FROM lease").Scan(&until))
		return until
	}
	err := one.Update(context.Background(), func(*storage.Tx) error { // a renewal waits for no transaction
		for first, begun := ends(), time.Now(); ends() < first+int64(time.Second/time.Microsecond); {
			if time.Since(begun) > 20*time.Second {
				t.Fatal("it is not renewed while a transaction lasts")
			}
		}
		return nil
	})
	ok(t, err)
	if other, _, err := two.TakeLease(context.Background()); other != nil || err != nil || !lease.Holds() {
		t.Errorf("another has it: %v, %v", other, err)
	}
	stop()
	ok(t, <-kept)
}

// TestWhatAnotherProcessDidIsNotRemembered: a process that takes the lease again knows nothing of its earlier turn.
func TestWhatAnotherProcessDidIsNotRemembered(t *testing.T) {
	db := newPostgres(t)
	one, two := db.open(), db.open()
	lease := take(t, one)
	private := chat(t, one, content.Chat{ID: 7, Kind: content.ChatPrivate})
	send(t, one, content.Outgoing{Chat: private, Text: "from one"})
	ok(t, lease.GiveUp(context.Background()))
	second := take(t, two)
	settleAll(t, two, content.Result{Outgoing: pending(t, two)[0].ID, Outcome: content.Delivered, Message: 1})
	run(t, db.raw(), "UPDATE meta SET number = 0 WHERE name = 'outbox'") // as after a restore: the number is given once more
	send(t, two, content.Outgoing{Chat: private, Text: "from two"})
	ok(t, second.GiveUp(context.Background()))
	take(t, one)
	if rows := pending(t, one); len(rows) != 1 || rows[0].Text != "from two" {
		t.Errorf("it would send %+v", rows)
	}
}

// TestTheLockOnAFileIsTheLease: where a database is one machine's, whoever waits gets it when the other process ends or yields.
func TestTheLockOnAFileIsTheLease(t *testing.T) {
	db := newSQLite(t)
	one, two := db.open(), db.open()
	lease := take(t, one)
	run(t, db.raw(), "INSERT INTO meta (name, number) VALUES ('wanted', 1) ON CONFLICT (name) DO UPDATE SET number = 1")
	if err := lease.Keep(context.Background()); !errors.Is(err, storage.ErrLeaseWanted) || !lease.Holds() {
		t.Errorf("asked for the lease, Keep returned %v; it holds: %t", err, lease.Holds())
	}
	ok(t, one.Close()) // as when the process ends
	second := take(t, two)
	ctx, stop := context.WithTimeout(context.Background(), 2*time.Second)
	defer stop()
	if err := second.Keep(ctx); err != nil {
		t.Errorf("nobody asks any more, and Keep returned %v", err)
	}
}

func TestOfWhomIsSureThatTheyAreDead(t *testing.T) {
	db := newPostgres(t)
	one, two, raw := db.open(), db.open(), db.raw()
	take(t, one)
	var own string
	ok(t, raw.QueryRow("SELECT holder FROM lease").Scan(&own))
	child := exec.Command("true")
	ok(t, child.Run())
	for _, test := range []struct {
		holder string
		dead   bool
	}{
		{own, false},
		{storage.NameOf(own, child.Process.Pid), true},
		{storage.NameOf(own, 1), false},
		{storage.NameOf(own, child.Process.Pid) + "elsewhere", false},
		{"machine/1", false}, {"", false}, {"//", false},
	} {
		run(t, raw, "UPDATE lease SET holder = $1, until = until + 60000000", test.holder)
		lease, _, err := two.TakeLease(context.Background())
		if err != nil || (lease != nil) != test.dead {
			t.Errorf("%q: taken: %t, want %t (%v)", test.holder, lease != nil, test.dead, err)
		}
	}
}
