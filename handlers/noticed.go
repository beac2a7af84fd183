package handlers

import (
	"encoding/json"
	"strings"

	"aitys/content"
	"aitys/moderation"
	"aitys/phrases"
)

// reasonPhrases are what people read of the filters' reasons.
var reasonPhrases = map[moderation.Reason]phrases.Key{
	moderation.TooShort: phrases.FilterShort, moderation.TooLong: phrases.FilterLong, moderation.Link: phrases.FilterLink,
	moderation.ShortLink: phrases.FilterShortener, moderation.Invite: phrases.FilterInvite, moderation.HiddenLink: phrases.FilterHidden,
	moderation.Mention: phrases.FilterMention, moderation.Contact: phrases.FilterContact, moderation.Shouting: phrases.FilterShouting,
	moderation.Repeated: phrases.FilterRepeated, moderation.Zalgo: phrases.FilterZalgo, moderation.Emoji: phrases.FilterEmoji,
	moderation.LookAlike: phrases.FilterLookAlike, moderation.Spaced: phrases.FilterSpaced, moderation.Blocked: phrases.FilterBlocked,
	moderation.Suspect: phrases.FilterSuspect, moderation.Obscene: phrases.FilterObscene, moderation.Insult: phrases.FilterInsult,
	moderation.Slur: phrases.FilterSlur, moderation.Threat: phrases.FilterThreat, moderation.Advert: phrases.FilterAdvert,
	moderation.LikeSpam: phrases.FilterLikeSpam, moderation.LikeAbuse: phrases.FilterLikeAbuse, moderation.SaidByOne: phrases.FilterAgain,
	moderation.SaidByMany: phrases.FilterChorus, moderation.Flood: phrases.FilterFlood, moderation.Burst: phrases.FilterBurst, moderation.Torrent: phrases.FilterTorrent,
}

// reasonArgs are the arguments of a reason's phrase.
func reasonArgs(f moderation.Finding) phrases.Args {
	return phrases.Args{"What": f.What, "Count": f.Count}
}

// Noticed returns what the filters noticed as plain text in a language, the riskiest first.
func Noticed(voice *phrases.Voice, findings []moderation.Finding) []string {
	said := make([]string, 0, len(findings))
	for _, f := range findings {
		said = append(said, voice.Plain(reasonPhrases[f.Reason], reasonArgs(f)))
	}
	return said
}

// noticed is what stands on an opinion's card of what the filters noticed; empty where they had nothing against it.
func (t *turn) noticed(opinion content.Opinion) (content.HTML, error) {
	verdict, risk, findings, err := t.filtersSay(opinion.ID)
	if err != nil || verdict == moderation.Pass || len(findings) == 0 {
		return "", err
	}
	said := make([]string, 0, len(findings))
	for _, f := range findings {
		said = append(said, string(t.voice.Say(reasonPhrases[f.Reason], reasonArgs(f))))
	}
	return t.voice.Say(phrases.QueueNoticed, phrases.Args{"Risk": risk, "Reasons": content.HTML(strings.Join(said, "; "))}), nil
}

// filtersSay returns what was stored of the filters' judgement, the risk in per cent; Pass and nothing where there is none.
func (t *turn) filtersSay(id content.OpinionID) (verdict moderation.Verdict, risk int, findings []moderation.Finding, err error) {
	stored, err := t.tx.Judgement(id)
	if content.CodeOf(err) == content.NotFound {
		return moderation.Pass, 0, nil, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(stored.Findings), &findings)
	}
	return moderation.Verdict(stored.Verdict), int(stored.Score * 100), findings, err
}
