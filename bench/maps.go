package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"aitys/deliberation"
)

// polis is where Polis's public conversations lie beside the repository.
const polis = "../shared/polis"

// conversations are those whose groups Polis published, with the adjusted Rand index that a plain implementation of its method reaches.
var conversations = []struct {
	name  string
	plain float64
}{{"15-per-hour-seattle", 0.90}, {"canadian-electoral-reform", 0.91}}

// crowd is the size of Polis's largest conversation: two million votes.
const (
	crowdReaders  = 33_000
	crowdOpinions = 783
	crowdVotes    = 2_000_000
)

// mapped is one run of aitys map.
type mapped struct {
	groups map[string]string // by participant
	took   time.Duration
	cpu    time.Duration
	memory int64 // bytes at most
}

// maps compares the groups of aitys map with those that Polis published, and measures it on as many votes as Polis's largest conversation has.
func (b *bench) maps(ctx context.Context) (fmt.Stringer, error) {
	t := &table{heading: "Opinion maps by aitys map, rejected comments zeroed, against the groups that Polis published"}
	t.add("", "readers", "adjusted Rand index", "s", "CPU s", "memory", "to hold")
	for _, c := range conversations {
		run, index, err := b.compare(ctx, c.name)
		if errors.Is(err, fs.ErrNotExist) {
			t.notes = append(t.notes, fmt.Sprintf("%s is not at %s beside the repository: its groups were not compared.", c.name, polis))
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.name, err)
		}
		t.add(c.name, fmt.Sprint(len(run.groups)), fmt.Sprintf("%.3f", index), seconds(run.took), seconds(run.cpu), fmt.Sprintf("%d MB", run.memory/1e6),
			verdict(index >= c.plain, fmt.Sprintf("at least %.2f, as the plain method", c.plain)))
	}
	run, err := b.crowd(ctx)
	if err != nil {
		return nil, err
	}
	t.add(fmt.Sprintf("%d drawn votes on %d opinions", crowdVotes, crowdOpinions), fmt.Sprint(len(run.groups)), "", seconds(run.took), seconds(run.cpu),
		fmt.Sprintf("%d MB", run.memory/1e6), verdict(run.took < 10*time.Second && run.memory < 1<<30, "under 10 s and 1 GB"))
	return t, nil
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f", d.Seconds()) }

// compare maps a conversation and returns how well its groups agree with those published.
func (b *bench) compare(ctx context.Context, conversation string) (*mapped, float64, error) {
	folder, err := b.workplace()
	if err != nil {
		return nil, 0, err
	}
	for _, file := range []string{"votes.csv", "comments.csv", "participants-votes.csv"} {
		if err := unzip(filepath.Join(b.root, polis, conversation, file+".gz"), filepath.Join(folder, file)); err != nil {
			return nil, 0, err
		}
	}
	run, err := b.mapVotes(ctx, folder, "votes.csv", "--zero-rejected", "comments.csv")
	if err != nil {
		return nil, 0, err
	}
	published, err := publishedGroups(filepath.Join(folder, "participants-votes.csv"))
	if err != nil {
		return nil, 0, err
	}
	if len(published) != len(run.groups) {
		return nil, 0, fmt.Errorf("%d readers are in groups, and %d in those that were published", len(run.groups), len(published))
	}
	return run, agreement(run.groups, published), nil
}

// agreement returns the adjusted Rand index of two ways to group readers.
func agreement(ours, theirs map[string]string) float64 {
	numbers := map[string]int{}
	number := func(group string) int {
		if _, ok := numbers[group]; !ok {
			numbers[group] = len(numbers)
		}
		return numbers[group]
	}
	var one, other []int
	for reader, group := range ours {
		one, other = append(one, number(group)), append(other, number(theirs[reader]))
	}
	return deliberation.Agreement(one, other)
}

// publishedGroups reads the groups that Polis gave to participants.
func publishedGroups(path string) (map[string]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, err
	}
	groups := map[string]string{}
	for _, row := range rows[1:] { // participant,group-id,…
		if row[1] != "" {
			groups[row[0]] = row[1]
		}
	}
	return groups, nil
}

// mapVotes runs aitys map in a folder.
func (b *bench) mapVotes(ctx context.Context, folder string, args ...string) (*mapped, error) {
	command := exec.CommandContext(ctx, b.aitys, append([]string{"map"}, args...)...)
	command.Dir = folder
	var out, wrong bytes.Buffer
	command.Stdout, command.Stderr = &out, &wrong
	begun := time.Now()
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("aitys map: %w\n%s", err, wrong.String())
	}
	run := &mapped{groups: map[string]string{}, took: time.Since(begun), cpu: command.ProcessState.UserTime() + command.ProcessState.SystemTime()}
	if usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage); ok {
		run.memory = usage.Maxrss << 10
	}
	for line := range strings.Lines(out.String()) {
		reader, group, _ := strings.Cut(strings.TrimSpace(line), ",")
		run.groups[reader] = group
	}
	return run, nil
}

// crowd maps votes that are drawn: of four minds, each reader mostly voting as one of them leans.
func (b *bench) crowd(ctx context.Context) (*mapped, error) {
	folder, err := b.workplace()
	if err != nil {
		return nil, err
	}
	chance := rand.New(rand.NewPCG(1, 1))
	var leans [4][crowdOpinions]int
	for mind := range leans {
		for o := range leans[mind] {
			leans[mind][o] = 2*chance.IntN(2) - 1
		}
	}
	var file bytes.Buffer
	file.WriteString("timestamp,datetime,comment-id,voter-id,vote\n")
	for line := range crowdVotes {
		reader, opinion := chance.IntN(crowdReaders), chance.IntN(crowdOpinions)
		vote := leans[reader%len(leans)][opinion]
		if chance.IntN(3) == 0 {
			vote = chance.IntN(3) - 1
		}
		fmt.Fprintf(&file, "%d,Wed Jun 18 08:16:54 WIB 2014,%d,%d,%d\n", line, opinion, reader, vote)
	}
	if err := os.WriteFile(filepath.Join(folder, "votes.csv"), file.Bytes(), 0o600); err != nil {
		return nil, err
	}
	return b.mapVotes(ctx, folder, "votes.csv")
}

// unzip writes what a gzipped file holds to a new file.
func unzip(from, to string) (err error) {
	packed, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, packed.Close()) }()
	plain, err := gzip.NewReader(packed)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(plain)
	if err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o600)
}
