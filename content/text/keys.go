package text

import (
	"hash/fnv"
	"strings"
	"unicode/utf8"
)

// KeysVersion rises when the same words get other keys than before: then what is kept by them is to be written anew.
const KeysVersion = 1

// Key stands for a word in all its forms, as one language has them. It is never negative.
type Key int64

// Word is a word or a number where it stands in a text, in bytes, with the keys by which it is found.
type Word struct {
	Start, End int
	Keys       []Key
}

// The languages of stems, which are kept apart: what is an ending in one belongs to the word in another.
const (
	asEnglish = "e:"
	asKazakh  = "k:"
	asRussian = "r:"
	asItself  = ":" // numbers, and words in other scripts
)

func keyOf(language, stem string) Key {
	h := fnv.New64a()
	_, _ = h.Write([]byte(language + stem)) // never fails
	return Key(h.Sum64() >> 1)              //nolint:gosec // 63 bits fit
}

// Words returns the words and numbers of a text with their keys. Words that are in every other sentence have none, nor do single letters. A word that may belong to
// several languages has a key for each, save where the other words tell the language.
func Words(s string) []Word {
	all := tokens(s)
	kinds := kindOf(all)
	words := make([]Word, 0, len(all))
	for _, t := range all {
		w := Word{Start: t.start, End: t.end}
		if t.number || !common(t.word) {
			w.Keys = keysIn(t, kinds)
		}
		words = append(words, w)
	}
	return words
}

// kind says what the words of a text tell about its languages.
type kind struct{ english, russian bool }

// fewWords is how many of the commonest words of a language tell that a text is in it.
const fewWords = 2

func kindOf(all []token) kind {
	inEnglish, inRussian, inKazakh := 0, 0, 0
	for _, t := range all {
		switch {
		case commonEnglish[t.word]:
			inEnglish++
		case commonRussian[t.word]:
			inRussian++
		case !t.number && scriptOf(t.word) == kazakhScript || commonKazakh[t.word]:
			inKazakh++
		}
	}
	return kind{english: inEnglish >= fewWords, russian: inRussian >= fewWords && inKazakh == 0}
}

// keysIn returns the keys by which a word of a text is found.
func keysIn(t token, in kind) []Key {
	if t.number {
		return []Key{keyOf(asItself, t.word)}
	}
	switch scriptOf(t.word) {
	case kazakhScript:
		return []Key{keyOf(asKazakh, kazakhStem(bonesOf(t.word)))}
	case cyrillicScript:
		if in.russian {
			return []Key{keyOf(asRussian, russianStem(t.word))}
		}
		return []Key{keyOf(asRussian, russianStem(t.word)), keyOf(asKazakh, kazakhStem(bonesOf(t.word)))}
	case latinScript:
		bones := skeleton(unowned(t.word))
		keys := []Key{keyOf(asEnglish, englishStem(t.word)), keyOf(asKazakh, kazakhStem(bones))}
		if !in.english {
			keys = append(keys, keyOf(asRussian, russianStem(cyrillic.Replace(bones))))
		}
		return keys
	}
	return []Key{keyOf(asItself, skeleton(t.word))}
}

// unowned takes the English 's off a word.
func unowned(word string) string { return strings.TrimSuffix(word, "'s") }

// mostAsked is how many words of a query count: more make a search dear, and find nothing.
const mostAsked = 12

// Asked returns the words of a query, the first twelve, for each of them all keys by which it may stand in a text, whatever the language of either. Words that say nothing by
// themselves are left out, as is what stands twice; all of them are, when there are no others.
func Asked(query string) [][]Key {
	var all [][]Key
	known := map[Key]bool{}
	for _, t := range tokens(query) {
		if !t.number && common(t.word) {
			continue
		}
		keys := askedKeys(t)
		if known[keys[0]] {
			continue
		}
		known[keys[0]] = true
		if all = append(all, keys); len(all) == mostAsked {
			break
		}
	}
	return all
}

// askedKeys returns all keys of a word in a query.
func askedKeys(t token) []Key {
	switch in := scriptOf(t.word); {
	case t.number || in == otherScript:
		return keysIn(t, kind{})
	case in == kazakhScript:
		kazakh := kazakhStem(bonesOf(t.word))
		return []Key{keyOf(asKazakh, kazakh), keyOf(asRussian, strings.TrimRight(kazakh, vowels))} // Russian takes most of its endings for the last vowel
	case in == cyrillicScript:
		return inBoth(kazakhStem(bonesOf(t.word)), russianStem(t.word))
	}
	bones := skeleton(unowned(t.word))
	return append(inBoth(kazakhStem(bones), russianStem(cyrillic.Replace(bones))), keyOf(asEnglish, englishStem(t.word)))
}

// longName is from where on a stem by one language is tried in the other: so a Russian form of a name finds the Kazakh one, and the other way round. Of shorter
// stems too many are a word in both.
const longName = 5

func inBoth(kazakh, russian string) []Key {
	keys := []Key{keyOf(asKazakh, kazakh), keyOf(asRussian, russian)}
	if len(kazakh) >= longName && kazakh != russian {
		keys = append(keys, keyOf(asRussian, kazakh))
	}
	if stem := kazakhStem(russian); len(stem) >= longName && stem != kazakh {
		keys = append(keys, keyOf(asKazakh, stem))
	}
	return keys
}

// common tells whether a word is in so many texts that it finds nothing: it is not looked for.
func common(word string) bool {
	return utf8.RuneCountInString(word) < 2 && scriptOf(word) != otherScript || commonEnglish[word] || commonRussian[word] || commonKazakh[word]
}

func set(words string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		all[word] = true
	}
	return all
}

// The commonest words of each language. None of them means anything in another of the three.
var (
	commonEnglish = set("the and of to in is it for on with as at by an be are was were that this from have has had not but or they them their there " +
		"we you he she his her its our your my what which who if so than then")
	commonRussian = set("и в во не на что с со как это к ко по но из у за о об от для же бы то так его её ее их он она они мы вы я если или при " +
		"уже до ли этот эта эти был была были было быть")
	commonKazakh = set("және мен бен пен да де та те ма ме ба бе па пе бұл осы сол ол деп үшін бірақ еді емес туралы")
)
