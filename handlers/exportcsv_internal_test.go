package handlers

import (
	"strings"
	"testing"

	"aitys/content"
)

// TestNoCellIsAFormula gives a cell each beginning that a spreadsheet takes for one.
func TestNoCellIsAFormula(t *testing.T) {
	for _, begin := range []string{"=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0=", "＝", "＋", "－", "＠"} {
		hostile := begin + `cmd|' /C calc'!A0`
		if got := guardCell(hostile); got != "'"+hostile {
			t.Errorf("%q became %q", hostile, got)
		}
	}
	for _, harmless := range []string{"", "a=1", "1 + 1", "'=1", " a", "Қала"} {
		if got := guardCell(harmless); got != harmless {
			t.Errorf("%q became %q", harmless, got)
		}
	}
}

func FuzzGuardCell(f *testing.F) {
	f.Add("=1")
	f.Add(" \u00a0＝1")
	f.Fuzz(func(t *testing.T, cell string) {
		got := guardCell(cell)
		if trimmed := strings.TrimLeft(got, " \u00a0"); trimmed != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(trimmed)[0]) {
			t.Errorf("%q became %q", cell, got)
		}
		if strings.TrimPrefix(got, "'") != cell && got != cell {
			t.Errorf("%q was changed into %q", cell, got)
		}
	})
}

// TestNoAccountIsNamed: by a mark, whose words may be a name, by a user name, or by an address.
func TestNoAccountIsNamed(t *testing.T) {
	for words, want := range map[string]string{
		"Zhanat says so, 🙂 and @zhanat_t too":                          "@… says so, 🙂 and @… too",
		"🙂🙂 Zhanat":                                                    "🙂🙂 @…",
		"see https://t.me/zhanat_t/12, tg://user?id=7712345, T.ME/abc": "see @…/12, @…, @…",
		"mail to nobody, 5 @ 6, a@b":                                   "mail to nobody, 5 @ 6, a@b",
	} {
		c := content.Comment{Text: words}
		if before, _, named := strings.Cut(words, "Zhanat"); named {
			offset := len([]rune(before)) + strings.Count(before, "🙂")
			c.Entities = []content.Entity{{Type: "bold", Offset: 0, Length: 2}, {Type: "text_mention", Offset: offset, Length: 6}}
		}
		if got := withoutAccounts(c); got != want {
			t.Errorf("%q became %q, want %q", words, got, want)
		}
	}
	for _, mark := range []content.Entity{{Type: "mention", Offset: 3, Length: 9}, {Type: "mention", Offset: -1, Length: 1}, {Type: "mention", Offset: 1}} {
		if got := withoutAccounts(content.Comment{Text: "four", Entities: []content.Entity{mark}}); got != "four" {
			t.Errorf("%+v: %q", mark, got)
		}
	}
}
