package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"aitys/content"
	"aitys/content/text"
)

// Accounts that Telegram shows as the sender where a chat speaks, or Telegram itself. They are nobody's.
const (
	channelBot   = 136817688
	anonymousBot = 1087968824
	telegram     = 777000
)

const (
	// maxUpdates is how many updates one answer may hold; Telegram gives a hundred.
	maxUpdates = 1000
	// maxPressID and maxData are as long as the texts of a press are believed; honest ones have some 20 and at most 64 bytes.
	maxPressID = 128
	maxData    = 256
	// maxPollID is as long as a poll's name is believed; honest ones have some 20 digits. maxChosen is as many options as any poll has.
	maxPollID = 64
	maxChosen = 12
	// maxDate is the last second of the year 9999.
	maxDate = 253402300799
)

// What makes an update unreadable besides broken JSON.
var (
	errNoNumber = errors.New("an update without update_id")
	errNoChat   = errors.New("a message without a chat")
	errNoPress  = errors.New("a press without an id or a person")
	errNoVote   = errors.New("a vote without a poll or options, or for more options than a poll has")
)

// decoder turns Telegram's updates into content.Incoming.
type decoder struct {
	username string           // of this bot, in lower case
	now      func() time.Time // for what carries no time
}

// batch decodes an array of updates, each by itself. The error says that it is no array; what is wrong with a single update makes only
// that one unreadable.
func (d decoder) batch(raw []byte) ([]content.Incoming, error) {
	updates, err := elements(raw)
	if err != nil {
		return nil, err
	}
	batch := make([]content.Incoming, len(updates))
	for i, update := range updates {
		batch[i] = d.update(update)
	}
	return batch, nil
}

// update decodes one update. It always returns something: at worst one that is KindUnreadable, with the update's number where that much
// could be read.
func (d decoder) update(raw []byte) content.Incoming {
	var wire wireUpdate
	err := json.Unmarshal(raw, &wire)
	in := content.Incoming{Update: content.UpdateID(max(wire.ID, 0)), Raw: raw, Kind: content.KindOther}
	if err == nil {
		err = d.read(&wire, &in)
	}
	if err != nil {
		number := max(in.Update, numberOf(raw))
		return content.Incoming{Kind: content.KindUnreadable, Update: number, At: d.now(), Raw: raw, Fault: unread(err)}
	}
	return in
}

// unread are the words of what makes an update unreadable, without what stands in the update: encoding/json quotes numbers, such as ids.
func unread(err error) string {
	var wrong *json.UnmarshalTypeError
	if !errors.As(err, &wrong) {
		return err.Error()
	}
	kind, _, _ := strings.Cut(wrong.Value, " ")
	return fmt.Sprintf("a %s where %s is wanted, in %s", kind, wrong.Type, wrong.Field)
}

func (d decoder) read(wire *wireUpdate, in *content.Incoming) error {
	if wire.ID <= 0 {
		return errNoNumber
	}
	switch {
	case wire.Message != nil:
		return d.message(wire.Message, in, content.KindMessage)
	case wire.Edited != nil:
		return d.message(wire.Edited, in, content.KindEdited)
	case wire.Press != nil:
		return d.press(wire.Press, in)
	case wire.Member != nil:
		return d.member(wire.Member, in)
	case wire.Other != nil:
		return d.other(wire.Other, in)
	case wire.Vote != nil:
		return d.vote(wire.Vote, in)
	}
	in.At = d.now()
	return nil
}

func (d decoder) message(wire *wireMessage, in *content.Incoming, kind content.Kind) error {
	chat, err := chatOf(wire.Chat)
	if err != nil {
		return err
	}
	in.Kind, in.Chat, in.From = kind, chat, personOf(wire.From)
	in.At = d.at(max(wire.Date, wire.EditDate))
	if migrated(wire, in) {
		return nil
	}
	message := &content.Message{
		ID: content.MessageID(wire.ID), Thread: content.MessageID(wire.Thread), ReplyTo: content.MessageID(wire.ReplyTo.ID),
		Text:      text.Normalise(wire.Text + wire.Caption),
		Media:     wire.media(),
		Album:     plain(wire.Album, '_'),
		Forwarded: wire.Origin != nil || bool(wire.ForwardDate), Origin: wire.origin(), Automatic: wire.Automatic, Topic: wire.Topic,
		OnBehalf: onBehalf(wire),
	}
	if message.OnBehalf != 0 {
		in.From = content.Person{}
		message.OnBehalfOf, message.Signature = wire.onBehalfOf(), text.NormaliseLine(wire.Signature)
	}
	if kind == content.KindEdited {
		message.SentAt = d.at(wire.Date)
	}
	if chat.Kind == content.ChatGroup {
		message.Entities = wire.entities(message.Text)
	}
	if chat.Kind == content.ChatPrivate {
		message.File, message.Author = wire.file(), wire.author()
	}
	in.Message = message
	if message.Automatic {
		message.Starts = d.starts(wire)
	}
	d.command(message, in)
	return nil
}

