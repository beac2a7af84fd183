package pictures

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"math"
	"strings"
	"testing"

	"aitys/content"
	"aitys/content/text"
)

// sheetOf lays out a picture, and fails the test where the layout is not sound.
func sheetOf(t testing.TB, p content.Picture) *sheet {
	t.Helper()
	s := layOut(newDesk(fontsOf(t)), p)
	for _, fault := range faults(s) {
		t.Error(fault)
	}
	return s
}

func fontsOf(t testing.TB) *fonts {
	t.Helper()
	f, err := parseFonts()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// faults says what is drawn outside of the margins or over something else.
func faults(s *sheet) (found []string) {
	fault := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	column := image.Rect(margin, 0, sheetWidth-margin, s.y)
	boxes := make([]image.Rectangle, len(s.lines))
	for i, l := range s.lines {
		size := l.letters.size
		boxes[i] = image.Rect(l.x, l.y-size*70/100, l.x+l.letters.width(l.text), l.y+size*15/100)
		if !boxes[i].In(column) {
			fault("%q at %v is outside of %v", l.text, boxes[i], column)
		}
		for j, other := range boxes[:i] {
			if boxes[i].Overlaps(other) {
				fault("%q covers %q", l.text, s.lines[j].text)
			}
		}
	}
	for i, b := range s.blocks {
		if !b.In(column) || b.Empty() {
			fault("a block at %v is empty or outside of %v", b.Rectangle, column)
		}
		for j, box := range boxes {
			if b.Overlaps(box) {
				fault("block %d at %v covers %q", i, b.Rectangle, s.lines[j].text)
			}
		}
	}
	if !photo(sheetWidth, s.y) {
		fault("Telegram takes no photo of %d by %d", sheetWidth, s.y)
	}
	return found
}

// photo tells whether Telegram takes a photo of this size (core.telegram.org/bots/api#sendphoto).
func photo(width, height int) bool {
	return width+height <= 10_000 && width <= 20*height && height <= 20*width
}

// written returns the text on a sheet, a line each.
func written(s *sheet) string {
	var lines []string
	for _, l := range s.lines {
		lines = append(lines, l.text)
	}
	return strings.Join(lines, "\n")
}

func TestLayoutIsSound(t *testing.T) {
	for name, p := range samples {
		t.Run(name, func(t *testing.T) { sheetOf(t, p) })
	}
}

func TestNothingIsLeftOut(t *testing.T) {
	for _, name := range []string{"figures-en", "figures-kk", "exports-ru", "results-kk", "cards-15"} {
		p := samples[name]
		got := strings.Join(strings.Fields(written(sheetOf(t, p))), " ")
		want := []string{p.Title, p.Subtitle, p.Notice, p.Footer}
		for _, c := range p.Cards {
			want = append(want, c.Label, c.Note)
		}
		for _, g := range p.Groups {
			want = append(want, g.Title)
			for _, b := range g.Bars {
				want = append(want, b.Label, b.Note)
			}
		}
		for _, words := range want {
			if !strings.Contains(got, strings.Join(strings.Fields(words), " ")) {
				t.Errorf("%s: %q is not written", name, words)
			}
		}
	}
}

// A poll may have ten options of a hundred letters each, and a question of three hundred.
func TestLongestPollIsWrittenInFull(t *testing.T) {
	p := content.Picture{
		Title:  strings.TrimSpace(strings.Repeat("Неге бұлай? ", 25)),
		Groups: []content.BarGroup{{Full: 100}},
	}
	option := strings.TrimSpace(strings.Repeat("ҚАЛАМЫЗ ", 12))
	for range 10 {
		p.Groups[0].Bars = append(p.Groups[0].Bars, content.Bar{Label: option, Shown: "10%", Note: "1 234 567 дауыс", Value: 10})
	}
	s := sheetOf(t, p)
	if got := written(s); strings.ContainsRune(got, lost) || strings.Count(got, "ҚАЛАМЫЗ") != 120 || strings.Count(got, "Неге") != 25 {
		t.Errorf("not everything is written:\n%s", got)
	}
}

func TestThousandsStayWithinAPhoto(t *testing.T) {
	s := sheetOf(t, content.Picture{Title: "T", Cards: make([]content.Card, 5000), Groups: make([]content.BarGroup, 5000), Footer: "F"})
	if got := written(s); !strings.HasSuffix(got, "\n…\nF") {
		t.Errorf("what was left out is not marked before the footer: %q", got[max(0, len(got)-40):])
	}
}

func TestEndlessTextsStayWithinAPhoto(t *testing.T) {
	endless := "7 " + strings.Repeat("сөз ", 100_000)
	p := content.Picture{Title: endless, Subtitle: endless, Notice: endless, Footer: endless}
	for range 20 {
		p.Cards = append(p.Cards, content.Card{Number: endless, Unit: endless, Label: endless, Note: endless})
		p.Groups = append(p.Groups, content.BarGroup{Title: endless, Bars: []content.Bar{{Label: endless, Shown: endless, Note: endless}}})
	}
	sheetOf(t, p)
}

// One long amount moves all amounts of its group below their labels, so that they stand under each other.
func TestAmountsOfAGroupStandAlike(t *testing.T) {
	short, long := content.Bar{Label: "a", Shown: "1"}, content.Bar{Label: "b", Shown: "более 280\u00a0млн долларов США"}
	for _, c := range []struct {
		bars    []content.Bar
		stacked bool
	}{{[]content.Bar{short, short}, false}, {[]content.Bar{long, short}, true}, {[]content.Bar{short, long}, true}} {
		s := &sheet{desk: newDesk(fontsOf(t))}
		if g := s.measure(content.BarGroup{Bars: c.bars}); g.stacked != c.stacked {
			t.Errorf("%v: below their labels %t, want %t", c.bars, g.stacked, c.stacked)
		}
	}
}

func TestEmptyPicture(t *testing.T) {
	sheetOf(t, content.Picture{})
}

// barOf returns the bar that is drawn for the last bar of a group.
func barOf(t *testing.T, g content.BarGroup) block {
	t.Helper()
	blocks := sheetOf(t, content.Picture{Groups: []content.BarGroup{g}}).blocks
	return blocks[len(blocks)-1]
}

func TestBars(t *testing.T) {
	const all = columnWidth
	full := content.Bar{Label: "a", Value: 200}
	for _, c := range []struct {
		name     string
		bar      content.Bar
		full     float64
		from, to int
	}{
		{"largest", content.Bar{Value: 400}, 0, 0, all},
		{"half of the largest", content.Bar{Value: 100}, 0, 0, all / 2},
		{"share of the whole", content.Bar{Value: 25}, 100, 0, all / 4},
		{"more than the whole", content.Bar{Value: 300}, 100, 0, all},
		{"range", content.Bar{Low: 50, High: 100}, 0, all / 4, all / 2},
		{"range beyond all others", content.Bar{Low: 200, High: 400}, 0, all / 2, all},
		{"range from hardly anything", content.Bar{Low: 0.001, High: 100}, 0, 0, all / 2},
		{"range upside down", content.Bar{Low: 100, High: 50}, 0, all / 4, all/4 + sliver},
		{"hardly anything", content.Bar{Value: 0.001}, 0, 0, sliver},
		{"nothing", content.Bar{}, 0, 0, sliver},
		{"less than nothing", content.Bar{Value: -5}, 0, 0, sliver},
		{"no number", content.Bar{Value: math.NaN()}, 0, 0, sliver},
		{"endless", content.Bar{Value: math.Inf(1)}, 0, 0, sliver},
		{"endless range", content.Bar{Low: math.Inf(-1), High: math.Inf(1)}, 0, 0, sliver},
		{"whole that is no number", content.Bar{Value: 100}, math.NaN(), 0, all / 2},
		{"endless whole", content.Bar{Value: 100}, math.Inf(1), 0, sliver},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := barOf(t, content.BarGroup{Full: c.full, Bars: []content.Bar{full, c.bar}})
			if from, to := got.Min.X-margin, got.Max.X-margin; from != c.from || to != c.to {
				t.Errorf("drawn from %d to %d, want %d to %d", from, to, c.from, c.to)
			}
		})
	}
}

