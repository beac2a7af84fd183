package handlers

import (
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/moderation"
	"aitys/phrases"
)

// builtInReasons are what a newsroom that has listed none rejects for, in the order in which they are offered.
var builtInReasons = []struct {
	code string
	text phrases.Key
}{
	{"offtopic", phrases.ReasonOffTopic}, {"insult", phrases.ReasonInsult}, {"advert", phrases.ReasonAdvert}, {"personal", phrases.ReasonPersonal},
	{"unproven", phrases.ReasonUnproven}, {"repeated", phrases.ReasonRepeated}, {"other", phrases.ReasonOther},
}

// Limits of a reason in a moderator's own words, in graphemes.
const leastReason, mostReason = 3, 300

// reasonList is the newsroom's list as it is offered: the built-in one until editors change it.
func (t *turn) reasonList() ([]content.Reason, error) {
	all, edited, err := t.tx.Reasons()
	if err != nil || edited {
		return all, err
	}
	for i, r := range builtInReasons {
		all = append(all, content.Reason{Code: r.code, Place: i + 1})
	}
	return all, nil
}

// reasonSaid is a reason in a voice's language, else in the newsroom's, else in any that it has.
func (n *Newsroom) reasonSaid(voice *phrases.Voice, r content.Reason) content.HTML {
	for _, lang := range append([]content.Lang{voice.Lang(), n.language}, content.Langs...) {
		if words := r.Words[lang]; words != "" {
			return content.HTML(text.Escape(words))
		}
	}
	for _, built := range builtInReasons {
		if built.code == r.Code {
			return voice.Say(built.text)
		}
	}
	return ""
}

// reasonWords is a reason by its code, also one that is offered no more; empty where there is none of that code.
func (t *turn) reasonWords(voice *phrases.Voice, code string) (content.HTML, error) {
	if code == "" {
		return "", nil
	}
	r, err := t.tx.Reason(code)
	if content.CodeOf(err) == content.NotFound {
		r, err = content.Reason{Code: code}, nil
	}
	return t.reasonSaid(voice, r), err
}

// reasonName is a reason by its code in a few words; the code itself where there is none of it.
func (t *turn) reasonName(code string) (string, error) {
	if code == string(moderation.Blocked) { // the program's, which nobody chooses out of the list
		return t.voice.Plain(phrases.ReasonBlocked), nil
	}
	words, err := t.reasonWords(t.voice, code)
	if words == "" {
		return code, err
	}
	return text.Truncate(unmarked(words), reasonLabel), err
}

// reasonOf is why a ruling rejects, as it is said in a voice's language; empty where no reason was given.
func (t *turn) reasonOf(voice *phrases.Voice, r content.Ruling) (content.HTML, error) {
	if r.Note != "" {
		return content.HTML(text.Escape(r.Note)), nil
	}
	return t.reasonWords(voice, r.Reason)
}

// whyPress offers the reasons, or rejects for one of them. One that an editor has removed since is not taken: those that stand are offered anew.
func whyPress(t *turn, p pressed) error {
	if !t.decidable(p.opinion) || p.saw != p.opinion.Version {
		return t.undecided(p.opinion)
	}
	if err := t.notBarred(p.opinion.ID, t.reader.ID); err != nil {
		return err
	}
	all, err := t.reasonList()
	if err != nil {
		return err
	}
	for _, r := range all {
		if r.Code == p.more {
			return t.decide(p.opinion, content.Ruling{Opinion: p.opinion.ID, Version: p.saw, What: content.ToReject, Reason: p.more})
		}
	}
	if p.more != "" {
		t.answer.Text, t.answer.Alert = t.own().Plain(phrases.PressReasonGone), true
	}
	return t.offerReasons(p.opinion, all)
}

func (t *turn) offerReasons(opinion content.Opinion, all []content.Reason) error {
	if err := t.claim(content.Claim{Opinion: opinion.ID, Why: true}); err != nil {
		return err
	}
	if t.private {
		if err := t.begin(dialogueReason, reasonNote{opinion.ID, opinion.Version}); err != nil {
			return err
		}
	}
	return t.choice(opinion, t.reasonButtons(opinion, all))
}

