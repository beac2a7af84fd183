package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"aitys/content"
	"aitys/emulator"
)

// TestKilledUnderEveryLoad kills the program at random points while a newsroom does all that it does: readers ask, speak, vote, comment and leave, moderators decide
// and take down, editors revise and announce, backups are made; and while the network and the database fail in combinations that the seed draws. After each death
// the database is compared with what was confirmed to Telegram.
func TestKilledUnderEveryLoad(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { soakIn(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"), *kills/3) })
	t.Run("postgres", func(t *testing.T) { soakIn(t, newPostgres(t), *kills/6) })
}

func soakIn(t *testing.T, database string, n int) {
	t.Helper()
	s := newSoak(t, database)
	for range n {
		s.lives()
		s.isTrue()
	}
	s.comesToRest()
	s.isTrue()
	s.wasAnswered()
	s.tellsItself(n)
}

const (
	// steadfast is the first of the people whom nobody sanctions or erases: of them the model knows all.
	steadfast = 30
	// mostLeave is how many of the others are erased.
	mostLeave = 10
)

// soak is a fire that goes on and on, and a model of what must be true after each death.
type soak struct {
	*fire
	given
	*recalled
	loads     []load
	copies    []*copied
	backedUp  int
	revised   int
	commented int
	photo     []byte
	deaths    map[string]int
	struck    map[emulator.Trouble]int
}

func newSoak(t *testing.T, database string) *soak {
	t.Helper()
	f := newFire(t, database)
	f.asked, f.languages = map[int]int{}, map[int]content.Lang{}
	f.db.SetMaxIdleConns(0) // a database that a test holds open is not alone, and is not checked when the program starts
	f.subscribe()
	f.publishes()
	f.breaksTheIce()
	s := &soak{
		fire: f, given: given{t: t, server: f.server, bot: f.bot}, deaths: map[string]int{}, struck: map[emulator.Trouble]int{},
		photo: photograph(t),
	}
	s.recalled = newRecalled(s)
	s.loads = everyLoad()
	s.follow(s.learn)
	f.end(f.program)
	return s
}

// lives starts the program, lets everybody act, and kills it: while it starts, at any moment, when a call arrives, or while it stops.
func (s *soak) lives() {
	s.t.Helper()
	ends := s.troubles()
	polls := s.server.CallCount("getUpdates")
	program := s.start()
	how := []string{"at a start", "at a moment", "at a moment", "at a moment", "at a call", "at a call", "at a stop", "at work", "at work"}[s.rnd.IntN(9)]
	s.deaths[how]++
	if how == "at a start" {
		s.acts(time.Duration(s.rnd.IntN(120))*time.Millisecond, never)
	} else {
		s.polls(polls)
	}
	switch how {
	case "at a moment":
		s.acts(time.Duration(s.rnd.IntN(120))*time.Millisecond, never)
	case "at a call":
		s.acts(time.Second, s.arrives())
	case "at work":
		s.works()
		s.acts(time.Duration(s.rnd.IntN(60))*time.Millisecond, never)
	case "at a stop":
		s.acts(time.Duration(s.rnd.IntN(40))*time.Millisecond, never)
		_ = program.Process.Signal(syscall.SIGTERM)
		s.acts(time.Duration(s.rnd.IntN(40))*time.Millisecond, never)
	}
	s.dies(program)
	for trouble, end := range ends {
		s.struck[trouble] += end()
	}
}

func never() bool { return false }

func (s *soak) polls(before int) {
	s.t.Helper()
	if err := eventually(patience(s.t), func() bool { return s.server.CallCount("getUpdates") > before }); err != nil {
		s.t.Fatalf("the program does not poll: %v\n%s", err, s.log.String())
	}
}

// works lets people act until the program has confirmed something: however slow the machine, not every life ends before anything is done.
func (s *soak) works() {
	s.t.Helper()
	confirmed, pending := s.server.Confirmed(s.bot), s.server.Pending(s.bot)
	s.acts(time.Minute, func() bool { return s.server.Confirmed(s.bot) > confirmed || pending == 0 && s.acted%8 == 0 })
}

// arrives tells when another call of some method has reached the server.
func (s *soak) arrives() func() bool {
	method := []string{"sendMessage", "editMessageText", "answerCallbackQuery", "deleteMessage", "getUpdates", "sendPhoto"}[s.rnd.IntN(6)]
	want := s.server.CallCount(method) + 1 + s.rnd.IntN(5)
	return func() bool { return s.server.CallCount(method) >= want }
}

// acts lets people act for so long at most, or until something has come about.
func (s *soak) acts(most time.Duration, over func() bool) {
	s.t.Helper()
	for end := time.Now().Add(most); time.Now().Before(end) && !over(); {
		if s.server.Pending(s.bot) < mostPending {
			s.acted++
			s.loads[s.rnd.IntN(len(s.loads))](s)
		}
		s.follow(s.learn)
		time.Sleep(time.Duration(s.rnd.IntN(3)) * time.Millisecond) // the kill's moment is what is random here
	}
}

// dies kills the program, and half of the backups that are under way.
func (s *soak) dies(program *exec.Cmd) {
	s.t.Helper()
	_ = program.Process.Kill() // it may have stopped by itself
	_ = program.Wait()         // and says how
	for _, c := range s.copies {
		if s.rnd.IntN(2) == 0 {
			c.isKilled()
		}
	}
}

// comesToRest lets the program do what is left, without trouble, and stops it.
func (s *soak) comesToRest() {
	s.t.Helper()
	s.goesOn()
	s.rests()
	for range 2 { // who has spoken since the question is asked once more
		for who := range s.left {
			if !s.gone[who] {
				s.say(s.private[who], "/forget")
			}
		}
		s.rests()
		s.insists()
		s.rests()
	}
	s.end(s.program)
	s.follow(s.learn)
}

// tellsItself logs what there was, and sees that there was enough of it.
func (s *soak) tellsItself(n int) {
	s.t.Helper()
	struck := 0
	for _, times := range s.struck {
		struck += times
	}
	s.t.Logf("%d deaths %v; %d things done, %d updates, %d questions, %d opinions, %d comments, %d backups, %d erased", n, s.deaths, s.acted, len(s.ids), s.killing.said, s.spoken,
		s.commented, s.backedUp, len(s.left))
	s.t.Logf("%d faults struck: %v", struck, s.struck)
	if s.acted < 2*n {
		s.t.Errorf("people did only %d things in %d lives: the program was hardly at work", s.acted, n)
	}
	if n >= 20 && struck == 0 {
		s.t.Error("no fault struck: this shows less than it should")
	}
	if strings.Contains(s.log.String(), s.bot.Token) {
		s.t.Error("the log has the token")
	}
}

// fails ends the test where something is wrong, with what is needed to have it again.
func (s *soak) fails() {
	s.t.Helper()
	if s.t.Failed() {
		s.t.Fatalf("after %v; repeat with -seed %d -kills %d; the log ends:\n%s", s.deaths, *seed, *kills, lastOf(s.log.String(), 6000))
	}
}

func lastOf(text string, n int) string { return text[max(0, len(text)-n):] }

// load is something that somebody does.
type load func(*soak)

func (s *soak) named(i int) string { return fmt.Sprintf("backup-%d.db", i) }
