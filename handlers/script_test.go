package handlers_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

// stage is a newsroom on a real SQLite file with people who talk to it. It stands for bot and Telegram: it turns what people do into
// incoming, and delivers the outbox into chats.
type stage struct {
	t        *testing.T
	store    *storage.Store
	newsroom *handlers.Newsroom
	options  handlers.Options
	now      time.Time
	update   content.UpdateID
	message  content.MessageID
	chats    map[content.TelegramID][]*shown
	answers  []content.Answer
	record   *strings.Builder // the transcript, where one is kept
	hold     bool             // results are kept back, until release
	held     []content.Incoming
	repeated bool               // an earlier try may have been delivered too
	sent     content.OutgoingID // the last one

	deleted     []content.MessageID // of what people wrote in the group
	deletions   int                 // how often that was asked for
	undeletable func(content.MessageID) bool

	administrators map[content.TelegramID]bool // of the group
	restricted     []content.Outgoing          // who may not write in the group, or may again
	refuses        func(content.Outgoing) bool // what Telegram does not do
	powerless      bool                        // the bot may not restrict anybody

	pinned []content.MessageID // in whichever group
	menus  map[content.TelegramID]map[content.Lang][]content.MenuLine

	files map[string][]byte // that people have sent, by Telegram's ids
}

// shown is a message of the bot's as it stands in a chat.
type shown struct {
	id       content.MessageID
	out      content.Outgoing
	edited   int
	chat     content.TelegramID
	sequence int
	poll     string // Telegram's id of a native poll
	stopped  bool
}

const ourGroup = content.TelegramID(-1001)

func newStage(t *testing.T, opts ...func(*handlers.Options)) *stage {
	t.Helper()
	s := &stage{t: t, now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), message: 100, chats: map[content.TelegramID][]*shown{}}
	store, err := storage.Open(context.Background(), "sqlite:"+filepath.Join(t.TempDir(), "aitys.db"), storage.Options{
		Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return s.now },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	o := handlers.Options{Log: slog.New(slog.DiscardHandler), Language: content.English, Zone: time.UTC, Discussion: ourGroup}
	for _, opt := range opts {
		opt(&o)
	}
	s.store, s.options = store, o
	s.restart()
	ctx := context.Background()
	if err := errors.Join(s.newsroom.PublishSample(ctx, content.Sample()), s.newsroom.Prepare(ctx), store.IndexWords(ctx)); err != nil {
		t.Fatal(err)
	}
	return s
}

// restart begins anew with what is stored.
func (s *stage) restart() { s.newsroom = handlers.New(s.store, s.options) }

// apply hands a batch over and delivers what it put into the outbox.
func (s *stage) apply(batch ...content.Incoming) {
	s.t.Helper()
	s.now = s.now.Add(time.Second)
	answers, err := s.newsroom.Apply(context.Background(), batch)
	if err != nil {
		s.t.Fatalf("Apply: %v", err)
	}
	s.answers = append(s.answers, answers...)
	s.deliver()
}

