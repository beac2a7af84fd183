package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// MenuLine is a line of Telegram's command menu.
type MenuLine = content.MenuLine

// PrivateMenu is the command menu of private chats, in the given language: at most eight lines.
func PrivateMenu(lang content.Lang) []MenuLine { return menu(lang, privately, content.RoleReader) }

// StaffMenu is the command menu of the private chat of somebody with a role, at most eight lines: their own commands, then readers' as far as there is
// room, of which the last, /help, leads to the others.
func StaffMenu(lang content.Lang, role content.Role) []MenuLine { return menu(lang, privately, role) }

// GroupMenu is the command menu of groups, in the given language.
func GroupMenu(lang content.Lang) []MenuLine { return menu(lang, inGroup, content.RoleReader) }

func menu(lang content.Lang, in where, role content.Role) []MenuLine {
	voice := phrases.In(lang, nil)
	var own, readers []MenuLine
	for _, c := range commands() {
		line := MenuLine{Command: c.name, Description: voice.Plain(c.help)}
		switch {
		case !c.menu || c.in&in == 0 || c.who > role:
		case c.who > content.RoleReader:
			own = append(own, line)
		default:
			readers = append(readers, line)
		}
	}
	if room := mostLines - len(own); len(readers) > room {
		readers = append(readers[:room-1], readers[len(readers)-1])
	}
	return append(own, readers...)
}

// mostLines is how many commands a menu lists: more are not read.
const mostLines = 8
