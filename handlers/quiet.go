package handlers

import (
	"errors"
	"strings"
	"time"

	"aitys/content"
	"aitys/storage"
)

// Quiet is the part of each day in which nobody is notified of what they did not ask for at that moment: from From until To after midnight, over midnight where To
// is earlier. The zero Quiet is none.
type Quiet struct{ From, To time.Duration }

var errQuiet = errors.New("it is two times of the day such as 22:00-08:00, or none")

// ParseQuiet reads 22:00-08:00 or none. The error says what it may be.
func ParseQuiet(written string) (Quiet, error) {
	if strings.EqualFold(written, "none") {
		return Quiet{}, nil
	}
	from, to, ok := strings.Cut(written, "-")
	if !ok {
		return Quiet{}, errQuiet
	}
	var q Quiet
	for at, part := range map[*time.Duration]string{&q.From: from, &q.To: to} {
		clock, err := time.Parse("15:04", strings.TrimSpace(part))
		if err != nil {
			return Quiet{}, errQuiet
		}
		*at = time.Duration(clock.Hour())*time.Hour + time.Duration(clock.Minute())*time.Minute
	}
	return q, nil
}

// Until returns when the quiet hours end in which a time lies; false where it lies in none. Where the clocks of the zone change, they last as the clock on the wall
// says.
func (q Quiet) Until(at time.Time, zone *time.Location) (time.Time, bool) {
	if q.From == q.To {
		return time.Time{}, false
	}
	at = at.In(zone)
	since := sinceMidnight(at)
	over := q.To < q.From
	switch {
	case !over && (since < q.From || since >= q.To), over && since < q.From && since >= q.To:
		return time.Time{}, false
	case over && since >= q.From:
		return onClock(at, 1, q.To), true
	}
	return onClock(at, 0, q.To), true
}

// sinceMidnight is what the clock on the wall shows.
func sinceMidnight(at time.Time) time.Duration {
	hour, minute, second := at.Clock()
	return time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second
}

// onClock is the time at which the clock on the wall shows clock, so many days after a day.
func onClock(day time.Time, days int, clock time.Duration) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day()+days, 0, int(clock.Minutes()), 0, 0, day.Location())
}

// quietUntil returns when the newsroom's quiet hours end, where it is quiet at a time or in a moment; false where it is not. What is written now goes out a little
// later.
func (n *Newsroom) quietUntil(now time.Time) (time.Time, bool) {
	if until, quiet := n.quiet.Until(now, n.zone); quiet {
		return until, true
	}
	return n.quiet.Until(now.Add(aMoment), n.zone)
}

// sendUnasked sends what nobody waits for at this moment: word of what somebody else did, or a post. In quiet hours it comes without a sound.
func (n *Newsroom) sendUnasked(tx *storage.Tx, out content.Outgoing) {
	_, quiet := n.quiet.Until(tx.Now(), n.zone)
	out.Silent = out.Silent || quiet
	tx.Send(out)
}

// aMoment is how long what is written into the outbox for many may take to go out.
const aMoment = 15 * time.Second

// clockFace writes a time of the day as a clock shows it.
func clockFace(since time.Duration) string {
	return time.Time{}.Add(since).Format("15:04")
}
