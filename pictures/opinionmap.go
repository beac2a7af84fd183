package pictures

import (
	"image"
	"math"

	"aitys/content"
)

const (
	mapHeight  = 840  // of the field, at most
	mapRadius  = 300  // of an area, at most
	mapLeast   = 0.3  // the radius of the smallest area, as a part of the largest
	mapSpread  = 1.3  // how far areas lie apart before they are moved, in sums of their radii
	mapGap     = 24   // between areas, in pixels
	mapBadge   = 36   // the radius of the middle, where the letter stands
	mapRing    = 4    // around an area
	dotLargest = 12   // the radius of a dot, at most
	dotPart    = 0.36 // the same, as a part of the distance between dots
	dotAngle   = 2.399963229728653
	dotsRing   = 8   // so many dots stand in a ring around the letter
	dotsBand   = 5   // and any number where the ring that is left has so many of their radii at most,
	dotsApart  = 2.1 // and there are so many between two of them
	legendDisc = 15
	legendStep = 56 // from a disc of the legend to its words
)

// The styles of a map's words.
var (
	badgeStyle  = style{bold, 46, 56}
	legendStyle = style{regular, 44, 56}
)

// disc is a filled circle; hue says whose.
type disc struct {
	x, y, r float64
	hue     int
	what    discKind
}

// discKind says how a disc looks.
type discKind int

const (
	area    discKind = iota // the shade of a group, with a ring
	middle                  // of an area: plain paper, for the letter
	dotOf                   // a reader, on the shade
	keyDisc                 // of the legend, on the paper
	halo                    // around the one dot that is marked
	you                     // the one dot that is marked
)

// circle is an area on its way to its place.
type circle struct{ x, y, r float64 }

// opinionMap lays out an opinion map: the areas, then what they are called.
func (s *sheet) opinionMap(m *content.OpinionMap) {
	if m == nil || len(m.Areas) == 0 {
		return
	}
	areas := m.Areas[:min(len(m.Areas), hues)]
	circles := arrangeAreas(areas)
	s.y += 40
	bottom := 0.0
	for i, c := range circles {
		c.x, c.y = c.x+margin, c.y+float64(s.y)
		bottom = max(bottom, c.y+c.r)
		s.area(c, i, areas[i], m.You)
	}
	s.y = int(bottom) + 44
	for i, a := range areas {
		s.legend(disc{r: legendDisc, hue: i, what: keyDisc}, a.Name, a.Note)
	}
	if m.You != nil && m.You.Label != "" {
		s.legend(disc{r: legendDisc, what: you}, m.You.Label, "")
	}
	if m.Dot != "" {
		s.paragraph(noteStyle, soft, margin, columnWidth, 2, m.Dot)
	}
}

// area puts one group into its place, with a dot for each reader around the letter.
func (s *sheet) area(c circle, hue int, a content.MapArea, marked *content.MapPlace) {
	s.discs = append(s.discs, disc{c.x, c.y, c.r, hue, area})
	badge := min(mapBadge, c.r*0.7)
	inner, outer := badge*badge, (c.r-2*mapRing)*(c.r-2*mapRing)
	dots := max(a.Dots, 0)
	size := min(dotLargest, dotPart*math.Sqrt(math.Pi*(outer-inner)/float64(max(dots, 1))))
	outer = max(c.r-2*mapRing-size, badge) * max(c.r-2*mapRing-size, badge)
	inner = min((badge+size)*(badge+size), outer)
	between := (math.Sqrt(inner) + math.Sqrt(outer)) / 2
	ring := dots <= dotsRing || math.Sqrt(outer)-math.Sqrt(inner) < dotsBand*size && 2*math.Pi*between > dotsApart*float64(dots)*size
	for k := range dots {
		from, angle := math.Sqrt(inner+(outer-inner)*(float64(k)+0.5)/float64(dots)), float64(k)*dotAngle
		if ring {
			from, angle = between, 2*math.Pi*float64(k)/float64(dots)-math.Pi/2
		}
		at := disc{c.x + from*math.Cos(angle), c.y + from*math.Sin(angle), size, hue, dotOf}
		if marked != nil && marked.Area == hue && marked.Dot == k {
			s.marked = []disc{{at.x, at.y, max(size, 8) + 8, hue, halo}, {at.x, at.y, max(size, 8) + 3, hue, you}}
			continue
		}
		s.discs = append(s.discs, at)
	}
	s.discs = append(s.discs, disc{c.x, c.y, badge, hue, middle})
	l, letter := s.letters(badgeStyle), s.clean(a.Letter)
	s.lines = append(s.lines, line{l, dark, int(c.x) - l.width(letter)/2, int(c.y) - l.leading/2 + l.drop, letter})
}

