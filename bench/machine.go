package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// machine says on what is measured: figures mean nothing without it.
func (b *bench) machine(ctx context.Context) (fmt.Stringer, error) {
	disk, err := fsync(b.folder)
	if err != nil {
		return nil, err
	}
	version, err := exec.CommandContext(ctx, "go", "env", "GOVERSION").Output()
	if err != nil {
		return nil, err
	}
	t := &table{heading: fmt.Sprintf("%d × %s, %s/%s, %s, fsync of 4 KB on the disk %.2f ms", runtime.NumCPU(), processor(),
		runtime.GOOS, runtime.GOARCH, strings.TrimSpace(string(version)), float64(disk.Microseconds())/1000)}
	busy, err := busy(ctx)
	if err != nil {
		return nil, err
	}
	if busy > busyMost {
		t.notes = append(t.notes, fmt.Sprintf("Other programs keep the processors busy (%s): what follows says little.", percent(busy)))
	}
	if disk < inMemory {
		t.notes = append(t.notes, "That folder seems to lie in memory, where durability costs nothing: name one on a disk with -dir.")
	}
	return t, nil
}

// inMemory is faster than any disk makes a write durable.
const inMemory = 10 * time.Microsecond

// busyMost is how busy the machine may be with other things for the figures to mean something.
const busyMost = 0.1

// busy tells which share of the processors' time is used while the bench does nothing for a moment.
func busy(ctx context.Context) (float64, error) {
	usedBefore, allBefore, err := processors()
	if err != nil {
		return 0, err
	}
	select {
	case <-time.After(2 * time.Second):
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	used, all, err := processors()
	return float64(used-usedBefore) / float64(all-allBefore), err
}

// processors tells how much time the processors were used for, and how much there was, in ticks.
func processors() (used, all int, err error) {
	stat, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, 0, err
	}
	line, _, _ := strings.Cut(string(stat), "\n")
	for i, field := range strings.Fields(line)[1:9] { // user, nice, system, idle, iowait, irq, softirq, steal
		ticks, err := strconv.Atoi(field)
		if err != nil {
			return 0, 0, err
		}
		all += ticks
		if i != 3 && i != 4 {
			used += ticks
		}
	}
	return used, all, nil
}

// processor returns the model of the processor, or what the system does not tell.
func processor() string {
	info, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "processor of unknown model"
	}
	for line := range strings.Lines(string(info)) {
		if name, model, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(model)
		}
	}
	return "processor of unknown model"
}

// fsync returns the median time that the disk under folder takes to make 4 KB durable.
func fsync(folder string) (median time.Duration, err error) {
	path := filepath.Join(folder, "fsync")
	file, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, file.Close(), os.Remove(path)) }()
	var times []time.Duration
	for range 51 {
		began := time.Now()
		if _, err := file.WriteAt(make([]byte, 4<<10), 0); err != nil {
			return 0, err
		}
		if err := file.Sync(); err != nil {
			return 0, err
		}
		times = append(times, time.Since(began))
	}
	return percentile(ordered(times), 50), nil
}
