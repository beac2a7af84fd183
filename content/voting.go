package content

// PollID is our own number for a poll: one question on one section, over all its copies.
type PollID int64

// CopyID is our own number for one copy of a poll: a native poll in a private chat, or a message with buttons.
type CopyID int64

// Copy is what one copy of a poll is: where it stands, and of which poll.
type Copy struct {
	ID     CopyID
	Poll   PollID
	Chat   ChatID
	Key    MessageKey // under which its message was sent
	Native bool       // a poll of Telegram's; else a message with buttons

	// Of the poll.
	Closed   bool
	Multiple bool // more than one option may be chosen
	Options  int  // how many there are
	Article  ArticleID
	Section  SectionID // empty: the whole article
}

// Count is how a poll stands.
type Count struct {
	Poll   PollID
	Closed bool
	Voters int
	Votes  []int // for each option
}

// PollVote is a vote in a native poll, as Telegram tells it.
type PollVote struct {
	Poll    string // Telegram's id of the poll
	Options []int  // the chosen ones, from 0; empty: the vote was retracted
}

// Quiz makes a native poll a question that has a right answer. A vote in it cannot be changed.
type Quiz struct {
	Right       int    `json:"right"`       // the number of the right option, from 0
	Explanation string `json:"explanation"` // plain; shown to whoever has voted: see MaxExplanation
}

// Limits of Quiz.Explanation (Bot API: sendPoll, explanation).
const (
	MaxExplanation      = 200 // UTF-16 units
	MaxExplanationLines = 3
)
