package text

import "strings"

// Kazakh adds endings one behind the other: plural, whose it is, case; each begins and sounds as the sound before it asks. What follows takes them off a
// skeleton, from its end, as long as one fits: so a word and its forms come to the same stem, whichever alphabet they were typed in. It errs on
// the side of leaving an ending: a stem that is too short finds what nobody looked for.

// after says behind which sounds an ending stands.
type after int

const (
	anything   after = iota
	vowel            // also й and у, which end many stems
	wide             // a vowel but и, й, і and ы: behind those an с belongs to the stem, as in жұмысы
	voiced           // a vowel, a sonorant or another voiced consonant
	nasal            // м, н, ң
	murmured         // л, з, ж, м, н, ң: behind which the plural has a д
	openVoiced       // a vowel, р, й, у: behind which the plural has an л
	voiceless
	buzzing   // з, ж
	consonant // any
)

// fits tells whether an ending that stands behind such sounds may follow c.
func (a after) fits(c byte) bool {
	switch a {
	case vowel:
		return isVowel(c)
	case wide:
		return isVowel(c) && c != 'i'
	case voiced:
		return isVowel(c) || strings.IndexByte("lrmnzj", c) >= 0
	case nasal:
		return c == 'm' || c == 'n'
	case murmured:
		return strings.IndexByte("lzjmn", c) >= 0
	case openVoiced:
		return isVowel(c) || c == 'r'
	case voiceless:
		return strings.IndexByte("pktsxcfhbvgd", c) >= 0 // б, в, г and д at a word's end are spoken without voice
	case buzzing:
		return c == 'z' || c == 'j'
	case consonant:
		return !isVowel(c)
	}
	return true
}

// ending is an ending as it stands in a skeleton.
type ending struct {
	written string
	behind  after
	least   int // how many letters are to be left
}

// endings are what is taken off. Of those that fit the longest is.
var endings = longestFirst(
	[]ending{
		// Nouns: plural; of, in, from, to, with; whose.
		{"lar", openVoiced, 2}, {"dar", murmured, 2}, {"tar", voiceless, 2},
		{"nin", vowel, 2}, {"nin", nasal, 2}, {"din", voiced, 3}, {"tin", voiceless, 3},
		{"da", voiced, 2}, {"ta", voiceless, 3}, {"dan", voiced, 2}, {"nan", nasal, 2}, {"tan", voiceless, 3},
		{"dagi", voiced, 2}, {"tagi", voiceless, 3},
		{"ga", voiced, 2}, {"ka", voiceless, 3},
		{"ni", vowel, 3}, {"di", voiced, 3}, {"ti", voiceless, 3},
		{"si", wide, 3}, {"sin", wide, 3}, {"sina", wide, 3}, {"sinda", wide, 3}, {"sinan", wide, 3}, {"sinin", wide, 3}, {"sindagi", wide, 3},
		{"i", consonant, 3}, {"in", consonant, 5}, {"ina", consonant, 3}, {"inda", consonant, 3}, {"inan", consonant, 3}, {"inin", consonant, 3},
		{"indagi", consonant, 3}, {"im", consonant, 5}, {"imiz", consonant, 3}, {"iniz", consonant, 3}, {"miz", vowel, 3}, {"niz", vowel, 4},
		// Verbs: what one does, did, has done, does not.
		{"u", anything, 3}, {"idi", vowel, 3}, {"adi", consonant, 3}, {"itin", vowel, 3}, {"atin", consonant, 3}, {"gan", voiced, 3}, {"kan", voiceless, 3},
		{"ip", consonant, 3}, {"maidi", anything, 3}, {"baidi", anything, 3}, {"paidi", anything, 3},
		{"magan", anything, 3}, {"bagan", anything, 3}, {"pagan", anything, 3},
	},
	[]ending{{"men", voiced, 2}, {"ben", buzzing, 2}, {"pen", voiceless, 3}}, // the same behind every vowel
)

// longestFirst adds to endings with an a their sisters with an e, and orders all.
func longestFirst(harmonic, same []ending) [12][]ending {
	var all [12][]ending
	add := func(e ending) { all[len(e.written)] = append(all[len(e.written)], e) }
	for _, e := range harmonic {
		add(e)
		if sister := strings.ReplaceAll(e.written, "a", "e"); sister != e.written {
			add(ending{sister, e.behind, e.least})
		}
	}
	for _, e := range same {
		add(e)
	}
	return all
}

// whole are skeletons of words that only look as if they ended so.
var whole = map[string]bool{
	"kazakstan": true, "ozbekstan": true, "kirgizstan": true, "tajikstan": true, "turkimenstan": true, "pakistan": true, "auganstan": true,
	"karagandi": true, "turkistan": true, "dagestan": true, "tatarstan": true,
	"tenge": true, "paida": true, "sauda": true, "maidan": true, "dastan": true, "maxina": true, "ukraina": true, "kartina": true, "pocta": true,
	"kense": true, "xekara": true, "kuda": true, "auru": true, "korgan": true, "jalgan": true,
	"jeksenbi": true,
}

// bonesOf returns the skeleton of a word as Kazakh has it: я behind a consonant is what some type for ә.
func bonesOf(word string) string {
	var b strings.Builder
	var before rune
	for _, r := range word {
		if r == 'я' && before != 0 && !strings.ContainsRune("аәеёиоөуұүыіэюяйьъ", before) {
			r = 'а'
		}
		b.WriteRune(r)
		before = r
	}
	return skeleton(b.String())
}

// kazakhStem returns the stem of a skeleton.
func kazakhStem(skeleton string) string {
	for !whole[skeleton] {
		shorter := withoutEnding(skeleton)
		if shorter == skeleton {
			break
		}
		skeleton = shorter
	}
	return stemAlone(skeleton)
}

// withoutEnding takes the longest ending off that fits.
func withoutEnding(s string) string {
	for n := min(len(endings)-1, len(s)-2); n > 0; n-- {
		for _, e := range endings[n] {
			if stem, ends := strings.CutSuffix(s, e.written); ends && e.follows(stem) {
				return stem
			}
		}
	}
	return s
}

// follows tells whether the ending may stand behind a stem.
func (e ending) follows(stem string) bool {
	switch {
	case len(stem) < e.least || len(stem) == 2 && !isVowel(stem[0]), !e.behind.fits(stem[len(stem)-1]):
		return false
	}
	last := strings.LastIndexAny(stem, vowels)
	return last >= 0 && (stem[last] != 'e' || !strings.Contains(e.written, "a"))
}

// stemAlone writes a stem as it is without an ending: кітаб- is кітап; and халық as халқ-.
func stemAlone(s string) string {
	n := len(s)
	if n < 3 {
		return s
	}
	switch s[n-1] {
	case 'g':
		s = s[:n-1] + "k"
	case 'b':
		s = s[:n-1] + "p"
	}
	if n >= 4 && s[n-2] == 'i' && strings.IndexByte("klnr", s[n-1]) >= 0 && !isVowel(s[n-3]) && strings.ContainsAny(s[:n-2], vowels) {
		s = s[:n-2] + s[n-1:]
	}
	return s
}
