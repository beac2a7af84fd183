package main

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

// sendLongTexts has somebody paste what no message holds: it arrives whole, in several.
func sendLongTexts(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	v := p.enters(browser, desktop, readerEnglish, "private")
	line := strings.Repeat("one two ", 12) + "end"
	long := strings.TrimSpace(strings.Repeat(line+"\n", 100))
	v.pastes(long)
	v.taps(`[data-role="send"]`)
	v.cutsWell(long, "one line or another", func(part string) bool { return strings.HasPrefix(part, "one") && strings.HasSuffix(part, "end") })
	var heard []string
	for length := 0; length < len(long); length += len(heard[len(heard)-1]) + 1 {
		heard = append(heard, p.hears("message", func(u object) bool { return strings.HasPrefix(u.text("message", "text"), "one") }).text("message", "text"))
	}
	if len(heard) != 3 || strings.Join(heard, "\n") != long {
		t.Errorf("in %d messages came %.200q", len(heard), heard)
	}
	v.sees("an empty field", `document.querySelector('[data-role="composer"] textarea').value === ""`)

	v.cutsWell(strings.Repeat("word ", 2000), "a word", func(part string) bool { return strings.HasPrefix(part, "word") && strings.HasSuffix(part, "word") })
	const family, flag = "👨‍👩‍👧‍👦", "🇰🇿"
	v.cutsWell(strings.Repeat(family, 1000), "a family", func(part string) bool { return strings.HasPrefix(part, family) && strings.HasSuffix(part, family) })
	v.cutsWell("x"+strings.Repeat(flag, 2000), "a flag", func(part string) bool { return strings.HasSuffix(part, flag) })
	v.cutsWell("x"+strings.Repeat("😀", 3000), "a face", func(part string) bool { return strings.HasSuffix(part, "😀") })
	v.cutsWell(strings.Repeat("e\u0301", 3000), "an accent", func(part string) bool { return strings.HasPrefix(part, "e") })
	v.cutsWell("😀"+strings.Repeat("\u0301", 9000), "code points", func(part string) bool { return !strings.ContainsRune(part, '\uFFFD') })
}

// cutsWell asks the page to cut a text: no part is too long, each is as it should be, and nothing is lost but blanks.
func (v *visitor) cutsWell(text, what string, fits func(string) bool) {
	v.t.Helper()
	parts := asks[[]string](v, fmt.Sprintf(`import("/assets/split.js").then(({split}) => split(%s))`, quoted(text)))
	blanks := strings.NewReplacer(" ", "", "\n", "")
	if blanks.Replace(strings.Join(parts, "")) != blanks.Replace(text) || len(parts) < 2 {
		v.t.Errorf("cut at %s, %d parts have another text", what, len(parts))
	}
	for _, part := range parts {
		if n := len(utf16.Encode([]rune(part))); n > 4096 || !fits(part) {
			v.t.Errorf("cut at %s, a part of %d units is %.40q … %q", what, n, part, part[max(0, len(part)-40):])
		}
	}
}

// pastes puts a text into the field as the browser does for whoever pastes it.
func (v *visitor) pastes(text string) {
	v.t.Helper()
	v.taps(`[data-role="composer"] textarea`)
	asks[bool](v, fmt.Sprintf(`document.execCommand("insertText", false, %s)`, quoted(text)))
}
