package handlers

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

// Options is what a newsroom is made of besides its store.
type Options struct {
	Log *slog.Logger
	// Language is spoken in groups, and with readers whose own language is none of ours.
	Language content.Lang
	// Zone is where dates and times are shown.
	Zone *time.Location
	// Channel is where articles are published; 0: nowhere.
	Channel content.TelegramID
	// Undo is how long a publication or a decision can be taken back before it takes effect.
	Undo time.Duration
	// Discussion is the group linked to the channel; 0 when the newsroom has no channel: then the commands of groups work in any group.
	Discussion content.TelegramID
	// Moderation is the group where moderators see the queue, whose members are moderators; 0: there is none.
	Moderation content.TelegramID
	// OpenCards is how many cards of opinions that wait stand there at once; 0: all.
	OpenCards int
	// Rest is how long a card that has just changed takes no decision: whoever presses meant what stood there before. CardsRest is usual.
	Rest time.Duration
	// Belongs asks Telegram whether somebody belongs to a group. It is called outside of transactions; nil: nobody is asked, and configured roles alone count.
	Belongs func(ctx context.Context, group, person content.TelegramID) (bool, error)
	// Roles is who may do more than readers may.
	Roles map[content.TelegramID]content.Role
	// Backups is for how many nights a backup is kept; 0: there are none.
	Backups int
	// Quiet are the hours in which nobody is notified of what they did not just ask for.
	Quiet Quiet
	// Rate is how many messages go out in a second; 0: as many as can. It says how far ahead a broadcast is prepared.
	Rate float64
	// Passing is how long the bot's service answers stand in a group; 0: for good.
	Passing time.Duration
	// Pages fetches the articles whose addresses editors send; nil: they paste the text.
	Pages Pages
	// Summarizer writes the summaries and polls of drafts; nil: they are made by rules.
	Summarizer Summarizer
	// Moved is called when the bot's standing in a group or channel may have changed, within a transaction: it must not wait; nil: nobody is told.
	Moved func()
}

// Newsroom is one newsroom's bot: its store and how it speaks. It is safe for concurrent use.
type Newsroom struct {
	store      *storage.Store
	log        *slog.Logger
	language   content.Lang
	zone       *time.Location
	channel    content.TelegramID
	undo       time.Duration
	masthead   atomic.Pointer[Masthead]
	discussion atomic.Int64 // content.TelegramID, as the configuration has it
	roles      map[content.TelegramID]content.Role
	team       atomic.Pointer[colleagues] // nil: it is to be read
	teamDirty  atomic.Bool                // it was read in a transaction that has changed it, and may be undone
	moderation content.TelegramID
	openCards  int
	rest       time.Duration
	belongs    func(context.Context, content.TelegramID, content.TelegramID) (bool, error)
	members    members
	backups    int
	quiet      Quiet
	rate       float64
	passing    time.Duration
	moved      func()
	pages      Pages
	summarizer Summarizer
	writing    sync.Mutex // of one document at a time: it reads whole tables
	routes     routes
	drawings   drawings
	albums     albums
	shelf      shelf
	clock      clock
	desk       desk
	trials     chan struct{} // wakes TryFilters
}

// New returns the newsroom whose articles and readers are in the store.
func New(store *storage.Store, o Options) *Newsroom {
	n := &Newsroom{
		store: store, log: o.Log, language: o.Language, zone: o.Zone, roles: o.Roles, backups: o.Backups, moved: o.Moved, routes: newRoutes(),
		channel: o.Channel, undo: o.Undo, moderation: o.Moderation, openCards: o.OpenCards, rest: o.Rest, belongs: o.Belongs,
		quiet: o.Quiet, rate: o.Rate, passing: o.Passing, pages: o.Pages, summarizer: o.Summarizer, trials: make(chan struct{}, 1),
	}
	n.Discuss(o.Discussion)
	return n
}

// NoGroup stands for the discussion group while it is not known: then no group is served. It is no group's id: those are negative.
const NoGroup content.TelegramID = 1

// Discuss tells the newsroom which group is linked to its channel, or NoGroup; 0: any group is served.
func (n *Newsroom) Discuss(group content.TelegramID) { n.discussion.Store(int64(group)) }

func (n *Newsroom) voice(lang content.Lang) *phrases.Voice { return phrases.In(lang, n.zone) }
