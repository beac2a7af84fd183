package handlers

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/moderation"
	"aitys/phrases"
	"aitys/storage"
)

// statsCommand shows moderators how the queue does: what waits, and what was decided in the last week and month.
func statsCommand(t *turn) error {
	stats, err := t.tx.Stats()
	if err != nil {
		return err
	}
	parts := []content.HTML{t.waitSaid(stats)}
	for _, days := range []int{7, 30} {
		f, err := t.tx.Figures(days)
		if err != nil {
			return err
		}
		said, err := t.figuresOf(days, f)
		if err != nil {
			return err
		}
		parts = append(parts, said)
	}
	last, err := t.lastByProgram()
	if err != nil {
		return err
	}
	t.sendPassing(paragraphs(append(parts, last)...), nil)
	return nil
}

// waitSaid says how many opinions wait, and for how long the first one has.
func (t *turn) waitSaid(stats storage.Stats) content.HTML {
	since := phrases.Args{"Time": t.lasted(t.tx.Now().Sub(stats.OldestQueued))}
	switch stats.Queue {
	case 0:
		return t.voice.Say(phrases.StatsNoneWaits)
	case 1: // no plural form says so: in Russian it is that of 21, too
		return t.voice.Say(phrases.StatsWaitingOne, since)
	}
	return t.voice.Count(phrases.StatsWaiting, stats.Queue, since)
}

// lastByProgram names what the program rejected in the last week; "" where it was nothing.
func (t *turn) lastByProgram() (content.HTML, error) {
	const shown = 5
	all, err := t.tx.RejectedByProgram(t.tx.Now().AddDate(0, 0, -7), shown)
	if err != nil || len(all) == 0 {
		return "", err
	}
	var numbers []string
	for _, id := range all {
		numbers = append(numbers, written(id))
	}
	return t.voice.Say(phrases.StatsProgramLast, phrases.Args{"Opinions": strings.Join(numbers, ", "), "First": numbers[0]}), nil
}

// figuresOf says what was decided in some days, a line each.
func (t *turn) figuresOf(days int, f storage.Figures) (content.HTML, error) {
	lines := []content.HTML{t.voice.Count(phrases.StatsDays, days), t.decisions(f.Decided)}
	if f.Median > 0 {
		lines = append(lines, t.voice.Say(phrases.StatsWaited, phrases.Args{"Half": t.lasted(f.Median), "Most": t.lasted(f.Slow)}))
	}
	rejected, held := map[content.Lang][2]int{}, map[content.Lang][2]int{}
	for lang, outcome := range f.Outcome {
		rejected[lang] = [2]int{outcome.Rejected, outcome.Approved + outcome.Rejected}
	}
	for lang, verdicts := range f.Judged {
		passed := verdicts[string(moderation.Pass)]
		caught := verdicts[string(moderation.Hold)] + verdicts[string(moderation.Reject)]
		held[lang] = [2]int{caught, caught + passed}
	}
	reasons, err := t.reasons(f.Reasons)
	if err != nil {
		return "", err
	}
	lines = append(lines, t.shares(phrases.StatsRejected, rejected), reasons, t.shares(phrases.StatsHeld, held))
	if f.ByProgram != (storage.Outcome{}) {
		lines = append(lines, t.voice.Say(phrases.StatsProgram, phrases.Args{"Approved": f.ByProgram.Approved, "Rejected": f.ByProgram.Rejected}))
	}
	if looks := f.Agreed + f.Differ; looks > 0 {
		lines = append(lines, t.voice.Count(phrases.StatsSecond, looks, phrases.Args{"Agreed": f.Agreed}))
	}
	return joinedLines(lines), nil
}

// joinedLines puts lines below each other, without those that are empty.
func joinedLines(lines []content.HTML) content.HTML {
	var all []string
	for _, line := range lines {
		if line != "" {
			all = append(all, string(line))
		}
	}
	return content.HTML(strings.Join(all, "\n"))
}

// decisions says how many there were, and by whom, who decided most first.
func (t *turn) decisions(decided map[content.ReaderID]int) content.HTML {
	all := 0
	for _, number := range decided {
		all += number
	}
	var by []string
	for _, moderator := range most(decided) {
		who := t.voice.Plain(phrases.RecordBy, phrases.Args{"ID": strconv.FormatInt(int64(moderator), 10)})
		by = append(by, t.voice.Plain(phrases.StatsLine, phrases.Args{"Of": who, "Number": decided[moderator]}))
	}
	if all == 0 {
		return t.voice.Say(phrases.StatsNone)
	}
	return t.voice.Count(phrases.StatsDecided, all) + content.HTML(text.Escape(" ("+strings.Join(by, ", ")+")"))
}

// most returns the keys with a count above nothing, the highest count first; at most ten.
func most[K cmp.Ordered](counts map[K]int) []K {
	const shown = 10
	keys := slices.DeleteFunc(slices.Sorted(maps.Keys(counts)), func(key K) bool { return counts[key] <= 0 })
	slices.SortStableFunc(keys, func(a, b K) int { return counts[b] - counts[a] })
	return keys[:min(len(keys), shown)]
}

// shares says for each language what part of all it was; "" where there was nothing.
func (t *turn) shares(key phrases.Key, of map[content.Lang][2]int) content.HTML {
	var all []string
	for _, lang := range content.Langs {
		part, whole := of[lang][0], of[lang][1]
		if whole <= 0 {
			continue
		}
		const percent = 100
		all = append(all, t.voice.Plain(phrases.StatsShare, phrases.Args{
			"Language": phrases.In(lang, nil).Plain(phrases.ButtonLanguageName), "Part": part, "All": whole, "Percent": (percent*part + whole/2) / whole,
		}))
	}
	if len(all) == 0 {
		return ""
	}
	return t.voice.Say(key, phrases.Args{"Languages": strings.Join(all, ", ")})
}

// reasons says why was rejected, the most frequent reason first; "" where no reason was given.
func (t *turn) reasons(counts map[string]int) (content.HTML, error) {
	var all []string
	for _, code := range most(counts) {
		name, err := t.reasonName(code)
		if err != nil {
			return "", err
		}
		if code == storage.WrittenReason {
			name = t.voice.Plain(phrases.StatsWritten)
		}
		all = append(all, t.voice.Plain(phrases.StatsLine, phrases.Args{"Of": name, "Number": counts[code]}))
	}
	if len(all) == 0 {
		return "", nil
	}
	return t.voice.Say(phrases.StatsReasons, phrases.Args{"Reasons": strings.Join(all, ", ")}), nil
}

// lasted is a length of time as people say it: in the one unit that tells most.
func (t *turn) lasted(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d < time.Minute:
		return t.voice.Plain(phrases.StatsUnderMinute)
	case d < 2*time.Hour:
		return t.voice.Plain(phrases.StatsMinutes, phrases.Args{"Number": int(d.Round(time.Minute) / time.Minute)})
	case d < 2*day:
		return t.voice.Plain(phrases.StatsHours, phrases.Args{"Number": int(d.Round(time.Hour) / time.Hour)})
	}
	return unmarked(t.voice.Count(phrases.StatsLongDays, int(d.Round(day)/day)))
}
