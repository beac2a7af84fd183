package handlers

import (
	"strconv"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// cardData is what a card's button carries.
func cardData(opinion content.Opinion, what string) string {
	return string(toQueue) + "." + opinionNumber(opinion.ID) + "." + strconv.Itoa(opinion.Version) + "." + what
}

// openCard is an opinion that waits, as moderators see it: never with its author's account; and those that are shown with it as alike.
func (t *turn) openCard(opinion content.Opinion) (screen, []content.Opinion, error) {
	var alike []content.Opinion
	var err error
	if waitsInQueue(opinion) { // at what is looked at again, alone
		alike, err = t.alikeWaiting(opinion)
	}
	if err != nil {
		return screen{}, nil, err
	}
	said, err := t.cardSaid(opinion)
	if err != nil {
		return screen{}, nil, err
	}
	claimed, err := t.claimed(opinion)
	if err != nil {
		return screen{}, nil, err
	}
	return screen{text: paragraphs(said, t.alikeSaid(alike), claimed), rows: t.cardRows(opinion, alike)}, alike, nil
}

// cardSaid is what a card says of an opinion.
func (t *turn) cardSaid(opinion content.Opinion) (content.HTML, error) {
	head, err := t.opinionHead(t.voice, phrases.QueueHead, opinion)
	if err != nil {
		return "", err
	}
	parent, err := t.repliedTo(opinion)
	if err != nil {
		return "", err
	}
	noticed, err := t.noticed(opinion)
	if err != nil {
		return "", err
	}
	record, err := t.authorRecord(opinion)
	if err != nil {
		return "", err
	}
	warned, err := t.warned(opinion)
	if err != nil {
		return "", err
	}
	between, err := t.between(opinion, t.private)
	if err != nil {
		return "", err
	}
	t.quote(opinion)
	return paragraphs(head, parent, t.cardWords(opinion), between, t.why(opinion), noticed, record, warned), nil
}

// cardText is how much of an opinion stands on a card in the moderation chat, which is one message: in graphemes and in UTF-16 units.
const cardText, cardUnits = 2400, 2400

// cardWords is the opinion's text, in the moderation chat shortened where it is too long for one message.
func (t *turn) cardWords(opinion content.Opinion) content.HTML {
	words := opinion.Latest()
	if t.private {
		return content.HTML(text.Escape(words))
	}
	short := shortened(words, cardText, cardUnits)
	if short == words {
		return content.HTML(text.Escape(words))
	}
	return paragraphs(content.HTML(text.Escape(short)), t.voice.Say(phrases.CardWhole, phrases.Args{"ID": written(opinion.ID)}))
}

// authorRecord says how an author's other opinions were decided; empty where none was.
func (t *turn) authorRecord(opinion content.Opinion) (content.HTML, error) {
	approved, rejected, err := t.tx.RecordOf(opinion.Author)
	if err != nil {
		return "", err
	}
	switch opinion.State {
	case content.Approved:
		approved--
	case content.Rejected: // it is looked at again, by somebody who is not to know that
		rejected--
	}
	if approved+rejected == 0 {
		first, err := t.isFirst(opinion)
		if err != nil || !first { // the others wait, too
			return "", err
		}
		return t.voice.Say(phrases.CardFirst), nil
	}
	return t.voice.Say(phrases.CardRecord, phrases.Args{"Approved": approved, "Rejected": rejected}), nil
}

// claimed says who else is looking at an opinion.
func (t *turn) claimed(opinion content.Opinion) (content.HTML, error) {
	claim, err := t.tx.ClaimOn(opinion.ID)
	if content.CodeOf(err) == content.NotFound || err == nil && t.private && claim.By == t.reader.ID {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return t.voice.Say(phrases.CardClaimed, phrases.Args{"Name": claim.As}), nil
}

// cardRows are the buttons by which an opinion is decided.
func (t *turn) cardRows(opinion content.Opinion, alike []content.Opinion) [][]link {
	one := func(label phrases.Key, what string) link {
		return link{label: t.voice.Plain(label), data: cardData(opinion, what)}
	}
	rows := [][]link{
		{one(phrases.ButtonApprove, queueApprove), one(phrases.ButtonReject, queueReject)},
		{one(phrases.ButtonRejectWhy, queueWhy), one(phrases.ButtonFeature, queueFeature)},
		{one(phrases.ButtonAsk, queueAsk)},
		t.personRow(opinion),
	}
	if len(alike) > 0 {
		label := t.voice.Plain(phrases.ButtonAllAlike, phrases.Args{"Count": len(alike) + 1})
		rows = append(rows, []link{{label: label, data: cardData(opinion, queueAlike)}})
	}
	return rows
}

// repliedTo is how the opinion begins to which this one replies.
func (t *turn) repliedTo(opinion content.Opinion) (content.HTML, error) {
	const beginning, units = 120, 300
	if opinion.Parent == 0 {
		return "", nil
	}
	parent, err := t.tx.Opinion(opinion.Parent)
	if err != nil {
		return "", err
	}
	if parent.State != content.Approved {
		return t.voice.Say(phrases.ReceiptReply, phrases.Args{"ID": written(parent.ID)}), nil
	}
	t.quote(parent)
	return t.voice.Say(phrases.QueueReply, phrases.Args{"ID": written(parent.ID), "Text": shortened(parent.Text, beginning, units)}), nil
}

// why says why an approved opinion is in the queue again.
func (t *turn) why(opinion content.Opinion) content.HTML {
	switch {
	case opinion.State == content.Approved && opinion.Edited != "":
		return t.voice.Say(phrases.QueueEdited)
	case opinion.State == content.Approved && opinion.Reports > 0:
		return t.voice.Count(phrases.QueueReported, opinion.Reports)
	case opinion.InDoubt():
		return t.voice.Say(phrases.QueueUnseen)
	}
	return ""
}
