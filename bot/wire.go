package bot

import (
	"encoding/json"
	"strings"

	"aitys/content"
	"aitys/content/text"
)

// The shapes of what Telegram sends, with the fields that Aitys uses and no others: an update is decoded once, and what is not used cannot
// make it unreadable.

type wireUpdate struct {
	ID      int64        `json:"update_id"`
	Message *wireMessage `json:"message"`
	Edited  *wireMessage `json:"edited_message"`
	Press   *wirePress   `json:"callback_query"`
	Member  *wireMember  `json:"my_chat_member"`
	Other   *wireMember  `json:"chat_member"`
	Vote    *wireVote    `json:"poll_answer"`
}

type wireUser struct {
	ID           int64  `json:"id"`
	Bot          bool   `json:"is_bot"`
	First        string `json:"first_name"`
	Last         string `json:"last_name"`
	Username     string `json:"username"`
	LanguageCode string `json:"language_code"`
}

type wireChat struct {
	ID    int64  `json:"id"`
	Type  string `json:"type"`
	Title string `json:"title"`
}

type wireMessage struct {
	ID          int64       `json:"message_id"`
	Thread      int64       `json:"message_thread_id"`
	Date        int64       `json:"date"`
	EditDate    int64       `json:"edit_date"`
	Chat        wireChat    `json:"chat"`
	From        *wireUser   `json:"from"`
	SenderChat  *wireChat   `json:"sender_chat"`
	Text        string      `json:"text"`
	Caption     string      `json:"caption"`
	Album       string      `json:"media_group_id"`
	ReplyTo     wireRef     `json:"reply_to_message"`
	Entities    rawJSON     `json:"entities"`
	CaptionMark rawJSON     `json:"caption_entities"`
	Signature   string      `json:"author_signature"`
	Topic       bool        `json:"is_topic_message"`
	Origin      *wireOrigin `json:"forward_origin"`
	Markup      rawJSON     `json:"reply_markup"`
	ForwardDate present     `json:"forward_date"` // this and those below: servers before Bot API 7.0
	ForwardChat wireChat    `json:"forward_from_chat"`
	ForwardFrom *wireUser   `json:"forward_from"`
	ForwardPost int64       `json:"forward_from_message_id"`
	Automatic   bool        `json:"is_automatic_forward"`
	MigrateTo   int64       `json:"migrate_to_chat_id"`
	MigrateFrom int64       `json:"migrate_from_chat_id"`
	wireMedia
}

// wireOrigin is from where a message was forwarded. Chat and message are those of a channel's post.
type wireOrigin struct {
	Chat    wireChat  `json:"chat"`
	Message int64     `json:"message_id"`
	Sender  *wireUser `json:"sender_user"` // where it is a person who does not hide it
}

// rawJSON is a part of an update that is read only where it is wanted. It is a part of the update's own bytes.
type rawJSON []byte

// UnmarshalJSON is encoding/json's.
func (r *rawJSON) UnmarshalJSON(raw []byte) error {
	*r = raw
	return nil
}

// wireRef is a message of which only the number matters.
type wireRef struct {
	ID int64 `json:"message_id"`
}

// wireMedia holds what a message may carry besides text. A message with neither is a notice by Telegram itself: those have dozens of
// kinds, and every year brings more, while kinds of content are few.
type wireMedia struct {
	Photo     present      `json:"photo"`
	Sticker   present      `json:"sticker"`
	Voice     present      `json:"voice"`
	Video     present      `json:"video"`
	VideoNote present      `json:"video_note"`
	Document  wireDocument `json:"document"`

	Animation present `json:"animation"`
	Audio     present `json:"audio"`
	PaidMedia present `json:"paid_media"`
	Story     present `json:"story"`
	Rich      present `json:"rich_message"`
	Checklist present `json:"checklist"`
	Contact   present `json:"contact"`
	Dice      present `json:"dice"`
	Game      present `json:"game"`
	Poll      present `json:"poll"`
	Venue     present `json:"venue"`
	Location  present `json:"location"`
	Invoice   present `json:"invoice"`
	Giveaway  present `json:"giveaway"`
	Winners   present `json:"giveaway_winners"`
	Passport  present `json:"passport_data"`
	LivePhoto present `json:"live_photo"`
}