// command reads a command off the message's text. One for another bot is none of ours: in a group, where several bots listen, the whole
// message is not.
func (d decoder) command(message *content.Message, in *content.Incoming) {
	found, ok := parseCommand(message.Text)
	switch {
	case !ok:
	case found.bot == "" || found.bot == d.username:
		message.Command, message.Argument, message.Addressed = found.name, found.argument, found.bot != ""
	case in.Chat.Kind != content.ChatPrivate:
		in.Kind, in.Message = content.KindOther, nil
	}
}

func (d decoder) press(wire *wirePress, in *content.Incoming) error {
	if wire.ID == "" || len(wire.ID) > maxPressID || wire.From == nil || wire.From.ID <= 0 {
		return errNoPress
	}
	in.Kind, in.At, in.From = content.KindPress, d.now(), personOf(wire.From)
	in.Press = &content.Press{ID: wire.ID, Data: wire.Data}
	if len(wire.Data) > maxData {
		in.Press.Data = ""
	}
	if wire.Message == nil {
		return nil
	}
	chat, err := chatOf(wire.Message.Chat)
	if err != nil {
		return err
	}
	in.Chat, in.Press.Message, in.Press.Offered, in.Press.Title = chat, content.MessageID(wire.Message.ID), wire.offered(), wire.title()
	return nil
}

// vote reads a vote in a native poll. One in the name of a chat is nobody's: native polls stand in private chats only, where people are
// themselves.
func (d decoder) vote(wire *wireVote, in *content.Incoming) error {
	if wire.Poll == "" || len(wire.Poll) > maxPollID || wire.Options == nil || len(wire.Options) > maxChosen {
		return errNoVote
	}
	in.At = d.now()
	person := personOf(wire.User)
	if person.ID == 0 || bool(wire.VoterChat) {
		return nil
	}
	in.Kind, in.From = content.KindVote, person
	in.Chat = content.Chat{ID: person.ID, Kind: content.ChatPrivate}
	in.Vote = &content.PollVote{Poll: wire.Poll, Options: wire.Options}
	return nil
}

func (d decoder) member(wire *wireMember, in *content.Incoming) error {
	chat, err := chatOf(wire.Chat)
	if err != nil {
		return err
	}
	in.Kind, in.Chat, in.From, in.At = content.KindMembership, chat, personOf(wire.From), d.at(wire.Date)
	member := &content.Membership{}
	switch wire.New.Status {
	case "creator", "administrator":
		member.Admin = true
		member.Present = chat.Kind != content.ChatChannel || wire.New.CanPost || wire.New.Status == "creator"
	case "member":
		member.Present = true
	case "restricted":
		member.Present = wire.New.Member && wire.New.CanSend
	}
	in.Member = member
	return nil
}

// other reads that somebody else came into a chat, or left it. Who let them in, or put them out, is nobody's business.
func (d decoder) other(wire *wireMember, in *content.Incoming) error {
	chat, err := chatOf(wire.Chat)
	if err != nil {
		return err
	}
	in.At = d.at(wire.Date)
	person := personOf(wire.New.User)
	if person.ID == 0 {
		return nil
	}
	in.Kind, in.Chat = content.KindMember, chat
	in.Member = &content.Membership{Whose: person.ID, Present: inside(wire.New.Status, wire.New.Member)}
	return nil
}

// inside tells whether whoever has a status belongs to a chat; of the restricted Telegram says it apart.
func inside(status string, member bool) bool {
	switch status {
	case "creator", "administrator", "member":
		return true
	case "restricted":
		return member
	}
	return false
}

// at returns Telegram's time, ours where that is absurd.
func (d decoder) at(date int64) time.Time {
	if date <= 0 || date > maxDate {
		return d.now()
	}
	return time.Unix(date, 0).UTC()
}

// migrated reads the notice that a group became a supergroup, which comes in both of them. The ids of groups are negative: a notice that says
// otherwise would make a group of a person.
func migrated(wire *wireMessage, in *content.Incoming) bool {
	switch {
	case wire.Chat.ID > 0 || wire.MigrateTo > 0 || wire.MigrateFrom > 0:
		return false
	case wire.MigrateTo != 0:
		in.MovedTo = content.TelegramID(wire.MigrateTo)
	case wire.MigrateFrom != 0:
		in.MovedTo = in.Chat.ID
		in.Chat = content.Chat{ID: content.TelegramID(wire.MigrateFrom), Kind: content.ChatGroup}
	default:
		return false
	}
	in.Kind = content.KindMigration
	return true
}

