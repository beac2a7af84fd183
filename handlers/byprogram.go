package handlers

import (
	"time"

	"aitys/content"
	"aitys/moderation"
	"aitys/phrases"
	"aitys/storage"
)

// troubleFor is how long a rejection, a warning or anything else that moderators had to lay upon an author keeps them from being trusted.
const troubleFor = 30 * 24 * time.Hour

// How the program came to show an opinion, as the record has it.
const (
	codePost    = "post"
	codeTrusted = "trusted"
)

// byProgram is what the program has decided about an opinion; the zero one: nothing, it waits for a moderator.
type byProgram struct {
	before, after content.Opinion
	ruling        content.Ruling
}

func (d byProgram) decided() bool  { return d.ruling.ID != 0 }
func (d byProgram) rejected() bool { return d.decided() && d.ruling.What == content.ToReject }

// decideAlone decides about an opinion of whoever acts, on which the filters have just said something, where the settings leave that to the program. Nothing is learned from it:
// the filters would teach themselves. It returns the opinion as it stands then.
func (t *turn) decideAlone(opinion content.Opinion, said moderation.Judgement) (content.Opinion, byProgram, error) {
	p, code, err := t.alone(opinion, said)
	if err != nil || code == "" {
		return opinion, byProgram{}, err
	}
	if opinion.Edited != "" && p.Approve {
		if err := t.unlearn(opinion); err != nil { // the text goes of which it was learned
			return opinion, byProgram{}, err
		}
	}
	d := byProgram{before: opinion}
	if d.after, d.ruling, err = t.tx.DecideByProgram(opinion.ID, p); err != nil {
		return opinion, d, err
	}
	entry := content.Entry{What: content.DeedApprove, Opinion: opinion.ID, Version: opinion.Version, Code: code, Words: opinion.Latest()}
	if !p.Approve {
		entry.What = content.DeedReject
	}
	if err := t.tx.Record(entry); err != nil {
		return opinion, d, err
	}
	if p.Approve && opinion.State != content.Approved {
		err = t.replyShown(d.after)
	}
	return d.after, d, err
}

// alone is what the program does about an opinion by itself, and by what; "": nothing.
func (t *turn) alone(opinion content.Opinion, said moderation.Judgement) (p storage.Program, code string, err error) {
	m, err := t.modeOf(opinion.Article)
	if err != nil || !opinion.Waits() || opinion.Reports > 0 {
		return p, "", err
	}
	standing, err := t.tx.StandingOf(t.in.From.ID)
	if err != nil || standing.Premod {
		return p, "", err
	}
	switch {
	case said.Verdict == moderation.Reject && m.values[settingReject] == modeItself:
		code, key := whyRejected(said)
		return storage.Program{Reason: code, Note: t.voice.Plain(key)}, code, nil
	case said.Verdict != moderation.Pass || !m.post() && m.trusted() == 0:
		return p, "", nil
	}
	return t.showsAlone(opinion, m)
}

// showsAlone decides whether an opinion that passes the filters appears by itself. A name under it that no moderator has let appear waits for one.
func (t *turn) showsAlone(opinion content.Opinion, m modes) (p storage.Program, code string, err error) {
	if opinion.State == content.Pending && !opinion.DecidedAt.IsZero() { // it was rejected, or hidden, before its author changed it
		return p, "", nil
	}
	trust, err := t.tx.TrustIn(opinion.Author)
	if err != nil || opinion.Signed != "" && opinion.Signed != trust.Signed {
		return p, "", err
	}
	trusted, err := t.trusts(trust, m.trusted())
	switch {
	case err != nil:
		return p, "", err
	case trusted:
		return storage.Program{Approve: true}, codeTrusted, nil
	case m.post():
		return storage.Program{Approve: true, Unseen: true}, codePost, nil
	}
	return p, "", nil
}

// showsAtOnce tells whether an opinion on an article of whoever acts may appear before a moderator has read it: they are to know before they send it. On 0: whether that
// is so in the newsroom.
func (t *turn) showsAtOnce(article content.ArticleID) (bool, error) {
	m, err := t.modeOf(article)
	if err != nil || m.post() || article == 0 || m.trusted() == 0 {
		return m.post(), err
	}
	trust, err := t.tx.TrustIn(t.reader.ID)
	if err != nil {
		return false, err
	}
	return t.trusts(trust, m.trusted())
}

// either is the first of two phrases where something is so, else the other.
func either(is bool, one, other phrases.Key) phrases.Key {
	if is {
		return one
	}
	return other
}

// trusts tells whether whoever acts is trusted: enough of their opinions were let appear, and nothing was amiss lately, under whichever of their numbers.
func (t *turn) trusts(trust storage.Trust, wanted int) (bool, error) {
	since := t.tx.Now().Add(-troubleFor)
	if wanted == 0 || trust.Approved < wanted || trust.RejectedAt.After(since) {
		return false, nil
	}
	numbers, err := t.tx.NumbersOf(t.in.From.ID)
	for _, number := range numbers {
		if err != nil {
			return false, err
		}
		var laid []content.Sanction
		laid, err = t.tx.SanctionsOf(number)
		for _, s := range laid {
			if s.At.After(since) || s.Kind != content.Warned && s.Runs(t.tx.Now()) {
				return false, err
			}
		}
	}
	return err == nil, err
}

// whyRejected is for what the filters reject a text: its code, and how its author reads it. Which word it was they are not told.
func whyRejected(said moderation.Judgement) (code string, key phrases.Key) {
	for _, f := range said.Findings {
		if f.Reason == moderation.Blocked {
			return string(moderation.Blocked), phrases.ReasonBlockedWord
		}
	}
	return string(moderation.Advert), phrases.ReasonReadsAsAdvert
}

// sayRejected tells whoever acts that the program has rejected what they said, and why.
func (t *turn) sayRejected(d byProgram) error {
	key := phrases.DecidedRejected
	if d.before.State == content.Approved {
		key = phrases.DecidedNoEditKept
	}
	said, err := t.decisionSaid(t.voice, key, d.after, d.ruling)
	if err == nil {
		t.send(said, nil, nil)
	}
	return err
}