// wireDocument is a file that was sent as such. What of it cannot be read is left out: that it is one is known all the same.
type wireDocument struct {
	given bool
	id    string
	name  string
	size  int64
}

// UnmarshalJSON reads what names the file.
func (w *wireDocument) UnmarshalJSON(raw []byte) error {
	var as struct {
		ID   string `json:"file_id"`
		Name string `json:"file_name"`
		Size int64  `json:"file_size"`
	}
	w.given = string(raw) != "null"
	if json.Unmarshal(raw, &as) == nil && len(as.ID) <= content.MaxFileID {
		w.id, w.name, w.size = as.ID, as.Name, as.Size
	}
	return nil
}

// file is the file that a message is; nil where it is none, or cannot be asked for.
func (w *wireMessage) file() *content.File {
	if w.media() != content.MediaDocument || w.Document.id == "" {
		return nil
	}
	const longestName = 200 // characters
	return &content.File{ID: w.Document.id, Name: text.Truncate(text.NormaliseLine(w.Document.name), longestName), Size: max(w.Document.size, 0)}
}

type wirePress struct {
	ID      string    `json:"id"`
	From    *wireUser `json:"from"`
	Message *struct {
		ID     int64    `json:"message_id"`
		Chat   wireChat `json:"chat"`
		Text   opening  `json:"text"`
		Markup struct {
			Rows [][]struct {
				Data string `json:"callback_data"`
			} `json:"inline_keyboard"`
		} `json:"reply_markup"`
	} `json:"message"`
	Data string `json:"data"`
}

// offered tells whether a button with the press's data stands under its message.
func (w *wirePress) offered() bool {
	for _, row := range w.Message.Markup.Rows {
		for _, button := range row {
			if button.Data != "" && button.Data == w.Data {
				return true
			}
		}
	}
	return false
}

// opening is the first line of a text. No more of it is decoded: with each press comes all of the message under which was pressed, some thousand letters, and only
// its first line is of use.
type opening string

// UnmarshalJSON reads a text up to its first line end.
func (o *opening) UnmarshalJSON(raw []byte) error {
	for i := 0; i+1 < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		if raw[i+1] == 'n' {
			raw = append(raw[:i:i], '"')
			break
		}
		i++ // what is escaped begins nothing
	}
	return json.Unmarshal(raw, (*string)(o))
}

// title is the first line of the press's message.
func (w *wirePress) title() string {
	line, _, _ := strings.Cut(string(w.Message.Text), "\n")
	return text.NormaliseLine(strings.ToValidUTF8(line[:min(len(line), content.MaxFirstLine)], ""))
}

// wireVote is a vote in a native poll. Whoever votes in the name of a chat is VoterChat and no User, or one of the shared accounts.
type wireVote struct {
	Poll      string    `json:"poll_id"`
	User      *wireUser `json:"user"`
	VoterChat present   `json:"voter_chat"`
	Options   []int     `json:"option_ids"`
}

type wireMember struct {
	Chat wireChat  `json:"chat"`
	From *wireUser `json:"from"`
	Date int64     `json:"date"`
	New  struct {
		User    *wireUser `json:"user"`
		Status  string    `json:"status"`
		Member  bool      `json:"is_member"`         // of restricted
		CanSend bool      `json:"can_send_messages"` // of restricted
		CanPost bool      `json:"can_post_messages"` // of an administrator of a channel
	} `json:"new_chat_member"`
}

// present tells that a field is there and not null, whatever it holds.
type present bool

// UnmarshalJSON is encoding/json's.
func (p *present) UnmarshalJSON(raw []byte) error {
	*p = string(raw) != "null"
	return nil
}
