package content

import (
	"slices"
	"time"
)

// HTML is text in Telegram's subset of HTML in which everything that people wrote is escaped. Only phrases and this package make it.
type HTML string

// Action says what an Outgoing does.
type Action string

// The actions of an Outgoing.
const (
	ActionSend Action = "send" // a new message
	ActionEdit Action = "edit" // new text and buttons for a message that stands
	ActionShow Action = "show" // a new message with Picture, and Text as its caption
	ActionFile Action = "file" // a new message with Document, and Text as its caption
	ActionPoll Action = "poll" // a new native poll, not anonymous and protected from being forwarded; Text stands above its question
	ActionStop Action = "stop" // the native poll of the message Edit or EditKey takes no more votes
	// ActionDelete takes the message Edit or EditKey away; one that is gone already is as wished.
	ActionDelete Action = "delete"
	// ActionDeleteAll takes Messages away, those that are gone already apart; where one may not be taken away, none is.
	ActionDeleteAll Action = "deleteAll"
	// ActionPin pins the message Edit or EditKey in its group.
	ActionPin Action = "pin"
	// ActionUnpin takes the pin off the message Edit or EditKey.
	ActionUnpin Action = "unpin"
	// ActionAsk asks whether the message Edit stands under these Buttons, and is ours: Absent when it does not. Another message of ours that stands there gets
	// the buttons, so it must be known that there is none.
	ActionAsk Action = "ask"
	// ActionMember asks what Person is in the group: Result.Membership tells.
	ActionMember Action = "member"
	// ActionTask does Task; nothing goes to the chat.
	ActionTask Action = "task"
	// ActionMenu makes Menu the command menu of a private chat; nothing appears in it.
	ActionMenu Action = "menu"
	// ActionRestrict takes from Person the right to write in the group, until Until, or (Free) gives it back.
	ActionRestrict Action = "restrict"
)

// Outgoing is one thing to do in a chat: what the outbox holds. It carries all that is needed to do it after a restart.
type Outgoing struct {
	ID     OutgoingID `json:"-"` // given by the store
	Chat   ChatID     `json:"-"`
	To     TelegramID `json:"-"` // where Chat is to be found in Telegram; filled in by the store when it hands the row out
	MadeAt time.Time  `json:"-"`
	// Update is Telegram's number of the update that caused it, by which the log tells what belongs together; 0 where time did.
	Update UpdateID `json:"update,omitempty"`
	// Attempted tells that a send was begun before and its end is unknown: a Once row is then never sent again.
	Attempted bool `json:"-"`

	Action Action `json:"do"`
	// Key is our name for the message that is sent; empty where nobody will refer to it.
	Key MessageKey `json:"key,omitempty"`
	// Edit is the message to change, by Telegram's number, or by our key: then the store fills Edit in when the number is known.
	Edit    MessageID  `json:"edit,omitempty"`
	EditKey MessageKey `json:"editKey,omitempty"`
	// Messages are those to be deleted together, at most MostDeleted, and In is where they have these numbers: a group that became a supergroup has others since.
	Messages []MessageID `json:"messages,omitempty"`
	In       TelegramID  `json:"in,omitempty"`

	// Person is whom ActionMember and ActionRestrict are about, by our number of whichever kind; Account is where they are to be found in Telegram, filled in by the
	// store when it hands the row out: 0 where that is nobody any more.
	Person  ReaderID   `json:"person,omitempty"`
	Account TelegramID `json:"-"`
	// Until is when a restriction ends by itself, in seconds of unix time; 0: never.
	Until int64 `json:"until,omitempty"`
	Free  bool  `json:"free,omitempty"`

	Text     HTML       `json:"text,omitempty"`
	Buttons  [][]Button `json:"buttons,omitempty"`  // rows of buttons under the message
	Keyboard [][]string `json:"keyboard,omitempty"` // rows of the small keyboard below the chat; not together with Buttons
	Picture  *Picture   `json:"picture,omitempty"`  // of ActionShow: painted when it is sent
	Document *Document  `json:"document,omitempty"` // of ActionFile: written when it is sent
	Poll     *Poll      `json:"poll,omitempty"`     // of ActionPoll
	Task     *Task      `json:"task,omitempty"`     // of ActionTask
	Menu     *Menu      `json:"menu,omitempty"`     // of ActionMenu
	Quiz     *Quiz      `json:"quiz,omitempty"`     // of ActionPoll: makes the poll a quiz
	ReplyTo  MessageID  `json:"replyTo,omitempty"`  // sent even when that message is gone by then
	Silent   bool       `json:"silent,omitempty"`
	Preview  bool       `json:"preview,omitempty"` // show a preview of the first link
	// Shows are the opinions, and below 0 the comments (see CommentID.Shown), whose words it shows; what is to be sent is dropped when they are erased. A message with a Key that shows any is remembered: see
	// storage.Tx.TakeShown.
	Shows []OpinionID `json:"shows,omitempty"`
	// Once tells that sending twice is worse than not at all (anything that more than one person sees): it is marked as attempted first,
	// and after a crash it is settled as Unsure, not sent again.
	Once bool `json:"once,omitempty"`
	// Low tells that it goes out when nothing else waits to: a message to many, which must not keep anybody waiting who has just pressed a button. What is
	// written to the same chat behind it lifts it.
	Low bool `json:"low,omitempty"`
	// Broadcast is the message to many of which it is one; 0: none. The store counts what becomes of it.
	Broadcast BroadcastID `json:"-"`
}

// Menu is the command menu of one chat for people whose Telegram speaks a language; of the empty one, for all others.
type Menu struct {
	Lang  Lang       `json:"lang,omitempty"`
	Lines []MenuLine `json:"lines,omitempty"` // none: that which all private chats have
}

// MenuLine is a line of a command menu.
type MenuLine struct {
	Command     string `json:"command"`     // without "/"
	Description string `json:"description"` // plain, at most 256 characters
}

// MostDeleted is how many messages Telegram deletes at once.
const MostDeleted = 100

// ShowsAny tells whether it shows words of any of these opinions.
func (o *Outgoing) ShowsAny(opinions map[OpinionID]bool) bool {
	return slices.ContainsFunc(o.Shows, func(id OpinionID) bool { return opinions[id] })
}

// Button is a button under a message. Exactly one of Press, URL and Start is set.
type Button struct {
	Text  string `json:"text"`
	Press string `json:"press,omitempty"` // what comes back as Press.Data: 1 to 64 bytes
	URL   string `json:"url,omitempty"`
	Start string `json:"start,omitempty"` // opens the private chat with this deep-link payload: at most 64 of [A-Za-z0-9_-]
}

// Answer ends the waiting of whoever pressed a button. It goes out at once, beside the outbox, and expires.
type Answer struct {
	Press  string   // Press.ID
	Update UpdateID // the press as an update, for the log
	Text   string   // plain, at most 200 UTF-16 units; empty: only the waiting ends
	Alert  bool     // shown as a dialog that has to be closed
}
