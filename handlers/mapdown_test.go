package handlers_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// threadsWithMap is an article in the channel and the group, on whose opinions two camps have voted.
func threadsWithMap(t *testing.T) (*threads, *camps) {
	t.Helper()
	w := newThreads(t)
	c := newCamps(w.stage, 10)
	c.join(0, 7)
	c.join(1, 6)
	c.draws()
	return w, c
}

// mapCards are the cards of the map that stand in the group.
func (w *threads) mapCards() (standing []string) {
	for _, m := range w.cards() {
		if m.out.Text != "" {
			standing = append(standing, string(m.out.Text))
		}
	}
	return standing
}

// TestAnArticleIsTakenDownWithItsMap: the card that stands goes, and one that waits does not come.
func TestAnArticleIsTakenDownWithItsMap(t *testing.T) {
	w, _ := threadsWithMap(t)
	w.editor.Says("/map").Taps("For the newsroom").Taps("Card for the group").Taps("Post under the article")
	w.passes(30 * time.Second)
	if len(w.mapCards()) != 1 {
		t.Fatalf("cards: %q", w.mapCards())
	}
	w.editor.Says("/takedown " + sampleSlug + " A source asked for it").Taps("Take down")
	w.passes(15 * time.Second)
	w.editor.Says("/map").Taps("For the newsroom").Taps("Card for the group").Taps("Post under the article").Sees("goes under")
	w.passes(10 * time.Second)
	w.passes(3 * time.Second)
	for _, words := range w.mapCards() {
		if strings.Contains(words, "Relocation") || strings.Contains(words, "What all groups accept") {
			t.Errorf("in the group stands %q", words)
		}
	}
	before := len(w.cards())
	w.passes(time.Minute)
	if after := len(w.cards()); after > before {
		t.Error("a card that was asked for before comes after the article went")
	}
	if parked := w.parked(); len(parked) > 0 {
		t.Errorf("something broke: %s", parked[0].Cause)
	}
}

// TestNoMapIsDrawnOfAnArticleThatWasTakenDown: the wish for one ends, or it would be tried again for ever.
func TestNoMapIsDrawnOfAnArticleThatWasTakenDown(t *testing.T) {
	w, c := threadsWithMap(t)
	reader := w.person(1001, "en")
	reader.Says("/map").Sees("group A")
	w.takesDown()
	c.join(0, 5)
	shown := len(c.shown())
	for range 2 {
		if err := w.newsroom.DrawMaps(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	var wanted []content.ArticleID
	w.writes(func(tx *storage.Tx) (err error) {
		wanted, err = tx.MapsWanted()
		return err
	})
	if len(wanted) != 0 || len(c.shown()) != shown {
		t.Errorf("wished for: %v, %d maps shown", wanted, len(c.shown())-shown)
	}
	for _, words := range []string{"/map", "/vote", "/quiz", "/start m_" + sampleSlug} {
		reader.Says(words).SeesNot("Group A", "Opinion ", "Relocation", "something went wrong")
	}
	if file := reader.mapData(); !strings.Contains(file, `"group": "A"`) { // it is kept for when the article comes back
		t.Errorf("what is kept: %s", file)
	}
	if parked := w.parked(); len(parked) > 0 {
		t.Errorf("something broke: %s", parked[0].Cause)
	}
}

// mapData is the file of all that is stored about the person.
func (p *person) mapData() string {
	p.t.Helper()
	document := p.Says("/mydata").newest().out.Document
	if document == nil {
		p.t.Fatal("/mydata gives no file")
	}
	written, err := p.newsroom.Write(context.Background(), *document)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(written)
}

// TestWhoIsErasedStandsOnNoMap: the place belongs to a number that leads to nobody. The map stays, or whoever compares two of them would see who left.
func TestWhoIsErasedStandsOnNoMap(t *testing.T) {
	s := newStage(t)
	c := newCamps(s, 10)
	c.join(0, 7)
	c.join(1, 6)
	c.draws()
	one := s.person(1001, "en")
	one.Says("/map").Sees("like <b>group A</b>", "<b>Group A</b>: 7 readers")
	before := c.shown()
	one.Says("/forget").Taps("Yes, erase everything").Sees("is erased")
	one.Says("/map").Sees("Vote on 7 more opinions", "<b>Group A</b>: 7 readers").SeesNot("like <b>group", "Only you are told")
	if you := one.picture().Map.You; you != nil {
		t.Errorf("the place of who was there before: %+v", you)
	}
	if file := one.mapData(); strings.Contains(file, `"group": "`) || !strings.Contains(file, `"your_group_on_maps_of_opinions"`) {
		t.Errorf("what is kept: %s", file)
	}
	s.writes(func(tx *storage.Tx) error { return tx.WantMap(1) })
	c.now = c.now.Add(2 * time.Hour)
	c.draws()
	if after := c.shown(); len(after) != len(before) {
		t.Errorf("another map was shown when somebody left: %s", after[0].Body)
	}
}
