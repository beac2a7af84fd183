package drafting

import (
	"strings"

	"aitys/content"
)

// Direction says whether a figure tells of more or of less than before.
type Direction string

// The directions. Most figures tell of none.
const (
	Steady Direction = ""
	Up     Direction = "up"
	Down   Direction = "down"
)

// directions are the beginnings of words that tell of a change.
var directions = map[content.Lang]map[Direction][]string{
	content.English: {
		Up: {"rose", "rise", "rising", "risen", "grew", "grow", "increas", "gain", "climb", "surge", "jump", "soar", "expan", "higher", "doubl", "tripl", "quadrupl", "boost", "added", "accelerat"},
		Down: {"fell", "fall", "drop", "decreas", "declin", "shrank", "shrink", "shrunk", "lower", "cut", "cuts", "cutting", "plung", "slump", "reduc", "halv", "lost", "loss",
			"slid", "slow", "eased", "easing"},
	},
	content.Russian: {
		Up:   {"вырос", "вырас", "выраст", "рост", "роста", "ростом", "увелич", "прибав", "повыс", "повыш", "подорож", "прирост", "возрос", "подня", "подскоч", "выше", "расшир", "удвои", "ускор"},
		Down: {"сниз", "сниж", "сократ", "сокращ", "упал", "упад", "паден", "падает", "уменьш", "подешев", "опуст", "просе", "ниже", "спад", "потеря", "убыл", "замедл"},
	},
	content.Kazakh: {
		Up:   {"өсті", "өсу", "өсім", "өсіп", "өскен", "өседі", "артты", "артып", "артқан", "артады", "арту", "көбей", "ұлғай", "қымбат", "жоғарыла", "көтеріл", "молай"},
		Down: {"төменде", "азай", "қысқар", "кеміді", "кеміп", "кему", "кеміген", "арзанда", "түсті", "түсіп", "түскен", "құлдыра", "шығында", "баяула"},
	},
}

// directionOf returns what change a word tells of.
func directionOf(word string, lang content.Lang) Direction {
	if word == "" {
		return Steady
	}
	for _, d := range []Direction{Up, Down} {
		for _, stem := range directions[lang][d] {
			if strings.HasPrefix(word, stem) {
				return d
			}
		}
	}
	return Steady
}

// directionNear returns the change that the nearest word around a number tells of, in the same part of the sentence.
func (r *reading) directionNear(first, next int) Direction {
	const reach = 7
	for n := 1; n <= reach; n++ {
		for _, i := range []int{first - n, next + n - 1} {
			if i >= 0 && !r.divided(min(i, first), max(i, next)) {
				if d := directionOf(r.word(i), r.lang); d != Steady {
					return d
				}
			}
		}
	}
	return Steady
}

// divided tells whether another clause begins between two tokens.
func (r *reading) divided(from, to int) bool {
	for i := from; i < to; i++ {
		if s := r.at(i); s.kind == signToken && (s.lower == ";" || s.lower == "—" || s.lower == ",") {
			return true
		}
	}
	return false
}
