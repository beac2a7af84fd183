package drafting

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"aitys/content"
	"aitys/content/text"
)

// currencies are the signs, codes and words of currencies, with their ISO 4217 codes. Words are looked up by their beginning too, see currencyOf.
var currencies = codes("USD $ usd us$ dollar dollars buck bucks доллар долл, EUR € eur euro euros евро еуро, GBP £ gbp pound pounds фунт, KZT ₸ kzt tenge тенге теңге тг тнг, " +
	"RUB ₽ rub rouble roubles ruble rubles рубль руб рубл, JPY jpy yen йена йен иена иен, CNY ¥ cny rmb yuan юань юан, CHF chf franc francs франк франков франка, INR ₹ inr rupee rupees рупи, " +
	"TRY ₺ try lira лир, UAH ₴ uah hryvnia грив, UZS uzs сум сумов, KGS kgs сомов, SEK sek, PLN pln zloty злот, KRW ₩ krw won вон, AED aed dirham dirhams дирхам")

func codes(table string) map[string]string {
	all := map[string]string{}
	for row := range strings.SplitSeq(table, ", ") {
		words := strings.Fields(row)
		for _, word := range words[1:] {
			all[word] = words[0]
		}
	}
	return all
}

// ambiguousCodes are codes that are words too.
var ambiguousCodes = map[string]bool{"try": true, "won": true, "вон": true, "sek": true, "sum": true, "buck": true}

// currencyOf returns the code of a currency that a sign or a word names in any form, or "".
func currencyOf(word string) string {
	if code := currencies[word]; code != "" && !ambiguousCodes[word] {
		return code
	}
	for n := utf8.RuneCountInString(word); n > 2 && n < 14; n-- {
		runes := []rune(word)[:n]
		stem := string(runes)
		if code := currencies[stem]; code != "" && stem[0] >= 0x80 && !ambiguousCodes[stem] {
			return code
		}
	}
	return ""
}

// percentOf returns "%" for a word or a sign of percent in any form, or "".
func percentOf(word string) string {
	if word == "pct" || word == "pc" {
		return "%"
	}
	for _, stem := range []string{"%", "процент", "пайыз", "percent", "проц"} {
		if strings.HasPrefix(word, stem) && word != "percentile" {
			return "%"
		}
	}
	return ""
}

// measures are units by their first letters, longest first where one begins another; what a word is that begins so and ends as words of its language do.
var measures = strings.Fields("магнитуд magnitude тонна километр шақырым метр центнер тонн гектар литр баррел градус мегаватт киловатт гигабайт мегабайт секунд минут грамм келі килограмм миллиметр сантиметр " +
	"kilomet met tonne ton hectare litre liter barrel degree megawatt kilowatt gigabyte megabyte mile acre gram kilogram pound feet foot inch ounce")

// shortMeasures are units as they are abbreviated.
var shortMeasures = set("cent cents pence тиын копеек копейки копейка km m cm mm kg g mg t ha kw mw gw kwh gb mb tb mph км м см мм кг г мг т га л квт мвт гвт гб мб тб кв куб с bbl бар")

// measureNames are the measures that have two names, by how their words begin.
var measureNames = [][]string{
	{"километр", "км", "шақырым"}, {"метр", "м"}, {"килограмм", "кг", "келі"}, {"грамм", "г"}, {"тонн", "т"}, {"гектар", "га"}, {"литр", "л"}, {"квадратн", "кв", "шаршы"}, {"кубическ", "куб", "кубометр", "текше"},
	{"мегаватт", "мвт"}, {"киловатт", "квт"}, {"kilomet", "km"}, {"met", "m"}, {"kilogram", "kg"}, {"gram", "g"}, {"tonne", "ton", "t"}, {"hectare", "ha"}, {"litre", "liter", "l"}, {"mile", "mi"}, {"megawatt", "mw"}, {"kilowatt", "kw"},
}

// measureNamed returns one name for all forms of a measure.
func measureNamed(unit string) string {
	word, _, _ := strings.Cut(strings.ToLower(unit), " ")
	word = strings.Trim(word, ".,²³")
	for _, names := range measureNames {
		for _, name := range names {
			if word == name || utf8.RuneCountInString(name) > 2 && strings.HasPrefix(word, name) {
				return names[0]
			}
		}
	}
	return word
}

// rates are measures for one of another measure, as they are abbreviated.
var rates = set("mbit/s gbit/s мбит/с гбит/с кбит/с m/s km/h m/h g/l mg/l µg/m mg/m g/km kg/ha t/ha м/с м/сек км/ч км/сағ г/л мг/л мкг/м мг/м г/км кг/га т/га ц/га л/с л/мин")

