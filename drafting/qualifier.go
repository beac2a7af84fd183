package drafting

import (
	"strings"

	"aitys/content"
)

// qualifying is a phrase that says how a number is meant.
type qualifying struct {
	words []string
	means content.Qualifier
	less  bool // strictly below, for which an article file has only "up to"
}

func qualifyings(table map[content.Qualifier]string) (all []qualifying) {
	for _, q := range []content.Qualifier{content.AtLeast, content.UpTo, content.Over, content.About, content.Target} { // "not less than" before "than"
		for phrase := range strings.SplitSeq(table[q], ", ") {
			if phrase != "" {
				all = append(all, qualifying{words: strings.Fields(phrase), means: q})
			}
		}
	}
	return all
}

// below are the qualifyings of "less than" and its like.
func below(phrases string) (all []qualifying) {
	for phrase := range strings.SplitSeq(phrases, ", ") {
		all = append(all, qualifying{strings.Fields(phrase), content.UpTo, true})
	}
	return all
}

// before are the phrases that stand right before a number, behind those that stand right behind it or its unit.
var (
	before = map[content.Lang][]qualifying{
		content.English: append(qualifyings(map[content.Qualifier]string{
			content.AtLeast: "at least, no fewer than, no less than, not less than, a minimum of, minimum",
			content.UpTo:    "up to, at most, no more than, not more than, as many as, as much as, a maximum of, maximum",
			content.Over:    "over, more than, above, exceeding, exceeded, exceeds, exceed, surpassed, surpassing, topped, in excess of, upwards of, upward of, greater than",
			content.About:   "about, around, approximately, roughly, nearly, almost, some, circa, close to, an estimated, estimated at, estimated, ~, ≈, just under, or so",
		}), below("less than, fewer than, under, below")...),
		content.Russian: append(qualifyings(map[content.Qualifier]string{
			content.AtLeast: "не менее чем, не менее, не меньше, как минимум, минимум, по меньшей мере, по крайней мере, хотя бы",
			content.UpTo:    "не более чем, не более, не больше, не превышает, не превышают, не превысит, максимум, вплоть до, до",
			content.Over: "более чем на, более чем в, более чем, более, больше чем, больше, свыше, превысил, превысила, превысило, превысили, превышает, превышают, превысит, превышающий, превышающую, " +
				"выше",
			content.About: "около, примерно на, примерно в, примерно, приблизительно, порядка, почти на, почти в, почти, ориентировочно, где-то, в районе, ~, ≈, без малого",
		}), below("менее чем, менее, меньше, ниже")...),
		content.Kazakh: qualifyings(map[content.Qualifier]string{
			content.AtLeast: "кем дегенде, кемінде, ең аз дегенде, ең кемі, аз дегенде",
			content.UpTo:    "ең көп дегенде, көп дегенде, ең көбі, әрі кетсе",
			content.Over:    "артық",
			content.About:   "шамамен, жуықтап, орта есеппен алғанда, ~, ≈",
		}),
	}
	after = map[content.Lang][]qualifying{
		content.English: qualifyings(map[content.Qualifier]string{content.AtLeast: "or more, and more, or above", content.UpTo: "or less, or fewer", content.Over: "+, plus", content.About: "or so"}),
		content.Russian: qualifyings(map[content.Qualifier]string{content.AtLeast: "и более, или более, и больше, и выше", content.UpTo: "и менее, и ниже", content.Over: "с лишним, +", content.About: "плюс-минус"}),
		content.Kazakh: append(qualifyings(map[content.Qualifier]string{
			content.AtLeast: "кем емес, кем болмайды, төмен емес, және одан жоғары, және одан да көп, және одан астам",
			content.UpTo:    "дейін, дейінгі, аспайды, аспайтын, аспауы, артық емес, көп емес, асқан жоқ",
			content.Over:    "астам, астамы, астамын, артық, аса, асып, асты, асады, асқан, асатын, көп, көбі, көбін, көбісі, көбірек, жоғары, +",
			content.About:   "жуық, жуығы, жуықтады, таяу, жақын, шамасында, шақты, шамалас, тарта",
		}), below("кем, аз, төмен")...),
	}
)

// qualifierOf returns how the number from token first up to next is meant, with where the phrase begins.
func (r *reading) qualifierOf(first, numberEnd, next int) (q content.Qualifier, less bool, start int) {
	for _, phrase := range before[r.lang] {
		if at := first - len(phrase.words); r.stands(phrase.words, at) && !r.reaches(phrase, at) {
			return phrase.means, phrase.less, at
		}
	}
	for _, at := range []int{numberEnd, next} {
		for _, phrase := range after[r.lang] {
			if r.stands(phrase.words, at) && !r.reachedInKazakh(phrase, at) && !r.compares(phrase, at) {
				return phrase.means, phrase.less, first
			}
		}
	}
	return content.Exactly, false, first
}

