package handlers

import (
	"strings"
	"unicode"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// dialoguePen is the dialogue in which a reader is asked for a pen name, for one opinion or, where that is 0, for what follows.
const dialoguePen = "pen"

// penNote is its note.
type penNote struct {
	Opinion content.OpinionID `json:"opinion,omitempty"`
}

// The ways to sign as buttons carry them.
const (
	signNobody   = "anonymous"
	signTelegram = string(content.TelegramName)
	signPen      = string(content.PenName)
	signNewPen   = "new"
)

// signature is the name under which the reader's next opinion appears; empty: anonymous.
func (t *turn) signature() string { return t.nameFor(t.reader.Sign) }

// nameFor is the name of one way to sign; empty where the person has no such name, or one that advertises or misleads.
func (t *turn) nameFor(sign content.Signature) string {
	switch sign {
	case content.TelegramName:
		name := strings.TrimSpace(t.in.From.First + " " + t.in.From.Last)
		if leadsElsewhere(name) || namesRole(name) {
			return ""
		}
		return text.Truncate(name, content.MaxPenName)
	case content.PenName:
		return t.reader.Pen
	}
	return ""
}

// signed is how a signature reads.
func signed(voice *phrases.Voice, name string) string {
	if name == "" {
		return voice.Plain(phrases.SignedAnonymous)
	}
	return name
}

// signatureLine says by whom an opinion is signed, or that nobody does.
func signatureLine(voice *phrases.Voice, name string) string {
	if name == "" {
		return voice.Plain(phrases.SignedByNobody)
	}
	return voice.Plain(phrases.SignedBy, phrases.Args{"Name": name})
}

// nameCommand asks how the reader's next opinions are to be signed.
func nameCommand(t *turn) error {
	t.show(screen{
		text: t.voice.Say(phrases.NameAsk, phrases.Args{"Now": signed(t.voice, t.signature())}),
		rows: t.waysToSign(func(how string) string { return string(toName) + "." + how }),
	})
	return nil
}

// waysToSign offers a row for each way, the anonymous one first.
func (t *turn) waysToSign(data func(how string) string) [][]link {
	rows := [][]link{{{label: t.voice.Plain(phrases.ButtonAnonymous), data: data(signNobody)}}}
	telegram := t.nameFor(content.TelegramName)
	if telegram != "" {
		rows = append(rows, []link{{label: telegram, data: data(signTelegram)}})
	}
	if t.reader.Pen != "" && t.reader.Pen != telegram {
		rows = append(rows, []link{{label: t.reader.Pen, data: data(signPen)}})
	}
	return append(rows, []link{{label: t.voice.Plain(phrases.ButtonNewPen), data: data(signNewPen)}})
}

// wayToSign reads a way to sign off a button; false for none, and for a name that the person does not have.
func (t *turn) wayToSign(how string) (content.Signature, bool) {
	switch how {
	case signNobody:
		return content.Anonymous, true
	case signTelegram, signPen:
		return content.Signature(how), t.nameFor(content.Signature(how)) != ""
	}
	return "", false
}

// namePress takes the way in which the reader's next opinions are signed.
func namePress(t *turn) error {
	if t.argument == signNewPen {
		return t.askPen(0)
	}
	sign, ok := t.wayToSign(t.argument)
	if !ok {
		return stale("handlers.namePress")
	}
	return t.signNext(sign, t.reader.Pen)
}

func (t *turn) signNext(sign content.Signature, pen string) error {
	if err := t.tx.SetSignature(t.reader.ID, sign, pen); err != nil {
		return err
	}
	t.reader.Sign, t.reader.Pen = sign, pen
	said := t.voice.Say(phrases.NameSetNone)
	if name := t.signature(); name != "" {
		said = t.voice.Say(phrases.NameSet, phrases.Args{"Now": name})
	}
	t.show(screen{text: said})
	return nil
}

// signPress signs one opinion; how others are signed stays. A published opinion can only lose its name: a moderator has read the one it has.
func signPress(t *turn) error {
	opinion, on, how, err := t.ownOpinion()
	if err != nil {
		return err
	}
	shown := opinion.State == content.Approved
	switch {
	case how == "":
		return t.askSign(opinion, on)
	case shown && how != signNobody:
		return &content.Error{Code: content.Conflict, Op: "handlers.signPress", Key: string(phrases.SignShown)}
	case how == signNewPen:
		return t.askPen(opinion.ID)
	}
	sign, ok := t.wayToSign(how)
	if !ok {
		return stale("handlers.signPress")
	}
	if opinion, err = t.tx.SignOpinion(opinion.ID, t.nameFor(sign)); err != nil {
		return err
	}
	return t.changed(opinion, on)
}

// askSign asks below an opinion how it is to be signed.
func (t *turn) askSign(opinion content.Opinion, on page) error {
	s, err := t.opinionScreen(t.voice, opinion, on)
	if err != nil {
		return err
	}
	data := func(how string) string { return ownData(toSign, opinion.ID, on) + "." + how }
	question := t.voice.Say(phrases.SignAsk)
	s.rows = t.waysToSign(data)
	if opinion.State == content.Approved {
		question = t.voice.Say(phrases.SignShown)
		s.rows = [][]link{{{label: t.voice.Plain(phrases.ButtonAnonymous), data: data(signNobody)}}}
	}
	s.text = paragraphs(s.text, question)
	s.rows = append(s.rows, []link{{label: t.voice.Plain(phrases.ButtonBack), data: ownData(toReceipt, opinion.ID, on)}})
	t.show(s)
	return nil
}

func (t *turn) askPen(opinion content.OpinionID) error {
	t.say(t.voice.Say(phrases.PenAsk, phrases.Args{"Most": content.MaxPenName}))
	return t.begin(dialoguePen, penNote{opinion})
}

// penSaid takes a pen name.
func penSaid(t *turn, note, words string) error {
	var about penNote
	if err := noted(note, &about); err != nil {
		return err
	}
	name := text.NormaliseLine(words)
	if !namesSomebody(name) {
		return &content.Error{
			Code: content.Invalid, Op: "handlers.penSaid", Key: string(phrases.PenUnfit), Args: phrases.Args{"Most": content.MaxPenName},
		}
	}
	if namesRole(name) {
		return &content.Error{Code: content.Invalid, Op: "handlers.penSaid", Key: string(phrases.PenRole)}
	}
	if err := t.tx.End(t.reader.ID); err != nil {
		return err
	}
	if about.Opinion == 0 {
		return t.signNext(content.PenName, name)
	}
	return t.signWith(about.Opinion, name)
}

// penDoubt asks whether a text is the pen name for which askPen asked.
func penDoubt(t *turn, _ string) (content.HTML, error) {
	name := text.NormaliseLine(t.in.Message.Text)
	if !namesSomebody(name) {
		return "", nil
	}
	return t.voice.Say(phrases.PlainAskPen, phrases.Args{"Name": name}), nil
}

// signWith signs one opinion with a new pen name, unless it was decided or taken back meanwhile. The name is not kept for others: whoever
// hides behind another name once would be found out by the next opinion under it.
func (t *turn) signWith(id content.OpinionID, pen string) error {
	opinion, err := t.tx.Opinion(id)
	switch {
	case err != nil:
		return err
	case opinion.Author != t.reader.ID || opinion.State == content.Withdrawn:
		t.show(screen{text: t.voice.Say(phrases.PressWithdrawn)})
		return nil
	case opinion.State == content.Approved:
		t.show(screen{text: t.voice.Say(phrases.SignShown)})
		return nil
	}
	if opinion, err = t.tx.SignOpinion(id, pen); err != nil {
		return err
	}
	t.show(screen{text: t.voice.Say(phrases.SignDone, phrases.Args{"ID": written(id), "Signed": pen})})
	return t.refresh(opinion)
}

// namesSomebody tells whether a line can be a pen name: short, with a letter, and nothing that leads to an account or a page.
func namesSomebody(name string) bool {
	length := text.Length(name)
	return length >= 1 && length <= content.MaxPenName && text.UTF16Len(name) <= 4*content.MaxPenName &&
		strings.ContainsFunc(name, unicode.IsLetter) && !strings.ContainsAny(name, "/\\") && !leadsElsewhere(name)
}

// leadsElsewhere tells whether a name shows an account or a page, to which Telegram's apps would make it a link.
func leadsElsewhere(name string) bool {
	return strings.Contains(name, "@") || strings.Contains(name, "://") || looksLikeLink(name)
}

// looksLikeLink tells whether a word goes on behind a dot, as "t.me", "shop24.kz" and "(24h).kz" do, and "A. B." and "2.0" do not.
func looksLikeLink(name string) bool {
	runes := []rune(name)
	for i := 1; i+2 < len(runes); i++ {
		before := runes[i-1]
		if runes[i] == '.' && before != '.' && !unicode.IsSpace(before) && unicode.IsLetter(runes[i+1]) && unicode.IsLetter(runes[i+2]) {
			return true
		}
	}
	return false
}
