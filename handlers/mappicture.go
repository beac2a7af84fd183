package handlers

import (
	"time"

	"aitys/content"
	"aitys/phrases"
)

const (
	// mapDots is how many dots a map has at most; where there are more readers each dot stands for several.
	mapDots = 600
	// mapRound are the numbers of readers for which a dot may stand, times powers of ten.
	mapRoundOne, mapRoundTwo, mapRoundFive = 1, 2, 5
)

// mapPicture draws a map as far as it may be told. You is, in private, where the person stands who asked; nil: nowhere.
func mapPicture(voice *phrases.Voice, r mapResult, you *content.MapPlace) *content.OpinionMap {
	m := &content.OpinionMap{You: you}
	each := readersPerDot(r)
	for _, g := range r.Groups {
		m.Areas = append(m.Areas, content.MapArea{
			Letter: g.Letter, Name: unmarked(voice.Count(phrases.MapGroup, g.Readers, phrases.Args{"Letter": g.Letter})),
			X: g.X, Y: g.Y, Readers: g.Readers, Dots: max(1, (g.Readers+each/2)/each),
		})
	}
	if each > 1 {
		m.Dot = unmarked(voice.Count(phrases.MapDot, each))
	}
	return m
}

// readersPerDot is for how many readers a dot stands.
func readersPerDot(r mapResult) int {
	all := 0
	for _, g := range r.Groups {
		all += g.Readers
	}
	for power := 1; ; power *= 10 {
		for _, round := range []int{mapRoundOne, mapRoundTwo, mapRoundFive} {
			if all <= mapDots*round*power {
				return round * power
			}
		}
	}
}

// whereOnMap is the dot of the reader who asks in private, on the map that is shown; nil where they stand in none of its groups. Which dot of the group it is
// means nothing, and stays.
func (t *turn) whereOnMap(memory mapMemory, m *content.OpinionMap) *content.MapPlace {
	group, ok := memory.groupOf(t.reader.ID)
	if !ok || !t.private {
		return nil
	}
	for i, area := range m.Areas {
		if area.Letter == letterOf(group) {
			const prime = 7919
			return &content.MapPlace{Area: i, Dot: int(t.reader.ID%1_000_000) * prime % area.Dots, Label: t.voice.Plain(phrases.ButtonMapYou)}
		}
	}
	return nil
}

// asOf is when a map was drawn.
func (t *turn) asOf(at time.Time) string {
	return t.voice.Plain(phrases.ButtonMapAsOf, phrases.Args{"At": at.In(t.zone)})
}
