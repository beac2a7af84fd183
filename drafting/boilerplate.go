package drafting

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"aitys/content"
)

// boilerplate is what stands around an article on a page and is no part of it, by how its lines begin.
var boilerplate = regexp.MustCompile(`(?i)^(by the:|by [A-Z][a-z]+ [A-Z]|image:|photo( by)?:|picture:|read (also|more|next)|see also|related:?$|share (this|your|on)|subscribe|follow us|advertisement|sign up|click here|copyright|©|all rights reserved|` +
	`comments?$|фото:|фото —|иллюстраци|читайте|читать (также|далее)|смотрите также|по теме|подписывайтесь|подпишитесь|поделиться|реклама|автор:|источник:|теги:|комментари[ийя]+$|напишите нам|следите за нами|` +
	`сурет:|фото|оқи отырыңыз|тағы оқыңыз|сондай-ақ оқыңыз|жазылыңыз|бөлісу|бөлісіңіз|жарнама|авторы?:|дереккөз:|тегтер:|telegram|instagram|facebook|youtube|whatsapp)`)

// longestBoilerplate is how long such a line may be, in characters.
const longestBoilerplate = 160

func isBoilerplate(line string) bool {
	if countLetters(line) == 0 {
		return true
	}
	return utf8.RuneCountInString(line) <= longestBoilerplate && boilerplate.MatchString(line)
}

// withoutEnd drops the calls and credits behind an article: the last lines that are no text.
func withoutEnd(blocks []block) []block {
	for n := len(blocks); n > 1; n-- {
		last := blocks[n-1].text
		if !isBoilerplate(last) && !(isCapitals(last) && !blocks[n-1].heading && strings.HasSuffix(last, "!")) {
			return blocks[:n]
		}
		blocks = blocks[:n-1]
	}
	return blocks
}

// Dates as pages write them.
var (
	isoDate    = regexp.MustCompile(`\b(20\d\d)-(\d\d)-(\d\d)\b`)
	dottedDate = regexp.MustCompile(`\b(\d\d?)\.(\d\d?)\.(20\d\d)\b`)
)

// dateIn finds a day in a line.
func dateIn(line string) (content.Date, bool) {
	if found := isoDate.FindString(line); found != "" {
		date, err := content.ParseDate(found)
		return date, err == nil
	}
	if found := dottedDate.FindStringSubmatch(line); found != nil {
		date, err := content.ParseDate(found[3] + "-" + twoDigits(found[2]) + "-" + twoDigits(found[1]))
		return date, err == nil
	}
	return content.Date{}, false
}

func twoDigits(s string) string { return strings.Repeat("0", 2-len(s)) + s }

// dateline is a place, a day and an agency before a report's first words: ASTANA, Nov 3 (Reuters) - …
var dateline = regexp.MustCompile(`^(?:\p{Lu}{4,}[^.–—]{0,50}|[^.–—]{2,60}(?:Reuters|AP|AFP|ТАСС|КазТАГ|ҚазАқпарат|КАЗИНФОРМ|Kazinform|Tengrinews|РИА Новости|Zakon\.kz|Inform)[^–—]{0,30})\.? [–—-] `)

// withoutDateline drops a dateline.
func withoutDateline(paragraph string) string {
	at := dateline.FindStringIndex(paragraph)
	if at == nil || len(paragraph)-at[1] < longestBoilerplate/4 {
		return paragraph
	}
	return capital(paragraph[at[1]:])
}
