package handlers

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"aitys/content"
	"aitys/storage"
)

// Apply stores a batch in one transaction: for each incoming that was not seen before its facts and replies. It returns the answers to
// presses, which are to be sent at once. An error means that the store failed and nothing of the batch was stored.
//
// At first incoming that only read cost no savepoint. When one of them fails by a bug, which on PostgreSQL spoils a transaction that has no
// savepoint, the batch is done again with a savepoint around each.
func (n *Newsroom) Apply(ctx context.Context, batch []content.Incoming) ([]content.Answer, error) {
	if idle, err := n.idle(ctx, batch); idle || err != nil {
		return nil, err
	}
	answers, err := n.apply(ctx, batch, false)
	if err != nil && !storage.Failing(err) {
		answers, err = n.apply(ctx, batch, true)
	}
	return answers, err
}

// idle tells that the batch is no more than the clock's tick while nothing is due, so that an idle bot does not take the writer's lock
// once a second.
func (n *Newsroom) idle(ctx context.Context, batch []content.Incoming) (bool, error) {
	if len(batch) != 1 || batch[0].Kind != content.KindTick {
		return false, nil
	}
	idle := false
	err := n.store.View(ctx, func(tx *storage.Tx) error {
		due, err := tx.AnyDue()
		idle = !due
		return err
	})
	return idle, err
}

func (n *Newsroom) apply(ctx context.Context, batch []content.Incoming, careful bool) ([]content.Answer, error) {
	var answers []content.Answer
	err := n.store.Update(ctx, func(tx *storage.Tx) error {
		answers = answers[:0]
		b := batchOf(n, tx, careful)
		if err := b.prepare(batch); err != nil {
			return err
		}
		for i := range batch {
			answer, err := b.one(&batch[i])
			if err != nil {
				return err
			}
			if answer != nil {
				answers = append(answers, *answer)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return answers, nil
}

// batch is one attempt at storing a batch.
type batch struct {
	*Newsroom
	tx      *storage.Tx
	careful bool
	fresh   map[content.UpdateID]bool
}

func batchOf(n *Newsroom, tx *storage.Tx, careful bool) *batch {
	return &batch{Newsroom: n, tx: tx, careful: careful}
}

// prepare does for the whole batch what would cost a statement for each: remembers the updates' ids, meets the people, settles results.
func (b *batch) prepare(batch []content.Incoming) error {
	var (
		ids     []content.UpdateID
		people  []content.Person
		results []content.Result
	)
	for i := range batch {
		in := &batch[i]
		if in.Update != 0 {
			ids = append(ids, in.Update)
		}
		if in.Chat.Kind == content.ChatPrivate && in.From.ID != 0 {
			people = append(people, in.From)
		}
		if in.Kind == content.KindResult {
			results = append(results, *in.Result)
		}
	}
	var err error
	if b.fresh, err = b.tx.Fresh(ids); err != nil {
		return err
	}
	if err := b.tx.Meet(people); err != nil {
		return err
	}
	return b.tx.SettleAll(results)
}

// one handles one incoming. The error is the store's failure, or a bug that only a careful attempt can contain.
func (b *batch) one(in *content.Incoming) (*content.Answer, error) {
	switch {
	case in.Kind == content.KindTick:
		return nil, b.due()
	case in.Update != 0 && !b.fresh[in.Update]:
		return repeated(in), nil
	}
	b.fresh[in.Update] = false // it may stand in the batch twice
	return b.guarded(in)
}

// repeated ends the waiting of a press that was handled before: its answer may have been lost with the process.
func repeated(in *content.Incoming) *content.Answer {
	if in.Kind != content.KindPress {
		return nil
	}
	return &content.Answer{Press: in.Press.ID}
}

// guarded runs the handler of one incoming so that what it wrote is undone when it fails, and turns its failure into what the person gets.
func (b *batch) guarded(in *content.Incoming) (*content.Answer, error) {
	var t *turn
	err := b.tx.Guard(b.careful, func() (err error) {
		defer recovered(&err)
		if t, err = b.turnOf(in); err != nil {
			return err
		}
		return t.run()
	})
	var refusal *content.Error
	switch {
	case err == nil:
		return t.ended(), nil
	case storage.Failing(err):
		return nil, err
	case errors.As(err, &refusal) && refusal.Key != "" && t != nil:
		return b.told(t, refusal)
	case !b.careful:
		return nil, err
	}
	return b.parked(in, t, err)
}

// recovered turns a panic into the bug that it is.
func recovered(err *error) {
	if cause := recover(); cause != nil {
		*err = fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
	}
}

// told gives the person the phrase of a refusal.
func (b *batch) told(t *turn, refusal *content.Error) (*content.Answer, error) {
	b.log.Debug("refused", "update", t.in.Update, "op", refusal.Op, "why", refusal)
	t.reset()
	t.refuse(refusal)
	return t.ended(), nil
}

// parked keeps an incoming that a bug kept from being handled, with the bug, and apologises; the batch goes on.
func (b *batch) parked(in *content.Incoming, t *turn, bug error) (*content.Answer, error) {
	b.log.Error("an update could not be handled: it is parked", "update", in.Update, "kind", in.Kind, "error", bug)
	if in.Raw != nil {
		if err := b.tx.Park(*in, bug.Error()); err != nil {
			return nil, err
		}
	}
	if t == nil {
		return repeated(in), nil
	}
	t.reset()
	t.apologise()
	return t.ended(), nil
}

// due runs the work whose time has come.
func (b *batch) due() error {
	works, err := b.tx.TakeDue(100)
	if err != nil {
		return err
	}
	for i := range works {
		in := content.Incoming{Kind: content.KindDue, At: b.tx.Now(), Due: &works[i]}
		if _, err := b.guarded(&in); err != nil {
			return err
		}
	}
	return nil
}
