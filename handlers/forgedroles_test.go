package handlers_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

const (
	anOwner    = content.TelegramID(601)
	otherGroup = content.TelegramID(-1002000000321)
)

// forgery is a newsroom in which every kind of button has been shown, and those who press.
type forgery struct {
	*people
	member, left *person
	data         map[string][]string // of buttons, by their verb
}

// newForgery lets everything happen that shows a button: cards that wait, are ruled on and decided, a seat in private, a comment's card, a ban that is asked for again, an article
// that is to be published, and one that is to be taken down.
func newForgery(t *testing.T) *forgery {
	t.Helper()
	f := &forgery{}
	f.people, f.member = newDeskPeople(t)
	f.options.Roles[anOwner] = content.RoleOwner
	f.options.Undo, f.options.Rest = 20*time.Second, handlers.CardsRest
	f.restart()
	f.newsroom.Appear(handlers.Masthead{Title: "The News"})
	f.left = f.person(moderatorID, "en")
	f.options.Roles[moderatorID] = content.RoleModerator
	f.restart()
	f.newsroom.Appear(handlers.Masthead{Title: "The News"})
	for i, words := range []string{prices, schools, prices + " Again, and more than before.", "Nobody in the ministry has asked those who rent."} {
		f.person(content.TelegramID(20+i), "en").Says("/opinion 1 " + words)
	}
	f.left.Says("/queue").Taps("Approve")
	f.passes(30 * time.Second)
	f.left.Says("/queue").Taps("Reject")
	f.left.Says("/queue")
	f.comments(f.anna.in(ourGroup), 0, rude)
	f.moderator.Says("/ban 1 forever Why")
	f.editor.Says("/publish " + sampleSlug)
	f.editor.Says("/takedown " + sampleSlug + " Why")
	reader := f.person(3, "en")
	for _, words := range []string{"/opinions 1", "/poll 1", "/articles", "/language", "/name", "/opinion 1 What a third one has to say of it.", "/mine", "/subscribe"} {
		reader.Says(words)
	}
	reader.in(ourGroup).Says("/poll 1")
	f.passes(8 * time.Second)
	delete(f.options.Roles, moderatorID) // who was a moderator is none any more
	f.restart()
	f.newsroom.Appear(handlers.Masthead{Title: "The News"})
	f.gather()
	return f
}

// gather collects the data of all buttons, and makes up some for verbs of which none was shown.
func (f *forgery) gather() {
	f.data = map[string][]string{}
	for _, shown := range f.chats {
		for _, m := range shown {
			for _, row := range m.out.Buttons {
				for _, b := range row {
					verb, _, _ := strings.Cut(b.Press, ".")
					f.data[verb] = append(f.data[verb], b.Press)
				}
			}
		}
	}
	delete(f.data, "")
	for _, verb := range f.newsroom.Verbs() {
		f.data[verb] = append(f.data[verb], verb+".1", verb+".1.1.yes", verb+"."+sampleSlug+".yes", verb+"."+sampleSlug+".now")
	}
}

// spoilt returns data that is as it was, of another version or opinion, cut off, too long, or nonsense.
func spoilt(rnd *rand.Rand, data string) string {
	parts := strings.Split(data, ".")
	switch at := rnd.IntN(len(parts)); rnd.IntN(8) {
	case 0:
		return data[:rnd.IntN(len(data)+1)]
	case 1:
		return data + strings.Repeat("x", 70)
	case 2:
		return string([]byte{0xff, 0xfe, 0}) + data
	case 3:
		parts[at] = fields[rnd.IntN(len(fields))]
		return strings.Join(parts, ".")
	case 4:
		return data + "." + fields[rnd.IntN(len(fields))]
	}
	return data
}