// How much of a reason stands on a button, in graphemes, and up to how much two stand side by side.
const reasonLabel, reasonBeside = 48, 22

// reasonButtons are the buttons that reject an opinion for one of the reasons.
func (t *turn) reasonButtons(opinion content.Opinion, all []content.Reason) (rows [][]link) {
	room := false // the last row takes one more
	for _, r := range all {
		label := text.Truncate(unmarked(t.reasonSaid(t.voice, r)), reasonLabel)
		button := link{label: label, data: cardData(opinion, queueWhy+"."+r.Code)}
		short := text.Length(label) <= reasonBeside
		if room && short {
			rows[len(rows)-1] = append(rows[len(rows)-1], button)
			room = false
			continue
		}
		rows = append(rows, []link{button})
		room = short
	}
	return rows
}

// choice shows an opinion's card with something to choose from.
func (t *turn) choice(opinion content.Opinion, rows [][]link) error {
	rows = append(rows, []link{{label: t.voice.Plain(phrases.ButtonBack), data: cardData(opinion, queueBack)}})
	said, err := t.cardSaid(opinion)
	if err != nil {
		return err
	}
	claim, err := t.tx.ClaimOn(opinion.ID)
	if err != nil && content.CodeOf(err) != content.NotFound {
		return err
	}
	if key := wantedWords(claim, t.private); key != "" {
		said = paragraphs(said, t.voice.Say(key, phrases.Args{"Name": claim.As}))
	}
	if t.atDesk {
		return t.renewAs(opinion, screen{text: said, rows: rows})
	}
	seat, err := t.tx.Seat(t.reader.ID)
	if err != nil {
		return err
	}
	return t.sit(seat, screen{text: said, rows: rows})
}

// wantedWords asks a moderator for the words that a card waits for; empty where it waits for none.
func wantedWords(claim content.Claim, private bool) phrases.Key {
	switch {
	case claim.Why && private:
		return phrases.CardWhyPrivate
	case claim.Why:
		return phrases.CardWhyHere
	case claim.Ask && private:
		return phrases.CardAskPrivate
	case claim.Ask:
		return phrases.CardAskHere
	}
	return ""
}

// dialogueReason waits, in private, for a reason in the moderator's own words.
const dialogueReason = "reason"

type reasonNote struct {
	Opinion content.OpinionID `json:"opinion"`
	Version int               `json:"version"`
}

// reasonSaid rejects an opinion for what a moderator writes in private.
func reasonSaid(t *turn, note, words string) error {
	var about reasonNote
	if err := noted(note, &about); err != nil {
		return err
	}
	claim, err := t.tx.ClaimOn(about.Opinion)
	if err != nil && content.CodeOf(err) != content.NotFound {
		return err
	}
	if err := t.tx.End(t.reader.ID); err != nil {
		return err
	}
	moderates := t.role() >= content.RoleModerator
	if moderates && claim.By == 0 { // the claim may have ended because the author has changed it
		opinion, err := t.tx.Opinion(about.Opinion)
		if err != nil {
			return err
		}
		if opinion.Version != about.Version && waitsInQueue(opinion) {
			return t.undecided(opinion)
		}
	}
	if !claim.Why || claim.By != t.reader.ID || !moderates { // they have gone on since: it is about something else
		return t.plainText()
	}
	return t.rejectFor(about.Opinion, about.Version, words)
}

// rejectFor rejects an opinion for a reason in the moderator's own words.
func (t *turn) rejectFor(id content.OpinionID, version int, words string) error {
	words = strings.TrimSpace(words)
	if !fits(words, leastReason, mostReason) {
		return &content.Error{
			Code: content.Invalid, Op: "handlers.rejectFor", Key: string(phrases.ReasonLength), Args: phrases.Args{"Least": leastReason, "Most": mostReason},
		}
	}
	opinion, err := t.tx.Opinion(id)
	if err != nil {
		return err
	}
	return t.decide(opinion, content.Ruling{Opinion: id, Version: version, What: content.ToReject, Note: words})
}
