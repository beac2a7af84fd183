package content

import "time"

// Deed is what was done, by a moderator, an editor, an owner, a reader or the program.
type Deed string

// The deeds that are recorded. The record holds them in these letters, for good: none is ever renamed.
const (
	DeedApprove       Deed = "approve"
	DeedReject        Deed = "reject"
	DeedFeature       Deed = "feature"
	DeedUndo          Deed = "undo" // of the last decision about that opinion or comment; with a Code, of one that had not taken effect and so was not recorded
	DeedClaim         Deed = "claim"
	DeedWarn          Deed = "warn"
	DeedPremod        Deed = "premod"
	DeedMute          Deed = "mute"
	DeedBan           Deed = "ban"
	DeedUnban         Deed = "unban"
	DeedTakedown      Deed = "takedown"
	DeedHide          Deed = "hide"
	DeedAppeal        Deed = "appeal"
	DeedAppealDecided Deed = "appeal_decided"
	DeedLookAgain     Deed = "look_again" // a second look at a decision of another moderator's
	DeedWords         Deed = "words"
	DeedSettings      Deed = "settings"
	DeedTeam          Deed = "team"
	DeedPublish       Deed = "publish"
	DeedCancel        Deed = "cancel"   // of a publication that had not begun
	DeedSchedule      Deed = "schedule" // of a publication
	DeedDiscard       Deed = "discard"  // of a draft
	DeedAnnounce      Deed = "announce"
	DeedExport        Deed = "export"
)

// Entry is one deed in the record.
type Entry struct {
	Seq  int64     // from 1, without gaps; the store gives it
	At   time.Time // the store gives it
	What Deed
	By   ReaderID // who did it; 0: the program

	Opinion OpinionID
	Comment CommentID
	Person  ReaderID // whom it is about, by the number under which they are known there: a reader's, or a commenter's
	Article ArticleID
	Version int // of the opinion, as whoever decided saw it

	Second bool          // it was decided blindly for the second time: the first decision was hidden
	Until  time.Time     // when it ends by itself; zero: never
	Waited time.Duration // of a decision: how long the opinion had waited in the queue
	Code   string        // a reason out of a list, a setting, a kind: [a-z0-9_.-]; nothing about a person
	// Words is the text that was decided about. Only its digest is kept.
	Words string
	// Reason is what somebody wrote. It is kept beside the record, where it can be erased.
	Reason string
	// Erased tells of an entry that was read: there was a reason in words, and it is gone.
	Erased bool
}
