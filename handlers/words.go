package handlers

import (
	"unicode"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// What words need to say anything: fewer letters are punctuation, digits or emoji; fewer different ones are a key held down.
const (
	leastLetters   = 5
	leastDifferent = 3
)

// wordsFit returns nil when words can be an opinion, else the refusal whose phrase says what to do.
func wordsFit(words string) *content.Error {
	length := text.Length(words)
	refusal := &content.Error{Code: content.Invalid, Op: "handlers.wordsFit", Args: phrases.Args{
		"Length": length, "Least": content.MinOpinion, "Most": content.MaxOpinion,
	}}
	switch {
	case length < content.MinOpinion:
		refusal.Key = string(phrases.OpinionTooShort)
	case length > content.MaxOpinion:
		refusal.Key = string(phrases.OpinionTooLong)
	case !saysAnything(words):
		refusal.Key = string(phrases.OpinionNoWords)
	default:
		return nil
	}
	return refusal
}

func saysAnything(words string) bool {
	letters, different := 0, map[rune]bool{}
	for _, r := range words {
		if unicode.IsLetter(r) {
			letters++
			different[unicode.ToLower(r)] = true
		}
	}
	return letters >= leastLetters && len(different) >= leastDifferent
}

// weigh is wordsFit for words in the message that came, of which the message spill may be the beginning: Telegram's apps cut a text that is
// longer than a message into several, which come one right behind another. The rest of a text that was too long is no opinion by itself.
func (t *turn) weigh(words string, spill content.MessageID) *content.Error {
	if spill != 0 && t.in.Message != nil && t.in.Message.ID == spill+1 {
		return &content.Error{
			Code: content.Invalid, Op: "handlers.weigh", Key: string(phrases.OpinionRest), Args: phrases.Args{"Most": content.MaxOpinion},
		}
	}
	return wordsFit(words)
}

// again tells why words were not taken, and leaves their dialogue open for another try: begin gets the message of which more may come.
func (t *turn) again(refusal *content.Error, begin func(spill content.MessageID) error) error {
	if t.in.Message == nil {
		return refusal
	}
	var spill content.MessageID
	if key := phrases.Key(refusal.Key); key == phrases.OpinionTooLong || key == phrases.OpinionRest {
		spill = t.in.Message.ID
	}
	t.say(t.voice.Say(phrases.Key(refusal.Key), refusal.Args))
	return begin(spill)
}
