package main

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestTurns lets many want their turn at once: no more go at a time than may, and who waits too long goes ahead.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const atOnce, wanting = 2, 10
		turns := newTurns(atOnce, time.Hour)
		var mu sync.Mutex
		now, most := 0, 0
		for range wanting {
			go func() {
				end := turns.take(t.Context())
				mu.Lock()
				now++
				most = max(most, now)
				mu.Unlock()
				time.Sleep(time.Minute)
				mu.Lock()
				now--
				mu.Unlock()
				end()
				end()
			}()
		}
		time.Sleep(wanting * time.Minute)
		synctest.Wait()
		if most != atOnce || now != 0 {
			t.Errorf("%d went at once, %d have not ended", most, now)
		}
	})
}

func TestWhoWaitsTooLongGoesAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := newTurns(1, time.Minute)
		defer turns.take(t.Context())()
		began := time.Now()
		turns.take(t.Context())()
		if waited := time.Since(began); waited != time.Minute {
			t.Errorf("it waited for %s", waited)
		}
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		turns.take(ended)() // does not wait
		for range 3 {
			turns.take(t.Context())() // the turn that was not had is not given back
		}
		if waited := time.Since(began); waited != 4*time.Minute {
			t.Errorf("it waited for %s", waited)
		}
	})
}

func TestOneNewsroomTakesNoTurns(t *testing.T) {
	var none turns
	for range 3 {
		none.take(t.Context())
	}
}
