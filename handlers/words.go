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

// spill is a message that was too long, of which more may come; the zero spill: none. Telegram's apps cut a text that is longer than a message into
// several. The rest of a text that was too long is no opinion by itself.
type spill struct {
	Message content.MessageID `json:"message"`
	At      int64             `json:"at"` // when it was sent, in unix seconds
}

// spillTime is how long after a message that was too long its rest may come: a phone with a poor connection sends the parts one by one.
const spillTime = 60

// mayBeRest tells whether the message that came may be the rest of a longer text, by when both were sent: our own answer, or anything else, may stand
// between them.
func (t *turn) mayBeRest(of spill) bool {
	return of.Message != 0 && t.in.Message != nil && t.in.At.Unix()-of.At <= spillTime
}

// weigh is wordsFit for words in the message that came. Right behind the message of which more may come stands its rest.
func (t *turn) weigh(words string, of spill) *content.Error {
	if of.Message != 0 && t.in.Message != nil && t.in.Message.ID == of.Message+1 {
		return &content.Error{
			Code: content.Invalid, Op: "handlers.weigh", Key: string(phrases.OpinionRest), Args: phrases.Args{"Most": content.MaxOpinion},
		}
	}
	return wordsFit(words)
}

// again tells why words were not taken, and leaves their dialogue open for another try: begin gets the message of which more may come.
func (t *turn) again(refusal *content.Error, of spill, begin func(spill) error) error {
	if t.in.Message == nil {
		return refusal
	}
	if key := phrases.Key(refusal.Key); key == phrases.OpinionTooLong || key == phrases.OpinionRest {
		of = t.spilling()
	}
	t.say(t.voice.Say(phrases.Key(refusal.Key), refusal.Args))
	return begin(of)
}

// spilling is the message that came, of which more may come.
func (t *turn) spilling() spill { return spill{t.in.Message.ID, t.in.At.Unix()} }
