package content

import "time"

// Kind says what happened.
type Kind string

// The kinds of Incoming.
const (
	KindMessage    Kind = "message"    // someone wrote in a chat
	KindEdited     Kind = "edited"     // someone edited what they wrote
	KindPress      Kind = "press"      // someone pressed a button under a message
	KindVote       Kind = "vote"       // someone voted in a native poll, or took the vote back
	KindMembership Kind = "membership" // the bot was let into a chat or put out of it, blocked or unblocked
	KindMember     Kind = "member"     // somebody else came into a group, or left it
	KindMigration  Kind = "migration"  // a group became a supergroup
	KindResult     Kind = "result"     // what became of one Outgoing
	KindTick       Kind = "tick"       // the clock: something may be due
	KindDue        Kind = "due"        // a row of time-driven work has come due
	KindDone       Kind = "done"       // work that was done in the background, with what came out
	KindOther      Kind = "other"      // an update that Aitys has no use for
	KindUnreadable Kind = "unreadable" // an update that could not be decoded; Raw and Fault tell
)

// Incoming is one thing that happened: an update from Telegram, the result of something we sent, or the clock's tick.
type Incoming struct {
	Kind   Kind
	Update UpdateID  // Telegram's number; 0 for results and ticks, which Telegram does not repeat
	At     time.Time // when it happened, by Telegram's clock where Telegram tells, else by ours; to the second
	Raw    []byte    // the update as it came, for parking; nil for results and ticks
	Fault  string    // of KindUnreadable: why

	From Person // the account that acts; the zero Person where a channel or nobody does
	Chat Chat   // where it happened; the zero Chat where that is nowhere

	Message *Message    // of KindMessage and KindEdited
	Press   *Press      // of KindPress
	Vote    *PollVote   // of KindVote; its Chat is the voter's private chat, the only place where the bot puts native polls
	Member  *Membership // of KindMembership and KindMember
	MovedTo TelegramID  // of KindMigration: the supergroup's id; Chat is the group that was
	Result  *Result     // of KindResult
	Due     *Due        // of KindDue
	Done    *Done       // of KindDone
}

// Person is an account as an update shows it. Names are normalised, and hostile until escaped.
type Person struct {
	ID           TelegramID // 0: nobody
	First, Last  string
	Username     string // without "@"
	LanguageCode string // IETF tag of the person's Telegram; may be empty
	Bot          bool
}

// ChatKind tells private chats, groups and channels apart.
type ChatKind string

// The kinds of chats. A supergroup is a group.
const (
	ChatPrivate ChatKind = "private"
	ChatGroup   ChatKind = "group"
	ChatChannel ChatKind = "channel"
)

// Chat is a chat as an update shows it.
type Chat struct {
	ID   TelegramID // 0: nowhere
	Kind ChatKind
}

// Message is what someone wrote in a chat.
type Message struct {
	ID      MessageID
	Thread  MessageID // the root of the thread in which it stands; 0 outside threads
	ReplyTo MessageID // the message to which it replies; 0 when none
	// Text is the text or the caption, normalised, and hostile until escaped.
	Text string
	// Command is the command's name in lower case without "/", where the text begins with one that is meant for this bot; else empty.
	// Argument is the text behind it, trimmed. Addressed tells that the command named this bot ("/help@our_bot").
	Command   string
	Argument  string
	Addressed bool
	// Entities are the marks in Text: bold, links, mentions. Only those of messages in groups are read.
	Entities []Entity
	Media    Media  // what it carries besides text
	File     *File  // of MediaDocument in private: which; else nil
	Album    string // names the album of which it is a part; empty outside albums
	// Forwarded tells that it, or what it repeats, comes from elsewhere; Origin is from where, if that is a channel.
	Forwarded bool
	Origin    Origin
	// Author is who wrote what was forwarded in private; the zero Person where that is no person, or Telegram does not tell because they hide it.
	Author Person
	// Automatic tells that Telegram itself copied a channel's post into the linked group; Origin is that post.
	Automatic bool
	// Starts are the payloads of the deep links to this bot in it. Only those of Automatic messages are read.
	Starts []string
	// Topic tells that it stands in a topic of a forum: Thread is then the topic, and not the root of a post's comments.
	Topic bool
	// OnBehalf is the channel or group in whose name an administrator writes; 0 when a person writes as themselves. OnBehalfOf is that chat's title, and
	// Signature what the administrator adds to it.
	OnBehalf   TelegramID
	OnBehalfOf string
	Signature  string
	// SentAt is, of KindEdited, when the message was first sent.
	SentAt time.Time
}

