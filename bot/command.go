package bot

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxCommand is the longest name that Telegram allows a command.
const maxCommand = 32

// command is what a text begins with when it begins with a command.
type command struct {
	name     string // in lower case
	bot      string // the username behind "@", in lower case; empty when there is none
	argument string
}

// parseCommand reads "/name argument" or "/name@bot argument" as Telegram itself marks commands: a name that something other than a word
// or a path goes on from. False when the text begins with none.
func parseCommand(s string) (command, bool) {
	if len(s) < 2 || s[0] != '/' {
		return command{}, false
	}
	name, rest := word(s[1:])
	if name == "" || len(name) > maxCommand {
		return command{}, false
	}
	var bot string
	if strings.HasPrefix(rest, "@") {
		bot, rest = word(rest[1:])
		if bot == "" {
			return command{}, false
		}
	}
	next, _ := utf8.DecodeRuneInString(rest)
	if rest != "" && (strings.ContainsRune("/<>@", next) || unicode.In(next, unicode.L, unicode.N, unicode.M)) {
		return command{}, false
	}
	return command{strings.ToLower(name), strings.ToLower(bot), strings.TrimSpace(rest)}, true
}

// word cuts the letters, digits and underscores off the front of s.
func word(s string) (word, rest string) {
	for i := range len(s) {
		if c := s[i]; !isWord(c) {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
