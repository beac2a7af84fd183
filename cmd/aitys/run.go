package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"aitys/bot"
	"aitys/content"
	"aitys/handlers"
	"aitys/pictures"
	"aitys/storage"
)

// lookEvery is how often the folder of articles is looked at for changes.
const lookEvery = 2 * time.Second

// keptPictures is how many bytes of painted pictures are kept: some hundred pictures.
const keptPictures = 8 << 20

// tokenWanted is what somebody who has no token yet needs to know.
const tokenWanted = `aitys run needs a bot token. Three steps:
  1. In Telegram open @BotFather, send /newbot and answer its two questions; it replies with a token.
  2. Copy .env.example to .env and write the token behind BOT_TOKEN=
  3. Start again: make run (or aitys run).`

func newRun() *cobra.Command {
	return &cobra.Command{
		Use:   "run",
		Short: "Run the bot until it is told to stop (SIGINT or SIGTERM)",
		Long: "Run reads its settings from the environment and from the file .env in the working folder; .env.example explains each.\n" +
			"Told to stop by SIGINT or SIGTERM it finishes what it began and exits 0 within ten seconds.",
		Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, log, err := configured(cmd)
			if err != nil {
				return err
			}
			if c.Token == "" {
				return usagef("%s", tokenWanted)
			}
			return run(cmd.Context(), c, log)
		},
	}
}

// configured reads the configuration and says what is odd about it in the log that it asks for.
func configured(cmd *cobra.Command) (config, *slog.Logger, error) {
	c, warnings, err := loadConfig()
	if err != nil {
		return config{}, nil, err
	}
	log := newLog(cmd.ErrOrStderr(), c.LogLevel, c.LogFormat)
	for _, warning := range warnings {
		log.Warn(warning)
	}
	return c, log, nil
}

// run wires the rooms together and lets the bot work until ctx ends. The error says why it could not start or go on.
func run(ctx context.Context, c config, log *slog.Logger) (err error) {
	store, err := storage.Open(ctx, c.Database, storage.Options{Log: log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	newsroom := handlers.New(store, handlers.Options{Log: log, Language: c.Language, Zone: c.Zone, Discussion: c.Discussion})
	folder := articleFolder(c.ContentDir)
	if err := newsroom.Prepare(ctx, folder); err != nil {
		return err
	}
	painter, err := pictures.New(keptPictures)
	if err != nil {
		return err
	}
	telegram, err := bot.Connect(ctx, bot.Config{Token: c.Token, URL: c.APIURL, SendRate: c.SendRate, Log: log, Painter: painter})
	if err != nil {
		if ctx.Err() != nil {
			return nil // told to stop while Telegram could not be reached
		}
		return err
	}
	findDiscussion(ctx, c, telegram, newsroom, log)
	log.Info("reading", "bot", telegram.Username(), "database", storage.Engine(c.Database))
	return work(ctx, c, telegram, newsroom, store, folder, log)
}

// work does everything that goes on beside each other, and ends when the bot does.
func work(
	ctx context.Context, c config, telegram *bot.Bot, newsroom *handlers.Newsroom, store *storage.Store, folder fs.FS, log *slog.Logger,
) error {
	aside, stop := context.WithCancel(ctx)
	defer stop()
	var group errgroup.Group
	group.Go(func() error {
		defer stop()
		return telegram.Run(ctx, newsroom, outbox{store})
	})
	group.Go(func() error {
		if err := telegram.Present(aside, presence(c.Language)); err != nil && aside.Err() == nil {
			log.Warn("the command menu or the bot's description could not be set", "error", err)
		}
		return nil
	})
	if c.ContentDir != "" {
		group.Go(func() error {
			ticker := time.NewTicker(lookEvery)
			defer ticker.Stop()
			newsroom.FollowFolder(aside, folder, ticker.C)
			return nil
		})
	}
	return group.Wait()
}

// articleFolder is where the articles are read from: the operator's folder, else the sample in the binary.
func articleFolder(dir string) fs.FS {
	if dir == "" {
		return content.Sample()
	}
	return os.DirFS(dir)
}

// findDiscussion asks Telegram for the group that is linked to the channel, unless the configuration names it.
func findDiscussion(ctx context.Context, c config, telegram *bot.Bot, newsroom *handlers.Newsroom, log *slog.Logger) {
	if c.Discussion != 0 || c.Channel == 0 {
		return
	}
	group, err := telegram.LinkedChat(ctx, c.Channel)
	switch {
	case err != nil:
		log.Warn("Telegram does not tell which group discusses the channel: make the bot an administrator of the channel, or set DISCUSSION_CHAT_ID",
			"channel", int64(c.Channel), "error", err)
	case group == 0:
		log.Warn("the channel has no discussion group: link one in the channel's settings", "channel", int64(c.Channel))
	default:
		newsroom.Discuss(group)
	}
}
