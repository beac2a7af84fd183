package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

const (
	readers  = 10_000 // different people in a load
	warmUp   = 300    // units before anything is measured
	runLimit = 2 * time.Minute
)

// bench holds the programs under measurement and where they work.
type bench struct {
	options
	root        string // of the repository
	folder      string
	aitys, bare string // the programs' paths
	mu          sync.Mutex
	update      int64 // the next update id: none is used twice, since the bot skips those that it has seen
	folders     int
}

// build builds both programs into a new folder, which clear removes.
func build(ctx context.Context, o options) (*bench, error) {
	module, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	if err != nil {
		return nil, err
	}
	root := filepath.Dir(strings.TrimSpace(string(module)))
	folder, err := os.MkdirTemp(o.dir, "aitys-bench-")
	if err != nil {
		return nil, err
	}
	b := &bench{options: o, root: root, folder: folder, update: 100_000_000}
	b.aitys, b.bare = filepath.Join(folder, "aitys"), filepath.Join(folder, "bare")
	for program, source := range map[string]string{b.aitys: root, b.bare: filepath.Join(root, "bench", "testdata", "bare")} {
		what := "."
		if program == b.aitys {
			what = "./cmd/aitys"
		}
		if output, err := exec.CommandContext(ctx, "go", "build", "-C", source, "-trimpath", "-o", program, what).CombinedOutput(); err != nil {
			return nil, errors.Join(fmt.Errorf("building %s: %w\n%s", program, err, output), b.clear())
		}
	}
	return b, nil
}

func (b *bench) clear() error { return os.RemoveAll(b.folder) }

// workplace makes an empty folder for one program to work in.
func (b *bench) workplace() (string, error) {
	b.folders++
	folder := filepath.Join(b.folder, fmt.Sprint(b.folders))
	return folder, os.Mkdir(folder, 0o700)
}

func (b *bench) startBare(ctx context.Context) (*process, error) {
	return start(ctx, "bare loop", b.folder, []string{b.bare})
}

func (b *bench) startAitys(ctx context.Context, folder string, d *database, env ...string) (*process, error) {
	p, err := start(ctx, "aitys", folder, []string{b.aitys, "run"}, append(env, "DATABASE_URL="+d.url, "SEND_RATE=0", "UNDO_SECONDS=0")...)
	if err != nil {
		return nil, err
	}
	p.database = d
	if err := d.open(ctx); err != nil {
		return nil, errors.Join(err, p.kill())
	}
	return p, nil
}

// load makes updates that were never used before.
func (b *bench) load(p people, deeds []deed, units int) (load, error) {
	return newLoad(p, deeds, b.numbers(units), units)
}

// numbers returns the first of so many update ids that were never used before.
func (b *bench) numbers(units int) int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	first := b.update
	b.update += int64(units)
	return first
}

// commands are what people type.
var commands = []deed{{command: "/figures"}, {command: "/summary"}}

// sampleFigure stands in the reply to the first of commands, in English: a bot that quickly says something else is not measured.
const sampleFigure = "80,000"

// acquaint warms a program up, looks whether it does its work, and returns the presses that change the message under which they stand.
func (b *bench) acquaint(ctx context.Context, p *process) ([]deed, error) {
	strangers := people{first: 4_000_000_000, step: 1, count: warmUp}
	replies, err := b.ask(ctx, p, strangers, commands, len(commands))
	if err != nil {
		return nil, err
	}
	texts, buttons, err := read(replies)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.name, err)
	}
	if p.database != nil && !strings.Contains(texts, sampleFigure) {
		return nil, fmt.Errorf("%s: no reply shows the sample article's %s: %s", p.name, sampleFigure, texts)
	}
	var presses []deed
	for _, button := range buttons {
		replies, err := b.ask(ctx, p, strangers, []deed{button}, 1)
		if err != nil {
			return nil, err
		}
		if field(replies[0], "message_id") != nil {
			presses = append(presses, button)
		}
	}
	if len(presses) == 0 {
		return nil, fmt.Errorf("%s: no button under its replies changes a message", p.name)
	}
	for _, deeds := range [][]deed{commands, presses} {
		if _, err := b.ask(ctx, p, strangers, deeds, warmUp); err != nil {
			return nil, err
		}
	}
	return presses, nil
}

// ask gives a program a load that is not measured and returns the first replies.
func (b *bench) ask(ctx context.Context, p *process, who people, deeds []deed, units int) ([][]byte, error) {
	l, err := b.load(who, deeds, units)
	if err != nil {
		return nil, err
	}
	replies, _, err := drive(ctx, p, l)
	return replies, err
}
