package emulator

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// TB is the part of testing.TB that a script needs.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
}

// Play is a script for several people who talk to one bot. A step that cannot
// be played fails the test and names its line.
type Play struct {
	t   TB
	srv *Server
	bot Bot
	// Patience is how long a step waits for what it is to see; 10 s unless set.
	Patience time.Duration
	// Settled, when set, says that the bot has nothing left to do. SeesNot waits
	// for it besides waiting until every update is confirmed; it is asked after
	// every change on the server and every few milliseconds.
	Settled func() bool
}

// Script begins a script.
func Script(t TB, s *Server, b Bot) *Play {
	return &Play{t: t, srv: s, bot: b, Patience: 10 * time.Second}
}

// Actor is one person of a script, in one chat. What they see is what arrived
// or was edited, in that chat, since they last did something anywhere.
type Actor struct {
	play *Play
	seat *Seat
	user User
	mark *int64 // changes up to here are old; shared by all chats of a person
}

// Person is a person in the private chat with the bot.
func (p *Play) Person(u User) *Actor {
	a := &Actor{play: p, seat: p.srv.Private(u, p.bot), user: u, mark: new(int64)}
	a.settle()
	return a
}

// InGroup is the same person in a group or channel.
func (a *Actor) InGroup(c Chat) *Actor {
	return &Actor{play: a.play, seat: a.play.srv.In(a.user, c), user: a.user, mark: a.mark}
}

// Seat is what the person can do besides what the script has words for.
func (a *Actor) Seat() *Seat { return a.seat }

// settle makes everything up to now old.
func (a *Actor) settle() {
	a.play.srv.mu.Lock()
	defer a.play.srv.mu.Unlock()
	*a.mark = a.play.srv.seq
}

// Says sends a text.
func (a *Actor) Says(text string) Message {
	a.play.t.Helper()
	return a.Sends(Draft{Text: text})
}

// Replies sends a text as an answer to a message.
func (a *Actor) Replies(to Message, text string) Message {
	a.play.t.Helper()
	return a.Sends(Draft{Text: text, ReplyTo: to.MessageID})
}

// Sends sends anything.
func (a *Actor) Sends(d Draft) Message {
	a.play.t.Helper()
	a.settle()
	m, err := a.seat.Send(d)
	a.check(err, "cannot send %q", d.Text)
	return m
}

// Edits changes a message of theirs.
func (a *Actor) Edits(m Message, text string) Message {
	a.play.t.Helper()
	a.settle()
	edited, err := a.seat.Edit(m.MessageID, text)
	a.check(err, "cannot edit message %d", m.MessageID)
	return edited
}

// Deletes takes a message away.
func (a *Actor) Deletes(m Message) {
	a.play.t.Helper()
	a.settle()
	a.check(a.seat.Delete(m.MessageID), "cannot delete message %d", m.MessageID)
}

// Taps presses the button with a label, under the newest message that has it or
// on the keyboard. A link into a bot opens that bot.
func (a *Actor) Taps(label string) {
	a.play.t.Helper()
	var tap func() error
	a.wait(func() bool {
		tap = a.findTap(label)
		return tap != nil
	}, "no button %q", label)
	a.settle()
	a.check(tap(), "cannot tap %q", label)
}

// TapsData sends a press with any data, as only a forger can: on the message
// given, or on the newest one with buttons. It returns the query's id.
func (a *Actor) TapsData(data string, on ...Message) string {
	a.play.t.Helper()
	id := 0
	if len(on) > 0 {
		id = on[0].MessageID
	}
	if id == 0 {
		a.wait(func() bool {
			id = a.newestWithButtons()
			return id != 0
		}, "no message with buttons")
	}
	a.settle()
	query, err := a.seat.Press(id, data)
	a.check(err, "cannot press on message %d", id)
	return query
}

// Votes chooses options, by their texts, in the newest open poll.
func (a *Actor) Votes(options ...string) {
	a.play.t.Helper()
	var poll Message
	a.wait(func() bool {
		for _, m := range slices.Backward(a.seat.Messages()) {
			if m.Poll != nil && !m.Poll.IsClosed {
				poll = m
				return true
			}
		}
		return false
	}, "no open poll")
	var chosen []int
	for _, want := range options {
		i := slices.IndexFunc(poll.Poll.Options, func(o PollOption) bool { return o.Text == want })
		if i < 0 {
			a.fail("the poll has no option %q: %v", want, poll.Poll.Options)
			return
		}
		chosen = append(chosen, i)
	}
	a.settle()
	a.check(a.seat.Vote(poll.MessageID, chosen...), "cannot vote")
}

// Sees waits for a message with a text in it and returns it: the newest one, if
// there are several.
func (a *Actor) Sees(text string) Message {
	a.play.t.Helper()
	return a.SeesWhere(fmt.Sprintf("%q", text), func(m Message) bool { return strings.Contains(m.Words(), text) })
}

