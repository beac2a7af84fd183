package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// takeAwayCopy deletes the card that was pressed where it is none that we know: one that was sent twice, since a crash or a lost answer left open whether it had been. Nothing
// would ever change it. That it was pressed counts, as of any other.
func (t *turn) takeAwayCopy(opinion content.OpinionID) error {
	known, err := t.knownCard(opinion)
	if err != nil || known {
		return err
	}
	t.tx.Send(content.Outgoing{Chat: t.chat, Action: content.ActionDelete, Edit: t.in.Press.Message})
	return nil
}

// knownCard tells whether the pressed message has a name, or may be the opinion's card whose number Telegram has not told yet.
func (t *turn) knownCard(opinion content.OpinionID) (bool, error) {
	if !t.atDesk || t.in.Press.Message == 0 {
		return true, nil
	}
	if _, err := t.tx.KeyOf(t.chat, t.in.Press.Message); content.CodeOf(err) != content.NotFound {
		return true, err
	}
	card, err := t.tx.CardOf(opinion)
	if content.CodeOf(err) == content.NotFound {
		return false, nil
	}
	if err != nil {
		return true, err
	}
	_, _, err = t.tx.MessageOf(cardKey(card.ID))
	if content.CodeOf(err) == content.NotFound {
		return true, nil
	}
	return err != nil, err
}

// staleCopy answers the press of a card about nothing that is there any more, and takes it away where it is a copy.
func (t *turn) staleCopy(refused error) error {
	if content.CodeOf(refused) != content.Conflict {
		return refused
	}
	known, err := t.knownCard(noOpinion)
	if err != nil {
		return err
	}
	if known {
		return refused
	}
	t.answer.Text, t.answer.Alert = t.own().Plain(phrases.CardElsewhere), true
	return t.takeAwayCopy(noOpinion)
}

// noOpinion is the number of none. Under 0 stands the card that counts.
const noOpinion content.OpinionID = -1
