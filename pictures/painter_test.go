package pictures

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"aitys/content"
)

var update = flag.Bool("update", false, "paint the golden pictures anew")

func newPainter(t *testing.T, cacheBytes int) *Painter {
	t.Helper()
	p, err := New(cacheBytes)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func paint(t *testing.T, p *Painter, picture content.Picture) []byte {
	t.Helper()
	made, err := p.Paint(t.Context(), picture)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// After a change of the look: go test ./pictures -update, then open every picture in testdata and look at it.
func TestGolden(t *testing.T) {
	p := newPainter(t, 0)
	for _, name := range []string{"card-1", "figures-en", "figures-kk", "exports-ru", "results-ru", "extremes"} {
		picture := samples[name]
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", name+".png")
			got := paint(t, p, picture)
			if *update {
				if err := os.WriteFile(file, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, decode(t, got), decode(t, want))
		})
	}
}

func decode(t *testing.T, data []byte) *image.Paletted {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	p, ok := m.(*image.Paletted)
	if !ok {
		t.Fatalf("a picture without a palette: %T", m)
	}
	return p
}

// compare lets pixels differ by what no eye sees: other processors may round the edges of letters another way.
func compare(t *testing.T, got, want *image.Paletted) {
	t.Helper()
	if got.Bounds() != want.Bounds() {
		t.Fatalf("%v, want %v", got.Bounds(), want.Bounds())
	}
	differ := 0
	gotBright, wantBright := brightness(got.Palette), brightness(want.Palette)
	for i, colour := range want.Pix {
		if d := gotBright[got.Pix[i]] - wantBright[colour]; d < -12 || d > 12 {
			differ++
		}
	}
	if differ > 0 {
		t.Errorf("%d pixels differ", differ)
	}
}

// brightness is how bright each colour of a palette is, from 0 to 255.
func brightness(p color.Palette) (bright [256]int) {
	for i, c := range p {
		if gray, ok := color.GrayModel.Convert(c).(color.Gray); ok {
			bright[i] = int(gray.Y)
		}
	}
	return bright
}

// WCAG 2.2, success criterion 1.4.3: contrast of at least 4.5 to 1.
func TestContrast(t *testing.T) {
	for i, c := range inkColours {
		if contrast := (luminance(paperColour) + 0.05) / (luminance(c) + 0.05); contrast < 4.5 {
			t.Errorf("ink %d has a contrast of %.1f on the paper", i, contrast)
		}
	}
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func TestPaletteHasAPlaceForEachColour(t *testing.T) {
	colours := palette()
	if len(colours) > 256 {
		t.Fatalf("%d colours in a byte", len(colours))
	}
	for colour, want := range map[uint8]color.NRGBA{
		paper: paperColour, dark.at(levels): inkColours[dark], soft.at(levels): inkColours[soft], accent.at(levels): inkColours[accent],
		rule: ruleColour, track: trackColour,
	} {
		if colours[colour] != want {
			t.Errorf("colour %d is %v, want %v", colour, colours[colour], want)
		}
	}
}

func TestPaintingAtTheSameTime(t *testing.T) {
	one, many := newPainter(t, 0), newPainter(t, 100_000) // too little for all of them
	var wait sync.WaitGroup
	for _, name := range []string{"card-1", "results-kk", "results-ru"} {
		picture := samples[name]
		want := paint(t, one, picture)
		for range 3 {
			wait.Go(func() {
				if got, err := many.Paint(t.Context(), picture); err != nil || !bytes.Equal(got, want) {
					t.Errorf("%s: another picture than when painted alone (%v)", name, err)
				}
			})
		}
	}
	wait.Wait()
}

func TestAskedAtOncePaintedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var painted atomic.Int32
		finish := make(chan struct{})
		p := &Painter{cache: newCache(100), draw: func(content.Picture) ([]byte, error) {
			painted.Add(1)
			<-finish
			return []byte("png"), nil
		}}
		for range 20 {
			go func() {
				if got, err := p.Paint(t.Context(), content.Picture{Title: "T"}); err != nil || string(got) != "png" {
					t.Errorf("got %q, %v", got, err)
				}
			}()
		}
		synctest.Wait()
		close(finish)
		synctest.Wait()
		paint(t, p, content.Picture{Title: "T"})
		if painted.Load() != 1 {
			t.Errorf("painted %d times", painted.Load())
		}
	})
}

func TestFailedPaintingIsNotKept(t *testing.T) {
	wrong := errors.New("wrong")
	p := &Painter{cache: newCache(100), draw: func(content.Picture) ([]byte, error) { return nil, wrong }}
	if _, err := p.Paint(t.Context(), content.Picture{}); !errors.Is(err, wrong) {
		t.Fatalf("got %v", err)
	}
	p.draw = func(content.Picture) ([]byte, error) { return []byte("png"), nil }
	if got := paint(t, p, content.Picture{}); string(got) != "png" {
		t.Errorf("got %q", got)
	}
}

func TestNothingIsPaintedAfterTheEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := newPainter(t, 0).Paint(ctx, content.Picture{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestCacheKeepsWhatWasAskedForLast(t *testing.T) {
	c := newCache(30)
	for i := range 3 {
		c.put(fmt.Sprint(i), make([]byte, 10))
	}
	c.get("0")
	c.put("3", make([]byte, 9))
	c.put("3", make([]byte, 9)) // again: counted once
	c.put("too large", make([]byte, 31))
	for key, want := range map[string]bool{"0": true, "1": false, "2": true, "3": true, "too large": false} {
		if _, ok := c.get(key); ok != want {
			t.Errorf("%q is kept: %t, want %t", key, ok, want)
		}
	}
	if c.taken != 29 {
		t.Errorf("%d bytes counted, 29 are kept", c.taken)
	}
}

func TestCacheStaysWithinItsRoom(t *testing.T) {
	c := newCache(1000)
	for i := range 5000 {
		c.put(fmt.Sprint(i), make([]byte, i*7%400))
		kept := 0
		for _, png := range c.pngs {
			kept += len(png)
		}
		if kept > c.room || kept != c.taken || len(c.order) != len(c.pngs) {
			t.Fatalf("after %d: %d bytes kept, %d counted; %d keys in order, %d kept", i, kept, c.taken, len(c.order), len(c.pngs))
		}
	}
}
