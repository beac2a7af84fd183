package handlers

import (
	"context"
	"errors"
	"runtime/debug"
	"time"

	"aitys/content"
	"aitys/storage"
)

// Apply stores a batch in one transaction: for each incoming that was not seen before its facts and replies. It returns the answers to
// presses, which are to be sent at once. An error means that the store failed and nothing of the batch was stored.
//
// At first incoming that only read cost no savepoint. When one of them fails by a bug, which on PostgreSQL spoils a transaction that has no
// savepoint, the batch is done again with a savepoint around each; and when even that fails, in what is done for all of them at once, each is
// done by itself, so that the one at fault cannot keep the others waiting.
func (n *Newsroom) Apply(ctx context.Context, batch []content.Incoming) ([]content.Answer, error) {
	if idle, err := n.idle(ctx, batch); idle || err != nil {
		return nil, err
	}
	if err := n.meetMembers(ctx, batch); err != nil {
		return nil, err
	}
	ahead, err := n.judgeAhead(ctx, batch)
	if err != nil {
		return nil, err
	}
	answers, err := n.apply(ctx, batch, ahead, false)
	if err != nil && !storage.Failing(err) {
		answers, err = n.apply(ctx, batch, ahead, true)
	}
	if err != nil && !storage.Failing(err) {
		answers, err = n.applyEach(ctx, batch, ahead)
	}
	return answers, err
}

// applyEach stores each incoming in a transaction of its own, and parks those that cannot be stored at all.
func (n *Newsroom) applyEach(ctx context.Context, batch []content.Incoming, ahead map[string]judged) ([]content.Answer, error) {
	var answers []content.Answer
	for i := range batch {
		one, err := n.apply(ctx, batch[i:i+1], ahead, true)
		if err != nil && !storage.Failing(err) {
			err = n.abandon(ctx, batch[i], err)
		}
		if err != nil {
			return nil, err // what was stored is seen, and skipped when the batch comes again
		}
		answers = append(answers, one...)
	}
	return answers, nil
}

// abandon parks an incoming for which nothing else can be done.
func (n *Newsroom) abandon(ctx context.Context, in content.Incoming, bug error) error {
	n.log.Error("an update could not be handled: it is parked", "update", in.Update, "kind", in.Kind, "error", loggable(bug))
	if in.Update == 0 {
		return nil
	}
	return n.store.Update(ctx, func(tx *storage.Tx) error {
		fresh, err := tx.Fresh([]content.UpdateID{in.Update})
		if err != nil || !fresh[in.Update] {
			return err
		}
		return tx.Park(in, bug.Error())
	})
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
		idle = !n.clock.ticks(tx.Now()) && !due
		return err
	})
	return idle, err
}

func (n *Newsroom) apply(ctx context.Context, batch []content.Incoming, ahead map[string]judged, careful bool) ([]content.Answer, error) {
	var answers []content.Answer
	var b *attempt
	err := n.store.Update(ctx, func(tx *storage.Tx) error {
		answers = answers[:0]
		b = &attempt{Newsroom: n, tx: tx, careful: careful, ahead: ahead, albums: map[string]bool{}, hastened: func() {}}
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
		if err := followOpinions(tx); err != nil {
			return err
		}
		if err := followSurge(tx); err != nil {
			return err
		}
		if err := n.followQueue(tx); err != nil {
			return err
		}
		return followChanges(tx)
	})
	if err != nil {
		n.forgetTeam()
		return nil, err
	}
	n.teamDirty.Store(false)
	n.albums.add(b.albums)
	b.hastened()
	n.desk.follow(b.lessons)
	return answers, nil
}

// attempt is one try at storing a batch.
type attempt struct {
	*Newsroom
	tx      *storage.Tx
	careful bool
	fresh   map[content.UpdateID]bool
	albums  map[string]bool // those of which a part was handled

	ahead    map[string]judged // see judgeAhead
	lessons  lessons
	hastened func() // called once the attempt is stored
}

// prepare does for the whole batch what would cost a statement for each: remembers the updates' ids, meets the people, settles results.
func (b *attempt) prepare(batch []content.Incoming) error {
	var ids []content.UpdateID
	for i := range batch {
		if batch[i].Update != 0 {
			ids = append(ids, batch[i].Update)
		}
	}
	err := b.knowTeam(b.tx)
	if err != nil {
		return err
	}
	if b.fresh, err = b.tx.Fresh(ids); err != nil {
		return err
	}
	var people []content.Person
	var results []content.Result
	for i := range batch {
		in := &batch[i]
		if b.fresh[in.Update] && acts(in) {
			people = append(people, in.From)
		}
		if in.Kind == content.KindResult {
			results = append(results, *in.Result)
		}
	}
	if err := b.tx.Meet(people); err != nil {
		return err
	}
	return b.tx.SettleAll(results)
}

