package drafting

import (
	"math/big"
	"strings"

	"aitys/content"
)

// noFigure tells whether a number is a year, a date, an age, a number in a list, or part of a name or of a time; and where to go on.
func (r *reading) noFigure(s *span) (next int, no bool) {
	first := s.start
	switch {
	case r.at(s.low.first).broken:
		return s.next, true
	case r.isTelephone(s):
		return r.behindTelephone(s.next), true
	case r.isFormula(s):
		return r.behindChain(s.next), true
	case s.unit.kind == percentUnit || s.unit.kind == moneyUnit || s.unit.kind == timesUnit:
		return 0, r.onlySounds(s)
	case r.isDate(s), r.isYear(s), r.isOrdinal(s), r.isAge(s), r.isLabel(s), r.isTimeOfDay(s):
		return s.next, true
	case s.unit.kind == spanUnit:
		return s.unit.next, r.isSpanOfEvents(s)
	case s.low.words:
		return s.next, r.isSmallTalk(s)
	case s.low.first == s.high.first && first == 0 && r.at(s.next).lower != "" && strings.ContainsAny(r.at(s.next).lower, ".)") && !r.at(s.next).spaced:
		return s.next, true // the number of an item
	}
	return s.next, false
}

// behindChain passes numbers with hyphens or plus signs between.
func (r *reading) behindChain(i int) int {
	for (r.at(i).lower == "-" || r.at(i).lower == "+") && !r.at(i).spaced && r.at(i+1).kind == numberToken && !r.at(i+1).spaced {
		i += 2
	}
	return i
}

// isFormula tells whether a number is part of a sum, of a code, or an hour such as 13.00.
func (r *reading) isFormula(s *span) bool {
	next, behind := r.at(s.next), r.at(s.next+1)
	switch {
	case !next.spaced && !behind.spaced && behind.kind == numberToken && (next.lower == "+" || next.lower == "-"):
		return true
	case r.lang != content.English && s.low.decimals == 2 && !s.low.scaled && s.unit.kind == unknownUnit && strings.Contains(r.at(s.low.first).lower, "."):
		before := r.word(s.start - 1)
		return before == "в" || before == "с" || before == "до" || before == "сағат" || before == "к"
	}
	return r.lang == content.Russian && next.lower == "по" && behind.kind == numberToken && behind.decimals == 0 && s.low.plain // с 794 по 1185 годы
}

// onlySounds tells whether words before a currency are no amount: "one dollar" of a proverb is one, "доллар" alone is not reached.
func (r *reading) onlySounds(s *span) bool {
	return s.low.words && s.unit.kind == moneyUnit && s.low.value.Cmp(big.NewRat(1, 1)) == 0 && !s.low.scaled
}

// isTelephone tells whether a number is part of a telephone number: +7 701 123 45 67, 8 (727) 123-45-67.
func (r *reading) isTelephone(s *span) bool {
	if s.low.words || !s.low.plain && !r.at(s.low.first).grouped {
		return false
	}
	before := r.at(s.low.first - 1).lower
	if before == "+" && !r.at(s.low.first).spaced && r.digitsAround(s.next) > 1 {
		return true
	}
	return r.digitsAround(s.next) >= 3
}

// digitsAround counts the groups of digits that follow with nothing but spaces, hyphens and brackets between.
func (r *reading) digitsAround(i int) int {
	n := 0
	for ; i < len(r.tokens) && i >= 0 && n < 4; i++ {
		switch t := r.at(i); {
		case t.kind == numberToken && len(t.digits) <= 4:
			n++
		case t.lower == "-" || t.lower == "(" || t.lower == ")":
		default:
			return n
		}
	}
	return n
}

func (r *reading) behindTelephone(i int) int {
	for r.at(i).kind == numberToken || i < len(r.tokens) && strings.ContainsAny(r.at(i).lower, "-()") {
		i++
	}
	return i
}

// isDate tells whether a number is the day of a month.
func (r *reading) isDate(s *span) bool {
	if s.low.words && r.lang != content.Kazakh || s.low.scaled || s.low.decimals > 0 {
		return false
	}
	if s.high.value.Cmp(big.NewRat(31, 1)) <= 0 && (isMonth(r.word(s.next), r.lang) || isMonth(r.word(s.next+1), r.lang) && r.word(s.next) == "of") {
		return true
	}
	before := r.word(s.start - 1)
	if r.at(s.start-1).lower == "." {
		before = r.word(s.start - 2)
	}
	return r.lang == content.English && isMonth(before, r.lang) && r.at(s.start-1).upper && s.low.value.Cmp(big.NewRat(31, 1)) <= 0
}