// SeesWhere waits for a message that fits; what says what that is.
func (a *Actor) SeesWhere(what string, fits func(Message) bool) Message {
	a.play.t.Helper()
	var seen Message
	a.wait(func() bool {
		for _, m := range slices.Backward(a.News()) {
			if fits(m) {
				seen = m
				return true
			}
		}
		return false
	}, "%s did not come", what)
	return seen
}

// SeesNot waits until the bot has dealt with everything and then fails if a
// message with that text came. Where the bot answers after it has confirmed the
// update, Play.Settled has to say when it is done.
func (a *Actor) SeesNot(text string) {
	a.play.t.Helper()
	a.play.settled(a)
	for _, m := range a.News() {
		if strings.Contains(m.Words(), text) {
			a.fail("%q came, and should not have", text)
		}
	}
}

// SeesAnswer waits for the answer to a press that has a text in it.
func (a *Actor) SeesAnswer(text string) Answer {
	a.play.t.Helper()
	var seen Answer
	a.wait(func() bool {
		a.play.srv.mu.Lock()
		defer a.play.srv.mu.Unlock()
		for _, got := range a.seat.who.answers {
			if got.seq > *a.mark && strings.Contains(got.Text, text) {
				seen = got.Answer
				return true
			}
		}
		return false
	}, "no press was answered with %q", text)
	return seen
}

// News are the messages that others sent, or that were edited, in this chat
// since the person last did something; newest last.
func (a *Actor) News() []Message {
	s := a.play.srv
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	had := map[int]bool{}
	for _, e := range slices.Backward(a.seat.chat.journal) {
		if e.seq <= *a.mark {
			break
		}
		if e.m.deleted || e.m.author == a.user.ID || had[e.m.MessageID] {
			continue
		}
		had[e.m.MessageID] = true
		out = append(out, e.m.view())
	}
	slices.Reverse(out)
	return out
}

// Words is what can be read in a message: text, caption, poll, file name.
func (m Message) Words() string {
	words := []string{m.Text, m.Caption}
	if m.Poll != nil {
		words = append(words, m.Poll.Question)
		for _, o := range m.Poll.Options {
			words = append(words, o.Text)
		}
	}
	if m.Document != nil {
		words = append(words, m.Document.FileName)
	}
	return strings.Trim(strings.Join(words, "\n"), "\n")
}

// Buttons are the labels under a message, row by row.
func (m Message) Buttons() []string {
	var labels []string
	if m.ReplyMarkup != nil {
		for _, row := range m.ReplyMarkup.Rows {
			for _, b := range row {
				labels = append(labels, b.Text)
			}
		}
	}
	return labels
}

// Button is the button with a label; nil when there is none.
func (m Message) Button(label string) *InlineButton {
	if m.ReplyMarkup != nil {
		for _, row := range m.ReplyMarkup.Rows {
			for _, b := range row {
				if b.Text == label {
					return &b
				}
			}
		}
	}
	return nil
}

// wait waits for a condition; the test fails if it does not come true.
func (a *Actor) wait(done func() bool, format string, args ...any) {
	a.play.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), a.play.Patience)
	defer cancel()
	if err := a.play.srv.Await(ctx, done); err != nil {
		a.fail(format, args...)
	}
}

// settled waits until the bot has nothing left to do.
func (p *Play) settled(a *Actor) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), p.Patience)
	defer cancel()
	if err := p.srv.WaitIdle(ctx, p.bot, p.Settled); err != nil {
		a.fail("the bot did not come to rest")
	}
}

func (a *Actor) check(err error, format string, args ...any) {
	a.play.t.Helper()
	if err != nil {
		a.fail(format+": "+err.Error(), args...)
	}
}

// fail fails the test with the script's line and what there was to see.
func (a *Actor) fail(format string, args ...any) {
	a.play.t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s: "+format, append([]any{scriptLine(), a.user.FirstName}, args...)...)
	b.WriteString("\nto be seen since their last action:")
	for _, m := range a.News() {
		fmt.Fprintf(&b, "\n  [%d] %q %q", m.MessageID, m.Words(), m.Buttons())
	}
	b.WriteString("\nlast calls:")
	calls := a.play.srv.Calls(func(c Call) bool { return c.Method != "getUpdates" })
	for _, c := range calls[max(0, len(calls)-5):] {
		fmt.Fprintf(&b, "\n  %s to %d: %d %s", c.Method, c.Chat, c.Code, c.Description)
	}
	a.play.t.Fatalf("%s", b.String())
}

// scriptLine is the line of the script that is being played.
func scriptLine() string {
	pc := make([]uintptr, 32)
	frames := runtime.CallersFrames(pc[:runtime.Callers(2, pc)])
	for {
		f, more := frames.Next()
		if base := filepath.Base(f.File); base != "script.go" && base != "tap.go" {
			return fmt.Sprintf("%s:%d", base, f.Line)
		}
		if !more {
			return "?"
		}
	}
}

// Blocks makes the person block the bot.
func (a *Actor) Blocks() {
	a.settle()
	a.seat.Block()
}

// Unblocks takes that back.
func (a *Actor) Unblocks() {
	a.settle()
	a.seat.Unblock()
}
