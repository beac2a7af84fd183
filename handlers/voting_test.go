package handlers_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"aitys/content"
	"aitys/content/text"
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

// TestAVoteBeforeItsPollIsKnownWaits: the vote comes while the poll's sending is not settled yet.
func TestAVoteBeforeItsPollIsKnownWaits(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	group := s.person(2, "en").in(ourGroup)
	group.Says("/poll")
	copied := group.newest()
	s.hold = true
	reader.Says("/poll")
	poll := reader.newest().poll
	reader.VotesIn(poll, 1)
	votes(t, s, "", 0, 0, 0, 0, 0)
	s.release()
	votes(t, s, "", 1, 0, 1, 0, 0)
	s.passes(3 * time.Second)
	if !strings.Contains(string(copied.out.Text), "1 volunteer,") {
		t.Errorf("the vote that had waited does not show: %s", copied.out.Text)
	}
	s.passes(5 * time.Minute)
	if n := s.sees(1, "interrupted"); n != 0 {
		t.Error("the voter is told that the vote cannot be counted, though it was")
	}
}

// killed is the stage after the process was killed between sending and storing that: what was sent is sent again.
func (s *stage) killed() {
	s.t.Helper()
	s.hold, s.held, s.sent = false, nil, 0
	s.newsroom = handlers.New(s.store, handlers.Options{Log: slog.New(slog.DiscardHandler), Language: content.English, Zone: time.UTC, Discussion: ourGroup})
	if err := s.newsroom.Prepare(context.Background()); err != nil {
		s.t.Fatal(err)
	}
}

// TestAVoteInAPollThatWasSentTwiceCounts: its id is never told, but which poll it is can be known.
func TestAVoteInAPollThatWasSentTwiceCounts(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	reader.Says("/poll 2").Votes(3)
	s.hold = true
	reader.Says("/poll 3")
	lost := reader.newestPoll().poll
	s.killed()
	reader.VotesIn(lost, 1) // before it is sent again
	if reader.newestPoll().poll == lost {
		t.Fatal("the poll is not sent again: this shows nothing")
	}
	s.passes(10 * time.Second)
	votes(t, s, "labour", 1, 0, 1)
	reader.VotesIn(lost, 2).SeesNothing()
	votes(t, s, "labour", 1, 0, 0, 1)
	reader.VotesIn(lost)
	votes(t, s, "labour", 0)
	reader.Votes(0)
	votes(t, s, "labour", 1, 1)

	// Twice more for the same poll: each has an id of its own.
	ids := []string{}
	for range 2 {
		s.hold = true
		reader.Says("/poll 3")
		ids = append(ids, reader.newestPoll().poll)
		s.killed()
		s.deliver()
	}
	for i, id := range ids {
		reader.VotesIn(id, 1+i).SeesNothing()
	}
	votes(t, s, "labour", 1, 0, 0, 1)
	if n := s.sees(1, "interrupted"); n != 0 {
		t.Errorf("the voter is asked to vote again %d times", n)
	}
	votes(t, s, "cappuccino", 1, 0, 0, 0, 1)
}

// TestAVoteInAPollWhoseAnswerWasLostCounts is the same where the network fails.
func TestAVoteInAPollWhoseAnswerWasLostCounts(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	s.repeated = true
	reader.Says("/poll 3")
	s.repeated = false
	reader.Says("/poll 2")
	reader.VotesIn("tg-lost", 4).SeesNothing()
	votes(t, s, "labour", 1, 0, 0, 0, 0, 1)
}

// TestAVoteInAPollThatCannotBeKnownIsTold: two different polls may have been sent twice.
func TestAVoteInAPollThatCannotBeKnownIsTold(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	s.repeated = true
	reader.Says("/poll 2")
	reader.Says("/poll 3")
	reader.VotesIn("tg-lost", 1).Sees("vote once more: /poll")
	reader.VotesIn("tg-lost").SeesNothing()
	votes(t, s, "labour", 0)
	votes(t, s, "cappuccino", 0)
	s.person(2, "ru").VotesIn("tg-forged", 1).Sees("/poll")
}

// changed is the sample with another question for the whole article.
func (s *stage) republish(t *testing.T, from, to string) {
	t.Helper()
	folder := fstest.MapFS{}
	for _, lang := range []string{"en", "ru", "kk"} {
		name := "relocation-kazakhstan." + lang + ".md"
		raw, err := content.Sample().(interface {
			ReadFile(name string) ([]byte, error)
		}).ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		folder[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(raw), from, to, 1))}
	}
	if err := s.newsroom.PublishFolder(context.Background(), folder); err != nil {
		t.Fatal(err)
	}
}

func TestAChangedPollIsANewPoll(t *testing.T) {
	s := newStage(t)
	reader := s.person(1, "en")
	group := reader.in(ourGroup)
	reader.Says("/poll").Votes(0)
	old := reader.newestPoll()
	group.Says("/poll")
	shown := group.newest()
	words := shown.out.Text
	s.republish(t, "what has the relocation wave brought Kazakhstan so far?", "what did it bring?")
	group.Taps("1. ").Sees("closed", "/poll")
	s.person(2, "en").VotesIn(old.poll, 1).Sees("closed", "/poll")
	if !old.stopped {
		t.Error("the old poll's copy is not stopped")
	}
	reader.Says("/poll").Sees("what did it bring?").SeesNot("You have voted")
	reader.Votes(2)
	votes(t, s, "", 1, 0, 0, 1, 0)
	s.passes(time.Minute)
	if shown.out.Text != words {
		t.Errorf("the old poll's message reads %q", shown.out.Text)
	}
	group.Taps("1. ").Sees("closed")
	votes(t, s, "", 1, 0, 0, 1, 0)
}

