package handlers

import (
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// spot is where among the opinions a reader stands: on what, in which order, and at which one. An opinion with a parent stands among the replies to
// that, the oldest first.
type spot struct {
	published *content.Published
	section   content.SectionID // empty: all of the article's opinions
	order     content.Order
	opinion   content.Opinion
}

// orders are the orders of opinions as buttons carry them.
var orders = map[string]content.Order{"n": content.Newest, "a": content.MostAgreed, "d": content.MostDivided}

// data is the data of a button under an opinion: VERB.OPINION.ORDER[.WHAT], at most 24 bytes. Whether the list is that of the opinion's own section or
// of all the article's is told by the case of ORDER: in upper case it is of all.
func (at spot) data(to verb, what string) string {
	order := string(at.order[0])
	if at.section == "" {
		order = strings.ToUpper(order)
	}
	data := string(to) + "." + opinionNumber(at.opinion.ID) + "." + order
	if what != "" {
		data += "." + what
	}
	return data
}

// at is the same list at another opinion.
func (at spot) at(opinion content.Opinion) spot {
	at.opinion = opinion
	return at
}

// spot reads what spot.data wrote, and what stands behind it. Whoever presses may have sent anything. The opinion may be one that readers may no longer
// see: see shown.
func (t *turn) spot() (at spot, what string, err error) {
	number, rest, _ := strings.Cut(t.argument, ".")
	letter, what, _ := strings.Cut(rest, ".")
	order, known := orders[strings.ToLower(letter)]
	if !known {
		return spot{}, "", stale("handlers.spot")
	}
	opinion, err := t.opinionNumbered(number)
	if err != nil {
		return spot{}, "", err
	}
	published, err := t.tx.Article(opinion.Article)
	if content.CodeOf(err) == content.NotFound {
		err = stale("handlers.spot")
	}
	at = spot{published: published, section: opinion.Section, order: order, opinion: opinion}
	if letter != strings.ToLower(letter) {
		at.section = ""
	}
	return at, what, err
}

// onOpinion makes a handler of what is done about one opinion that readers may see. Where it was withdrawn or taken down since its button was made,
// the presser is told so, and gets the list from its beginning in place of a text that is no longer to be seen.
func onOpinion(run func(t *turn, at spot, what string) error) handler {
	return func(t *turn) error {
		at, what, err := t.spot()
		switch {
		case err != nil:
			return err
		case at.opinion.State == content.Approved:
			return run(t, at, what)
		}
		t.answer.Text, t.answer.Alert = t.voice.Plain(phrases.PressOpinionGone), true
		return t.firstOpinion(at.published, at.section, at.order)
	}
}
