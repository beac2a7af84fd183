package handlers

import (
	"strconv"
	"time"

	"aitys/content"
	"aitys/phrases"
)

// What the buttons of a card do about its author.
const (
	queueBan     = "ban" // [.DAYS or .forever]: offers lengths, or bans
	queueHistory = "history"

	banForever = "forever"
)

// personRow are the buttons by which moderators act on an opinion's author.
func (t *turn) personRow(opinion content.Opinion) []link {
	return []link{
		{label: t.voice.Plain(phrases.ButtonBan), data: cardData(opinion, queueBan)},
		{label: t.voice.Plain(phrases.ButtonHistory), data: cardData(opinion, queueHistory)},
	}
}

// historyPress tells what is known of an opinion's author, below the card; where it is looked at again, without how it was decided.
func historyPress(t *turn, p pressed) error {
	blind := content.Opinion{}
	if _, err := t.lookDue(p.opinion); err == nil {
		blind = p.opinion
	} else if ifKnown(err) != nil {
		return err
	}
	said, err := t.history(p.opinion.Author, blind)
	if err != nil {
		return err
	}
	t.belowCard(said)
	return nil
}

// belowCard answers a press with a message below the card. In the moderation chat it goes away after a while.
func (t *turn) belowCard(said content.HTML) {
	out := content.Outgoing{Chat: t.chat, Action: content.ActionSend, Text: said, ReplyTo: t.in.Press.Message}
	if t.private {
		t.tx.Send(out)
		return
	}
	out.Key = passingKey(t.in.Update)
	t.passAway(out)
}

// banPress offers for how long an opinion's author may be banned, or bans them. The opinion itself waits on.
func banPress(t *turn, p pressed) error {
	if !t.decidable(p.opinion) || p.saw != p.opinion.Version {
		return t.undecided(p.opinion)
	}
	if p.more == "" {
		return t.offerBans(p.opinion)
	}
	d := deed{Kind: content.Banned, Person: p.opinion.Author, By: t.reader.ID, Lang: t.voice.Lang(), Chat: t.chat, Reply: t.in.Press.Message}
	if p.more != banForever {
		days, err := strconv.Atoi(p.more)
		if err != nil || days < 1 || days > 365 {
			return stale("handlers.banPress")
		}
		d.For = time.Duration(days) * 24 * time.Hour
	}
	if err := t.touchable(d.Person); err != nil {
		return err
	}
	if err := backPress(t, p); err != nil {
		return err
	}
	if p.more == banForever {
		return t.askForGood(d)
	}
	return t.onceKnown(d.Person, matter{Deed: &d})
}

func (t *turn) offerBans(opinion content.Opinion) error {
	var row []link
	for _, days := range heldBans {
		label := unmarked(t.voice.Count(phrases.ButtonBanDays, days))
		row = append(row, link{label: label, data: cardData(opinion, queueBan+"."+strconv.Itoa(days))})
	}
	forever := link{label: t.voice.Plain(phrases.ButtonBanForever), data: cardData(opinion, queueBan+"."+banForever)}
	return t.choice(opinion, [][]link{row, {forever}})
}

// warned says how often an opinion's author was warned, and what holds about them; empty where nothing does. It is what was laid upon the number on the card: what
// was laid upon their other one would tell whose it is.
func (t *turn) warned(opinion content.Opinion) (content.HTML, error) {
	all, err := t.tx.SanctionsOf(opinion.Author)
	warnings := 0
	var said []content.HTML
	for _, s := range all {
		switch {
		case s.Kind == content.Warned:
			warnings++
		case s.Runs(t.tx.Now()):
			said = append(said, "<i>"+t.historySanction(s)+"</i>")
		}
	}
	if warnings > 0 {
		said = append([]content.HTML{t.voice.Count(phrases.CardWarnings, warnings)}, said...)
	}
	return joinedLines(said), err
}
