package handlers

import (
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
	reader   content.Reader // who speaks in private; nobody in groups
	voice    *phrases.Voice
	argument string         // what stands behind the command, the button's verb or the deep link's letter
	answer   content.Answer // of a press
}

// turnOf finds out who speaks and where. In a group that the newsroom does not serve chat stays 0.
func (b *attempt) turnOf(in *content.Incoming) (*turn, error) {
	t := &turn{Newsroom: b.Newsroom, tx: b.tx, in: in, voice: b.voice(b.language)}
	if in.Kind == content.KindPress {
		t.answer.Press = in.Press.ID
	}
	switch {
	case in.Chat.Kind == content.ChatPrivate && in.From.ID != 0:
		reader, err := b.tx.Reader(in.From.ID)
		if err != nil {
			return t, err
		}
		t.reader, t.private, t.chat = reader, true, reader.Chat()
		t.voice = b.voice(reader.Language(b.language))
	case in.Chat.Kind == content.ChatGroup:
		chat, err := b.served(in.Chat)
		if err != nil {
			return t, err
		}
		t.chat = chat
	}
	return t, nil
}

// served returns our number for a group whose commands are answered, else 0. The configuration may hold the id that the group had before it
// became a supergroup: our number for it stays the same.
func (b *attempt) served(group content.Chat) (content.ChatID, error) {
	discussion := content.TelegramID(b.discussion.Load())
	if discussion == 0 || discussion == group.ID {
		return b.tx.Chat(group)
	}
	if discussion == NoGroup {
		return 0, nil
	}
	configured, err := b.tx.Chat(content.Chat{ID: discussion, Kind: content.ChatGroup})
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
	case t.chat == 0 || message.Automatic || message.Media == content.MediaService || t.in.From.Bot:
		return nil
	case message.Command != "" && !message.Forwarded:
		return t.command(message.Command, message.Argument)
	case !t.private:
		return nil // the bot never answers ordinary talk
	}
	if run := t.routes.words[message.Text]; run != nil && !message.Forwarded {
		return run(t)
	}
	return t.notUnderstood()
}

func (t *turn) command(name, argument string) error {
	command, known := t.routes.commands[name]
	t.argument = argument
	switch {
	case known && t.private && command.in&privately != 0, known && !t.private && command.in&inGroup != 0:
		return command.run(t)
	case !t.private && !t.in.Message.Addressed && (!known || common[name]):
		return nil // it may be meant for another bot
	case known:
		t.send(t.voice.Say(phrases.PrivateOnly), t.toPrivate(name), nil)
		return nil
	}
	return t.unknownCommand(name)
}

// common are the commands that every bot in a group has.
var common = map[string]bool{"start": true, "help": true, "cancel": true}

func (t *turn) press() error {
	verb, argument := cutVerb(t.in.Press.Data)
	run := t.routes.presses[verb]
	switch {
	case !t.private:
		return &content.Error{Code: content.Conflict, Op: "handlers.press", Key: string(phrases.PressElsewhere)}
	case run == nil:
		return stale("handlers.press")
	}
	t.argument = argument
	return run(t)
}

func (t *turn) due() error {
	run := t.routes.works[t.in.Due.Work]
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

// refuse tells the person why not and what to do: a presser in the answer, anyone else by reply.
func (t *turn) refuse(refusal *content.Error) {
	said := t.voice.Say(phrases.Key(refusal.Key), refusal.Args)
	switch {
	case t.in.Kind == content.KindPress:
		t.answer.Text, t.answer.Alert = text.Truncate(text.StripTags(string(said)), 190), true
	case t.private:
		t.say(said)
	case t.chat != 0: // the commands that the sentence names may work in private only
		t.send(said, t.toPrivate("articles"), nil)
	}
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