// pending is the outbox as the sender sees it.
func (s *stage) pending() (rows []content.Outgoing) {
	s.t.Helper()
	err := s.store.View(context.Background(), func(tx *storage.Tx) (err error) {
		rows, err = tx.Pending(0, 1000)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return rows
}

func (s *stage) deliver() {
	s.t.Helper()
	var results []content.Incoming
	for _, out := range s.pending() {
		if out.ID <= s.sent {
			continue
		}
		s.sent = out.ID
		results = append(results, content.Incoming{Kind: content.KindResult, At: s.now, Result: s.show(out)})
	}
	if s.hold {
		s.held = append(s.held, results...)
		return
	}
	if len(results) == 0 {
		return
	}
	if _, err := s.newsroom.Apply(context.Background(), results); err != nil {
		s.t.Fatal(err)
	}
	for _, left := range s.pending() {
		if left.ID <= s.sent {
			s.t.Fatal("a message stays in the outbox after its result")
		}
	}
	s.deliver() // what a result has caused
}

func (s *stage) show(out content.Outgoing) *content.Result {
	s.t.Helper()
	result := &content.Result{Outgoing: out.ID, Chat: out.Chat, Key: out.Key, EditKey: out.EditKey, Outcome: content.Delivered, Repeated: s.repeated}
	if out.Action == content.ActionTask {
		return s.perform(out, result)
	}
	s.check(out)
	s.write(out)
	if s.refuses != nil && s.refuses(out) {
		result.Outcome, result.Reason = content.Refused, "it may not be done"
		return result
	}
	if s.named(out, result) {
		return result
	}
	if out.Action == content.ActionEdit || out.Action == content.ActionStop {
		m := s.messageOf(out.To, out.Edit)
		switch {
		case m == nil:
			result.Outcome, result.Reason, result.Gone = content.Refused, "message to edit not found", true
			return result
		case out.Action == content.ActionStop:
			s.stop(m)
		case m.out.Action == content.ActionSend:
			m.out.Text, m.out.Buttons, m.out.Chat = out.Text, out.Buttons, out.Chat
			m.edited++
		case out.To < 0:
			s.t.Fatalf("in a group a %s cannot be edited into %q", m.out.Action, out.Text)
		default: // what cannot be edited is answered by a new message
			out.Action = content.ActionSend
			return s.place(out, result)
		}
		m.sequence = int(s.update)
		result.Message = m.id
		return result
	}
	return s.place(out, result)
}

// write adds a message to the transcript.
func (s *stage) write(out content.Outgoing) {
	if s.record == nil {
		return
	}
	fmt.Fprintf(s.record, "\n< %s\n", out.Action)
	if out.Text != "" {
		fmt.Fprintln(s.record, indent(string(out.Text)))
	}
	if out.Document != nil {
		fmt.Fprintf(s.record, "  # %s\n", out.Document.Name)
	}
	if out.Poll != nil {
		fmt.Fprintf(s.record, "  ? %s\n", out.Poll.Question)
		for _, option := range out.Poll.Options {
			fmt.Fprintf(s.record, "  ( ) %s\n", option)
		}
	}
	for _, row := range out.Buttons {
		for _, b := range row {
			fmt.Fprintf(s.record, "  [%s → %s%s%s]", b.Text, b.Press, b.Start, b.URL)
		}
		fmt.Fprintln(s.record)
	}
	for _, row := range out.Keyboard {
		fmt.Fprintf(s.record, "  (%s)\n", strings.Join(row, ") ("))
	}
}

func indent(said string) string { return "  " + strings.ReplaceAll(said, "\n", "\n  ") }

// person is someone who talks with the bot, in private or in a group.
type person struct {
	*stage
	who  content.Person
	chat content.Chat
	last int // the update of the last action: Sees looks at what came since
}

func (s *stage) person(id content.TelegramID, language string) *person {
	return &person{
		stage: s, who: content.Person{ID: id, First: "Асель", LanguageCode: language}, chat: content.Chat{ID: id, Kind: content.ChatPrivate},
	}
}

// in is the same person in a group.
func (p *person) in(group content.TelegramID) *person {
	return &person{stage: p.stage, who: p.who, chat: content.Chat{ID: group, Kind: content.ChatGroup}}
}

// does lets something happen to the person's chat.
func (p *person) does(in content.Incoming) *person {
	p.t.Helper()
	p.update++
	in.Update, in.At, in.From, in.Chat = p.update, p.now, p.who, p.chat
	if in.Raw == nil {
		in.Raw = []byte(`{}`)
	}
	p.last = int(p.update)
	p.answers = nil
	p.apply(in)
	return p
}

func (p *person) Says(words string) *person {
	p.t.Helper()
	if p.record != nil {
		fmt.Fprintf(p.record, "\n> %s\n", words)
	}
	return p.Sends(messageOf(words))
}

// Sends lets the person send any message.
func (p *person) Sends(m content.Message) *person {
	p.t.Helper()
	p.message++
	m.ID = p.message
	return p.does(content.Incoming{Kind: content.KindMessage, Message: &m})
}

// messageOf is what decoding makes of typed words.
func messageOf(words string) content.Message {
	m := content.Message{Text: words}
	if rest, ok := strings.CutPrefix(words, "/"); ok {
		name, argument, _ := strings.Cut(rest, " ")
		name, _, m.Addressed = strings.Cut(name, "@")
		m.Command, m.Argument = strings.ToLower(name), strings.TrimSpace(argument)
	}
	return m
}

// Taps presses the newest button with that label, or the key of the small keyboard.
func (p *person) Taps(label string) *person {
	p.t.Helper()
	for _, m := range slices.Backward(p.chats[p.chat.ID]) {
		for _, row := range m.out.Buttons {
			for _, b := range row {
				if strings.Contains(b.Text, label) && b.Press != "" {
					return p.TapsData(m.id, b.Press)
				}
			}
		}
		for _, row := range m.out.Keyboard {
			if slices.Contains(row, label) {
				return p.Says(label)
			}
		}
	}
	p.t.Fatalf("%s: there is no button %q to tap", line(), label)
	return p
}

// TapsData sends whatever data a program likes under a message.
func (p *person) TapsData(message content.MessageID, data string) *person {
	p.t.Helper()
	if p.record != nil {
		fmt.Fprintf(p.record, "\n> [%s]\n", data)
	}
	id := fmt.Sprintf("press-%d", p.update+1)
	p.does(content.Incoming{Kind: content.KindPress, Press: &content.Press{
		ID: id, Data: data, Message: message, Offered: p.offered(message, data), Title: p.title(message),
	}})
	if len(p.answers) != 1 || p.answers[0].Press != id {
		p.t.Fatalf("%s: a press has to be answered once, but got %+v", line(), p.answers)
	}
	if a := p.answers[0]; p.record != nil && a.Text != "" {
		fmt.Fprintf(p.record, "\n< answer\n%s\n", indent(a.Text))
	}
	return p
}

// since is what the bot wrote or changed in the chat since the person's last action.
func (p *person) since() string {
	var all []string
	for _, m := range p.chats[p.chat.ID] {
		if m.sequence >= p.last {
			all = append(all, string(m.out.Text))
			if m.out.Poll != nil {
				all = append(all, m.out.Poll.Question)
			}
			for _, row := range m.out.Buttons {
				for _, b := range row {
					all = append(all, "["+b.Text+"]")
				}
			}
		}
	}
	for _, a := range p.answers {
		all = append(all, a.Text)
	}
	return strings.Join(all, "\n")
}

func (p *person) Sees(wanted ...string) *person {
	p.t.Helper()
	for _, want := range wanted {
		if got := p.since(); !strings.Contains(got, want) {
			p.t.Fatalf("%s: wants to see %q, but sees:\n%s", line(), want, got)
		}
	}
	return p
}

func (p *person) SeesNot(unwanted ...string) *person {
	p.t.Helper()
	for _, word := range unwanted {
		if got := p.since(); strings.Contains(got, word) {
			p.t.Fatalf("%s: sees %q in:\n%s", line(), word, got)
		}
	}
	return p
}

func (p *person) SeesNothing() *person {
	p.t.Helper()
	if got := p.since(); got != "" {
		p.t.Fatalf("%s: wants to see nothing, but sees:\n%s", line(), got)
	}
	return p
}

// newest is the last message that the bot sent to the person's chat.
func (p *person) newest() *shown {
	p.t.Helper()
	chat := p.chats[p.chat.ID]
	if len(chat) == 0 {
		p.t.Fatalf("%s: the chat is empty", line())
	}
	return chat[len(chat)-1]
}

// line is the step of the script that called, for a failure's first words.
func line() string {
	for skip := 2; skip < 12; skip++ {
		if _, file, number, ok := runtime.Caller(skip); ok && !strings.HasSuffix(file, "script_test.go") {
			return fmt.Sprintf("%s:%d", filepath.Base(file), number)
		}
	}
	return "script"
}
