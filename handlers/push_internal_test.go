package handlers

import (
	"testing"
	"unicode/utf8"

	"aitys/content"
)

func TestNumbersAsPeopleTypeThem(t *testing.T) {
	for typed, want := range map[string]string{
		"80000": "80000", "80 000": "80000", "12\u00a0500\u202f000": "12500000", "2,5": "2.5", "2.5": "2.5", "−3": "-3", "80 000 – 90 000": "80000–90000", "80000-90000": "80000–90000", "5 to 7": "5–7", "5 … 7": "5–7",
		"1,500": "", "1.500.000": "", "twelve": "", "": "", "9-5": "", "5–5": "", "1e3": "", "+5": "", "5 %": "",
	} {
		var figure content.Figure
		got := ""
		if writeNumber(&figure, typed) {
			got = string(figure.Value)
			if figure.IsRange() {
				got = string(figure.Low) + "–" + string(figure.High)
			}
		}
		if got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

func FuzzNumberTyped(f *testing.F) {
	for _, typed := range []string{"80 000", "2,5", "5–7", "1,500", "−3 to 7.5"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		var figure content.Figure
		if !writeNumber(&figure, typed) {
			return
		}
		for _, number := range []content.Number{figure.Value, figure.Low, figure.High} {
			if _, err := content.ParseNumber(string(number)); err != nil && number != "" {
				t.Errorf("%q makes %q", typed, number)
			}
		}
		if figure.IsRange() && figure.Low.Cmp(figure.High) >= 0 {
			t.Errorf("%q makes a range from %s to %s", typed, figure.Low, figure.High)
		}
	})
}

func FuzzDecoded(f *testing.F) {
	f.Add([]byte("\xFF\xFEa\x00b\x00"), "a.txt")
	f.Add([]byte("\xcf\xf8\xe5\xed\xe8\xf6\xe0"), "b.md")
	f.Add([]byte("PK\x03\x04word/"), "c.docx")
	f.Add([]byte("\xEF\xBB\xBF---\nslug: a\n---\n"), "")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		text, _, told := decoded(data, name)
		if told == "" && !utf8.ValidString(text) || told != "" && text != "" {
			t.Errorf("%q is read as %q (%s)", data, text, told)
		}
	})
}
