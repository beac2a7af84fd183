package handlers

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// searchLetter begins the deep links that search: q_WORDS, the words in base64, since a payload may hold nothing but A-Z, a-z, 0-9, _ and -.
const searchLetter = "q"

// maxStart is how long the payload of a deep link may be (Bot API: deep linking).
const maxStart = 64

// searchStart is the payload that searches for words, or that asks for them where there are none or they are too long for a link.
func searchStart(words string) string {
	words = strings.TrimSpace(words)
	payload := searchLetter + "_" + base64.RawURLEncoding.EncodeToString([]byte(words))
	if words == "" || len(payload) > maxStart {
		return commandLink + "_search"
	}
	return payload
}

// searchLink searches for the words of a link. Whoever follows it may have changed it: the words are as if typed.
func searchLink(t *turn) error {
	words, err := base64.RawURLEncoding.DecodeString(t.argument)
	if err != nil || !utf8.Valid(words) || strings.TrimSpace(string(words)) == "" {
		return staleLink()
	}
	return t.search(string(words), 0)
}
