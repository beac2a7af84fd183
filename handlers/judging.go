package handlers

import (
	"encoding/json"
	"time"

	"aitys/content"
	"aitys/moderation"
	"aitys/storage"
)

// lately is how far back a flood is looked for.
const lately = time.Hour

// judge lets the filters look at an opinion's newest text, with its surroundings, and stores and returns what they say.
func (t *turn) judge(opinion content.Opinion) (said moderation.Judgement, err error) {
	words := opinion.Latest()
	j, known := t.ahead[words]
	if !known {
		j = t.desk.judge(words)
	}
	around, err := t.around(opinion, j)
	if err != nil {
		return said, err
	}
	m, err := t.modeOf(opinion.Article)
	if err != nil {
		return said, err
	}
	said = t.desk.among(j.judgement, around).Under(m.limits())
	findings, err := json.Marshal(said.Findings)
	if err != nil {
		return said, err
	}
	return said, t.tx.Judge(opinion, storage.Judged{Verdict: string(said.Verdict), Score: said.Score, Findings: string(findings)}, j.likeness())
}

// around looks up who said nearly the same, and how much the author says.
func (t *turn) around(opinion content.Opinion, j judged) (around moderation.Around, err error) {
	since := t.tx.Now().Add(-lately)
	said, alike, err := t.tx.Around(opinion.Author, since, j.likeness().Bands)
	around.ByAuthor = said
	others := map[content.ReaderID]bool{}
	for _, like := range alike {
		switch {
		case like.Opinion == opinion.ID || !j.signature.Near(like.Sketch):
		case like.Author == opinion.Author:
			around.SameAuthor++
		case !others[like.Author]:
			others[like.Author] = true
			around.OtherAuthors++
			if like.At.After(since) {
				around.Lately++
			}
		}
	}
	return around, err
}

// learn teaches the classifier what a decision says about a text. Of what was rejected it learns only where the filters noticed the kind of fault: a moderator may
// reject for many reasons, and most of them are in no word.
func (t *turn) learn(before, after content.Opinion) error {
	if before.Waits() == after.Waits() && before.State == after.State && before.Unseen == after.Unseen || before.Edited != "" && after.Text == before.Text {
		return nil // reports were dropped, or a newer text was
	}
	if err := t.unlearn(before); err != nil {
		return err
	}
	label := moderation.Fair
	if after.State == content.Rejected {
		_, _, findings, err := t.filtersSay(after.ID)
		if err != nil {
			return err
		}
		noticed := false
		if label, noticed = moderation.Kind(findings); !noticed {
			return nil
		}
	}
	return t.teach(after, label, 1)
}

// unlearn takes back what an earlier decision on an opinion taught, before its text changes.
func (t *turn) unlearn(opinion content.Opinion) error {
	stored, err := t.tx.Judgement(opinion.ID)
	if content.CodeOf(err) == content.NotFound || err == nil && stored.Label == storage.NoLabel {
		return nil
	}
	if err != nil {
		return err
	}
	return t.teach(opinion, moderation.Label(stored.Label), -1)
}

// teach adds an opinion's text to those of a label, or takes it away.
func (t *turn) teach(opinion content.Opinion, label moderation.Label, times int) error {
	tokens := moderation.TokensOf(opinion.Text)
	stored := make([]uint32, len(tokens))
	for i, token := range tokens {
		stored[i] = uint32(token)
	}
	if err := t.tx.Teach(stored, int(label), times); err != nil {
		return err
	}
	t.lessons.all = append(t.lessons.all, lesson{tokens, label, times})
	if times < 0 {
		return t.tx.SetLabel(opinion.ID, storage.NoLabel)
	}
	return t.tx.SetLabel(opinion.ID, int(label))
}