// compares tells whether a Kazakh "more" says by how much (8%-ға жоғары, екі есе көп), and not more than how much (8%-дан жоғары).
func (r *reading) compares(phrase qualifying, at int) bool {
	rough := phrase.means == content.About || phrase.words[0] == "және" || phrase.words[0] == "+" || strings.HasPrefix(phrase.words[0], "дейін")
	return r.lang == content.Kazakh && !rough && !r.isFrom(at-1)
}

// behindQualifier returns the place behind a phrase that stands between a number and what it counts: 80 000-нан астам адам.
func (r *reading) behindQualifier(i int) int {
	for _, phrase := range after[r.lang] {
		if r.stands(phrase.words, i) {
			return i + len(phrase.words)
		}
	}
	return i
}

// stands tells whether words stand at a token.
func (r *reading) stands(words []string, at int) bool {
	if at < 0 {
		return false
	}
	for _, word := range words {
		for part := range strings.SplitSeq(word, "-") {
			if part != r.at(at).lower {
				return false
			}
			at++
			if r.at(at).lower == "-" && strings.Contains(word, "-") {
				at++
			}
		}
	}
	return true
}

// reaching are the beginnings of Russian words behind which "до" says what was come to.
var reaching = []string{"дошел", "дошл", "дойд", "доход", "довед", "довел", "довес", "доводит", "достиг"}

// reaches tells whether "до" says where a change ended, and not how much there is at most: выросли до 5 млн.
func (r *reading) reaches(phrase qualifying, at int) bool {
	if phrase.means != content.UpTo || phrase.words[len(phrase.words)-1] != "до" && phrase.words[0] != "up" {
		return false
	}
	behind, apart := at-1, false
	if r.at(behind).lower == "," || r.at(behind).lower == "—" || r.at(behind).lower == "–" { // вырос на 2,3 тенге, до 512,7 тенге
		behind, apart = behind-1, true
	}
	for i := behind; i >= 0 && i > behind-8 && r.at(i).lower != "," && r.at(i).lower != ";"; i-- {
		if directionOf(r.word(i), r.lang) != Steady || beginsAny(r.word(i), reaching) || apart && r.word(i) == "на" && r.at(i+1).kind == numberToken {
			return true
		}
	}
	return phrase.words[0] != "up" && (r.word(at-1) == "с" || r.openerBefore(at) >= 0) // с трёх до пяти
}

// reachedInKazakh does the same for "дейін өсті".
func (r *reading) reachedInKazakh(phrase qualifying, at int) bool {
	if phrase.words[0] != "дейін" {
		return false
	}
	for i := at + 1; i < at+4; i++ {
		if directionOf(r.word(i), r.lang) != Steady || beginsAny(r.word(i), []string{"жет", "түс"}) {
			return true
		}
	}
	return false
}

// Goals and forecasts are told by words anywhere near a number.
var (
	goalWords = map[content.Lang][]string{
		content.English: {"target", "goal", "aims", "aim", "aiming", "plans", "planned", "pledged"},
		content.Russian: {"планир", "цель", "целью", "цели", "целев", "намерен", "планах", "план"},
		content.Kazakh:  {"жоспар", "мақсат", "көздеп", "көзделген", "межеле"},
	}
	forecastWords = map[content.Lang][]string{
		content.English: {"forecast", "projected", "anticipat", "expected", "expects", "predict"},
		content.Russian: {"прогноз", "ожида", "предполага"},
		content.Kazakh:  {"болжам", "болжан", "болжай", "күтіл", "күтіп"},
	}
)

// noGoals begin as words for goals do and are none: планшет, бұл мақсатқа.
var noGoals = []string{"планшет", "планет", "планк", "планер", "мақсатқа", "мақсатта", "мақсатында", "мақсатпен"}

// near tells whether a word that begins so stands near a token, before one of some signs.
func (r *reading) near(i, reach int, stems []string, until string) bool {
	look := func(step int) bool {
		for j := i + step; j >= 0 && j < len(r.tokens) && j <= i+reach && j >= i-reach && (r.at(j).kind == wordToken || !strings.Contains(until, r.at(j).lower)); j += step {
			if r.word(j) != "" && beginsAny(r.word(j), stems) && !beginsAny(r.word(j), noGoals) {
				return true
			}
		}
		return false
	}
	return look(-1) || look(1)
}
