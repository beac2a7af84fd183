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

const ourChannel = content.TelegramID(-1002)

// votes checks how the poll of a section stands: how many chose each option, the last ones left out where nobody chose them.
func votes(t *testing.T, s *stage, section content.SectionID, voters int, want ...int) {
	t.Helper()
	count := s.counted(section)
	for len(want) < len(count.Votes) {
		want = append(want, 0)
	}
	if count.Voters != voters || !slices.Equal(count.Votes, want) {
		t.Fatalf("%s: %d voters chose %v, want %d and %v", line(), count.Voters, count.Votes, voters, want)
	}
}

func TestManyVoteInPrivate(t *testing.T) {
	s := newStage(t)
	for i := range 12 {
		reader := s.person(content.TelegramID(1+i), []string{"en", "ru", "kk"}[i%3])
		reader.Says("/poll 3")
		out := reader.newest().out
		if out.Action != content.ActionPoll || len(out.Poll.Options) != 5 || out.Once || out.Text != "" {
			t.Fatalf("in private a poll is native: %+v", out)
		}
		reader.Votes(i % 4).SeesNothing()
	}
	votes(t, s, "labour", 12, 3, 3, 3, 3)
	reader := s.person(1, "en")
	reader.Votes(2)
	votes(t, s, "labour", 12, 2, 3, 4, 3)
	reader.Votes()
	votes(t, s, "labour", 11, 2, 3, 3, 3)
	reader.Votes(3)
	votes(t, s, "labour", 12, 2, 3, 3, 4)
	votes(t, s, "", 0, 0, 0, 0, 0)
	reader.Says("/results 3").Sees("1. A change for the better: <b>17%</b> (2 votes)", "4. No change: <b>33%</b> (4 votes)", "12 volunteers, not a survey")
}

func TestPollOfTheKeyboardTheLinkAndTheButtons(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/start").Taps("Vote").Sees("On balance", "[Results]", "[Next poll ›]")
	reader.Taps("Next poll").Sees("right to stay")
	reader.Says("/start p_relocation-kazakhstan__labour").Sees("your own work")
	reader.Says("/start p_relocation-kazakhstan").Sees("On balance")
	reader.Says("/section 4").Taps("Vote in the poll").Sees("live well together")
	reader.Says("/summary").Taps("Vote in the poll").Sees("On balance")
	reader.Says("/summary").Taps("Results").Sees("On balance", "Nobody has voted yet", "[Vote in the poll]")
	reader.Says("/start r_relocation-kazakhstan__labour").Sees("your own work", "Nobody has voted yet")
	reader.Says("/poll 9").Sees("/section")
	reader.Says("/results nothing").Sees("/section")
}

func TestVotesWithButtonsInAGroup(t *testing.T) {
	s := newStage(t)
	asks := s.person(1, "ru").in(ourGroup)
	asks.Says("/poll 3").Sees("your own work", "Nobody has voted yet", "Nobody here sees", "[1. A change for the better]", "[Take my vote back]")
	copied := asks.newest()
	if copied.out.Action != content.ActionSend || !copied.out.Once || copied.out.ReplyTo == 0 {
		t.Errorf("a poll in a group is a message, a reply, sent at most once: %+v", copied.out)
	}
	voters := []*person{asks}
	for i := range 9 {
		voters = append(voters, s.person(content.TelegramID(10+i), "en").in(ourGroup))
	}
	for i, voter := range voters[1:] {
		voter.Taps(fmt.Sprintf("%d. ", 1+i%2)).Sees("Counted: ")
	}
	asks.Taps("4. ").Sees("Учтено: Ничего не изменилось")
	votes(t, s, "labour", 10, 5, 4, 0, 1)
	voters[1].Taps("1. ").Sees("Your vote stands: A change for the better")
	voters[1].Taps("3. ").Sees("Changed to: A change for the worse")
	votes(t, s, "labour", 10, 4, 4, 1, 1)
	voters[1].Taps("Take my vote back").Sees("taken back")
	voters[1].Taps("Take my vote back").Sees("no vote")
	votes(t, s, "labour", 9, 4, 4, 0, 1)
	s.passes(40 * time.Second)
	if !strings.Contains(string(copied.out.Text), "9 volunteers") || !strings.Contains(string(copied.out.Text), "(4 votes)") {
		t.Errorf("the counts do not follow: %s", copied.out.Text)
	}
	if len(s.chats[ourGroup]) != 1 {
		t.Errorf("votes make %d messages in the group", len(s.chats[ourGroup]))
	}
}

