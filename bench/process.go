package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

const (
	startLimit = 30 * time.Second // for a start to the first poll, with room for a slow machine
	stopLimit  = 15 * time.Second
)

// process is a program under measurement, as a process of its own, with its own server.
type process struct {
	name     string
	server   *server
	database *database // nil where the program has none
	cmd      *exec.Cmd
	output   tail
	// started is the time from exec to the first poll.
	started time.Duration
	gone    chan struct{} // closed when the process has ended
	err     error         // how it ended; read once gone is closed
}

// launch runs the program, for the first time or anew.
func (p *process) launch(ctx context.Context, folder string, command, env []string) error {
	p.cmd = exec.CommandContext(ctx, command[0], command[1:]...)
	p.cmd.Dir, p.cmd.Env = folder, env
	p.cmd.Stdout, p.cmd.Stderr = &p.output, &p.output
	p.gone = make(chan struct{})
	if err := p.cmd.Start(); err != nil {
		close(p.gone)
		return err
	}
	go func() {
		p.err = p.cmd.Wait()
		close(p.gone)
	}()
	return nil
}

// again kills the process, whatever it is doing, and starts it anew beside the same server.
func (p *process) again(ctx context.Context) error {
	if err := p.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	<-p.gone
	return p.launch(ctx, p.cmd.Dir, p.cmd.Args, p.cmd.Env)
}

// start runs a program in folder and returns when it asks for updates for the first time.
func start(ctx context.Context, name, folder string, command []string, env ...string) (*process, error) {
	server, err := startServer()
	if err != nil {
		return nil, err
	}
	env = append([]string{"BOT_TOKEN=" + botToken, "BOT_API_URL=" + server.address}, env...)
	return startOn(ctx, server, []*queue{server.queue}, name, folder, command, env...)
}

// startOn runs a program beside a server that is there, and returns when it has asked for the updates of all queues.
func startOn(ctx context.Context, server *server, queues []*queue, name, folder string, command []string, env ...string) (*process, error) {
	p := &process{name: name, server: server}
	env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + folder, "BACKUP_KEEP=0"}, env...)
	begun := time.Now()
	if err := p.launch(ctx, folder, command, env); err != nil {
		return nil, errors.Join(err, server.close())
	}
	ctx, cancel := context.WithTimeout(ctx, startLimit+time.Duration(len(queues))*time.Second) // a newsroom's first start writes its tables
	defer cancel()
	if err := p.within(ctx, func(ctx context.Context) error {
		for _, q := range queues {
			select {
			case <-q.polled:
			case <-ctx.Done():
				return fmt.Errorf("it did not ask for updates: %w", ctx.Err())
			}
		}
		return nil
	}); err != nil {
		return nil, errors.Join(err, p.kill())
	}
	p.started = time.Since(begun)
	return p, nil
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

// sent returns when every reply is marked sent.
func (p *process) sent(ctx context.Context) error {
	if p.database == nil {
		return nil
	}
	return p.database.sent(ctx)
}

// stop asks the process to finish and returns an error when it does not, or when it called what the server does not know.
func (p *process) stop() error {
	err := p.cmd.Process.Signal(syscall.SIGTERM)
	if err == nil {
		select {
		case <-p.gone:
			err = p.err
		case <-time.After(stopLimit):
			err = fmt.Errorf("it did not stop within %v", stopLimit)
		}
	}
	if err != nil {
		err = fmt.Errorf("%s: %w; it printed:\n%s", p.name, err, &p.output)
	}
	return errors.Join(err, p.server.strange(), p.kill())
}

// kill ends a process that has nothing to finish, or has finished.
func (p *process) kill() (err error) {
	if p.database != nil && p.database.store != nil {
		err = p.database.store.Close()
	}
	if killing := p.cmd.Process.Kill(); killing != nil && !errors.Is(killing, os.ErrProcessDone) {
		return errors.Join(err, killing)
	}
	<-p.gone
	return errors.Join(err, p.server.close())
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
