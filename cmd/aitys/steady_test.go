package main

import (
	"flag"
	"fmt"
	"math"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

var steady = flag.Duration("steady", 8*time.Second, "for how long the program is watched under a steady load")

// TestNothingGrowsWithTime lets a newsroom go on under a steady load of every kind and watches what the program takes: memory, goroutines and open files stay what they
// were. A run of seconds shows what leaks with each update; make soak's of minutes and hours shows what leaks slowly.
func TestNothingGrowsWithTime(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("what a process takes is read from /proc")
	}
	t.Run("sqlite", func(t *testing.T) { watch(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db")) })
	t.Run("postgres", func(t *testing.T) { watch(t, newPostgres(t)) })
}

const (
	// settling is the part of the time that nobody judges: caches fill, pools grow.
	settling = 0.4
	// settled is from when on caches are full.
	settled = 10 * time.Minute
	// watchEvery is the part of the time after which the program is looked at again.
	watchEvery = 1.0 / 300
	// steadyPace is how often somebody does something.
	steadyPace = 20 * time.Millisecond
)

// taken is one thing that a program takes, and by how much it may differ between the two halves of what is judged: a part of it, or so much.
type taken struct {
	name    string
	part    float64
	most    float64
	slow    bool // it is judged in runs of minutes only: caches fill at first
	samples []float64
}

func watch(t *testing.T, database string) {
	t.Helper()
	s := newSoak(t, database)
	address := freeAddress(t)
	s.settings = append(s.settings, "HTTP_ADDR="+address)
	polls := s.server.CallCount("getUpdates")
	s.goesOn()
	s.polls(polls)
	all := []*taken{
		{name: "resident bytes", part: 0.1, most: 4 << 20, slow: true}, {name: "heap bytes after collecting", part: 0.12, most: 4 << 20, slow: true},
		{name: "goroutines", most: 8}, {name: "open files", most: 8},
	}
	s.goesOnSteadily(func() { s.looksAt(all, address) })
	s.rests()
	s.end(s.program)
	t.Logf("%d things done, %d updates", s.acted, len(s.ids))
	for _, one := range all {
		one.isFlat(t)
	}
}

// goesOnSteadily lets somebody act at each tick, and looks at the program every now and then.
func (s *soak) goesOnSteadily(look func()) {
	s.t.Helper()
	tick := time.NewTicker(steadyPace)
	defer tick.Stop()
	every := time.Duration(float64(*steady) * watchEvery)
	next := time.Now()
	for end := next.Add(*steady); time.Now().Before(end); <-tick.C {
		if s.server.Pending(s.bot) < mostPending {
			s.acted++
			s.loads[s.rnd.IntN(len(s.loads))](s)
		}
		s.follow(s.learn)
		if time.Now().After(next) {
			next = next.Add(every)
			look()
		}
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// looksAt takes one sample of each.
func (s *soak) looksAt(all []*taken, address string) {
	s.t.Helper()
	process := fmt.Sprintf("/proc/%d/", s.program.Process.Pid)
	statm, err := os.ReadFile(process + "statm")
	if err != nil {
		s.t.Fatal(err)
	}
	files, err := os.ReadDir(process + "fd")
	if err != nil {
		s.t.Fatal(err)
	}
	_, page := get(s.t, address, "/metrics")
	pages, _ := strconv.ParseFloat(strings.Fields(string(statm))[1], 64) // the kernel writes numbers
	for i, value := range []float64{
		pages * float64(os.Getpagesize()), gauge(s.t, page, "go_memstats_next_gc_bytes") / 2, gauge(s.t, page, "go_goroutines"), float64(len(files)),
	} {
		all[i].samples = append(all[i].samples, value)
	}
}

// gauge finds a number in a page of metrics.
func gauge(t *testing.T, page, name string) float64 {
	t.Helper()
	_, rest, _ := strings.Cut(page, "\n"+name+" ")
	number, _, _ := strings.Cut(rest, "\n")
	value, err := strconv.ParseFloat(number, 64)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return value
}

// isFlat compares the middle of the two halves of the time that is judged.
func (one *taken) isFlat(t *testing.T) {
	t.Helper()
	judged := one.samples[int(settling*float64(len(one.samples))):]
	half := len(judged) / 2
	before, after := median(judged[:half]), median(judged[half:])
	between := steady.Hours() * (1 - settling) / 2
	t.Logf("%s: at first %.0f, then %.0f and %.0f, at most %.0f; %+.1f %% in an hour by the slope", one.name, one.samples[0], before, after,
		slices.Max(one.samples), 100*slope(judged)*float64(len(judged))/(2*between)/before)
	if allowed := max(one.part*before, one.most); after-before > allowed && (!one.slow || *steady >= settled) {
		t.Errorf("%s rose from %.0f to %.0f in %v", one.name, before, after, time.Duration(between*float64(time.Hour)).Round(time.Second))
	}
}

func median(of []float64) float64 {
	sorted := slices.Sorted(slices.Values(of))
	return sorted[len(sorted)/2]
}

// slope is by how much the samples rise from one to the next, by least squares.
func slope(of []float64) float64 {
	n := float64(len(of))
	var x, y, xx, xy float64
	for i, value := range of {
		at := float64(i)
		x, y, xx, xy = x+at, y+value, xx+at*at, xy+at*value
	}
	if d := n*xx - x*x; math.Abs(d) > 0 {
		return (n*xy - x*y) / d
	}
	return 0
}