// onBehalf returns the chat in whose name a message was sent: then its sender is a shared account.
func onBehalf(wire *wireMessage) content.TelegramID {
	switch {
	case wire.SenderChat != nil && wire.SenderChat.ID != 0:
		return content.TelegramID(wire.SenderChat.ID)
	case wire.From != nil && shared(wire.From.ID):
		return content.TelegramID(wire.Chat.ID)
	}
	return 0
}

// onBehalfOf is the title of the chat in whose name a message was sent.
func (w *wireMessage) onBehalfOf() string {
	if w.SenderChat != nil && w.SenderChat.Title != "" {
		return text.NormaliseLine(w.SenderChat.Title)
	}
	return text.NormaliseLine(w.Chat.Title)
}

// origin is the channel's post from which a message was forwarded. The ids of channels are negative.
func (w *wireMessage) origin() content.Origin {
	chat, message := w.ForwardChat.ID, w.ForwardPost
	if w.Origin != nil && w.Origin.Chat.ID != 0 {
		chat, message = w.Origin.Chat.ID, w.Origin.Message
	}
	if chat >= 0 || message <= 0 {
		return content.Origin{}
	}
	return content.Origin{Chat: content.TelegramID(chat), Message: content.MessageID(message)}
}

// author is the person whose message was forwarded, as far as Telegram tells.
func (w *wireMessage) author() content.Person {
	if w.Origin != nil && w.Origin.Sender != nil {
		return personOf(w.Origin.Sender)
	}
	return personOf(w.ForwardFrom)
}

func shared(id int64) bool { return id == channelBot || id == anonymousBot || id == telegram }

func personOf(wire *wireUser) content.Person {
	if wire == nil || wire.ID <= 0 || shared(wire.ID) {
		return content.Person{}
	}
	return content.Person{
		ID:           content.TelegramID(wire.ID),
		First:        text.NormaliseLine(wire.First),
		Last:         text.NormaliseLine(wire.Last),
		Username:     plain(wire.Username, '_'),
		LanguageCode: plain(wire.LanguageCode, '-'),
		Bot:          wire.Bot,
	}
}

// plain returns s if it is at most 64 letters, digits and other characters as given, as usernames and language tags are, else "".
func plain(s string, other byte) string {
	for i := range len(s) {
		if !isWord(s[i]) && s[i] != other {
			return ""
		}
	}
	if len(s) > 64 {
		return ""
	}
	return s
}

func chatOf(wire wireChat) (content.Chat, error) {
	kinds := map[string]content.ChatKind{
		"private": content.ChatPrivate, "group": content.ChatGroup, "supergroup": content.ChatGroup, "channel": content.ChatChannel,
	}
	kind, known := kinds[wire.Type]
	switch {
	case wire.ID == 0:
		return content.Chat{}, errNoChat
	case !known:
		return content.Chat{}, fmt.Errorf("a chat of type %.40q", wire.Type)
	}
	return content.Chat{ID: content.TelegramID(wire.ID), Kind: kind}, nil
}

// media returns what the message carries. An animation comes as a document too, a live photo as a photo.
func (w *wireMessage) media() content.Media {
	m := &w.wireMedia
	switch {
	case bool(m.Photo):
		return content.MediaPhoto
	case bool(m.Sticker):
		return content.MediaSticker
	case bool(m.Voice):
		return content.MediaVoice
	case bool(m.Video || m.VideoNote):
		return content.MediaVideo
	case bool(m.Animation):
		return content.MediaAnimation
	case bool(m.Audio):
		return content.MediaAudio
	case bool(m.Venue || m.Location):
		return content.MediaPlace
	case bool(m.Contact):
		return content.MediaContact
	case bool(m.Poll):
		return content.MediaPoll
	case m.Document.given && *m == wireMedia{Document: m.Document}:
		return content.MediaDocument
	case *m != wireMedia{}:
		return content.MediaOther
	case w.Text == "" && w.Caption == "":
		return content.MediaService
	}
	return content.MediaNone
}

// numberOf reads the number of an update that is broken elsewhere; 0 where even that fails. Telegram puts it first.
func numberOf(raw []byte) content.UpdateID {
	_, rest, found := strings.Cut(string(raw[:min(len(raw), 200)]), `"update_id":`)
	if !found {
		return 0
	}
	digits := strings.TrimLeft(rest, " \t\r\n")
	end := 0
	for end < len(digits) && '0' <= digits[end] && digits[end] <= '9' {
		end++
	}
	if end == len(digits) || !strings.ContainsRune(",} \t\r\n", rune(digits[end])) {
		return 0
	}
	var number int64
	if json.Unmarshal([]byte(digits[:end]), &number) != nil {
		return 0
	}
	return content.UpdateID(number)
}
