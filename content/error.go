package content

import (
	"errors"
	"fmt"
)

// Code says what kind of error it is; what people read is chosen by Error.Key.
type Code string

// The codes of errors.
const (
	NotFound    Code = "not_found"   // what was named does not exist, or not for this person
	Invalid     Code = "invalid"     // what was given cannot be used as it is
	Conflict    Code = "conflict"    // it no longer applies
	Unavailable Code = "unavailable" // the store fails: full, busy, read-only, unreachable; worth trying again
)

// Error is an error of the domain: Code for programs, Key and Args for the phrase that a person reads, Err for the log.
type Error struct {
	Code Code
	Op   string         // what was being done: "storage.Article"
	Key  string         // the phrase that tells the person what to do; empty where no person is told
	Args map[string]any // what the phrase needs
	Err  error
}

// Error returns the error's words for the log.
func (e *Error) Error() string {
	switch {
	case e.Err != nil && e.Key != "":
		return fmt.Sprintf("%s: %s (%s): %v", e.Op, e.Code, e.Key, e.Err)
	case e.Err != nil:
		return fmt.Sprintf("%s: %s: %v", e.Op, e.Code, e.Err)
	}
	return fmt.Sprintf("%s: %s (%s)", e.Op, e.Code, e.Key)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf returns the code of the first Error in err's chain, or "" where there is none.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
