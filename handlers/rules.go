package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// rulesCommand says what is allowed.
func rulesCommand(t *turn) error {
	t.say(t.voice.Say(phrases.Rules, phrases.Args{"Least": content.MinOpinion, "Most": content.MaxOpinion}))
	return nil
}

// privacyCommand says who can see what.
func privacyCommand(t *turn) error {
	t.say(t.voice.Say(phrases.Privacy))
	return nil
}
