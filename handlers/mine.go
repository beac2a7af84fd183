package handlers

import (
	"strconv"

	"aitys/content"
	"aitys/phrases"
)

// mineCommand shows the reader's own opinions one at a time, the newest first, with what can be done about each.
func mineCommand(t *turn) error { return t.showMine(0) }

// minePress shows the newest, or the one before that which the button names. Whatever it names, only the presser's own are shown.
func minePress(t *turn) error {
	if t.argument == "" {
		return t.showMine(0)
	}
	before, err := strconv.ParseInt(t.argument, 36, 64)
	if err != nil || before <= 0 {
		return stale("handlers.minePress")
	}
	return t.showMine(content.OpinionID(before))
}

// showMine shows the newest opinion before the given one; 0: the newest.
func (t *turn) showMine(before content.OpinionID) error {
	list, err := t.ownBefore(before)
	switch {
	case err != nil:
		return err
	case len(list) > 0:
		return t.showOwn(list[0], onMine)
	case before != 0:
		return t.showMine(0) // the older ones were taken back meanwhile
	}
	t.show(screen{text: t.voice.Say(phrases.MineNone)})
	return nil
}

// ownBefore returns the newest of the reader's own opinions before the given one, 0: of all; those among them that were made of their comments.
func (t *turn) ownBefore(before content.OpinionID) ([]content.Opinion, error) {
	list, err := t.tx.OpinionsBy(t.reader.ID, before, 1)
	if err != nil {
		return nil, err
	}
	commenter, err := t.commenter()
	if err != nil || commenter == 0 {
		return list, err
	}
	featured, err := t.tx.OpinionsBy(content.ReaderID(commenter), before, 1)
	if len(featured) > 0 && (len(list) == 0 || featured[0].ID > list[0].ID) {
		list = featured
	}
	return list, err
}

// mineWays lead from one of the reader's own opinions to the newest and to the next older one.
func (t *turn) mineWays(opinion content.Opinion) ([]link, error) {
	newest, err := t.ownBefore(0)
	if err != nil {
		return nil, err
	}
	older, err := t.ownBefore(opinion.ID)
	if err != nil {
		return nil, err
	}
	var ways []link
	if len(newest) > 0 && newest[0].ID != opinion.ID {
		ways = append(ways, link{label: t.voice.Plain(phrases.ButtonNewest), data: string(toMine)})
	}
	if len(older) > 0 {
		ways = append(ways, link{label: t.voice.Plain(phrases.ButtonOlder), data: string(toMine) + "." + opinionNumber(opinion.ID)})
	}
	return ways, nil
}
