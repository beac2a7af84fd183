package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aitys/bot"
)

// pollWatch is how long it takes to find out whether another program polls: longer than such a one waits before it tries again.
const pollWatch = 4 * time.Second

func newDoctor() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check everything the bot needs, and say what to fix",
		Long: "Doctor checks the settings, the token, what the bot may do in the channel and the groups, the database, the disk, the backups and the articles. A line\n" +
			"says ok, warning or fault; the next one says what to do. It changes nothing, and may run beside the bot. Exits 1 when there is a fault.",
		Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return doctorOf(cmd.OutOrStdout()).examine(cmd.Context(), wantedNewsroom(cmd))
		},
	}
}

// level is how bad a finding is.
type level string

// The levels.
const (
	fine    level = "ok"
	warning level = "warning"
	fault   level = "fault"
)

// finding is what a check found.
type finding struct {
	level
	what   string
	remedy string // what to do; empty for what is fine
}

func ok(format string, args ...any) finding { return finding{fine, fmt.Sprintf(format, args...), ""} }

// doctor checks a newsroom.
type doctor struct {
	config
	warnings []string // of the settings
	out      io.Writer
	now      func() time.Time
	watch    time.Duration

	telegram  *bot.Bot // nil: Telegram could not be asked
	found     bot.Inspection
	inUse     bool // a bot has the database open
	lineage   int64
	faults    int
	unwritten error // the first line that could not be written
}

func doctorOf(out io.Writer) *doctor { return &doctor{out: out, now: time.Now, watch: pollWatch} }

// examine reads the settings, does all checks of the newsroom that is wanted, or of all there are, and returns errSaid when there is a fault.
func (d *doctor) examine(ctx context.Context, wanted string) error {
	all, err := loadSettings()
	if err == nil && all.several() && wanted == "" {
		return d.round(ctx, all)
	}
	var c config
	var warnings []string
	if err == nil {
		c, warnings, err = all.pick(wanted)
	}
	if err != nil {
		d.misset(err, "correct it in .env or in the environment; .env.example explains each setting")
		return d.end(ctx)
	}
	d.config, d.warnings = c, warnings
	return d.check(ctx)
}

// misset tells of settings that are wrong.
func (d *doctor) misset(err error, remedy string) {
	for line := range strings.Lines(err.Error()) {
		d.say(finding{fault, "settings: " + strings.TrimPrefix(strings.TrimSpace(line), "aitys: "), remedy})
	}
}

// check does all checks of what the settings name.
func (d *doctor) check(ctx context.Context) error {
	for _, one := range []func(context.Context) []finding{
		d.settings, d.database, d.token, d.clock, d.webhook, d.poller, d.channel, d.group, d.desk, d.disks, d.nights, d.articles,
	} {
		for _, f := range one(ctx) {
			if ctx.Err() == nil {
				d.say(f)
			}
		}
	}
	return d.end(ctx)
}

func (d *doctor) end(ctx context.Context) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case d.unwritten != nil:
		return d.unwritten
	case d.faults > 0:
		return errSaid
	}
	return nil
}

// say prints a finding: a line, and what to do about it on the next.
func (d *doctor) say(f finding) {
	if f.level == fault {
		d.faults++
	}
	line := fmt.Sprintf("%-8s %s\n", f.level, bot.Redact(f.what))
	if f.remedy != "" {
		line += "         → " + bot.Redact(f.remedy) + "\n"
	}
	if _, err := io.WriteString(d.out, line); err != nil && d.unwritten == nil {
		d.unwritten = err
	}
}

func (d *doctor) settings(context.Context) []finding {
	var all []finding
	for _, w := range d.warnings {
		all = append(all, finding{warning, "settings: " + w, "correct or remove the line"})
	}
	if len(all) == 0 {
		all = append(all, ok("settings: all can be read"))
	}
	if len(d.Owners) == 0 {
		all = append(all, finding{warning, "owners: nobody is told when something goes wrong", "put your own user id into OWNER_IDS, and write /start to the bot"})
	}
	return all
}

// quiet is the log of what doctor does: what goes wrong is a finding.
var quiet = slog.New(slog.DiscardHandler)
