package drafting

import (
	"math/big"
	"strings"

	"aitys/content"
)

// numerals are the number words of a language, in the forms that stand in texts.
var numerals = map[content.Lang]map[string]int64{
	content.English: values(map[int64]string{0: "zero", 1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten",
		11: "eleven", 12: "twelve dozen", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty",
		30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}),
	content.Russian: values(map[int64]string{0: "ноль нуля", 1: "один одна одно одного одной одну одному одним", 2: "два две двух двум двумя двое двоих",
		3: "три трех трем тремя трое троих", 4: "четыре четырех четырем четырьмя четверо четверых", 5: "пять пяти пятью пятеро пятерых", 6: "шесть шести шестью шестеро шестерых",
		7: "семь семи семью семеро семерых", 8: "восемь восьми восемью", 9: "девять девяти девятью", 10: "десять десяти десятью", 11: "одиннадцать одиннадцати",
		12: "двенадцать двенадцати", 13: "тринадцать тринадцати", 14: "четырнадцать четырнадцати", 15: "пятнадцать пятнадцати", 16: "шестнадцать шестнадцати",
		17: "семнадцать семнадцати", 18: "восемнадцать восемнадцати", 19: "девятнадцать девятнадцати", 20: "двадцать двадцати двадцатью", 30: "тридцать тридцати тридцатью",
		40: "сорок сорока", 50: "пятьдесят пятидесяти", 60: "шестьдесят шестидесяти", 70: "семьдесят семидесяти", 80: "восемьдесят восьмидесяти", 90: "девяносто девяноста",
		100: "сто ста", 200: "двести двухсот двумстам", 300: "триста трехсот тремстам", 400: "четыреста четырехсот", 500: "пятьсот пятисот", 600: "шестьсот шестисот",
		700: "семьсот семисот", 800: "восемьсот восьмисот", 900: "девятьсот девятисот"}),
	content.Kazakh: values(map[int64]string{0: "нөл", 1: "бір", 2: "екі екеу", 3: "үш үшеу", 4: "төрт төртеу", 5: "бес бесеу", 6: "алты алтау", 7: "жеті жетеу", 8: "сегіз", 9: "тоғыз", 10: "он",
		20: "жиырма", 30: "отыз", 40: "қырық", 50: "елу", 60: "алпыс", 70: "жетпіс", 80: "сексен", 90: "тоқсан"}),
}

func values(forms map[int64]string) map[string]int64 {
	all := map[string]int64{}
	for value, words := range forms {
		for word := range strings.FieldsSeq(words) {
			all[word] = value
		}
	}
	return all
}

// scales are the words and abbreviations that multiply the number before them, in all forms.
var scales = map[string]int64{
	"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mln": 1e6, "bn": 1e9, "bln": 1e9, "mn": 1e6, "tn": 1e12, "trn": 1e12,
	"тыс": 1e3, "тысяча": 1e3, "тысячи": 1e3, "тысяч": 1e3, "тысячу": 1e3, "тысяче": 1e3, "тысячам": 1e3, "тысячами": 1e3, "тысячах": 1e3, "тысячей": 1e3,
	"млн": 1e6, "млрд": 1e9, "трлн": 1e12, "жүз": 100, "мың": 1e3,
	"миллион": 1e6, "миллиард": 1e9, "триллион": 1e12,
}

// attachedScales are letters that multiply only where they are written together with the digits: $5m.
var attachedScales = map[string]int64{"k": 1e3, "m": 1e6, "b": 1e9}

// russianCases are the endings of миллион and its like.
var russianCases = []string{"а", "у", "е", "ом", "ы", "ов", "ам", "ами", "ах"}

// scaleOf returns what a word multiplies by; nil where it is no scale.
func scaleOf(word string) *big.Rat {
	value, ok := scales[word]
	if !ok {
		value, ok = scales[nominative(word)]
	}
	if !ok {
		stem, _, isKazakh := kazakhStem(word, scales)
		if value = scales[stem]; !isKazakh {
			return nil
		}
	}
	return new(big.Rat).SetInt64(value)
}

// nominative returns миллион of миллионами and its like; "" of other words.
func nominative(word string) string {
	for _, ending := range russianCases {
		stem, ends := strings.CutSuffix(word, ending)
		if ends && (strings.HasSuffix(stem, "ллион") || stem == "миллиард") {
			return stem
		}
	}
	return ""
}

// kazakhEndings are what may stand behind the last word of a Kazakh number: of, in, from, to, with, whose. Those of ordinals are not among them.
var kazakhEndings = strings.Fields("нан нен дан ден тан тен нің ның дің дың тің тың ні ны ді ды ті ты ға ге қа ке на не да де та те нда нде мен бен пен " +
	"ы і сы сі ын ін сын сін ына іне сына сіне ында інде сында сінде ынан інен сынан сінен ының інің сының сінің дай дей тай тей дық дік лық лік тық тік нікі еуі уі уін уінің")

// kazakhStem returns the known word that a Kazakh word is a form of, and its ending.
func kazakhStem(word string, known map[string]int64) (stem, ending string, ok bool) {
	if _, ok := known[word]; ok {
		return word, "", true
	}
	for _, ending := range kazakhEndings {
		if stem, ends := strings.CutSuffix(word, ending); ends {
			if _, ok := known[stem]; ok {
				return stem, ending, true
			}
		}
	}
	return "", "", false
}

// smallOf returns the value of a number word below a thousand, and its ending where it is Kazakh.
func smallOf(word string, lang content.Lang) (value int64, ending string, ok bool) {
	if lang != content.Kazakh {
		value, ok = numerals[lang][word]
		return value, "", ok
	}
	if pronouns[word] {
		return 0, "", false
	}
	stem, ending, ok := kazakhStem(word, numerals[lang])
	return numerals[lang][stem], ending, ok
}

// pronouns are forms of ол that look like forms of он, ten.
var pronouns = set("оны онда онан оның онымен оған онсыз")

// fractions of one, which stand before a scale: half a million, полмиллиона, жарты миллион.
var halves = map[string]string{"полмиллиона": "500000", "полмиллиарда": "500000000", "полтысячи": "500", "полтора": "1.5", "полторы": "1.5", "полутора": "1.5"}
