package handlers_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

// What is said in these scripts.
const (
	prices  = "Prices went up before the cafés did, and nobody asked us."
	schools = "My children's school has three new friends in every class."
	slug    = "relocation-kazakhstan"
)

// opinionsOf are the opinions of a person as they are stored, newest first.
func (s *stage) opinionsOf(p *person) (all []content.Opinion) {
	s.t.Helper()
	err := s.store.View(context.Background(), func(tx *storage.Tx) error {
		reader, err := tx.Reader(p.who.ID)
		if err != nil {
			return err
		}
		all, err = tx.OpinionsBy(reader.ID, 0, 1000)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

// has fails unless the person's opinions are these texts, newest first.
func (p *person) has(texts ...string) *person {
	p.t.Helper()
	var got []string
	for _, o := range p.opinionsOf(p) {
		got = append(got, o.Latest())
	}
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", texts) {
		p.t.Fatalf("%s: has the opinions %q, want %q", line(), got, texts)
	}
	return p
}

func TestOpinionStepByStep(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/start").Says("Speak").Sees("What is your opinion about?", "[Whole article]", "[3. ", "/cancel")
	had := len(s.chats[1])
	reader.Taps("3. ").Sees("Your opinion on <b>3. ", "10 to 3,500 characters", "/cancel")
	if len(s.chats[1]) != had {
		t.Error("the choice of a section should turn into the question in place")
	}
	reader.Says(prices).Sees("Your opinion 1", "How the Russian Relocation Wave", "3. ", "Signed: anonymous", prices, "Received.", "/rules", "/privacy",
		"[Take back]", "[Edit]", "[Sign as…]")
	o := s.opinionsOf(reader)[0]
	if o.State != content.Pending || o.Section != "labour" || o.Signed != "" || o.Lang != content.English {
		t.Errorf("stored as %+v", o)
	}
	reader.Says(schools).Sees("Send this as an opinion on", "[Send]", "[Cancel]").has(prices)
	had = len(s.chats[1])
	reader.Taps("Send").Sees("Your opinion 2", "Received.").SeesNot("/privacy", "[Send]").has(schools, prices)
	if len(s.chats[1]) != had {
		t.Error("the question should turn into the receipt in place")
	}
	question := reader.newest()
	reader.Taps("Edit")
	reader.Says(schools+" Good.").Sees("Your opinion 2", schools+" Good.")
	if !strings.Contains(string(question.out.Text), "Good.") {
		t.Errorf("the receipt that was a question does not follow its opinion: %s", question.out.Text)
	}
}

func TestOpinionInOneLine(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	for i, c := range []struct {
		words, text string
		section     content.SectionID
	}{
		{"/opinion " + prices, prices, ""},
		{"/opinion 2 " + prices, prices, "cappuccino"},
		{"/opinion Labour " + prices, prices, "labour"},
		{"/opinion 0 " + schools, schools, ""},
		{"/opinion 7 things are wrong with this", "7 things are wrong with this", ""},
		{"/opinion 1\n\n" + schools, schools, "diaspora"},
	} {
		reader.Says(c.words).Sees("Received.")
		if o := s.opinionsOf(reader)[0]; int(o.ID) != i+1 || o.Text != c.text || o.Section != c.section {
			t.Errorf("%q is stored as %+v", c.words, o)
		}
	}
	reader.Says("/opinion 9").Sees("“9”", "/section")
	reader.Says("/opinion 2").Sees("Your opinion on <b>2. ")
	reader.Says("/opinion <b>bold</b> & brave words").Sees("&lt;b&gt;bold&lt;/b&gt; &amp; brave").SeesNot("<b>bold")
}

func TestWhatCannotBeAnOpinionLeavesTheDialogueOpen(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/opinion 4")
	reader.Says("no").Sees("too short", "2 of at least 10", "/cancel")
	reader.Says("!!!!!!!!!!!!!!").Sees("no words", "/cancel")
	reader.Says("👍👍👍👍👍👍👍👍👍👍👍👍").Sees("no words")
	reader.Sends(content.Message{}).Sees("too short") // nothing but what cannot be seen
	reader.Says(strings.Repeat("seven ", 600)).Sees("too long", "3,599 characters", "3,500")
	reader.Sends(content.Message{Media: content.MediaVoice}).Sees("recordings", "still wait for the words")
	reader.Says("/summary").Sees("The Times of Central Asia")
	reader.Sends(content.Message{Media: content.MediaPhoto, Text: prices})
	s.restart()
	reader.has().Says(prices).Sees("Send this as an opinion on <b>4. ").has() // it may be about the summary
	reader.Taps("Send").Sees("Received.", "4. ").has(prices)
	reader.Says("/opinion 4 "+prices).Sees("said that here before, in opinion 1", "/mine").has(prices)
	reader.Says("/opinion bad").Sees("too short")
	reader.Says(schools).Sees("Received.", "whole article").has(schools, prices)
}

func TestOpinionAtItsLimits(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	longest := strings.TrimSpace(strings.Repeat("seven ", 583)) + " ok"
	for len(longest) < content.MaxOpinion {
		longest += "k"
	}
	reader.Says("/opinion 10 chars!!").Sees("Received.")
	reader.Says("/opinion "+longest).Sees("Received.").has(longest, "10 chars!!")
	reader.Says("/opinion "+longest+"k").Sees("3,501 characters").has(longest, "10 chars!!")
	reader.Says("/cancel")
	// As much as a message holds, in a single character and some words.
	reader.Says("/opinion long words " + "👩" + strings.Repeat("\u200d👩", 1340)).Sees("Received.")
	reader.Taps("Edit").Sees("👩")
	reader.Says("/mine").Sees("long words")
}

// A text that is longer than a message comes as several, one right behind another.
func TestRestOfATextThatWasTooLongIsNoOpinion(t *testing.T) {
	for name, begin := range map[string]func(*person){
		"guided": func(p *person) { p.Says("/opinion 1") },
		"edit":   func(p *person) { p.Says("/opinion 1 " + prices).Taps("Edit") },
		"plain":  func(p *person) { p.Says("/start") },
		"aside":  func(p *person) { p.Says("/opinion 1").Says("/summary") },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			reader := s.person(1, "en")
			begin(reader)
			before := len(s.opinionsOf(reader))
			parts := []string{strings.Repeat("seven ", 680), "and this is the rest of what I wanted to say", "and its end, which is long enough"}
			var batch []content.Incoming
			for _, part := range parts {
				reader.update++
				reader.message++
				batch = append(batch, content.Incoming{
					Kind: content.KindMessage, Update: reader.update, At: s.now, From: reader.who, Chat: reader.chat,
					Message: &content.Message{ID: reader.message, Text: part},
				})
			}
			reader.last = int(batch[0].Update)
			s.apply(batch...)
			reader.Sees("too long", "the rest of the text")
			if got := s.opinionsOf(reader); len(got) != before || before == 1 && got[0].Latest() != prices {
				t.Errorf("a part was taken: %+v", got)
			}
			reader.SeesNot("[Send]")
			reader.Says(schools).SeesNot("the rest of").Taps("Send").has(schools)
		})
	}
}

// The bot's answer to the first part, or anything else, may come between the parts.
func TestRestOfATextThatWasTooLongIsAskedAbout(t *testing.T) {
	const rest = "and this is the rest of what I wanted to say"
	for name, begin := range map[string]func(*person){
		"guided":   func(p *person) { p.Says("/opinion 2") },
		"one line": func(p *person) { p.Says("/opinion 2 " + strings.Repeat("eight ", 600)) },
		"edit":     func(p *person) { p.Says("/opinion 2 " + prices).Taps("Edit") },
		"plain":    func(p *person) { p.Says("/start") },
		"aside":    func(p *person) { p.Says("/opinion 2").Says("/summary") },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			reader := s.person(1, "en")
			begin(reader)
			var before []string
			if name == "edit" {
				before = []string{prices}
			}
			long := func() {
				reader.Says(strings.Repeat("seven ", 680)).Sees("too long")
				reader.message++ // the bot's answer
			}
			long()
			s.now = s.now.Add(40 * time.Second)
			reader.Says(rest).Sees("may be its rest", "[Send]", "[It is the rest]").SeesNot("[Cancel]").has(before...)
			s.restart()
			reader.message++
			reader.Says(schools).Sees("may be its rest").has(before...).Taps("Send").has(schools)
			reader.TapsData(reader.newest().id-1, "pt.rest.102")
			reader.Says("/mine").Taps("Edit")
			long()
			reader.Says("hm").Sees("too short")
			reader.message++
			reader.Says(rest).Sees("Send this as the new text of opinion 1?").Taps("It is the rest").Sees("in one message").SeesNot("[Send]").has(schools)
			s.now = s.now.Add(2 * time.Minute)
			reader.Says(prices).Sees("new text of opinion 1?", "[Cancel]").SeesNot("may be its rest").Taps("Send").has(prices)
			reader.Taps("Edit")
			long()
			s.now = s.now.Add(time.Minute)
			reader.Says(schools).has(schools) // shortened
		})
	}
}

