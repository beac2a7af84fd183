package storage_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"aitys/content"
	"aitys/storage"
)

// The outbox against a model of it in memory: whatever is sent, settled, settled again, moved and undone, in whichever order.

// modelRow is a row that waits or is unsure.
type modelRow struct {
	text      string
	chat      content.ChatID
	attempted bool
	key, edit content.MessageKey
	unsure    bool
}

type model struct {
	round int
	rows  map[content.OutgoingID]*modelRow
	bound map[content.MessageKey]boundTo
	at    map[content.ChatID]content.TelegramID
	gone  []content.OutgoingID // settled before: settling again must change nothing
	sent  int
	moved int
}

type boundTo struct {
	chat    content.ChatID
	message content.MessageID
}

// roundsOn is how often the model is tried: the engines differ in little, but greatly in how long they take.
var roundsOn = map[string]int{onSQLite: 100, onPostgres: 25}

func TestTheOutboxIsItsModel(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		round, failed := 0, false
		rapid.Check(t, func(r *rapid.T) {
			round++
			if round > roundsOn[db.engine] && !failed { // a failure is tried again until it is small
				return
			}
			defer func() { failed = failed || r.Failed() }()
			emptied(t, store)
			m := newModel(t, store, round)
			r.Repeat(map[string]func(*rapid.T){
				"send":    func(r *rapid.T) { m.send(t, r, store) },
				"settle":  func(r *rapid.T) { m.settle(t, r, store) },
				"attempt": func(r *rapid.T) { m.attempt(t, r, store) },
				"move":    func(r *rapid.T) { m.move(t, r, store) },
				"":        func(r *rapid.T) { m.compare(r, store) },
			})
		})
	})
}

// emptied settles what earlier rounds left.
func emptied(t *testing.T, store *storage.Store) {
	var results []content.Result
	for _, row := range pending(t, store) {
		results = append(results, content.Result{Outgoing: row.ID, Outcome: content.Refused})
	}
	settleAll(t, store, results...)
}

// newModel makes three groups, which are new in each round.
func newModel(t *testing.T, store *storage.Store, round int) *model {
	m := &model{
		round: round,
		rows:  map[content.OutgoingID]*modelRow{}, bound: map[content.MessageKey]boundTo{}, at: map[content.ChatID]content.TelegramID{},
	}
	for i := range content.TelegramID(3) {
		id := -(content.TelegramID(round)*10 + i)
		m.at[chat(t, store, group(id))] = id
	}
	return m
}

func (m *model) chats() []content.ChatID {
	var chats []content.ChatID
	for chat := range m.at {
		chats = append(chats, chat)
	}
	slices.Sort(chats)
	return chats
}

func (m *model) ids() []content.OutgoingID {
	var all []content.OutgoingID
	for id := range m.rows {
		all = append(all, id)
	}
	slices.Sort(all)
	return all
}

func (m *model) key(r *rapid.T, label string) content.MessageKey {
	name := rapid.SampledFrom([]string{"", "a", "b"}).Draw(r, label)
	if name == "" {
		return ""
	}
	return content.MessageKey(fmt.Sprint(m.round, name))
}

// send sends some messages, each within a guard, some of which fail.
func (m *model) send(t *testing.T, r *rapid.T, store *storage.Store) {
	var want []*modelRow
	update(t, store, func(tx *storage.Tx) {
		for range rapid.IntRange(1, 5).Draw(r, "messages") {
			m.sent++
			row := &modelRow{
				text: fmt.Sprint(m.sent), chat: rapid.SampledFrom(m.chats()).Draw(r, "chat"), key: m.key(r, "key"), edit: m.key(r, "edit"),
			}
			fails := rapid.Bool().Draw(r, "fails")
			_ = tx.Guard(rapid.Bool().Draw(r, "eager"), func() error {
				tx.Send(content.Outgoing{Chat: row.chat, Key: row.key, EditKey: row.edit, Text: content.HTML(row.text)})
				if fails {
					return errRefused
				}
				return nil
			})
			if !fails {
				want = append(want, row)
			}
		}
	})
	last := content.OutgoingID(0)
	for _, id := range append(m.ids(), m.gone...) {
		last = max(last, id)
	}
	view(t, store, func(tx *storage.Tx) {
		rows := must(tx.Pending(last, 100))
		for i, row := range rows {
			if i < len(want) {
				m.rows[row.ID] = want[i]
			}
		}
		if len(rows) != len(want) {
			r.Fatalf("%d messages were sent and %d wait", len(want), len(rows))
		}
	})
}

