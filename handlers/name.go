package handlers

import (
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// dialoguePen is the dialogue in which a reader is asked for a pen name. Its note is the number of the opinion to sign with it; 0: none.
const dialoguePen = "pen"

// signature is the name under which the reader's next opinion appears; empty: anonymous.
func (t *turn) signature() string { return t.nameFor(t.reader.Sign) }

// nameFor is the name of one way to sign; empty where the person has no such name.
func (t *turn) nameFor(sign content.Signature) string {
	switch sign {
	case content.TelegramName:
		return text.Truncate(strings.TrimSpace(t.in.From.First+" "+t.in.From.Last), content.MaxPenName)
	case content.PenName:
		return t.reader.Pen
	}
	return ""
}

// nameCommand asks how the reader's opinions are to be signed.
func nameCommand(t *turn) error {
	t.show(t.signScreen(phrases.NameAsk, 0))
	return nil
}

// signScreen offers the ways to sign, for what follows and for one opinion; 0: for what follows only.
func (t *turn) signScreen(ask phrases.Key, opinion content.OpinionID) screen {
	data := func(how string) string { return string(toSign) + "." + opinionNumber(opinion) + "." + how }
	s := screen{text: t.voice.Say(ask, phrases.Args{"Now": signed(t.voice, t.signature())})}
	s.rows = append(s.rows, []link{{label: t.voice.Plain(phrases.SignedAnonymous), data: data("anonymous")}})
	if name := t.nameFor(content.TelegramName); name != "" {
		s.rows = append(s.rows, []link{{label: name, data: data(string(content.TelegramName))}})
	}
	if t.reader.Pen != "" && t.reader.Pen != t.nameFor(content.TelegramName) {
		s.rows = append(s.rows, []link{{label: t.reader.Pen, data: data(string(content.PenName))}})
	}
	s.rows = append(s.rows, []link{{label: t.voice.Plain(phrases.ButtonNewPen), data: data("new")}})
	return s
}

// signPress takes a way to sign: for what follows, and for the opinion whose receipt led here.
func signPress(t *turn) error {
	number, how, _ := strings.Cut(t.argument, ".")
	opinion := content.Opinion{}
	if number != "0" {
		var err error
		if opinion, _, err = t.ownOpinion(); err != nil {
			return err
		}
	}
	switch how {
	case "":
		t.send(t.signScreen(phrases.SignAsk, opinion.ID).text, t.buttons(t.signScreen(phrases.SignAsk, opinion.ID).rows), nil)
		return nil
	case "new":
		t.say(t.voice.Say(phrases.PenAsk, phrases.Args{"Most": content.MaxPenName}))
		return t.begin(dialoguePen, opinion.ID)
	case "anonymous":
		how = string(content.Anonymous)
	case string(content.TelegramName), string(content.PenName):
		if t.nameFor(content.Signature(how)) == "" {
			return stale("handlers.signPress")
		}
	default:
		return stale("handlers.signPress")
	}
	return t.sign(content.Signature(how), t.reader.Pen, opinion)
}

// penSaid takes a pen name.
func penSaid(t *turn, note string) error {
	name := text.NormaliseLine(t.in.Message.Text)
	if length := text.Length(name); length == 0 || length > content.MaxPenName || strings.ContainsAny(name, "@/") || strings.Contains(name, "://") {
		return &content.Error{
			Code: content.Invalid, Op: "handlers.penSaid", Key: string(phrases.PenUnfit), Args: phrases.Args{"Most": content.MaxPenName},
		}
	}
	var opinion content.Opinion
	if note != "0" {
		var err error
		if opinion, err = t.tx.Opinion(opinionOf(note)); err != nil && content.CodeOf(err) != content.NotFound {
			return err
		}
	}
	if err := t.tx.End(t.reader.ID); err != nil {
		return err
	}
	return t.sign(content.PenName, name, opinion)
}

// sign makes a way to sign the reader's own, and signs an opinion with it unless that is the zero one.
func (t *turn) sign(how content.Signature, pen string, opinion content.Opinion) error {
	if err := t.tx.SetSignature(t.reader.ID, how, pen); err != nil {
		return err
	}
	t.reader.Sign, t.reader.Pen = how, pen
	t.show(screen{text: t.voice.Say(phrases.NameSet, phrases.Args{"Now": signed(t.voice, t.signature())})})
	if opinion.ID == 0 || opinion.State == content.Withdrawn {
		return nil
	}
	opinion, err := t.tx.SignOpinion(opinion.ID, t.signature())
	if err != nil {
		return err
	}
	return t.refresh(opinion)
}
