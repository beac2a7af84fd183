package content

import "fmt"

// Words are a sentence, or a part of one, that is said in the language of whoever reads it: in English here, in the others by phrases.
type Words struct {
	English string  `json:"en"`              // with a verb of fmt for each argument, %s or %q
	Args    []Words `json:"args,omitempty"`  // what stands in their places
	Given   bool    `json:"given,omitempty"` // it is a name, a number or what an editor wrote: the same in all languages
}

// Say makes words of a sentence in English with %s or %q where its arguments stand, whatever their types. Each sentence that it is given stands in phrases in the other languages.
func Say(english string, args ...any) Words { return say(english, args...) }

// say makes words of a sentence in English with %s or %q where its arguments stand, whatever their types.
func say(english string, args ...any) Words {
	w := Words{English: english}
	for _, arg := range args {
		w.Args = append(w.Args, given(arg))
	}
	return w
}

// given makes words of a name, a number or what an editor wrote; words stay as they are.
func given(arg any) Words {
	if words, are := arg.(Words); are {
		return words
	}
	return Words{English: fmt.Sprint(arg), Given: true}
}

// none tells that nothing is said.
func (w Words) none() bool { return w.English == "" }

// String returns the words in English.
func (w Words) String() string { return w.In(func(english string) string { return english }) }

// Error returns the words in English: a refusal's cause may be words.
func (w Words) Error() string { return w.String() }

// In returns the words in another language, in which each sentence is what translate makes of the English one, with the same verbs.
func (w Words) In(translate func(english string) string) string {
	if w.Given {
		return w.English
	}
	args := make([]any, len(w.Args))
	for i := range w.Args {
		args[i] = w.Args[i].In(translate)
	}
	return fmt.Sprintf(translate(w.English), args...)
}
