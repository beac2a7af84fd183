package moderation

import (
	"slices"
	"strings"
	"unicode/utf8"

	"aitys/content/text"
)

// WordKind says what a word of the newsroom's means for a text that holds it.
type WordKind string

// The kinds of words.
const (
	BlockedWord WordKind = "blocked" // the text is rejected
	SuspectWord WordKind = "suspect" // the text is held
)

// Word is a word, or some words in their order, that the newsroom does not want to read unseen. It is found in all its forms, in three languages.
type Word struct {
	Kind WordKind
	Text string
}

// wordList finds words by the keys of their first word, and by its letters: what is in every other sentence has no keys.
type wordList struct {
	by      map[text.Key][]sought
	letters map[string][]sought
	whole   map[string][]sought // what a text for searching would take apart, such as letters with a digit among them

	strict bool // a word is found in its own alphabet alone
}

// sought is a word, or several in their order.
type sought struct {
	kind  string
	typed string
	words []soughtWord
}

type soughtWord struct {
	letters string
	keys    []text.Key
}

func newWordList(words []Word) wordList {
	list := wordList{by: map[text.Key][]sought{}, letters: map[string][]sought{}, whole: map[string][]sought{}}
	for _, w := range words {
		list.add(string(w.Kind), w.Text)
	}
	return list
}

// Stem returns a word as two forms of it have it alike: what makes an entry of a list one entry. Empty: there is nothing in it by which it could be found.
func Stem(word string) string {
	var stems []string
	for _, w := range soughtIn(word) {
		if len(w.keys) == 0 {
			stems = append(stems, w.letters)
			continue
		}
		key := w.keys[0]
		if w.letters[0] < utf8.RuneSelf {
			key = w.keys[len(w.keys)-1] // of Latin letters the English stem is the last
		}
		stems = append(stems, stemName(key))
	}
	return strings.Join(stems, " ")
}

func stemName(k text.Key) string {
	const digits = "0123456789abcdefghijklmnopqrstuv"
	var b []byte
	for n := k; n > 0; n >>= 5 {
		b = append(b, digits[n&31])
	}
	return string(b)
}

// soughtIn returns the words of an entry.
func soughtIn(entry string) (all []soughtWord) {
	for _, w := range wordsOf(strings.ToLower(text.Clean(cut(entry)))) {
		one := soughtWord{letters: w.folded}
		if asked := text.Asked(w.folded); len(asked) > 0 && !common(w.folded) {
			one.keys = asked[0]
		}
		all = append(all, one)
	}
	return all
}

// common tells whether a word is in so many texts that it has no keys where it stands in one.
func common(w string) bool {
	words := text.Words(w)
	return len(words) == 1 && len(words[0].Keys) == 0
}

func (l wordList) add(kind, entry string) {
	words := soughtIn(entry)
	if len(words) == 0 {
		return
	}
	s := sought{kind, entry, words}
	if len(words) == 1 && len(text.Words(words[0].letters)) != 1 {
		l.whole[words[0].letters] = append(l.whole[words[0].letters], s)
		return
	}
	for _, key := range words[0].keys {
		l.by[key] = append(l.by[key], s)
	}
	if len(words[0].keys) == 0 {
		l.letters[words[0].letters] = append(l.letters[words[0].letters], s)
	}
}

// addLiteral adds words that are found only as they stand.
func (l wordList) addLiteral(kind, entry string) {
	words := soughtIn(dotless(entry))
	if len(words) == 0 {
		return
	}
	for i := range words {
		words[i].keys = nil
	}
	l.letters[words[0].letters] = append(l.letters[words[0].letters], sought{kind, entry, words})
}

// each calls found for what of the list stands in a text.
func (l wordList) each(r *reading, found func(s sought, at int)) {
	if len(l.by)+len(l.letters)+len(l.whole) == 0 {
		return
	}
	for i, w := range r.words {
		for _, s := range l.whole[w.folded] {
			found(s, i)
		}
	}
	for i, w := range r.keyed {
		for _, key := range w.Keys {
			for _, s := range l.by[key] {
				if s.begins(r, i, l.strict) {
					found(s, i)
				}
			}
		}
		for _, s := range l.letters[r.keyedAs[w.Start:w.End]] {
			if s.begins(r, i, l.strict) {
				found(s, i)
			}
		}
	}
}

// begins tells whether what is sought begins at a word of the text.
func (s sought) begins(r *reading, at int, strict bool) bool {
	if at+len(s.words) > len(r.keyed) {
		return false
	}
	for i, want := range s.words {
		w := r.keyed[at+i]
		same := slices.ContainsFunc(w.Keys, func(k text.Key) bool { return slices.Contains(want.keys, k) })
		letters := r.keyedAs[w.Start:w.End]
		if same && strict {
			same = letters[0] < utf8.RuneSelf == (want.letters[0] < utf8.RuneSelf)
		}
		if !same && letters != want.letters {
			return false
		}
	}
	return true
}

// ownWordsFilter finds the newsroom's words.
func ownWordsFilter(c *Chain, r *reading) []Finding {
	var found []Finding
	c.own.each(r, func(s sought, _ int) {
		f := Finding{Reason: Suspect, What: s.typed, Risk: 0.55}
		if s.kind == string(BlockedWord) {
			f = Finding{Reason: Blocked, What: s.typed, Risk: 0.99}
		}
		if !slices.Contains(found, f) {
			found = append(found, f)
		}
	})
	return found
}
