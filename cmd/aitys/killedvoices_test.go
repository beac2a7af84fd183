package main

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"syscall"
	"testing"

	"aitys/content"
	"aitys/emulator"
	"aitys/storage"
)

// TestKilledWhileReadersSpeakAndVote kills the real program again and again while opinions and votes pour in, and compares what is stored with a model: each
// opinion stands there once, each person has the vote in the poll and on each opinion that they gave last, and the counts are what those votes are.
func TestKilledWhileReadersSpeakAndVote(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { killVoices(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"), *kills/2) })
	t.Run("postgres", func(t *testing.T) { killVoices(t, newPostgres(t), *kills/4) })
}

func killVoices(t *testing.T, database string, n int) {
	t.Helper()
	v := newVoicing(t, database)
	v.rounds(n)
	v.know()
	v.finish()
	v.compare(n)
	v.compareOpinions()
	v.compareStances()
	v.compareVotes()
}

// voicing is a killing in which readers speak and vote besides asking.
type voicing struct {
	*killing
	spoken  int         // how many opinions there were, numbered from 1
	authors map[int]int // opinion → who
	judged  []content.OpinionID
	stances map[judgement]content.Stance
	options string // the data of the group's buttons, without the option
	copied  int    // the group's message
	cast    []vote // in order
}

// judgement is a person's vote on an opinion.
type judgement struct {
	who     int
	opinion content.OpinionID
}

// vote is one vote in the poll: in the native poll with an id of Telegram's, or in the group. Option -1 takes it back.
type vote struct {
	who, option int
	poll        string // "": in the group
}

// newVoicing brings the stage to where there is something to vote on: a copy of the poll in each chat, and three opinions to judge.
func newVoicing(t *testing.T, database string) *voicing {
	t.Helper()
	v := &voicing{killing: newKilling(t, database), authors: map[int]int{}, stances: map[judgement]content.Stance{}}
	program := v.start()
	for _, seat := range v.private {
		v.say(seat, "/poll")
	}
	v.say(v.inGroup[0], "/poll")
	if err := v.server.WaitIdle(patience(t), v.bot, v.nothingPending); err != nil {
		t.Fatalf("the program does not come to rest: %v\n%s", err, v.log.String())
	}
	if err := program.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := program.Wait(); err != nil {
		t.Fatal(err)
	}
	for _, m := range v.inGroup[0].Messages() {
		if m.ReplyMarkup != nil && m.ReplyMarkup.Rows[0][0].CallbackData != "" {
			data := m.ReplyMarkup.Rows[0][0].CallbackData
			v.copied, v.options = m.MessageID, data[:len(data)-1]
		}
	}
	if v.copied == 0 {
		t.Fatal("no poll stands in the group")
	}
	v.publish(3)
	v.act = v.speakOrAsk
	return v
}

// publish puts approved opinions of nobody into the store.
func (v *voicing) publish(n int) {
	v.t.Helper()
	store, err := storage.Open(context.Background(), v.database, storage.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		v.t.Fatal(err)
	}
	defer store.Close()
	err = store.Update(context.Background(), func(tx *storage.Tx) error {
		article, err := tx.NewestArticle()
		for i := 0; i < n && err == nil; i++ {
			var o content.Opinion
			if o, err = tx.AddOpinion(content.Opinion{Article: article.ID, Author: 1_000_000, Text: fmt.Sprintf("What was said before, part %d", i)}); err == nil {
				_, err = tx.DecideOpinion(o.ID, o.Version, true, 1_000_000)
				v.judged = append(v.judged, o.ID)
			}
		}
		return err
	})
	if err != nil {
		v.t.Fatal(err)
	}
}

func (v *voicing) speakOrAsk() {
	v.t.Helper()
	who := v.rnd.IntN(len(v.people))
	switch v.rnd.IntN(12) {
	case 0, 1:
		v.speak(who, "/opinion labour ")
	case 2:
		v.say(v.private[who], "/opinion 3")
		v.speak(who, "")
	case 3, 4:
		v.judge(who)
	case 5:
		v.say(v.private[who], "/poll")
	case 6, 7, 8:
		v.voteNative(who)
	case 9, 10:
		option := v.rnd.IntN(5) - 1
		data := "x"
		if option >= 0 {
			data = strconv.Itoa(option)
		}
		v.press(v.inGroup[who], v.copied, v.options+data)
		v.cast = append(v.cast, vote{who, option, ""})
	default:
		v.ask()
	}
}

func (v *voicing) speak(who int, before string) {
	v.t.Helper()
	v.spoken++
	v.authors[v.spoken] = who
	v.say(v.private[who], fmt.Sprintf("%sMy opinion with the number %d, and no other", before, v.spoken))
}

func (v *voicing) judge(who int) {
	v.t.Helper()
	one := judgement{who, v.judged[v.rnd.IntN(len(v.judged))]}
	stance := []content.Stance{content.Agree, content.Disagree, content.Pass}[v.rnd.IntN(3)]
	v.stances[one] = stance
	v.press(v.private[who], v.private[who].Messages()[1].MessageID, fmt.Sprintf("v.%s.n.%c", strconv.FormatInt(int64(one.opinion), 36), stance[0]))
}

// voteNative votes in one of the polls of a private chat, or takes the vote in it back.
func (v *voicing) voteNative(who int) {
	v.t.Helper()
	polls := slices.DeleteFunc(v.private[who].Messages(), func(m emulator.Message) bool { return m.Poll == nil })
	m := polls[v.rnd.IntN(len(polls))]
	option, options := v.rnd.IntN(5)-1, []int{}
	switch {
	case option >= 0:
		options = append(options, option)
	case m.Poll.TotalVoterCount == 0:
		return // there is nothing to take back
	}
	if err := v.private[who].Vote(m.MessageID, options...); err != nil {
		v.t.Fatal(err)
	}
	v.cast = append(v.cast, vote{who, option, m.Poll.ID})
}

func (v *voicing) press(seat *emulator.Seat, message int, data string) {
	v.t.Helper()
	if _, err := seat.Press(message, data); err != nil {
		v.t.Fatal(err)
	}
}

var numbered = regexp.MustCompile(`^My opinion with the number (\d+), and no other$`)

// readers are our numbers of the people.
func (v *voicing) readers(tx *storage.Tx) []content.ReaderID {
	v.t.Helper()
	var ids []content.ReaderID
	for _, user := range v.people {
		reader, err := tx.Reader(content.TelegramID(user.ID))
		if err != nil {
			v.t.Fatal(err)
		}
		ids = append(ids, reader.ID)
	}
	return ids
}

func (v *voicing) compareOpinions() {
	v.t.Helper()
	found := map[int]int{}
	v.look(func(tx *storage.Tx) error {
		for who, reader := range v.readers(tx) {
			list, err := tx.OpinionsBy(reader, 0, 100_000)
			if err != nil {
				return err
			}
			for _, o := range list {
				number := 0
				if match := numbered.FindStringSubmatch(o.Text); match != nil {
					number, _ = strconv.Atoi(match[1]) // the pattern has digits only
				}
				if author, said := v.authors[number]; !said || author != who || o.State != content.Pending || o.Section != "labour" {
					v.t.Errorf("reader %d has %q on %q, %s", who, o.Text, o.Section, o.State)
				}
				found[number]++
			}
		}
		waiting, err := tx.CountWaiting()
		if waiting != v.spoken {
			v.t.Errorf("%d opinions wait for a moderator, want %d", waiting, v.spoken)
		}
		return err
	})
	for number := 1; number <= v.spoken; number++ {
		if found[number] != 1 {
			v.t.Errorf("opinion %d is stored %d times", number, found[number])
		}
	}
	v.t.Logf("%d opinions", v.spoken)
}

func (v *voicing) compareStances() {
	v.t.Helper()
	v.look(func(tx *storage.Tx) error {
		readers := v.readers(tx)
		for _, id := range v.judged {
			want := map[content.Stance]int{}
			for who, reader := range readers {
				stance := v.stances[judgement{who, id}]
				want[stance]++
				if got, err := tx.StanceOf(id, reader); err != nil || got != stance {
					v.t.Errorf("reader %d: %q on opinion %d, want %q: %v", who, got, id, stance, err)
				}
			}
			o, err := tx.Opinion(id)
			if err != nil {
				return err
			}
			if o.Agree != want[content.Agree] || o.Disagree != want[content.Disagree] || o.Pass != want[content.Pass] {
				v.t.Errorf("opinion %d counts %d, %d and %d, want %v", id, o.Agree, o.Disagree, o.Pass, want)
			}
		}
		return nil
	})
}

// know lets the program find out in which polls people have voted: of those that a kill made it send twice, the first ones' names were never told.
func (v *voicing) know() {
	v.t.Helper()
	program := v.start()
	known := func() bool { return len(v.unknown()) == 0 }
	if err := v.server.WaitIdle(patience(v.t), v.bot, known); err != nil {
		v.t.Errorf("the program does not know %d of the polls: %v", len(v.unknown()), err)
	}
	if err := program.Process.Kill(); err != nil {
		v.t.Fatal(err)
	}
	_ = program.Wait() // it was killed, and says so
}

// unknown are Telegram's ids of the polls in which somebody voted and that the program does not know.
func (v *voicing) unknown() map[string]bool {
	v.t.Helper()
	unknown := map[string]bool{}
	v.look(func(tx *storage.Tx) error {
		for _, cast := range v.cast {
			if cast.poll == "" {
				continue
			}
			if _, err := tx.CopyOfNative(cast.poll); content.CodeOf(err) == content.NotFound {
				unknown[cast.poll] = true
			} else if err != nil {
				return err
			}
		}
		return nil
	})
	return unknown
}

// compareVotes plays all votes again: each takes the place of the one before; one is taken back only where it was given last.
func (v *voicing) compareVotes() {
	v.t.Helper()
	last, copies := map[int]vote{}, map[string]bool{}
	for _, cast := range v.cast {
		copies[cast.poll] = true
		switch {
		case cast.option >= 0:
			last[cast.who] = cast
		case last[cast.who].poll == cast.poll:
			delete(last, cast.who)
		}
	}
	v.t.Logf("%d votes in %d copies", len(v.cast), len(copies))
	v.look(func(tx *storage.Tx) error {
		delete(copies, "")
		for one := range copies {
			held, err := tx.CopyOfNative(one)
			if err != nil {
				return err
			}
			return v.compareCount(tx, held.Poll, last)
		}
		v.t.Error("nobody voted in private: this shows little")
		return nil
	})
}

func (v *voicing) compareCount(tx *storage.Tx, poll content.PollID, last map[int]vote) error {
	v.t.Helper()
	count, err := tx.CountOf(poll)
	if err != nil {
		return err
	}
	want := make([]int, len(count.Votes))
	for who, reader := range v.readers(tx) {
		options, _, err := tx.VoteOf(poll, reader)
		if err != nil {
			return err
		}
		cast, voted := last[who]
		if voted {
			want[cast.option]++
		}
		if voted != (len(options) == 1) || voted && options[0] != cast.option {
			v.t.Errorf("reader %d has voted for %v, want %+v", who, options, cast)
		}
	}
	if count.Voters != len(last) || !slices.Equal(count.Votes, want) {
		v.t.Errorf("the poll counts %v of %d, want %v of %d", count.Votes, count.Voters, want, len(last))
	}
	return nil
}
