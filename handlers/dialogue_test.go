package handlers_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"aitys/content"

	"pgregory.net/rapid"
)

// talk is what a person says to the bot, beside a model of what must become of it.
type talk struct {
	*person
	t     *rapid.T
	said  int
	aside bool     // something else was done since the dialogue under way began
	state string   // the dialogue under way: "", section, opinion, plain, edit, pen
	plain string   // the text about which the bot asks
	edit  int      // which of the stored ones is being edited
	asks  string   // the dialogue to which the plain text may belong
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
	switch {
	case (k.state == "opinion" || k.state == "edit") && !k.aside:
		k.take(k.state, words)
	case k.state == "pen" && !k.aside: // too long for a name
	case k.state == "edit":
		k.state, k.plain, k.asks = "plain", words, "edit"
	default:
		k.state, k.plain, k.asks = "plain", words, "opinion"
	}
}

func (k *talk) take(state, words string) {
	if state == "edit" {
		k.sent[k.edit], k.state = words, ""
	} else {
		k.store(words)
	}
}

func (k *talk) begins(state string) { k.state, k.aside = state, false }

// acts are what people do in any order.
func (k *talk) acts() map[string]func() {
	return map[string]func(){
		"says":      func() { k.speaks(k.sentence()) },
		"says more": func() { k.speaks(k.sentence() + "\n\nAnd more: <b>" + strings.Repeat("word ", 300) + "end") },
		"mumbles":   func() { k.Says("hm") }, // too short anywhere but for a pen name
		"begins":    func() { k.Says("/opinion"); k.begins("section") },
		"begins on": func() { k.Says("/opinion 2"); k.begins("opinion") },
		"in one line": func() {
			words := k.sentence()
			k.Says("/opinion 3 " + words)
			k.store(words)
		},
		"one bad line": func() { k.Says("/opinion x"); k.begins("opinion") },
		"reads":        func() { k.Says("/summary"); k.aside = true },
		"photo":        func() { k.Sends(content.Message{Media: content.MediaPhoto, Text: k.sentence()}) },
		"cancels":      func() { k.Says("/cancel"); k.state = "" },
		"names":        func() { k.TapsData(k.newest().id, "nm.new"); k.begins("pen") },
		"restarts":     func() { k.restart() },
		"sends": func() {
			if k.state == "plain" {
				k.Taps("Send")
				k.take(k.asks, k.plain)
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
				k.begins("edit")
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
				if k.Says("hm"); k.aside {
					k.begins("a name that is asked about")
				} else {
					k.state = ""
				}
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

// Whoever looks at a number and then writes may be quoting it, or speak of something else.
func TestADialogueThatWasPutAsideAsksFirst(t *testing.T) {
	s := newStage(t)
	for i, other := range []func(*person){
		func(p *person) { p.Says("/figures") },
		func(p *person) { p.Says("/poll 3") },
		func(p *person) { p.Says("/mine") },
		func(p *person) { p.Says("/section 99").Sees("no section") },
		func(p *person) { p.Says("Figures") },
		func(p *person) { p.Taps("Figures") },
	} {
		reader := s.person(content.TelegramID(20+i), "en")
		reader.Says("/start")
		reader.Says("/opinion 2").Sees("Your opinion on <b>2. ")
		other(reader)
		s.restart()
		reader.Says(prices).Sees("Send this as an opinion on <b>2. ").has().Taps("Send").Sees("Received.", "2. ").has(prices)
	}
}

func TestOtherDialoguesThatWerePutAsideAskFirst(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	first := s.opinion(author, "labour", 0, "Salaries in IT went down because of this")
	reader.Says("/opinions 3").Taps("Reply").Says("/figures")
	reader.Says(prices).Sees("Send this as a reply to opinion 1?").SeesNot("opinion on").has().Taps("Send").Sees("Reply to opinion 1").has(prices)
	if o := s.opinionsOf(reader)[0]; o.Parent != first.ID {
		t.Errorf("stored as %+v", o)
	}
	reader.Says("/mine").Taps("Edit").Says("/rules")
	reader.Says(schools).Sees("Send this as the new text of opinion 2?").has(prices).Taps("Send").Sees("A moderator reads").SeesNot("[Send]").has(schools)
	reader.Says("/name").Taps("New pen name").Says("/privacy")
	reader.Says("Aigul").Sees("your pen name: <b>Aigul</b>?").Taps("Send").Sees("will be signed: Aigul").SeesNot("[Send]")
	reader.Says("/name").Taps("New pen name").Says("/privacy")
	reader.Says(prices).Sees("Send this as an opinion on").Taps("Cancel")
	reader.Says("/mine").Taps("Edit")
	s.withdraw(s.opinionsOf(reader)[0].ID)
	reader.Says(prices).Sees("has been taken back", "/opinion").has()
	reader.Says("/cancel").Sees("nothing to cancel")
}

// An hour later the parent is named too.
func TestAnOldReplyIsAskedAboutAsAReply(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	s.opinion(author, "labour", 0, "Salaries in IT went down because of this")
	reader.Says("/opinions 3").Taps("Reply")
	s.now = s.now.Add(2 * time.Hour)
	reader.Says(prices).Sees("Send this as a reply to opinion 1?").Taps("Send").Sees("Reply to opinion 1")
}
