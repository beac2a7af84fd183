// Command plot draws how the peers compare: it reads what the bench measured from its standard input and writes a PNG.
//
//	plot FILE.png
//
// A bar is the median of the runs, the line across it reaches from the lowest to the highest.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"image/color"
	"log"
	"os"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// bars is a kind of work: units a second, by peer and by run.
type bars struct {
	Title string      `json:"title"`
	Names []string    `json:"names"`
	Rates [][]float64 `json:"rates"`
}

const (
	width  = 20 * vg.Centimeter
	height = 5 * vg.Centimeter // of one kind of work
	thick  = 14
)

var (
	ours   = color.NRGBA{R: 0x1b, G: 0x6c, B: 0xa8, A: 0xff}
	theirs = color.NRGBA{R: 0xb8, G: 0xc4, B: 0xce, A: 0xff}
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	if len(os.Args) != 2 {
		return errors.New("plot FILE.png")
	}
	var all []bars
	if err := json.NewDecoder(os.Stdin).Decode(&all); err != nil {
		return err
	}
	canvas := vgimg.NewWith(vgimg.UseWH(width, height*vg.Length(len(all))), vgimg.UseDPI(120), vgimg.UseBackgroundColor(color.White))
	tiles := draw.Tiles{Cols: 1, Rows: len(all), PadY: vg.Millimeter * 4, PadLeft: vg.Millimeter * 2, PadRight: vg.Millimeter * 8}
	var rows [][]*plot.Plot
	for _, one := range all {
		p, err := one.plot()
		if err != nil {
			return err
		}
		rows = append(rows, []*plot.Plot{p})
	}
	places := plot.Align(rows, tiles, draw.New(canvas)) // the bars of all kinds begin below each other
	for i := range rows {
		rows[i][0].Draw(places[i][0])
	}
	return write(os.Args[1], canvas)
}

func write(path string, canvas *vgimg.Canvas) error {
	file, err := os.Create(path) //nolint:gosec // whoever calls names it
	if err != nil {
		return err
	}
	_, err = vgimg.PngCanvas{Canvas: canvas}.WriteTo(file)
	return errors.Join(err, file.Close())
}

// plot draws a bar for each peer, the first at the top.
func (b bars) plot() (*plot.Plot, error) {
	p := plot.New()
	p.Title.Text = b.Title
	p.X.Label.Text = "a second"
	p.X.Min = 0
	count := len(b.Names)
	var names []string
	for i := range count {
		rates := slices.Sorted(slices.Values(b.Rates[i]))
		middle := (rates[(len(rates)-1)/2] + rates[len(rates)/2]) / 2
		at := float64(count - 1 - i)
		bar, err := plotter.NewBarChart(plotter.Values{middle}, vg.Points(thick))
		if err != nil {
			return nil, err
		}
		bar.Horizontal, bar.XMin, bar.Color, bar.LineStyle.Width = true, at, theirs, 0
		if i == 0 {
			bar.Color = ours
		}
		span, err := plotter.NewLine(plotter.XYs{{X: rates[0], Y: at}, {X: rates[len(rates)-1], Y: at}})
		if err != nil {
			return nil, err
		}
		p.Add(bar, span)
		names = append([]string{fmt.Sprintf("%s: %.0f", b.Names[i], middle)}, names...)
	}
	p.NominalY(names...)
	return p, nil
}
