package content

import "strings"

// Lang is a language that Aitys speaks, as a two-letter code of ISO 639-1.
type Lang string

// The languages that Aitys speaks.
const (
	English Lang = "en"
	Russian Lang = "ru"
	Kazakh  Lang = "kk"
)

// Langs lists every language that Aitys speaks, in the order in which a choice of languages is shown.
var Langs = []Lang{Kazakh, Russian, English}

// ParseLang reads a language code, or an IETF tag such as Telegram sends ("ru-RU"); false when Aitys does not speak that language.
func ParseLang(code string) (Lang, bool) {
	primary, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(code)), "_", "-"), "-")
	for _, lang := range Langs {
		if string(lang) == primary {
			return lang, true
		}
	}
	return "", false
}