// settle settles some rows, old ones among them.
func (m *model) settle(t *testing.T, r *rapid.T, store *storage.Store) {
	candidates := append(m.ids(), m.gone...)
	if len(candidates) == 0 {
		return
	}
	var results []content.Result
	chosen := rapid.SliceOfNDistinct(rapid.SampledFrom(candidates), 1, min(4, len(candidates)), rapid.ID).Draw(r, "rows")
	slices.Sort(chosen)
	for _, id := range chosen {
		outcome := rapid.SampledFrom([]content.Outcome{content.Delivered, content.Refused, content.Unreachable, content.Unsure}).Draw(r, "outcome")
		results = append(results, content.Result{Outgoing: id, Outcome: outcome, Message: content.MessageID(id) + 1000})
	}
	settleAll(t, store, results...)
	for _, result := range results {
		row := m.rows[result.Outgoing]
		switch {
		case row == nil:
			continue
		case result.Outcome == content.Unsure:
			row.unsure = true
			continue
		case result.Outcome == content.Delivered && row.key != "":
			m.bound[row.key] = boundTo{row.chat, result.Message}
		}
		delete(m.rows, result.Outgoing)
		m.gone = append(m.gone, result.Outgoing)
	}
}

func (m *model) attempt(t *testing.T, r *rapid.T, store *storage.Store) {
	if len(m.rows) == 0 {
		return
	}
	id := rapid.SampledFrom(m.ids()).Draw(r, "row")
	err := store.Update(context.Background(), func(tx *storage.Tx) error { return tx.MarkAttempted(id, 0) })
	if m.rows[id].unsure {
		coded(t, err, content.NotFound)
		return
	}
	ok(t, err)
	m.rows[id].attempted = true
}

// move tells of a group's move by what became of a row.
func (m *model) move(t *testing.T, r *rapid.T, store *storage.Store) {
	if len(m.rows) == 0 {
		return
	}
	id := rapid.SampledFrom(m.ids()).Draw(r, "row")
	m.moved++
	to := -content.TelegramID(1_000_000_000_000 + int64(m.round)*1000 + int64(m.moved))
	settleAll(t, store, content.Result{Outgoing: id, Outcome: content.Moved, MovedTo: to})
	if row := m.rows[id]; !row.unsure {
		row.attempted = false
		m.at[row.chat] = to
		maps.DeleteFunc(m.bound, func(_ content.MessageKey, in boundTo) bool { return in.chat == row.chat })
	}
}

// shown is what is compared of a row.
type shown struct {
	ID        content.OutgoingID
	Text      string
	Chat      content.ChatID
	To        content.TelegramID
	Attempted bool
	Edit      content.MessageID
}

func (m *model) compare(r *rapid.T, store *storage.Store) {
	var want []shown
	for _, id := range m.ids() {
		row := m.rows[id]
		if row.unsure {
			continue
		}
		s := shown{ID: id, Text: row.text, Chat: row.chat, To: m.at[row.chat], Attempted: row.attempted}
		if to, is := m.bound[row.edit]; is && to.chat == row.chat {
			s.Edit = to.message
		}
		want = append(want, s)
	}
	err := store.View(context.Background(), func(tx *storage.Tx) error {
		if diff := cmp.Diff(want, show(must(tx.Pending(0, 1000)))); diff != "" {
			r.Fatalf("over all chats (-model +outbox):\n%s", diff)
		}
		for _, chat := range m.chats() {
			in := slices.DeleteFunc(slices.Clone(want), func(s shown) bool { return s.Chat != chat })
			if diff := cmp.Diff(in, show(must(tx.PendingIn(chat, 0, 1000))), cmpopts.EquateEmpty()); diff != "" {
				r.Fatalf("in chat %d (-model +outbox):\n%s", chat, diff)
			}
		}
		return nil
	})
	if err != nil {
		r.Fatal(err)
	}
}

func show(rows []content.Outgoing) (all []shown) {
	for _, row := range rows {
		all = append(all, shown{row.ID, string(row.Text), row.Chat, row.To, row.Attempted, row.Edit})
	}
	return all
}
