package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"aitys/bot"
	"aitys/content"
	"aitys/fetch"
	"aitys/handlers"
	"aitys/storage"
)

// lookEvery is how often the folder of articles is looked at for changes.
const lookEvery = 2 * time.Second

// tokenWanted is what somebody who has no token yet needs to know.
const tokenWanted = `aitys run needs a bot token. Three steps:
  1. In Telegram open @BotFather, send /newbot and answer its two questions; it replies with a token.
  2. Copy .env.example to .env and write the token behind BOT_TOKEN=
  3. Start again: make run (or aitys run).`

func newRun() *cobra.Command {
	var probing bool
	command := &cobra.Command{
		Use:   "run",
		Short: "Run the bot until it is told to stop (SIGINT or SIGTERM)",
		Long: "Run reads its settings from the environment and from the file .env in the working folder; .env.example explains each. Where BOTS_FILE names several\n" +
			"newsrooms it runs all of them, or the one that --newsroom names; what befalls one does not touch the others.\n" +
			"Told to stop by SIGINT or SIGTERM it finishes what it began and exits 0 within ten seconds.",
		Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			all, err := loadSettings()
			if err != nil {
				return err
			}
			if probing {
				return probe(cmd.Context(), all.process.HTTPAddr)
			}
			return runAll(cmd.Context(), all, wantedNewsroom(cmd), cmd.ErrOrStderr())
		},
	}
	command.Flags().BoolVar(&probing, "probe", false, "run nothing, but ask the bot that runs at HTTP_ADDR whether it lives; for containers")
	return command
}

// run lets a newsroom that is alone in its process work until ctx ends. The error says why it could not start or go on.
func run(ctx context.Context, c config, log *slog.Logger) error {
	h, err := newHouse(1)
	if err != nil {
		return err
	}
	return h.run(ctx, c, newOverview(newFiguresIf(c.HTTPAddr != "")), log)
}

