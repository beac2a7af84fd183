package drafting

import (
	"fmt"

	"aitys/content"
)

// Unfounded is what a service wrote and the text does not say.
type Unfounded struct {
	Section content.SectionID `json:"section,omitempty"` // where it stands; empty: in what is said of the whole
	Number  string            `json:"number"`            // as it is written; of a name or a month that word
	Why     Why               `json:"why,omitempty"`
}

// Why says in what the service and the text differ.
type Why string

// What can differ.
const (
	NoNumber   Why = ""      // the text lacks the number
	OtherUnit  Why = "unit"  // it counts something else there
	OtherTime  Why = "time"  // it belongs to another time there
	OtherWay   Why = "way"   // it grew there and fell here, or the change runs the other way
	OtherBound Why = "bound" // it is the least there and the most here, or the other way round
	NoTime     Why = "month" // the text lacks the month
	NoName     Why = "name"  // the text lacks the name
)

// whySaid are the sentences, in the order of content.English, content.Russian, content.Kazakh.
var whySaid = map[Why][3]string{
	NoNumber:   {"the text has no “%s”", "в тексте нет числа «%s»", "мәтінде «%s» деген сан жоқ"},
	OtherUnit:  {"“%s”: in the text this number counts something else", "«%s»: в тексте это число о другом", "«%s»: мәтінде бұл сан басқа нәрсе туралы"},
	OtherTime:  {"“%s”: in the text this number belongs to another time", "«%s»: в тексте это число относится к другому времени", "«%s»: мәтінде бұл сан басқа уақытқа қатысты"},
	OtherWay:   {"“%s”: in the text the change goes the other way", "«%s»: в тексте изменение в обратную сторону", "«%s»: мәтінде өзгеріс керісінше"},
	OtherBound: {"“%s”: the text says “more” where this says “less”, or the other way round", "«%s»: в тексте «больше», а здесь «меньше», или наоборот", "«%s»: мәтінде «көп», ал мұнда «аз» делінген немесе керісінше"},
	NoTime:     {"the text does not mention “%s”", "в тексте не упоминается «%s»", "мәтінде «%s» айтылмаған"},
	NoName:     {"the text does not name “%s”", "в тексте нет имени или названия «%s»", "мәтінде «%s» деген есім не атау жоқ"},
}

// whereSaid stands before: in the summary of the whole or its poll, and in a section's.
var whereSaid = [3][2]string{{"the whole article: ", "section #%s: "}, {"вся статья: ", "раздел #%s: "}, {"бүкіл мақала: ", "#%s бөлімі: "}}

// In says it in a language.
func (u Unfounded) In(lang content.Lang) string {
	i := map[content.Lang]int{content.Russian: 1, content.Kazakh: 2}[lang]
	where := whereSaid[i][0]
	if u.Section != "" {
		where = fmt.Sprintf(whereSaid[i][1], u.Section)
	}
	return where + fmt.Sprintf(whySaid[u.Why][i], u.Number)
}
