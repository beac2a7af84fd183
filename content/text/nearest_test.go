package text

import "testing"

func TestNearest(t *testing.T) {
	keys := []string{"id", "label", "value", "low", "high", "qualifier", "unit", "period", "source"}
	commands := []string{"start", "help", "articles", "summary", "section", "figures", "language", "cancel"}
	for _, c := range []struct {
		word  string
		known []string
		want  string
	}{
		{"label", keys, "label"},
		{"lable", keys, "label"},
		{"Labell", keys, "label"},
		{"vlaue", keys, "value"},
		{"untis", keys, "unit"},
		{"hihg", keys, "high"},
		{"lw", keys, ""},
		{"x", keys, ""},
		{"", keys, ""},
		{"colour", keys, ""},
		{"sumary", commands, "summary"},
		{"summ", commands, "summary"},
		{"fig", commands, "figures"},
		{"fi", commands, ""},
		{"hepl", commands, "help"},
		{"weather", commands, ""},
		{"cat", []string{"bat", "rat"}, "bat"},
		{"cat", []string{"rat", "bat"}, "rat"},
		{"фигуры", commands, ""},
		{"кест", []string{"кесте"}, "кесте"},
		{"word", nil, ""},
	} {
		got, ok := Nearest(c.word, c.known)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("Nearest(%q) = %q, %t, want %q", c.word, got, ok, c.want)
		}
	}
}
