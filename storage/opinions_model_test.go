package storage_test

import (
	"cmp"
	"context"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"aitys/content"
	"aitys/content/text"
	"aitys/storage"
)

// Opinions against a model of them in memory: whatever is said, edited, decided, withdrawn, reported and voted on, in whichever order.

// said is an opinion of the model.
type said struct {
	content.Opinion
	stances  map[content.ReaderID]content.Stance
	reported map[content.ReaderID]bool
	waits    int // when it began to wait, and when reports did: steps of the model
	inDoubt  int
}

type voices struct {
	store   *storage.Store
	clock   *clock
	article content.ArticleID
	step    int
	all     []*said
}

func TestOpinionsAreTheirModel(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store, raw := db.open(), db.raw()
		round, failed := 0, false
		rapid.Check(t, func(r *rapid.T) {
			round++
			if round > roundsOn[db.engine] && !failed { // a failure is tried again until it is small
				return
			}
			defer func() { failed = failed || r.Failed() }()
			for _, id := range queue(t, store) {
				update(t, store, func(tx *storage.Tx) { must(tx.WithdrawOpinion(id)) })
			}
			v := &voices{store: store, clock: db.clock, article: content.ArticleID(round)}
			r.Repeat(map[string]func(*rapid.T){
				"say": v.say, "edit": v.edit, "decide": v.decide, "decideAlone": v.decideAlone, "approve": v.approve, "withdraw": v.withdraw, "forget": v.forget,
				"report": v.report, "stance": v.stance, "stances": v.stance, "": v.compare,
			})
			v.lists(r)
			recounted(t, raw)
		})
	})
}

// readers are who takes part.
var readers = []content.ReaderID{11, 12, 13, 14}

func (v *voices) reader(r *rapid.T) content.ReaderID {
	return rapid.SampledFrom(readers).Draw(r, "reader")
}

// one picks an opinion; nil while there is none.
func (v *voices) one(r *rapid.T) *said {
	v.step++
	v.clock.Advance(time.Second)
	if len(v.all) == 0 {
		return nil
	}
	return rapid.SampledFrom(v.all).Draw(r, "opinion")
}

// do runs an update and fails the round unless its error has the code.
func (v *voices) do(r *rapid.T, want content.Code, fn func(tx *storage.Tx) error) {
	err := v.store.Update(context.Background(), fn)
	if got := content.CodeOf(err); got != want || err != nil && want == "" {
		r.Fatalf("error %v, want the code %q", err, want)
	}
}

var sayings = []string{"Open it at night.", "open it  at NIGHT!", "Open it by day.", "Close it.", "Close it?", "Paint it."}

// repeats tells whether a text of an opinion's is what its author says in another one in the same place.
func (v *voices) repeats(o content.Opinion, words string) bool {
	folded := text.Folded(words)
	return slices.ContainsFunc(v.all, func(s *said) bool {
		return s.ID != o.ID && s.State != content.Withdrawn && s.Author == o.Author && s.Section == o.Section && s.Parent == o.Parent &&
			(text.Folded(s.Text) == folded || text.Folded(s.Edited) == folded)
	})
}

func (v *voices) say(r *rapid.T) {
	parent := v.one(r)
	o := content.Opinion{
		Article: v.article, Section: rapid.SampledFrom([]content.SectionID{"", "a", "b"}).Draw(r, "section"),
		Author: v.reader(r), Text: rapid.SampledFrom(sayings).Draw(r, "text"), Lang: content.English,
	}
	want := content.Code("")
	if parent != nil && rapid.IntRange(0, 3).Draw(r, "replies") == 0 {
		o.Parent, o.Section = parent.ID, parent.Section
		if parent.State != content.Approved {
			want = content.NotFound
		}
	}
	if want == "" && v.repeats(o, o.Text) {
		want = content.Conflict
	}
	v.do(r, want, func(tx *storage.Tx) (err error) {
		o, err = tx.AddOpinion(o)
		return err
	})
	if want == "" {
		v.all = append(v.all, &said{
			Opinion: o, stances: map[content.ReaderID]content.Stance{}, reported: map[content.ReaderID]bool{}, waits: v.step,
		})
	}
}