// Two thoughts in a row are two questions, on what the last opinion was about.
func TestTwoTextsWait(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/opinion 1").Says("Something else than what follows.")
	reader.Says(prices).Sees("Send this as an opinion on <b>1. ")
	first := reader.newest()
	reader.Says(schools).Sees("Send this as an opinion on <b>1. ")
	second := reader.newest()
	press := func(under *shown, column int) *person {
		return reader.TapsData(under.id, string(under.out.Buttons[0][column].Press))
	}
	data := first.out.Buttons[0][0].Press
	press(first, 0).Sees("Received.", prices).SeesNot(schools)
	reader.TapsData(first.id, data).Sees("pressed that already")
	press(second, 0).Sees("Received.", schools).has(schools, prices, "Something else than what follows.")
	for _, o := range s.opinionsOf(reader) {
		if o.Section != "diaspora" {
			t.Errorf("stored as %+v", o)
		}
	}
	reader.Says("/cancel").Sees("nothing to cancel")
	reader.Says("/summary").Says("And one more thing about all of it.").Sees("Send this as an opinion on <b>How the Russian")
	reader.Taps("Cancel").Says("/cancel").Sees("nothing to cancel")
	reader.Says("And two more things about all of it.")
	late := reader.newest()
	s.now = s.now.Add(13 * time.Hour)
	reader.Says("And three more things about all of it.")
	press(late, 0).Sees("no longer keep")
}

