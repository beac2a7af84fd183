package bot

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"aitys/content"
)

// Inbox takes in what happened. Its method is called from several goroutines at once.
type Inbox interface {
	// Apply stores a batch of incoming in one transaction and returns the answers to presses, to be sent at once. An error means that
	// nothing of the batch was stored: try again.
	Apply(ctx context.Context, batch []content.Incoming) ([]content.Answer, error)
}

// Outbox holds what is to be sent. Its methods are called from several goroutines at once.
type Outbox interface {
	// Pending returns undone rows with numbers above after, in order, at most limit; over all chats.
	Pending(ctx context.Context, after content.OutgoingID, limit int) ([]content.Outgoing, error)
	// PendingIn is Pending for one chat.
	PendingIn(ctx context.Context, chat content.ChatID, after content.OutgoingID, limit int) ([]content.Outgoing, error)
	// Attempting marks a row as about to be sent (Once rows only), durably. The message will have a number above after, should it go to a private chat, and no other
	// message of ours in that chat has: Telegram counts the messages of all private chats together. 0: nothing is known of that.
	Attempting(ctx context.Context, id content.OutgoingID, after content.MessageID) error
	// NotAttempted takes that back: the row was surely not sent.
	NotAttempted(ctx context.Context, id content.OutgoingID) error
}

// Config is what Connect needs to know.
type Config struct {
	Token string // from BotFather
	URL   string // base address of the Bot API server; empty: Telegram's own
	// SendRate is how many messages a second go out over all chats; the limits of a chat and a group scale with it. 0: no limits.
	SendRate float64
	Log      *slog.Logger // nil: slog.Default()
	// Quiet tells whether it is quiet at a time, and until when: what yields to everything else notifies nobody then. nil: it never is.
	Quiet func(at time.Time) (until time.Time, quiet bool)
	// Painter paints the pictures that are sent; nil: none are.
	Painter Painter
	// Scribe writes the documents that are sent; nil: their readers are told that it cannot be done.
	Scribe Scribe
	// Clerk does the tasks; nil: none are.
	Clerk Clerk
	// Watcher is told what the bot does; nil: nobody is.
	Watcher Watcher
	// Contain lets a panic end Run with a *Panicked, for programs that do other things too; else it ends the program, as panics do.
	Contain bool
	// Width is how many requests are under way at once at most, slow ones apart; 0: as many as one bot can make use of.
	Width int

	// May tells whether requests may go out at this moment; nil: they always may. It is asked before each, and must not wait.
	May func() bool

	// Transport takes the requests to the server; nil: one of NewTransport for this bot. Tests put a server of their own here.
	Transport http.RoundTripper
	// Now is the wall clock that ticks, presses and results are stamped with; nil: time.Now. Intervals never depend on it.
	Now func() time.Time
}

// Bot is one bot at Telegram.
type Bot struct {
	api       *tgbotapi.BotAPI
	token     string
	transport http.RoundTripper
	leash     *leash // nil: it may always speak
	log       *slog.Logger
	now       func() time.Time
	rate      float64
	quiet     func(time.Time) (time.Time, bool)
	painter   Painter
	scribe    Scribe
	clerk     Clerk
	base      string // of the server's addresses
	watcher   Watcher
	beats     beats
	arrivals  arrivals
	contained bool
	width     int           // how many requests are under way at most, slow ones apart
	woken     chan struct{} // holds a token while new rows may stand in the outbox

	once sync.Once // closes dead
	dead chan struct{}
	end  error // why dead is closed
}

// Username returns the bot's own username, without "@".
func (b *Bot) Username() string { return b.api.Self.UserName }

// ID returns the bot's own account.
func (b *Bot) ID() content.TelegramID { return content.TelegramID(b.api.Self.ID) }

// Wake tells that new rows may stand in the outbox. Without it they are found within a second.
func (b *Bot) Wake() {
	select {
	case b.woken <- struct{}{}:
	default:
	}
}

// stamp returns the wall clock's time to the second, as everything that comes in carries it.
func (b *Bot) stamp() time.Time { return b.now().UTC().Truncate(time.Second) }

// giveUp ends Run with err.
func (b *Bot) giveUp(err error) {
	b.once.Do(func() {
		b.end = err
		close(b.dead)
	})
}
