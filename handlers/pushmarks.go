package handlers

import (
	"aitys/content"
	"aitys/content/text"
	"aitys/drafting"
	"aitys/phrases"
)

// sayUnfounded lists above the preview what a service wrote and the text does not say. It is a message of its own, so that it stays there while the preview changes below it.
func (t *turn) sayUnfounded(all []drafting.Unfounded) {
	if len(all) == 0 {
		return
	}
	lines := []content.HTML{t.voice.Say(phrases.PushUnfounded)}
	for _, u := range all {
		lines = append(lines, "• "+content.HTML(text.Escape(u.In(t.voice.Lang()))))
	}
	t.say(joinedLines(lines))
}
