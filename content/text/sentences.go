package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences divides a paragraph into its sentences, in English, Russian and Kazakh. A stop within a number, behind an initial or an abbreviation, or before a
// small letter ends none; quotes and brackets that close behind a stop belong to the sentence before. White space around sentences is dropped, nothing else is.
func Sentences(paragraph string) (all []string) {
	start := 0
	for i := 0; i < len(paragraph); {
		r, size := utf8.DecodeRuneInString(paragraph[i:])
		if !isStop(r) {
			i += size
			continue
		}
		end := behindStop(paragraph, i)
		if endsHere(paragraph[start:i], paragraph[i:end], paragraph[end:]) {
			all = appendSentence(all, paragraph[start:end])
			start = end
		}
		i = end
	}
	return appendSentence(all, paragraph[start:])
}

func appendSentence(all []string, s string) []string {
	if s = strings.TrimSpace(s); s != "" {
		all = append(all, s)
	}
	return all
}

func isStop(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' || r == '。' }

// behindStop returns the place behind the stops at i and what closes with them.
func behindStop(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !isStop(r) && !strings.ContainsRune(`"')]»”’`, r) {
			break
		}
		i += size
	}
	return i
}

// longestBefore is how many bytes before a stop are looked at: more than any word that matters takes.
const longestBefore = 120

// endsHere tells whether a sentence ends with the stop between what stands before and after it.
func endsHere(before, stop, after string) bool {
	if after != "" && !startsWithSpace(after) {
		return false
	}
	next := opening(after)
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case next == "":
		return true
	case unicode.IsLower(first):
		return false
	case !strings.HasPrefix(stop, ".") || strings.HasPrefix(stop, ".."):
		return true
	}
	return !abbreviated(before[max(0, len(before)-longestBefore):], len(before) > longestBefore, firstWord(next))
}

func startsWithSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

// opening drops the white space, dashes, quotes and brackets before a sentence's first word.
func opening(s string) string {
	return strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"'([«“„‘—–-", r) })
}

// firstWord returns the letters with which a text begins.
func firstWord(s string) string {
	n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if n < 0 {
		return s
	}
	return s[:n]
}

// abbreviated tells whether a single stop belongs to the word before it and ends no sentence.
func abbreviated(before string, cutOff bool, next string) bool {
	at := strings.LastIndexFunc(before, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(«“\"„[", r) })
	word := before
	if at >= 0 {
		_, size := utf8.DecodeRuneInString(before[at:])
		word = before[at+size:]
	}
	lower := strings.ToLower(word)
	switch {
	case word == "":
		return false
	case isInitials(word):
		return !begins[strings.ToLower(next)] || utf8.RuneCountInString(word) == 1
	case neverLast[lower]:
		return true
	case measured[lower] && !currencyNext[strings.ToLower(next)]:
		return false // a capital behind it begins a sentence
	case mayBeLast[lower]:
		return next != "" && !begins[strings.ToLower(next)]
	}
	return at < 0 && !cutOff && isListNumber(word)
}

// isInitials tells whether a word is a capital letter, or several with stops between: A, А.С, U.S.
func isInitials(word string) bool {
	for part := range strings.SplitSeq(word, ".") {
		r, size := utf8.DecodeRuneInString(part)
		if size == 0 || size != len(part) || !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// isListNumber tells whether a sentence's first word is the number of a list's item, not the sentence.
func isListNumber(word string) bool {
	return len(word) <= 3 && strings.Trim(word, "0123456789") == ""
}

// What stands with a stop though its sentence goes on: always, or unless what follows is a word that often begins one.
var (
	neverLast = set("mr mrs ms dr prof st gen col sgt capt lt sen rep gov hon rev fr vs e.g i.e cf no nos fig approx jan feb mar apr aug sept sep oct nov dec " +
		"ул пр-т просп д кв стр рис табл г-н г-жа гр акад проф доц им тов см ср напр т.е т.н т.к и.о в.о ст п пп подп обл р-н пос " +
		"мыс көш қ-сы")
	mayBeLast = set("inc ltd co corp jr sr bros dept est etc a.m p.m u.s u.k ph.d " +
		"г гг в вв н.э тыс млн млрд трлн руб коп тг тнг долл чел мин сек час км кг га т кв.м куб.м т.д т.п др пр э.д " +
		"ж жж ғ т.б т.с.с мың тең")
	measured     = set("тыс млн млрд трлн мың тг тнг км кг га т")
	currencyNext = set("сша ақш евро")
	begins       = set("the a an in on at it he she they we i but and this that these those as for after when while if with by from its his her our what who how there however " +
		"в во на по но а и он она оно они мы я это эта этот эти при однако также кроме к с со из для за после затем сейчас теперь потом если как что кто где когда так там всего ранее тем между " +
		"бұл ол олар біз мен осы сол ал және бірақ алайда сондай қазір енді кейін сонымен сондықтан мұндай оның олардың егер оған")
)
