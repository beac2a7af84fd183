package emulator

import (
	"encoding/json"
	"slices"
	"time"
)

// Delivery is one update in an answer to a getUpdates, as the bot got it. A bot
// that did not confirm it gets it again.
type Delivery struct {
	Time  time.Time
	BotID int64
	Raw   json.RawMessage
}

// tailKept is how many deliveries and concluded calls are kept at least.
const tailKept = 1000

// tail keeps the newest of a row of things and counts all of them.
type tail[T any] struct {
	kept  []T
	total int
}

func (t *tail[T]) add(v T) {
	if len(t.kept) >= 2*tailKept {
		t.kept = append([]T(nil), t.kept[len(t.kept)-tailKept:]...)
	}
	t.kept = append(t.kept, v)
	t.total++
}

// since are what came after the first n, as far as they are kept.
func (t *tail[T]) since(n int) []T {
	fresh := min(max(t.total-n, 0), len(t.kept))
	return slices.Clone(t.kept[len(t.kept)-fresh:])
}

// Deliveries are the updates that bots were given after the first n of all, and
// the n to go on from. About a thousand are kept.
func (s *Server) Deliveries(n int) ([]Delivery, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.deliveries.since(n), s.deliveries.total
}

// Concluded are the calls that ended after the first n of all, in the order in
// which they ended, and the n to go on from. About a thousand are kept; calls
// of getUpdates that were answered plainly are left out.
func (s *Server) Concluded(n int) ([]Call, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.ledger.concluded.since(n) {
		out = append(out, *c)
	}
	return out, s.ledger.concluded.total
}

// File is a file that somebody sent, by its file_id; picture says that it was
// sent as a photo. The data is not to be changed.
func (s *Server) File(id string) (f FileDraft, picture, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	known := s.world.files[id]
	if known == nil {
		return FileDraft{}, false, false
	}
	return FileDraft{Name: known.name, MIME: known.mime, Data: known.data}, known.width > 0, true
}

// Answers are the answers to a person's presses after the first n of all, and
// the n to go on from. About a thousand are kept.
func (s *Server) Answers(who User, n int) ([]Answer, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.world.users[who.ID]
	if p == nil {
		return nil, 0
	}
	fresh := min(max(p.answered-n, 0), len(p.answers))
	var out []Answer
	for _, a := range p.answers[len(p.answers)-fresh:] {
		out = append(out, a.Answer)
	}
	return out, p.answered
}

// AnswerCount is how many presses of a person were answered so far.
func (s *Server) AnswerCount(who User) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.world.users[who.ID]; p != nil {
		return p.answered
	}
	return 0
}
