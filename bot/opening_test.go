package bot

import (
	"encoding/json"
	"testing"
)

func TestAnOpeningIsTheFirstLine(t *testing.T) {
	for raw, want := range map[string]string{
		`"Search: bread\nOne\nTwo"`:             "Search: bread",
		`"one line"`:                            "one line",
		`""`:                                    "",
		`"\nnothing above"`:                     "",
		`"a path C:\\next \"n\" \u041d\nbelow"`: `a path C:\next "n" Н`,
		`null`:                                  "",
	} {
		var got opening
		if err := json.Unmarshal([]byte(raw), &got); err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v", raw, got, err)
		}
	}
	var got opening
	if err := json.Unmarshal([]byte(`5`), &got); err == nil {
		t.Errorf("a number was read as %q", got)
	}
}
