package moderation

import (
	_ "embed" // the words
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed lexicon.txt
var lexiconFile string

// lexicon finds the project's own words: by stem, by how a word begins, by a part of it, and as it stands.
type lexicon struct {
	stems  wordList
	begins map[string]string // root → kind
	exact  map[string]string
	parts  []part
}

type part struct{ root, kind string }

// The shortest and the longest root, in characters.
const leastRoot, mostRoot = 2, 12

var builtIn = sync.OnceValue(func() *lexicon { return newLexicon(lexiconFile) })

func newLexicon(file string) *lexicon {
	l := &lexicon{stems: newWordList(nil), begins: map[string]string{}, exact: map[string]string{}}
	l.stems.strict = true
	for line := range strings.SplitSeq(file, "\n") {
		kind, entries, is := strings.Cut(line, ":")
		if !is || strings.HasPrefix(line, "#") {
			continue
		}
		for entry := range strings.SplitSeq(entries, ",") {
			l.add(kind, strings.TrimSpace(entry))
		}
	}
	return l
}

func (l *lexicon) add(kind, entry string) {
	middle, anywhere := strings.CutPrefix(entry, "*")
	root, open := strings.CutSuffix(middle, "*")
	word, exact := strings.CutPrefix(entry, "=")
	switch {
	case anywhere:
		l.parts = append(l.parts, part{root, kind})
	case open && !strings.Contains(root, " "):
		l.begins[root] = kind
	case exact && !strings.Contains(word, " "):
		l.exact[word] = kind
	default:
		l.stems.add(kind, strings.Trim(entry, "*="))
	}
}

// kindOf returns the kind of a word by its letters alone; empty: none.
func (l *lexicon) kindOf(w string) string {
	if kind := l.exact[w]; kind != "" {
		return kind
	}
	for i, n := 0, 0; i < len(w) && n <= mostRoot; n++ {
		_, size := utf8.DecodeRuneInString(w[i:])
		i += size
		if n+1 >= leastRoot {
			if kind := l.begins[w[:i]]; kind != "" {
				return kind
			}
		}
	}
	for _, p := range l.parts {
		if strings.Contains(w, p.root) && !innocent(w, p.root) {
			return p.kind
		}
	}
	return ""
}

// innocents are parts of ordinary words in which a root stands by chance.
var innocents = []string{"требл", "употребл", "потреб", "истреб", "гребл", "колеб", "хлеб", "учеб", "лечеб", "судеб", "волшеб", "служеб", "враждеб", "целеб", "мебел",
	"небел", "застрахуй", "страхуй", "страхуе", "страхуя", "психуе", "психуй", "психуя", "подстрах", "рубля", "рубле", "ослабля", "ограбля", "команд", "мандат", "мандарин", "скипидар"}

func innocent(w, root string) bool {
	for _, whole := range innocents {
		if strings.Contains(whole, root) && strings.Contains(w, whole) {
			return true
		}
	}
	return false
}

// risks are how much a word of each kind speaks for holding a text. Coarse words about things are no insult; together with another sign they count.
var risks = map[string]Finding{
	"obscene": {Reason: Obscene, Risk: 0.5}, "insult": {Reason: Insult, Risk: 0.5}, "slur": {Reason: Slur, Risk: 0.6}, "threat": {Reason: Threat, Risk: 0.6},
}

// aimed are how much those count that mean something only when they are aimed at somebody: in the same sentence, a few words before or behind.
var aimed = map[string]Finding{"rough": {Reason: Insult, Risk: 0.4}, "harm": {Reason: Threat, Risk: 0.4}}

// near is how many words lie at most between what is said and whom it is aimed at.
const near = 6

// hit is a word of the lexicon where it stands among the words of a text.
type hit struct {
	kind, what string
	at         int
}

// hitsIn returns the words of the lexicon in a text, in no order.
func (l *lexicon) hitsIn(r *reading) (hits []hit) {
	for i, w := range r.words {
		if kind := l.kindOf(w.folded); kind != "" {
			hits = append(hits, hit{kind, w.typed, i})
		}
	}
	for _, w := range r.spaced {
		if kind := l.kindOf(w); kind != "" {
			hits = append(hits, hit{kind, w, 0})
		}
	}
	l.stems.each(r, func(s sought, at int) { hits = append(hits, hit{s.kind, s.typed, at}) })
	return hits
}

// masked is a coarse word of which some letters are left out.
var masked = regexp.MustCompile(`(?:^|[^\p{L}\p{N}])(?:х|п|е|ё|б|с|бл|пи|пиз|ху|су|зае|ж|м|г|f|sh|b|c|fu|bi|қ|қо|кө|сі)(?:[*#%@…]+|\.{2,6})\p{L}{1,6}`)

// lexiconFilter finds the project's coarse, insulting and threatening words; of each kind the first.
func lexiconFilter(_ *Chain, r *reading) []Finding {
	var found []Finding
	add := func(f Finding, what string) {
		if f.What = short(what); !has(found, f.Reason) {
			found = append(found, f)
		}
	}
	for _, h := range r.hits {
		if f, weighs := risks[h.kind]; weighs {
			add(f, h.what)
		}
	}
	if strings.ContainsAny(r.lower, "*#%@…") || strings.Contains(r.lower, "..") {
		if hidden := masked.FindString(r.lower); hidden != "" {
			add(risks["obscene"], strings.TrimSpace(hidden))
		}
	}
	for _, h := range r.hits {
		if f, weighs := aimed[h.kind]; weighs && r.aimedNear(h.at) {
			add(f, h.what)
		}
	}
	return found
}

// aimedNear tells whether somebody is meant near a word.
func (r *reading) aimedNear(at int) bool {
	return slices.ContainsFunc(r.hits, func(h hit) bool { return h.kind == "aim" && h.at-at <= near && at-h.at <= near })
}

// advertFilter notices an offer together with a call to come: neither is unusual by itself among opinions on the economy.
func advertFilter(_ *Chain, r *reading) []Finding {
	said := map[string]map[string]bool{"pitch": {}, "call": {}}
	note := func(kind, what string) {
		if said[kind] != nil {
			said[kind][what] = true
		}
	}
	for _, h := range r.hits {
		note(h.kind, h.what)
	}
	offers, calls := len(said["pitch"]), len(said["call"])
	if offers == 0 || calls == 0 {
		return nil
	}
	risk := 0.3
	if offers+calls > 3 {
		risk = 0.55
	}
	return []Finding{{Reason: Advert, What: short(first(said["pitch"])), Count: offers + calls, Risk: risk}}
}

// first returns the least of some words, so that the same text always has the same reason.
func first(words map[string]bool) string {
	least := ""
	for w := range words {
		if least == "" || w < least {
			least = w
		}
	}
	return least
}
