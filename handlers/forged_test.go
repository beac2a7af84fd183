package handlers_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

var seed = flag.Uint64("seed", 0, "seed of which forgeries are tried; 0: by the clock")

// fields are what a forger writes into a button's data: numbers of things that exist and that do not, words that other buttons have, and nonsense.
var fields = []string{"", "0", "1", "2", "3", "-1", "zz", "99999999999999999999", "yes", "a", "d", "n", "r", "m", "x", "new", "anonymous", "approve", "reject", "ru", "labour"}

// forgeries are the data that is tried: every button that was ever shown, with each of its fields in turn forged, and each verb of the route table with one
// and two fields.
func forgeries(s *stage) (shown, made []string) {
	return forgedButtons(s), forgedVerbs(s)
}

func forgedVerbs(s *stage) (all []string) {
	for _, verb := range s.newsroom.Verbs() {
		all = append(all, verb)
		for _, one := range fields {
			all = append(all, verb+"."+one)
			for _, two := range fields {
				all = append(all, verb+"."+one+"."+two)
			}
		}
	}
	return distinct(all)
}

func forgedButtons(s *stage) (all []string) {
	for _, shown := range s.chats {
		for _, m := range shown {
			for _, row := range m.out.Buttons {
				for _, b := range row {
					parts := strings.Split(b.Press, ".")
					for i := range parts {
						for _, field := range fields {
							forged := slices.Clone(parts)
							forged[i] = field
							all = append(all, strings.Join(forged, "."))
						}
					}
					all = append(all, b.Press, b.Press+".yes")
				}
			}
		}
	}
	return distinct(all)
}

func distinct(all []string) []string {
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(data string) bool { return data == "" })
}

// held is what belongs to others: their opinions, their votes in polls and on opinions, how they sign.
func held(s *stage, people ...*person) string {
	var words strings.Builder
	s.writes(func(tx *storage.Tx) error {
		for _, p := range people {
			reader, err := tx.Reader(p.who.ID)
			if err != nil {
				return err
			}
			list, err := tx.OpinionsBy(reader.ID, 0, 100)
			if err != nil {
				return err
			}
			fmt.Fprintf(&words, "reader %d: %s %q %q\n", reader.ID, reader.Chosen, reader.Sign, reader.Pen)
			for _, o := range list {
				fmt.Fprintf(&words, "  opinion %d: %s v%d %q %q %q\n", o.ID, o.State, o.Version, o.Text, o.Edited, o.Signed)
				stance, err := tx.StanceOf(o.ID, reader.ID)
				fmt.Fprintf(&words, "  stance %v %v\n", stance, err)
			}
			for poll := range content.PollID(3) {
				options, _, err := tx.VoteOf(poll+1, reader.ID)
				fmt.Fprintf(&words, "  vote %v %v\n", options, err)
			}
		}
		return nil
	})
	return words.String()
}

// TestEveryActionByEveryRole presses every button that there is, and every one that a program can make up, as everybody who may not: nothing that others hold
// changes, nothing breaks, and each press is answered..
func TestEveryActionByEveryRole(t *testing.T) {
	s, moderator := desk(t)
	author, voter, stranger := s.person(1, "en"), s.person(2, "ru"), s.person(3, "en")
	author.Says("/opinion 1 " + prices)
	moderator.Says("/queue").Taps("Approve")
	author.Says("/opinion 2 " + schools)
	author.Says("/name Aigul of Almaty")
	author.Says("/mine")
	author.Says("/articles")
	author.Says("/language")
	voter.Says("/opinions 1")
	voter.Says("/poll 1")
	voter.in(ourGroup).Says("/poll 1")
	voter.in(ourGroup).Taps("1. ")
	moderator.Says("/queue")
	for _, p := range []*person{s.person(901, "en"), s.person(902, "en"), stranger} {
		p.Says("/start")
	}
	all, made := forgeries(s)
	if *seed == 0 {
		*seed = uint64(time.Now().UnixNano())
	}
	rnd := rand.New(rand.NewPCG(*seed, 20))
	rnd.Shuffle(len(made), func(i, j int) { made[i], made[j] = made[j], made[i] })
	all = append(all, made[:len(made)/8]...)
	rnd.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	tried := len(all)
	t.Logf("repeat with -seed %d: %d forgeries", *seed, tried)
	before := held(s, author, voter)
	channel := stranger.inChannel(ourChannel)
	for i, data := range all {
		if i%5 == 0 { // where nothing but polls has buttons
			stranger.in(ourGroup).TapsData(voter.in(ourGroup).newest().id, data)
			channel.TapsData(1, data)
		}
		who := stranger
		message := content.MessageID(0)
		if shown := s.chats[who.chat.ID]; len(shown) > 0 {
			message = shown[i%len(shown)].id
		}
		who.TapsData(message, data) // fails unless it is answered
		if i%10 == 9 {
			stranger.Says(fmt.Sprintf("What a stranger has to say, for the %d. time.", i)) // where a dialogue was begun, it goes on
		}
		if i%50 == 49 || i == tried-1 {
			if after := held(s, author, voter); after != before {
				t.Fatalf("by forgery %d (%q) or one of the 49 before it, what others hold became\n%swhere it was\n%s", i, data, after, before)
			}
		}
	}
	// Those of the newsroom decide about opinions by the queue alone; all else of others is closed to them too.
	queue := s.newsroom.VerbOfQueue()
	for i, data := range all[:tried/3] {
		if verb, _, _ := strings.Cut(data, "."); verb == queue {
			continue
		}
		who := s.person([]content.TelegramID{moderatorID, 901, 902}[i%3], "en")
		who.TapsData(who.newest().id, data)
	}
	if after := held(s, author, voter); after != before {
		t.Errorf("by those of the newsroom, what others hold became\n%swhere it was\n%s", after, before)
	}
	if parked := s.parked(); len(parked) > 0 {
		t.Errorf("%d forgeries broke something, the first: %s", len(parked), parked[0].Cause)
	}
}