// behindPower returns the place behind the sign of a square or a cube: µg/m³.
func (r *reading) behindPower(i int) int {
	if power := r.at(i); (power.lower == "²" || power.lower == "³") && !power.spaced {
		return i + 1
	}
	return i
}

// people are words for who is counted: behind them even a small number in words is worth a figure.
var people = strings.Fields("people person men women child children worker employee student pupil patient resident citizen soldier victim passenger family families household refugee migrant " +
	"человек люд мужчин женщин дет ребен работник сотрудник студент школьник пациент жител граждан солдат военн погиб жертв пассажир сем беженц мигрант врач учител " +
	"адам азамат бала оқушы студент тұрғын қызметкер жұмысшы отбасы науқас жолаушы мұғалім дәрігер")

// noPeople begin as words for people do and are none: детский сад, балабақша, mentions.
var noPeople = []string{"детск", "детал", "семен", "семинар", "семест", "балабақ", "балал", "mention", "menu", "mental", "personal", "семид", "семьд"}

func isPerson(word string) bool { return beginsAny(word, people) && !beginsAny(word, noPeople) }

func set(words string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		all[word] = true
	}
	return all
}

func beginsAny(word string, stems []string) bool {
	for _, stem := range stems {
		if strings.HasPrefix(word, stem) {
			return true
		}
	}
	return false
}

// unitKind says what a number counts, as far as it is known.
type unitKind int

const (
	unknownUnit unitKind = iota
	percentUnit
	moneyUnit
	measureUnit
	timesUnit // how many times as much
	spanUnit  // of time
	peopleUnit
	thingUnit // the noun behind it
)

// unit is what is counted and the tokens it takes: up to, but not with, next.
type unit struct {
	kind unitKind
	name string
	next int
}

// unitAt reads the unit that begins behind a number.
func (r *reading) unitAt(i int) unit {
	start := i
	if r.at(i).lower == "-" && !r.at(i).spaced && !r.at(i+1).spaced { // 5-percent
		i++
	}
	t := r.at(i)
	if word := t.lower; word != "" {
		switch {
		case (word == "pc" || word == "pct") && t.spaced: // two PCs
		case percentOf(word) != "" || word == "per" && r.word(i+1) == "cent" || word == "п" && r.word(i+2) == "п":
			return r.percentAt(i)
		case r.lang == content.English && r.isCurrencyName(i):
			return unit{moneyUnit, currencyOf(r.word(i + 1)), i + 2}
		case currencyOf(word) != "":
			return unit{moneyUnit, currencyOf(word), r.behindStop(i)}
		case r.isCurrencyName(i):
			return unit{moneyUnit, r.foreign(word, currencyOf(r.word(i+1))), i + 2}
		}
	}
	if u := r.knownUnitAt(i); u.kind != unknownUnit {
		return u
	}
	if start != i {
		return unit{next: start}
	}
	return r.thingAt(i)
}

// behindStop returns the place behind an abbreviation's stop: руб.
func (r *reading) behindStop(i int) int {
	word := r.word(i)
	if n := utf8.RuneCountInString(word); n <= 4 && word != "" && r.at(i+1).lower == "." && !r.at(i+1).spaced && i+2 < len(r.tokens) && !strings.HasSuffix(word, "о") {
		return i + 2
	}
	return i + 1
}

// isCurrencyName tells whether two words name a currency: Swiss francs, АҚШ доллары, австралийских долларов.
func (r *reading) isCurrencyName(i int) bool {
	if r.word(i) == "" || currencyOf(r.word(i+1)) == "" || r.word(i+1) == "" {
		return false
	}
	return r.word(i) == "us" || r.word(i) == "u" || r.word(i) == "ақш" || strings.HasSuffix(r.word(i), "ских") || r.at(i).upper
}

// foreign returns a currency's code where its country is the one that people mean by the word alone.
func (r *reading) foreign(country, code string) string {
	switch {
	case country == "ақш" || country == "us" || strings.HasPrefix(country, "американск") || strings.HasPrefix(country, "росси") || strings.HasPrefix(country, "ресей"):
		return code
	case strings.HasPrefix(country, "австрали") && code == "USD":
		return "AUD"
	case strings.HasPrefix(country, "канад") && code == "USD":
		return "CAD"
	}
	return code
}

