package content

import "time"

// SanctionID is our own number for a sanction.
type SanctionID int64

// SanctionKind is what a moderator has laid upon a person.
type SanctionKind string

// The kinds of sanctions, from the mildest on.
const (
	Warned       SanctionKind = "warn"
	Premoderated SanctionKind = "premod" // everything of theirs waits for a decision
	Muted        SanctionKind = "mute"   // they read and vote, and say nothing
	Banned       SanctionKind = "ban"    // they read
)

// Sanction is one that was laid upon a person, under the number by which the moderator knew them. It stays when it is over: reasons are kept.
type Sanction struct {
	ID       SanctionID
	Person   ReaderID // of whichever kind: a reader's number or a commenter's
	Kind     SanctionKind
	Reason   string    // in the moderator's words, hostile until escaped; may be empty
	Until    time.Time // zero: for good
	By       ReaderID  // 0: the program
	At       time.Time
	LiftedAt time.Time // zero: nobody has lifted it
	LiftedBy ReaderID
	Told     int // how often the person was told of it
}

// Runs tells whether it holds at a time.
func (s Sanction) Runs(at time.Time) bool {
	return s.ID != 0 && s.LiftedAt.IsZero() && (s.Until.IsZero() || at.Before(s.Until))
}

// Standing is what holds about a person, under any of their numbers. The zero Standing is that of nearly everybody.
type Standing struct {
	Ban, Mute Sanction // the one that ends last; the zero Sanction: none
	Premod    bool
	Warnings  int
}

// MaySpeak tells whether they may say something.
func (s Standing) MaySpeak() bool { return s.Ban.ID == 0 && s.Mute.ID == 0 }

// MayJudge tells whether they may vote and report.
func (s Standing) MayJudge() bool { return s.Ban.ID == 0 }
