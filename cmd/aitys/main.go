// Command aitys is the bot's one binary: it runs a newsroom, checks and stores its articles. It wires the rooms together and decides
// nothing that readers see: that is done in handlers.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"aitys/bot"
)

// Exit codes that scripts rely on.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, func() {
		stop() // a second signal ends the program at once
		time.AfterFunc(lastEnd, leave)
	})
	code := execute(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// lastEnd is when a program that was told to stop ends in any case: a store that hangs must not keep a server from going down.
const lastEnd = 9 * time.Second

// leave ends the program in the middle of its work. What was begun is in the store or still with Telegram, and goes on at the next start.
func leave() {
	fmt.Fprintln(os.Stderr, "aitys: stopped without waiting any longer: what was begun goes on at the next start")
	os.Exit(exitDone)
}

// execute runs one command line and returns its exit code. Every error is said once, on standard error.
func execute(ctx context.Context, args []string) int {
	root := newRoot()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var usage *usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errSaid):
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintln(os.Stderr, bot.Redact(err.Error()))
		return exitUsage
	}
	fmt.Fprintln(os.Stderr, "aitys: "+bot.Redact(err.Error()))
	return exitFailed
}

// errSaid ends a command that has already said what is wrong.
var errSaid = errors.New("the fault has been said")

// usageError is a command line or a configuration that cannot be used as it is.
type usageError struct{ err error }

// Error says what is wrong.
func (e *usageError) Error() string { return e.err.Error() }

// Unwrap returns the cause.
func (e *usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error {
	return &usageError{fmt.Errorf(format, args...)}
}