func (v *voices) edit(r *rapid.T) {
	s := v.one(r)
	if s == nil {
		return
	}
	words := rapid.SampledFrom(sayings).Draw(r, "text")
	before, want := s.Opinion, content.Code("")
	switch {
	case s.State == content.Withdrawn || v.repeats(s.Opinion, words):
		want = content.Conflict
	case s.State != content.Approved:
		s.State, s.Text = content.Pending, words
	case s.Text == words:
		s.Edited = ""
	default:
		s.Edited = words
	}
	v.changed(s, before)
	v.do(r, want, func(tx *storage.Tx) error { return second(tx.EditOpinion(s.ID, words)) })
}

// changed notes what follows from a change.
func (v *voices) changed(s *said, before content.Opinion) {
	if s.State != before.State || s.Text != before.Text || s.Edited != before.Edited {
		s.Version++
	}
	if s.Waits() && !before.Waits() {
		s.waits = v.step
	}
	if s.State != content.Approved {
		s.Unseen = false
	}
	if (s.Reports > 0 || s.Unseen) && before.Reports == 0 && !before.Unseen {
		s.inDoubt = v.step
	}
	if s.Parent == 0 {
		return
	}
	for _, parent := range v.all {
		if parent.ID == s.Parent {
			parent.Replies += shownAs(s.Opinion) - shownAs(before)
		}
	}
}

func shownAs(o content.Opinion) int {
	if o.State == content.Approved {
		return 1
	}
	return 0
}

func (v *voices) decide(r *rapid.T) {
	if s := v.one(r); s != nil {
		v.decideOn(r, s, rapid.Bool().Draw(r, "approve"))
	}
}

// approve approves whatever waits.
func (v *voices) approve(r *rapid.T) {
	v.step++
	for _, s := range v.all {
		if s.Waits() {
			v.decideOn(r, s, true)
		}
	}
}

func (v *voices) decideOn(r *rapid.T, s *said, approve bool) {
	before, version := s.Opinion, s.Version+rapid.SampledFrom([]int{0, 0, 0, -1, 1}).Draw(r, "seen")
	queued := s.Waits() || s.State == content.Approved && (s.Reports > 0 || s.Unseen)
	want := content.Code("")
	if !queued || version != s.Version {
		want = content.Conflict
	} else {
		s.decide(approve)
		s.DecidedAt = v.clock.Now()
	}
	v.changed(s, before)
	v.do(r, want, func(tx *storage.Tx) error { return second(tx.DecideOpinion(s.ID, version, approve, moderator)) })
}

// decideAlone lets the program decide.
func (v *voices) decideAlone(r *rapid.T) {
	s := v.one(r)
	if s == nil {
		return
	}
	p := storage.Program{Approve: rapid.Bool().Draw(r, "approve"), Unseen: rapid.Bool().Draw(r, "unseen"), Reason: "advert"}
	before, want := s.Opinion, content.Code("")
	if !s.Waits() {
		want = content.Conflict
	} else {
		s.decide(p.Approve)
		s.DecidedAt = v.clock.Now()
		s.Unseen = s.Unseen || p.Approve && p.Unseen
	}
	v.changed(s, before)
	v.do(r, want, func(tx *storage.Tx) error {
		_, _, err := tx.DecideByProgram(s.ID, p)
		return err
	})
}

func (s *said) decide(approve bool) {
	if approve || s.Edited == "" {
		s.Unseen = false
	}
	if approve && s.Waits() {
		clear(s.reported)
	}
	switch {
	case s.State == content.Pending && !approve, s.Edited == "" && s.State == content.Approved && !approve:
		s.State, s.Reports = content.Rejected, 0
	case s.State == content.Pending:
		s.State = content.Approved
	case !approve:
		s.Edited = ""
	default:
		s.Text, s.Edited, s.Reports = s.Latest(), "", 0
	}
}

