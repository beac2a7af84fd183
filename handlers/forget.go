package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// What the buttons below the question carry: yes stands before how many opinions were to be erased.
const (
	forgetYes = "yes"
	forgetNo  = "no"
)

// forgetCommand asks whether everything about the person is to be erased, and says what goes and what cannot be recalled.
func forgetCommand(t *turn) error {
	opinions, err := t.tx.CountOpinionsBy(t.reader.ID)
	if err != nil {
		return err
	}
	goes, err := t.whatGoes(opinions)
	if err != nil {
		return err
	}
	yes := string(toForget) + "." + forgetYes + "." + strconv.Itoa(opinions)
	t.show(screen{
		text: paragraphs(t.voice.Say(phrases.ForgetAsk), goes, t.whatStays()),
		rows: [][]link{ // the safe answer first
			{{label: t.voice.Plain(phrases.ButtonForgetNo), data: string(toForget) + "." + forgetNo}},
			{{label: t.voice.Plain(phrases.ButtonForgetYes), data: yes}},
		},
	})
	return nil
}

func (t *turn) whatGoes(opinions int) (content.HTML, error) {
	said := t.voice.Say(phrases.ForgetGoes)
	if opinions > 0 {
		said += "\n" + t.voice.Count(phrases.ForgetOpinions, opinions)
	}
	commenter, err := t.tx.KnownCommenter(t.in.From.ID)
	if err == nil {
		some, err := t.tx.CommentsBy(commenter, 0, 1)
		if err != nil {
			return "", err
		}
		if len(some) > 0 {
			said += "\n" + t.voice.Say(phrases.ForgetComments)
		}
	} else if content.CodeOf(err) != content.NotFound {
		return "", err
	}
	return said + "\n" + t.voice.Say(phrases.ForgetRest), nil
}

func (t *turn) whatStays() content.HTML {
	said := t.voice.Say(phrases.ForgetStays)
	if t.backups > 0 {
		said += "\n" + t.voice.Count(phrases.ForgetBackups, t.backups)
	}
	return said
}

// forgetPress takes the answer. Where there are more opinions, or fewer, than the question said, it is asked again; but a second tap on the button finds
// somebody of whom nothing is known but that tap.
func forgetPress(t *turn) error {
	answer, number, _ := strings.Cut(t.argument, ".")
	switch answer {
	case forgetNo:
		t.show(screen{text: t.voice.Say(phrases.ForgetKept)})
		return nil
	case forgetYes:
	default:
		return stale("handlers.forgetPress")
	}
	opinions, err := t.tx.CountOpinionsBy(t.reader.ID)
	if err != nil {
		return err
	}
	if number != strconv.Itoa(opinions) && !t.reader.Since.Equal(t.tx.Now()) {
		t.answer.Text, t.answer.Alert = t.voice.Plain(phrases.PressForgetChanged), true
		return forgetCommand(t)
	}
	return t.forget()
}

// forget erases the person who presses. The last words go to a number that leads nowhere afterwards.
func (t *turn) forget() error {
	before := t.roleGiven(t.in.From.ID)
	erased, err := t.tx.Forget(t.reader.ID)
	if err != nil {
		return err
	}
	if err := t.teamChanged(); err != nil {
		return err
	}
	if err := t.unshow(erased.Shown); err != nil {
		return err
	}
	for _, id := range erased.Held {
		if err := t.closeHeld(id, phrases.HeldErased, nil); err != nil {
			return err
		}
	}
	if t.chat, err = t.tx.Farewell(t.in.From.ID); err != nil {
		return err
	}
	t.reader = content.Reader{}
	if after := t.roleGiven(t.in.From.ID); after != before {
		t.offerMenu(t.chat, after)
	}
	said := t.voice.Say(phrases.ForgetDone)
	if erased.Comments > 0 {
		said = paragraphs(said, t.voice.Count(phrases.ForgetDeleting, erased.Comments))
	}
	t.show(screen{text: paragraphs(said, t.voice.Say(phrases.ForgetAnew))})
	return t.recallAll(erased.Said, t.voice.Lang())
}
