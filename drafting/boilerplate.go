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
	if utf8.RuneCountInString(line) > longestBoilerplate {
		return len(line) <= longestSentence && credit.MatchString(line) && !isSentence(line)
	}
	return boilerplate.MatchString(line) || !isSentence(line) && (furniture.MatchString(line) || credit.MatchString(line)) || hashtags.MatchString(line)
}

// furniture is what stands around an article and may also begin a sentence, so that it counts only in a line without a stop.
var furniture = regexp.MustCompile(`(?i)^((most|also) (read|popular)|related (articles|news|stories)|more (on|from)|what to read next|recommended|trending|(published|updated|posted|last updated)\b.*\d|\d+ ?(min|minute)s? read|reading time|\d+ (views|comments|shares)|` +
	`также по теме|другие новости|новости партн[её]ров|сейчас читают|выбор читателей|самое читаемое|популярн|рекоменд|материалы по теме|(опубликовано|обновлено)\b|время чтения|\d+ (просмотр|комментари|подписчик)|комментарии? ?\(?\d|поделиться|подробнее|оставить комментарий|` +
	`мақаламен бөлісу|бөлісу|тақырыпқа орай|пікірлер|осы тақырып|соңғы жаңалықтар|ең көп оқыл|сіздің реакцияңыз|ұнайды|ұнамайды|\d+ рет|жарияланды\b|жаңартылды\b)`)

// credit is who made a picture, at the end of what stands below it.
var credit = regexp.MustCompile(`(?:(?i:\b(?:photo|photograph|picture|image|credit|courtesy)(?: by| of)?[:/ ]|(?:^|[^\pL])(?:фото|сурет|иллюстрация)\s?[:/–—-])|REUTERS/|AP Photo|AFP/|Getty Images|Sputnik/)[^.!?]{0,80}\.?\s*$`)

// hashtags are what a post is found by.
var hashtags = regexp.MustCompile(`^(?:[#@][\pL\d_-]+\s*)+$`)

// rubrics are the parts of a newspaper, which some pages set above the title.
var rubrics = set("news politics economy business society world sport sports culture technology opinion finance analysis новости политика экономика бизнес общество мир спорт культура технологии мнение финансы аналитика происшествия " +
	"жаңалықтар саясат экономика бизнес қоғам әлем спорт мәдениет технология пікір қаржы сараптама оқиға")

func isRubric(line string) bool { return rubrics[strings.ToLower(strings.TrimSpace(line))] }

// withoutEnd drops the calls and credits behind an article: the last lines that are no text.
func withoutEnd(blocks []block) []block {
	for n := len(blocks); n > 1; n-- {
		if !isEnd(blocks[n-1], blocks[n-2]) {
			return blocks[:n]
		}
		blocks = blocks[:n-1]
	}
	return blocks
}

// isEnd tells whether a last line is none of the article: a call, a credit, a name, a heading that nothing follows.
func isEnd(last, before block) bool {
	const few = 4 // words
	switch {
	case isBoilerplate(last.text):
		return true
	case last.heading || last.item:
		return false
	case isCapitals(last.text) && strings.HasSuffix(last.text, "!"):
		return true
	}
	return isHeadingLine(last.text) && len(strings.Fields(last.text)) <= few && !strings.ContainsAny(last.text, "0123456789") && isSentence(before.text)
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
