package handlers

import (
	"net/url"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// dialoguePush is the dialogue in which an editor sends an article, in as many messages as it takes.
const dialoguePush = "push"

// collected is its note: the texts that came, in order.
type collected struct {
	Texts []string `json:"texts"`
}

// What the button below the collected texts does.
const pushDone = "done"

// pushCommand asks an editor for an article: /push [ADDRESS].
func pushCommand(t *turn) error {
	if address, is := pageAddress(t.argument); is {
		return t.draftFromPage(address)
	}
	t.say(t.voice.Say(phrases.PushAsk))
	return t.begin(dialoguePush, collected{})
}

// pageAddress tells whether a message is the address of a page and nothing else.
func pageAddress(said string) (string, bool) {
	said = strings.TrimSpace(said)
	parsed, err := url.Parse(said)
	if err != nil || strings.ContainsAny(said, " \n") || parsed.Host == "" || parsed.Scheme != "http" && parsed.Scheme != "https" {
		return "", false
	}
	return said, true
}

// pushMedia takes a file, or a forwarded post, from an editor; false where it is none of these.
func (t *turn) pushMedia() (bool, error) {
	message := t.in.Message
	if t.role() < content.RoleEditor {
		return false, nil
	}
	if message.File != nil {
		return true, t.pushFile(*message.File)
	}
	if message.Text == "" || !message.Forwarded && message.Media != content.MediaPhoto && message.Media != content.MediaVideo {
		return false, nil
	}
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	switch {
	case err != nil:
		return false, err
	case under && !dialogue.Aside && dialogue.Work == dialoguePush:
		return true, pushSaid(t, dialogue.Note, message.Text)
	case !t.isChannelPost() || under && !dialogue.Aside:
		return false, nil
	}
	if taken, err := t.forwardedPost(); taken || err != nil { // one of ours, of which it was not known whether it stands
		return taken, err
	}
	return true, t.pushForwarded(message.Text)
}

// isChannelPost tells whether a message is a forwarded post of a channel, long enough to be drafted.
func (t *turn) isChannelPost() bool {
	const least = 200 // characters: less is hardly an article
	message := t.in.Message
	return message.Forwarded && message.Origin.Message != 0 && text.Length(message.Text) >= least
}

// pushForwarded takes a post that an editor forwards without /push: there is nothing else that it could be for, and nothing comes of it before Done.
func (t *turn) pushForwarded(words string) error {
	note, err := noteOf(collected{})
	if err != nil {
		return err
	}
	return pushSaid(t, note, words)
}

// isPushed tells whether a message holds a file for the desk: those of an album are each one, an article's languages.
func (n *Newsroom) isPushed(in *content.Incoming) bool {
	return in.Message.File != nil && n.roleGiven(in.From.ID) >= content.RoleEditor
}

// pushFile has a file read that an editor has sent, with /push or without: there is nothing else that it could be for.
func (t *turn) pushFile(file content.File) error {
	name := strings.ToLower(file.Name)
	told := phrases.Key("")
	switch {
	case file.Size > content.MaxPushed:
		told = phrases.PushTooLarge
	case strings.HasSuffix(name, ".pdf"):
		told = phrases.PushPDF
	case isOffice(name):
		told = phrases.PushOffice
	case strings.HasSuffix(name, ".zip"), strings.HasSuffix(name, ".rar"), strings.HasSuffix(name, ".7z"), strings.HasSuffix(name, ".gz"):
		told = phrases.PushArchive
	}
	if told != "" {
		return &content.Error{Code: content.Invalid, Op: "handlers.pushFile", Key: string(told)}
	}
	return t.beginTask(taskPush, file.ID, pushNote{Name: file.Name})
}

// pushSaid adds a text to those that were sent before.
func pushSaid(t *turn, note, words string) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	var so collected
	if err := noted(note, &so); err != nil {
		return err
	}
	if address, is := pageAddress(words); is && len(so.Texts) == 0 {
		return t.draftFromPage(address)
	}
	so.Texts = append(so.Texts, words)
	whole := joined(so.Texts)
	if len(whole) > content.MaxFile/4 {
		return &content.Error{Code: content.Invalid, Op: "handlers.pushSaid", Key: string(phrases.PushTooLarge)}
	}
	t.show(screen{
		text: t.voice.Count(phrases.PushCollected, len(so.Texts), phrases.Args{"Characters": text.Length(whole)}),
		rows: [][]link{{{label: t.voice.Plain(phrases.ButtonDone), data: string(toPush) + "." + pushDone}}},
	})
	return t.begin(dialoguePush, so)
}

// joined is the text of several messages. Telegram's apps divide a long text where it suits them: one that does not end as a sentence does goes on in the next message.
func joined(texts []string) string {
	const long = 3000 // UTF-16 units: a message that was cut off has nearly 4096
	var whole strings.Builder
	for i, one := range texts {
		whole.WriteString(one)
		if i == len(texts)-1 {
			break
		}
		if text.UTF16Len(one) > long && !strings.ContainsAny(one[len(one)-1:], ".!?:\"') \n") && !strings.HasSuffix(one, "…") && !strings.HasSuffix(one, "»") && !strings.HasSuffix(one, "”") {
			whole.WriteString(" ")
			continue
		}
		whole.WriteString("\n\n")
	}
	return whole.String()
}

// pushPress has the collected texts read.
func pushPress(t *turn) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err != nil {
		return err
	}
	var so collected
	if under && dialogue.Work == dialoguePush {
		if err := noted(dialogue.Note, &so); err != nil {
			return err
		}
	}
	if len(so.Texts) == 0 || t.argument != pushDone {
		return &content.Error{Code: content.Conflict, Op: "handlers.pushPress", Key: string(phrases.PushNothing)}
	}
	t.show(screen{text: t.voice.Say(phrases.PushReading)})
	if err := t.beginTask(taskPush, "", pushNote{Text: joined(so.Texts)}); err != nil {
		return err
	}
	return t.tx.End(t.reader.ID)
}
