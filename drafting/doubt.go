package drafting

import "aitys/content"

// Doubt is why something in a draft wants an editor's eye. It names a sentence in each language, see Doubt.In.
type Doubt string

// The doubts.
const (
	LessThan  Doubt = "less than"  // the text says "less than", the file "up to"
	Goal      Doubt = "goal"       // perhaps a goal
	Forecast  Doubt = "forecast"   // has not come true yet
	Thousands Doubt = "thousands"  // 12,500 may be 12.5
	NoUnit    Doubt = "no unit"    // nothing says what is counted
	InWords   Doubt = "in words"   // "half" became 50 %
	CutLabel  Doubt = "cut label"  // the label is part of a long sentence
	NoTitle   Doubt = "no title"   // taken from the first sentence
	NoHeading Doubt = "no heading" // the text had none; proposed
	Heading   Doubt = "heading"    // a short line that is taken for one
	NewSlug   Doubt = "slug"       // made from the title
	Language  Doubt = "language"   // two are mixed
	Question  Doubt = "question"   // proposed
	Summary   Doubt = "summary"    // chosen by counting
	TooMany   Doubt = "too many"   // more figures or sections than a file may have
)

// doubts are the sentences, in the order of content.English, content.Russian, content.Kazakh.
var doubts = map[Doubt][3]string{
	LessThan:  {`the text says "less than"`, "в тексте сказано «меньше»", "мәтінде «кем» делінген"},
	Goal:      {"a goal, or already reached?", "цель или уже достигнуто?", "мақсат па, әлде орындалған ба?"},
	Forecast:  {"a forecast: has it come true?", "прогноз: сбылся ли он?", "болжам: орындалды ма?"},
	Thousands: {"thousands, or decimals?", "тысячи или десятичная дробь?", "мыңдық па, әлде ондық бөлшек пе?"},
	NoUnit:    {"what is counted? add a unit", "что посчитано? добавьте unit", "не саналған? unit қосыңыз"},
	InWords:   {"the text gives it in words", "в тексте сказано словами", "мәтінде сөзбен берілген"},
	CutLabel:  {"shorten the label", "сократите подпись (label)", "атауын (label) қысқартыңыз"},
	NoTitle:   {"title: none was found, write one", "title: заголовок не найден, напишите его", "title: тақырып табылмады, жазып қойыңыз"},
	NoHeading: {"no headings were found: the text is divided where its subject changes; write headings", "подзаголовков нет: текст разделён там, где меняется тема; напишите их",
		"ішкі тақырып жоқ: мәтін тақырып ауысқан жерден бөлінді; ішкі тақырыптарды жазыңыз"},
	Heading:  {"sections: short lines were taken for headings", "разделы: короткие строки приняты за подзаголовки", "бөлімдер: қысқа жолдар ішкі тақырып деп алынды"},
	NewSlug:  {"slug: made from the title; it stays for good once published", "slug: составлен из заголовка; после публикации не меняется", "slug: тақырыптан жасалды; жарияланған соң өзгермейді"},
	Language: {"lang: two languages are mixed, is this the right one?", "lang: в тексте два языка, этот ли главный?", "lang: мәтінде екі тіл бар, негізгісі осы ма?"},
	Question: {"poll: the questions are proposed, are they what to ask?", "poll: вопросы предложены программой, о том ли они?", "poll: сұрақтарды бағдарлама ұсынды, осыны сұраған жөн бе?"},
	Summary:  {"summaries are sentences of the text: read them through", "краткие тексты — предложения из статьи: прочтите их", "қысқаша мазмұн мәтіннің өз сөйлемдерінен алынды: оқып шығыңыз"},
	TooMany:  {"the text has more than a file may hold: the rest is left out", "в тексте больше, чем вмещает файл: остальное опущено", "мәтінде файлға сыятыннан көп: қалғаны алынбады"},
}

// In says the doubt in a language.
func (d Doubt) In(lang content.Lang) string {
	switch lang {
	case content.Russian:
		return doubts[d][1]
	case content.Kazakh:
		return doubts[d][2]
	}
	return doubts[d][0]
}