// TestStaffCommandsByEveryRole gives each command that is not everybody's in each way that leads to one.
func TestStaffCommandsByEveryRole(t *testing.T) {
	s, _ := desk(t)
	author := s.person(1, "en")
	author.Says("/opinion 1 " + prices)
	people := map[content.TelegramID]content.Role{5: content.RoleReader, 0: content.RoleReader}
	for id, role := range s.options.Roles {
		people[id] = role
	}
	tried := 0
	for name, needed := range s.newsroom.Commands() {
		if needed == content.RoleReader {
			continue
		}
		for id, role := range people {
			for _, words := range []string{"/" + name, "/start c_" + name, "/" + name + " 1", "/" + strings.ToUpper(name)} {
				for _, chat := range []string{"private", "group"} {
					who := s.person(id, "en")
					if chat == "group" {
						who = who.in(ourGroup)
					} else if id == 0 {
						continue // nobody has a private chat
					}
					tried++
					who.Says(words)
					opened := strings.Contains(who.since(), prices)
					refused := strings.Contains(who.since(), "This command is for")
					if opened && role < needed {
						t.Errorf("%q in %s opened to the role %d", words, chat, role)
					}
					if opened && chat == "group" {
						t.Errorf("%q opened before the whole group", words)
					}
					if chat == "private" && refused != (role < needed) {
						t.Errorf("%q to the role %d: %s", words, role, who.since())
					}
				}
			}
		}
	}
	if tried == 0 {
		t.Error("no command was tried: this shows nothing")
	}
}

// TestForgedPressesAtTheDesk presses every button of the cards, and every one that a program can make up from them, as everybody who may not decide, everywhere.
func TestForgedPressesAtTheDesk(t *testing.T) {
	d := newDeskStage(t)
	long := "The prices in every shop of our district went up long before the first café for the newcomers was opened there"
	d.say(long, long+"!", schools)
	press(d.member, d.card(schools), "Reject")
	d.person(moderatorID, "en").Says("/queue")
	d.passes(2 * time.Second)
	author := d.person(1, "en")
	before := held(d.stage, author, d.person(2, "en"))
	tried := 0
	for _, data := range forgedButtons(d.stage) {
		if !strings.HasPrefix(data, d.newsroom.VerbOfQueue()+".") && !strings.HasPrefix(data, "me.") {
			continue
		}
		tried++
		stranger := d.person([]content.TelegramID{77, 1}[tried%2], "en") // 1: an author of what is decided
		chat := []*person{stranger, stranger.in(deskGroup), stranger.in(ourGroup), stranger.inChannel(ourChannel)}[tried%4]
		chat.TapsData(d.cards()[tried%3].id, data)
	}
	if after := held(d.stage, author, d.person(2, "en")); after != before || tried < 100 {
		t.Errorf("by %d forgeries what others hold became\n%swhere it was\n%s", tried, after, before)
	}
	if o := d.opinion(3); !o.Ruled || d.opinion(1).Ruled || d.opinion(2).Ruled {
		t.Error("a stranger ruled, or took a ruling back")
	}
	if parked := d.parked(); len(parked) > 0 {
		t.Errorf("%d forgeries broke something, the first: %s", len(parked), parked[0].Cause)
	}
}
