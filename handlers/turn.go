package handlers

import (
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
	"aitys/storage"
)

// turn is one incoming on its way through its handler: who, where, in which language, and what is said back.
type turn struct {
	*Newsroom
	tx       *storage.Tx
	in       *content.Incoming
	chat     content.ChatID // where replies go; 0 where nothing can be said
	private  bool
	atDesk   bool           // in the moderation chat
	reader   content.Reader // who speaks in private, or presses a button anywhere; nobody else
	voice    *phrases.Voice
	argument string              // what stands behind the command, the button's verb or the deep link's letter
	answer   content.Answer      // of a press
	quoted   []content.OpinionID // whose words the reply shows
	route    string              // the row of the route table that handles it, for the log
	ahead    map[string]judged   // what the filters said about the batch's texts before the transaction
	lessons  *lessons            // what changes about them once the batch is stored
}

// turnOf finds out who speaks and where. In a group that the newsroom does not serve chat stays 0.
func (b *attempt) turnOf(in *content.Incoming) (*turn, error) {
	t := &turn{Newsroom: b.Newsroom, tx: b.tx, in: in, voice: b.voice(b.language), ahead: b.ahead, lessons: &b.lessons}
	if in.Kind == content.KindPress {
		t.answer.Press, t.answer.Update = in.Press.ID, in.Update
	}
	switch {
	case in.Chat.Kind == content.ChatPrivate && in.From.ID != 0:
		reader, err := b.readerOf(in)
		if err != nil {
			return t, err
		}
		t.reader, t.private, t.chat = reader, true, reader.Chat()
		t.voice = b.voice(reader.Language(b.language))
	case in.Chat.Kind == content.ChatGroup:
		var err error
		if t.chat, err = b.same(in.Chat, b.moderation); err != nil {
			return t, err
		}
		if t.atDesk = t.chat != 0; t.atDesk {
			break
		}
		if t.chat, err = b.served(in.Chat); err != nil {
			return t, err
		}
	case in.Chat.Kind == content.ChatChannel && in.Kind == content.KindPress:
		chat, err := b.tx.ChatOf(in.Chat.ID)
		if err != nil && content.CodeOf(err) != content.NotFound {
			return t, err
		}
		t.chat = chat
	}
	if in.Kind == content.KindPress && !t.private && in.From.ID != 0 {
		var err error
		t.reader, err = b.readerOf(in)
		return t, err
	}
	return t, nil
}

// readerOf returns the reader behind what came. Whoever was erased by an earlier incoming of the batch is somebody new, once they act; until then nobody.
func (b *attempt) readerOf(in *content.Incoming) (content.Reader, error) {
	reader, err := b.tx.Reader(in.From.ID)
	switch {
	case content.CodeOf(err) != content.NotFound:
		return reader, err
	case !acts(in):
		return content.Reader{}, nil
	}
	if err := b.tx.Meet([]content.Person{in.From}); err != nil {
		return content.Reader{}, err
	}
	return b.tx.Reader(in.From.ID)
}

// served returns our number for a group whose commands are answered, else 0.
func (b *attempt) served(group content.Chat) (content.ChatID, error) {
	switch discussion := content.TelegramID(b.discussion.Load()); discussion {
	case 0:
		return b.tx.Chat(group)
	case NoGroup:
		return 0, nil
	default:
		return b.same(group, discussion)
	}
}

// same returns our number for a group that is the configured one, else 0. The configuration may hold the id that the group had before it became a supergroup: our
// number for it stays the same.
func (b *attempt) same(group content.Chat, id content.TelegramID) (content.ChatID, error) {
	switch id {
	case 0:
		return 0, nil
	case group.ID:
		return b.tx.Chat(group)
	}
	configured, err := b.tx.Chat(content.Chat{ID: id, Kind: content.ChatGroup})
	if err != nil {
		return 0, err
	}
	asked, err := b.tx.ChatOf(group.ID)
	switch {
	case content.CodeOf(err) == content.NotFound:
		return 0, nil
	case err != nil || asked != configured:
		return 0, err
	}
	return asked, nil
}

// run looks up the handler of what came and lets it act.
func (t *turn) run() error {
	switch t.in.Kind {
	case content.KindMessage:
		return t.message()
	case content.KindPress:
		return t.press()
	case content.KindDue:
		return t.due()
	case content.KindUnreadable:
		t.log.Warn("an update could not be read: it is parked", "update", t.in.Update, "why", t.in.Fault)
		return t.tx.Park(*t.in, t.in.Fault)
	}
	if event := t.routes.events[t.in.Kind]; event != nil {
		return event(t)
	}
	return nil
}

