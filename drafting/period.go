package drafting

import (
	"regexp"
	"strings"

	"aitys/content"
	"aitys/content/text"
)

// What a time looks like. Of what begins at the same place the first alternative is taken, so the fuller ones stand first.
var periods = map[content.Lang]*regexp.Regexp{
	content.English: timePattern(`(?:from |between )?M Y(?: to | and |–|-)M Y|(?:from |between )?Y(?: to | and |–|-)Y|(?:the )?(?:first|second|third|fourth|last) (?:quarter|half|(?:\w+ )?months) of Y` +
		`|(?:by )?(?:the )?(?:end|start|beginning|middle) of (?:M )?Y|(?:early|late|mid)[- ](?:M )?Y|(?:in )?M (?:\d{1,2}, )?Y|(?:spring|summer|autumn|fall|winter)(?: of)? Y|(?:by|since|until|before|after) Y` +
		`|(?:over |in )?the (?:last|past|next) (?:\w+ )?(?:years?|months?|weeks?|decades?|quarter)|(?:last|this|next) (?:year|month|week|quarter|M)|a (?:year|month|week|decade) (?:earlier|ago)|Y`),
	content.Russian: timePattern(`с M(?: Y)?(?: года?)? (?:по|до) M Y(?: года|-го)?|с Y (?:года )?(?:по|до) Y(?: год\pL*)?|Y[–—-]Y(?: год\pL*| гг\.)?|(?:за )?M[–—-]M(?: Y года)?` +
		`|\pL+ (?:квартал|полугоди)\pL*(?: Y(?: года|-го)?)?|(?:к |до |с )?(?:конц|начал|середин)\pL* Y(?: года|-го)?|(?:весн|лет|осен|зим)\pL* Y(?: года|-го)?|(?:\d{1,2} )?M Y(?: года|-го)?` +
		`|(?:к |до |с )?Y(?:-го)? год\pL*|Y г\.|(?:в )?(?:прошл|эт|текущ|нынешн|следующ)\pL+ (?:год|месяц|недел|квартал)\pL*|(?:за )?(?:последн|перв|ближайш)\pL+ (?:\pL+ |\d+ )?(?:год|лет|месяц|недел|дн)\pL*|(?:год|месяц|неделю) назад|(?:годом|месяцем|неделей) ранее|Y`),
	content.Kazakh: timePattern(`Y(?: жылғы| жылдың)? M Y(?: жылғы| жылдың)? M(?: дейін)?|Y[–—-]Y(?: жыл\pL*)?|Y жылдың \pL+ (?:тоқсан|жартыжылд|жарты)\pL*|Y жылдың (?:\pL+ |\d+ )?(?:ай|күз|көктем|жаз|қыс|соң|бас|орта)\pL*` +
		`|Y жыл\pL* M|(?:Y жыл\pL*(?: дейін)?)|(?:өткен|осы|келесі|алдағы) (?:жыл|ай|апта|тоқсан)\pL*|(?:соңғы|алғашқы) (?:\pL+ |\d+ )?(?:жыл|ай|апта|күн)\pL*|бір (?:жыл|ай|апта) бұрын|биыл\pL*|былтыр\pL{0,2}|Y`),
}

// timePattern writes out M for a month and Y for a year.
func timePattern(pattern string) *regexp.Regexp {
	const month = `(?i:January|February|March|April|May|June|July|August|September|October|November|December|(?:январ|феврал|март|апрел|ма[йяюе]|июн|июл|август|сентябр|октябр|ноябр|декабр)\pL{0,3}` +
		`|(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)\pL{0,6})`
	pattern = regexp.MustCompile(`\bM\b`).ReplaceAllLiteralString(pattern, month)
	pattern = regexp.MustCompile(`\bY\b`).ReplaceAllLiteralString(pattern, `(?:19|20)\d\d`)
	return regexp.MustCompile(`(?:^|[^\pL\d.,])((?i:` + pattern + `))(?:$|[^\pL\d])`)
}

// timesIn returns where a sentence speaks of times, in bytes.
func timesIn(sentence string, lang content.Lang) (all [][2]int) {
	for from := 0; from < len(sentence); {
		at := periods[lang].FindStringSubmatchIndex(sentence[from:])
		if at == nil {
			break
		}
		all = append(all, [2]int{from + at[2], from + at[3]})
		from += at[3]
	}
	return all
}

// otherClause is how much farther a time in another clause counts, in bytes.
const otherClause = 60

// periodOf returns the time that stands nearest to a figure; "" where the sentence names none.
func periodOf(f Found, times [][2]int) string {
	nearest, best := "", len(f.Sentence)+otherClause+1
	for _, at := range times {
		distance := max(at[0]-f.End, f.Start-at[1])
		if distance < 0 {
			continue
		}
		if strings.ContainsAny(f.Sentence[min(at[1], f.End):max(at[0], f.Start)], ",;—") {
			distance += otherClause
		}
		if distance < best {
			nearest, best = f.Sentence[at[0]:at[1]], distance
		}
	}
	return text.Truncate(withoutCapital(text.NormaliseLine(nearest)), content.MaxPeriod/2)
}

// smallWords begin a time; at a sentence's beginning they have a capital.
var smallWords = set("by in from between since until before after early late the last this next over к до с в за весной летом осенью зимой өткен осы келесі соңғы биыл былтыр алғашқы алдағы прошлом по согласно")

func withoutCapital(period string) string {
	first := strings.ToLower(firstWordOf(period))
	if smallWords[first] {
		return first + period[len(first):]
	}
	return period
}

func firstWordOf(s string) string {
	if i := strings.IndexAny(s, " -"); i >= 0 {
		return s[:i]
	}
	return s
}

// sources find who says so. A stop behind one capital is that of an initial.
var sources = map[content.Lang]*regexp.Regexp{
	content.English: regexp.MustCompile(`(?i)\baccording to ((?:(?-i:\p{Lu})\.[ \x{a0}]?|[^,.;]){3,80})[,.;]`),
	content.Russian: regexp.MustCompile(`(?i)(?:^|[\s(])((?:по данным|по информации|по оценк(?:е|ам)|по словам|по подсч[её]там|согласно) (?:(?-i:\p{Lu})\.[ \x{a0}]?|[^,.;]){3,80})[,.;]`),
	content.Kazakh:  regexp.MustCompile(`(?i)^((?:(?-i:\p{Lu})\.[ \x{a0}]?|[^,.;]){3,80}? (?:мәліметінше|деректеріне қарағанда|дерегінше|айтуынша|сөзінше|деректері бойынша|мәліметі бойынша|мәліметтері бойынша|ақпаратынша|бағалауынша))`),
}

// sourceOf returns who a sentence says has its figures, and the text that says so; "" where it names nobody.
func sourceOf(sentence string, lang content.Lang) (name, phrase string) {
	found := sources[lang].FindStringSubmatch(sentence)
	if found == nil {
		return "", ""
	}
	return text.Truncate(withoutCapital(text.NormaliseLine(found[1])), content.MaxSource/2), strings.TrimSpace(found[0])
}