// Origin is the post of a channel from which a message was forwarded; the zero Origin: it was not, or Telegram does not tell.
type Origin struct {
	Chat    TelegramID
	Message MessageID
}

// Entity marks a part of a text. Offset and Length count UTF-16 units, as Telegram does, and fit the text beside which the entity stands. Accounts that a mark
// leads to are left out: no id of Telegram's is kept with what people say.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`             // of "text_link"
	Language string `json:"language,omitempty"`        // of "pre"
	Emoji    string `json:"custom_emoji_id,omitempty"` // of "custom_emoji"
}

// Media is what a message carries besides text.
type Media string

// What a message may carry. MediaService is a notice by Telegram itself: someone joined, a message was pinned, a title changed.
const (
	MediaNone     Media = ""
	MediaPhoto    Media = "photo"
	MediaSticker  Media = "sticker"
	MediaVoice    Media = "voice"
	MediaVideo    Media = "video"
	MediaDocument Media = "document"

	MediaAnimation Media = "animation"
	MediaAudio     Media = "audio"
	MediaPlace     Media = "place"
	MediaContact   Media = "contact"
	MediaPoll      Media = "poll"

	MediaOther   Media = "other"
	MediaService Media = "service"
)

// Press is a press of a button under one of our messages. Its Data is whatever the presser's program sent: judged anew each time.
type Press struct {
	ID      string    // to answer it by; it expires about a minute after the press
	Data    string    // at most 64 bytes when it comes from an honest program
	Message MessageID // the message under which the button stands; 0 when Telegram does not tell
	Offered bool      // a button with that Data stands under that message, as Telegram shows it: the presser's program did not make it up
	Title   string    // the message's first line, as Telegram shows it, of at most MaxFirstLine bytes; empty when Telegram does not tell
}

// MaxFirstLine is how many bytes of a message's first line are looked at where a button under it was pressed.
const MaxFirstLine = 2048

// Membership is a change of the bot's own standing in a chat, or of somebody else's.
type Membership struct {
	Whose   TelegramID // of KindMember: of which person
	Present bool       // the bot can write there; in private: the person has not blocked it
	Admin   bool       // the bot is an administrator there
}

// Outcome is what became of something that we sent.
type Outcome string

// The outcomes of an Outgoing.
const (
	Delivered   Outcome = "delivered"   // Telegram has it; for an edit, the message reads as wished
	Refused     Outcome = "refused"     // Telegram will not have it, now or later
	Unreachable Outcome = "unreachable" // the person blocked the bot, or the account is gone, or we were put out of the group
	Unsure      Outcome = "unsure"      // it may have been sent, and must not be sent twice
	Absent      Outcome = "absent"      // of ActionAsk: no such message of ours stands there
	Moved       Outcome = "moved"       // the group became the supergroup MovedTo; not sent, it is to be sent again there
)

// Result says what became of one Outgoing.
type Result struct {
	Outgoing OutgoingID
	Chat     ChatID
	Key      MessageKey
	EditKey  MessageKey // of an edit by key
	Outcome  Outcome
	Message  MessageID  // of Delivered: Telegram's number of the message; 0 where Telegram does not tell
	Poll     string     // of a delivered ActionPoll: Telegram's id of the poll
	Repeated bool       // of Delivered: an earlier try, whose end is unknown, may have been delivered too
	MovedTo  TelegramID // of Moved
	Gone     bool       // of a refused edit: there is no message any more that could be edited
	Reason   string     // of the other outcomes: Telegram's words, for the log
	Made     []byte     // of a delivered ActionTask: what it came to
	// Membership is, of a delivered ActionMember, what the person is in the group. That a delivered ActionRestrict came to nothing is told as a refusal.
	Membership Belonging
}

// Belonging is what a person is in a group.
type Belonging string

// What a person may be in a group.
const (
	Unknown    Belonging = ""           // Telegram does not tell
	Outside    Belonging = "outside"    // they are not in it; under a channel's posts they may comment all the same
	Belongs    Belonging = "member"     // they are in it, also where their rights are restricted
	Administer Belonging = "administer" // the group's owner, or an administrator
)

// Due is a row of work whose time has come, or will come.
type Due struct {
	ID   int64
	Work string    // which work: a name that the route table knows
	At   time.Time // when it is to be done
	Note string    // what the work needs to know; its own business
}

// Done is work that was done in the background, from what was stored at one moment. It is lost with the process: then it is done again.
type Done struct {
	Work string // which work: a name that the route table knows, and what it is about
	Body []byte // what came out; the work's own business
}
