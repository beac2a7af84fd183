package bot

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"aitys/content"
)

// How long the end may take, from when Run is told to end: rows that are ready are sent for drainTime, requests under way may last until
// graceTime, and what became of them is stored until lastTime.
const (
	drainTime = 2 * time.Second
	graceTime = 5 * time.Second
	lastTime  = 6 * time.Second
)

// Run takes updates to the inbox and what stands in the outbox to Telegram, and ticks once a second, until ctx ends. Then it finishes
// what was begun, which takes at most about six seconds, and returns nil; with the cause ErrCut it finishes nothing. An error means that going on is senseless. It
// is called once.
func (b *Bot) Run(ctx context.Context, inbox Inbox, outbox Outbox) error {
	b.beats.start() // it may have waited for its turn
	if b.leash != nil {
		defer context.AfterFunc(ctx, func() {
			if cutOff(ctx) {
				b.leash.cut()
			}
		})()
	}
	return newEngine(b, inbox, outbox).run(ctx)
}

// engine is what works while Run lasts.
type engine struct {
	bot     *Bot
	inbox   Inbox
	polls   *poller
	sends   *sender
	answers *answerer
}

func newEngine(b *Bot, inbox Inbox, outbox Outbox) *engine {
	answers := &answerer{bot: b}
	return &engine{bot: b, inbox: inbox, answers: answers, polls: newPoller(b, inbox, answers), sends: newSender(b, inbox, outbox, answers)}
}

func (e *engine) run(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	work, release := outlive(ctx, graceTime)
	defer release()
	e.answers.work, e.sends.work = work, work
	polled := make(chan struct{})
	group.Go(func() error {
		defer close(polled)
		defer e.bot.contain()
		return e.polls.run(ctx, work)
	})
	group.Go(func() error {
		defer e.bot.contain()
		e.sends.run(ctx, polled)
		return nil
	})
	group.Go(func() error {
		defer e.bot.contain()
		e.bot.tick(ctx, e.inbox)
		return nil
	})
	group.Go(func() error {
		select {
		case <-e.bot.dead:
			return e.bot.end
		case <-ctx.Done():
			return nil
		}
	})
	err := group.Wait()
	e.answers.workers.Wait()
	return err
}

// outlive returns a context that ends a while after ctx, for finishing what was begun; at once where nothing is to be finished.
func outlive(ctx context.Context, while time.Duration) (context.Context, context.CancelFunc) {
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		if cutOff(ctx) {
			cancel()
			return
		}
		time.AfterFunc(while, cancel)
	})
	return longer, func() {
		stop()
		cancel()
	}
}

// tick tells the inbox the time once a second: something may be due.
func (b *Bot) tick(ctx context.Context, inbox Inbox) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		b.beats.ticking.now()
		// A tick that is not taken in is not missed: the next one says the same.
		if _, err := inbox.Apply(ctx, []content.Incoming{{Kind: content.KindTick, At: b.stamp()}}); err != nil {
			b.log.Debug("A tick was not taken in.", "cause", err)
			continue
		}
		b.Wake()
	}
}

// run sends until ctx ends and polling has, then finishes: what is ready goes out for a moment, requests under way end, results are stored.
func (s *sender) run(ctx context.Context, polled <-chan struct{}) {
	last, releaseLast := outlive(ctx, lastTime)
	defer releaseLast()
	drain, releaseDrain := outlive(ctx, drainTime)
	defer releaseDrain()
	feeding, settling := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(settling)
		defer s.bot.contain()
		s.settle(last)
	}()
	go func() {
		defer close(feeding)
		defer s.bot.contain()
		s.feed(ctx)
	}()
	<-ctx.Done()
	<-polled
	<-feeding
	s.drain(drain)
	s.stop()
	s.workers.Wait()
	close(s.results)
	<-settling
}

// drain sends what is ready, and what follows from that, until nothing is or ctx ends.
func (s *sender) drain(ctx context.Context) {
	s.mu.Lock()
	s.draining = true // a broadcast goes on after the next start
	s.mu.Unlock()
	for ctx.Err() == nil {
		if _, err := s.read(ctx); err != nil || s.atRest() {
			return
		}
		select {
		case <-s.quiet:
		case <-ctx.Done():
		}
	}
}

// atRest tells that nothing is ready or under way.
func (s *sender) atRest() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.running == 0 && s.unsettled == 0 && len(s.ready) == 0 && len(s.feeding.wanted) == 0
}

// stop lets nothing new be sent.
func (s *sender) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopping = true
	if s.timer != nil {
		s.timer.Stop()
	}
}
