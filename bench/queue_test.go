package main

import (
	"context"
	"encoding/json"
	"testing"
	"testing/synctest"
	"time"
)

func testLoad(t *testing.T, first int64, units int) load {
	t.Helper()
	l, err := newLoad(crowd(3), []deed{{command: "/figures"}, {data: "x", under: "text"}}, first, units)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func ids(t *testing.T, piece []byte) []int64 {
	t.Helper()
	var updates []update
	if err := json.Unmarshal([]byte("["+string(piece)+"]"), &updates); err != nil {
		t.Fatalf("%v in %s", err, piece)
	}
	var ids []int64
	for _, u := range updates {
		ids = append(ids, u.ID)
	}
	return ids
}

func TestTakeKeepsToOffsetAndLimit(t *testing.T) {
	q := newQueue()
	q.load(testLoad(t, 50, 7))
	q.release(5)
	for _, c := range []struct {
		offset int64
		limit  int
		from   int64
		count  int
	}{
		{0, 2, 50, 2},
		{0, 2, 50, 2}, // nothing was confirmed
		{52, 100, 52, 3},
		{51, 100, 52, 3}, // what was confirmed does not come back
		{54, 100, 54, 1},
	} {
		got := ids(t, q.take(t.Context(), c.offset, c.limit, 0))
		if len(got) != c.count || got[0] != c.from {
			t.Fatalf("offset %d, limit %d: got %v, want %d from %d on", c.offset, c.limit, got, c.count, c.from)
		}
	}
	if piece := q.take(t.Context(), 55, 100, 0); piece != nil {
		t.Fatalf("updates that are not ready were handed out: %s", piece)
	}
}

func TestTakeWaitsUntilSomethingIsReady(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue()
		q.load(testLoad(t, 50, 2))
		time.AfterFunc(time.Second, func() { q.release(1) })
		began := time.Now()
		if got := ids(t, q.take(t.Context(), 0, 100, time.Minute)); len(got) != 1 || got[0] != 50 {
			t.Fatalf("got %v", got)
		}
		if waited := time.Since(began); waited != time.Second {
			t.Fatalf("waited %v", waited)
		}
		if piece := q.take(t.Context(), 51, 100, time.Minute); piece != nil || time.Since(began) != time.Minute+time.Second {
			t.Fatalf("a poll without updates ended after %v with %s", time.Since(began), piece)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if piece := q.take(ctx, 51, 100, time.Minute); piece != nil {
			t.Fatalf("a poll that hung up got %s", piece)
		}
	})
}
