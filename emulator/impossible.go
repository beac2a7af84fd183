package emulator

// Impossible is what a person's own program tells them when they try what
// cannot be done; no bot ever reads it. Text is in English, Code is for who
// words it otherwise.
type Impossible struct{ Code, Text string }

// Error is the text.
func (e *Impossible) Error() string { return e.Text }

// What people cannot do.
var (
	errPollClosed       = &Impossible{"poll_closed", "the poll is closed"}
	errOneOption        = &Impossible{"one_option", "the poll takes one option only"}
	errNoRevoting       = &Impossible{"no_revoting", "the vote can't be changed"}
	errNothingToRetract = &Impossible{"no_vote", "there is no vote to take back"}
	errNoSuchOption     = &Impossible{"no_option", "the poll has no such option"}
	errNoMessage        = &Impossible{"no_message", "there is no such message"}
	errNotInside        = &Impossible{"not_inside", "the person is not in this chat"}
	errMuted            = &Impossible{"muted", "the person may not write here"}
	errBlocked          = &Impossible{"blocked", "the person has blocked this bot; unblock it first"}
	errNotYours         = &Impossible{"not_yours", "the message is somebody else's"}
	errEmpty            = &Impossible{"empty", "there is nothing to send"}
	errTooLong          = &Impossible{"too_long", "the text is longer than a message may be"}
	errNotForwardable   = &Impossible{"protected", "the message is protected from forwarding"}
	errNoDeepLink       = &Impossible{"no_deep_link", "the link does not lead into a bot here"}
	errBadPayload       = &Impossible{"bad_payload", "a start parameter has 1 to 64 characters of A-Z, a-z, 0-9, _ and -"}
	errBanned           = &Impossible{"banned", "the person was banned from this chat"}
	errNoSuchReaction   = &Impossible{"no_reaction", "this emoji is no reaction"}
	errManyReactions    = &Impossible{"many_reactions", "these are more reactions than one person puts on a message"}
	errNotAdmin         = &Impossible{"not_admin", "only administrators of a group write in its name"}
	errBot              = &Impossible{"bot", "a bot does not act as a person"}
)
