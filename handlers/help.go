package handlers

import (
	"slices"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// helpCommand lists what this person may use here.
func helpCommand(t *turn) error {
	said := t.voice.Say(phrases.HelpTitle) + "\n"
	var shared []string
	for _, c := range commands() {
		if t.role() < c.who {
			continue
		}
		if c.in&inGroup != 0 {
			shared = append(shared, "/"+c.name)
		}
		if c.in&privately != 0 {
			said += "\n" + t.voice.Say(phrases.HelpLine, phrases.Args{"Usage": "/" + c.name, "Text": t.voice.Plain(c.help)})
		}
	}
	t.send(paragraphs(said, t.voice.Say(phrases.HelpGroup, phrases.Args{"Commands": shared})), nil, t.keys())
	return nil
}

// unknownCommand offers the nearest command that this person may use.
func (t *turn) unknownCommand(name string) error {
	refusal := &content.Error{Code: content.NotFound, Op: "handlers.unknownCommand", Key: string(phrases.UnknownCommand)}
	names := slices.DeleteFunc(slices.Clone(t.routes.names), func(name string) bool { return t.role() < t.routes.commands[name].who })
	if near, ok := text.Nearest(strings.ToLower(name), names); ok {
		refusal.Key, refusal.Args = string(phrases.UnknownCommandNearest), phrases.Args{"Nearest": near}
	}
	return refusal
}
