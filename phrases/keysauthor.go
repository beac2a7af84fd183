package phrases

// The newsroom's list of reasons.
const (
	HelpReasons        Key = "command.reasons"
	ReasonsHead        Key = "reasons.head"
	ReasonsHow         Key = "reasons.how"
	ReasonsLine        Key = "reasons.line" // Number, Reason
	ReasonsNone        Key = "reasons.none"
	ReasonsOne         Key = "reasons.one" // Number
	ReasonsIn          Key = "reasons.in"  // Language, Words
	ReasonsMissing     Key = "reasons.missing"
	ReasonsAsk         Key = "reasons.ask" // Language, Most
	ReasonsNow         Key = "reasons.now" // Words
	ReasonsRemoveAsk   Key = "reasons.removeAsk"
	ReasonsLength      Key = "reasons.length" // Least, Most
	ReasonsNothing     Key = "reasons.nothing"
	ReasonsAdded       Key = "reasons.added"
	ReasonsChanged     Key = "reasons.changed"
	ReasonsFull        Key = "reasons.full" // Most
	ReasonsGone        Key = "reasons.gone"
	ButtonReasonAdd    Key = "button.reasonAdd"
	ButtonReasonSkip   Key = "button.reasonSkip"
	ButtonReasonKeep   Key = "button.reasonKeep"
	ButtonReasonChange Key = "button.reasonChange"
	ButtonReasonRemove Key = "button.reasonRemove"
	ButtonReasonUp     Key = "button.reasonUp"
	PressReasonGone    Key = "press.reasonGone"
)

// How an opinion stands, for its author.
const (
	StateFirst        Key = "state.first" // Time: of the day
	StateAhead        Key = "state.ahead" // N, Time
	StateMany         Key = "state.many"  // Most, Time
	StateNight        Key = "state.night" // Time
	StateTakenDown    Key = "state.takenDown"
	StateDecidedOn    Key = "state.decidedOn" // Date
	StateMayAppeal    Key = "state.mayAppeal"
	StateAppealed     Key = "state.appealed"
	StateAppealDenied Key = "state.appealDenied"
	StateAsked        Key = "state.asked"
)

// Appeals.
const (
	ButtonAppeal         Key = "button.appeal"
	ButtonAppealSend     Key = "button.appealSend"
	ButtonAppealNo       Key = "button.appealNo"
	AppealAsk            Key = "appeal.ask"            // ID, Least, Most
	AppealLength         Key = "appeal.length"         // Least, Most, Length
	AppealNot            Key = "appeal.not"            // ID
	AppealSent           Key = "appeal.sent"           // ID
	AppealLonely         Key = "appeal.lonely"         // ID
	PlainAskAppeal       Key = "plain.askAppeal"       // ID
	DecidedAppealGranted Key = "decided.appealGranted" // ID
	DecidedAppealDenied  Key = "decided.appealDenied"  // ID
	PressAppealOwn       Key = "press.appealOwn"       // ID
	QueueOthers          Key = "queue.others"          // N
	CardAppeal           Key = "card.appeal"
	CardAppealWords      Key = "card.appealWords" // Text
	CardAppealOther      Key = "card.appealOther"
	CardAppealAlone      Key = "card.appealAlone"
	CardDown             Key = "card.down" // Name, At
)

// Questions to authors.
const (
	ButtonAsk       Key = "button.ask"
	ButtonAnswer    Key = "button.answer"
	CardAskHere     Key = "card.askHere" // Name
	CardAskPrivate  Key = "card.askPrivate"
	CardAsked       Key = "card.asked" // Text
	CardAskedErased Key = "card.askedErased"
	CardAnswered    Key = "card.answered" // Text
	CardUnanswered  Key = "card.unanswered"
	AskNobody       Key = "ask.nobody"
	AskEnough       Key = "ask.enough" // Most
	AskLength       Key = "ask.length" // Least, Most
	AskLate         Key = "ask.late"   // ID
	AskDone         Key = "ask.done"   // ID
	AskAuthor       Key = "ask.author" // ID
	AskHow          Key = "ask.how"
	AnswerAsk       Key = "answer.ask"    // ID, Most
	AnswerLength    Key = "answer.length" // Most
	AnswerTwice     Key = "answer.twice"
	AnswerLate      Key = "answer.late"     // ID
	AnswerDone      Key = "answer.done"     // ID
	AnswerCame      Key = "answer.came"     // ID
	PlainAskAnswer  Key = "plain.askAnswer" // ID
	DeedAsk         Key = "deed.ask"
	DeedAnswer      Key = "deed.answer"
)
