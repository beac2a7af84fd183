package main

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestAGate lets many want their turn at once: no more go at a time than may, and who waits too long goes ahead.
func TestAGate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const atOnce, wanting = 2, 10
		gate := newGate(atOnce, time.Hour)
		var mu sync.Mutex
		now, most := 0, 0
		for range wanting {
			go func() {
				end := gate.pass(t.Context())
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
		gate := newGate(1, time.Minute)
		defer gate.pass(t.Context())()
		began := time.Now()
		gate.pass(t.Context())()
		if waited := time.Since(began); waited != time.Minute {
			t.Errorf("it waited for %s", waited)
		}
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		gate.pass(ended)() // does not wait
		for range 3 {
			gate.pass(t.Context())() // the turn that was not had is not given back
		}
		if waited := time.Since(began); waited != 4*time.Minute {
			t.Errorf("it waited for %s", waited)
		}
	})
}

func TestOneNewsroomAloneNeverWaits(t *testing.T) {
	var none gate
	for range 3 {
		none.pass(t.Context())
	}
}
