package handlers

import (
	"strings"
	"unicode/utf8"

	"aitys/content"
	"aitys/content/text"
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

// reasonWords is a reason in a voice's language; empty where there is none of that code.
func reasonWords(voice *phrases.Voice, code string) content.HTML {
	for _, r := range builtInReasons {
		if r.code == code {
			return voice.Say(r.text)
		}
	}
	return ""
}

// reasonOf is why a ruling rejects, as it is said in a voice's language; empty where no reason was given.
func (t *turn) reasonOf(voice *phrases.Voice, r content.Ruling) (content.HTML, error) {
	if r.Note != "" {
		return content.HTML(text.Escape(r.Note)), nil
	}
	return reasonWords(voice, r.Reason), nil
}

// whyPress offers the reasons, or rejects for one of them.
func whyPress(t *turn, p pressed) error {
	if !t.decidable(p.opinion) || p.saw != p.opinion.Version {
		return t.undecided(p.opinion)
	}
	if p.more == "" {
		return t.offerReasons(p.opinion)
	}
	if reasonWords(t.voice, p.more) == "" {
		return stale("handlers.whyPress")
	}
	return t.decide(p.opinion, content.Ruling{Opinion: p.opinion.ID, Version: p.saw, What: content.ToReject, Reason: p.more})
}

func (t *turn) offerReasons(opinion content.Opinion) error {
	if err := t.claim(opinion.ID, true); err != nil {
		return err
	}
	var rows [][]link
	for i, r := range builtInReasons {
		button := link{label: t.voice.Plain(r.text), data: cardData(opinion, queueWhy+"."+r.code)}
		if i%2 == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], button)
	}
	if t.private {
		if err := t.begin(dialogueReason, reasonNote{opinion.ID, opinion.Version}); err != nil {
			return err
		}
	}
	return t.choice(opinion, rows)
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
	if claim.Why {
		key := phrases.CardWhyHere
		if t.private {
			key = phrases.CardWhyPrivate
		}
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
	if !claim.Why || claim.By != t.reader.ID || t.role() < content.RoleModerator { // they have gone on since: it is about something else
		return t.plainText()
	}
	return t.rejectFor(about.Opinion, about.Version, words)
}

// rejectFor rejects an opinion for a reason in the moderator's own words.
func (t *turn) rejectFor(id content.OpinionID, version int, words string) error {
	words = strings.TrimSpace(words)
	if long := text.Length(words); long < leastReason || long > mostReason || !utf8.ValidString(words) {
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
