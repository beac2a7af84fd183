package handlers

import (
	"errors"

	"aitys/content"
)

// AddBrokenCommands puts commands into the table that fail as a bug would, after they have written something.
func (n *Newsroom) AddBrokenCommands() {
	wrote := func(t *turn) error {
		t.say("this must not be sent")
		return errors.Join(t.tx.SetArticle(t.reader.ID, 4711), t.tx.SetLanguage(t.reader.ID, content.Kazakh))
	}
	n.routes.commands["panics"] = command{name: "panics", in: privately, run: func(t *turn) error {
		if err := wrote(t); err != nil {
			return err
		}
		panic("a bug")
	}}
	n.routes.commands["fails"] = command{name: "fails", in: privately, run: func(t *turn) error {
		return errors.Join(wrote(t), errors.New("a wrong statement"))
	}}
}

// FingerprintOf is how a poll is told from one that took its place.
func FingerprintOf(poll *content.Poll) string { return fingerprintOf(poll) }