// TestCountsFollowAtAMeasuredPace: a group's twenty messages a minute are for people first.
func TestCountsFollowAtAMeasuredPace(t *testing.T) {
	s := newStage(t)
	s.person(1, "en").in(ourGroup).Says("/poll")
	copied := s.person(1, "en").in(ourGroup).newest()
	edits := []int{}
	for i := range 60 { // a vote a second
		before := copied.edited
		s.person(content.TelegramID(10+i), "en").in(ourGroup).Taps("1. ")
		s.passes(time.Second)
		if copied.edited > before {
			edits = append(edits, 2*i)
		}
	}
	for i := 1; i < len(edits); i++ {
		if edits[i]-edits[i-1] < 14 {
			t.Errorf("edits after %v seconds", edits)
		}
	}
	if len(edits) < 7 || edits[0] > 4 {
		t.Errorf("the counts follow too slowly: edits after %v seconds", edits)
	}
	s.passes(20 * time.Second)
	if last := copied.edited; !strings.Contains(string(copied.out.Text), "60 volunteers") {
		t.Errorf("the last votes are missing: %s", copied.out.Text)
	} else if s.passes(5 * time.Minute); copied.edited != last {
		t.Error("edits go on though nobody votes")
	}
	s.person(9, "en").Says("/poll").Votes(1)
	s.passes(3 * time.Second)
	if !strings.Contains(string(copied.out.Text), "61 volunteers") {
		t.Error("a vote in private does not show in the group")
	}
}

func TestOnePersonOneVoteOverAllCopies(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	group, channel := reader.in(ourGroup), reader.inChannel(ourChannel)
	reader.Says("/poll").Votes(0)
	group.Says("/poll").Taps("2. ").Sees("Counted here: ", "no longer counts")
	votes(t, s, "", 1, 0, 1, 0, 0)
	reader.Votes().Sees("stands until you take it back there")
	votes(t, s, "", 1, 0, 1, 0, 0)
	s.postInChannel(t)
	channel.Taps("3. ").Sees("Counted here: ")
	votes(t, s, "", 1, 0, 0, 1, 0)
	group.Taps("Take my vote back").Sees("another copy")
	votes(t, s, "", 1, 0, 0, 1, 0)
	channel.Taps("Take my vote back").Sees("taken back")
	votes(t, s, "", 0, 0, 0, 0, 0)
	group.Taps("1. ").Sees("Counted: ")
	reader.Says("/poll")
	if above := string(reader.newest().out.Text); !strings.Contains(above, "More gains than costs") {
		t.Errorf("above the poll does not stand how they voted: %q", above)
	}
	reader.Votes(3)
	votes(t, s, "", 1, 0, 0, 0, 1)
	group.Taps("4. ").Sees("Counted here: ")
	votes(t, s, "", 1, 0, 0, 0, 1)
}

// postInChannel puts a copy of the whole article's poll into the channel, as publishing will.
func (s *stage) postInChannel(t *testing.T) {
	t.Helper()
	var held content.CopyID
	s.writes(func(tx *storage.Tx) error {
		article, err := tx.ArticleBySlug("relocation-kazakhstan")
		if err != nil {
			return err
		}
		poll := article.For(article.Original).Poll
		id, err := tx.PollFor(article.ID, "", handlers.FingerprintOf(poll), len(poll.Options), poll.Multiple)
		if err != nil {
			return err
		}
		chat, err := tx.Chat(content.Chat{ID: ourChannel, Kind: content.ChatChannel})
		if err != nil {
			return err
		}
		if held, err = tx.AddCopy(id, "post:1", chat, false); err != nil {
			return err
		}
		var rows [][]content.Button
		for i := range poll.Options {
			rows = append(rows, []content.Button{{Text: fmt.Sprintf("%d. option", i+1), Press: fmt.Sprintf("pv.%d.%d", held, i)}})
		}
		rows = append(rows, []content.Button{{Text: "Take my vote back", Press: fmt.Sprintf("pv.%d.x", held)}})
		tx.Send(content.Outgoing{Chat: chat, Action: content.ActionSend, Key: "post:1", Text: "the poll", Buttons: rows, Once: true})
		return nil
	})
	s.deliver()
}

