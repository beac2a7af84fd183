package handlers

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// workDesk is the work of letting the moderation chat show the queue as it is. With deskLater behind it, it waits until the chat takes more.
	workDesk  = "desk"
	deskLater = workDesk + ":later"
	// A group takes twenty messages a minute: while deskBacklog wait to go out there, no more are written, and it is looked again in deskPause.
	deskBacklog = 4
	deskPause   = 2 * time.Second
	// countEvery is how often the pinned counter changes at most.
	countEvery = 15 * time.Second
	// deskAgain is when a card that Telegram refused is sent again.
	deskAgain = 10 * time.Minute
	// allCards stands for OPEN_CARDS=0.
	allCards = 1 << 20
)

// cardKeys begins the names of the cards.
const cardKeys = content.CardKeys

func cardKey(id content.CardID) content.MessageKey {
	return content.MessageKey(cardKeys + strconv.FormatInt(int64(id), 10))
}

// isCard tells whether a message is a card.
func isCard(key content.MessageKey) bool { return strings.HasPrefix(string(key), cardKeys) }

// followQueue lets the moderation chat follow what has come into the queue, has left it, or has changed there.
func (n *Newsroom) followQueue(tx *storage.Tx) error {
	stirred := tx.QueueStirred()
	if n.moderation == 0 || len(stirred) == 0 {
		return nil
	}
	for _, id := range stirred {
		if err := tx.StirCards(id); err != nil {
			return err
		}
	}
	return tx.ScheduleOnce(content.Due{Work: workDesk, At: tx.Now()})
}

// beginDesk lets the cards appear anew: the group has become another, where none of them can be reached.
func (t *turn) beginDesk() error {
	if err := t.tx.DropCards(); err != nil {
		return err
	}
	return t.tx.ScheduleOnce(content.Due{Work: workDesk, At: t.tx.Now()})
}

// followDesk brings the moderation chat nearer to what it is to show: cards that have changed, the pinned counter, cards of the next opinions.
func followDesk(t *turn) error {
	if t.moderation == 0 {
		return nil
	}
	var err error
	if t.chat, err = t.tx.Chat(content.Chat{ID: t.moderation, Kind: content.ChatGroup}); err != nil {
		return err
	}
	t.atDesk = true
	waiting, err := t.tx.PendingIn(t.chat, 0, deskBacklog)
	if err != nil {
		return err
	}
	room := deskBacklog - len(waiting)
	for _, step := range []func(room int) (used int, err error){t.renewStale, t.count, t.fill, t.closeSettled} {
		if room <= 0 {
			return t.lookAgainIn(deskPause)
		}
		used, err := step(room)
		if err != nil {
			return err
		}
		room -= used
	}
	if room <= 0 {
		return t.lookAgainIn(deskPause)
	}
	return nil
}

func (t *turn) lookAgainIn(pause time.Duration) error {
	return t.tx.ScheduleOnce(content.Due{Work: deskLater, At: t.tx.Now().Add(pause)})
}

// renewStale changes cards that may have to show something else.
func (t *turn) renewStale(room int) (used int, err error) {
	cards, err := t.tx.StaleCards(room)
	for _, card := range cards {
		if err != nil {
			return used, err
		}
		changed := false
		if changed, err = t.renewCard(card); changed {
			used++
		}
	}
	return max(used, len(cards)), err
}

// renew changes an opinion's card to what it is to show, at once.
func (t *turn) renew(id content.OpinionID) error {
	card, err := t.tx.CardOf(id)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = t.renewCard(card)
	return err
}

// renewCard changes a card to what it is to show. Of one whose words are gone nothing is remembered.
func (t *turn) renewCard(card content.DeskCard) (changed bool, err error) {
	opinion, err := t.tx.Opinion(card.Opinion)
	if err != nil {
		return false, err
	}
	if opinion.State == content.Withdrawn {
		said := t.voice.Say(phrases.CardTakenBack, phrases.Args{"ID": written(opinion.ID)})
		t.tx.Send(content.Outgoing{Chat: t.chat, Action: content.ActionEdit, EditKey: cardKey(card.ID), Text: said})
		return true, t.tx.DropCard(card.ID)
	}
	if card.State == content.CardLook {
		return t.renewLook(card, opinion)
	}
	if card.State == content.CardClosed { // it says what was decided; newer words have a card of their own
		card.Stale = false
		return false, t.tx.SetCard(card)
	}
	quoted := t.quoted
	t.quoted = nil
	defer func() { t.quoted = quoted }()
	if card.Version != opinion.Version { // whoever is writing a reason has not read these words
		if err := t.tx.DropClaim(opinion.ID); err != nil {
			return false, err
		}
	}
	s, state, alike, err := t.deskCard(opinion)
	if err != nil {
		return false, err
	}
	before := card.Shows
	card.Version, card.State, card.Alike, card.Stale = opinion.Version, state, pairs(alike), false
	t.editCard(&card, s)
	return card.Shows != before, t.tx.SetCard(card)
}

