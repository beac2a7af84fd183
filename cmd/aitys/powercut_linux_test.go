package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"aitys/brittle"
	"aitys/content"
	"aitys/storage"
)

var cuts = flag.Int("cuts", 16, "how often the power is cut")

// TestThePowerIsCut cuts the power again and again while opinions, votes and questions pour in and backups are made: below the file system, so that what was not
// synced is lost, torn or kept as chance has it. After each cut everything that was confirmed to Telegram is stored, the database is whole, and so is each backup
// of which it was said that it is made. In the end all is as the people said it.
func TestThePowerIsCut(t *testing.T) {
	p := newPowerless(t)
	for range *cuts {
		p.worksUntilDark()
		p.hasLostNothing()
	}
	p.know()
	p.finish()
	troubles := *cuts
	p.compare(troubles)
	p.compareOpinions()
	p.compareStances()
	p.compareVotes()
	t.Logf("%d changes on the disk, %d updates confirmed, %d backups", p.disk.Changes(), len(p.given.ids), p.backedUp)
}

// powerless is a voicing on a disk whose power is cut.
type powerless struct {
	*voicing
	disk     *brittle.Disk
	folder   string
	given    given
	copies   []*copied
	backedUp int
}

// brittleDisk mounts a disk for one test.
func brittleDisk(t *testing.T) (*brittle.Disk, string) {
	t.Helper()
	drawn(t)
	t.Logf("and -cuts %d", *cuts)
	folder := t.TempDir()
	disk, err := brittle.Mount(folder, *seed)
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() {
		if err := disk.Close(); err != nil {
			t.Error(err)
		}
	})
	return disk, folder
}

func newPowerless(t *testing.T) *powerless {
	t.Helper()
	disk, folder := brittleDisk(t)
	v := newVoicing(t, "sqlite:"+filepath.Join(folder, "aitys.db"))
	return &powerless{disk: disk, folder: folder, voicing: v, given: given{t: t, server: v.server, bot: v.bot}}
}

// worksUntilDark starts the program and lets people act until the power is cut, mostly while they do, sometimes while it starts.
func (p *powerless) worksUntilDark() {
	p.t.Helper()
	dead := p.disk.Dead()
	polls := p.server.CallCount("getUpdates")
	early := p.rnd.IntN(5) == 0
	if early {
		p.disk.CutAfter(1 + p.rnd.IntN(40))
	}
	program := p.start()
	dark := func() bool { return !isOpen(dead) }
	if err := eventually(patience(p.t), func() bool { return dark() || p.server.CallCount("getUpdates") > polls }); err != nil {
		p.t.Fatalf("the program does not poll: %v\n%s", err, p.log.String())
	}
	if !early {
		p.disk.CutAfter(1 + p.rnd.IntN(1<<(2+p.rnd.IntN(9))))
	}
	if p.rnd.IntN(3) == 0 {
		p.backsUp()
	}
	for limit := time.Now().Add(time.Minute); !dark(); {
		if time.Now().After(limit) {
			p.t.Fatal("the disk is hardly written")
		}
		if p.server.Pending(p.bot) < 300 {
			p.write(1 + p.rnd.IntN(20))
		}
		p.given.follow(nil)
		time.Sleep(time.Duration(p.rnd.IntN(3)) * time.Millisecond) // the cut comes when it is planned
	}
	p.goesDark(program)
}

func isOpen(c <-chan struct{}) bool {
	select {
	case <-c:
		return false
	default:
		return true
	}
}

// goesDark ends all that ran when the power was cut. A killed process that waits for the disk ends when it is let go.
func (p *powerless) goesDark(program *exec.Cmd) {
	p.t.Helper()
	if err := program.Process.Kill(); err != nil {
		p.t.Fatal(err)
	}
	for _, c := range p.copies {
		c.isKilled()
	}
	p.disk.Release()
	_ = program.Wait() // it was killed, and says so
	for _, c := range p.copies {
		<-c.ended
	}
	p.given.follow(nil)
	if err := p.disk.PowerOn(); err != nil {
		p.t.Fatal(err)
	}
}

// backsUp has a backup made beside the program's work.
func (p *powerless) backsUp() {
	p.t.Helper()
	p.backedUp++
	p.copies = append(p.copies, p.copyTo(filepath.Join(p.folder, fmt.Sprintf("backup-%d.db", p.backedUp))))
}

// hasLostNothing looks at what the cut left, in a copy of the disk.
func (p *powerless) hasLostNothing() {
	p.t.Helper()
	beside := p.t.TempDir()
	if err := p.disk.CopyTo(beside); err != nil {
		p.t.Fatal(err)
	}
	p.given.areIn(filepath.Join(beside, "aitys.db"), p.server.Confirmed(p.bot))
	p.copies = slices.DeleteFunc(p.copies, func(c *copied) bool {
		if c.worked {
			p.given.areIn(filepath.Join(beside, filepath.Base(c.path)), c.held)
		}
		return !c.worked || p.rnd.IntN(3) == 0
	})
	p.tidies()
	if p.t.Failed() {
		p.t.FailNow()
	}
}

// tidies removes the backups that nobody looks at any more, and what was left of those that were cut off.
func (p *powerless) tidies() {
	p.t.Helper()
	entries, err := os.ReadDir(p.folder)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, entry := range entries {
		_, unfinished := storage.Unfinished(entry.Name())
		backup := filepath.Ext(entry.Name()) == ".db" && entry.Name() != "aitys.db"
		looked := slices.ContainsFunc(p.copies, func(c *copied) bool { return filepath.Base(c.path) == entry.Name() })
		if unfinished || backup && !looked {
			if err := os.Remove(filepath.Join(p.folder, entry.Name())); err != nil {
				p.t.Error(err)
			}
		}
	}
}

// TestThePowerIsCutAtTheFirstStart cuts the power while a database is made, and starts the program again until it works.
func TestThePowerIsCutAtTheFirstStart(t *testing.T) {
	drawn(t)
	k := newKilling(t, "")
	for n := range max(2, *cuts/5) {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			*seed++
			disk, folder := brittleDisk(t)
			k.t, k.database, k.asked, k.languages = t, "sqlite:"+filepath.Join(folder, "aitys.db"), map[int]int{}, map[int]content.Lang{}
			p := &powerless{disk: disk, folder: folder, voicing: &voicing{killing: k}, given: given{t: t, server: k.server, bot: k.bot}}
			for range 1 + k.rnd.IntN(3) {
				p.startsInTheDark()
			}
			k.write(5)
			k.finish()
			k.compare(0)
		})
	}
}

// startsInTheDark starts the program and cuts the power before it polls, or then.
func (p *powerless) startsInTheDark() {
	p.t.Helper()
	dead, polls := p.disk.Dead(), p.server.CallCount("getUpdates")
	p.disk.CutAfter(1 + p.rnd.IntN(1<<(1+p.rnd.IntN(10))))
	program := p.start()
	if err := eventually(patience(p.t), func() bool { return !isOpen(dead) || p.server.CallCount("getUpdates") > polls }); err != nil {
		p.t.Fatalf("the program neither polls nor makes a database: %v\n%s", err, p.log.String())
	}
	p.disk.Cut()
	p.goesDark(program)
}
