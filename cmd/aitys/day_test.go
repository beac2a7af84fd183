package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"aitys/emulator"
)

// TestADayInTheChannel plays a newsroom's whole day before the real program, which is killed again and again: an article is published, many talk below it in three
// languages and every way of writing that Telegram knows, vote wherever they can, make opinions of their comments, withdraw them and are forgotten, while the
// article is revised and the group becomes a supergroup. Then what is stored, what a reader is shown and what stands in the chats is compared with what happened.
func TestADayInTheChannel(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { playDay(t, "sqlite:"+filepath.Join(t.TempDir(), "aitys.db")) })
	t.Run("postgres", func(t *testing.T) { playDay(t, newPostgres(t)) })
}

func playDay(t *testing.T, database string) {
	t.Helper()
	d := newDay(t, database)
	d.subscribe()
	d.publishes()
	d.breaksTheIce()
	d.talks(*kills * 2 / 3)
	d.votes()
	d.becomesOpinions()
	d.hears()
	d.isTidied()
	d.leavesOneWaiting()
	d.talks(*kills * 2 / 3)
	d.revises()
	d.moves()
	d.commentsBeforeItsRoot()
	d.talks(*kills * 2 / 3)
	d.approves(d.waiting())
	d.withdraws()
	d.isForgotten()
	d.tells()
	d.isTidied()
	d.holdsWhatWasSaid()
	d.showsWhatWasSaid()
	d.standsAsItShould()
	d.end(d.program)
}

// day is the program, the newsroom and its readers.
type day struct {
	*killing
	play              *emulator.Play
	program           *exec.Cmd
	channel           emulator.Chat
	editor, moderator *emulator.Actor
	owner             *emulator.Seat    // in the channel
	readers           []*emulator.Actor // in private
	root              emulator.Message  // of the thread in which people talk now
	said              []*remarked
	injected          int            // messages that the emulator did not make itself
	before            *emulator.Seat // in the group before it moved
	voted             map[int]int    // who → the last option
	opinions          []*voiced
}

// newDay brings the newsroom and forty readers, of whom nobody has started the bot yet.
func newDay(t *testing.T, database string) *day {
	t.Helper()
	d := sleepingDay(t, database)
	d.goesOn()
	return d
}

// sleepingDay is newDay without the program.
func sleepingDay(t *testing.T, database string) *day {
	t.Helper()
	server := emulator.New(emulator.Options{NoLimits: true, Seed: drawn(t)})
	t.Cleanup(server.Close)
	d := &day{killing: &killing{t: t, rnd: randomly(), server: server, bot: server.AddBot("Aitys", "aitys_bot"), database: database, program: build(t)}}
	d.channel, d.group = server.AddChannel("The News"), server.AddGroup("The News: discussion")
	server.Link(d.channel, d.group)
	for _, chat := range []emulator.Chat{d.channel, d.group} {
		server.Promote(chat, d.bot.User, emulator.AllRights())
	}
	d.play = emulator.Script(t, server, d.bot)
	d.play.Settled, d.play.Patience = d.nothingPending, time.Minute
	editor, moderator := d.joins("Editor", "en"), d.joins("Moderator", "en")
	d.editor, d.moderator = d.play.Person(editor), d.play.Person(moderator)
	d.settings = []string{
		"CHANNEL_ID=" + strconv.FormatInt(d.channel.ID, 10), "EDITOR_IDS=" + strconv.FormatInt(editor.ID, 10), "MODERATOR_IDS=" + strconv.FormatInt(moderator.ID, 10),
		"QUIET_HOURS=none", "UNDO_SECONDS=0", "DISCUSSION_CHAT_ID=" + strconv.FormatInt(d.group.ID, 10), // also when the group has another id
	}
	owner := server.AddUser(emulator.User{FirstName: "Owner", LanguageCode: "en"})
	server.Own(d.channel, owner)
	d.owner = server.In(owner, d.channel)
	for i := range 40 {
		user := d.joins(fmt.Sprintf([]string{"Reader %d", "Читатель %d", "Оқырман %d", "<b>&amp; %d"}[i%4], i), []string{"en", "ru", "kk"}[i%3])
		d.people, d.private, d.inGroup = append(d.people, user), append(d.private, server.Private(user, d.bot)), append(d.inGroup, server.In(user, d.group))
		d.readers = append(d.readers, d.play.Person(user))
	}
	return d
}

