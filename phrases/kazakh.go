package phrases

import (
	"strings"

	"aitys/content"
)

// grammaticalCase is a Kazakh case that a qualifier asks for: "80 000-нан астам", "80 000-ға дейін".
type grammaticalCase int

const (
	nominative grammaticalCase = iota
	ablative
	dative
)

// caseFor returns the case that stands with a qualifier's Kazakh word.
func caseFor(q content.Qualifier) grammaticalCase {
	switch q {
	case content.Over:
		return ablative
	case content.UpTo:
		return dative
	}
	return nominative
}

// endings are the ablative and dative endings of a word. They follow its last sounds: front or back vowels, and what it ends in.
type endings [3]string

var (
	afterBackVowel      = endings{ablative: "дан", dative: "ға"} // алты, жиырма; also after з, р, л: тоғыз, отыз
	afterBackNasal      = endings{ablative: "нан", dative: "ға"} // он, мың
	afterBackVoiceless  = endings{ablative: "тан", dative: "қа"} // қырық, алпыс; also after the д of миллиард, which is spoken т
	afterFrontVowel     = endings{ablative: "ден", dative: "ге"} // екі, елу; also after з, р, л: жүз, бір, нөл
	afterFrontNasal     = endings{ablative: "нен", dative: "ге"} // сексен
	afterFrontVoiceless = endings{ablative: "тен", dative: "ке"} // үш, бес
)

// Endings of the numerals by which a spoken number can end.
var (
	ofUnits = [10]endings{
		1: afterFrontVowel,     // бір
		2: afterFrontVowel,     // екі
		3: afterFrontVoiceless, // үш
		4: afterFrontVoiceless, // төрт
		5: afterFrontVoiceless, // бес
		6: afterBackVowel,      // алты
		7: afterFrontVowel,     // жеті
		8: afterFrontVowel,     // сегіз
		9: afterBackVowel,      // тоғыз
	}
	ofTens = [10]endings{
		1: afterBackNasal,      // он
		2: afterBackVowel,      // жиырма
		3: afterBackVowel,      // отыз
		4: afterBackVoiceless,  // қырық
		5: afterFrontVowel,     // елу
		6: afterBackVoiceless,  // алпыс
		7: afterFrontVoiceless, // жетпіс
		8: afterFrontNasal,     // сексен
		9: afterBackNasal,      // тоқсан
	}
	ofZero     = afterFrontVowel // нөл
	ofHundred  = afterFrontVowel // жүз
	ofThousand = afterBackNasal  // мың
	// Every third power above a thousand: миллион, миллиард, триллион, квадриллион. Beyond them a number is not said in words.
	ofPowers  = [...]endings{afterBackNasal, afterBackVoiceless, afterBackNasal, afterBackNasal}
	ofPercent = afterBackVowel // пайыз
)

// ending returns the hyphen and the ending that a number takes in a case, by how it is read aloud; "" in the nominative. With percent,
// the number is followed by a percent sign, which is read as "пайыз".
func ending(n content.Number, percent bool, c grammaticalCase) string {
	switch {
	case c == nominative:
		return ""
	case percent:
		return "-" + ofPercent[c]
	}
	d := digitsOf(n)
	if d.decimal != "" { // 1,5 is read "бір бүтін оннан бес": it ends as its decimals do
		return "-" + spoken(d.decimal)[c]
	}
	return "-" + spoken(d.whole)[c]
}

// spoken returns the endings of the last word of a whole number read aloud.
func spoken(number string) endings {
	significant := strings.TrimRight(number, "0")
	if significant == "" {
		return ofZero
	}
	zeros := len(number) - len(significant)
	digit := significant[len(significant)-1] - '0'
	switch {
	case zeros == 0:
		return ofUnits[digit]
	case zeros == 1:
		return ofTens[digit]
	case zeros == 2:
		return ofHundred
	case zeros < 6:
		return ofThousand
	}
	return ofPowers[min(zeros/3-2, len(ofPowers)-1)]
}
