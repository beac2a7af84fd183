package main

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"aitys/content"
	"aitys/moderation"
	"aitys/phrases"
)

func TestEachLineGetsItsOwn(t *testing.T) {
	chain := moderation.NewChain(moderation.DefaultLimits, []moderation.Word{{Kind: moderation.BlockedWord, Text: "pumpkin"}}, moderation.NewCounts())
	for _, c := range []struct {
		name, in string
		want     []string // the verdicts
	}{
		{"nothing", "", nil},
		{"both line ends, the last without one", "Rents are too high here\r\nThe pumpkins\nRents again", []string{"pass", "reject", "pass"}},
		{"no UTF-8", "\xff\xfe\x00 rents\n\xc3\n", []string{"pass", "pass"}},
		{"empty lines", "\n\n", []string{"pass", "pass"}},
		{"a line longer than the filters read, and one behind it", strings.Repeat("rents ", 1<<18) + "\nThe pumpkins, \"quoted\"\n", []string{"hold", "reject"}},
		{"a line that fills the buffer to the byte", strings.Repeat("x", 1<<16-1) + "\n" + strings.Repeat("y", 1<<16) + "\npumpkin\n", []string{"hold", "hold", "reject"}},
	} {
		var out bytes.Buffer
		if err := judge(t.Context(), chain, phrases.In(content.English, nil), strings.NewReader(c.in), &out); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil || len(rows) != len(c.want) {
			t.Errorf("%s: %d lines, want %d (%v)", c.name, len(rows), len(c.want), err)
			continue
		}
		for i, row := range rows {
			if len(row) != 3 || row[0] != c.want[i] {
				t.Errorf("%s: line %d: %q, want %s", c.name, i+1, row, c.want[i])
			}
		}
	}
}
