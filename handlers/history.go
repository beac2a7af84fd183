package handlers

import (
	"strconv"

	"aitys/content"
	"aitys/phrases"
)

// mostHistory is how many opinions, and how many sanctions, a history lists: the newest.
const mostHistory = 10

// opinionStates are the words for how an opinion stands.
var opinionStates = map[content.OpinionState]phrases.Key{
	content.Pending: phrases.HistoryPending, content.Approved: phrases.HistoryApproved, content.Rejected: phrases.HistoryRejected,
}

// historyCommand shows what is known of a person under one number: /history USER. What is known under their other number stays there.
func historyCommand(t *turn) error {
	number, unread := strconv.ParseInt(firstWord(t.argument), 10, 64)
	if unread != nil {
		return &content.Error{Code: content.Invalid, Op: "handlers.history", Key: string(phrases.HistoryHow)}
	}
	said, err := t.history(content.ReaderID(number), content.Opinion{})
	if err != nil {
		return err
	}
	t.say(said)
	return nil
}

// history is what a moderator sees of a person under one number: never the account, and no texts. It leaves an opinion out of which they are not to learn how it stands; of
// the zero one, none.
func (t *turn) history(number content.ReaderID, blind content.Opinion) (content.HTML, error) {
	person, err := t.tx.PersonOf(number)
	if content.CodeOf(err) == content.NotFound {
		return "", &content.Error{Code: content.NotFound, Op: "handlers.history", Key: string(phrases.SanctionNobody), Args: phrases.Args{"Person": numeral(number)}}
	}
	if err != nil {
		return "", err
	}
	head := phrases.HistoryReader
	if person.Commenter {
		head = phrases.HistoryCommenter
	}
	opinions, err := t.historyOpinions(number, blind)
	if err != nil {
		return "", err
	}
	sanctions, err := t.historySanctions(number)
	if err != nil {
		return "", err
	}
	return paragraphs(t.voice.Say(head, phrases.Args{"Person": numeral(number)}), opinions, sanctions), nil
}

// historyOpinions counts the opinions under a number and lists the newest of those that stand.
func (t *turn) historyOpinions(number content.ReaderID, blind content.Opinion) (content.HTML, error) {
	states, err := t.tx.StatesBy(number)
	if err != nil {
		return "", err
	}
	switch blind.State {
	case content.Approved:
		states.Approved--
	case content.Rejected:
		states.Rejected--
	}
	said := t.voice.Say(phrases.HistoryOpinions, phrases.Args{
		"Approved": states.Approved, "Pending": states.Pending, "Rejected": states.Rejected,
	})
	newest, err := t.tx.OpinionsBy(number, 0, mostHistory)
	for _, o := range newest {
		if o.ID == blind.ID {
			continue
		}
		at := o.DecidedAt
		if at.IsZero() {
			at = o.MadeAt
		}
		state := t.voice.Plain(opinionStates[o.State])
		said += "\n" + t.voice.Say(phrases.HistoryOpinion, phrases.Args{"ID": written(o.ID), "State": state, "At": at})
	}
	return said, err
}

// sanctionNames are the words for kinds of sanctions.
var sanctionNames = map[content.SanctionKind]phrases.Key{
	content.Warned: phrases.HistoryWarn, content.Premoderated: phrases.HistoryPremod, content.Muted: phrases.HistoryMute, content.Banned: phrases.HistoryBan,
}

// historySanctions lists what was laid upon somebody under a number, the newest last.
func (t *turn) historySanctions(number content.ReaderID) (content.HTML, error) {
	all, err := t.tx.SanctionsOf(number)
	if err != nil {
		return "", err
	}
	if len(all) == 0 {
		return t.voice.Say(phrases.HistoryClean), nil
	}
	said := t.voice.Say(phrases.HistorySanctions)
	for _, s := range all[max(0, len(all)-mostHistory):] {
		said += "\n" + t.historySanction(s)
	}
	return said, nil
}

func (t *turn) historySanction(s content.Sanction) content.HTML {
	args := phrases.Args{"At": s.At, "What": t.voice.Plain(sanctionNames[s.Kind])}
	said := t.voice.Say(phrases.HistorySanction, args)
	switch {
	case !s.LiftedAt.IsZero():
		said += t.voice.Say(phrases.HistoryLifted, phrases.Args{"At": s.LiftedAt})
	case !s.Until.IsZero():
		said += t.voice.Say(phrases.HistoryUntil, phrases.Args{"At": s.Until})
	}
	if s.Reason != "" {
		said += t.voice.Say(phrases.HistoryReason, phrases.Args{"Reason": s.Reason})
	}
	return said
}
