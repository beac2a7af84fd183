package handlers

import (
	"strconv"

	"aitys/content"
	"aitys/content/text"
	"aitys/moderation"
	"aitys/phrases"
)

// verdictPhrases are what people read of a verdict.
var verdictPhrases = map[moderation.Verdict]phrases.Key{
	moderation.Pass: phrases.VerdictPass, moderation.Hold: phrases.VerdictHold, moderation.Reject: phrases.VerdictReject,
}

// reviewCommand shows a moderator an opinion with each filter's say: /review OPINION.
func reviewCommand(t *turn) error {
	if t.argument == "" {
		return &content.Error{Code: content.Invalid, Op: "handlers.review", Key: string(phrases.ReviewWhich)}
	}
	number, unreadable := strconv.ParseInt(t.argument, 10, 64)
	opinion, err := t.tx.Opinion(content.OpinionID(number))
	if err != nil && content.CodeOf(err) != content.NotFound {
		return err
	}
	if unreadable != nil || err != nil || opinion.State == content.Withdrawn {
		return &content.Error{Code: content.NotFound, Op: "handlers.review", Key: string(phrases.ReviewNone), Args: phrases.Args{"Given": text.Truncate(t.argument, 40)}}
	}
	head, err := t.opinionHead(t.voice, phrases.QueueHead, opinion)
	if err != nil {
		return err
	}
	verdict, risk, findings, err := t.filtersSay(opinion.ID)
	if err != nil {
		return err
	}
	said := t.voice.Say(phrases.ReviewHead, phrases.Args{"Verdict": t.voice.Plain(verdictPhrases[verdict]), "Risk": risk})
	for _, f := range findings {
		line := phrases.Args{"Risk": int(f.Risk * 100), "Reason": t.voice.Say(reasonPhrases[f.Reason], reasonArgs(f))}
		said += "\n" + t.voice.Say(phrases.ReviewLine, line)
	}
	if len(findings) == 0 {
		said += "\n" + t.voice.Say(phrases.ReviewNothing)
	}
	between, err := t.between(opinion, true)
	if err != nil {
		return err
	}
	t.quote(opinion)
	t.show(screen{text: paragraphs(head, content.HTML(text.Escape(opinion.Latest())), between, said)})
	return nil
}
