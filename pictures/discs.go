package pictures

import (
	"image/color"
	"math"
)

const (
	// hues is how many groups have colours of their own.
	hues = 5
	// shades is how many steps lie between a group's shade and its colour, rims how many between the paper and its colour.
	shades = 7
	rims   = 3
	// shade is how much of a group's colour is in its shade, in levels.
	shade = 11
	// hueColours is how many colours of the palette a group takes.
	hueColours = 1 + shades + rims
)

// hueFirst is where the groups' colours begin in the palette.
const hueFirst = track + 1

// groupColours are told apart by people who confuse red and green too; on the paper each has a contrast of at least 4.5:1.
var groupColours = [hues]color.NRGBA{
	{0x0A, 0x61, 0x8C, 0xFF}, {0xB0, 0x4A, 0x0A, 0xFF}, {0x2C, 0x74, 0x4A, 0xFF}, {0x7A, 0x3E, 0x9D, 0xFF}, {0x6E, 0x62, 0x0A, 0xFF},
}

// huePalette is the shade of each group, the steps from there to its colour, and those from the paper.
func huePalette() (colours color.Palette) {
	for _, c := range groupColours {
		tint := mix(paperColour, c, shade)
		colours = append(colours, tint)
		for step := 1; step <= shades; step++ {
			colours = append(colours, mix(tint, c, levels*step/shades))
		}
		for step := 1; step <= rims; step++ {
			colours = append(colours, mix(paperColour, c, levels*step/(rims+1)))
		}
	}
	return colours
}

// onShade is a group's colour that covers so much of a pixel of its shade, from 0 to 1.
func onShade(hue int, cover float64) uint8 {
	return hueFirst + uint8(hue*hueColours) + uint8(math.Round(cover*shades)) // #nosec G115 -- five groups of eleven
}

// onPaper is the same of a pixel of the paper.
func onPaper(hue int, cover float64) uint8 {
	switch step := int(math.Round(cover * (rims + 1))); {
	case step <= 0:
		return paper
	case step > rims:
		return onShade(hue, 1)
	default:
		return hueFirst + uint8(hue*hueColours+shades+step) // #nosec G115 -- five groups of eleven
	}
}

// disc draws a disc. What it covers partly is drawn as if it lay on what belongs below it.
func (c *canvas) disc(d disc) {
	box := d.box().Intersect(c.Rect)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			inside := d.r - math.Hypot(float64(x)+0.5-d.x, float64(y)+0.5-d.y) + 0.5 // how far the middle of the pixel is within the edge
			if inside > 0 {
				c.Pix[c.PixOffset(x, y)] = d.colour(min(inside, 1), inside)
			}
		}
	}
}

// colour is the colour of a pixel that lies so far within the edge and is covered so much.
func (d disc) colour(cover, inside float64) uint8 {
	switch d.what {
	case area:
		if inside <= mapRing {
			return onPaper(d.hue, cover)
		}
		return onShade(d.hue, max(0, 1-(inside-mapRing)))
	case dotOf:
		return onShade(d.hue, cover)
	case keyDisc:
		return onPaper(d.hue, cover)
	case you:
		return dark.at(int(math.Round(cover * levels)))
	case middle, halo:
	}
	return paper
}