func (d *day) joins(name, language string) emulator.User {
	user := d.server.AddUser(emulator.User{FirstName: name, LanguageCode: language})
	d.server.Join(d.channel, user)
	d.server.Join(d.group, user)
	return user
}

func (d *day) goesOn() { d.program = d.start() }

// isKilled kills the program and starts it again.
func (d *day) isKilled() {
	d.t.Helper()
	if err := d.program.Process.Kill(); err != nil {
		d.t.Fatal(err)
	}
	_ = d.program.Wait() // it was killed, and says so
	d.goesOn()
}

// passes lets so much time go by for what waits for its time.
func (d *day) passes(hours int) {
	d.t.Helper()
	d.rests()
	db := d.openDatabase()
	defer db.Close()
	if _, err := db.Exec(fmt.Sprintf("UPDATE due SET at = at - %d", int64(hours)*3600*1_000_000)); err != nil {
		d.t.Fatal(err)
	}
}

// stand are the bot's messages in a chat that hold some words; in a channel they are the channel's.
func (d *day) stand(seat *emulator.Seat, words string) (found []emulator.Message) {
	for _, m := range seat.Messages() {
		ours := m.From != nil && m.From.ID == d.bot.ID || m.From == nil
		if ours && m.PinnedMessage == nil && m.Words() != "" && strings.Contains(m.Words(), words) {
			found = append(found, m)
		}
	}
	return found
}

// now is somebody in the group as it is at the moment.
func (d *day) now() *emulator.Seat { return d.server.In(d.people[0], d.group) }

// await waits for what becomes true on the server.
func (d *day) await(what string, holds func() bool) {
	d.t.Helper()
	if err := d.server.Await(patience(d.t), holds); err != nil {
		for _, m := range d.stand(d.now(), "") {
			d.t.Logf("in the group stands %.100q", m.Words())
		}
		d.t.Fatalf("%s: %v\n%s", what, err, d.log.String())
	}
}

// subscribe lets every fourth reader start the bot and ask for news and replies.
func (d *day) subscribe() {
	d.t.Helper()
	for i, reader := range d.readers {
		if i%4 != 0 { // as subscribed says
			continue
		}
		reader.Says("/start")
		reader.SeesWhere("the greeting", func(m emulator.Message) bool { return m.ReplyMarkup != nil })
		reader.Says("/subscribe")
		asked := reader.SeesWhere("what one may be told", func(m emulator.Message) bool { return len(m.Buttons()) >= 3 })
		for _, row := range asked.ReplyMarkup.Rows[:2] {
			reader.TapsData(row[0].CallbackData, asked)
			reader.SeesWhere("a tick", func(m emulator.Message) bool {
				return m.MessageID == asked.MessageID && slices.ContainsFunc(m.Buttons(), func(label string) bool { return strings.Contains(label, "✓") })
			})
		}
	}
}

// publishes brings the article into the channel and finds its root in the group.
func (d *day) publishes() {
	d.t.Helper()
	d.editor.Says("/publish " + sampleSlug)
	d.editor.Taps("Publish")
	d.editor.Sees("is in the channel")
	d.await("the index", func() bool { return len(d.stand(d.now(), "What is this article about?")) == 1 })
	for _, m := range d.now().Messages() {
		if m.IsAutomaticForward && strings.Contains(m.Text, "Relocation Wave") {
			d.root = m
		}
	}
	d.await("the way to the thread", func() bool {
		return slices.ContainsFunc(d.stand(d.owner, "Relocation Wave"), func(m emulator.Message) bool { return slices.Contains(m.Buttons(), "Discuss") })
	})
	d.rests()
}

// revises corrects the article's title, as an editor does at the command line.
func (d *day) revises() {
	d.t.Helper()
	d.pushes("Relocation Wave", "Relocation Tide")
	d.await("the revised post", func() bool { return len(d.stand(d.owner, "Relocation Tide")) > 0 })
	d.rests()
}

// moves gives the group another id, as becoming a supergroup does, of which the program learns when it runs again: its messages are counted anew there.
func (d *day) moves() {
	d.t.Helper()
	if err := d.program.Process.Kill(); err != nil {
		d.t.Fatal(err)
	}
	_ = d.program.Wait() // it was killed, and says so
	d.speaks(3)
	old := d.group
	d.before = d.now()
	d.group = d.server.Migrate(old)
	d.server.Link(d.channel, d.group)
	for _, said := range d.said {
		said.retired = true
	}
	for i, user := range d.people {
		d.inGroup[i] = d.server.In(user, d.group)
	}
	d.goesOn()
	d.rests()
}
