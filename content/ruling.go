package content

import "time"

// RulingID is our own number for a ruling.
type RulingID int64

// Decision is what a moderator decides about an opinion in the queue.
type Decision string

// The decisions. To feature an opinion is to approve it, too.
const (
	ToApprove Decision = "approve"
	ToReject  Decision = "reject"
	ToFeature Decision = "feature"
	// ToTakeDown takes effect at once, and is made of opinions outside the queue as well.
	ToTakeDown Decision = "takedown"
)

// RulingState is how far a ruling has come.
type RulingState string

// The states of a ruling.
const (
	RulingMade   RulingState = "made"   // it can be taken back
	RulingUndone RulingState = "undone" // a moderator took it back, or the opinion became another before it took effect
	RulingDone   RulingState = "done"   // it has taken effect
)

// Ruling is a moderator's decision, which takes effect a while after it was made; until then the opinion is out of the queue, and nobody outside learns of it.
type Ruling struct {
	ID      RulingID
	Opinion OpinionID
	Version int // of the opinion, as the moderator saw it
	What    Decision
	Reason  string // the code of one of the newsroom's reasons; empty: none was given
	Note    string // a reason in the moderator's own words; hostile until escaped
	By      ReaderID
	// As is the moderator's name in Telegram, for the moderation chat, where all see it; forgotten within two hours. Hostile until escaped.
	As     string
	At     time.Time
	Effect time.Time // when it takes effect
	State  RulingState
	Lead   RulingID // of several made by one press: the first; 0 of that one and of one made alone
}

// CardKeys begins the names of the cards; their number follows.
const CardKeys = "card:"

// CardID is our own number for a card.
type CardID int64

// CardState is what a card shows.
type CardState string

// The states of cards.
const (
	CardOpen   CardState = "open"   // an opinion that waits
	CardRuled  CardState = "ruled"  // a ruling that can be taken back
	CardClosed CardState = "closed" // what was decided
	CardLook   CardState = "look"   // a decision that somebody else looks at again; it looks like CardOpen
)

// DeskCard is the message in the moderation chat that shows an opinion of the queue, or, with Opinion 0, the pinned one that counts them.
type DeskCard struct {
	ID      CardID
	Opinion OpinionID
	Version int // of the opinion, as the card shows it
	State   CardState
	Shows   string    // a fingerprint of what it shows
	Stale   bool      // what it shows may have changed
	Alike   string    // the opinions, with their versions, that are shown on it as alike: see Pairs
	Changed time.Time // when people saw it change last, as far as is known
}

// Claim says that a moderator is looking at an opinion, until a time.
type Claim struct {
	Opinion OpinionID
	By      ReaderID
	As      string // as Ruling.As
	Until   time.Time
	Why     bool // they are about to give the reason of a rejection
	Ask     bool // they are about to ask the author something
}

// Seat is how a moderator goes through the queue in private.
type Seat struct {
	Reader   ReaderID
	Riskiest bool // the riskiest first, not the oldest
	Opinion  OpinionID
	Alike    string    // as DeskCard.Alike
	Ruling   RulingID  // the last one made there; 0: none
	Changed  time.Time // when what stands there changed last
}
