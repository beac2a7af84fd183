package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// handler does one thing for one incoming. A content.Error that it returns becomes the reply which the person gets, and undoes what the
// handler wrote.
type handler func(*turn) error

// where says in which chats a command works.
type where int

const (
	privately where = 1 << iota // in a private chat with the bot
	inGroup                     // in the discussion group
)

// command is a row of the route table: what a person types, where it works, what it does, and its line in /help and the command menu.
type command struct {
	name string
	in   where
	run  handler
	help phrases.Key
	menu bool // listed in the command menu, which holds at most eight
}

// commands is what people may type, in the order in which /help shows it.
func commands() []command {
	return []command{
		{"summary", privately | inGroup, summaryCommand, phrases.HelpSummary, true},
		{"section", privately | inGroup, sectionCommand, phrases.HelpSection, true},
		{"figures", privately | inGroup, figuresCommand, phrases.HelpFigures, true},
		{"chart", privately | inGroup, chartCommand, phrases.HelpChart, true},
		{"articles", privately, articlesCommand, phrases.HelpArticles, true},
		{"language", privately, languageCommand, phrases.HelpLanguage, true},
		{"help", privately, helpCommand, phrases.HelpHelp, true},
		{"start", privately, startCommand, phrases.HelpStart, false},
		{"cancel", privately, cancelCommand, phrases.HelpCancel, false},
	}
}

// keyboard is the small keyboard below the private chat: what its keys say and do.
func keyboard() [][]key {
	return [][]key{
		{{phrases.KeyboardRead, summaryKey}, {phrases.KeyboardFigures, figuresKey}},
		{{phrases.KeyboardArticles, articlesCommand}, {phrases.KeyboardLanguage, languageKey}},
	}
}

// presses is what the buttons under our messages do, by the first word of their data.
func presses() map[verb]handler {
	return map[verb]handler{
		toSummary:  summaryPress,
		toSection:  sectionPress,
		toFigures:  figuresPress,
		toChart:    chartPress,
		toArticles: articlesPress,
		toLanguage: languagePress,
	}
}

// links is what deep links open, by what stands before the first "_" of their payload.
func links() map[string]handler {
	return map[string]handler{
		"a":         articleLink,
		"f":         figuresLink,
		commandLink: commandFromLink,
	}
}

// events is what else may happen in a chat.
func events() map[content.Kind]handler {
	return map[content.Kind]handler{
		content.KindMembership: membershipChanged,
		content.KindMigration:  groupMoved,
		content.KindEdited:     messageEdited,
	}
}

// works is the work that time drives, by content.Due.Work.
func works() map[string]handler {
	return map[string]handler{
		workPrune: prune,
	}
}

// key is a key of the small keyboard.
type key struct {
	label phrases.Key
	run   handler
}

// routes is the table, ready to be looked up in.
type routes struct {
	commands map[string]command
	names    []string // of the commands, in order
	words    map[string]handler
	presses  map[verb]handler
	links    map[string]handler
	events   map[content.Kind]handler
	works    map[string]handler
}

func newRoutes() routes {
	r := routes{
		commands: map[string]command{}, words: map[string]handler{},
		presses: presses(), links: links(), events: events(), works: works(),
	}
	for _, c := range commands() {
		r.commands[c.name] = c
		r.names = append(r.names, c.name)
	}
	// What the keys send is known in every language: a keyboard that was sent before /language keeps working.
	for _, lang := range content.Langs {
		for _, row := range keyboard() {
			for _, key := range row {
				r.words[phrases.In(lang, nil).Plain(key.label)] = key.run
			}
		}
	}
	return r
}
