package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// mineCommand shows the reader's own opinions, the newest first, with what can be done about each.
func mineCommand(t *turn) error { return t.showMine(0) }

// minePress shows the next older one.
func minePress(t *turn) error {
	opinion, _, err := t.ownOpinion()
	if err != nil {
		return err
	}
	return t.showMine(opinion.ID)
}

// showMine shows the newest opinion before the given one; 0: the newest.
func (t *turn) showMine(before content.OpinionID) error {
	list, err := t.tx.OpinionsBy(t.reader.ID, before, 2)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		t.show(screen{text: t.voice.Say(phrases.MineNone)})
		return nil
	}
	said, err := t.receiptSaid(t.voice, list[0])
	if err != nil {
		return err
	}
	s := screen{text: said, rows: t.receiptRows(t.voice, list[0])}
	if len(list) > 1 {
		s.rows = append(s.rows, []link{{
			label: t.voice.Plain(phrases.ButtonOlder), data: string(toMine) + "." + opinionNumber(list[0].ID),
		}})
	}
	t.show(s)
	return nil
}