func TestPlainTextIsNeverSubmittedByItself(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says(prices).Sees("Send this as an opinion on <b>How the Russian").has()
	asked := reader.newest().out.Buttons[0][2].Press
	reader.TapsData(reader.newest().id, asked).Sees("Nothing was sent")
	reader.Says(schools).Sees("[Send]").has()
	reader.TapsData(reader.newest().id-1, strings.Replace(asked, "cancel", "send", 1)).Sees("no longer keep").has() // no other text than stands above it
	s.restart()
	reader.Taps("Send").Sees("Received.").has(schools)
	reader.Says(prices).Taps("Cancel").Sees("Nothing was sent").SeesNot("[Send]").has(schools)
	reader.Says("hello").Sees("/opinion").SeesNot("[Send]")
	reader.Says("/cancel").Sees("nothing to cancel")
	reader.Sends(content.Message{Text: prices, Forwarded: true}).SeesNot("[Send]")
	reader.Says(prices)
	for _, data := range []string{"pt", "pt.", "pt.send", "pt.send.x", "pt.send.0", "pt.other." + fmt.Sprint(reader.message-1)} {
		reader.TapsData(reader.newest().id, data)
		if reader.answers[0].Text == "" {
			t.Errorf("%q is answered without a word", data)
		}
	}
	reader.has(schools).Taps("Send").has(prices, schools)
}

