package handlers

import (
	"unicode"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// leastLetters is how many letters an opinion needs to say anything: below it, it is punctuation, digits or emoji.
const leastLetters = 5

// wordsFit tells whether words can be an opinion; the error's phrase says what to do.
func wordsFit(words string) error {
	length := text.Length(words)
	letters, different := 0, map[rune]bool{}
	for _, r := range words {
		if unicode.IsLetter(r) {
			letters++
			different[unicode.ToLower(r)] = true
		}
	}
	refusal := &content.Error{Code: content.Invalid, Op: "handlers.wordsFit", Args: phrases.Args{
		"Length": length, "Least": content.MinOpinion, "Most": content.MaxOpinion,
	}}
	switch {
	case length < content.MinOpinion:
		refusal.Key = string(phrases.OpinionTooShort)
	case length > content.MaxOpinion:
		refusal.Key = string(phrases.OpinionTooLong)
	case letters < leastLetters || len(different) < 3:
		refusal.Key = string(phrases.OpinionNoWords)
	default:
		return nil
	}
	return refusal
}
