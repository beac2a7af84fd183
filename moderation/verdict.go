package moderation

import (
	"cmp"
	"slices"
)

// Verdict is what the filters advise about a text.
type Verdict string

// The verdicts, from the mildest on.
const (
	Pass   Verdict = "pass"
	Hold   Verdict = "hold"   // a moderator has to look
	Reject Verdict = "reject" // no moderator would let it pass
)

// Reason names what a filter noticed; what people read of it is a phrase with that name.
type Reason string

// The reasons. The comment behind each says what Finding.What and Finding.Count hold.
const (
	TooShort   Reason = "short"     // Count: characters
	TooLong    Reason = "long"      // Count: characters
	Link       Reason = "link"      // What: the host
	ShortLink  Reason = "shortener" // What: the host
	Invite     Reason = "invite"    // What: the way into a chat or to a bot
	HiddenLink Reason = "hidden"    // What: the host, written so that programs do not see it, or behind other words
	Mention    Reason = "mention"   // Count: accounts
	Contact    Reason = "contact"   // Count: telephone and card numbers
	Shouting   Reason = "shouting"  // Count: per cent of capital letters
	Repeated   Reason = "repeated"  // Count: the longest run of one character
	Zalgo      Reason = "zalgo"     // Count: marks
	Emoji      Reason = "emoji"     // Count
	LookAlike  Reason = "lookalike" // What: the first such word; Count: words
	Spaced     Reason = "spaced"    // What: the word with its letters together
	Blocked    Reason = "blocked"   // What: the newsroom's word
	Suspect    Reason = "suspect"   // What: the newsroom's word
	Obscene    Reason = "obscene"   // What: the word
	Insult     Reason = "insult"    // What: the word
	Slur       Reason = "slur"      // What: the word
	Threat     Reason = "threat"    // What: the words
	Advert     Reason = "advert"    // What: the words
	LikeSpam   Reason = "likespam"  // Count: per cent
	LikeAbuse  Reason = "likeabuse" // Count: per cent
	SaidByOne  Reason = "again"     // Count: texts of the same author that are nearly the same
	SaidByMany Reason = "chorus"    // Count: other authors of texts that are nearly the same
	Flood      Reason = "flood"     // Count: texts of the same author lately
	Burst      Reason = "burst"     // Count: other authors of such texts lately
	Torrent    Reason = "torrent"   // Count: comments of the same author within some minutes
)

// Reasons are all reasons there are, in the order in which people read them.
var Reasons = []Reason{
	Blocked, Threat, Slur, Insult, Obscene, Suspect, Invite, HiddenLink, ShortLink, Link, Advert, LikeSpam, LikeAbuse, SaidByMany, Burst, SaidByOne, Flood, Torrent,
	LookAlike, Spaced, Zalgo, Mention, Contact, Shouting, Repeated, Emoji, TooLong, TooShort,
}

// Finding is what one filter noticed. What may hold words that the author typed: it is hostile until escaped, and goes when the text goes.
type Finding struct {
	Reason Reason  `json:"reason"`
	What   string  `json:"what,omitempty"`
	Count  int     `json:"count,omitempty"`
	Risk   float64 `json:"risk"` // 0 to 1: how much it alone speaks for holding the text
}

// Judgement is what the whole chain says about one text.
type Judgement struct {
	Verdict  Verdict
	Score    float64   // 0 to 1
	Findings []Finding // the riskiest first
}

// Limits are the scores from which on a text is held, and from which on it may be rejected.
type Limits struct{ Hold, Reject float64 }

// DefaultLimits are the limits where the newsroom sets none.
var DefaultLimits = Limits{Hold: 0.5, Reject: 0.97}

// StrictLimits are those of a newsroom, or an article, that wishes more to be looked at.
var StrictLimits = Limits{Hold: 0.3, Reject: 0.9}

// Under returns what the same findings say by other limits.
func (j Judgement) Under(limits Limits) Judgement { return judged(slices.Clone(j.Findings), limits) }

// judged weighs findings. Each lowers what is left of the text's good name, so that several faint signs make a strong one.
func judged(findings []Finding, limits Limits) Judgement {
	slices.SortStableFunc(findings, func(a, b Finding) int { return cmp.Compare(b.Risk, a.Risk) })
	left := 1.0
	for _, f := range findings {
		left *= 1 - f.Risk
	}
	j := Judgement{Verdict: Pass, Score: 1 - left, Findings: findings}
	switch {
	case has(findings, Blocked), j.Score >= limits.Reject && plainSpam(findings):
		j.Verdict = Reject
	case j.Score >= limits.Hold:
		j.Verdict = Hold
	}
	return j
}

// plainSpam tells whether three different kinds of sign agree that a text advertises: its words, the offer in it, and a way out of the discussion.
func plainSpam(findings []Finding) bool {
	way := has(findings, Invite) || has(findings, ShortLink) || has(findings, HiddenLink) || has(findings, Link) || has(findings, Contact)
	return way && has(findings, Advert) && slices.ContainsFunc(findings, func(f Finding) bool { return f.Reason == LikeSpam && f.Count >= sureOfSpam })
}

// sureOfSpam is from how many per cent on the classifier counts for rejecting.
const sureOfSpam = 85

func has(findings []Finding, reason Reason) bool {
	return slices.ContainsFunc(findings, func(f Finding) bool { return f.Reason == reason })
}
