package phrases

import (
	"strconv"
	"strings"

	"aitys/content"

	"golang.org/x/text/feature/plural"
)

// maxDecimals is how many decimals a shortened number may have: "1.234 million" is still read at a glance.
const maxDecimals = 3

func itoa(n int) string { return strconv.Itoa(n) }

// digits is a decimal number taken apart.
type digits struct {
	negative       bool
	whole, decimal string // decimal without the separator, with its trailing zeros
}

func digitsOf(n content.Number) digits {
	s, negative := strings.CutPrefix(string(n), "-")
	whole, decimal, _ := strings.Cut(s, ".")
	return digits{negative: negative, whole: whole, decimal: decimal}
}

// Number writes a number: grouped by thousands, or from a million on with a word for the million, billion or trillion, where three
// decimals suffice to say it exactly that way.
func (v *Voice) Number(n content.Number) string {
	number, word := v.shorten(n)
	return number + word
}

// shorten writes a number in two parts: the digits, and the word for the million, billion or trillion with the space before it.
func (v *Voice) shorten(n content.Number) (number, word string) {
	d := digitsOf(n)
	for _, scale := range []struct {
		zeros int
		word  string
	}{{12, v.script.trillion}, {9, v.script.billion}, {6, v.script.million}} {
		if len(d.whole) <= scale.zeros {
			continue
		}
		cut := len(d.whole) - scale.zeros
		rest := strings.TrimRight(d.whole[cut:], "0")
		if len(rest) > maxDecimals || d.decimal != "" {
			break
		}
		return v.grouped(digits{d.negative, d.whole[:cut], rest}), scale.word
	}
	return v.grouped(d), ""
}

// grouped writes a number in full.
func (v *Voice) grouped(d digits) string {
	var b strings.Builder
	if d.negative {
		b.WriteString(v.script.minus)
	}
	for i, digit := range d.whole {
		if i > 0 && (len(d.whole)-i)%3 == 0 {
			b.WriteString(v.script.group)
		}
		b.WriteRune(digit)
	}
	if d.decimal != "" {
		b.WriteString(v.script.decimal)
		b.WriteString(d.decimal)
	}
	return b.String()
}

// form returns the plural form that the language uses with n, by CLDR.
func (v *Voice) form(n content.Number) plural.Form {
	d := digitsOf(n)
	trimmed := strings.TrimRight(d.decimal, "0")
	return plural.Cardinal.MatchPlural(v.catalogue.tag, lastDigits(d.whole),
		len(d.decimal), len(trimmed), lastDigits(d.decimal), lastDigits(trimmed))
}

// lastDigits reads as many digits as plural rules look at. They look at the last six, and at whether there are more.
func lastDigits(s string) int {
	const looked = 6
	more := 0
	if cut := len(s) - looked; cut > 0 {
		s, more = s[cut:], 1_000_000
	}
	n, _ := strconv.Atoi(s) // digits only, at most six: it cannot fail, except for "", which counts as 0
	return more + n
}
