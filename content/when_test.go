package content_test

import (
	"errors"
	"testing"
	"time"

	"aitys/content"
)

// aSunday is when the words are said.
func aSunday(zone *time.Location) time.Time { return time.Date(2026, 3, 1, 12, 30, 20, 0, zone) }

func TestParseWhen(t *testing.T) {
	zone := time.FixedZone("Almaty", 5*60*60)
	for words, want := range map[string]string{
		"2026-03-02 09:00": "03-02 09:00", "2026-03-02T09:00": "03-02 09:00", "02.03.2026 9:00": "03-02 09:00", "2.3.2026, 9:05": "03-02 09:05",
		"tomorrow 9:00": "03-02 09:00", "Tomorrow at 9 am": "03-02 09:00", "tomorrow 9pm": "03-02 21:00", "today 18:00": "03-01 18:00", "18:00": "03-01 18:00", "9:00": "03-02 09:00",
		"завтра в 9": "03-02 09:00", "завтра в 9 утра": "03-02 09:00", "завтра в 7 вечера": "03-02 19:00", "послезавтра 10:15": "03-03 10:15", "в пятницу в 18:30": "03-06 18:30",
		"ертең 9:00": "03-02 09:00", "ертең сағат 9-да": "03-02 09:00", "ертең таңғы 9-да": "03-02 09:00", "бүгін кешкі 7-де": "03-01 19:00", "жұмада 18:30": "03-06 18:30", "дүйсенбі күні сағат 10:00-де": "03-02 10:00",
		"Monday 8:00": "03-02 08:00", "on Sunday at 13:00": "03-01 13:00", "sunday 12:00": "03-08 12:00", "next fri 7:00": "03-06 07:00", "вс 13:00": "03-01 13:00",
		"in 2 hours": "03-01 14:30", "in an hour": "03-01 13:30", "через 2 часа": "03-01 14:30", "через час": "03-01 13:30", "через 15 минут": "03-01 12:45", "через неделю": "03-08 12:30",
		"2 сағаттан кейін": "03-01 14:30", "бір күннен соң": "03-02 12:30", "30 минуттан кейін": "03-01 13:00", "завтра в 12 дня": "03-02 12:00", "завтра в 12 ночи": "03-02 00:00", "завтра в 12 am": "03-02 00:00",
	} {
		at, err := content.ParseWhen(words, aSunday(zone))
		if got := at.Format("01-02 15:04"); err != nil || got != want {
			t.Errorf("%q is %s (%v), want %s", words, got, err, want)
		}
	}
	for words, want := range map[string]error{
		"": content.ErrWhenUnclear, "soon": content.ErrWhenUnclear, "tomorrow": content.ErrWhenUnclear, "25:00": content.ErrWhenUnclear, "tomorrow friday 9:00": content.ErrWhenUnclear,
		"9:00 10:00": content.ErrWhenUnclear, "2026-02-30 09:00": content.ErrWhenUnclear, "tomorrow in 2 hours": content.ErrWhenUnclear, "in 0 hours": content.ErrWhenUnclear, "в": content.ErrWhenUnclear,
		"2 hours": content.ErrWhenUnclear, "13 am": content.ErrWhenUnclear, "2026-03-01 12:30": content.ErrWhenPast, "today 9:00": content.ErrWhenPast, "2025-12-31 09:00": content.ErrWhenPast,
		"2062-03-02 09:00": content.ErrWhenFar, "через 1000 недель": content.ErrWhenFar,
	} {
		if at, err := content.ParseWhen(words, aSunday(zone)); !errors.Is(err, want) {
			t.Errorf("%q is %s (%v), want %v", words, at, err, want)
		}
	}
}

func TestParseWhenClocksChange(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zones are installed:", err)
	}
	if at, err := content.ParseWhen("2026-03-29 02:30", aSunday(zone)); !errors.Is(err, content.ErrWhenNever) {
		t.Errorf("an hour that is left out is %s (%v)", at, err)
	}
	twice, err := content.ParseWhen("2026-10-25 02:30", aSunday(zone))
	if want := time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC); err != nil || !twice.Equal(want) {
		t.Errorf("an hour that comes twice is %s (%v), want the first, %s", twice.UTC(), err, want)
	}
	next, err := content.ParseWhen("tomorrow 9:00", time.Date(2026, 3, 28, 12, 0, 0, 0, zone))
	if want := time.Date(2026, 3, 29, 9, 0, 0, 0, zone); err != nil || !next.Equal(want) {
		t.Errorf("9:00 after the change is %s (%v)", next, err)
	}
}

func FuzzParseWhen(f *testing.F) {
	for _, words := range []string{"2026-03-02 09:00", "завтра в 9 утра", "ертең сағат 9-да", "in 2 hours", "бір күннен соң", "sunday 12:00 pm", "31.12.2026 t 9"} {
		f.Add(words, int64(1772368220))
	}
	zone := time.FixedZone("Almaty", 5*60*60)
	f.Fuzz(func(t *testing.T, words string, second int64) {
		now := time.Unix(second%4e9, 0).In(zone)
		at, err := content.ParseWhen(words, now)
		switch {
		case err != nil && !at.IsZero():
			t.Errorf("%q: %s with %v", words, at, err)
		case err == nil && (!at.After(now) || at.Sub(now) > 367*24*time.Hour || at.Second() != 0):
			t.Errorf("%q at %s is %s", words, now, at)
		}
	})
}