func TestDoubledPressOfSend(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says(prices)
	data, message := reader.newest().out.Buttons[0][0].Press, reader.newest().id
	reader.TapsData(message, data).Sees("Received.")
	reader.TapsData(message, data).Sees("pressed that already").has(prices)
}

// Somebody who was asked long ago may be speaking of something else.
func TestAnOldQuestionIsAskedAgain(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/opinion 2")
	s.now = s.now.Add(3 * time.Hour)
	reader.Says(prices).Sees("Send this as an opinion on <b>2. ").has()
	reader.Taps("Send").has(prices)
	reader.Taps("Edit")
	s.now = s.now.Add(3 * time.Hour)
	reader.Says(schools).Sees("[Send]").has(prices)
}

func TestCancelAtEachStep(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	steps := map[string]func(){
		"choice of a section": func() { reader.Says("/opinion") },
		"words":               func() { reader.Says("/opinion 1") },
		"refused words":       func() { reader.Says("/opinion no") },
		"question":            func() { reader.Says(schools) },
		"new words":           func() { reader.Says("/mine").Taps("Edit") },
		"pen name":            func() { reader.Says("/name").Taps("New pen name") },
	}
	reader.Says("/opinion " + prices)
	for name, step := range steps {
		step()
		reader.Says("/cancel")
		want := "Nothing was sent"
		if name == "new words" {
			want = "The opinion stays as it is"
		}
		if !strings.Contains(reader.since(), want) {
			t.Errorf("%s: /cancel is answered with %q", name, reader.since())
		}
		reader.Says("/cancel").Sees("nothing to cancel")
	}
	reader.has(prices)
}

func TestSectionMayBeTyped(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/opinion").Says("2").Sees("Your opinion on <b>2. ")
	reader.Says("/opinion").Says("labour").Sees("Your opinion on <b>3. ")
	reader.Says("/opinion").Says(prices).Sees("Send this as an opinion on <b>How the Russian").has()
}

func TestLinksToWriting(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/start w_"+slug+"__labour").Sees("Hello", "Your opinion on <b>3. ")
	reader.Says(prices).Sees("Received.", "3. ")
	reader.Says("/start w_" + slug).Sees("Your opinion on <b>How the Russian")
	for _, payload := range []string{"w_", "w_nothing", "w_" + slug + "__9", "w_" + slug + "__labour__1", "w"} {
		reader.Says("/start " + payload).Sees("/articles").SeesNot("Your opinion on")
	}
	reader.Says("/summary").Taps("Speak").Sees("Your opinion on <b>How the Russian")
	reader.Says("/section 2").Taps("Speak").Sees("Your opinion on <b>2. ").SeesNot("[Whole article]")
}

func TestOpinionInTheGroup(t *testing.T) {
	s := newStage(t)
	group := s.person(1, "en").in(ourGroup)
	for words, start := range map[string]string{
		"/opinion":             "w_" + slug,
		"/opinion 2":           "w_" + slug + "__cappuccino",
		"/opinion 2 " + prices: "w_" + slug + "__cappuccino",
		"/opinion " + prices:   "w_" + slug,
	} {
		group.Says(words).Sees("nothing written here has been submitted")
		if out := group.newest().out; out.Buttons[0][0].Start != start || !out.Once || out.ReplyTo == 0 {
			t.Errorf("%q is answered with %+v", words, out)
		}
	}
	admin := s.person(0, "").in(ourGroup)
	admin.Says("/opinion " + prices).Sees("[Speak]")
	if n := s.waiting(); n != 0 {
		t.Errorf("%d opinions wait that were written in a group", n)
	}
}

// waiting is how many opinions are in the queue.
func (s *stage) waiting() (n int) {
	s.t.Helper()
	err := s.store.View(context.Background(), func(tx *storage.Tx) (err error) {
		n, err = tx.CountWaiting()
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return n
}

// staffed names people who may do more than readers may.
func staffed(roles map[content.TelegramID]content.Role) func(*handlers.Options) {
	return func(o *handlers.Options) { o.Roles = roles }
}
