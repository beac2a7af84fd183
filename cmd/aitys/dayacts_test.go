package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/emulator"
	"aitys/storage"
)

// votes lets everybody vote some times, in private, in the group and in the channel: what counts is the last vote of each.
func (d *day) votes() {
	d.t.Helper()
	d.voted = map[int]int{}
	d.say(d.inGroup[0], "/poll@aitys_bot")
	d.await("the group's poll", func() bool { return d.ballot(d.now()) != nil })
	for i, seat := range d.private {
		if i%4 == 0 {
			d.say(seat, "/poll")
		}
	}
	d.rests()
	for round := range 3 {
		for _, who := range d.rnd.Perm(len(d.people)) {
			d.voted[who] = d.rnd.IntN(4)
			d.vote(who, d.voted[who])
		}
		if round < 2 {
			d.isKilled()
		}
	}
	d.rests()
	d.countsVotes()
}

// ballot is the newest message with a poll's buttons.
func (d *day) ballot(seat *emulator.Seat) *emulator.Message {
	for _, m := range slices.Backward(seat.Messages()) {
		if m.ReplyMarkup != nil && strings.Contains(m.Text, "One person, one vote") && strings.HasSuffix(m.ReplyMarkup.Rows[0][0].CallbackData, "0") {
			return &m
		}
	}
	return nil
}

func (d *day) vote(who, option int) {
	d.t.Helper()
	seat := d.server.In(d.people[who], d.channel)
	switch d.rnd.IntN(3) {
	case 0:
		seat = d.inGroup[who]
	case 1:
		for _, m := range slices.Backward(d.private[who].Messages()) {
			if m.Poll != nil {
				if err := d.private[who].Vote(m.MessageID, option); err != nil {
					d.t.Fatal(err)
				}
				return
			}
		}
	}
	on := d.ballot(seat)
	if _, err := seat.Press(on.MessageID, on.ReplyMarkup.Rows[option][0].CallbackData); err != nil {
		d.t.Fatal(err)
	}
}

// countsVotes compares what the channel and the group show with the last votes.
func (d *day) countsVotes() {
	d.t.Helper()
	want := make([]int, 4)
	for _, option := range d.voted {
		want[option]++
	}
	for name, seat := range map[string]*emulator.Seat{"channel": d.owner, "group": d.now()} {
		d.await("the counts in the "+name, func() bool {
			text := d.ballot(seat).Text
			for i, n := range want {
				line := strings.Split(text, "\n")[2+i]
				if !strings.Contains(line, fmt.Sprintf("(%d vote", n)) {
					return false
				}
			}
			return true
		})
	}
}

// voiced is a comment that became an opinion.
type voiced struct {
	of     *remarked
	number content.OpinionID
}

// becomesOpinions lets some make opinions of their comments, and the moderator publish them.
func (d *day) becomesOpinions() {
	d.t.Helper()
	for _, r := range d.ordinary(6) {
		d.replies(r.by, r, "/opinion@aitys_bot")
		d.opinions = append(d.opinions, &voiced{of: r})
	}
	d.rests()
	d.approves(4)
	d.knowsNumbers()
	d.features()
}

// approves lets the moderator publish the oldest that wait.
func (d *day) approves(n int) {
	d.t.Helper()
	for range n {
		d.moderator.Says("/queue")
		card := d.moderator.SeesWhere("a card", func(m emulator.Message) bool { return m.Button("Approve") != nil })
		d.moderator.TapsData(card.Button("Approve").CallbackData, card)
		d.rests()
	}
}

// leavesOneWaiting lets somebody make an opinion of a comment that the moderator reads only when the group has moved.
func (d *day) leavesOneWaiting() {
	d.t.Helper()
	r := d.ordinaryOf(1, func(who int) bool { return who%4 != 0 })[0] // of whom the bot cannot be heard in private
	d.replies(r.by, r, "/opinion@aitys_bot")
	d.opinions = append(d.opinions, &voiced{of: r})
	d.passes(1)
	d.await("the end of the answer", func() bool { return len(d.stand(d.now(), "Thank you")) == 0 })
}