// renewAs lets an opinion's card offer a choice, at once.
func (t *turn) renewAs(opinion content.Opinion, s screen) error {
	card, err := t.tx.CardOf(opinion.ID)
	if content.CodeOf(err) == content.NotFound {
		return stale("handlers.renewAs")
	}
	if err != nil {
		return err
	}
	t.editCard(&card, s)
	return t.tx.SetCard(card)
}

// editCard sends what a card is to show, unless it shows that.
func (t *turn) editCard(card *content.DeskCard, s screen) {
	buttons := buttonsIn(s.rows, true)
	print := printOfScreen(s.text, buttons)
	if print == card.Shows {
		return
	}
	card.Shows, card.Changed = print, t.tx.Now()
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionEdit, EditKey: cardKey(card.ID), Text: s.text, Buttons: buttons, Shows: t.quoted,
	})
}

// printOfScreen tells one state of a card from another.
func printOfScreen(said content.HTML, buttons [][]content.Button) string {
	data, _ := json.Marshal(buttons) // of texts alone: never fails
	return printOf(fmt.Appendf(nil, "%q %s", said, data))
}

// deskCard is what an opinion's card shows.
func (t *turn) deskCard(opinion content.Opinion) (s screen, state content.CardState, alike []content.Opinion, err error) {
	last, err := t.tx.RulingOn(opinion.ID)
	if err != nil && content.CodeOf(err) != content.NotFound {
		return s, "", nil, err
	}
	switch {
	case opinion.Ruled:
		s, err = t.ruledCard(opinion, last)
		return s, content.CardRuled, nil, err
	case waitsInQueue(opinion):
		s, alike, err = t.openCard(opinion)
		if err == nil {
			s, err = t.fitting(s, opinion, "")
		}
		return s, content.CardOpen, alike, err
	}
	s, err = t.closedCard(opinion, last)
	return s, content.CardClosed, nil, err
}

// fitting is a card that is one message: what the filters and others say gives way where it is not, then the text itself to what moderators and its author said about it, and at
// last that. Which opinion it is stays, and what was decided about it.
func (t *turn) fitting(s screen, opinion content.Opinion, decided content.HTML) (screen, error) {
	if fitsMessage(s.text) {
		return s, nil
	}
	head, err := t.opinionHead(t.voice, phrases.QueueHead, opinion)
	if err != nil {
		return s, err
	}
	between, err := t.between(opinion, false)
	short := paragraphs(
		content.HTML(text.Escape(shortened(opinion.Latest(), cardText/4, cardUnits/4))), t.voice.Say(phrases.CardWhole, phrases.Args{"ID": written(opinion.ID)}),
	)
	for _, said := range []content.HTML{paragraphs(t.cardWords(opinion), between), paragraphs(short, between), short} {
		if s.text = paragraphs(head, said, decided); fitsMessage(s.text) {
			break
		}
	}
	return s, err
}

func fitsMessage(said content.HTML) bool { return text.VisibleLen(string(said)) <= maxMessage }

// ruledCard shows a ruling with the way to take it back.
func (t *turn) ruledCard(opinion content.Opinion, r content.Ruling) (screen, error) {
	said, err := t.cardSaid(opinion)
	if err != nil {
		return screen{}, err
	}
	undo := []link{{label: t.voice.Plain(phrases.ButtonUndo), data: cardData(opinion, queueUndo)}}
	decided := t.ruled(r)
	return t.fitting(screen{text: paragraphs(said, decided), rows: [][]link{undo}}, opinion, decided)
}

// closedCard shows what was decided.
func (t *turn) closedCard(opinion content.Opinion, r content.Ruling) (screen, error) {
	head, err := t.opinionHead(t.voice, phrases.QueueHead, opinion)
	if err != nil {
		return screen{}, err
	}
	t.quote(opinion)
	said := t.voice.Say(phrases.CardElsewhere)
	if r.State == content.RulingDone {
		said = t.ruled(r)
	}
	return t.fitting(screen{text: paragraphs(head, t.cardWords(opinion), said)}, opinion, said)
}

