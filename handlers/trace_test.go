package handlers

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestAPanicsWordsStayOutOfTheLog tells what Go itself says of a panic from what the program says, which may be what somebody wrote.
func TestAPanicsWordsStayOutOfTheLog(t *testing.T) {
	panics := func(act func()) (err error) {
		defer recovered(&err)
		act()
		return nil
	}
	of := []int{}
	beyond := panics(func() { _ = of[len(of)+3] })
	if said := loggable(beyond); !strings.Contains(said, "index out of range [3]") || !strings.Contains(said, "trace_test.go") {
		t.Errorf("the log does not say what went wrong, or not where: %s", said)
	}
	for _, words := range []any{"their words", errors.New("their words"), fmt.Errorf("a %s", "their words")} {
		bug := fmt.Errorf("wrapped: %w", panics(func() { panic(words) }))
		if said := loggable(bug); strings.Contains(said, "their words") || !strings.Contains(said, "trace_test.go") {
			t.Errorf("the log says %s", said)
		}
		if !strings.Contains(bug.Error(), "their words") {
			t.Error("whoever looks at the parked update does not learn what went wrong")
		}
	}
	if said := loggable(errors.New("a wrong statement")); said != "a wrong statement" {
		t.Errorf("of an error the log says %s", said)
	}
}
