package content_test

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"aitys/content"
)

func TestParseDuration(t *testing.T) {
	const day = 24 * time.Hour
	for word, want := range map[string]time.Duration{
		"30m": 30 * time.Minute, "12h": 12 * time.Hour, "7d": 7 * day, "7D": 7 * day, "30м": 30 * time.Minute, "12ч": 12 * time.Hour, "7д": 7 * day,
		"2сағ": 2 * time.Hour, "3күн": 3 * day, "007d": 7 * day, "365d": 365 * day, "1m": time.Minute,
	} {
		if got, err := content.ParseDuration(word); err != nil || got != want {
			t.Errorf("%s: %v, %v", word, got, err)
		}
	}
	for word, want := range map[string]error{
		"": content.ErrNoDuration, "7": content.ErrNoDuration, "d": content.ErrNoDuration, "-7d": content.ErrNoDuration, "7.5d": content.ErrNoDuration,
		"7 d": content.ErrNoDuration, "7y": content.ErrNoDuration, "d7": content.ErrNoDuration, "٧d": content.ErrNoDuration, "forever": content.ErrNoDuration,
		"0d": content.ErrTooShort, "366d": content.ErrTooLong, "99999999999999999999999d": content.ErrTooLong,
	} {
		if got, err := content.ParseDuration(word); !errors.Is(err, want) || got != 0 {
			t.Errorf("%q: %v, %v", word, got, err)
		}
	}
	for word, want := range map[string]bool{"forever": true, "Навсегда": true, "МӘҢГІ": true, "": false, "ever": false} {
		if content.IsForever(word) != want {
			t.Errorf("%q: %v", word, !want)
		}
	}
}

func FuzzParseDuration(f *testing.F) {
	for _, word := range []string{"7d", "30м", "0h", "366d", "99999999999999999999d", "7", "д", "\xff7d", "7\x00d"} {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		length, err := content.ParseDuration(word)
		if err != nil {
			if length != 0 {
				t.Errorf("%q: %v beside %v", word, length, err)
			}
			return
		}
		if length < content.ShortestSanction || length > content.LongestSanction {
			t.Errorf("%q lasts %v", word, length)
		}
		number, unit := content.WriteDuration(length)
		if again, err := content.ParseDuration(strconv.Itoa(number) + unit); err != nil || again != length {
			t.Errorf("%q is written %d%s, which lasts %v (%v)", word, number, unit, again, err)
		}
	})
}
