package main

import (
	"strings"
	"testing"
)

func TestTallyFindsMissingAndRepeatedReplies(t *testing.T) {
	p := people{first: 100, step: 10, count: 2}
	for _, c := range []struct {
		name  string
		chats []int64
		wrong string
	}{
		{"each its own", []int64{100, 110, 110}, ""},
		{"one twice, one not", []int64{100, 100, 110}, "1 replies are missing and 1 are too many"},
		{"one too many", []int64{100, 110, 110, 110}, "0 replies are missing and 1 are too many"},
		{"to nobody", []int64{100, 105, 110}, "1 replies are missing"},
	} {
		tally := newTally(load{people: p, starts: make([]int, 4), due: []int{1, 2}}, 1)
		for _, chat := range c.chats {
			tally.add(chat, []byte("body"))
		}
		if err := tally.wait(t.Context()); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		err := tally.check([]int{1, 2})
		if c.wrong == "" && err != nil || c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)) {
			t.Errorf("%s: %v", c.name, err)
		}
		if len(tally.bodies) != 1 {
			t.Errorf("%s: kept %d bodies, want 1", c.name, len(tally.bodies))
		}
	}
}
