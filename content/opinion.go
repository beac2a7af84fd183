package content

import "time"

// OpinionID is our own number for an opinion; moderators name opinions by it.
type OpinionID int64

// OpinionState says where an opinion stands.
type OpinionState string

// The states of an opinion. An approved opinion that was edited stays approved, with the new text in Opinion.Edited until it is decided.
const (
	Pending   OpinionState = "pending"
	Approved  OpinionState = "approved"
	Rejected  OpinionState = "rejected"
	Withdrawn OpinionState = "withdrawn" // by its author, for good; the texts are gone
)

// Limits of an opinion's text, in characters as people count them (graphemes).
const (
	MinOpinion = 10
	MaxOpinion = 3500
)

// MaxPenName is how long a pen name may be, in graphemes.
const MaxPenName = 32

// Opinion is a reader's own words on an article or a section, or a reply to another opinion.
type Opinion struct {
	ID      OpinionID
	Article ArticleID
	Section SectionID // empty: the whole article
	Parent  OpinionID // the opinion that it replies to; 0 when none
	Author  ReaderID
	State   OpinionState
	// Text is what readers see once it is approved. Edited is a newer text that waits for a decision; empty when none does.
	Text, Edited string
	Signed       string // the name shown with it; empty: anonymous
	Lang         Lang   // the author's language when it was written
	Version      int    // rises with each change of text, signature or state; decisions name the version that they were made on
	MadeAt       time.Time
	DecidedAt    time.Time // zero until a moderator decided

	Agree, Disagree, Pass int
	Replies               int // approved ones
	Reports               int // since the last decision

	// Ruled tells that a moderator's decision on it has not taken effect yet: see Ruling.
	Ruled bool

	// Unseen tells that the program has shown it, and no moderator has looked at it since.
	Unseen bool
}

// Waits tells whether a moderator has to decide about the opinion's text.
func (o Opinion) Waits() bool { return o.State == Pending || o.State == Approved && o.Edited != "" }

// HiddenByReports tells whether readers saw the text, and reports have hidden it until a moderator decides.
func (o Opinion) HiddenByReports() bool { return o.State == Pending && o.Reports > 0 }

// InDoubt tells whether a moderator has to decide about an opinion that readers see: some have reported it, or nobody has looked at it yet.
func (o Opinion) InDoubt() bool { return o.State == Approved && (o.Reports > 0 || o.Unseen) }

// Latest returns the newest text, decided or not.
func (o Opinion) Latest() string {
	if o.Edited != "" {
		return o.Edited
	}
	return o.Text
}

// Stance is a reader's vote on another reader's opinion.
type Stance string

// The stances.
const (
	Agree    Stance = "agree"
	Disagree Stance = "disagree"
	Pass     Stance = "pass"
)

// Order is the order in which opinions are read.
type Order string

// The orders.
const (
	Newest      Order = "newest"
	MostAgreed  Order = "agreed"
	MostDivided Order = "divided"
)

// Signature says how a reader signs opinions.
type Signature string

// The ways to sign.
const (
	Anonymous    Signature = "" // the default
	TelegramName Signature = "telegram"
	PenName      Signature = "pen"
)

// Dialogue is what a reader has begun with the bot and not ended: the next plain text belongs to it.
type Dialogue struct {
	Work string // which: a name that the route table knows
	Note string // what it needs to know; its own business
	At   time.Time
	// Aside tells that the reader has done something else since: what they say next may be about that.
	Aside bool
}
