package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"aitys/content"
)

// memory is an Inbox and Outbox in memory, with the meaning that the store gives them.
type memory struct {
	// React, unless nil, is called for each incoming within Apply; what it returns is added to the outbox.
	React func(in content.Incoming) ([]content.Outgoing, []content.Answer)
	// Gate, unless nil, is passed by each Apply before anything else; it may keep it waiting.
	Gate func()
	// Lag is how long the answers of Pending and PendingIn are on their way.
	Lag time.Duration
	// Fail, unless nil, may fail a call, named after its method.
	Fail func(method string) error

	mu      sync.Mutex
	last    content.OutgoingID
	rows    []content.Outgoing // in order
	keys    map[content.MessageKey]content.MessageID
	results map[content.OutgoingID]content.Result
	after   map[content.OutgoingID]content.MessageID // what Attempting was told
	updates []content.Incoming                       // all but results and ticks
	ticks   int
	batches []int              // how many results each Apply that held some had
	highest content.OutgoingID // the highest row that was handed out
}

func newMemory() *memory {
	return &memory{keys: map[content.MessageKey]content.MessageID{}, results: map[content.OutgoingID]content.Result{}, after: map[content.OutgoingID]content.MessageID{}}
}

// to is a plain row for a chat whose Telegram id is the same.
func to(chat int, text string) content.Outgoing {
	return content.Outgoing{Chat: content.ChatID(chat), To: content.TelegramID(chat), Action: content.ActionSend, Text: content.HTML(text)}
}

func (m *memory) add(rows ...content.Outgoing) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.append(rows)
}

func (m *memory) append(rows []content.Outgoing) {
	for _, row := range rows {
		m.last++
		row.ID = m.last
		m.rows = append(m.rows, row)
	}
}

func (m *memory) fail(method string) error {
	if m.Fail == nil {
		return nil
	}
	return m.Fail(method)
}

func (m *memory) Apply(_ context.Context, batch []content.Incoming) ([]content.Answer, error) {
	if m.Gate != nil {
		m.Gate()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.fail("Apply"); err != nil {
		return nil, err
	}
	var answers []content.Answer
	results := 0
	for _, in := range batch {
		switch in.Kind {
		case content.KindResult:
			results++
			m.settle(*in.Result)
		case content.KindTick:
			m.ticks++
		default:
			m.updates = append(m.updates, in)
		}
		if m.React != nil {
			out, answered := m.React(in)
			m.append(out)
			answers = append(answers, answered...)
		}
	}
	if results > 0 {
		m.batches = append(m.batches, results)
	}
	return answers, nil
}

func (m *memory) settle(result content.Result) {
	m.results[result.Outgoing] = result
	if result.Outcome == content.Moved {
		for i := range m.rows {
			if m.rows[i].Chat == result.Chat {
				m.rows[i].To, m.rows[i].Attempted = result.MovedTo, false
			}
		}
		return
	}
	if result.Outcome == content.Delivered && result.Key != "" {
		m.keys[result.Key] = result.Message
	}
	m.rows = slices.DeleteFunc(m.rows, func(row content.Outgoing) bool { return row.ID == result.Outgoing })
}

func (m *memory) Pending(_ context.Context, after content.OutgoingID, limit int) ([]content.Outgoing, error) {
	return m.pending(after, limit, func(content.Outgoing) bool { return true })
}

func (m *memory) PendingIn(_ context.Context, chat content.ChatID, after content.OutgoingID, limit int) ([]content.Outgoing, error) {
	return m.pending(after, limit, func(row content.Outgoing) bool { return row.Chat == chat })
}

func (m *memory) pending(after content.OutgoingID, limit int, wanted func(content.Outgoing) bool) ([]content.Outgoing, error) {
	if m.Lag > 0 {
		defer time.Sleep(m.Lag) // behind the reading: what is read may be outdated when it arrives
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.fail("Pending"); err != nil {
		return nil, err
	}
	var found []content.Outgoing
	for _, row := range m.rows {
		if row.ID > after && wanted(row) && len(found) < limit {
			if row.EditKey != "" {
				row.Edit = m.keys[row.EditKey]
			}
			found = append(found, row)
			m.highest = max(m.highest, row.ID)
		}
	}
	return found, nil
}

func (m *memory) Attempting(_ context.Context, id content.OutgoingID, after content.MessageID) error {
	m.mu.Lock()
	m.after[id] = after
	m.mu.Unlock()
	return m.mark("Attempting", id, true)
}

func (m *memory) NotAttempted(_ context.Context, id content.OutgoingID) error {
	return m.mark("NotAttempted", id, false)
}

func (m *memory) mark(method string, id content.OutgoingID, attempted bool) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.fail(method); err != nil {
		return err
	}
	for i := range m.rows {
		if m.rows[i].ID == id {
			m.rows[i].Attempted = attempted
		}
	}
	return nil
}

// outcome returns what became of a row, "" while nothing did.
func (m *memory) outcome(id content.OutgoingID) content.Outcome {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.results[id].Outcome
}

// received is a copy of the updates that came in.
func (m *memory) received() []content.Incoming {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.updates)
}

