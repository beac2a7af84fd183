package content

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// What is wrong with words that are to say when something happens.
var (
	ErrWhenUnclear = errors.New("the words name no day and hour")
	ErrWhenPast    = errors.New("the time is past")
	ErrWhenNever   = errors.New("clocks are put forward over that time")
	ErrWhenFar     = errors.New("the time is more than a year away")
)

// farthest is how far ahead a time may be: farther ones are mistyped years.
const farthest = 366 * 24 * time.Hour

// ParseWhen reads when something is to happen, in the zone of now: "2026-01-31 09:00", "31.01.2026 9:00", or in English, Russian or Kazakh words "tomorrow 9:00", "завтра в 9", "ертең 9:00",
// "Friday 18:30", "in 2 hours". An hour without a day is the next one there is; a day of the week is the next one; an hour that comes twice, as clocks are put back, is the first.
// Errors: ErrWhenUnclear, ErrWhenPast, ErrWhenNever, ErrWhenFar.
func ParseWhen(words string, now time.Time) (time.Time, error) {
	const longest = 100
	if len(words) > longest {
		return time.Time{}, ErrWhenUnclear
	}
	w := when{now: now, tokens: strings.Fields(strings.NewReplacer(",", " ", "\u00a0", " ").Replace(strings.ToLower(words)))}
	for len(w.tokens) > 0 {
		if !w.fillers() && !w.span() && !w.date() && !w.dayWord() && !w.clock() {
			return time.Time{}, ErrWhenUnclear
		}
	}
	at, err := w.moment()
	switch {
	case err != nil:
		return time.Time{}, err
	case !at.After(now):
		return time.Time{}, ErrWhenPast
	case at.Sub(now) > farthest:
		return time.Time{}, ErrWhenFar
	}
	return at, nil
}

// when is what words said so far.
type when struct {
	now    time.Time
	tokens []string // that are left

	day     Date // the zero Date: none was named
	weekday bool // the day was named by its place in the week
	hour    int
	minute  int
	timed   bool
	half    string // "am" or "pm"; empty: neither was said
	after   time.Duration
	spanned bool
}

// take drops the first tokens.
func (w *when) take(n int) bool {
	w.tokens = w.tokens[n:]
	return true
}

// emptyWhen are words that say nothing of the time by themselves.
var emptyWhen = wordSet("at on next this о в во на к следующий следующую следующее этот эту это сағат сағатта келесі осы күні")

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

func (w *when) fillers() bool {
	first := strings.TrimSuffix(w.tokens[0], ".")
	if half := halves[first]; half != "" && w.half == "" {
		w.half = half
		return w.take(1)
	}
	return emptyWhen[first] && w.take(1)
}

// halves are the words that say which half of the day an hour is in.
var halves = map[string]string{
	"am": "am", "pm": "pm", "a.m": "am", "p.m": "pm", "утра": "am", "ночи": "night", "дня": "day", "вечера": "pm",
	"таңғы": "am", "таңертеңгі": "am", "кешкі": "pm", "түскі": "day", "түнгі": "night",
}

// units are the lengths of time by the words for them.
var units = map[string]time.Duration{
	"minute": time.Minute, "minutes": time.Minute, "min": time.Minute, "минуту": time.Minute, "минуты": time.Minute, "минут": time.Minute, "мин": time.Minute, "минуттан": time.Minute,
	"hour": time.Hour, "hours": time.Hour, "h": time.Hour, "час": time.Hour, "часа": time.Hour, "часов": time.Hour, "сағаттан": time.Hour,
	"day": 24 * time.Hour, "days": 24 * time.Hour, "день": 24 * time.Hour, "дня": 24 * time.Hour, "дней": 24 * time.Hour, "күннен": 24 * time.Hour,
	"week": 7 * 24 * time.Hour, "weeks": 7 * 24 * time.Hour, "неделю": 7 * 24 * time.Hour, "недели": 7 * 24 * time.Hour, "недель": 7 * 24 * time.Hour, "аптадан": 7 * 24 * time.Hour,
}

var (
	beforeSpan = wordSet("in через")
	behindSpan = wordSet("кейін соң later")
	oneOf      = wordSet("a an one один одну одна бір")
)

// span reads "in 2 hours", "через час", "2 сағаттан кейін".
func (w *when) span() bool {
	rest := w.tokens
	leads := beforeSpan[rest[0]]
	if leads {
		rest = rest[1:]
	}
	count := 1
	if len(rest) > 0 {
		if n, err := strconv.Atoi(rest[0]); err == nil && n > 0 && n <= 1000 {
			count, rest = n, rest[1:]
		} else if oneOf[rest[0]] {
			rest = rest[1:]
		}
	}
	if len(rest) == 0 || units[rest[0]] == 0 {
		return false
	}
	unit := units[rest[0]]
	rest = rest[1:]
	if !leads && (len(rest) == 0 || !behindSpan[rest[0]]) {
		return false
	}
	if !leads {
		rest = rest[1:]
	}
	if w.spanned || w.timed || !w.day.IsZero() {
		return false
	}
	w.spanned, w.after, w.tokens = true, time.Duration(count)*unit, rest
	return true
}

var (
	isoDay    = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})(?:t(\d{2}:\d{2}))?$`)
	dottedDay = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4})$`)
)

