package pictures

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aitys/content"
)

// mapOf is a map whose groups have so many readers; every dot stands for each of them.
func mapOf(each int, name string, places [][2]float64, sizes ...int) *content.OpinionMap {
	m := &content.OpinionMap{}
	for i, size := range sizes {
		letter := string(rune('A' + i))
		m.Areas = append(m.Areas, content.MapArea{
			Letter: letter, Name: fmt.Sprintf(name, letter, size), X: places[i][0], Y: places[i][1], Readers: size, Dots: max(1, size/each),
		})
	}
	if each > 1 {
		m.Dot = fmt.Sprintf("Each dot stands for %d readers.", each)
	}
	return m
}

// maps are opinion maps as handlers would ask for them.
func maps() map[string]content.Picture {
	two := [][2]float64{{-3, 0.4}, {2, -0.1}}
	three := [][2]float64{{-3, 0.4}, {2, -2.1}, {1, 3}}
	five := [][2]float64{{-3, 0.4}, {2, -2.1}, {1, 3}, {1.2, 2.7}, {-2.8, -3}}
	you := mapOf(1, "Group %s: %d readers", three, 12, 9, 5)
	you.You = &content.MapPlace{Area: 1, Dot: 4, Label: "You are here"}
	crowd := mapOf(10, "Group %s: %d readers", five, 2400, 1300, 900, 350, 50)
	title := "How the Russian Relocation Wave Reshaped Kazakhstan's Economy"
	picture := func(title, subtitle, notice string, m *content.OpinionMap) content.Picture {
		return content.Picture{Title: title, Subtitle: subtitle, Map: m, Notice: notice, Footer: "The Times of Central Asia · December 3, 2025 · as of March 1, 2026, 12:00"}
	}
	return map[string]content.Picture{
		"map-12-en": picture(title, "Map of opinions", "12 volunteers, not a survey", mapOf(1, "Group %s: %d readers", two, 7, 5)),
		"map-3-en":  picture(title, "Map of opinions", "26 volunteers, not a survey", you),
		"map-5000":  picture(title, "Map of opinions", "5,000 volunteers, not a survey", crowd),
		"map-same":  picture(title, "Map of opinions", "30 volunteers, not a survey", mapOf(1, "Group %s: %d readers", make([][2]float64, 3), 10, 10, 10)),
		"map-600":   picture(title, "Map of opinions", "600 volunteers, not a survey", mapOf(1, "Group %s: %d readers", two, 595, 5)),
		"map-kk": picture("Ресейден көшіп келу толқыны Қазақстан экономикасын қалай өзгертті", "Пікірлер картасы", "1 210 ерікті, бұл қоғамдық пікірді зерттеу емес",
			mapOf(5, "%s тобы: %d оқырман, өзара келісімге жақын тұрғандар", five, 480, 410, 200, 70, 50)),
	}
}

func TestMapsAreSound(t *testing.T) {
	folder := os.Getenv("AITYS_PICTURES")
	for name, p := range maps() {
		s := sheetOf(t, p)
		field := s.y
		var areas []disc
		for _, d := range s.discs {
			if box := d.box(); box.Min.X < margin || box.Max.X > sheetWidth-margin+1 || box.Max.Y > field {
				t.Errorf("%s: a disc at %v leaves the column", name, box)
			}
			if d.what == area {
				areas = append(areas, d)
			}
		}
		dots := map[int]int{}
		for i, a := range areas {
			for _, b := range areas[:i] {
				if math.Hypot(a.x-b.x, a.y-b.y) < a.r+b.r {
					t.Errorf("%s: areas %d and %d lie over each other", name, a.hue, b.hue)
				}
			}
		}
		for _, d := range append(s.discs, s.marked...) {
			if d.what != dotOf && (d.what != you || d.x == margin+legendDisc) {
				continue
			}
			dots[d.hue]++
			if a := areas[d.hue]; math.Hypot(d.x-a.x, d.y-a.y) > a.r {
				t.Errorf("%s: a dot lies outside of its area", name)
			}
		}
		for i, a := range p.Map.Areas {
			if dots[i] != a.Dots {
				t.Errorf("%s: group %s has %d dots, want %d", name, a.Letter, dots[i], a.Dots)
			}
		}
		if folder != "" { // to look at them
			file, err := os.Create(filepath.Join(folder, name+".png"))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.paint().encode(file); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestFootersAreNotBrokenWithinADate: of a date no half stands on the next one, in any language.
func TestFootersAreNotBrokenWithinADate(t *testing.T) {
	for _, footer := range []string{
		"The Times of Central Asia · December 3, 2025 · as of March 1, 2026, 14:00",
		"The Times of Central Asia · 3 декабря 2025 г. · на 1 марта 2026 г., 14:00",
		"The Times of Central Asia · 2025 жылғы 3 желтоқсан · 2026 жылғы 1 наурыз, 14:00 жағдайы",
		"A " + strings.Repeat("very ", 30) + "long name of a publisher · 3 декабря 2025 г.",
	} {
		s := layOut(newDesk(fontsOf(t)), content.Picture{Title: "T", Footer: footer})
		var written []string
		for _, l := range s.lines {
			written = append(written, l.text)
		}
		for part := range strings.SplitSeq(footer, " · ") {
			kept := strings.ReplaceAll(part, " ", "\u00A0")
			if strings.ContainsAny(part, "0123456789") && !slices.ContainsFunc(written, func(line string) bool { return strings.Contains(line, kept) }) {
				t.Errorf("%q is broken: %q", part, written)
			}
		}
	}
}

// TestWhatAMapCannotBeIsStillDrawn: places that are no numbers, more groups than there are colours, none.
func TestWhatAMapCannotBeIsStillDrawn(t *testing.T) {
	odd := [][2]float64{{math.NaN(), 0}, {math.Inf(1), 1}, {1e300, -1e300}, {0, 0}, {0, 0}, {5, 5}, {-1, 1}}
	for _, m := range []*content.OpinionMap{{}, mapOf(1, "%s %d", odd, 0, 1, 1e6, 3, 4, 5, 6), mapOf(1, "%s %d", odd, -5), mapOf(1, "%s %d", odd, 7)} {
		c := layOut(newDesk(fontsOf(t)), content.Picture{Title: "Odd", Map: m}).paint()
		if c.Rect.Dx()+c.Rect.Dy() > 10000 {
			t.Errorf("it is %v large", c.Rect)
		}
	}
}

func TestPalettesHaveRoom(t *testing.T) {
	if n := len(palette()); n > 256 {
		t.Errorf("the palette has %d colours", n)
	}
	for hue := range hues {
		for _, got := range []uint8{onShade(hue, 0), onShade(hue, 1), onPaper(hue, 0.5), onPaper(hue, 1)} {
			if int(got) < int(hueFirst)+hue*hueColours || int(got) >= int(hueFirst)+(hue+1)*hueColours {
				t.Errorf("hue %d takes the colour %d", hue, got)
			}
		}
	}
}
