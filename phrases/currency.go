package phrases

import (
	"strings"

	"aitys/content"

	"golang.org/x/text/feature/plural"
)

// currency is how a currency is written with an amount.
type currency struct {
	// sign stands before an English amount; where English has none that is understood, one and other stand behind it.
	sign, one, other string
	// russian is the name with 1, with 2, with 5 and with a fraction: доллар, доллара, долларов, доллара.
	russian [4]string
	// kazakh is the name in each grammatical case.
	kazakh [3]string
}

// currencies holds those that the region's press writes about, by their codes of ISO 4217. Another code is printed as it is.
var currencies = map[string]currency{
	"USD": {
		sign:    "$",
		russian: [4]string{"доллар США", "доллара США", "долларов США", "доллара США"},
		kazakh:  [3]string{"АҚШ доллары", "АҚШ долларынан", "АҚШ долларына"},
	},
	"EUR": {
		sign:    "€",
		russian: [4]string{"евро", "евро", "евро", "евро"},
		kazakh:  [3]string{"еуро", "еуродан", "еуроға"},
	},
	"GBP": {
		sign:    "£",
		russian: [4]string{"фунт стерлингов", "фунта стерлингов", "фунтов стерлингов", "фунта стерлингов"},
		kazakh:  [3]string{"фунт стерлинг", "фунт стерлингтен", "фунт стерлингке"},
	},
	"KZT": {
		one: "tenge", other: "tenge",
		russian: [4]string{"тенге", "тенге", "тенге", "тенге"},
		kazakh:  [3]string{"теңге", "теңгеден", "теңгеге"},
	},
	"RUB": {
		one: "ruble", other: "rubles",
		russian: [4]string{"рубль", "рубля", "рублей", "рубля"},
		kazakh:  [3]string{"рубль", "рубльден", "рубльге"},
	},
	"CNY": {
		one: "yuan", other: "yuan",
		russian: [4]string{"юань", "юаня", "юаней", "юаня"},
		kazakh:  [3]string{"юань", "юаньнан", "юаньға"},
	},
	"JPY": {
		one: "yen", other: "yen",
		russian: [4]string{"иена", "иены", "иен", "иены"},
		kazakh:  [3]string{"иена", "иенадан", "иенаға"},
	},
	"CHF": {
		one: "Swiss franc", other: "Swiss francs",
		russian: [4]string{"швейцарский франк", "швейцарских франка", "швейцарских франков", "швейцарского франка"},
		kazakh:  [3]string{"Швейцария франкі", "Швейцария франкінен", "Швейцария франкіне"},
	},
	"TRY": {
		one: "Turkish lira", other: "Turkish lira",
		russian: [4]string{"турецкая лира", "турецкие лиры", "турецких лир", "турецкой лиры"},
		kazakh:  [3]string{"түрік лирасы", "түрік лирасынан", "түрік лирасына"},
	},
	"UZS": {
		one: "Uzbek soum", other: "Uzbek soums",
		russian: [4]string{"узбекский сум", "узбекских сума", "узбекских сумов", "узбекского сума"},
		kazakh:  [3]string{"өзбек сумы", "өзбек сумынан", "өзбек сумына"},
	},
	"KGS": {
		one: "Kyrgyz som", other: "Kyrgyz soms",
		russian: [4]string{"кыргызский сом", "кыргызских сома", "кыргызских сомов", "кыргызского сома"},
		kazakh:  [3]string{"қырғыз сомы", "қырғыз сомынан", "қырғыз сомына"},
	},
}

// money writes an amount: number is its digits, word the million, billion or trillion behind them.
func (v *Voice) money(c currency, number, word string, f content.Figure) string {
	switch v.Lang() {
	case content.Russian:
		return number + word + " " + c.inRussian(v.form(last(f)), f.Qualifier)
	case content.Kazakh:
		return number + word + " " + c.kazakh[caseFor(f.Qualifier)]
	}
	if c.sign == "" {
		name := c.other
		if v.form(last(f)) == plural.One {
			name = c.one
		}
		return number + word + " " + name
	}
	minus := ""
	if rest, ok := strings.CutPrefix(number, v.script.minus); ok {
		minus, number = v.script.minus, rest
	}
	return minus + c.sign + number + word
}

// inRussian returns the name in the case that stands with a number. "Более", "около", "не менее" and "до" put the number itself into the
// genitive: 1 доллар, but более 1 доллара; 2 доллара, but более 2 долларов.
func (c currency) inRussian(form plural.Form, q content.Qualifier) string {
	const one, two, five, fraction = 0, 1, 2, 3
	governed := q != content.Exactly && q != content.Target
	switch {
	case form == plural.Other, form == plural.One && governed:
		return c.russian[fraction]
	case form == plural.Many, form == plural.Few && governed:
		return c.russian[five]
	case form == plural.Few:
		return c.russian[two]
	}
	return c.russian[one]
}