// percentAt reads a percent sign or word, or percentage points.
func (r *reading) percentAt(i int) unit {
	next := i + 1
	if word := r.word(i); word == "per" || word == "п" {
		next = i + 2
	}
	if r.word(i) == "п" {
		next = i + 3
		if r.at(next).lower == "." {
			next++
		}
		return unit{percentUnit, points[r.lang], next}
	}
	if r.lang == content.Kazakh && r.at(next).lower == "-" && !r.at(next).spaced { // 10%-ке
		next += 2
	}
	behind := r.word(next)
	if strings.HasPrefix(r.word(i), "percentage") || strings.HasPrefix(r.word(i), "процентны") || strings.HasPrefix(behind, "point") || strings.HasPrefix(behind, "тармақ") || strings.HasPrefix(behind, "пункт") {
		if strings.HasPrefix(behind, "point") || strings.HasPrefix(behind, "пункт") || strings.HasPrefix(behind, "тармақ") {
			return unit{percentUnit, points[r.lang], next + 1}
		}
	}
	return unit{percentUnit, "%", next}
}

var points = map[content.Lang]string{content.English: "percentage points", content.Russian: "процентных пункта", content.Kazakh: "пайыздық тармақ"}

var times = map[content.Lang]string{content.English: "times", content.Russian: "раза", content.Kazakh: "есе"}

// timeWords are spans of time by their first letters.
var timeWords = map[content.Lang][]string{
	content.English: {"year", "month", "week", "day", "hour", "minute", "decade", "centur", "second"},
	content.Russian: {"год", "лет", "месяц", "недел", "дне", "день", "дня", "сут", "час", "минут", "десятилет", "век", "секунд"},
	content.Kazakh:  {"жыл", "ай", "апта", "күн", "тәулік", "сағат", "минут", "ғасыр", "секунд", "жас"},
}

// knownUnitAt reads a measure, people, a span of time, or how many times as much.
func (r *reading) knownUnitAt(i int) unit {
	word, behind := r.word(i), r.word(i+1)
	switch {
	case r.at(i).lower == "°" && (behind == "c" || behind == "с" || behind == "f") && !r.at(i+1).spaced:
		return unit{measureUnit, r.clip(i, i+2), i + 2}
	case word == "":
		return unit{next: i}
	case r.at(i+1).lower == "/" && !r.at(i+1).spaced && !r.at(i+2).spaced && rates[word+"/"+r.word(i+2)]:
		return unit{measureUnit, r.clip(i, r.behindPower(i+3)), r.behindPower(i + 3)}
	case word == "basis" && behind == "points":
		return unit{percentUnit, "basis points", i + 2}
	case word == "мрп" || word == "аек": // what fines and benefits are counted in
		return unit{thingUnit, strings.ToUpper(word), i + 1}
	case word == "айлық" && behind == "есептік":
		return unit{thingUnit, "АЕК", i + 3}
	case word == "месячных" && behind == "расчетных":
		return unit{thingUnit, "МРП", i + 3}
	case word == "times" || word == "fold" || strings.HasPrefix(word, "есе") || r.lang == content.Russian && (word == "раза" || word == "раз") && r.word(i-2) == "в":
		return unit{timesUnit, times[r.lang], i + 1}
	case strings.HasPrefix(word, "шаршы") || strings.HasPrefix(word, "текше") || word == "square" || word == "cubic" || strings.HasPrefix(word, "квадратн") || strings.HasPrefix(word, "кубическ") || strings.HasPrefix(word, "кубометр"):
		return unit{measureUnit, r.clip(i, i+2), i + 2}
	case (word == "кв" || word == "куб") && r.at(i+1).lower == ".":
		return unit{measureUnit, r.clip(i, i+3), i + 3}
	case beginsAny(word, timeWords[r.lang]) && !strings.HasPrefix(word, "айма") && !strings.HasPrefix(word, "дети") && !strings.HasSuffix(word, "ly"):
		return unit{spanUnit, word, i + 1}
	case r.at(i).upper && utf8.RuneCountInString(word) == 1: // 3M and 5G are names
	case shortMeasures[word] && !(word == "m" || word == "с") || !r.at(i).spaced && shortMeasures[word]:
		return unit{measureUnit, r.clip(i, i+1), r.behindStop(i)}
	case beginsAny(word, measures) && word != "метро" && !strings.HasPrefix(word, "метропол") && len(word) < 28:
		return unit{measureUnit, r.bare(i), i + 1}
	case isPerson(word):
		return unit{peopleUnit, r.bare(i), i + 1}
	case isPerson(behind) && isAdjective(word, r.lang):
		return unit{peopleUnit, r.clip(i, i+2), i + 2}
	}
	return unit{next: i}
}

// bare returns a unit's word without a Kazakh case.
func (r *reading) bare(i int) string {
	t := r.at(i)
	word := r.text[t.start:t.end]
	if r.lang != content.Kazakh {
		return word
	}
	for _, stem := range append([]string{"адам", "азамат"}, measures...) {
		if rest, ok := strings.CutPrefix(t.lower, stem); ok && (rest == "" || isKazakhEnding(rest)) {
			return stem
		}
	}
	return word
}

