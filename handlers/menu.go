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
func PrivateMenu(lang content.Lang) []MenuLine { return menu(lang, privately, content.RoleReader) }

// StaffMenu is the command menu of the private chat of somebody with a role: readers' menu and their own commands.
func StaffMenu(lang content.Lang, role content.Role) []MenuLine { return menu(lang, privately, role) }

// GroupMenu is the command menu of groups, in the given language.
func GroupMenu(lang content.Lang) []MenuLine { return menu(lang, inGroup, content.RoleReader) }

func menu(lang content.Lang, in where, role content.Role) []MenuLine {
	voice := phrases.In(lang, nil)
	var lines []MenuLine
	for _, c := range commands() {
		if c.menu && c.in&in != 0 && c.who <= role {
			lines = append(lines, MenuLine{c.name, voice.Plain(c.help)})
		}
	}
	return lines
}
