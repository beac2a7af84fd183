package moderation

import "testing"

// TestStartingTextsTellWithoutThemselves judges each starting text by all others: so much the classifier has understood beyond what it has by heart.
func TestStartingTextsTellWithoutThemselves(t *testing.T) {
	all := startingCounts()
	for _, lang := range startLanguages {
		var n, stopped [labels]int
		for label, name := range startNames {
			for _, text := range startTexts(name, lang) {
				tokens := TokensOf(text)
				all.Learn(tokens, Label(label), -1)
				j := chainOver(all).Judge(Post{Text: text})
				all.Learn(tokens, Label(label), 1)
				n[label]++
				if j.Verdict != Pass {
					stopped[label]++
				}
				if testing.Verbose() && (j.Verdict != Pass) == (Label(label) == Fair) {
					t.Logf("%s %s %.2f %+v %q", name, j.Verdict, j.Score, j.Findings, text)
				}
				if j.Verdict == Reject && Label(label) == Fair {
					t.Errorf("rejected: %q %+v", text, j.Findings)
				}
			}
		}
		t.Logf("%s: of %d fair ones %d held; of %d spam %d; of %d abuse %d", lang, n[Fair], stopped[Fair], n[Spam], stopped[Spam], n[Abuse], stopped[Abuse])
		if stopped[Fair]*20 > n[Fair] || stopped[Spam]*10 < n[Spam]*8 || stopped[Abuse]*10 < n[Abuse]*6 {
			t.Errorf("%s: fair %d of %d, spam %d of %d, abuse %d of %d", lang, stopped[Fair], n[Fair], stopped[Spam], n[Spam], stopped[Abuse], n[Abuse])
		}
	}
}

func chainOver(counts Counts) *Chain {
	c := NewChain(DefaultLimits, nil, NewCounts())
	c.start = func() Counts { return counts }
	return c
}

func TestWhatIsRejectedNeedsSignsOfThreeKinds(t *testing.T) {
	way, advert, likely := Finding{Reason: Invite, Risk: 0.9}, Finding{Reason: Advert, Risk: 0.9}, Finding{Reason: LikeSpam, Count: 95, Risk: 0.9}
	unlikely := Finding{Reason: LikeSpam, Count: 60, Risk: 0.9}
	for _, c := range []struct {
		findings []Finding
		want     Verdict
	}{
		{[]Finding{way, advert, likely}, Reject}, {[]Finding{way, way, likely}, Hold}, {[]Finding{way, advert, unlikely}, Hold}, {[]Finding{advert, advert, likely}, Hold},
		{[]Finding{{Reason: Blocked, Risk: 0.99}}, Reject}, {nil, Pass}, {[]Finding{{Reason: Threat, Risk: 0.9}, {Reason: Slur, Risk: 0.9}, {Reason: Insult, Risk: 0.9}}, Hold},
	} {
		if got := judged(c.findings, DefaultLimits); got.Verdict != c.want {
			t.Errorf("%+v: %s, want %s", c.findings, got.Verdict, c.want)
		}
	}
}