func (t *turn) message() error {
	message := t.in.Message
	switch {
	case message.Automatic:
		return t.rooted()
	case t.chat == 0 || message.Media == content.MediaService || t.in.From.Bot:
		return nil
	case message.Command != "" && !message.Forwarded:
		return t.command(message.Command, message.Argument)
	case t.atDesk:
		return t.deskTalk()
	case !t.private:
		return t.comment() // the bot never answers ordinary talk
	}
	if message.Forwarded || message.Media != content.MediaNone {
		if taken, err := t.colleagueForwarded(); taken || err != nil {
			return err
		}
		if taken, err := t.pushMedia(); taken || err != nil {
			return err
		}
		return t.notUnderstood()
	}
	if run := t.routes.words[message.Text]; run != nil {
		t.route = "key"
		return run(t)
	}
	for _, takes := range []func() (bool, error){t.answeredByReply, t.continued} {
		if taken, err := takes(); taken || err != nil {
			return err
		}
	}
	return t.plainText()
}

// perform runs a command, if this person may.
func (t *turn) perform(c command) error {
	if err := t.may(c.who); err != nil {
		return err
	}
	return c.run(t)
}

func (t *turn) command(name, argument string) error {
	command, known := t.routes.commands[name]
	if known {
		t.route = "/" + name
	}
	t.argument = argument
	switch {
	case known && command.in&t.where() != 0 && t.anonymous() && command.who > content.RoleReader:
		return t.askWho(name, argument)
	case known && command.in&t.where() != 0:
		return t.perform(command)
	case !t.private && !t.in.Message.Addressed && (!known || common[name]):
		return nil // it may be meant for another bot
	case known && (t.in.From.ID == 0 || t.role() >= command.who): // nobody yet: the private chat will tell who it is
		ways := t.toPrivate(name)
		if name == "search" {
			ways[0][0].Start = searchStart(argument)
		}
		t.sendPassing(t.voice.Say(phrases.PrivateOnly), ways)
		return nil
	case known:
		return t.may(command.who)
	}
	return t.unknownCommand(name)
}

// where is in which kind of chat it happens.
func (t *turn) where() where {
	switch {
	case t.private:
		return privately
	case t.atDesk:
		return inDesk
	}
	return inGroup
}

// common are the commands that every bot in a group has.
var common = map[string]bool{"start": true, "help": true, "cancel": true}

func (t *turn) press() error {
	verb, argument := cutVerb(t.in.Press.Data)
	run := t.routes.presses[verb]
	switch {
	case t.atDesk:
		run = t.routes.desk[verb]
	case !t.private:
		run = t.routes.shared[verb]
	}
	switch {
	case !t.private && (run == nil || t.chat == 0):
		return &content.Error{Code: content.Conflict, Op: "handlers.press", Key: string(phrases.PressElsewhere)}
	case run == nil:
		return stale("handlers.press")
	}
	t.argument, t.route = argument, "press "+string(verb)
	return run(t)
}

func (t *turn) due() error {
	work, _, _ := strings.Cut(t.in.Due.Work, ":")
	run := t.routes.works[work]
	t.route = "work " + work
	if run == nil {
		return &content.Error{Code: content.NotFound, Op: "handlers.due " + t.in.Due.Work}
	}
	return run(t)
}

// ended returns what ends the presser's waiting; nil when nobody waits.
func (t *turn) ended() *content.Answer {
	if t.in.Kind != content.KindPress {
		return nil
	}
	return &t.answer
}

// own is the voice in which the person who acts is spoken to where nobody else hears it.
func (t *turn) own() *phrases.Voice {
	if t.private || t.reader.ID == 0 {
		return t.voice
	}
	return t.Newsroom.voice(t.reader.Language(t.language))
}

// refuse tells the person why not and what to do: a presser in the answer, anyone else by reply.
func (t *turn) refuse(refusal *content.Error) {
	said := t.voice.Say(phrases.Key(refusal.Key), refusal.Args)
	if t.in.Kind == content.KindPress {
		said = t.own().Say(phrases.Key(refusal.Key), refusal.Args)
	}
	switch {
	case t.in.Kind == content.KindPress:
		t.answer.Text, t.answer.Alert = text.Truncate(unmarked(said), 190), true
	case t.private:
		t.say(said)
	case t.chat != 0: // the commands that the sentence names may work in private only
		t.sendPassing(said, t.toPrivate(wayOn(phrases.Key(refusal.Key))))
	}
}

// wayOn is the command that the button below a refusal in a group runs in private: the one that the sentence advises, where it does, else the articles.
func wayOn(refusal phrases.Key) string {
	switch refusal {
	case phrases.CommentNotPersonal:
		return "opinion"
	case phrases.CommentForgetHow:
		return "forget"
	case phrases.UnknownCommand, phrases.UnknownCommandNearest:
		return "help"
	}
	return "articles"
}

func (t *turn) apologise() {
	if t.in.Message == nil && t.in.Press == nil {
		return
	}
	t.refuse(&content.Error{Key: string(phrases.Apology)})
}

// stale is the refusal of a button that no longer leads anywhere.
func stale(op string) error {
	return &content.Error{Code: content.Conflict, Op: op, Key: string(phrases.PressStale)}
}
