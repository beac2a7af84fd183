package phrases

import (
	"testing"
	"time"

	"aitys/content"
)

// inEach compares what each language writes.
func inEach(t *testing.T, what string, write func(v *Voice) string, want map[content.Lang]string) {
	t.Helper()
	for lang, want := range want {
		if got := write(In(lang, nil)); got != want {
			t.Errorf("%s in %s: %q, want %q", what, lang, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	for _, test := range []struct{ number, en, ru, kk string }{
		{"", "", "", ""},
		{"0", "0", "0", "0"},
		{"7", "7", "7", "7"},
		{"999", "999", "999", "999"},
		{"1000", "1,000", "1\u00a0000", "1\u00a0000"},
		{"80000", "80,000", "80\u00a0000", "80\u00a0000"},
		{"999999", "999,999", "999\u00a0999", "999\u00a0999"},
		{"-12345.67", "−12,345.67", "−12\u00a0345,67", "−12\u00a0345,67"},
		{"2.0", "2.0", "2,0", "2,0"},
		{"0.05", "0.05", "0,05", "0,05"},
		{"1000000", "1 million", "1\u00a0млн", "1\u00a0млн"},
		{"1500000", "1.5 million", "1,5\u00a0млн", "1,5\u00a0млн"},
		{"20139000", "20.139 million", "20,139\u00a0млн", "20,139\u00a0млн"},
		{"1234500", "1,234,500", "1\u00a0234\u00a0500", "1\u00a0234\u00a0500"},
		{"20139914", "20,139,914", "20\u00a0139\u00a0914", "20\u00a0139\u00a0914"},
		{"500000000", "500 million", "500\u00a0млн", "500\u00a0млн"},
		{"1000000000", "1 billion", "1\u00a0млрд", "1\u00a0млрд"},
		{"-2500000000", "−2.5 billion", "−2,5\u00a0млрд", "−2,5\u00a0млрд"},
		{"1234567000000", "1,234,567,000,000", "1\u00a0234\u00a0567\u00a0000\u00a0000", "1\u00a0234\u00a0567\u00a0000\u00a0000"},
		{"3000000000000", "3 trillion", "3\u00a0трлн", "3\u00a0трлн"},
		{"4000000000000000", "4,000 trillion", "4\u00a0000\u00a0трлн", "4\u00a0000\u00a0трлн"},
		{"1000000.5", "1,000,000.5", "1\u00a0000\u00a0000,5", "1\u00a0000\u00a0000,5"},
	} {
		inEach(t, test.number, func(v *Voice) string { return v.Number(content.Number(test.number)) },
			map[content.Lang]string{content.English: test.en, content.Russian: test.ru, content.Kazakh: test.kk})
	}
}

func TestDate(t *testing.T) {
	for _, test := range []struct {
		date       content.Date
		en, ru, kk string
	}{
		{content.Date{Year: 2025, Month: time.December, Day: 3}, "December 3, 2025", "3 декабря 2025 г.", "2025 жылғы 3 желтоқсан"},
		{content.Date{Year: 2026, Month: time.January, Day: 31}, "January 31, 2026", "31 января 2026 г.", "2026 жылғы 31 қаңтар"},
		{content.Date{}, "", "", ""},
		{content.Date{Year: 2026, Month: 13, Day: 1}, "", "", ""},
	} {
		inEach(t, test.date.String(), func(v *Voice) string { return v.Date(test.date) },
			map[content.Lang]string{content.English: test.en, content.Russian: test.ru, content.Kazakh: test.kk})
	}
}

func TestTimeIsToldInTheZone(t *testing.T) {
	almaty := time.FixedZone("Asia/Almaty", 5*60*60)
	at := time.Date(2025, 12, 31, 21, 7, 30, 0, time.UTC)
	for lang, want := range map[content.Lang]string{
		content.English: "January 1, 2026, 02:07",
		content.Russian: "1 января 2026 г., 02:07",
		content.Kazakh:  "2026 жылғы 1 қаңтар, 02:07",
	} {
		if got := In(lang, almaty).Time(at); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func TestList(t *testing.T) {
	for _, test := range []struct {
		items      []string
		en, ru, kk string
	}{
		{nil, "", "", ""},
		{[]string{"a"}, "a", "a", "a"},
		{[]string{"a", "b"}, "a and b", "a и b", "a және b"},
		{[]string{"a", "b", "c"}, "a, b and c", "a, b и c", "a, b және c"},
	} {
		inEach(t, "the list", func(v *Voice) string { return v.List(test.items) },
			map[content.Lang]string{content.English: test.en, content.Russian: test.ru, content.Kazakh: test.kk})
	}
}
