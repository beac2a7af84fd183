package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// ticks is the unit of time in /proc/PID/stat: so many are a second, on every Linux.
const ticks = 100

// cpu tells the processor time that the process has used, in steps of ten milliseconds.
func (p *process) cpu() (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	// The name of the program, in brackets, may hold spaces; utime and stime are the 12th and 13th field behind it.
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	if len(fields) < 13 {
		return 0, fmt.Errorf("/proc/PID/stat has %d fields behind the name", len(fields))
	}
	user, err := strconv.Atoi(fields[11])
	if err != nil {
		return 0, err
	}
	system, err := strconv.Atoi(fields[12])
	return time.Duration(user+system) * time.Second / ticks, err
}

// memory tells how much of the process is in memory, in bytes.
func (p *process) memory() (int64, error) { return p.status("VmRSS:") }

// most tells how much of the process was in memory at most, in bytes.
func (p *process) most() (int64, error) { return p.status("VmHWM:") }

// status reads a number of bytes that the system keeps about the process.
func (p *process) status(name string) (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			kilobytes, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			return kilobytes << 10, err
		}
	}
	return 0, fmt.Errorf("/proc/PID/status has no %s", name)
}

// settle is how long a process rests before its memory is read.
const settle = time.Second

// rest lets the process come to rest and tells how much of it is in memory, in bytes.
func (p *process) rest(ctx context.Context) (int64, error) {
	select {
	case <-time.After(settle):
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	return p.memory()
}

// idle returns when the process, which looks through its database after its start, has come to rest.
func (p *process) idle(ctx context.Context) error {
	const every, little = 500 * time.Millisecond, 20 * time.Millisecond
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for before := time.Duration(-1); ; {
		used, err := p.cpu()
		if err != nil || before >= 0 && used-before <= little {
			return err
		}
		before = used
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
