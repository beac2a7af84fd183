package content

import (
	"errors"
	"strings"
	"time"
)

// How long a sanction may last. Telegram takes less than half a minute, and more than 366 days, for ever.
const (
	ShortestSanction = time.Minute
	LongestSanction  = 365 * 24 * time.Hour
)

// Reasons why a word is no duration.
var (
	ErrNoDuration = errors.New("it is no number with a unit behind it")
	ErrTooShort   = errors.New("it is shorter than ShortestSanction")
	ErrTooLong    = errors.New("it is longer than LongestSanction")
)

// durationUnits are the units as people of the three languages shorten them.
var durationUnits = map[string]time.Duration{
	"m": time.Minute, "min": time.Minute, "м": time.Minute, "мин": time.Minute,
	"h": time.Hour, "ч": time.Hour, "час": time.Hour, "сағ": time.Hour, "с": time.Hour,
	"d": 24 * time.Hour, "д": 24 * time.Hour, "дн": 24 * time.Hour, "к": 24 * time.Hour, "күн": 24 * time.Hour,
}

// forever are the words for a sanction without an end, folded to lower case.
var forever = map[string]bool{"forever": true, "навсегда": true, "мәңгі": true, "мәңгілік": true}

// ParseDuration reads how long a sanction lasts: 30m, 12h, 7d. Errors: ErrNoDuration, ErrTooShort, ErrTooLong.
func ParseDuration(word string) (time.Duration, error) {
	digits := strings.TrimLeft(word, "0123456789")
	number, unit := word[:len(word)-len(digits)], durationUnits[strings.ToLower(digits)]
	if number == "" || unit == 0 {
		return 0, ErrNoDuration
	}
	length := time.Duration(0)
	for _, digit := range number {
		if length = 10*length + time.Duration(digit-'0')*unit; length > LongestSanction {
			return 0, ErrTooLong
		}
	}
	if length < ShortestSanction {
		return 0, ErrTooShort
	}
	return length, nil
}

// IsForever tells whether a word asks for a sanction without an end.
func IsForever(word string) bool { return forever[strings.ToLower(word)] }

// WriteDuration writes a duration as ParseDuration reads it, in the largest unit in which it is a whole number; what is left below a minute is dropped.
func WriteDuration(d time.Duration) (number int, unit string) {
	switch {
	case d%(24*time.Hour) == 0:
		return int(d / (24 * time.Hour)), "d"
	case d%time.Hour == 0:
		return int(d / time.Hour), "h"
	}
	return int(d / time.Minute), "m"
}
