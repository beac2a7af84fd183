package emulator

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"net"
	"net/http"
	"sync"
	"time"
)

// Options choose how a server behaves. The zero value is the strict server on a
// free port of the loopback interface.
type Options struct {
	// Now is the clock for dates, expiry and flood limits; nil is time.Now.
	// How long a getUpdates waits is real time.
	Now func() time.Time
	// Listener is where to serve; nil listens on a free loopback port.
	Listener net.Listener
	// NoLimits turns the flood limits off.
	NoLimits bool
	// Strict refuses with 400 what is otherwise only noted as Misuse.
	Strict bool
	// Forwards says when the automatic forward of a bot's own channel post
	// reaches the bot.
	Forwards ForwardOrder
	// Seed is for what faults leave to chance; the same seed, the same choices.
	Seed int64
	// MaxBody is the size of the largest request, in bytes; 0 is 55 MB, which
	// holds Telegram's largest upload.
	MaxBody int64
	// KeepMessages is how many messages a chat remembers; 0 keeps all.
	KeepMessages int
	// KeepCalls is how many calls the ledger remembers; 0 is 100,000.
	KeepCalls int
}

// ForwardOrder is when a bot's own channel post comes back from the linked
// group, seen from the answer to the send.
type ForwardOrder int

const (
	// BeforeAnswer queues the forward before the send is answered.
	BeforeAnswer ForwardOrder = iota
	// AfterAnswer queues the forward once the answer has been written.
	AfterAnswer
	// DeliveredBeforeAnswer holds the answer back until a getUpdates has taken
	// the forward along, for a second at most.
	DeliveredBeforeAnswer
)

const (
	defaultMaxBody   = 55 << 20
	defaultKeepCalls = 100_000
)

// Server is a Bot API server with its users, chats and bots. All methods may be
// called from several goroutines.
type Server struct {
	opts     Options
	listener net.Listener
	http     *http.Server
	ctx      context.Context
	stop     context.CancelFunc
	served   sync.WaitGroup

	mu    sync.Mutex // guards everything below
	world world
	// seq counts changes; changed is closed at the next one, if anybody waits.
	seq     int64
	changed chan struct{}
	ledger  ledger
	faults  []*Fault
	rnd     *rand.Rand
	misuses []Misuse
	// deliveries are the newest updates that bots were given.
	deliveries tail[Delivery]
}

// New starts a server. It panics when it cannot listen, which only happens with
// no loopback interface.
func New(o Options) *Server {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.MaxBody == 0 {
		o.MaxBody = defaultMaxBody
	}
	if o.KeepCalls == 0 {
		o.KeepCalls = defaultKeepCalls
	}
	if o.Listener == nil {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			panic(fmt.Sprintf("emulator: listening on loopback: %v", err))
		}
		o.Listener = l
	}
	s := &Server{opts: o, listener: o.Listener, world: newWorld(), rnd: rand.New(rand.NewSource(o.Seed))} //nolint:gosec // repeatable chance is wanted
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.ledger.keep = o.KeepCalls
	s.http = &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	s.served.Go(func() {
		if err := s.http.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
			panic(fmt.Sprintf("emulator: serving: %v", err))
		}
	})
	return s
}

// URL is the address that stands in for https://api.telegram.org, without a
// slash at the end.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// Close ends every request under way and stops listening.
func (s *Server) Close() {
	s.stop()
	_ = s.http.Close() // only reports that the listener is closed already
	s.served.Wait()
}

// touch notes that something changed and wakes everybody who waits for a
// change. The caller holds mu.
func (s *Server) touch() int64 {
	s.seq++
	if s.changed != nil {
		close(s.changed)
		s.changed = nil
	}
	return s.seq
}

// watch is closed at the next change. The caller holds mu.
func (s *Server) watch() <-chan struct{} {
	if s.changed == nil {
		s.changed = make(chan struct{})
	}
	return s.changed
}

// Await blocks until done says true or ctx ends. done is asked at once and
// after every change on the server, so nothing is polled.
func (s *Server) Await(ctx context.Context, done func() bool) error {
	for {
		s.mu.Lock()
		changed := s.watch()
		s.mu.Unlock()
		if done() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("emulator: waiting: %w", ctx.Err())
		case <-s.ctx.Done():
			return errors.New("emulator: the server was closed")
		}
	}
}
