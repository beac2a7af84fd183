package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// MenuLine is a line of Telegram's command menu.
type MenuLine struct {
	Command     string // without "/"
	Description string // plain, at most 256 characters
}

// PrivateMenu is the command menu of private chats, in the given language: at most eight lines.
func PrivateMenu(lang content.Lang) []MenuLine { return menu(lang, privately) }

// GroupMenu is the command menu of groups, in the given language.
func GroupMenu(lang content.Lang) []MenuLine { return menu(lang, inGroup) }

func menu(lang content.Lang, in where) []MenuLine {
	voice := phrases.In(lang, nil)
	var lines []MenuLine
	for _, c := range commands() {
		if c.menu && c.in&in != 0 && c.who == content.RoleReader {
			lines = append(lines, MenuLine{c.name, voice.Plain(c.help)})
		}
	}
	return lines
}
