package emulator

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// How long an update that nobody fetched is kept. Source: Bot API reference,
// "Getting updates" (24 hours); telegram-bot-api Client.cpp,
// add_update_callback_query (150 seconds).
const (
	updateLife   = 24 * time.Hour
	callbackLife = 150 * time.Second
)

// firstUpdateID is where a bot's update ids begin.
const firstUpdateID = 810_000_001

// updateKinds are all kinds of updates that allowed_updates may name, with
// whether they are sent when it names none.
// Source: Bot API reference, Update and getUpdates.
var updateKinds = map[string]bool{
	"message": true, "edited_message": true, "channel_post": true, "edited_channel_post": true,
	"business_connection": true, "business_message": true, "edited_business_message": true,
	"deleted_business_messages": true, "guest_message": true, "inline_query": true,
	"chosen_inline_result": true, "callback_query": true, "shipping_query": true,
	"pre_checkout_query": true, "purchased_paid_media": true, "poll": true, "poll_answer": true,
	"my_chat_member": true, "chat_join_request": true, "chat_boost": true, "removed_chat_boost": true,
	"managed_bot": true,
	"chat_member": false, "message_reaction": false, "message_reaction_count": false,
}

// update is one queued update, in JSON as it will be delivered.
type update struct {
	id   int64
	raw  json.RawMessage
	dies time.Time
}

// queue holds a bot's updates until they are confirmed.
type queue struct {
	pending   []update // oldest first
	past      []update // the newest that were confirmed, for replays
	next      int64    // id of the next update
	delivered int64    // highest id that was ever in an answer
	confirmed int64    // highest offset that confirmed anything
	aged      []int64  // ids that were dropped since nobody confirmed them in time
	allowed   map[string]bool
	chosen    []string // allowed_updates as the bot named them
	wake      chan struct{}
	soonest   time.Time // no pending update dies before this
	poll      *longPoll // the getUpdates that waits right now
}

// pastKept is how many confirmed updates a replay can reach.
const pastKept = 1000

func (q *queue) init() {
	q.next = firstUpdateID
	q.wake = make(chan struct{})
	q.allow(nil)
}

// allow sets which kinds are queued from now on; none means the default.
func (q *queue) allow(kinds []string) {
	q.chosen = kinds
	q.allowed = map[string]bool{}
	for kind, standard := range updateKinds {
		if len(kinds) == 0 && standard || slices.Contains(kinds, kind) {
			q.allowed[kind] = true
		}
	}
}

// push queues an update of a kind, if the bot wants that kind, and returns its
// id, or 0. The caller holds the server's lock.
func (q *queue) push(kind string, payload any, now time.Time) int64 {
	if !q.allowed[kind] {
		return 0
	}
	body, err := json.Marshal(payload)
	if err != nil {
		panic(fmt.Sprintf("emulator: an update that cannot be encoded: %v", err))
	}
	id := q.next
	raw := make([]byte, 0, len(body)+len(kind)+40)
	raw = append(raw, `{"update_id":`...)
	raw = strconv.AppendInt(raw, id, 10)
	raw = append(raw, `,"`...)
	raw = append(raw, kind...)
	raw = append(raw, `":`...)
	raw = append(raw, body...)
	raw = append(raw, '}')
	life := updateLife
	if kind == "callback_query" {
		life = callbackLife
	}
	q.add(update{id: id, raw: raw, dies: now.Add(life)})
	return id
}

func (q *queue) add(u update) {
	if len(q.pending) == 0 || u.dies.Before(q.soonest) {
		q.soonest = u.dies
	}
	q.pending = append(q.pending, u)
	q.next = u.id + 1
	close(q.wake)
	q.wake = make(chan struct{})
}

// confirm forgets for good what stands before offset in the queue. An offset
// beyond the end is one from before the ids jumped: it confirms nothing.
func (q *queue) confirm(offset int64) {
	if offset <= 0 || offset > q.next {
		return
	}
	n := 0
	for n < len(q.pending) && q.pending[n].id < offset {
		n++
	}
	q.drop(n)
	q.confirmed = offset
}

// drop moves the n oldest into the past.
func (q *queue) drop(n int) {
	if n == 0 {
		return
	}
	q.past = append(q.past, q.pending[:n]...)
	if over := len(q.past) - pastKept; over > pastKept {
		q.past = append([]update(nil), q.past[over:]...)
	}
	q.pending = q.pending[n:]
	if len(q.pending) == 0 {
		q.pending = nil
	}
}

// forget drops without a trace what has become too old.
func (q *queue) forget(now time.Time) {
	if len(q.pending) == 0 || now.Before(q.soonest) {
		return
	}
	var kept []update
	for _, u := range q.pending {
		if !now.Before(u.dies) {
			q.aged = append(q.aged, u.id)
			continue
		}
		if len(kept) == 0 || u.dies.Before(q.soonest) {
			q.soonest = u.dies
		}
		kept = append(kept, u)
	}
	q.pending = kept
}

// take is up to limit updates from offset on. A negative offset counts from the
// end and forgets all before it.
func (q *queue) take(offset int64, limit int) []update {
	if offset < 0 {
		keep := min(-offset, int64(len(q.pending)))
		q.drop(len(q.pending) - int(keep))
	}
	q.confirm(offset)
	return q.pending[:min(limit, len(q.pending))]
}
