package text

import (
	"strings"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/russian"
)

// englishStem returns the stem of a word in Latin letters.
func englishStem(word string) string {
	env := snowballstem.NewEnv(word)
	english.Stem(env)
	return env.Current()
}

// yo is a letter that most people do not type.
var yo = strings.NewReplacer("ё", "е")

// russianStem returns the skeleton of the stem of a word in Cyrillic letters.
func russianStem(word string) string {
	env := snowballstem.NewEnv(yo.Replace(word))
	russian.Stem(env)
	stem := skeleton(env.Current())
	if strings.HasSuffix(stem, "sta") && strings.HasPrefix(skeleton(word), stem+"n") { // Казахстан is no participle
		return stem + "n"
	}
	return fleeting(stem)
}

// fleeting leaves out the vowel that comes and goes in рынок, рынка and казахстанец, казахстанца.
func fleeting(s string) string {
	for _, end := range []string{"ok", "ek", "ets"} {
		if stem, ends := strings.CutSuffix(s, end); ends && len(stem) > 2 && !isVowel(stem[len(stem)-1]) {
			return stem + end[1:]
		}
	}
	return s
}

// cyrillic writes a skeleton in Russian letters, so that the endings of Russian words typed in Latin ones are known.
var cyrillic = strings.NewReplacer("ts", "ц", "ia", "я", "iu", "ю", "a", "а", "b", "б", "c", "ч", "d", "д", "e", "е", "f", "ф", "g", "г", "h", "х", "i", "и",
	"j", "ж", "k", "к", "l", "л", "m", "м", "n", "н", "o", "о", "p", "п", "r", "р", "s", "с", "t", "т", "u", "у", "v", "в", "x", "ш", "z", "з")

// script says in which letters a word is written.
type script int

const (
	otherScript    script = iota
	latinScript           // English, Kazakh, or Russian typed so
	cyrillicScript        // Russian, or Kazakh
	kazakhScript          // Cyrillic with a letter that Russian lacks
)

func scriptOf(word string) script {
	of := otherScript
	for _, r := range word {
		switch {
		case strings.ContainsRune("әғқңөұүһі", r):
			return kazakhScript
		case unicode.Is(unicode.Cyrillic, r):
			of = cyrillicScript
		case of == otherScript && unicode.Is(unicode.Latin, r):
			of = latinScript
		}
	}
	return of
}