// features lets the moderator feature opinions, and comments that nobody asked about; of these, one author declines.
func (d *day) features() {
	d.t.Helper()
	for _, v := range d.opinions[:3] {
		d.moderator.Says("/feature " + strconv.FormatInt(int64(v.number), 10))
		d.moderator.Sees("is featured")
	}
	for _, r := range d.ordinary(3) {
		if _, err := d.server.In(d.user(d.moderator), d.group).Send(emulator.Draft{Text: "/feature@aitys_bot", ReplyTo: r.message}); err != nil {
			d.t.Fatal(err)
		}
		d.opinions = append(d.opinions, &voiced{of: r})
	}
	d.rests()
	d.knowsNumbers()
	d.declines(d.opinions[len(d.opinions)-1])
	for _, v := range d.opinions {
		if len(d.postsOf(v)) > 0 {
			d.t.Errorf("opinion %d is posted below the comment of which it was made", v.number)
		}
	}
}

// postsOf are the posts of an opinion in the group.
func (d *day) postsOf(v *voiced) []emulator.Message { return d.stand(d.now(), v.of.mark()) }

func (d *day) user(a *emulator.Actor) emulator.User {
	for _, m := range a.Seat().Messages() {
		if m.From != nil && !m.From.IsBot {
			return *m.From
		}
	}
	d.t.Fatal("has said nothing")
	return emulator.User{}
}

// ordinary are comments under people's own names that are nothing else yet.
func (d *day) ordinary(n int) []*remarked {
	d.t.Helper()
	return d.ordinaryOf(n, func(int) bool { return true })
}

// ordinaryOf are such comments of some people.
func (d *day) ordinaryOf(n int, by func(int) bool) (all []*remarked) {
	d.t.Helper()
	for _, r := range d.here() {
		taken := slices.ContainsFunc(d.opinions, func(v *voiced) bool { return v.of == r })
		if len(all) < n && !taken && r.who == content.ByPerson && r.words != "" && !r.hostile && r.message < injectedFrom && r.media == "" && r.by != forgotten && by(r.by) {
			all = append(all, r)
		}
	}
	if len(all) < n {
		d.t.Fatalf("there are only %d such comments", len(all))
	}
	return all
}

func (d *day) replies(who int, to *remarked, words string) emulator.Message {
	d.t.Helper()
	m, err := d.inGroup[who].Send(emulator.Draft{Text: words, ReplyTo: to.message})
	if err != nil {
		d.t.Fatal(err)
	}
	return m
}

// knowsNumbers learns which opinion each comment became.
func (d *day) knowsNumbers() {
	d.t.Helper()
	d.look(func(tx *storage.Tx) error {
		for _, v := range d.opinions {
			c, err := d.stored(tx, v.of)
			if err != nil {
				return err
			}
			if v.number, err = tx.Became(c.ID); err != nil || v.number == 0 {
				d.t.Errorf("%s became no opinion: %v", v.of.mark(), err)
			}
		}
		return nil
	})
}

// declines lets the author of a featured comment follow the link below the bot's word in the group.
func (d *day) declines(v *voiced) {
	d.t.Helper()
	reader := d.readers[v.of.by]
	for _, m := range d.stand(d.now(), fmt.Sprintf("as opinion %d.", v.number)) {
		if err := d.server.Open(d.people[v.of.by], m.Button("Decline").URL); err != nil {
			d.t.Fatal(err)
		}
	}
	pressed := reader.SeesWhere("the way to decline", func(m emulator.Message) bool {
		return strings.Contains(m.Text, v.of.mark()) && m.ReplyMarkup != nil
	})
	reader.TapsData(pressed.ReplyMarkup.Rows[len(pressed.ReplyMarkup.Rows)-1][0].CallbackData, pressed)
	d.rests()
}

// forgotten is who asks to be forgotten.
const forgotten = 4

// withdraws lets some withdraw a comment of theirs, with and without answers below it.
func (d *day) withdraws() {
	d.t.Helper()
	for _, r := range d.ordinary(3) {
		d.replies(r.by, r, "/forget@aitys_bot")
		r.gone = true
	}
	d.rests()
	for _, m := range d.now().Messages() {
		if slices.ContainsFunc(d.said, func(r *remarked) bool { return r.gone && !r.retired && r.message == m.MessageID }) {
			d.t.Errorf("a withdrawn comment still stands in the group: %q", m.Words())
		}
	}
}

