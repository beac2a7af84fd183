package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing that is wrong in an article file, in words for its editor.
type Fault struct {
	File  string
	Line  int   // from 1; 0 where the file as a whole is meant
	Wrong Words // what is wrong
	Want  Words // what is expected instead
}

// String returns the fault as "file:line: what is wrong: what is expected".
func (f Fault) String() string {
	at := f.File
	if f.Line > 0 {
		at = fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	return fmt.Sprintf("%s: %s: %s", at, f.Wrong, f.Want)
}

// Faults are the faults of one file or of several, those of a file by line. As an error they are one line each.
type Faults []Fault

// Error returns the faults, one in each line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i := range f {
		lines[i] = f[i].String()
	}
	return strings.Join(lines, "\n")
}

// sorted returns the faults by line, each once.
func (f Faults) sorted() Faults {
	slices.SortStableFunc(f, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
	return slices.CompactFunc(f, func(a, b Fault) bool { return a.String() == b.String() })
}
