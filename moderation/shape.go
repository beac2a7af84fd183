package moderation

import (
	"unicode"

	"aitys/content"
	"aitys/content/text"
)

// lengthFilter minds the limits of an opinion. Graphemes are counted only where bytes leave a doubt.
func lengthFilter(_ *Chain, r *reading) []Finding {
	const widest = 4
	if len(r.typed) >= content.MinOpinion*widest*2 && len(r.typed) <= content.MaxOpinion {
		return nil
	}
	switch n := text.Length(r.text); {
	case n < content.MinOpinion:
		return []Finding{{Reason: TooShort, Count: n, Risk: 0.05}}
	case n > content.MaxOpinion:
		return []Finding{{Reason: TooLong, Count: n, Risk: 0.5}}
	}
	return nil
}

// shoutingFilter notices texts in capital letters. Abbreviations are not shouting: three longer words have to be.
func shoutingFilter(_ *Chain, r *reading) []Finding {
	const leastLetters, leastShare, leastRun = 20, 70, 4
	upper, cased, run, loud := 0, 0, 0, 0
	for _, c := range r.text {
		switch {
		case unicode.IsUpper(c):
			upper++
			cased++
			if run++; run == leastRun {
				loud++
			}
			continue
		case unicode.IsLower(c):
			cased++
		}
		run = 0
	}
	if cased < leastLetters || loud < 3 || upper*100/cased < leastShare {
		return nil
	}
	return []Finding{{Reason: Shouting, Count: upper * 100 / cased, Risk: 0.25}}
}

// repeatFilter notices long runs of one character. Dots and dashes divide paragraphs.
func repeatFilter(_ *Chain, r *reading) []Finding {
	const letters, signs = 5, 7
	longest, run := 0, 0
	var before rune
	for _, c := range r.lower {
		if c != before || unicode.IsSpace(c) || unicode.IsDigit(c) || c == '-' || c == '.' || c == '_' || c == '=' || c == '—' {
			before, run = c, 1
			continue
		}
		run++
		if run >= signs || run >= letters && unicode.IsLetter(c) {
			longest = max(longest, run)
		}
	}
	if longest == 0 {
		return nil
	}
	return []Finding{{Reason: Repeated, Count: longest, Risk: 0.15}}
}

// zalgoFilter notices heaps of marks on letters, in the text as it was typed.
func zalgoFilter(_ *Chain, r *reading) []Finding {
	const heap, least = 3, 3 // marks on one letter, and letters with so many
	marks, run, heaps := 0, 0, 0
	for _, c := range r.typed {
		if c < 0x300 || !unicode.Is(unicode.Mn, c) {
			run = 0
			continue
		}
		marks++
		if run++; run == heap {
			heaps++
		}
	}
	if heaps < least {
		return nil
	}
	return []Finding{{Reason: Zalgo, Count: marks, Risk: 0.7}}
}

// emojiFilter notices texts that are more pictures than words.
func emojiFilter(_ *Chain, r *reading) []Finding {
	const least, wordsEach = 5, 6
	n := 0
	for _, c := range r.text {
		if c >= 0x1F300 && c <= 0x1FAFF || c >= 0x2600 && c <= 0x27BF {
			n++
		}
	}
	if n < least || n*wordsEach < len(r.words) {
		return nil
	}
	return []Finding{{Reason: Emoji, Count: n, Risk: 0.3}}
}

// lookAlikeFilter notices words that were disguised by letters of another alphabet or by digits.
func lookAlikeFilter(_ *Chain, r *reading) []Finding {
	n, first := 0, ""
	for _, w := range r.words {
		if w.mixed {
			if n++; n == 1 {
				first = w.typed
			}
		}
	}
	switch {
	case n == 0:
		return nil
	case n == 1:
		return []Finding{{Reason: LookAlike, What: short(first), Count: 1, Risk: 0.3}}
	}
	return []Finding{{Reason: LookAlike, What: short(first), Count: n, Risk: 0.6}}
}

// spacedFilter notices words whose letters stand apart.
func spacedFilter(_ *Chain, r *reading) []Finding {
	if len(r.spaced) == 0 {
		return nil
	}
	return []Finding{{Reason: Spaced, What: short(r.spaced[0]), Risk: 0.3}}
}

// short is what of the author's words stands in a reason.
func short(s string) string { return text.Truncate(s, 40) }