// date reads a day in digits.
func (w *when) date() bool {
	if !w.day.IsZero() || w.spanned {
		return false
	}
	written, clock := "", ""
	if m := isoDay.FindStringSubmatch(w.tokens[0]); m != nil {
		written, clock = m[1], m[2]
	} else if m := dottedDay.FindStringSubmatch(w.tokens[0]); m != nil {
		written = m[3] + "-" + twoDigits(m[2]) + "-" + twoDigits(m[1])
	}
	day, err := ParseDate(written)
	if err != nil {
		return false
	}
	w.day = day
	if clock != "" {
		w.tokens[0] = clock
		return true
	}
	return w.take(1)
}

func twoDigits(s string) string {
	if len(s) < 2 {
		return "0" + s
	}
	return s
}

// dayWords are days counted from today.
var dayWords = map[string]int{
	"today": 0, "сегодня": 0, "бүгін": 0, "tomorrow": 1, "завтра": 1, "ертең": 1, "послезавтра": 2, "бүрсігүні": 2,
}

// weekdayStems begin the names of the days of the week, and their forms.
var weekdayStems = []struct {
	day   time.Weekday
	stems []string
}{
	{time.Monday, []string{"mon", "monday", "понедельник", "пн", "дүйсенбі"}}, {time.Tuesday, []string{"tue", "tuesday", "вторник", "вт", "сейсенбі"}},
	{time.Wednesday, []string{"wed", "wednesday", "среда", "среду", "ср", "сәрсенбі"}}, {time.Thursday, []string{"thu", "thursday", "четверг", "чт", "бейсенбі"}},
	{time.Friday, []string{"fri", "friday", "пятница", "пятницу", "пт", "жұма"}}, {time.Saturday, []string{"sat", "saturday", "суббота", "субботу", "сб", "сенбі"}},
	{time.Sunday, []string{"sun", "sunday", "воскресенье", "вс", "жексенбі"}},
}

// dayWord reads "tomorrow", "в пятницу", "дүйсенбіде".
func (w *when) dayWord() bool {
	if !w.day.IsZero() || w.spanned {
		return false
	}
	first := strings.TrimSuffix(w.tokens[0], ".")
	if ahead, ok := dayWords[first]; ok {
		w.day = DateOf(w.now.AddDate(0, 0, ahead))
		return w.take(1)
	}
	for _, known := range weekdayStems {
		for _, stem := range known.stems {
			if first == stem || first == stem+"де" || first == stem+"да" {
				ahead := (int(known.day) - int(w.now.Weekday()) + 7) % 7
				w.day, w.weekday = DateOf(w.now.AddDate(0, 0, ahead)), true
				return w.take(1)
			}
		}
	}
	return false
}

// clockPattern is an hour, with its minutes or without, and an ending.
var clockPattern = regexp.MustCompile(`^(\d{1,2})(?::(\d{2}))?(am|pm|h|-?(?:да|де|та|те))?$`)

// clock reads an hour: "9:00", "9", "9 часов", "9pm", "9-да".
func (w *when) clock() bool {
	m := clockPattern.FindStringSubmatch(w.tokens[0])
	if m == nil || w.timed || w.spanned {
		return false
	}
	w.hour, _ = strconv.Atoi(m[1])
	w.minute, _ = strconv.Atoi("0" + m[2])
	if w.hour > 23 || w.minute > 59 {
		return false
	}
	w.timed = true
	if half := halves[m[3]]; half != "" {
		w.half = half
	}
	w.take(1)
	if len(w.tokens) > 0 && hourWords[w.tokens[0]] {
		w.take(1)
	}
	return true
}

var hourWords = wordSet("o'clock часов часа час ч ч. сағатта")

// moment is the time that was said.
func (w *when) moment() (time.Time, error) {
	switch {
	case w.spanned && w.half == "":
		return w.now.Add(w.after).Truncate(time.Minute), nil
	case !w.timed || !w.inHalf():
		return time.Time{}, ErrWhenUnclear
	}
	day := w.day
	if day.IsZero() {
		day = DateOf(w.now)
	}
	at, err := w.on(day)
	if err == nil && !at.After(w.now) {
		switch {
		case w.day.IsZero():
			return w.on(DateOf(w.now.AddDate(0, 0, 1)))
		case w.weekday:
			return w.on(DateOf(w.now.AddDate(0, 0, 7)))
		}
	}
	return at, err
}

// inHalf puts the hour into the half of the day that was said; false where it is in none such.
func (w *when) inHalf() bool {
	switch {
	case w.half == "":
		return true
	case w.hour > 12:
		return w.half == "pm" || w.half == "day" // "18:00 вечера"
	case w.half == "am" || w.half == "night" && w.hour < 6:
		w.hour %= 12
	case w.half == "night":
		w.hour = (w.hour + 12) % 24
	case w.half == "pm" || w.hour < 8:
		w.hour = w.hour%12 + 12
	}
	return true
}

// on is the hour on a day.
func (w *when) on(day Date) (time.Time, error) {
	at := time.Date(day.Year, day.Month, day.Day, w.hour, w.minute, 0, 0, w.now.Location())
	if at.Hour() != w.hour || at.Minute() != w.minute {
		return time.Time{}, ErrWhenNever
	}
	for _, back := range []time.Duration{time.Hour, 30 * time.Minute} {
		if earlier := at.Add(-back); earlier.Hour() == w.hour && earlier.Minute() == w.minute {
			return earlier, nil
		}
	}
	return at, nil
}