// run wires the rooms together and lets the bot work until ctx ends, whenever no other process on the same database does. The error says why it could not start or go
// on.
func (h *house) run(ctx context.Context, c config, seen *overview, log *slog.Logger) (err error) {
	started := h.starts.pass(ctx)
	defer started()
	options := c.options(log)
	options.Watch = seen.spent()
	store, err := storage.Open(ctx, c.Database, options)
	if err != nil {
		return unlessStopped(ctx, c.withRemedy(ctx, err))
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	lineage, err := lineageOf(ctx, store)
	if err != nil {
		return unlessStopped(ctx, err)
	}
	if err := seen.open(c.HTTPAddr, store, func() (time.Time, bool) { return c.newestBackup(lineage) }, log); err != nil {
		return err
	}
	defer seen.close()
	started()
	r := roster{store: store, log: log, seen: seen}
	for again := true; again && err == nil; {
		again, err = takeTurn(ctx, &r, &shift{house: h, config: c, store: store, seen: seen, log: log})
	}
	return err
}

// takeTurn makes a shift ready, waits for the lease, and lets the shift work while this process has it. again tells that it is to wait for another turn.
func takeTurn(ctx context.Context, r *roster, s *shift) (again bool, err error) {
	if err := s.connect(ctx); err != nil {
		return false, unlessStopped(ctx, err)
	}
	lease, err := r.next(ctx)
	if err != nil {
		return false, unlessStopped(ctx, err)
	}
	s.lease.Store(lease)
	return r.hold(ctx, lease, s.work)
}

// belongs asks Telegram who belongs to a group, once there is a bot.
func (h *house) belongs(telegram **bot.Bot) func(ctx context.Context, group, person content.TelegramID) (bool, error) {
	return func(ctx context.Context, group, person content.TelegramID) (does bool, err error) {
		err = h.contained(func() (err error) {
			does, err = (*telegram).Belongs(ctx, group, person)
			return err
		})
		return does, err
	}
}

// newsroom is the newsroom that the configuration describes.
func (c *config) newsroom(
	store *storage.Store, log *slog.Logger, moved func(), belongs func(context.Context, content.TelegramID, content.TelegramID) (bool, error),
) *handlers.Newsroom {
	service, _ := c.summarizer() // which was checked when the configuration was read
	return handlers.New(store, handlers.Options{
		Pages: fetch.New(c.Web), Summarizer: service,
		Log: log, Language: c.Language, Zone: c.Zone, Discussion: c.Discussion, Roles: c.roles(), Backups: c.backupNights(), Moved: moved,
		Moderation: c.Moderation, OpenCards: c.OpenCards, Rest: c.Rest, Belongs: belongs,
		Channel: c.Channel, Undo: time.Duration(c.Undo) * time.Second,
		Quiet: c.Quiet, Rate: c.SendRate, Passing: time.Duration(c.Passing) * time.Minute,
	})
}

// nudge puts a token into a channel that holds one, if it has none.
func nudge(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// unlessStopped leaves out the error of somebody who was told to stop while starting.
func unlessStopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// prepare publishes the operator's articles, or the sample in the binary, and begins what time drives.
func prepare(ctx context.Context, c config, newsroom *handlers.Newsroom) error {
	var err error
	if c.ContentDir == "" {
		err = newsroom.PublishSample(ctx, content.Sample())
	} else {
		err = newsroom.PublishFolder(ctx, os.DirFS(c.ContentDir))
	}
	if err != nil {
		return err
	}
	return newsroom.Prepare(ctx)
}

// postAtStart lets the articles stand in the channel that are to stand there from the start. What stands there is brought up to date.
func postAtStart(ctx context.Context, c config, store *storage.Store) error {
	if len(c.Posted) == 0 {
		return nil
	}
	return store.Update(ctx, func(tx *storage.Tx) error { return handlers.PublishSoon(tx, c.Posted) })
}

// aside is what goes on beside the bot, and ends when it does.
type aside []func(context.Context)

// work lets the bot work with all that goes on beside it. Where one of these falls, all end.
func (h *house) work(ctx context.Context, telegram *bot.Bot, out outbox, in *intake, others aside) error {
	group, ctx := errgroup.WithContext(ctx)
	besides, stop := context.WithCancel(ctx)
	defer stop()
	group.Go(func() error {
		defer stop()
		return h.contained(func() error { return telegram.Run(ctx, in, out) })
	})
	for _, other := range others {
		group.Go(func() error {
			return h.contained(func() error {
				other(besides)
				return nil
			})
		})
	}
	return group.Wait()
}

// present shows the bot's menu, name and description as this release has them.
func present(ctx context.Context, c config, newsroom *handlers.Newsroom, telegram *bot.Bot, log *slog.Logger) {
	if err := telegram.Present(ctx, presence(c.Language)); err != nil && ctx.Err() == nil {
		log.Warn("the command menu or the bot's description could not be set", "error", err)
	}
	staff, err := newsroom.Staff(ctx)
	if err != nil && ctx.Err() == nil {
		log.Warn("the command menus of those whom owners have added may be out of date", "error", err)
	}
	for person, role := range staff {
		if err := telegram.Offer(ctx, person, staffMenus(role, c.Language)); err != nil && ctx.Err() == nil {
			log.Debug("the command menu of a moderator or editor is set once they have started the bot", "error", err)
		}
	}
}

// followFolder publishes the operator's articles again when they change.
func followFolder(ctx context.Context, c config, newsroom *handlers.Newsroom) {
	if c.ContentDir == "" {
		return
	}
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	newsroom.FollowFolder(ctx, os.DirFS(c.ContentDir), ticker.C)
}

// drawMaps draws the maps of opinions that are wished for.
func drawMaps(ctx context.Context, newsroom *handlers.Newsroom) {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	newsroom.KeepDrawing(ctx, ticker.C)
}