func (m *memory) left() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.rows)
}

var errStore = errors.New("the disk is full")

// world is a bot that runs in fake time between a server and a store.
type world struct {
	*testing.T
	server *telegramServer
	store  *memory
	bot    *Bot
	engine *engine
	logged *bytes.Buffer
	stop   func() error // ends Run and returns its error
}

// inWorld runs a script against a bot. Before prepares what must stand before the bot starts; it may be nil.
func inWorld(t *testing.T, config Config, before, script func(w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := &world{T: t, server: newTelegramServer(), store: newMemory(), logged: new(bytes.Buffer)}
		w.server.Unlimited = config.SendRate == 0
		if before != nil {
			before(w)
		}
		config.Token, config.Transport = testToken, w.server
		config.Log = slog.New(slog.NewTextHandler(w.logged, nil))
		bot, err := Connect(t.Context(), config)
		if err != nil {
			t.Fatal(err)
		}
		w.bot, w.engine = bot, newEngine(bot, w.store, w.store)
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- w.engine.run(ctx) }()
		var once sync.Once
		var result error
		w.stop = func() error {
			once.Do(func() {
				cancel()
				result = <-ended
			})
			return result
		}
		defer func() { _ = w.stop() }() // also when the script fails half-way
		script(w)
		if err := w.stop(); err != nil {
			t.Errorf("Run: %v", err)
		}
	})
}

// until lets fake time pass until a condition holds, and fails the test when it does not within d.
func (w *world) until(d time.Duration, what string, holds func() bool) {
	w.Helper()
	end := time.Now().Add(d)
	for {
		synctest.Wait()
		if holds() {
			return
		}
		if !time.Now().Before(end) {
			w.Fatalf("not within %v: %s\n%s%s", d, what, w.log(), w.state())
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// after lets fake time pass.
func (w *world) after(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// log returns what was logged. Only for when the bot is still, as after until and after.
func (w *world) log() string { return w.logged.String() }

// state describes the sender, for a test that failed.
func (w *world) state() string {
	s := w.engine.sends
	s.mu.Lock()
	defer s.mu.Unlock()
	words := fmt.Sprintf("ready %d and %d, asleep %d, running %d (%d not slow), unsettled %d, held %v, stopping %v, all wait until %v, awake %d, cursor %d of %d, wanted %d\n",
		len(s.ready), len(s.low), len(s.asleep), s.running, s.flights.Len(), s.unsettled, s.held, s.stopping, s.weather.until, s.feeding.awake,
		s.feeding.cursor, s.feeding.highest, len(s.feeding.wanted))
	for _, l := range s.lanes {
		if l.state != laneIdle {
			words += fmt.Sprintf("a lane that is not idle: chat %d, state %d, %d rows, seen %d, more %v, until %v\n", l.chat, l.state, len(l.rows), l.seen, l.more, l.until)
			break
		}
	}
	return words
}
