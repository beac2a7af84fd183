package main

import (
	"path/filepath"
	"testing"
	"time"

	"aitys/emulator"
)

// TestKilledWhileModeratorsRule kills the real program again and again between a press and what comes of it: while the press is answered, while cards are changed, while
// authors are told, and at any other moment. Each decision takes effect once, when it may, and everybody is told.
func TestKilledWhileModeratorsRule(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { killRulings(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"), *kills/8) })
	t.Run("postgres", func(t *testing.T) { killRulings(t, newPostgres(t), *kills/16) })
}

func killRulings(t *testing.T, database string, n int) {
	t.Helper()
	f := newFire(t, database)
	f.publishes()
	for i := range n {
		f.diesWhile([]string{"answerCallbackQuery", "editMessageText", "sendMessage", ""}[i%4], 5*(i+1))
	}
	f.isDecided()
	f.isSwept()
	f.rests()
	f.end(f.program)
	f.isRecorded()
	f.wasPatient()
	f.keptItsCards()
	f.wasTold()
	f.looksRight()
}

// diesWhile lets people act until a call of a method reaches the server, before or after it takes effect, and kills the program then; "": whenever. So many opinions
// are sent by then in all.
func (f *fire) diesWhile(method string, opinions int) {
	f.t.Helper()
	end := func() int { return 0 }
	skip := f.rnd.IntN(8)
	before := f.server.CallCount(method)
	if method != "" {
		trouble := []emulator.Trouble{emulator.Hang, emulator.DelayAfter}[f.rnd.IntN(2)]
		end = f.server.Inflict(emulator.Fault{Trouble: trouble, Method: method, Delay: time.Hour, Skip: skip, Times: 1})
	}
	tick := time.NewTicker(pace)
	defer tick.Stop()
	for until := time.Now().Add(3 * fireUndo / 2); time.Now().Before(until) && (method == "" || f.server.CallCount(method) <= before+skip); <-tick.C {
		if f.server.Pending(f.bot) > mostPending {
			continue
		}
		f.reads(f.rnd.IntN(len(f.people)), opinions)
		h := f.crew[f.rnd.IntN(len(f.crew))]
		h.act(f, h)
	}
	f.disturbed++
	f.isKilled()
	end()
}
