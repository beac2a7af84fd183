package content

import "time"

// CommentID is our own number for a comment.
type CommentID int64

// Shown is the comment among what Outgoing.Shows, where opinions have the numbers above 0.
func (id CommentID) Shown() OpinionID { return -OpinionID(id) }

// CommenterID is our own number for whoever comments in the group. It is unrelated to the ReaderID of the same person, so that a comment under a name does not
// tell who left an opinion without one.
type CommenterID int64

// Who says in whose name a comment was made.
type Who string

// In whose name comments are made.
const (
	ByPerson  Who = "person"
	ByChannel Who = "channel" // in the name of a channel
	ByAdmin   Who = "admin"   // in the name of the group, by one of its administrators
	ByBot     Who = "bot"     // by another bot
)

// CommentState says where a comment stands.
type CommentState string

// The states of a comment.
const (
	CommentKept      CommentState = "kept"
	CommentWithdrawn CommentState = "withdrawn" // for good; what it said, and who said it, is gone
)

// Comment is what somebody said in the thread under a channel's post.
type Comment struct {
	ID      CommentID
	Root    RootID // 0: the post under which it stands is not known yet
	Chat    ChatID
	Message MessageID // below 0: of a group that has become another since
	Thread  MessageID // the root's number; 0: Telegram does not tell
	Answers MessageID // the message that it replies to; 0: none
	Parent  CommentID // the comment that it replies to; 0: none, or it is not known yet
	Opinion OpinionID // the opinion to whose post it replies; 0: none
	Author  CommenterID
	Who     Who
	Name    string // as it was when the comment was made
	Text    string
	// Entities are the marks in Text.
	Entities  []Entity
	Media     Media
	Forwarded bool
	At        time.Time
	EditedAt  time.Time // zero: never
	State     CommentState
}

// Kept tells whether it still says something.
func (c Comment) Kept() bool { return c.State == CommentKept }

// CommentRevision is what a comment said before it was edited.
type CommentRevision struct {
	Text     string
	Entities []Entity
	At       time.Time // since when it said so
}