// isForgotten lets somebody have everything about them erased.
func (d *day) isForgotten() {
	d.t.Helper()
	reader := d.readers[forgotten]
	reader.Says("/forget")
	asked := reader.SeesWhere("the question", func(m emulator.Message) bool { return m.ReplyMarkup != nil })
	reader.TapsData(asked.ReplyMarkup.Rows[len(asked.ReplyMarkup.Rows)-1][0].CallbackData, asked)
	d.rests()
	for _, r := range d.said {
		if r.by == forgotten && r.who == content.ByPerson {
			r.gone = true
		}
	}
}

// isTidied waits until the bot's answers to commands are gone.
func (d *day) isTidied() {
	d.t.Helper()
	d.passes(1)
	d.await("the end of the answers to commands", func() bool { return len(d.stand(d.now(), "Thank you")) == 0 && len(d.stand(d.now(), "withdrawn")) == 0 })
	d.rests()
}

// hears lets people reply to an opinion in the group and in private, which is one thread. Its author, who asked to be told of replies, is told once, an hour later.
func (d *day) hears() {
	d.t.Helper()
	r := d.ordinaryOf(1, d.subscribed)[0]
	d.replies(r.by, r, "/opinion@aitys_bot")
	v := &voiced{of: r}
	d.opinions = append(d.opinions, v)
	d.approves(d.waiting())
	d.knowsNumbers()
	number := strconv.FormatInt(int64(v.number), 10)
	d.moderator.Says("/feature " + number)
	d.rests()
	for i := range 5 {
		if _, err := d.inGroup[2*i+1].Send(emulator.Draft{Text: fmt.Sprintf("Reply %d in the group.", i), ReplyTo: r.message}); err != nil {
			d.t.Fatal(err)
		}
	}
	d.repliesInPrivate(number)
	d.isKilled()
	d.rests()
	before := d.heard()[r.by]
	d.passes(1)
	d.await("the word of the replies", func() bool { return d.heard()[r.by] == before+1 })
	d.passes(1)
	d.rests()
	if again := d.heard()[r.by] - before; again != 1 {
		d.t.Errorf("of the replies to opinion %s its author was told %d times", number, again)
	}
	late := d.play.Person(d.server.AddUser(emulator.User{FirstName: "Late", LanguageCode: "en"}))
	late.Says("/thread " + number)
	thread := late.Sees("Reply 4 in the group.")
	if got := strings.Count(thread.Text, "Reply "); got != 6 {
		d.t.Errorf("of 6 replies the thread shows %d: %s", got, thread.Text)
	}
}

// waiting is how many opinions wait for the moderator.
func (d *day) waiting() (n int) {
	d.t.Helper()
	d.rests()
	d.look(func(tx *storage.Tx) (err error) {
		n, err = tx.CountWaiting()
		return err
	})
	return n
}

// repliesInPrivate lets somebody reply to an opinion in the private chat, which the moderator publishes.
func (d *day) repliesInPrivate(number string) {
	d.t.Helper()
	reader := d.play.Person(d.server.AddUser(emulator.User{FirstName: "Aside", LanguageCode: "en"}))
	reader.Says("/start o_" + number)
	reader.Taps("Reply")
	reader.SeesWhere("the question", func(m emulator.Message) bool { return strings.Contains(m.Text, "/cancel") })
	reader.Says("Reply 5, in private.")
	reader.Sees("Received.")
	d.approves(d.waiting())
}

// tells lets the editor remind subscribers, and kills the program in between: everybody has the reminder once.
func (d *day) tells() {
	d.t.Helper()
	d.rests()
	before := d.heard()
	d.editor.Says("/announce " + sampleSlug)
	d.editor.Taps("Remind them")
	d.isKilled()
	done := func() bool {
		ended := slices.DeleteFunc(d.stand(d.editor.Seat(), "Subscribers are told of"), func(m emulator.Message) bool { return !strings.Contains(m.Text, "Done at") })
		return len(ended) == 2 // the publication was told of, too
	}
	d.await("the end of the reminder", done)
	d.rests()
	for i, n := range d.heard() {
		want := 0
		if d.subscribed(i) {
			want = 1
		}
		if got := n - before[i]; got != want {
			d.t.Errorf("reader %d has the reminder %d times, want %d", i, got, want)
		}
	}
}

// heard counts what the bot has said to each reader in private.
func (d *day) heard() (all []int) {
	for _, seat := range d.private {
		all = append(all, len(d.stand(seat, "")))
	}
	return all
}

// subscribed tells who wants to hear of articles and replies.
func (d *day) subscribed(who int) bool { return who%4 == 0 && who != forgotten }