func (v *voices) withdraw(r *rapid.T) {
	s := v.one(r)
	if s == nil || rapid.IntRange(0, 3).Draw(r, "withdrawn") > 0 {
		return
	}
	before := s.Opinion
	s.State, s.Text, s.Edited, s.Reports = content.Withdrawn, "", "", 0
	v.changed(s, before)
	v.do(r, "", func(tx *storage.Tx) error { return second(tx.WithdrawOpinion(s.ID)) })
}

// forget erases whoever is drawn: what they said is withdrawn, and how they voted stays.
func (v *voices) forget(r *rapid.T) {
	v.step++
	if rapid.IntRange(0, 5).Draw(r, "forgotten") > 0 {
		return
	}
	gone := v.reader(r)
	for _, s := range v.all {
		if s.Author == gone && s.State != content.Withdrawn {
			before := s.Opinion
			s.State, s.Text, s.Edited, s.Reports = content.Withdrawn, "", "", 0
			v.changed(s, before)
		}
	}
	v.do(r, "", func(tx *storage.Tx) error { return second(tx.Forget(gone)) })
}

func (v *voices) report(r *rapid.T) {
	s := v.one(r)
	if s == nil {
		return
	}
	by, first, want := v.reader(r), false, content.Code("")
	before := s.Opinion
	if s.State != content.Approved || s.Author == by {
		want = content.Conflict
	} else if !s.reported[by] {
		s.reported[by], first = true, true
		s.Reports++
	}
	v.changed(s, before)
	v.do(r, want, func(tx *storage.Tx) error {
		counted, _, err := tx.ReportOpinion(s.ID, by, storage.PlainReport)
		if counted != first {
			r.Fatalf("the report counts: %t, want %t", counted, first)
		}
		return err
	})
}

func (v *voices) stance(r *rapid.T) {
	s := v.one(r)
	if s == nil {
		return
	}
	by, stance := v.reader(r), rapid.SampledFrom([]content.Stance{content.Agree, content.Disagree, content.Pass}).Draw(r, "stance")
	want := content.Code("")
	if s.State != content.Approved || s.Author == by {
		want = content.Conflict
	} else {
		s.stances[by] = stance
		s.Agree, s.Disagree, s.Pass = 0, 0, 0
		for _, stance := range s.stances {
			*map[content.Stance]*int{content.Agree: &s.Agree, content.Disagree: &s.Disagree, content.Pass: &s.Pass}[stance]++
		}
	}
	v.do(r, want, func(tx *storage.Tx) error { return second(tx.SetStance(s.ID, by, stance)) })
}

func (v *voices) compare(r *rapid.T) {
	v.do(r, "", func(tx *storage.Tx) error {
		var waiting, inDoubt []*said
		for _, s := range v.all {
			if diff := gocmp.Diff(s.Opinion, must(tx.Opinion(s.ID))); diff != "" {
				r.Fatalf("(-model +store):\n%s", diff)
			}
			switch {
			case s.Waits():
				waiting = append(waiting, s)
			case s.State == content.Approved && (s.Reports > 0 || s.Unseen):
				inDoubt = append(inDoubt, s)
			}
		}
		slices.SortStableFunc(waiting, func(a, b *said) int { return cmp.Compare(a.waits, b.waits) })
		slices.SortStableFunc(inDoubt, func(a, b *said) int { return cmp.Compare(a.inDoubt, b.inDoubt) })
		var queue []content.OpinionID
		next, err := tx.NextWaiting()
		for ; err == nil && len(queue) <= len(v.all); next, err = tx.NextWaitingAfter(next.ID) {
			queue = append(queue, next.ID)
		}
		if diff := gocmp.Diff(numbersOf(append(waiting, inDoubt...)), queue, cmpopts.EquateEmpty()); diff != "" {
			r.Fatalf("the queue (-model +store):\n%s", diff)
		}
		if n := must(tx.CountWaiting()); n != len(queue) {
			r.Fatalf("%d are counted in the queue, and it has %d", n, len(queue))
		}
		return nil
	})
}

func numbersOf(all []*said) (ids []content.OpinionID) {
	for _, s := range all {
		ids = append(ids, s.ID)
	}
	return ids
}
