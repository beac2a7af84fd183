package content_test

import (
	"encoding/json"
	"math"
	"testing"

	"aitys/content"

	"github.com/google/go-cmp/cmp"
)

func aPicture() content.Picture {
	return content.Picture{
		Title: "t", Subtitle: "s", Notice: "n", Footer: "f",
		Cards: []content.Card{{Number: "1", Unit: "u", Label: "l", Note: "n"}, {}},
		Groups: []content.BarGroup{{Title: "t", Full: 100, Bars: []content.Bar{
			{Label: "l", Shown: "1", Note: "n", Value: 1}, {Low: 1, High: 2, Target: true},
		}}},
	}
}

func TestPictureSurvivesTheOutbox(t *testing.T) {
	stored, err := json.Marshal(aPicture())
	if err != nil {
		t.Fatal(err)
	}
	var read content.Picture
	if err := json.Unmarshal(stored, &read); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(aPicture(), read); diff != "" {
		t.Error(diff)
	}
	if read.Key() != aPicture().Key() {
		t.Error("the key changed on the way")
	}
}

func TestPicturesThatDifferHaveKeysThatDiffer(t *testing.T) {
	seen := map[string]int{aPicture().Key(): -1}
	for i, change := range []func(*content.Picture){
		func(p *content.Picture) { p.Title = "" },
		func(p *content.Picture) { p.Title, p.Subtitle = "ts", "" },
		func(p *content.Picture) { p.Subtitle = "" },
		func(p *content.Picture) { p.Notice, p.Footer = p.Footer, p.Notice },
		func(p *content.Picture) { p.Footer = "" },
		func(p *content.Picture) { p.Cards = p.Cards[:1] },
		func(p *content.Picture) { p.Cards[0].Number, p.Cards[0].Unit = "1u", "" },
		func(p *content.Picture) { p.Cards[0].Label = `l", Note:"n` },
		func(p *content.Picture) { p.Cards[0].Note = "" },
		func(p *content.Picture) { p.Cards[0], p.Cards[1] = p.Cards[1], p.Cards[0] },
		func(p *content.Picture) { p.Groups = append(p.Groups, content.BarGroup{}) },
		func(p *content.Picture) { p.Groups[0].Title = "" },
		func(p *content.Picture) { p.Groups[0].Full = 0 },
		func(p *content.Picture) { p.Groups[0].Bars[0].Value = 1.0000001 },
		func(p *content.Picture) { p.Groups[0].Bars[0].Value = math.NaN() },
		func(p *content.Picture) { p.Groups[0].Bars[0].Shown = "" },
		func(p *content.Picture) { p.Groups[0].Bars[1].Low = 0 },
		func(p *content.Picture) { p.Groups[0].Bars[1].High = 3 },
		func(p *content.Picture) { p.Groups[0].Bars[1].Target = false },
	} {
		p := aPicture()
		change(&p)
		if other, ok := seen[p.Key()]; ok {
			t.Errorf("changes %d and %d give the same key", i, other)
		}
		seen[p.Key()] = i
	}
}