// facts is all that only those of the newsroom may change. Public is what only editors may.
func (f *forgery) facts() (desk, public string) {
	f.t.Helper()
	var all, outside strings.Builder
	f.writes(func(tx *storage.Tx) error {
		for id := content.OpinionID(1); ; id++ {
			o, err := tx.Opinion(id)
			if content.CodeOf(err) == content.NotFound {
				break
			}
			if err != nil {
				return err
			}
			if own, err := tx.Reader(77); err == nil && o.Author == own.ID {
				continue
			}
			fmt.Fprintf(&all, "opinion %d %s v%d ruled %v %q %q %q\n", o.ID, o.State, o.Version, o.Ruled, o.Text, o.Edited, o.Signed)
			some, err := tx.SanctionsOf(o.Author)
			fmt.Fprintf(&all, "  %+v %v\n", some, err)
		}
		words, err := tx.Words()
		fmt.Fprintf(&all, "%v %v\n", words, err)
		head, err := tx.Head()
		fmt.Fprintf(&all, "record %d %v\n", head.Seq, err)
		_, err = tx.ArticleBySlug(sampleSlug)
		_, none := tx.Scheduled("publish:" + sampleSlug)
		fmt.Fprintf(&outside, "published %v, to be published %v\n", err == nil, none == nil)
		return nil
	})
	return all.String(), outside.String()
}

// TestForgedPressesByEveryRoleEverywhere presses what buttons carry, as it is and spoilt, as everybody and in every kind of chat: only those who may change what others see, and
// only where that is done. Each press is answered, or the stage fails, and none breaks anything.
func TestForgedPressesByEveryRoleEverywhere(t *testing.T) {
	f := newForgery(t)
	seeded := *seed
	if seeded == 0 {
		seeded = uint64(time.Now().UnixNano())
	}
	rnd := rand.New(rand.NewPCG(seeded, 7))
	t.Logf("repeat with -seed %d", seeded)
	verbs := make([]string, 0, len(f.data))
	for verb := range f.data {
		verbs = append(verbs, verb)
	}
	slices.Sort(verbs)
	stranger := f.person(77, "en")
	everybody := map[string]*person{
		"a stranger": stranger, "who was a moderator": f.left, "a moderator": f.person(memberID, "en"), "an editor": f.editor, "an owner": f.person(anOwner, "en"),
	}
	places := map[string]func(*person) *person{
		"in private": func(p *person) *person { return p }, "in the discussion group": func(p *person) *person { return p.in(ourGroup) },
		"in the moderation chat": func(p *person) *person { return p.in(deskGroup) }, "in another group": func(p *person) *person { return p.in(otherGroup) },
		"in the channel": func(p *person) *person { return p.inChannel(newsChannel) },
	}
	tried := 0
	for _, verb := range verbs {
		for who, p := range everybody {
			for where, in := range places {
				if who == "an editor" && where == "in private" || who == "an owner" && where == "in private" {
					continue // they may do all of this there
				}
				deskBefore, publicBefore := f.facts()
				all := f.data[verb]
				data := spoilt(rnd, all[rnd.IntN(len(all))])
				presser := in(p)
				message := content.MessageID(1)
				if shown := f.chats[presser.chat.ID]; len(shown) > 0 {
					message = shown[rnd.IntN(len(shown))].id
				}
				presser.TapsData(message, data) // fails unless it is answered
				tried++
				desk, public := f.facts()
				atWork := strings.HasPrefix(who, "a moderator") || who == "an editor" || who == "an owner"
				if may := atWork && (where == "in private" || where == "in the moderation chat"); !may && desk != deskBefore {
					t.Fatalf("%s pressed %q %s: what was\n%sbecame\n%s", who, data, where, deskBefore, desk)
				}
				if public != publicBefore {
					t.Fatalf("%s pressed %q %s: what was\n%sbecame\n%s", who, data, where, publicBefore, public)
				}
			}
		}
	}
	if parked := f.parked(); len(parked) > 0 {
		t.Errorf("%d forgeries broke something, the first: %s", len(parked), parked[0].Cause)
	}
	t.Logf("%d presses of %d verbs", tried, len(verbs))
}
