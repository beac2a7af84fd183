package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// latelyDays is for how many days whoever has decided about opinions counts as somebody who moderates.
const latelyDays = 30

// others are the people beside a moderator who could decide.
type others struct {
	moderate bool // a configured moderator, or somebody who has decided lately
	any      bool // these, or an editor or owner
}

// othersThan looks for people beside the moderator who made a decision. Whoever the bot cannot reach is nobody.
func (t *turn) othersThan(first content.ReaderID) (o others, err error) {
	for account, role := range t.staff() {
		if role < content.RoleModerator {
			continue
		}
		reader, err := t.tx.Reader(account)
		if ifKnown(err) != nil {
			return o, err
		}
		if err == nil && reader.ID != first && !reader.Unreachable {
			o.any, o.moderate = true, o.moderate || role == content.RoleModerator
		}
	}
	lately, err := t.tx.DecidersSince(latelyDays)
	if err != nil || o.moderate {
		return o, err
	}
	for _, id := range lately {
		_, err := t.tx.ReaderByID(id)
		if ifKnown(err) != nil {
			return o, err
		}
		if err == nil && id != first {
			return others{true, true}, nil
		}
	}
	return o, nil
}

// barred tells whether somebody may not decide about an opinion: its author has appealed against their decision, and somebody else can decide.
func (t *turn) barred(opinion content.OpinionID, who content.ReaderID) (bool, error) {
	appeal, err := t.appealOn(opinion)
	if err != nil || appeal.State != content.AppealOpen || appeal.First == 0 || appeal.First != who {
		return false, err
	}
	o, err := t.othersThan(who)
	return o.any, err
}

// notBarred refuses whoever may not decide about an opinion, and says why.
func (t *turn) notBarred(opinion content.OpinionID, who content.ReaderID) error {
	barred, err := t.barred(opinion, who)
	if err == nil && barred {
		err = &content.Error{Code: content.Invalid, Op: "handlers.notBarred", Key: string(phrases.PressAppealOwn), Args: phrases.Args{"ID": written(opinion)}}
	}
	return err
}

// callEditors tells editors and owners in private of an appeal where nobody else than the first moderator has moderated lately.
func (t *turn) callEditors(appeal content.Appeal) error {
	o, err := t.othersThan(appeal.First)
	if err != nil || o.moderate {
		return err
	}
	for account, role := range t.staff() {
		if role < content.RoleEditor {
			continue
		}
		reader, err := t.tx.Reader(account)
		if ifKnown(err) != nil {
			return err
		}
		if err != nil || reader.ID == appeal.First || reader.Unreachable {
			continue
		}
		said := t.Newsroom.voice(reader.Language(t.language)).Say(phrases.AppealLonely, phrases.Args{"ID": written(appeal.Opinion)})
		t.sendUnasked(t.tx, content.Outgoing{Chat: reader.Chat(), Action: content.ActionSend, Text: said})
	}
	return nil
}

// appealSaidOn is what stands on the card of an opinion whose author has appealed: the first decision, the author's words, and who decides; empty where they have not.
func (t *turn) appealSaidOn(opinion content.Opinion) (content.HTML, error) {
	appeal, err := t.appealOn(opinion.ID)
	if err != nil || appeal.State != content.AppealOpen {
		return "", err
	}
	lines := []content.HTML{t.voice.Say(phrases.CardAppeal)}
	if appeal.Ruling != 0 {
		first, err := t.tx.Ruling(appeal.Ruling)
		if err != nil {
			return "", err
		}
		switch {
		case first.By == 0:
			first.As = t.voice.Plain(phrases.RecordByProgram)
		case first.As == "":
			first.As = t.voice.Plain(phrases.RecordBy, phrases.Args{"ID": numeral(first.By)})
		}
		lines = append(lines, t.ruled(first))
	}
	if appeal.Words != "" {
		lines = append(lines, t.voice.Say(phrases.CardAppealWords, phrases.Args{"Text": appeal.Words}))
	}
	who, err := t.whoDecides(appeal)
	return joinedLines(append(lines, who)), err
}

// whoDecides says who may decide about an appeal.
func (t *turn) whoDecides(appeal content.Appeal) (content.HTML, error) {
	o, err := t.othersThan(appeal.First)
	switch {
	case err != nil || appeal.First == 0:
		return "", err
	case !o.any:
		return t.voice.Say(phrases.CardAppealAlone), nil
	}
	return t.voice.Say(phrases.CardAppealOther), nil
}
