package handlers_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"aitys/content"

	"pgregory.net/rapid"
)

// talk is what a person says to the bot, beside a model of what must become of it.
type talk struct {
	*person
	t     *rapid.T
	said  int
	state string   // the dialogue under way: "", section, opinion, plain, edit, pen
	plain string   // the text about which the bot asks
	edit  int      // which of the stored ones is being edited
	sent  []string // the opinions that must be stored, oldest first
}

func (k *talk) sentence() string {
	k.said++
	return fmt.Sprintf("This is what I think of it, for the %d. time.", k.said)
}

func (k *talk) store(words string) { k.sent, k.state = append(k.sent, words), "" }

// speaks says words that can be an opinion.
func (k *talk) speaks(words string) {
	k.Says(words)
	switch k.state {
	case "opinion":
		k.store(words)
	case "edit":
		k.sent[k.edit], k.state = words, ""
	case "pen": // too long for a name
	default:
		k.state, k.plain = "plain", words
	}
}

// acts are what people do in any order.
func (k *talk) acts() map[string]func() {
	return map[string]func(){
		"says":      func() { k.speaks(k.sentence()) },
		"says more": func() { k.speaks(k.sentence() + "\n\nAnd more: <b>" + strings.Repeat("word ", 300) + "end") },
		"mumbles":   func() { k.Says("hm") }, // too short anywhere but for a pen name
		"begins":    func() { k.Says("/opinion"); k.state = "section" },
		"begins on": func() { k.Says("/opinion 2"); k.state = "opinion" },
		"in one line": func() {
			words := k.sentence()
			k.Says("/opinion 3 " + words)
			k.store(words)
		},
		"one bad line": func() { k.Says("/opinion x"); k.state = "opinion" },
		"reads":        func() { k.Says("/summary") },
		"photo":        func() { k.Sends(content.Message{Media: content.MediaPhoto, Text: k.sentence()}) },
		"cancels":      func() { k.Says("/cancel"); k.state = "" },
		"names":        func() { k.TapsData(k.newest().id, "nm.new"); k.state = "pen" },
		"restarts":     func() { k.restart() },
		"sends": func() {
			if k.state == "plain" {
				k.Taps("Send")
				k.store(k.plain)
			}
		},
		"drops": func() {
			if k.state == "plain" {
				k.Taps("Cancel")
				k.state = ""
			}
		},
		"edits": func() {
			if len(k.sent) > 0 {
				k.edit = rapid.IntRange(0, len(k.sent)-1).Draw(k.t, "which")
				id := k.opinionsOf(k.person)[len(k.sent)-1-k.edit].ID
				k.TapsData(k.newest().id, "ed."+strconv.FormatInt(int64(id), 36)+".r")
				k.state = "edit"
			}
		},
	}
}

func TestDialoguesLoseNoOpinion(t *testing.T) {
	s := newStage(t)
	id := content.TelegramID(1000)
	rapid.Check(t, func(rt *rapid.T) {
		id++
		k := &talk{person: s.person(id, "en"), t: rt}
		k.Says("/start")
		acts := k.acts()
		names := make([]string, 0, len(acts))
		for name := range acts {
			names = append(names, name)
		}
		slices.Sort(names)
		for i, name := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 15).Draw(rt, "acts") {
			if name == "mumbles" && k.state == "pen" {
				k.state = ""
				k.Says("hm")
			} else {
				acts[name]()
			}
			var got []string
			for _, o := range k.opinionsOf(k.person) {
				got = append([]string{o.Latest()}, got...)
			}
			if !slices.Equal(got, k.sent) {
				rt.Fatalf("after act %d, %s: stored are %q, want %q", i, name, got, k.sent)
			}
		}
	})
}