// legend writes a row: a disc, and what it stands for.
func (s *sheet) legend(d disc, words, note string) {
	d.x, d.y = margin+legendDisc, float64(s.y+legendStyle.leading/2)
	s.discs = append(s.discs, d)
	s.paragraph(legendStyle, dark, margin+legendStep, columnWidth-legendStep, 2, words)
	if note != "" {
		s.paragraph(noteStyle, soft, margin+legendStep, columnWidth-legendStep, 3, note)
	}
	s.y += 6
}

// arrangeAreas gives areas their places in a field as wide as the column, from 0 on: as large as their readers are many, as far from each other as their
// places are, and none over another.
func arrangeAreas(areas []content.MapArea) []circle {
	circles := make([]circle, len(areas))
	largest, sum := 0.0, 0.0
	for i, a := range areas {
		circles[i] = circle{finite(a.X), finite(a.Y), math.Sqrt(float64(max(a.Readers, 1)))}
		largest = max(largest, circles[i].r)
	}
	for i := range circles {
		circles[i].r = max(circles[i].r, mapLeast*largest)
		sum += circles[i].r
	}
	spread(circles, mapSpread*sum)
	moveApart(circles, mapGap*largest/mapRadius)
	return fit(circles)
}

// finite is a coordinate that can be computed with.
func finite(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	return x
}

// spread scales places so that the farthest two are so far apart, and lays two in a row.
func spread(circles []circle, far float64) {
	farthest := 0.0
	for i, a := range circles {
		for _, b := range circles[:i] {
			farthest = max(farthest, math.Hypot(a.x-b.x, a.y-b.y))
		}
	}
	for i := range circles {
		c := &circles[i]
		switch {
		case len(circles) == 2:
			c.x, c.y = float64(i)*far, 0
		case farthest == 0:
			c.x, c.y = far*math.Cos(float64(i)), far*math.Sin(float64(i))
		default:
			c.x, c.y = c.x*far/farthest, c.y*far/farthest
		}
	}
}

// moveApart moves circles apart that lie over each other, and the others nearer to their middle, until each has its room.
func moveApart(circles []circle, gap float64) {
	const rounds, pull = 400, 0.01
	for round := range rounds {
		for i := range circles {
			if round < rounds/2 {
				circles[i].x *= 1 - pull
				circles[i].y *= 1 - pull
			}
			for j := range i {
				push(&circles[i], &circles[j], gap)
			}
		}
	}
}

// push moves two circles apart as far as they are too near.
func push(a, b *circle, gap float64) {
	dx, dy := a.x-b.x, a.y-b.y
	apart := math.Hypot(dx, dy)
	near := a.r + b.r + gap - apart
	if near <= 0 {
		return
	}
	if apart == 0 {
		dx, dy, apart = 1, 0, 1
	}
	a.x, a.y = a.x+dx/apart*near/2, a.y+dy/apart*near/2
	b.x, b.y = b.x-dx/apart*near/2, b.y-dy/apart*near/2
}

// fit scales circles to the field, and puts them into the middle of its width.
func fit(circles []circle) []circle {
	left, top, right, bottom, largest := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1), 0.0
	for _, c := range circles {
		left, right = min(left, c.x-c.r), max(right, c.x+c.r)
		top, bottom = min(top, c.y-c.r), max(bottom, c.y+c.r)
		largest = max(largest, c.r)
	}
	scale := min((columnWidth-1)/(right-left), (mapHeight-1)/(bottom-top), mapRadius/largest)
	fitted := make([]circle, len(circles))
	for i, c := range circles {
		fitted[i] = circle{(c.x-(left+right)/2)*scale + columnWidth/2, (c.y - top) * scale, c.r * scale}
	}
	return fitted
}

// box is where a disc lies.
func (d disc) box() image.Rectangle {
	return image.Rect(int(math.Floor(d.x-d.r)), int(math.Floor(d.y-d.r)), int(math.Ceil(d.x+d.r))+1, int(math.Ceil(d.y+d.r))+1)
}
