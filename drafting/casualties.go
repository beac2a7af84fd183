package drafting

import (
	"math/big"
	"strings"

	"aitys/content"
)

// harmed are the beginnings of words for those who died, were hurt, are missing, were saved or held. Beside them a bare number counts people, and even one is news.
var harmed = map[content.Lang][]string{
	content.English: {"dead", "died", "dying", "kill", "injur", "wound", "hurt", "missing", "hospitali", "rescued", "evacuat", "arrest", "detain", "survived", "drown"},
	content.Russian: {"погиб", "умер", "скончал", "пострада", "ранен", "ранил", "госпитализ", "травмир", "пропал", "пропавш", "задержа", "арестов", "эвакуир", "спасен", "спасли", "утону", "выжил"},
	content.Kazakh:  {"қаза", "жаралан", "жарақат", "мерт", "қайтыс", "зардап", "құтқар", "эвакуац", "ұсталды", "хабарсыз", "көз жұм"},
}

// peopleWord is what is counted where only what happened to it is said.
var peopleWord = map[content.Lang]string{content.English: "people", content.Russian: "человек", content.Kazakh: "адам"}

// between stand between a number and what happened to those it counts: two others were injured, ещё двое человек пострадали.
var between = set("others other more of the were was are have has had been be people person persons still reported confirmed left " +
	"числятся числится считаются остаются оказались стали еще были было был также получили человека человек из них адам адамның кісі бірі және at least not no fewer than over about around nearly some another as many around as least кем дегенде не менее более около")

// collectives are the Russian numbers of people, and those Kazakh ones that say how many of those named before.
var collectives = map[content.Lang][]string{
	content.Russian: {"двое", "двоих", "двоим", "трое", "троих", "троим", "четверо", "четверых", "пятеро", "пятерых", "шестеро", "шестерых", "семеро", "семерых"},
	content.Kazakh:  {"үшеу", "төртеу", "бесеу", "алтау", "жетеу"},
}

// areHarmed tells whether a word near a number says what happened to those it counts.
func (r *reading) areHarmed(first, next int) bool {
	return r.isHarmed(first-1, -1) || r.isHarmed(next, 1)
}

func (r *reading) isHarmed(at, step int) bool {
	const reach = 4
	for range reach {
		if beginsAny(r.word(at), harmed[r.lang]) {
			return true
		}
		if !between[r.word(at)] {
			return false
		}
		at += step
	}
	return false
}

// countPeople makes people of what a bare number counts, where what happened to them stands beside it, or the number itself is one of people.
func (r *reading) countPeople(s *span) {
	if s.unit.kind == thingUnit && beginsAny(r.word(s.next), harmed[r.lang]) { // двое пострадали
		s.unit = unit{next: s.next}
	}
	if s.unit.kind != unknownUnit || s.sign != "" || !s.high.value.IsInt() || s.low.value.Sign() <= 0 || r.at(s.low.first).broken {
		return
	}
	if r.isCollective(s) || s.high.value.Cmp(big.NewRat(1, 1)) > 0 && r.areHarmed(s.start, s.next) {
		s.unit = unit{peopleUnit, peopleWord[r.lang], s.next}
	}
}

// isCollective tells whether a number in words is one of people: двое. "На двоих" says for how many, "двое суток" counts days.
func (r *reading) isCollective(s *span) bool {
	if !s.low.words || r.lang != content.Russian || !beginsAny(r.word(s.low.first), collectives[content.Russian]) {
		return false
	}
	return r.word(s.start-1) != "на" && !beginsAny(r.word(s.next), timeWords[content.Russian])
}

// isOfThose tells whether a Kazakh number says how many of those named before: үшеуі.
func (r *reading) isOfThose(s *span) bool {
	return r.lang == content.Kazakh && s.low.words && beginsAny(r.word(s.low.first), collectives[content.Kazakh])
}

// isOneHarmed tells of the one person who was killed or hurt.
func (r *reading) isOneHarmed(s *span) bool {
	if s.unit.kind != peopleUnit || s.high.value.Cmp(big.NewRat(1, 1)) != 0 || strings.HasPrefix(r.word(s.unit.next), "из") || r.word(s.unit.next) == "of" {
		return false
	}
	return r.areHarmed(s.start, s.unit.next)
}
