package handlers

import (
	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// maxMessage is how long a message may be, in UTF-16 units after its entities are parsed (Bot API: sendMessage, text).
const maxMessage = 4096

// screen is what a person sees at one place: a text with rows of links.
type screen struct {
	text content.HTML
	rows [][]link
}

// link is a button of a screen. A link without a place and an address is left out.
type link struct {
	label string
	to    place
	data  string // in private only: a press that is no place
	start string // in groups only: a deep link's payload that is no place
	url   string
}

// show puts the screen before the person: a press changes the message in place, anything else is answered by a new message.
func (t *turn) show(s screen) {
	t.put(s.text, t.buttons(s.rows))
}

// say answers with a text alone.
func (t *turn) say(said content.HTML) { t.send(said, nil, nil) }

func (t *turn) put(said content.HTML, buttons [][]content.Button) {
	if t.in.Press != nil && t.in.Press.Message != 0 && text.VisibleLen(string(said)) <= maxMessage {
		t.tx.Send(content.Outgoing{
			Chat: t.chat, Action: content.ActionEdit, Edit: t.in.Press.Message, Text: said, Buttons: buttons, Shows: t.quoted,
		})
		return
	}
	t.send(said, buttons, nil)
}

// send appends a message to the outbox, in parts when it is too long; buttons and keyboard stand under the last part.
func (t *turn) send(said content.HTML, buttons [][]content.Button, keyboard [][]string) {
	parts := text.Split(string(said), maxMessage)
	for i, part := range parts {
		out := content.Outgoing{Chat: t.chat, Action: content.ActionSend, Text: content.HTML(part), Once: !t.private, Shows: t.quoted}
		if !t.private && len(t.quoted) > 0 {
			out.Key = shownKey(t.in.Update, i)
		}
		if i == 0 {
			out.ReplyTo = t.answering()
		}
		if i == len(parts)-1 {
			out.Buttons, out.Keyboard = buttons, keyboard
		}
		t.tx.Send(out)
	}
}

// answering is the message to which a group's answer replies; none in private, where nobody stands between.
func (t *turn) answering() content.MessageID {
	if t.private || t.in.Message == nil {
		return 0
	}
	return t.in.Message.ID
}

// unmarked is what HTML says, for where no marks can be: in pictures and in answers to presses.
func unmarked(said content.HTML) string { return text.StripTags(string(said)) }

// buttons turns links into buttons as they work in this chat.
func (t *turn) buttons(rows [][]link) [][]content.Button { return buttonsIn(rows, t.private) }

// buttonsIn turns links into buttons as they work in a private chat, or in a group.
func buttonsIn(rows [][]link, private bool) [][]content.Button {
	var buttons [][]content.Button
	for _, row := range rows {
		var line []content.Button
		for _, l := range row {
			if button, ok := l.button(private); ok {
				line = append(line, button)
			}
		}
		if len(line) > 0 {
			buttons = append(buttons, line)
		}
	}
	return buttons
}

func (l link) button(private bool) (content.Button, bool) {
	switch {
	case l.url != "":
		return content.Button{Text: l.label, URL: l.url}, true
	case l.to.article != nil && private:
		return content.Button{Text: l.label, Press: l.to.press()}, true
	case l.to.article != nil:
		return content.Button{Text: l.label, Start: l.to.start()}, true
	case l.start != "" && !private:
		return content.Button{Text: l.label, Start: l.start}, true
	case l.data != "" && private:
		return content.Button{Text: l.label, Press: l.data}, true
	}
	return content.Button{}, false
}

// keys is the small keyboard in the reader's language.
func (t *turn) keys() [][]string {
	var rows [][]string
	for _, row := range keyboard() {
		var line []string
		for _, key := range row {
			line = append(line, t.voice.Plain(key.label))
		}
		rows = append(rows, line)
	}
	return rows
}

// toPrivate is a button that leads from a group into the private chat, where it runs a command.
func (t *turn) toPrivate(command string) [][]content.Button {
	return [][]content.Button{{{Text: t.voice.Plain(phrases.ButtonOpenPrivate), Start: commandLink + "_" + command}}}
}
