package handlers

import (
	"context"
	"encoding/json"
	"strings"

	"aitys/content"
	"aitys/moderation"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// workTrial is the work of waking who tries filters, once the wish is stored; workTried that of telling what came of it, behind which stands the reader's number.
	workTrial = "trial"
	workTried = "tried"
	// mostTried is on how many decisions filters are tried, mostShownTried how many of those are named about which people decided otherwise.
	mostTried      = 200
	mostShownTried = 5
)

// tried is what filters would have done.
type tried struct {
	Article  content.ArticleID   `json:"article"`
	Filters  string              `json:"filters"`
	All      int                 `json:"all"`
	Held     int                 `json:"held"`
	Rejected int                 `json:"rejected"`
	Approved int                 `json:"approved"` // of those, by people
	Examples []content.OpinionID `json:"examples"`
}

// trialDue wakes who tries filters: it reads much, which no transaction that writes is to wait for.
func trialDue(t *turn) error {
	select {
	case t.trials <- struct{}{}:
	default: // it is awake
	}
	return nil
}

// TryFilters tries, whenever editors wish it and until ctx ends, what the filters would have done about the last decisions.
func (n *Newsroom) TryFilters(ctx context.Context) {
	for {
		done, err := n.TryOne(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			n.log.Warn("filters could not be tried: it is tried again when an editor asks again", "error", err)
		case done:
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-n.trials:
		}
	}
}

// TryOne fulfils one wish that waits; false where there is none. What comes of it is work that tells whoever wished it. The error is the store's.
func (n *Newsroom) TryOne(ctx context.Context) (bool, error) {
	var wish storage.Trial
	var opinions []content.Opinion
	err := n.store.View(ctx, func(tx *storage.Tx) (err error) {
		if wish, err = tx.NextTrial(); err == nil {
			opinions, err = tx.LastDecided(mostTried)
		}
		return err
	})
	if content.CodeOf(err) == content.NotFound {
		return false, nil
	}
	if err == nil {
		err = n.desk.open(ctx, n.store)
	}
	if err != nil {
		return false, err
	}
	note, err := noteOf(n.tryOn(wish, opinions))
	if err != nil {
		return false, err
	}
	return true, n.store.Update(ctx, func(tx *storage.Tx) error {
		if err := tx.DropTrial(wish.By); err != nil {
			return err
		}
		return tx.Schedule(content.Due{Work: workOn(workTried, wish.By), At: tx.Now(), Note: note})
	})
}

func (n *Newsroom) tryOn(wish storage.Trial, opinions []content.Opinion) tried {
	limits := modes{values: map[string]string{settingFilters: wish.Filters}}.limits()
	result := tried{Article: wish.Article, Filters: wish.Filters, All: len(opinions)}
	for _, o := range opinions {
		verdict := n.desk.judgePost(moderation.Post{Text: o.Text}).judgement.Under(limits).Verdict
		switch verdict {
		case moderation.Pass:
			continue
		case moderation.Hold:
			result.Held++
		case moderation.Reject:
			result.Rejected++
		}
		if o.State != content.Approved {
			continue
		}
		result.Approved++
		if len(result.Examples) < mostShownTried {
			result.Examples = append(result.Examples, o.ID)
		}
	}
	return result
}

// triedDue tells an editor what filters would have done.
func triedDue(t *turn) error {
	id, _, err := workedOn[content.ReaderID](t)
	if err != nil {
		return err
	}
	var result tried
	if err := json.Unmarshal([]byte(t.in.Due.Note), &result); err != nil {
		return err
	}
	editor, err := t.tx.ReaderByID(id)
	if err != nil || editor.Unreachable {
		return ifKnown(err)
	}
	voice := t.Newsroom.voice(editor.Language(t.language))
	t.sendUnasked(t.tx, content.Outgoing{Chat: editor.Chat(), Action: content.ActionSend, Text: triedSaid(voice, result)})
	return nil
}

func triedSaid(voice *phrases.Voice, result tried) content.HTML {
	if result.All == 0 {
		return voice.Say(phrases.TriedNothing)
	}
	said := voice.Count(phrases.TriedHead, result.All, phrases.Args{
		"Filters": voice.Plain(valueNames[result.Filters]), "Held": result.Held, "Rejected": result.Rejected, "Approved": result.Approved,
	})
	if len(result.Examples) == 0 {
		return said
	}
	var numbers []string
	for _, id := range result.Examples {
		numbers = append(numbers, written(id))
	}
	return paragraphs(said, voice.Say(phrases.TriedExamples, phrases.Args{"Opinions": strings.Join(numbers, ", "), "First": numbers[0]}))
}