func TestOnlyTargetsAreHatched(t *testing.T) {
	for _, target := range []bool{true, false} {
		p := content.Picture{Groups: []content.BarGroup{{Bars: []content.Bar{{Value: 1, Target: target}}}}}
		s := sheetOf(t, p)
		bar := s.blocks[len(s.blocks)-1].Rectangle.Inset(6)
		c, bare := s.paint(), 0
		for y := bar.Min.Y; y < bar.Max.Y; y++ {
			for x := bar.Min.X; x < bar.Max.X; x++ {
				if c.ColorIndexAt(x, y) == paper {
					bare++
				}
			}
		}
		if hatched := bare > bar.Dx()*bar.Dy()/3; hatched != target {
			t.Errorf("target %t: %d of %d pixels show the paper", target, bare, bar.Dx()*bar.Dy())
		}
	}
}

// A vote for nothing has no bar in the colour of votes.
func TestNoVotesNoColour(t *testing.T) {
	bar := barOf(t, content.BarGroup{Full: 100, Bars: []content.Bar{{Label: "a", Shown: "0%"}}})
	if bar.colour == accent.at(levels) {
		t.Error("an option without votes has a bar like one with votes")
	}
}

func TestOptionsThatCannotBeReadKeepTheirPlace(t *testing.T) {
	got := written(sheetOf(t, content.Picture{Groups: []content.BarGroup{{Bars: []content.Bar{{Label: "👍"}, {Label: "שלום"}, {Label: "Жоқ"}, {}}}}}))
	if got != "1.\n2.\nЖоқ" {
		t.Errorf("got %q", got)
	}
}

