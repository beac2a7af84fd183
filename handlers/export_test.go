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

// Verbs are the first words of all buttons' data.
func (n *Newsroom) Verbs() (all []string) {
	for v := range n.routes.presses {
		all = append(all, string(v))
	}
	for v := range n.routes.shared {
		all = append(all, string(v))
	}
	return all
}

// VerbOfQueue is the first word of the buttons with which moderators decide.
func (n *Newsroom) VerbOfQueue() string { return string(toQueue) }

// Commands are all commands with the role that each needs.
func (n *Newsroom) Commands() map[string]content.Role {
	all := map[string]content.Role{}
	for name, c := range n.routes.commands {
		all[name] = c.who
	}
	return all
}

// Links are what stands before the first "_" of the deep links' payloads.
func (n *Newsroom) Links() (all []string) {
	for letter := range n.routes.links {
		all = append(all, letter)
	}
	return all
}
