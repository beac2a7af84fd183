package handlers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/moderation"
	"aitys/storage"
)

// copied is a text that says nothing wrong, and that several people post.
const copied = "Everybody in our house says that the new tram will never reach the market before winter"

// heldCards are the cards of comments that a moderator got in private.
func (w *people) heldCards() (all []*shown) {
	for _, m := range w.chats[aModerator] {
		if strings.Contains(string(m.out.Text), "Comment by Reader") && len(m.out.Buttons) > 0 {
			all = append(all, m)
		}
	}
	return all
}

// found is how many comments are found by what a text says.
func (w *people) found(words string) (n int) {
	w.t.Helper()
	signature, _ := moderation.SignatureOf(words)
	w.writes(func(tx *storage.Tx) error {
		_, alike, err := tx.AroundComment(0, w.now, signature.Bands[:])
		n = len(alike)
		return err
	})
	return n
}

func TestTheSameCommentByManyIsShownToModerators(t *testing.T) {
	w := newPeople(t)
	for id := content.TelegramID(1); id <= 2; id++ {
		w.comments(w.person(id, "en").in(ourGroup), 0, copied+strings.Repeat(".", int(id)))
	}
	if cards := w.heldCards(); len(cards) != 0 {
		t.Fatalf("two who agree are held: %q", cards[0].out.Text)
	}
	third := w.comments(w.person(3, "en").in(ourGroup), 0, copied)
	cards := w.heldCards()
	if len(cards) != 1 || !strings.Contains(string(cards[0].out.Text), "others have said nearly the same: 2") {
		t.Fatalf("%d cards, the last %q", len(cards), w.newestOf(aModerator))
	}
	if slices.Contains(w.deleted, third) || !w.kept(third).Kept() {
		t.Error("it is deleted before a moderator has decided")
	}
	for id := content.TelegramID(4); id <= 5; id++ {
		w.comments(w.person(id, "en").in(ourGroup), 0, copied)
	}
	if got := w.newestOf(aModerator); !strings.Contains(got, "within an hour: 4") {
		t.Errorf("of a burst the card says %q", got)
	}
}

func TestWhoFloodsTheGroupIsShownOnce(t *testing.T) {
	w := newPeople(t)
	w.passes(time.Hour)
	for i := range 25 {
		w.comments(w.anna.in(ourGroup), 0, fmt.Sprintf("We talked about it at home for %d evenings.", i))
	}
	cards := w.heldCards()
	if len(cards) != 1 || !strings.Contains(string(cards[0].out.Text), "comments by the author within ten minutes: ") {
		t.Fatalf("%d cards, the last %q", len(cards), w.newestOf(aModerator))
	}
	press(w.moderator, cards[0], "Leave")
	w.passes(15 * time.Minute)
	w.comments(w.anna.in(ourGroup), 0, "And one more, after a rest.")
	if cards := w.heldCards(); len(cards) != 0 {
		t.Errorf("what was said before the rest counts: %q", cards[0].out.Text)
	}
}

func TestWhatCommentsAreFoundByGoesWithThem(t *testing.T) {
	const other = "It is the schools of our district that cost the most of all this year, says the mayor"
	w := newPeople(t)
	said := w.comments(w.anna.in(ourGroup), 0, copied)
	if w.found(copied) != 1 {
		t.Fatalf("it is found %d times", w.found(copied))
	}
	w.passes(time.Minute)
	w.edits(w.anna.in(ourGroup), said, w.root, other)
	if w.found(copied) != 0 || w.found(other) != 1 {
		t.Errorf("after an edit: by what it said %d, by what it says %d", w.found(copied), w.found(other))
	}
	w.anna.Says("/forget").Taps("Yes")
	if w.found(other) != 0 {
		t.Error("what was erased is found")
	}
	w.comments(w.person(2, "en").in(ourGroup), 0, copied)
	w.passes(8 * 24 * time.Hour)
	w.passes(time.Second)
	if w.found(copied) != 0 {
		t.Error("it is found after a week")
	}
}

// TestWhoIsNeverTouched lets everybody whom the filters pass over say what is deleted of others.
func TestWhoIsNeverTouched(t *testing.T) {
	const admin = content.TelegramID(55)
	ways := map[string]func(w *people, m *content.Message) *person{
		"an administrator": func(w *people, _ *content.Message) *person { return w.person(admin, "en") },
		"a moderator":      func(w *people, _ *content.Message) *person { return w.person(aModerator, "en") },
		"an editor":        func(w *people, _ *content.Message) *person { return w.person(anEditor, "en") },
		"an anonymous administrator": func(w *people, m *content.Message) *person {
			m.OnBehalf, m.OnBehalfOf = ourGroup, "The group"
			return w.person(1087968824, "en")
		},
		"the channel": func(w *people, m *content.Message) *person {
			m.OnBehalf, m.OnBehalfOf = ourChannel, "The News"
			return w.person(136817688, "en")
		},
		"somebody as another channel": func(w *people, m *content.Message) *person {
			m.OnBehalf, m.OnBehalfOf = -100777, "Elsewhere"
			return w.person(136817688, "en")
		},
		"an automatic forward": func(w *people, m *content.Message) *person {
			m.Automatic, m.OnBehalf = true, ourChannel
			return w.person(777000, "en")
		},
		"the bot": func(w *people, _ *content.Message) *person {
			p := w.person(4242, "en")
			p.who.Bot = true
			return p
		},
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			w := newPeople(t)
			w.administrators[admin] = true
			for id := content.TelegramID(11); id <= 13; id++ {
				w.comments(w.person(id, "en").in(ourGroup), 0, copied)
			}
			cards, deleted, restricted := len(w.heldCards()), len(w.deleted), len(w.restricted)
			for _, words := range []string{spam, rude, copied} {
				m := messageOf(words)
				m.Thread, m.ReplyTo = w.root, w.root
				p := way(w, &m)
				if name == "an automatic forward" {
					m.Thread, m.ReplyTo = 0, 0
				}
				p.in(ourGroup).Sends(m)
			}
			w.passes(3 * time.Second)
			if len(w.heldCards()) != cards || len(w.deleted) != deleted || len(w.restricted) != restricted {
				t.Errorf("%d cards more, deleted %v, restricted %+v", len(w.heldCards())-cards, w.deleted, w.restricted)
			}
		})
	}
}
