package content

import "time"

// Date is a calendar day without a time zone; the zero Date is no day.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// IsZero tells whether d is no day.
func (d Date) IsZero() bool { return d == Date{} }

// ParseDate reads a day written as 2026-01-31. The error is time.ParseError.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, err
	}
	return DateOf(t), nil
}

// DateOf returns the day of t in t's own zone.
func DateOf(t time.Time) Date { return Date{t.Year(), t.Month(), t.Day()} }

// String writes the day as 2026-01-31, and the zero Date as "".
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