// months are the beginnings of the months' names.
var months = map[content.Lang][]string{
	content.English: {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
		"oct", "nov", "dec"},
	content.Russian: {"январ", "феврал", "март", "апрел", "мая", "май", "мае", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"},
	content.Kazakh:  {"қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"},
}

func isMonth(word string, lang content.Lang) bool {
	for _, month := range months[lang] {
		if word == month || lang != content.English && strings.HasPrefix(word, month) && len(word) <= len(month)+12 {
			return true
		}
	}
	return false
}

// isYear tells whether a number names a year or years.
func (r *reading) isYear(s *span) bool {
	next, before := r.word(s.next), r.word(s.start-1)
	if r.at(s.next).lower == "-" && !r.at(s.next).spaced { // 2023-жылы, 1990-е
		next = r.word(s.next + 1)
	}
	yearWord := beginsAny(next, []string{"год", "году", "гг", "г", "жыл"}) && !strings.HasPrefix(next, "гра") && !strings.HasPrefix(next, "гек") && !strings.HasPrefix(next, "гор") && next != "года"
	yearWord = yearWord && (next == "г" || next == "гг" || strings.HasPrefix(next, "год") || strings.HasPrefix(next, "жыл")) || next == "года"
	value := s.high.value
	plain := s.high.plain && value.Cmp(big.NewRat(1000, 1)) >= 0 && value.Cmp(big.NewRat(2200, 1)) < 0
	switch {
	case yearWord && (plain || s.low.words && value.Cmp(big.NewRat(1500, 1)) >= 0):
		return true
	case !plain || value.Cmp(big.NewRat(1800, 1)) < 0 || value.Cmp(big.NewRat(2100, 1)) > 0:
		return false
	case s.unit.kind == peopleUnit || s.unit.kind == measureUnit:
		return before != "" && beginsAny(before, []string{"in", "since"}) || before == "в" || before == "с" || isMonth(before, r.lang)
	}
	q, _, _ := r.qualifierOf(s.start, s.next, s.unit.next)
	return q == content.Exactly || q == content.UpTo || r.lang == content.English && s.unit.kind != thingUnit
}

// ordinalEndings stand behind a number that says which one and not how many.
var ordinalEndings = set("st nd rd th s й я е го му ый ая ое ые ий ой ых ому ого ые ми х ю ом ем м ші шы нші ншы інші ыншы сі сы летия летие летию лет летний летняя летнего летней летнюю летним летних летнем " +
	"летней летие летием year day month week hour minute ст кратный кратного х процентный этажный этажного этажном сыншы сінші ыншыдан шісі шысы жыл жылдық ғасыр ғасырда сынып сыныпта сынып қабат қабатты " +
	"метровый метровая метровой километровый километровой тонный литровый дневный дневной часовой часовая минутный минутная")

// isOrdinal tells whether an ending makes a number an ordinal, an age or an adjective: 5-й, 20th, 34-летний, 10-year.
func (r *reading) isOrdinal(s *span) bool {
	t, behind := r.at(s.next), r.at(s.next+1)
	if s.low.words {
		return false
	}
	if !t.spaced && t.kind == wordToken && s.low.ending == "" {
		return s.unit.kind == unknownUnit || ordinalEndings[t.lower]
	}
	if t.lower == "-" && !t.spaced && !behind.spaced && behind.kind == wordToken {
		return r.lang != content.English || s.unit.kind == unknownUnit || s.unit.kind == spanUnit || ordinalEndings[behind.lower]
	}
	return r.lang != content.English && s.low.first == s.high.first && beginsAny(t.lower, []string{"летн", "век", "ғасыр", "класс", "сынып"}) && t.spaced && !strings.HasPrefix(t.lower, "классов")
}

// isAge tells whether a number is somebody's age: Jane Roe, 34,; aged 34; ему 34 года; в возрасте 34 лет; 34 жастағы.
func (r *reading) isAge(s *span) bool {
	if s.low.first != s.high.first {
		return false // ages from 25 to 40 are a figure
	}
	before, comma, behind := r.word(s.start-1), r.at(s.start-1).lower, r.at(s.next).lower
	switch r.lang {
	case content.English:
		alone := comma == "," && r.at(s.start-2).upper && (behind == "," || behind == "." || behind == "")
		return alone || before == "aged" || before == "age" || before == "turned" || before == "turns" || r.word(s.next) == "years" && r.word(s.next+1) == "old"
	case content.Russian:
		span := s.unit.kind == spanUnit && (strings.HasPrefix(s.unit.name, "лет") || strings.HasPrefix(s.unit.name, "год"))
		return span && (strings.HasPrefix(before, "возраст") || strings.HasPrefix(r.word(s.start-2), "возраст") || before == "до" && beginsAny(r.word(s.start-2), []string{"дет", "ребен", "подрост", "малыш"}) || set("ему ей им исполнилось исполняется старше младше было в")[before] || r.at(s.start-2).lower == "(")
	}
	return kazakhAges[r.word(s.next)] || alternatives[r.at(s.next).lower] && r.at(s.next+1).kind == numberToken && kazakhAges[r.word(s.next+2)]
}

var kazakhAges = set("жас жаста жасқа жасында жастағы жасар жасынан жастан жасты")

// labelWords stand before a number that names one thing among others.
var labelWords = set("no nos page p chapter section article figure table step version paragraph room flight route line channel part volume episode number group phase apollo formula highway level stage group " +
	"телефон телефону телефона телефоны номеру номера статья статьи статье статью ст глава главы главе пункт пункта пункту пункте п часть части раздел таблица рисунок рис том д дом дома дому корпус квартира кв номер номером рейс рейса маршрут маршрута школа школы школе " +
	"гимназия лицей версия этап шаг группа группы канал стр страница приложение форма " +
	"бап тармақ тарау бет үй пәтер нөмір нөмірі мектеп")

// alternatives stand between two numbers that name things: rooms 5 and 6, по номеру 101 или 112.
var alternatives = set("or and и или және немесе мен пен бен , /")

// addressWords stand behind the name of a street.
var addressWords = set("street avenue road st ave lane drive square boulevard")

// labelStems are the beginnings of Russian ones.
var labelStems = []string{"статьей", "статьям", "пунктом", "главой", "частью", "номера", "версии", "серии", "эпизод", "раунд"}

// isLabel tells whether a number names something and counts nothing.
func (r *reading) isLabel(s *span) bool {
	if s.low.words && r.lang != content.English && s.start > 0 {
		before := r.at(s.start - 1)
		joined := r.at(s.start).kind == wordToken && !r.at(s.start).spaced && (before.lower == "-" || before.lower == "–")
		return joined || before.upper && before.kind == wordToken && isLatin(before.lower)
	}
	if s.low.words || !s.low.plain || s.start == 0 {
		return r.isListItem(s)
	}
	if r.at(s.next).upper && (addressWords[r.word(s.next+1)] || addressWords[r.word(s.next+2)]) {
		return true
	}
	before := r.at(s.start - 1)
	if r.at(s.start-1).lower == "." {
		before = r.at(s.start - 2)
	}
	if other := r.at(s.start - 2); alternatives[before.lower] && other.kind == numberToken && other.digits != "" && labelWords[r.word(s.start-3)] {
		return true
	}
	if before.kind != wordToken {
		return false
	}
	if labelWords[before.lower] || r.lang == content.Russian && beginsAny(before.lower, labelStems) {
		return true
	}
	nothingCounted := s.unit.kind == unknownUnit || s.unit.kind == thingUnit && r.lang == content.English && before.end < len(r.text) && isLatin(before.lower)
	q, _, _ := r.qualifierOf(s.start, s.next, s.unit.next)
	latinName := before.upper && isLatin(before.lower) && s.start-1 > 0 && s.unit.kind != peopleUnit && s.unit.kind != measureUnit && s.unit.kind != spanUnit && (nothingCounted || r.lang != content.English)
	return q == content.Exactly && !r.divided(s.start-1, s.start) && (latinName || before.upper && s.start-1 > 0 && s.unit.kind == unknownUnit && r.at(s.start-1).kind == wordToken)
}

func isLatin(word string) bool { return word != "" && word[0] < 0x80 }

// isListItem tells whether a number at a sentence's beginning is that of an item.
func (r *reading) isListItem(s *span) bool {
	behind := r.at(s.next)
	return s.start == 0 && !s.low.words && s.low.plain && (behind.lower == "." || behind.lower == ")") && !behind.spaced && len(r.at(s.start).digits) < 4
}

// daytimes stand beside an hour: ten in the evening, десять вечера, таңғы сегізде.
var daytimes = set("morning afternoon evening утра вечера таңғы түскі кешкі түнгі")

// isTimeOfDay tells whether a number is an hour: at 5 pm, в 15 часов, сағат 15-те.
func (r *reading) isTimeOfDay(s *span) bool {
	if s.high.value.Cmp(big.NewRat(24, 1)) > 0 || s.low.scaled {
		return false
	}
	next, before := r.word(s.next), r.word(s.start-1)
	switch r.lang {
	case content.English:
		ofDay := next == "in" && r.word(s.next+1) == "the" && daytimes[r.word(s.next+2)] || next == "at" && r.word(s.next+1) == "night"
		return ofDay || next == "am" || next == "pm" || next == "a" && r.word(s.next+2) == "m" || next == "p" && r.word(s.next+2) == "m" || strings.HasPrefix(next, "o'clock")
	case content.Russian:
		return daytimes[next] || strings.HasPrefix(next, "час") && (before == "в" || before == "к" || before == "до" || before == "с" || strings.HasPrefix(r.word(s.next+1), "утр") || strings.HasPrefix(r.word(s.next+1), "вечер") || strings.HasPrefix(r.word(s.next+1), "по"))
	}
	return before == "сағат" || daytimes[before]
}

// spanBefore and spanBehind are what makes a span of time the time of something, and no figure.
var (
	spanBefore = map[content.Lang]map[string]bool{
		content.English: set("last past next previous first coming recent these within in for after during every final early another about"),
		content.Russian: set("последние последних последний ближайшие ближайших первые первых прошедшие через за спустя каждые течение предыдущие следующие раз"),
		content.Kazakh:  set("соңғы алдағы өткен алғашқы келесі әр биылғы"),
	}
	spanBehind = map[content.Lang]map[string]bool{
		content.English: set("ago later earlier before after old on"),
		content.Russian: set("назад спустя подряд позже ранее раньше"),
		content.Kazakh:  set("бұрын ішінде кейін соң бойы сайын ілгері бері қатарынан өткен дейін"),
	}
	kazakhSpan = []string{"жылда", "жылдан", "айда", "айдан", "күнде", "күннен", "аптада", "сағатта", "жылдың", "айдың", "күннің", "аптаның", "жылға", "айға", "күнге", "айын", "жылын", "жылдық", "айлық", "күндік"}
)

// isSpanOfEvents tells whether years, months or days say when or for how long, and are no figure by themselves.
func (r *reading) isSpanOfEvents(s *span) bool {
	if s.low.words && s.high.value.Cmp(big.NewRat(10, 1)) < 0 {
		return true
	}
	for _, before := range []int{s.start - 1, s.start - 2} {
		if spanBefore[r.lang][r.word(before)] {
			return true
		}
	}
	behind := r.word(s.unit.next)
	return spanBehind[r.lang][behind] || r.lang == content.Kazakh && beginsAny(s.unit.name, kazakhSpan)
}

// isShare tells whether at least five of those named before are counted: nine of whom, девять из которых.
func (r *reading) isShare(s *span) bool {
	behind := r.word(s.next)
	return s.high.value.Cmp(big.NewRat(5, 1)) >= 0 && (behind == "из" || behind == "of")
}

// isSmallTalk tells whether a number in words is too small to be a figure: two sides, одна из, екі ел. People are counted from two on.
func (r *reading) isSmallTalk(s *span) bool {
	if s.low.scaled || s.high.value.Cmp(big.NewRat(10, 1)) >= 0 || s.low.value.Sign() < 0 {
		return false
	}
	if s.high.value.Cmp(big.NewRat(1, 1)) <= 0 {
		return !r.isOneHarmed(s)
	}
	if s.unit.kind == peopleUnit || r.isOfThose(s) || s.unit.kind == measureUnit {
		return false
	}
	q, _, _ := r.qualifierOf(s.start, s.next, s.unit.next)
	return s.high.value.Cmp(big.NewRat(5, 1)) < 0 && (q == content.Exactly || s.high.value.Cmp(big.NewRat(3, 1)) < 0) || s.unit.kind == unknownUnit && !r.isShare(s)
}
