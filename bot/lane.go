package bot

import (
	"container/list"
	"slices"
	"time"

	"aitys/content"
)

// laneRows is how many rows of one chat are held in memory. The rest stays in the outbox until these are done, so that a chat which takes
// nothing costs little.
const laneRows = 32

// row is one Outgoing on its way.
type row struct {
	content.Outgoing
	marked bool      // as attempted, by this process: the request never went out
	plain  bool      // Telegram could not read the markup
	anew   bool      // the message that it edits is gone: it goes out as a new one
	stale  bool      // a later row edits the same message: it need not go out
	asked  bool      // the store was asked once more which message is to be edited
	lost   bool      // the answer to a try was lost: it may have been delivered
	loaded time.Time // when it came from the store
	looked bool      // the store was asked whether it still stands there
	floods int       // how often Telegram asked to slow down
}

// changes tells whether the row is about a message that stands.
func (r *row) changes() bool {
	switch r.Action {
	case content.ActionEdit, content.ActionStop, content.ActionDelete, content.ActionPin, content.ActionUnpin, content.ActionAsk:
		return true
	}
	return false
}

// notifies tells whether the row makes a new message.
func (r *row) notifies() bool {
	switch r.Action {
	case content.ActionDeleteAll, content.ActionMember, content.ActionRestrict, content.ActionTask, content.ActionMenu:
		return false
	}
	return !r.changes()
}

// laneState says where a lane stands.
type laneState int

const (
	laneIdle     laneState = iota // nothing to send
	laneReady                     // waits for its turn
	laneAsleep                    // waits for a time
	laneSending                   // a worker has its first row
	laneSettling                  // its first row's result is being stored
	laneLoading                   // waits for rows from the outbox
)

// laneKey names a lane. A chat's tasks have one of their own: what is said to its person meanwhile goes on.
type laneKey struct {
	chat  content.ChatID
	tasks bool
}

// laneOf is the lane of a row.
func laneOf(out *content.Outgoing) laneKey {
	return laneKey{out.Chat, out.Action == content.ActionTask}
}

// lane is what goes to one chat: strictly in order, one request under way at most.
type lane struct {
	chat  content.ChatID
	tasks bool // nothing but tasks, which go on beside the rest
	state laneState
	rows  []*row             // the first is the one that is being sent or settled
	seen  content.OutgoingID // the newest row that was ever in rows
	more  bool               // the outbox holds rows above seen

	low    bool          // of laneReady: it stands among those that yield
	hushed time.Duration // above 0: what it would send waits so long for the end of the quiet hours

	limit chatLimit
	pause pauses
	until time.Time // of laneAsleep
	index int       // of laneAsleep: the place among the sleepers

	first   *row          // of laneSending: the row that is the worker's
	started time.Time     // of laneSending
	flight  *list.Element // of laneSending: its place among the requests under way, nil once it counts as slow
	swept   bool          // it stands in the list of lanes that may be forgotten
}

func (l *lane) key() laneKey { return laneKey{l.chat, l.tasks} }

// newLane returns the lane of a chat to which nothing was sent lately.
func newLane(chat content.ChatID) *lane {
	return &lane{chat: chat, pause: pauses{first: 500 * time.Millisecond, longest: time.Minute}}
}

// offer adds a row that the outbox handed out, unless it is known. It tells whether rows grew.
func (l *lane) offer(out content.Outgoing) bool {
	switch {
	case out.ID <= l.seen:
		return false
	case l.more || len(l.rows) >= laneRows:
		l.more = true
		return false
	}
	l.rows = append(l.rows, &row{Outgoing: out, loaded: time.Now()})
	l.seen = out.ID
	return true
}

// insert adds a row that came here from another chat's lane, as two chats became one; its number may be below those that were seen.
func (l *lane) insert(out content.Outgoing) bool {
	if out.ID > l.seen {
		return l.offer(out)
	}
	if slices.ContainsFunc(l.rows, func(r *row) bool { return r.ID == out.ID }) {
		return false
	}
	at := 0
	if l.state == laneSending || l.state == laneSettling {
		at = 1 // the first is on its way
	}
	for at < len(l.rows) && l.rows[at].ID < out.ID {
		at++
	}
	l.rows = slices.Insert(l.rows, at, &row{Outgoing: out, loaded: time.Now()})
	return true
}

// overtaken tells whether the first row edits a message that a later one edits again. Readers tap faster than a chat's limit allows to edit, and
// only where they ended matters.
func (l *lane) overtaken() bool {
	first := l.rows[0]
	if first.Action != content.ActionEdit || first.Edit == 0 || first.Once {
		return false
	}
	return slices.ContainsFunc(l.rows[1:], func(r *row) bool { return r.Action == content.ActionEdit && r.Edit == first.Edit })
}

// yields tells whether all that the lane has to send may wait for others. Of rows that are not in memory it is not known.
func (l *lane) yields() bool {
	return !l.more && !slices.ContainsFunc(l.rows, func(r *row) bool { return !r.Low })
}

// pop removes the first row.
func (l *lane) pop() {
	l.rows[0] = nil
	l.rows = l.rows[1:]
}

// sleepers orders lanes by the time at which they wake: a heap.
type sleepers []*lane

// Len is sort's.
func (s sleepers) Len() int { return len(s) }

// Less is sort's.
func (s sleepers) Less(i, j int) bool { return s[i].until.Before(s[j].until) }

// Swap is sort's.
func (s sleepers) Swap(i, j int) {
	s[i], s[j] = s[j], s[i]
	s[i].index, s[j].index = i, j
}

// Push is heap's.
func (s *sleepers) Push(x any) {
	l := x.(*lane)
	l.index = len(*s)
	*s = append(*s, l)
}

// Pop is heap's.
func (s *sleepers) Pop() any {
	last := len(*s) - 1
	l := (*s)[last]
	(*s)[last] = nil
	*s = (*s)[:last]
	return l
}
