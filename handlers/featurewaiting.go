package handlers

import (
	"time"

	"aitys/content"
	"aitys/phrases"
)

// featureOpinion features an opinion that readers see. One that waits is approved by that, which can be taken back like any other decision about it.
func (t *turn) featureOpinion(opinion content.Opinion) error {
	args := phrases.Args{"ID": written(opinion.ID)}
	switch {
	case opinion.Ruled:
		return &content.Error{Code: content.Conflict, Op: "handlers.featureOpinion", Key: string(phrases.FeatureRuled), Args: args}
	case opinion.State == content.Approved:
		return t.feature(opinion)
	case opinion.State != content.Pending:
		return &content.Error{Code: content.Conflict, Op: "handlers.featureOpinion", Key: string(phrases.FeatureNone), Args: args}
	}
	r, err := t.rule(content.Ruling{Opinion: opinion.ID, Version: opinion.Version, What: content.ToFeature})
	if err != nil {
		return err
	}
	return t.sayFeatured(r)
}

// sayFeatured says when a ruling takes effect and how it is taken back until then: by the button, and on the opinion's card. In the discussion group only the card takes it back.
func (t *turn) sayFeatured(r content.Ruling) error {
	args := phrases.Args{"ID": written(r.Opinion), "Seconds": int(t.undo / time.Second)}
	if r.State != content.RulingMade || t.undo == 0 {
		t.sendPassing(t.voice.Say(phrases.PressFeatured, args), nil)
		return nil
	}
	said := t.voice.Say(phrases.PressFeaturedSoon, args)
	if !t.private && !t.atDesk {
		t.sendPassing(said, nil)
		return nil
	}
	label := t.voice.Plain(phrases.ButtonUndoThat, args)
	data := cardData(content.Opinion{ID: r.Opinion, Version: r.Version}, queueUndo)
	t.sendPassing(said, buttonsIn([][]link{{{label: label, data: data}}}, true))
	if t.atDesk {
		return t.renew(r.Opinion)
	}
	return t.seatRuling(r.ID)
}
