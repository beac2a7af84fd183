package main

import (
	"strings"
	"testing"
	"time"
)

func TestReadOptions(t *testing.T) {
	for _, c := range []struct {
		args, server string
		units, runs  int
		engines      int
		wrong        string
	}{
		{"", "postgres://localhost/postgres", 20_000, 4, 2, ""},
		{"", "", 0, 0, 0, "AITYS_TEST_POSTGRES is not set"},
		{"-engines sqlite", "", 20_000, 4, 1, ""},
		{"-engines sqlite,mysql", "", 0, 0, 0, `no engine "mysql"`},
		{"-engines sqlite -quick", "", 5_000, 1, 1, ""},
		{"-engines sqlite -quick -runs 3", "", 5_000, 3, 1, ""},
		{"-engines sqlite -newsrooms 100", "", 20_000, 4, 1, ""},
		{"-engines sqlite -newsrooms 1", "", 0, 0, 0, "two or more"},
		{"-engines sqlite -rows 5", "", 0, 0, 0, "1000 -rows"},
		{"-engines sqlite -units 5", "", 0, 0, 0, "100 -units"},
	} {
		o, err := readOptions(strings.Fields(c.args), c.server)
		if c.wrong != "" {
			if err == nil || !strings.Contains(err.Error(), c.wrong) {
				t.Errorf("%q: %v", c.args, err)
			}
			continue
		}
		if err != nil || o.units != c.units || o.runs != c.runs || len(o.engines) != c.engines || o.drip < time.Second {
			t.Errorf("%q: %+v, %v", c.args, o, err)
		}
	}
}
