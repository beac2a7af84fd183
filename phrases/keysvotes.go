package phrases

// Polls and their results.
const (
	PollNone           Key = "poll.none"     // On
	PollQuestion       Key = "poll.question" // Question
	PollOption         Key = "poll.option"   // Number, Option, Votes: how many, Share: of the voters, in percent
	PollSeveral        Key = "poll.several"
	PollShares         Key = "poll.shares"
	PollNobody         Key = "poll.nobody"
	PollVotes          Key = "poll.votes"      // counts
	Volunteers         Key = "poll.volunteers" // counts
	PollSecret         Key = "poll.secret"
	PollVoted          Key = "poll.voted" // Choice
	PollEnded          Key = "poll.ended"
	PollClosed         Key = "poll.closed"
	PollHeldElsewhere  Key = "poll.heldElsewhere"
	PollUnknown        Key = "poll.unknown"
	ButtonPoll         Key = "button.poll"
	ButtonNextPoll     Key = "button.nextPoll"
	ButtonResults      Key = "button.results"
	ButtonOption       Key = "button.option" // Number, Option
	ButtonRetract      Key = "button.retract"
	PressVoted         Key = "press.voted"       // Choice
	PressVoteStands    Key = "press.voteStands"  // Choice
	PressVoteChanged   Key = "press.voteChanged" // Choice
	PressVoteMoved     Key = "press.voteMoved"   // Choice
	PressRetracted     Key = "press.retracted"
	PressNoVote        Key = "press.noVote"
	PressVoteElsewhere Key = "press.voteElsewhere"
	PressPollClosed    Key = "press.pollClosed"
	HelpPoll           Key = "command.poll"
	HelpResults        Key = "command.results"
)
