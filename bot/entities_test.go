package bot

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/content/text"
)

// marked returns what a group's message with these marks is decoded to, and of each mark the words that it stands on.
func marked(t testing.TB, said string, marks ...wireEntity) (content.Message, []string) {
	t.Helper()
	list, err := json.Marshal(marks)
	if err != nil {
		t.Fatal(err)
	}
	w := wireMessage{Text: said, Entities: list}
	m := content.Message{Text: text.Normalise(said)}
	m.Entities = w.entities(m.Text)
	units := utf16.Encode([]rune(m.Text))
	var words []string
	for _, e := range m.Entities {
		words = append(words, string(utf16.Decode(units[e.Offset:e.Offset+e.Length])))
	}
	return m, words
}

func TestMarksFollowTheTextThatIsMadeSafe(t *testing.T) {
	for _, c := range []struct {
		said           string
		offset, length int
		want           []string
	}{
		{"plain bold", 6, 4, []string{"bold"}},
		{"  led by spaces", 2, 3, []string{"led"}},
		{"one\n\n\n\n\ntwo", 8, 3, []string{"two"}},
		{"end  \nnext", 6, 4, []string{"next"}},
		{"end  \nnext", 0, 5, []string{"end"}},
		{"👍👍 great", 5, 5, []string{"great"}},
		{"a\u200bb\u200bc word", 6, 4, []string{"word"}},
		{"e\u0301te\u0301 chaud", 6, 5, []string{"chaud"}},
		{"two words", 0, 100, nil},
		{"two words", -1, 3, nil},
		{"two words", 3, 1, nil},
		{"👍 half", 1, 1, nil},
		{"whole line  ", 0, 12, []string{"whole line"}},
		{"\u200b\u200b", 0, 2, nil},
	} {
		_, got := marked(t, c.said, wireEntity{Type: "bold", Offset: c.offset, Length: c.length})
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q from %d, %d (-want +got):\n%s", c.said, c.offset, c.length, diff)
		}
	}
}

// FuzzPlaces holds places that are found from the stop before them against those that are found from the beginning.
func FuzzPlaces(f *testing.F) {
	for _, said := range []string{
		"Сло\u200bво и\u0306 за  словом \n\n\n и \t ещё ", " e\u0301te\u0301 \u200d \u115f x\u0301\u0301\u0301\u0301\u0301\u0301 ", "👩\u200d👩 \r\nab \u2028 ",
		"\u0e33 ক\u09c7\u09be 각\u11a8 ",
	} {
		f.Add(said)
	}
	f.Fuzz(func(t *testing.T, said string) {
		said = said[:min(len(said), 2*stride)]
		said = strings.Repeat(said, min(10, 1+4*stride/max(1, len(said))))
		m := newMover(said, text.Normalise(said))
		for at := range len(m.units) + 1 {
			m.left = mostNormalised
			if got, want := m.place(at), normalisedLen(m.units[:at]); got != want {
				t.Fatalf("%q: place %d is at %d, and at %d from the beginning", said, at, got, want)
			}
		}
	})
}

func TestMarksOfOneMessageCostLittle(t *testing.T) {
	var marks []wireEntity
	for i := range maxEntities {
		marks = append(marks, wireEntity{Type: "bold", Offset: 3800 + 2*i, Length: 1})
	}
	if m, _ := marked(t, strings.Repeat("слово ещё ", 410)+"\u200b", marks...); len(m.Entities) < maxEntities/2 {
		t.Errorf("of words %d marks are kept", len(m.Entities))
	}
	if m, _ := marked(t, strings.Repeat("a\u0301", 2048), marks...); len(m.Entities) > 10 {
		t.Errorf("of what has no words %d marks are kept", len(m.Entities))
	}
}

func TestNoAccountStandsInAMark(t *testing.T) {
	m, _ := marked(t, "see him there", wireEntity{Type: "text_link", Offset: 4, Length: 3, URL: "TG://user?id=7001"},
		wireEntity{Type: "text_link", Offset: 8, Length: 5, URL: "https://example.org/"})
	want := []content.Entity{{Type: "text_link", Offset: 4, Length: 3}, {Type: "text_link", Offset: 8, Length: 5, URL: "https://example.org/"}}
	if diff := cmp.Diff(want, m.Entities); diff != "" {
		t.Error(diff)
	}
}

// FuzzMarks checks that marks always fit the text beside which they stand.
func FuzzMarks(f *testing.F) {
	f.Add("  a\u200d👍\n\n\n bold\u0301 x", 3, 5)
	f.Add("\r\n\u2028👩‍👩‍👧", 0, 9)
	f.Fuzz(func(t *testing.T, said string, offset, length int) {
		m, words := marked(t, said, wireEntity{Type: "bold", Offset: offset, Length: length})
		units := utf16.Encode([]rune(m.Text))
		for i, e := range m.Entities {
			if e.Length <= 0 || words[i] == "" || isLow(units[e.Offset]) || isHigh(units[e.Offset+e.Length-1]) {
				t.Errorf("%q: %+v stands on %q", m.Text, e, words[i])
			}
		}
	})
}
