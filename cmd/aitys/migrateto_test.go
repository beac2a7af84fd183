package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"aitys/storage"
)

// TestALiveDatabaseIsCarriedOver: while people write, and after tries that were killed at random moments. The bot stands back, is told where the newsroom went, and goes on there:
// nothing is lost, nothing is said twice.
func TestALiveDatabaseIsCarriedOver(t *testing.T) {
	k := newKilling(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"))
	key := storage.NewKey()
	keys, err := storage.ParseKeys(key)
	if err != nil {
		t.Fatal(err)
	}
	k.keys, k.settings = keys, []string{"IDENTITY_KEY=" + key, "LOG_LEVEL=info"}
	to := newPostgres(t)
	bot := k.start()
	ended := make(chan error, 1)
	go func() { ended <- bot.Wait() }()
	k.polls()
	for range 3 {
		k.speaks(300 * time.Millisecond)
		mover := k.moves(to)
		k.speaks(time.Duration(k.rnd.IntN(1500)) * time.Millisecond)
		if err := mover.Process.Kill(); err != nil {
			t.Log(err) // it was quicker
		}
		if err := mover.Wait(); err == nil {
			t.Log("it was quicker than the kill")
			break
		}
		before := k.server.CallCount("getUpdates")
		if err := k.server.Await(patience(t), func() bool { return k.server.CallCount("getUpdates") > before || len(ended) > 0 }); err != nil {
			t.Fatalf("the bot does not go on after a try that was killed: %v\n%s", err, k.log.String())
		}
	}
	k.speaks(300 * time.Millisecond)
	mover := k.moves(to)
	done := make(chan error, 1)
	go func() { done <- mover.Wait() }()
	for len(done) == 0 {
		k.speaks(20 * time.Millisecond)
	}
	if err := <-done; err != nil {
		t.Fatalf("migrate-to: %v\n%s", err, k.log.String())
	}
	for len(ended) == 0 {
		k.speaks(20 * time.Millisecond)
	}
	if err := <-ended; err == nil || !strings.Contains(k.log.String(), "--undo") {
		t.Errorf("the bot ended with %v, and was not told where the newsroom is\n%s", err, k.log.String())
	}
	if again := k.command("run"); again.Run() == nil {
		t.Error("it starts on what was carried over")
	}
	k.database = to
	k.finish()
	k.compare(0)
	if out, err := k.command("audit", "verify").CombinedOutput(); err != nil {
		t.Errorf("audit verify: %v\n%s", err, out)
	}
}

// polls waits until the program polls.
func (k *killing) polls() {
	k.t.Helper()
	before := k.server.CallCount("getUpdates")
	if err := k.server.Await(patience(k.t), func() bool { return k.server.CallCount("getUpdates") > before }); err != nil {
		k.t.Fatalf("the program does not poll: %v\n%s", err, k.log.String())
	}
}

// speaks lets people write for a while.
func (k *killing) speaks(while time.Duration) {
	k.t.Helper()
	for end := time.Now().Add(while); time.Now().Before(end); {
		if k.server.Pending(k.bot) < 200 {
			k.write(1 + k.rnd.IntN(5))
		}
		time.Sleep(time.Duration(1+k.rnd.IntN(5)) * time.Millisecond) // the moment is what is random here
	}
}

// moves begins to carry the database over.
func (k *killing) moves(to string) *exec.Cmd {
	k.t.Helper()
	mover := k.command("migrate-to", to)
	mover.Stdout, mover.Stderr = &k.log, &k.log
	if err := mover.Start(); err != nil {
		k.t.Fatal(err)
	}
	return mover
}

// TestASecondProgramOnOneFileWaits, and goes on when the first one is killed.
func TestASecondProgramOnOneFileWaits(t *testing.T) {
	k := newKilling(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"))
	k.settings = []string{"LOG_LEVEL=info"}
	first := k.start()
	k.polls()
	second := k.start()
	t.Cleanup(func() {
		_ = second.Process.Kill() // as a rule it has ended
		_ = second.Wait()
	})
	if err := eventually(patience(t), func() bool { return strings.Contains(k.log.String(), "this one waits") }); err != nil {
		t.Fatalf("the second does not say that it waits: %v\n%s", err, k.log.String())
	}
	k.speaks(300 * time.Millisecond)
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = first.Wait() // it was killed
	killed := time.Now()
	k.polls()
	t.Logf("taken over after %v", time.Since(killed).Round(time.Millisecond))
	k.speaks(300 * time.Millisecond)
	k.rests()
	if err := second.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := second.Wait(); err != nil {
		t.Errorf("the second ends with %v\n%s", err, k.log.String())
	}
	k.compare(1)
}

// TestThePlaceOfAStandby: a process that waits says so to whoever watches, and does nothing else.
func TestThePlaceOfAStandby(t *testing.T) {
	th := perform(t, onPostgres, func(th *theatre) { th.config.HTTPAddr = "127.0.0.1:0" })
	reader := th.reader("Anna", "en")
	reader.Says("/start")
	reader.Sees("Hello")
	th.settle()
	other := *th
	other.log = &logged{}
	other.start()
	if err := eventually(patience(t), func() bool { return strings.Contains(other.log.String(), "this one waits") }); err != nil {
		t.Fatalf("%v\n%s", err, other.log)
	}
	if status, said := get(t, other.shown(), "/readyz"); status != 200 || !strings.HasPrefix(said, "standby") {
		t.Errorf("/readyz of a standby: %d %s", status, said)
	}
	if status, said := get(t, other.shown(), "/healthz"); status != 200 || said != "ok\n" {
		t.Errorf("/healthz of a standby: %d %s", status, said)
	}
	_, page := get(t, other.shown(), "/metrics")
	_, working := get(t, th.shown(), "/metrics")
	for held, page := range map[string]string{"0": page, "1": working} {
		for _, want := range []string{"aitys_lease_held " + held, "aitys_lease_epoch 1", `aitys_lease_holder{holder="`} {
			if !strings.Contains(page, want) {
				t.Errorf("there is no %s\n%s", want, page)
			}
		}
	}
	reader.Says("/figures")
	reader.Sees("80,000")
	if err := th.stop(); err != nil {
		t.Fatal(err)
	}
	stopped := time.Now()
	reader.Says("/summary")
	if err := eventually(patience(t), func() bool { return strings.Contains(other.log.String(), "this process polls and sends") }); err != nil {
		t.Fatalf("%v\n%s", err, other.log)
	}
	if waited := time.Since(stopped); waited > 2*time.Second {
		t.Errorf("a lease that was given up was taken after %v", waited)
	}
	if err := eventually(patience(t), func() bool { return botSaid(reader.Seat(), "Russian") > 0 }); err != nil {
		t.Errorf("the other one does not answer: %v\n%s", err, other.log)
	}
}
