package phrases

// Voting on opinions one after the other.
const (
	BallotHead        Key = "ballot.head"   // At, Of: the seventh of about twenty; Title; Signed, Date: of the opinion
	BallotNone        Key = "ballot.none"   // On: what they would be about
	BallotUnused      Key = "ballot.unused" // Title
	BallotEnd         Key = "ballot.end"    // Title; counts votes
	BallotTooFew      Key = "ballot.tooFew"
	BallotWith        Key = "ballot.with"     // counts opinions; With: on how many of them most voted as the reader
	BallotNearest     Key = "ballot.nearest"  // Share, Others: that share of so many others; an opinion follows
	BallotFarthest    Key = "ballot.farthest" // Share, Others: the same
	BallotAll         Key = "ballot.all"
	ButtonBallot      Key = "button.ballot"
	ButtonMoreBallots Key = "button.moreBallots"
	ButtonUnreadable  Key = "button.unreadable"
	ButtonEndSitting  Key = "button.endSitting"
	PressUnreadable   Key = "press.unreadable"
	HelpVote          Key = "command.vote"
)

// Which languages a reader reads.
const (
	ReadingAsk     Key = "language.reading"
	ButtonReading  Key = "button.reading" // Language: one that is read
	ButtonUnread   Key = "button.unread"  // Language: one that is not
	PressReadsNone Key = "press.readsNone"
)