// fill shows the next opinions of the queue, as many as may be open.
func (t *turn) fill(room int) (used int, err error) {
	open, err := t.tx.CountOpenCards()
	if err != nil {
		return 0, err
	}
	most := t.openCards
	if most == 0 {
		most = allCards
	}
	next, err := t.tx.Uncarded(max(0, min(room, most-open)))
	if err != nil {
		return 0, err
	}
	for _, opinion := range next {
		if err := t.sendCard(opinion); err != nil {
			return 0, err
		}
	}
	if len(next) == 0 {
		return t.fillLooks(room)
	}
	return len(next), nil
}

// sendCard shows an opinion in the moderation chat.
func (t *turn) sendCard(opinion content.Opinion) error {
	quoted := t.quoted
	t.quoted = nil
	defer func() { t.quoted = quoted }()
	s, state, alike, err := t.deskCard(opinion)
	if err != nil {
		return err
	}
	buttons := buttonsIn(s.rows, true)
	card, err := t.tx.AddCard(content.DeskCard{
		Opinion: opinion.ID, Version: opinion.Version, State: state, Shows: printOfScreen(s.text, buttons), Alike: pairs(alike),
	})
	if err != nil {
		return err
	}
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionSend, Key: cardKey(card.ID), Text: s.text, Buttons: buttons, Silent: true, Shows: t.quoted,
	})
	return nil
}

// bringDown shows the card of the opinion that has waited longest at the end of the chat.
func (t *turn) bringDown() error {
	opinion, err := t.tx.NextWaiting()
	if content.CodeOf(err) == content.NotFound {
		t.sendPassing(t.voice.Say(phrases.QueueEmpty), nil)
		return nil
	}
	if err != nil {
		return err
	}
	card, err := t.tx.CardOf(opinion.ID)
	if err == nil && card.State == content.CardOpen {
		t.tx.Send(content.Outgoing{Chat: t.chat, Action: content.ActionDelete, EditKey: cardKey(card.ID)})
		err = t.tx.DropCard(card.ID)
	}
	if err != nil && content.CodeOf(err) != content.NotFound {
		return err
	}
	return t.sendCard(opinion)
}

// deskTalk takes a reason in a moderator's own words, or a question to the author: a reply to the card for which they have asked to give one. Other talk is nobody's business.
func (t *turn) deskTalk() error {
	if t.in.Message.ReplyTo == 0 || t.in.From.ID == 0 || t.role() < content.RoleModerator {
		return nil
	}
	card, err := t.repliedCard()
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	if t.reader, err = t.member(t.in.From); err != nil {
		return err
	}
	claim, err := t.tx.ClaimOn(card.Opinion)
	if err != nil || claim.By != t.reader.ID {
		return ifKnown(err)
	}
	switch {
	case claim.Ask:
		return t.question(card.Opinion, t.in.Message.Text)
	case !claim.Why:
		return nil
	}
	return t.rejectFor(card.Opinion, card.Version, t.in.Message.Text)
}

// repliedCard is the card to which a message replies. Error: NotFound.
func (t *turn) repliedCard() (content.DeskCard, error) {
	key, err := t.tx.KeyOf(t.chat, t.in.Message.ReplyTo)
	if err != nil {
		return content.DeskCard{}, err
	}
	number, err := strconv.ParseInt(strings.TrimPrefix(string(key), cardKeys), 10, 64)
	if err != nil || !isCard(key) {
		return content.DeskCard{}, &content.Error{Code: content.NotFound, Op: "handlers.repliedCard"}
	}
	return t.tx.Card(content.CardID(number))
}

// redoCard lets a card show something else than words that are gone; the queue has changed with them, so that it is looked at soon.
func (t *turn) redoCard(key content.MessageKey) error {
	number, err := strconv.ParseInt(strings.TrimPrefix(string(key), cardKeys), 10, 64)
	if err != nil {
		return err
	}
	return t.tx.RedoCard(content.CardID(number))
}

// cardCame follows what became of a card, or of a change of one. One that is gone, or was refused, is sent again while it is of use.
func (t *turn) cardCame() error {
	result := t.in.Result
	key := result.Key
	if key == "" {
		key = result.EditKey
	}
	number, err := strconv.ParseInt(strings.TrimPrefix(string(key), cardKeys), 10, 64)
	if err != nil {
		return err
	}
	id := content.CardID(number)
	switch {
	case result.Outcome == content.Delivered:
		return t.tx.CardSeen(id)
	case result.Outcome == content.Moved:
		return nil
	case result.Key == "" && !result.Gone:
		return nil
	}
	if err := t.tx.DropCard(id); err != nil {
		return err
	}
	if result.Key == "" {
		return t.tx.ScheduleOnce(content.Due{Work: workDesk, At: t.tx.Now()})
	}
	return t.lookAgainIn(deskAgain)
}
