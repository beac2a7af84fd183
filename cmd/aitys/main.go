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
	code := execute(ctx, os.Args[1:])
	stop()
	os.Exit(code)
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

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error {
	return &usageError{fmt.Errorf(format, args...)}
}
