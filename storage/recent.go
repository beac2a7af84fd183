package storage

import (
	"sync"
	"time"

	"aitys/content"
)

const (
	// recentRows is how many rows of the outbox are remembered. Of a longer queue it is the beginning, which is needed first.
	recentRows = 4096
	// recentTime is after how long all are forgotten when there is no room for more: some may have been settled without our notice.
	recentTime = 10 * time.Minute
)

// recent remembers the bodies of the rows that this process wrote into the outbox and that were not settled since. A body never changes, so that
// what is remembered need not be read and decoded; whether its row still waits, and where, the database tells each time.
type recent struct {
	mu    sync.Mutex
	begun time.Time
	rows  map[content.OutgoingID]*content.Outgoing
}

// find returns the bodies that are remembered, and the numbers of the rows that are not.
func (r *recent) find(page []waiting) (bodies map[content.OutgoingID]*content.Outgoing, unknown []int64) {
	bodies = make(map[content.OutgoingID]*content.Outgoing, len(page))
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range page {
		if out := r.rows[page[i].id]; out != nil {
			bodies[page[i].id] = out
		} else {
			unknown = append(unknown, int64(page[i].id))
		}
	}
	return bodies, unknown
}

// add remembers rows that are about to be committed at a time: whoever reads them right after the commit finds them here. Where that fails they must
// be dropped, since their numbers will be given again.
func (r *recent) add(sent []content.Outgoing, at time.Time) {
	if len(sent) == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if full := len(r.rows)+len(sent) > recentRows; r.rows == nil || full && at.Sub(r.begun) > recentTime {
		r.rows, r.begun = make(map[content.OutgoingID]*content.Outgoing, len(sent)), at
	} else if full {
		return
	}
	for i := range sent {
		r.rows[sent[i].ID] = &sent[i]
	}
}

// clear forgets all: another process may have settled them.
func (r *recent) clear() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rows = nil
}

// drop forgets rows that were settled.
func (r *recent) drop(ids []content.OutgoingID) {
	if len(ids) == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, id := range ids {
		delete(r.rows, id)
	}
}

// numbers are those of rows.
func numbers(sent []content.Outgoing) []content.OutgoingID {
	ids := make([]content.OutgoingID, len(sent))
	for i := range sent {
		ids[i] = sent[i].ID
	}
	return ids
}
