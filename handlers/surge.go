package handlers

import (
	"strconv"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// workSurge is the work of looking how long the oldest opinion waits; its note is, while surge mode is on, since when it has been calm, in unix microseconds.
	workSurge = "surge"
	// surgeEvery is how often it is looked at most.
	surgeEvery = time.Minute
	// calmFor is how long the oldest has to wait less than half of the target before surge mode ends.
	calmFor = 10 * time.Minute
	// slowMode is how long after one opinion a reader can leave the next while surge mode is on.
	slowMode = 15 * time.Minute
)

// The codes under which the record has it.
const codeSurgeOn, codeSurgeOff = "surge.begins", "surge.ends"

// followSurge lets the waiting be looked at when something has come into the queue, or has changed there.
func followSurge(tx *storage.Tx) error {
	if len(tx.QueueStirred()) == 0 {
		return nil
	}
	return tx.ScheduleOnce(content.Due{Work: workSurge, At: tx.Now()})
}

// surgeDue looks how long the oldest opinion has waited, and switches surge mode on or off. It comes back when the oldest may have waited for too long, or while
// surge mode is on; where nothing waits, when something does.
func surgeDue(t *turn) error {
	m, err := t.modeOf(0)
	if err != nil {
		return err
	}
	oldest, err := t.tx.OldestWaiting()
	if err != nil {
		return err
	}
	waited := time.Duration(0)
	if !oldest.IsZero() {
		waited = t.quiet.awake(oldest, t.tx.Now(), t.zone)
	}
	switch wanted := m.values[settingSurge] == modeOn; {
	case m.surging && !wanted:
		return t.surgeEnds()
	case m.surging:
		return t.calmDown(waited < m.target()/2)
	case !wanted || oldest.IsZero():
		return nil
	case waited >= m.target():
		return t.surgeBegins(waited, m.target())
	default:
		return t.lookForSurge(max(surgeEvery, m.target()-waited), "")
	}
}

func (t *turn) lookForSurge(in time.Duration, note string) error {
	return t.tx.ScheduleOnce(content.Due{Work: workSurge, At: t.tx.Now().Add(in), Note: note})
}

// surgeAnew lets the waiting be looked at at once: a setting has changed.
func (t *turn) surgeAnew() error {
	if _, err := t.tx.Unschedule(workSurge); err != nil {
		return err
	}
	return t.lookForSurge(0, "")
}

func (t *turn) surgeBegins(waited, target time.Duration) error {
	if err := t.tx.Set(0, settingSurging, strconv.FormatInt(t.tx.Now().UnixMicro(), 10)); err != nil {
		return err
	}
	if err := t.tx.Record(content.Entry{What: content.DeedSettings, Code: codeSurgeOn}); err != nil {
		return err
	}
	err := t.tellModerators(func(voice *phrases.Voice) content.HTML {
		as := *t
		as.voice = voice
		return voice.Say(phrases.SurgeBegins, phrases.Args{"Waited": as.lasted(waited), "Target": as.lasted(target), "Minutes": int(slowMode / time.Minute)})
	})
	if err != nil {
		return err
	}
	return t.lookForSurge(surgeEvery, "")
}

// calmDown ends surge mode once it has been calm for long enough: the queue would otherwise switch it on and off.
func (t *turn) calmDown(calm bool) error {
	note := ""
	if calm {
		if note = t.in.Due.Note; note == "" {
			note = strconv.FormatInt(t.tx.Now().UnixMicro(), 10)
		}
		since, _ := strconv.ParseInt(note, 10, 64) // ours
		if t.tx.Now().Sub(time.UnixMicro(since)) >= calmFor {
			return t.surgeEnds()
		}
	}
	return t.lookForSurge(surgeEvery, note)
}

func (t *turn) surgeEnds() error {
	if err := t.tx.Unset(0, settingSurging); err != nil {
		return err
	}
	if err := t.tx.Record(content.Entry{What: content.DeedSettings, Code: codeSurgeOff}); err != nil {
		return err
	}
	err := t.tellModerators(func(voice *phrases.Voice) content.HTML { return voice.Say(phrases.SurgeEnds) })
	if err != nil {
		return err
	}
	return t.lookForSurge(surgeEvery, "") // what waits may take long again
}

// tooSoon keeps an opinion back that comes soon after another of the same reader's while surge mode is on: it waits as a text that is not sent yet, with the button
// that sends it.
func (t *turn) tooSoon(about opinionNote, words string) (bool, error) {
	surging, err := t.tx.Setting(0, settingSurging)
	if err != nil || surging == "" || t.role() >= content.RoleModerator {
		return false, err
	}
	last, err := t.tx.SaidLast(t.reader.ID)
	again := last.Add(slowMode)
	if err != nil || last.IsZero() || !t.tx.Now().Before(again) {
		return false, err
	}
	args := phrases.Args{"Time": again.Add(time.Minute - 1).In(t.zone).Format("15:04"), "Minutes": int(slowMode / time.Minute)}
	if t.in.Message == nil { // it waits already
		return true, &content.Error{Code: content.Conflict, Op: "handlers.tooSoon", Key: string(phrases.SurgeStillSoon), Args: args}
	}
	note, err := noteOf(opinionNote{subject: about.subject})
	if err != nil {
		return true, err
	}
	kept, err := t.kept()
	if err != nil {
		return true, err
	}
	kept.Work, kept.Note = dialogueOpinion, note
	kept.Texts = append(kept.Texts, waiting{dialogueOpinion, note, words, t.in.Message.ID, t.tx.Now().Unix()})
	kept.Texts = kept.Texts[max(0, len(kept.Texts)-mostWaiting):]
	data := func(what string) string {
		return string(toPlain) + "." + what + "." + strconv.FormatInt(int64(t.in.Message.ID), 10)
	}
	t.show(screen{text: t.voice.Say(phrases.SurgeTooSoon, args), rows: [][]link{{
		{label: t.voice.Plain(phrases.ButtonSend), data: data(plainSend)}, {label: t.voice.Plain(phrases.ButtonCancel), data: data(plainCancel)},
	}}})
	return true, t.begin(dialoguePlain, kept)
}

// longAwake is from where on hours are not counted one by one any more.
const longAwake = 60 * 24 * time.Hour

// awake is how much time lies between two moments without the quiet hours.
func (q Quiet) awake(from, to time.Time, zone *time.Location) (awake time.Duration) {
	if to.Sub(from) > longAwake {
		return to.Sub(from)
	}
	for at := from; at.Before(to); {
		if until, quiet := q.Until(at, zone); quiet {
			at = until
			continue
		}
		next := to
		if q.From != q.To {
			if begins := q.nextFrom(at, zone); begins.Before(to) {
				next = begins
			}
		}
		awake += next.Sub(at)
		at = next
	}
	return awake
}

// nextFrom is when the next quiet hours begin.
func (q Quiet) nextFrom(at time.Time, zone *time.Location) time.Time {
	local := at.In(zone)
	if begins := onClock(local, 0, q.From); begins.After(at) {
		return begins
	}
	return onClock(local, 1, q.From)
}
