package storage

import (
	"sync"

	"aitys/content"
)

// recentRows is how many rows of the outbox are remembered before all are forgotten.
const recentRows = 4096

// recent remembers the bodies of the rows that this process wrote into the outbox and that were not settled since. A body never changes, so that
// what is remembered need not be read and decoded; whether its row still waits, and where, the database tells each time.
type recent struct {
	mu   sync.Mutex
	rows map[content.OutgoingID]*content.Outgoing
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

// add remembers rows that were committed.
func (r *recent) add(sent []content.Outgoing) {
	if len(sent) == 0 || len(sent) > recentRows {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.rows == nil || len(r.rows)+len(sent) > recentRows {
		r.rows = make(map[content.OutgoingID]*content.Outgoing, len(sent))
	}
	for i := range sent {
		r.rows[sent[i].ID] = &sent[i]
	}
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