// acts tells whether somebody does something by which they become known. To block the bot is not: whoever had everything erased, and then deletes
// the chat, stays unknown.
func acts(in *content.Incoming) bool {
	return in.From.ID != 0 && in.Kind != content.KindMembership && (in.Chat.Kind == content.ChatPrivate || in.Kind == content.KindPress)
}

// one handles one incoming. The error is the store's failure, or a bug that only a careful attempt can contain.
func (b *attempt) one(in *content.Incoming) (*content.Answer, error) {
	switch {
	case in.Kind == content.KindTick:
		return nil, b.due()
	case in.Update != 0 && !b.fresh[in.Update]:
		return repeated(in), nil
	}
	b.tx.Because(in.Update)
	b.fresh[in.Update] = false                                                              // it may stand in the batch twice
	if in.Message != nil && in.Message.Album != "" && in.Chat.Kind == content.ChatPrivate { // in a group each part is a comment
		if !b.isPushed(in) && (b.albums[in.Message.Album] || b.Newsroom.albums.has(in.Message.Album)) {
			return nil, nil // ten photos sent at once are ten messages, but one act
		}
		b.albums[in.Message.Album] = true
	}
	return b.guarded(in)
}

// repeated ends the waiting of a press that was handled before: its answer may have been lost with the process.
func repeated(in *content.Incoming) *content.Answer {
	if in.Kind != content.KindPress {
		return nil
	}
	return &content.Answer{Press: in.Press.ID, Update: in.Update}
}

// guarded runs the handler of one incoming so that what it wrote is undone when it fails, and turns its failure into what the person gets.
// Who speaks and where is found out first, beside that: the reply to a refusal goes to the same chat.
func (b *attempt) guarded(in *content.Incoming) (*content.Answer, error) {
	began := time.Now()
	var t *turn
	err := b.tx.Guard(b.careful, func() (err error) {
		defer recovered(&err)
		t, err = b.turnOf(in)
		return err
	})
	if err != nil {
		return b.failed(in, nil, err)
	}
	if err := t.putAside(); err != nil {
		return nil, err
	}
	before, learned := *t, b.lessons
	err = b.tx.Guard(b.careful, func() (err error) {
		defer recovered(&err)
		return t.run()
	})
	if err != nil {
		b.traced(in, t, began, "badly")
		b.forgetTeam()
		*t, b.lessons = before, learned // as if the handler had not spoken
		return b.failed(in, t, err)
	}
	b.traced(in, t, began, "well")
	return t.ended(), nil
}

// failed tells a person of a refusal, or parks what a bug kept from being handled. The error is the store's, or a bug that only a careful
// attempt can contain. Without a turn nobody can be told.
func (b *attempt) failed(in *content.Incoming, t *turn, err error) (*content.Answer, error) {
	var refusal *content.Error
	switch {
	case storage.Failing(err):
		return nil, err
	case errors.As(err, &refusal) && refusal.Key != "" && t != nil:
		b.log.Debug("refused", "update", in.Update, "op", refusal.Op, "code", refusal.Code, "why", refusal.Key)
		t.refuse(refusal)
		return t.ended(), nil
	case !b.careful:
		return nil, err
	}
	return b.parked(in, t, err)
}

// recovered turns a panic into the bug that it is.
func recovered(err *error) {
	if cause := recover(); cause != nil {
		*err = &panicked{cause, debug.Stack()}
	}
}

// parked keeps an incoming that a bug kept from being handled, with the bug, and apologises; the batch goes on.
func (b *attempt) parked(in *content.Incoming, t *turn, bug error) (*content.Answer, error) {
	b.log.Error("an update could not be handled: it is parked", "update", in.Update, "kind", in.Kind, "error", loggable(bug))
	if in.Raw != nil {
		if err := b.tx.Park(*in, bug.Error()); err != nil {
			return nil, err
		}
	}
	if in.Kind == content.KindDue { // it was taken off the list: it is to be tried again
		again := content.Due{Work: in.Due.Work, Note: in.Due.Note, At: b.tx.Now().Add(dueAgain)}
		return nil, b.tx.ScheduleOnce(again)
	}
	if t == nil {
		return repeated(in), nil
	}
	t.apologise()
	return t.ended(), nil
}

// dueAgain is how long work that failed by a bug waits before it is tried again.
const dueAgain = 10 * time.Minute

// due runs the work whose time has come.
func (b *attempt) due() error {
	var err error
	if b.hastened, err = b.clock.hasten(b.tx); err != nil {
		return err
	}
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
