package content

import (
	"strconv"
	"time"
)

// Reason is why the newsroom rejects opinions: one of its list.
type Reason struct {
	Code  string // names it for good, in rulings and in the record: [a-z0-9]
	Place int    // in the list, from 1; 0: it is offered no more, and says why earlier decisions were made
	// Words say it in each language; those that are missing are empty, and all of them of a built-in reason, which is a phrase.
	Words map[Lang]string
}

// Bounds of the list: how many reasons it has, and how long each is, in graphemes.
const (
	MostReasons = 12
	MostReason  = 200
)

// AppealID is our own number for an appeal.
type AppealID int64

// AppealState is what became of an appeal.
type AppealState string

// The states of an appeal.
const (
	AppealOpen    AppealState = "open" // the opinion waits for somebody else's decision
	AppealGranted AppealState = "granted"
	AppealDenied  AppealState = "denied" // for good, as long as the opinion says the same
	AppealVoid    AppealState = "void"   // the author has changed the opinion, which waits as another
)

// Appeal is an author's request that somebody else decides about an opinion that was rejected or taken down.
type Appeal struct {
	ID        AppealID
	Opinion   OpinionID
	Ruling    RulingID // the one that it is against; 0: it is not known
	First     ReaderID // who made that decision; 0: it is not known
	Words     string   // the author's; may be empty; hostile until escaped
	At        time.Time
	State     AppealState
	DecidedAt time.Time // zero while it is open
	Current   bool      // the opinion says what it said then
}

// Settles tells that no other appeal can be made while the opinion says the same.
func (a Appeal) Settles() bool {
	return a.Current && (a.State == AppealOpen || a.State == AppealDenied)
}

// Limits of an appeal's words, where there are any, in graphemes.
const (
	MinAppeal = 10
	MaxAppeal = 500
)

// QuestionID is our own number for a question.
type QuestionID int64

// QuestionKeys begins the names of the messages that ask authors; behind it stands the question's number.
const QuestionKeys = "question:"

// Key names the message that asks the author.
func (q QuestionID) Key() MessageKey {
	return MessageKey(QuestionKeys + strconv.FormatInt(int64(q), 10))
}

// Question is what a moderator asks an opinion's author. Neither learns who the other is.
type Question struct {
	ID         QuestionID
	Opinion    OpinionID
	By         ReaderID
	Text       string // empty once who asked had everything erased; hostile until escaped
	At         time.Time
	Answer     string    // hostile until escaped
	AnsweredAt time.Time // zero: it is not answered
}

// MostQuestions is how many questions are asked about one opinion.
const MostQuestions = 3

// Limits of a question and of an answer, in graphemes.
const (
	MinAsked  = 3
	MaxAsked  = 300
	MinAnswer = 1
	MaxAnswer = 1000
)