func TestForgedAndLatePressesOnPolls(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	group := reader.in(ourGroup)
	group.Says("/poll 1")
	reader.Says("/poll")
	copied := group.newest()
	data := copied.out.Buttons[0][0].Press
	held := strings.TrimSuffix(data, "0")
	for _, forged := range []string{held, held + "9", held + "-1", held + "1.1", held + "y", "pv", "pv.", "pv..0", "pv.zzzz.0", "pv.-1.0", "pv.2.0", "pv.99999999999999999999.1"} {
		group.TapsData(copied.id, forged).Sees("/start")
	}
	votes(t, s, "diaspora", 0, 0, 0, 0, 0)
	reader.TapsData(reader.newest().id, data)                         // the group's button in private
	s.person(2, "en").inChannel(ourChannel).TapsData(copied.id, data) // in a channel that the store does not know
	s.postInChannel(t)
	s.person(2, "en").inChannel(ourChannel).TapsData(copied.id, data).Sees("no longer applies") // in one that it knows
	s.person(2, "en").in(-1999).TapsData(copied.id, data)                                       // in a group that is not served
	votes(t, s, "diaspora", 0, 0, 0, 0, 0)

	// The same press delivered three times, and in one batch.
	press := content.Incoming{
		Kind: content.KindPress, Update: 900, At: s.now, From: group.who, Chat: group.chat, Raw: []byte(`{}`),
		Press: &content.Press{ID: "again", Data: data, Message: copied.id},
	}
	s.apply(press, press)
	s.apply(press)
	votes(t, s, "diaspora", 1, 1, 0, 0, 0)
	other := press
	other.Update, other.Press = 901, &content.Press{ID: "other", Data: held + "2", Message: copied.id}
	back := press
	back.Update, back.Press = 902, &content.Press{ID: "back", Data: held + "x", Message: copied.id}
	s.apply(other, back)
	votes(t, s, "diaspora", 0, 0, 0, 0, 0)
	s.apply(press, other) // late and doubled
	votes(t, s, "diaspora", 0, 0, 0, 0, 0)
}

func TestAVoterOfTheGroupIsGreetedInPrivate(t *testing.T) {
	s := newStage(t)
	voter := s.person(1, "en")
	s.person(2, "en").in(ourGroup).Says("/poll")
	voter.in(ourGroup).Taps("1. ")
	voter.Says("/start p_relocation-kazakhstan").Sees("Hello, Асель", "On balance", "You have voted in this poll")
	voter.Says("/start p_relocation-kazakhstan__labour").SeesNot("Hello, Асель")
}

// TestVotesInAnyOrderEqualAModel lets many people vote, change and take back votes in private, group and channel, and compares with a model after each
// step: one vote a person, the last one, taken back only where it is held.
func TestVotesInAnyOrderEqualAModel(t *testing.T) {
	for seed := range uint64(3) {
		rnd := rand.New(rand.NewPCG(seed, 3)) //nolint:gosec // to be repeated
		s := newStage(t)
		var people []*person
		for i := range 12 {
			people = append(people, s.person(content.TelegramID(1+i), "en"))
		}
		people[0].in(ourGroup).Says("/poll")
		s.postInChannel(t)
		type vote struct {
			option int
			held   string
		}
		model := map[content.TelegramID]vote{}
		for step := range 300 {
			p := people[rnd.IntN(len(people))]
			where, option := "group", rnd.IntN(5)-1 // -1: take back
			act := p.in(ourGroup)
			switch rnd.IntN(3) {
			case 0:
				where = "private"
				if len(s.chats[p.who.ID]) == 0 || rnd.IntN(8) == 0 {
					p.Says("/poll")
				}
				where += p.newestPoll().poll
				if option < 0 {
					p.Votes()
				} else {
					p.Votes(option)
				}
			case 1:
				where, act = "channel", p.inChannel(ourChannel)
				fallthrough
			default:
				label := "Take my vote back"
				if option >= 0 {
					label = fmt.Sprintf("%d. ", option+1)
				}
				act.Taps(label)
			}
			if option >= 0 {
				model[p.who.ID] = vote{option, where}
			} else if model[p.who.ID].held == where {
				delete(model, p.who.ID)
			}
			want := make([]int, 4)
			for _, v := range model {
				want[v.option]++
			}
			if count := s.counted(""); count.Voters != len(model) || !slices.Equal(count.Votes, want) {
				t.Fatalf("seed %d, step %d: %+v, want %v of %d", seed, step, count, want, len(model))
			}
		}
	}
}
