package moderation

import (
	"hash/fnv"
	"math/bits"
	"strings"

	"aitys/content/text"
)

// Bands is how many numbers stand for a text where others like it are looked for: texts that share one are compared.
const Bands = 4

const (
	rows        = 2  // of the least hashes go into a band
	inSketch    = 16 // of them are kept, four bits each
	leastShared = 11 // of those agree in texts that are nearly the same: about two thirds of what they say
	leastWords  = 8  // that a text must have: many agree in few words
)

// Signature stands for what a text says: texts that are nearly the same share a band almost surely, and others hardly ever.
type Signature struct {
	Bands  [Bands]int64
	Sketch int64 // by which Near compares
}

// SignatureOf returns a text's signature, with disguises undone; false for a text of so few words that others say the same by chance.
func SignatureOf(s string) (Signature, bool) {
	var words []string
	for _, w := range wordsOf(strings.ToLower(text.Clean(cut(s)))) {
		words = append(words, w.folded)
	}
	if len(words) < leastWords {
		return Signature{}, false
	}
	var least [inSketch]uint64
	for i := range least {
		least[i] = ^uint64(0)
	}
	for i := range len(words) - 1 {
		h := fnv.New64a()
		_, _ = h.Write([]byte(words[i] + " " + words[i+1])) // never fails
		shingle := h.Sum64()
		for n := range least {
			least[n] = min(least[n], mixed(shingle+uint64(n)*0x9E3779B97F4A7C15)) //nolint:gosec // n is small
		}
	}
	return signatureFrom(least), true
}

// mixed spreads the bits of a number: the last step of splitmix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
func mixed(z uint64) uint64 {
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func signatureFrom(least [inSketch]uint64) (s Signature) {
	for b := range Bands {
		sum := uint64(b)
		for _, h := range least[b*rows : b*rows+rows] {
			sum = mixed(sum ^ h)
		}
		s.Bands[b] = int64(sum >> 1) //nolint:gosec // 63 bits fit
	}
	sketch := uint64(0)
	for _, h := range least {
		sketch = sketch<<4 | h&15
	}
	s.Sketch = int64(sketch) //nolint:gosec // kept as it is, bit by bit
	return s
}

// Near tells whether a text with the given sketch says nearly the same.
func (s Signature) Near(sketch int64) bool {
	differ := uint64(s.Sketch ^ sketch) //nolint:gosec // bit by bit
	differ |= differ >> 2
	differ |= differ >> 1
	differ &= 0x1111111111111111
	return inSketch-bits.OnesCount64(differ) >= leastShared
}