func isKazakhEnding(s string) bool {
	for _, ending := range kazakhEndings {
		if s == ending {
			return true
		}
	}
	return false
}

// clip returns the text of some tokens as a unit.
func (r *reading) clip(from, to int) string {
	s := text.NormaliseLine(r.text[r.at(from).start:r.at(to-1).end])
	return text.Truncate(s, content.MaxUnit/2)
}

// thingAt reads the noun behind a number, with adjectives before it.
func (r *reading) thingAt(i int) unit {
	for n := range 4 {
		t := r.at(i + n)
		if t.kind != wordToken || !t.spaced || t.upper && n == 0 && r.lang != content.English || notCounted[t.lower] || r.isDoing(t.lower) {
			if n > 0 && r.lang == content.Russian { // более 70 пожарных: an adjective that is a noun
				return unit{thingUnit, r.lastWords(i, i+n), i + n}
			}
			break
		}
		if isCountedNoun(t.lower, r.lang) {
			if r.isNumber(i + n) {
				break
			}
			if r.at(i+n+1).lower == "-" && !r.at(i+n+1).spaced {
				n += 2
			}
			return unit{thingUnit, r.lastWords(i, i+n+1), i + n + 1}
		}
	}
	return unit{next: i}
}

// isDoing tells whether a word says what is done, so that no noun behind it is what the number counts.
func (r *reading) isDoing(word string) bool {
	return r.lang == content.Kazakh && kazakhDoing.MatchString(word) || r.lang == content.Russian && russianVerb.MatchString(word)
}

// lastWords is the text of some tokens, without the first of them where they are too long for a unit.
func (r *reading) lastWords(from, to int) string {
	for from < to-1 && text.Length(r.text[r.at(from).start:r.at(to-1).end]) > content.MaxUnit/2 {
		from++
	}
	return r.clip(from, to)
}

// isAdjective tells whether a word stands before the noun that is counted.
func isAdjective(word string, lang content.Lang) bool {
	switch lang {
	case content.Russian:
		for _, ending := range []string{"ых", "их", "ой", "ого", "ая", "ые", "ие", "ую", "ый", "ский", "щий", "ший", "ое", "ее"} {
			if strings.HasSuffix(word, ending) {
				return true
			}
		}
	case content.Kazakh:
		if kazakhAdjectives[word] {
			return true
		}
		for _, ending := range []string{"дық", "дік", "тық", "тік", "лық", "лік", "дағы", "дегі", "тағы", "тегі", "ған", "ген", "қан", "кен"} {
			if strings.HasSuffix(word, ending) {
				return true
			}
		}
	default:
		return len(word) > 2
	}
	return false
}

var kazakhAdjectives = set("жаңа ірі шағын үлкен кіші орта заңды арнайы түрлі жас ескі елді көп әлеуметтік мемлекеттік білікті басты қосымша отандық шетелдік")

// isCountedNoun tells whether a word looks like a noun behind a number.
func isCountedNoun(word string, lang content.Lang) bool {
	switch lang {
	case content.English:
		return strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "'s") && len(word) > 3 || irregular[word]
	case content.Russian:
		return !isAdjective(word, lang) && utf8.RuneCountInString(word) > 2 && !russianVerb.MatchString(word)
	}
	return utf8.RuneCountInString(word) > 1 && !isAdjective(word, lang) && !kazakhDoing.MatchString(word) && directionOf(word, lang) == Steady // қысқарды is no noun
}

// russianVerb is the end of what those do that are counted, and not of what is counted: 60 работают.
var russianVerb = regexp.MustCompile(`(?:[аяуе]ют|[юу]тся|[ая]тся|лись|..[аяу]ли|...или)$`)

// kazakhDoing is the end of a Kazakh word for doing something: 800 мыңға жеткізуді.
var kazakhDoing = regexp.MustCompile(`(?:...уді|...уды|...уге|...уға)$`)

var (
	irregular = set("people men women children staff police cattle sheep fish feet jobs")
	// notCounted are words behind a number that are not what it counts.
	notCounted = set("in on at of to for from by with and or but as is are was were has have had will would per than a an the this that which who after before since until while when its his her their " +
		"в на к ко по с со из у о об от для за и или а но что как был была было были есть это при до под над без не же ли чем которые который году года год раз " +
		"және мен бен пен да де болса болған астам жуық артық аса аралығында арасында аралығындағы дейін дейінгі бері кейін бұрын үшін болды екен еді деп ал бірақ не немесе шамасында")
)
