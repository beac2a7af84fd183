package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	startLimit = 30 * time.Second // for a start to the first poll, with room for a slow machine
	stopLimit  = 15 * time.Second
	ticks      = 100 // a second, in /proc/PID/stat: fixed on Linux
)

// process is a program under measurement, as a process of its own, with its own server.
type process struct {
	name   string
	server *server
	cmd    *exec.Cmd
	output tail
	// started is the time from exec to the first poll.
	started time.Duration
	gone    chan struct{} // closed when the process has ended
	err     error         // how it ended; read once gone is closed
}

// start runs a program in folder and returns when it asks for updates for the first time.
func start(ctx context.Context, name, folder string, command []string, env ...string) (*process, error) {
	server, err := startServer()
	if err != nil {
		return nil, err
	}
	p := &process{name: name, server: server, gone: make(chan struct{})}
	p.cmd = exec.CommandContext(ctx, command[0], command[1:]...) //nolint:gosec // the bench's own builds
	p.cmd.Dir = folder
	p.cmd.Stdout, p.cmd.Stderr = &p.output, &p.output
	p.cmd.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + folder, "BOT_TOKEN=" + botToken, "BOT_API_URL=" + server.address,
	}, env...)
	begun := time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, errors.Join(err, server.close())
	}
	go func() {
		p.err = p.cmd.Wait()
		close(p.gone)
	}()
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	if err := p.within(ctx, func(ctx context.Context) error {
		select {
		case <-server.queue.polled:
			return nil
		case <-ctx.Done():
			return fmt.Errorf("it did not ask for updates: %w", ctx.Err())
		}
	}); err != nil {
		return nil, errors.Join(err, p.kill())
	}
	p.started = time.Since(begun)
	return p, nil
}

// rest lets the process come to rest and tells how much of it is in memory, in bytes.
func (p *process) rest(ctx context.Context) (int64, error) {
	select {
	case <-time.After(settle):
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	return p.memory()
}

// within runs wait, which ends early when the process does. The error says what the process printed last.
func (p *process) within(ctx context.Context, wait func(context.Context) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go func() {
		select {
		case <-p.gone:
			cancel(errors.New("the process ended"))
		case <-ctx.Done():
		}
	}()
	if err := wait(ctx); err != nil {
		return fmt.Errorf("%s: %w (%w); it printed:\n%s", p.name, err, context.Cause(ctx), &p.output)
	}
	return nil
}

// stop asks the process to finish and returns an error when it does not, or when it called what the server does not know.
func (p *process) stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return errors.Join(err, p.kill())
	}
	select {
	case <-p.gone:
	case <-time.After(stopLimit):
		return errors.Join(fmt.Errorf("%s did not stop within %v", p.name, stopLimit), p.kill())
	}
	if p.err != nil {
		return errors.Join(fmt.Errorf("%s: %w; it printed:\n%s", p.name, p.err, &p.output), p.server.close())
	}
	return errors.Join(p.server.strange(), p.server.close())
}

// kill ends a process that has nothing to finish.
func (p *process) kill() error {
	if err := p.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	<-p.gone
	return p.server.close()
}

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
func (p *process) memory() (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kilobytes, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			return kilobytes << 10, err
		}
	}
	return 0, errors.New("/proc/PID/status has no VmRSS")
}

// tail keeps the end of what is written to it.
type tail struct {
	mu   sync.Mutex
	text []byte
}

const tailLength = 4 << 10

// Write never fails.
func (t *tail) Write(text []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, text...)
	t.text = t.text[max(0, len(t.text)-tailLength):]
	return len(text), nil
}

// String returns what was kept.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}