// TestStoppingGoesOnInPortions: the copies of a closed poll in private chats are stopped, all of them.
func TestStoppingGoesOnInPortions(t *testing.T) {
	s := newStage(t)
	for i := range 120 {
		s.person(content.TelegramID(10+i), "en").Says("/poll")
	}
	s.republish(t, "what has the relocation wave brought Kazakhstan so far?", "what did it bring?")
	s.person(1, "en").Says("/poll")
	s.passes(30 * time.Second)
	for i := range 120 {
		if reader := s.person(content.TelegramID(10+i), "en"); !reader.newestPoll().stopped {
			t.Fatalf("copy %d still takes votes", i)
		}
	}
	if s.person(1, "en").newestPoll().stopped {
		t.Error("the new poll is stopped")
	}
}

func TestSeveralAnswers(t *testing.T) {
	s := newStage(t)
	s.republish(t, "```poll\n", "```poll\nmultiple: true\n")
	reader := s.person(1, "en")
	group := reader.in(ourGroup)
	group.Says("/poll").Sees("several answers")
	group.Taps("1. ").Sees("Counted: ")
	group.Taps("3. ").Sees("Counted: ", ";")
	group.Taps("3. ").Sees("Your vote stands: ")
	votes(t, s, "", 1, 1, 0, 1, 0)
	reader.Says("/poll").Votes(1, 3)
	if !reader.newestPoll().out.Poll.Multiple {
		t.Error("the native poll takes one answer only")
	}
	votes(t, s, "", 1, 0, 1, 0, 1)
	group.Taps("1. ").Sees("Counted here: ")
	votes(t, s, "", 1, 1, 0, 0, 0)
	s.person(2, "en").Says("/poll").Votes(0, 1, 2, 3)
	reader.Says("/results").Sees("<b>100%</b> (2 votes)", "<b>50%</b> (1 vote)", "2 volunteers")
	if title := reader.newest().out.Picture.Groups[0].Title; title == "" {
		t.Error("the picture does not say that shares are of the voters")
	}
}

func TestAVoterOfTheGroupIsGreetedInPrivate(t *testing.T) {
	s := newStage(t)
	voter := s.person(1, "en")
	s.person(2, "en").in(ourGroup).Says("/poll")
	voter.in(ourGroup).Taps("1. ")
	voter.Says("/start p_relocation-kazakhstan").Sees("Hello, Асель", "On balance", "You have voted in this poll")
	voter.Says("/start p_relocation-kazakhstan__labour").SeesNot("Hello, Асель")
}

// TestTheLongestChoiceIsAnswered: an answer that is too long is refused, and the presser would wait for ever.
func TestTheLongestChoiceIsAnswered(t *testing.T) {
	s := newStage(t)
	option := strings.Repeat("👩🏽‍🚀", 14)
	body := "---\nslug: long\nlang: en\ntitle: Long\ndate: 2027-01-01\n---\nText.\n\n```poll\nmultiple: true\nquestion: What?\noptions:\n"
	for i := range 4 {
		body += fmt.Sprintf("  - %d%s\n", i, option)
	}
	if err := s.newsroom.PublishFolder(context.Background(), fstest.MapFS{"long.md": {Data: []byte(body + "```\n")}}); err != nil {
		t.Fatal(err)
	}
	group := s.person(1, "kk").in(ourGroup)
	group.Says("/poll")
	for i := range 4 {
		group.Taps(fmt.Sprintf("%d. %d", i+1, i))
		if n := text.UTF16Len(s.answers[0].Text); n == 0 || n > 200 {
			t.Errorf("an answer of %d units", n)
		}
	}
}

func TestResultsAreAPictureWithItsNumbers(t *testing.T) {
	s := newStage(t)
	s.person(1, "en").Says("/poll 3").Votes(0)
	s.person(2, "en").Says("/poll 3").Votes(0)
	s.person(3, "en").Says("/poll 3").Votes(2)
	for language, words := range map[string][]string{
		"en": {"3 volunteers, not a survey", "<b>67%</b> (2 votes)", "<b>33%</b> (1 vote)"},
		"ru": {"3 добровольца, это не социологический опрос", "<b>67%</b> (2 голоса)", "<b>33%</b> (1 голос)"},
		"kk": {"3 ерікті", "<b>67%</b> (2 дауыс)"},
	} {
		reader := s.person(7, language)
		reader.Says("/results 3").Sees(words...)
		out := reader.newest().out
		if out.Action != content.ActionShow || out.Picture.Groups[0].Full != 100 || len(out.Picture.Groups[0].Bars) != 5 {
			t.Errorf("%s: %+v", language, out)
		}
		if bar := out.Picture.Groups[0].Bars[0]; bar.Shown != "67%" || bar.Value < 66 || bar.Value > 67 {
			t.Errorf("%s: %+v", language, bar)
		}
		if !strings.HasPrefix(words[0], out.Picture.Notice[:3]) {
			t.Errorf("%s: the picture says %q", language, out.Picture.Notice)
		}
	}
	group := s.person(1, "ru").in(ourGroup)
	group.Says("/results 3").Sees("3 volunteers")
	if out := group.newest().out; !out.Once || out.ReplyTo == 0 || out.Buttons[0][0].Start != "p_relocation-kazakhstan__labour" {
		t.Errorf("%+v", out)
	}
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
