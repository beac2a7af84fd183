package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// count lets the pinned message say how many opinions wait. It changes seldom: the group takes few messages.
func (t *turn) count(int) (used int, err error) {
	said, err := t.counted()
	if err != nil {
		return 0, err
	}
	card, err := t.tx.CardOf(0)
	if content.CodeOf(err) == content.NotFound {
		return t.pinCount(said)
	}
	if err != nil {
		return 0, err
	}
	shows := printOfScreen(said, nil)
	if shows == card.Shows {
		return 0, nil
	}
	if wait := countEvery - t.tx.Now().Sub(card.Changed); wait > 0 {
		return 0, t.lookAgainIn(wait)
	}
	card.Shows, card.Changed = shows, t.tx.Now()
	t.tx.Send(content.Outgoing{Chat: t.chat, Action: content.ActionEdit, EditKey: cardKey(card.ID), Text: said})
	return 1, t.tx.SetCard(card)
}

func (t *turn) pinCount(said content.HTML) (used int, err error) {
	card, err := t.tx.AddCard(content.DeskCard{State: content.CardClosed, Shows: printOfScreen(said, nil)})
	if err != nil {
		return 0, err
	}
	t.tx.Send(content.Outgoing{Chat: t.chat, Action: content.ActionSend, Key: cardKey(card.ID), Text: said, Silent: true})
	t.tx.Send(content.Outgoing{Chat: t.chat, Action: content.ActionPin, EditKey: cardKey(card.ID), Silent: true})
	return 2, nil
}

// counted is what the pinned message says: how many opinions wait, since when the oldest does, how many of them are shown, and how many the program rejected today.
func (t *turn) counted() (content.HTML, error) {
	said, err := t.queueSaid()
	if err != nil {
		return "", err
	}
	today, err := t.tx.Figures(1)
	if rejected := today.ByProgram.Rejected; rejected > 0 {
		said += "\n" + t.voice.Count(phrases.DeskProgramToday, rejected)
	}
	return said, err
}

// queueSaid says how many opinions wait, since when the oldest does, and how many of them are shown.
func (t *turn) queueSaid() (content.HTML, error) {
	waiting, err := t.tx.CountWaiting()
	if err != nil || waiting == 0 {
		return t.voice.Say(phrases.DeskEmpty), err
	}
	oldest, err := t.tx.OldestQueued()
	if err != nil {
		return "", err
	}
	if waiting == 1 { // no plural form says so: in Russian it is that of 21, too
		return t.voice.Say(phrases.DeskWaitingOne, phrases.Args{"Since": oldest}), nil
	}
	said := t.voice.Count(phrases.DeskWaiting, waiting, phrases.Args{"Since": oldest})
	if t.openCards > 0 && waiting > t.openCards {
		said += "\n" + t.voice.Count(phrases.DeskShown, t.openCards)
	}
	return said, nil
}
