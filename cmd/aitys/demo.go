package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/cli/browser"
	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"aitys/content"
	"aitys/emulator"
	"aitys/emulator/page"
)

// portsTried is how many ports, the wished one and those above it, the page tries before it gives up.
const portsTried = 50

// keptCalls is how many of the bot's calls the demo remembers, enough for whoever opens the side panel late.
const keptCalls = 2000

// openWarning is said when others than the person at this machine may come in.
const openWarning = "Warning: %s is not an address of this machine alone. Whoever reaches it can act as every person of the demo.\n"

// demoOptions are the flags of aitys demo.
type demoOptions struct {
	database string // the path of the SQLite database to keep; "": a temporary one
	address  string // where the page is to be
	open     bool   // in the browser
	lang     string // of channel, groups and cards
	undo     int    // for how many seconds a decision can be taken back
	ownBot   string // the name of a bot that somebody else runs; "": there is none
}

func newDemo() *cobra.Command {
	o := demoOptions{undo: demoUndo}
	command := &cobra.Command{
		Use:   "demo",
		Short: "Try everything in the browser, without a token: the bot, a newsroom and its readers",
		Long: "Demo starts the bot against a Bot API server of its own, with a channel, its discussion group, readers, moderators, an editor\n" +
			"and an owner, and prints the address of a chat page where you can be each of them. Nothing leaves this machine, no token is needed,\n" +
			"and no setting or .env file is read. Everything is gone when you end it with Ctrl-C, unless --db names a file to keep.",
		Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			log := newLog(cmd.ErrOrStderr(), slog.LevelWarn, "text")
			return demo(cmd.Context(), o, cmd.OutOrStdout(), cmd.ErrOrStderr(), log)
		},
	}
	command.Flags().StringVar(&o.database, "db", "", "keep the database, and beside it the chats, in this file")
	command.Flags().StringVar(&o.address, "addr", "127.0.0.1:8080", "where the page is; the next free port if this one is taken")
	command.Flags().StringVar(&o.ownBot, "bot", "", "add a bot of yours by this name, and print the address and token to run it with")
	command.Flags().StringVar(&o.lang, "lang", "en", "the language of the channel, the groups and the moderators' cards: en, ru or kk")
	command.Flags().BoolVar(&o.open, "open", false, "open the page in the browser")
	return command
}

// demo shows the page until ctx ends. Its address goes to out, warnings to aside.
func demo(ctx context.Context, o demoOptions, out, aside io.Writer, log *slog.Logger) (err error) {
	lang, known := content.ParseLang(cmp.Or(o.lang, string(content.English)))
	if !known {
		return usagef("aitys demo: --lang: it is en, ru or kk")
	}
	listener, err := listenNear(o.address)
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }() // the page has closed it already, unless it never came to that
	files, err := demoPlace(o.database)
	if err != nil {
		return err
	}
	api, err := ownBotListener(o, listener.Addr())
	if err != nil {
		return errors.Join(err, files.remove())
	}
	server := emulator.New(emulator.Options{KeepCalls: keptCalls, Listener: api})
	defer server.Close()
	s, err := files.scene(server)
	if err == nil && o.ownBot != "" {
		err = s.addOwnBot(o.ownBot)
	}
	if err != nil {
		return errors.Join(err, files.remove())
	}
	defer func() { err = errors.Join(err, files.last(server)) }()
	s.lang, s.undo = lang, o.undo
	ctx, fail := context.WithCancel(ctx)
	defer fail()
	b := newBotProcess(ctx, fail, s.config(files.database), log)
	defer func() { err = errors.Join(err, b.Stop()) }()
	group, ctx := errgroup.WithContext(ctx)
	group.Go(b.Start)
	group.Go(func() error { return files.keep(ctx, server) })
	group.Go(func() error { return showPage(ctx, listener, page.New(server, s.page(b)), o, s.ownBots(), out, aside) })
	return group.Wait()
}

// showPage serves the page and says where it is and what more there is to know, until ctx ends.
func showPage(ctx context.Context, listener net.Listener, handler http.Handler, o demoOptions, more string, out, aside io.Writer) error {
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second,
		BaseContext: func(net.Listener) context.Context { return ctx }, // what streams to a browser ends with ctx
	}
	address := pageAddress(listener.Addr())
	if !ownMachine(o.address) {
		if _, err := fmt.Fprintf(aside, openWarning, listener.Addr()); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprintf(out, "The demo newsroom is open at %s (Ctrl-C closes it)\n%s", address, more); err != nil {
		return err
	}
	if o.open {
		go openBrowser(address, aside)
	}
	end := context.AfterFunc(ctx, func() { _ = server.Close() }) // nobody waits for the answers that are under way
	defer end()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("the page ended: %w", err)
	}
	return nil
}

// openBrowser waits as long as the browser's launcher does.
func openBrowser(address string, aside io.Writer) {
	if err := browser.OpenURL(address); err != nil {
		_, _ = fmt.Fprintf(aside, "No browser could be opened (%v): open %s yourself.\n", err, address)
	}
}

// listenNear listens at an address, or where that is taken at the next port that is free. Port 0 is any.
func listenNear(address string) (net.Listener, error) {
	host, written, err := net.SplitHostPort(address)
	port, notNumber := strconv.ParseUint(written, 10, 16)
	if err != nil || notNumber != nil {
		return nil, usagef("aitys demo: --addr: it is an address with a port, such as 127.0.0.1:8080")
	}
	listener, first := net.Listen("tcp", address)
	for try := port + 1; first != nil && try < port+portsTried && try <= 65535; try++ {
		if listener, err = net.Listen("tcp", net.JoinHostPort(host, strconv.FormatUint(try, 10))); err == nil {
			return listener, nil
		}
	}
	if first != nil {
		return nil, fmt.Errorf("the page cannot be served: %w", first)
	}
	return listener, nil
}

// ownMachine tells that only programs on this machine reach an address.
func ownMachine(address string) bool {
	host, _, err := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	return err == nil && (host == "localhost" || ip != nil && ip.IsLoopback())
}

// pageAddress is what to open in a browser on this machine.
func pageAddress(listening net.Addr) string {
	tcp, ok := listening.(*net.TCPAddr)
	if ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("http://127.0.0.1:%d", tcp.Port)
	}
	return "http://" + listening.String()
}
