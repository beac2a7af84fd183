package moderation

import (
	"embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed lexicon*.txt
var lexiconFiles embed.FS

// lexicon finds the project's own words: by stem, by how a word begins, by a part of it, and as it stands.
type lexicon struct {
	stems wordList
	typed roots // as people type them in the word's own alphabet
	latin roots // Russian and Kazakh words in Latin letters
	parts map[string][]part
}

// roots are beginnings of words and whole words, each with its kind.
type roots struct{ begins, exact map[string]string }

func newRoots() roots { return roots{begins: map[string]string{}, exact: map[string]string{}} }

// part is what stands anywhere in a word. It is filed under its first two letters.
type part struct{ root, kind string }

// The shortest and the longest root, in characters.
const leastRoot, mostRoot = 2, 14

// fine is the kind of what a root stands in by chance.
const fine = "fine"

var builtIn = sync.OnceValue(func() *lexicon {
	l := &lexicon{stems: newWordList(nil), typed: newRoots(), latin: newRoots(), parts: map[string][]part{}}
	l.stems.strict = true
	for _, name := range []string{"lexicon.txt", "lexicon.ru.txt", "lexicon.kk.txt", "lexicon.en.txt", "lexicon.spam.txt"} {
		file, _ := lexiconFiles.ReadFile(name) // embedded: a test sees that each is there
		l.read(string(file))
	}
	return l
})

func (l *lexicon) read(file string) {
	for line := range strings.SplitSeq(file, "\n") {
		kind, entries, is := strings.Cut(line, ":")
		if !is || strings.HasPrefix(line, "#") {
			continue
		}
		for entry := range strings.SplitSeq(entries, ",") {
			l.add(kind, strings.TrimSpace(entry))
		}
	}
}

func (l *lexicon) add(kind, entry string) {
	middle, anywhere := strings.CutPrefix(entry, "*")
	root, open := strings.CutSuffix(middle, "*")
	word, exact := strings.CutPrefix(entry, "=")
	switch {
	case anywhere:
		root = dotless(root)
		two := firstTwo(root)
		l.parts[two] = append(l.parts[two], part{root, kind})
	case exact && strings.Contains(entry, " "):
		l.stems.addLiteral(kind, word)
	case strings.Contains(entry, " "):
		l.stems.add(kind, strings.Trim(entry, "*="))
	case open:
		l.spell(root, kind, func(r roots) map[string]string { return r.begins })
	case exact:
		l.spell(word, kind, func(r roots) map[string]string { return r.exact })
	case kind == fine:
		l.spell(entry, kind, func(r roots) map[string]string { return r.exact })
	default:
		l.stems.add(kind, entry)
	}
}

// How many letters a root has to have before it is looked for in other letters than its own: of short ones too many are words of another language.
const leastPlain, leastLatin = 5, 5

// spell files a root in the spellings that it is looked for in.
func (l *lexicon) spell(root, kind string, in func(roots) map[string]string) {
	root = dotless(root)
	in(l.typed)[root] = kind
	if root == "" || root[0] < utf8.RuneSelf {
		return
	}
	bare := plain(root)
	if _, is := in(l.typed)[bare]; !is && utf8.RuneCountInString(bare) >= leastPlain {
		in(l.typed)[bare] = kind
	}
	if latin := inLatin(bare); len(latin) >= leastLatin && (kind == fine || kind == "advert" || risks[kind].Risk > 0) {
		in(l.latin)[latin] = kind
	}
}

// dotless takes the dots off ё, which few people type.
func dotless(w string) string { return strings.ReplaceAll(w, "ё", "е") }

// firstTwo returns the first two characters of s.
func firstTwo(s string) string {
	_, first := utf8.DecodeRuneInString(s)
	_, second := utf8.DecodeRuneInString(s[first:])
	return s[:first+second]
}

// kindOf returns the kind of a word by its letters alone; empty: none. latin: the text may be Russian or Kazakh in Latin letters.
func (l *lexicon) kindOf(w string, latin bool) string {
	if len(w) < leastRoot {
		return ""
	}
	w = dotless(w)
	kind := l.typed.kindOf(w)
	if kind == "" && w[0] >= utf8.RuneSelf {
		if bare := plain(w); bare != w {
			kind = l.typed.kindOf(bare)
		}
	}
	if kind == "" && latin && w[0] < utf8.RuneSelf {
		kind = l.latin.kindOf(latinSpelling(w))
	}
	if kind == "" {
		kind = l.partIn(w)
	}
	if kind == "" && drawn(w) {
		return l.kindOf(squeezed(w, 3), latin)
	}
	if kind == fine {
		return ""
	}
	return kind
}

// kindOf returns the kind of a whole word, or of the longest beginning of it that has one.
func (r roots) kindOf(w string) string {
	if kind := r.exact[w]; kind != "" {
		return kind
	}
	longest := ""
	for i, n := 0, 1; i < len(w) && n <= mostRoot; n++ {
		_, size := utf8.DecodeRuneInString(w[i:])
		i += size
		if n < leastRoot {
			continue
		}
		if kind := r.begins[w[:i]]; kind != "" {
			longest = kind
		}
	}
	return longest
}

// partIn returns the kind of a root that stands anywhere in a word.
func (l *lexicon) partIn(w string) string {
	for i := range w {
		_, first := utf8.DecodeRuneInString(w[i:])
		if i+first >= len(w) {
			break
		}
		_, second := utf8.DecodeRuneInString(w[i+first:])
		for _, p := range l.parts[w[i:i+first+second]] {
			if strings.HasPrefix(w[i:], p.root) && !innocent(w, p.root) {
				return p.kind
			}
		}
	}
	return ""
}

// innocents are parts of ordinary words in which a root stands by chance.
var innocents = []string{"требл", "употребл", "потреб", "истреб", "гребл", "колеб", "хлеб", "учеб", "лечеб", "судеб", "волшеб", "служеб", "враждеб", "целеб", "мебел",
	"небел", "застрахуй", "страхуй", "страхуе", "страхуя", "психуе", "психуй", "психуя", "подстрах", "рубля", "рубле", "ослабля", "ограбля", "команд", "мандат", "мандарин", "скипидар",
	"типичн", "кипят", "скипан", "шипан", "клипан", "типан", "липан"}

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

// aimed are those that mean something only when they are aimed at somebody: in the same sentence, a few words before or behind.
var aimed = map[string]Finding{"rough": {Reason: Insult}, "harm": {Reason: Threat}}

// near is how many words lie at most between what is said and whom it is aimed at.
const near = 6

// hit is a word of the lexicon where it stands among the words of a text.
type hit struct {
	kind, what string
	at         int
}

// hitsIn returns the words of the lexicon in a text, in no order.
func (l *lexicon) hitsIn(r *reading) (hits []hit) {
	latin := !r.english()
	for i, w := range r.words {
		if kind := l.kindOf(w.folded, latin); kind != "" {
			hits = append(hits, hit{kind, w.typed, i})
		}
	}
	for _, w := range r.spaced {
		if kind := l.kindOf(w, latin); kind != "" {
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
		if f, weighs := risks[h.kind]; weighs && !r.reports(h) {
			add(f, h.what)
		}
	}
	if strings.ContainsAny(r.lower, "*#%@…") || strings.Contains(r.lower, "..") {
		if hidden := masked.FindString(r.lower); hidden != "" {
			add(risks["obscene"], strings.TrimSpace(hidden))
		}
	}
	for _, h := range r.hits {
		if f, weighs := aimed[h.kind]; weighs && !r.reports(h) {
			if f.Risk = r.aimedAs(h); f.Risk > 0 {
				add(f, h.what)
			}
		}
	}
	return found
}

// aimedAs returns how much a rough word speaks against a text: by whom it is aimed at, and by others beside it, for one rough word is temper and two are abuse, as is a wish that somebody calls for.
func (r *reading) aimedAs(h hit) float64 {
	const alone, heaped, nobody = 0.4, 0.55, 0.45
	heap := slices.ContainsFunc(r.hits, func(other hit) bool {
		_, rough := aimed[other.kind]
		return rough && other.at != h.at && other.what != h.what && other.at-h.at <= heapNear && h.at-other.at <= heapNear
	})
	heap = heap && h.kind == "rough" || h.kind == "harm" && r.hitNear("must", h.at)
	switch is := r.hitNear("aim", h.at); {
	case is && heap:
		return heaped
	case is:
		return alone
	case heap && h.kind == "rough":
		return nobody
	}
	return 0
}

// heapNear is how many words lie at most between two rough ones that count together.
const heapNear = 3

// quoted is what somebody else said, as a few words in quotation marks.
var quoted = regexp.MustCompile(`«[^«»\n]{1,60}»|“[^“”\n]{1,60}”|„[^„“\n]{1,60}“|"[^"\n]{1,60}"`)

// toSay begins what stands in Kazakh behind the words that somebody said.
var toSay = []string{"деп", "дед", "деген", "дейд", "демең", "дегіз"}

// reports tells whether a word is somebody else's.
func (r *reading) reports(h hit) bool {
	if h.at+1 < len(r.words) {
		next := r.words[h.at+1].folded
		if slices.ContainsFunc(toSay, func(say string) bool { return strings.HasPrefix(next, say) }) {
			return true
		}
	}
	return r.quotes(h.what)
}

// quotes tells whether a text reports a word as another's, and has enough words of its own for that.
func (r *reading) quotes(what string) bool {
	const leastOwn, each = 6, 12 // words
	if len(r.words) < leastOwn || !strings.ContainsAny(r.lower, `«“„"`) {
		return false
	}
	inside, elsewhere := "", r.lower
	for _, q := range quoted.FindAllString(r.lower, each) {
		inside, elsewhere = inside+q, strings.Replace(elsewhere, q, "", 1)
	}
	word, _, _ := strings.Cut(what, " ")
	return strings.Contains(inside, word) && !strings.Contains(elsewhere, word) && len(strings.Fields(elsewhere)) >= leastOwn
}

// hitNear tells whether a word of a kind stands near another: for "aim", whether somebody is meant.
func (r *reading) hitNear(kind string, at int) bool {
	return slices.ContainsFunc(r.hits, func(h hit) bool { return h.kind == kind && h.at-at <= near && at-h.at <= near })
}

// advertFilter notices an offer together with a call to come: neither is unusual by itself among opinions on the economy. Some words are both.
func advertFilter(_ *Chain, r *reading) []Finding {
	said := map[string]map[string]bool{"pitch": {}, "call": {}, "advert": {}}
	for _, h := range r.hits {
		if said[h.kind] != nil {
			said[h.kind][h.what] = true
		}
	}
	offers, calls, both := len(said["pitch"]), len(said["call"]), len(said["advert"])
	if both > 0 {
		return []Finding{{Reason: Advert, What: short(first(said["advert"])), Count: both + offers + calls, Risk: min(0.5+0.1*float64(both-1+offers), 0.8)}}
	}
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