func TestCardsStandSideBySide(t *testing.T) {
	cards := func(numbers ...string) (made []content.Card) {
		for _, n := range numbers {
			made = append(made, content.Card{Number: n, Label: "of what it is"})
		}
		return made
	}
	for _, c := range []struct {
		cards []content.Card
		want  string
	}{
		{cards("1"), "1"},
		{cards("1", "2", "3"), "1/2/3"},
		{cards("1", "2", "3", "4"), "1 2/3 4"},
		{cards("1", "2", "3", "4", "5"), "1 2/3 4/5"},
		{cards("1", "100,000–120,000", "3", "4"), "1 3/100,000–120,000/4"}, // the third moves up beside the first
	} {
		var rows []string
		s := &sheet{desk: newDesk(fontsOf(t))}
		for _, pair := range s.arrange(c.cards) {
			var row []string
			for _, card := range pair {
				row = append(row, card.digits)
				if alone := len(pair) == 1; card.wide != alone {
					t.Errorf("%s: alone in its row %t, wide %t", card.digits, alone, card.wide)
				}
			}
			rows = append(rows, strings.Join(row, " "))
		}
		if got := strings.Join(rows, "/"); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func FuzzLayOut(f *testing.F) {
	f.Add("Title", "over 80,000", "permits", "Label", "Note", 1.0, 0.0, 2.0, uint8(4), uint8(3), true)
	f.Add("", "", "", "", "", 0.0, 0.0, 0.0, uint8(1), uint8(1), false)
	f.Add(strings.Repeat("Щ", 500), "100 000–120 000-нан астам", "адам", "\u202eabc\u202c z̸̡̛̤̩͎̈́̽a̵", "👍🏽 سلام", -1.0, 5.0, 2.0, uint8(9), uint8(2), true)
	f.Add("a\x00\xff", "$1-2-3 4%", strings.Repeat("ab ", 300), strings.Repeat("\u00a0", 50), "·–·–", 1e308, 1e-308, 1e308, uint8(2), uint8(200), true)
	fonts := fontsOf(f)
	f.Fuzz(func(t *testing.T, title, number, unit, label, note string, value, low, high float64, cards, bars uint8, target bool) {
		p := content.Picture{Title: title, Subtitle: label, Notice: note, Footer: unit}
		for range cards % 6 {
			p.Cards = append(p.Cards, content.Card{Number: number, Unit: unit, Label: label, Note: note})
		}
		group := content.BarGroup{Title: title, Full: low}
		for range bars % 3 {
			group.Bars = append(group.Bars, content.Bar{Label: label, Shown: number, Note: note, Value: value, Low: low, High: high, Target: target})
		}
		p.Groups = append(p.Groups, group)
		for _, fault := range faults(layOut(newDesk(fonts), p)) {
			t.Error(fault)
		}
	})
}

// FuzzPaint paints one line of text and one bar.
func FuzzPaint(f *testing.F) {
	f.Add("За́мок z̸̡̛̤̩͎̈́̽a̵̰͐̎͌ 👍 ₸", 0.5, true)
	f.Add("\x00\xff", -1.0, false)
	fonts := fontsOf(f)
	f.Fuzz(func(t *testing.T, label string, value float64, target bool) {
		bars := []content.Bar{{Label: text.Truncate(label, 20), Value: value, Target: target}}
		s := layOut(newDesk(fonts), content.Picture{Groups: []content.BarGroup{{Full: 1, Bars: bars}}})
		var out bytes.Buffer
		if err := s.paint().encode(&out); err != nil {
			t.Fatal(err)
		}
		if drawn, err := png.Decode(&out); err != nil || drawn.Bounds() != image.Rect(0, 0, sheetWidth, s.y) {
			t.Fatalf("not a picture of the sheet: %v", err)
		}
	})
}
