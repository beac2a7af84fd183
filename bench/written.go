package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"syscall"
	"time"

	"aitys/content"
	"aitys/storage"
)

const (
	writtenUnits  = 2_000 // of each kind are counted, after twice as many that are not
	writtenAtOnce = 50    // in a transaction
)

// written is what storing one unit takes.
type written struct{ bytes, cpu float64 } // cpu in microseconds

// bytesWritten counts, for the store alone on SQLite, what a vote, an opinion and a decision write among few and among many opinions, in the log and when it is moved
// into the file. It says the same on a machine that others keep busy.
func (b *bench) bytesWritten(ctx context.Context) (fmt.Stringer, error) {
	t := &table{heading: fmt.Sprintf("Written for each by the store alone on SQLite, %d in a transaction, among %d and among %d opinions", writtenAtOnce, blockRows, b.rows)}
	t.add("", "bytes", fmt.Sprintf("of %d", b.rows), "CPU µs", fmt.Sprintf("of %d", b.rows), "")
	var sizes []map[string]written
	for _, rows := range []int{blockRows, b.rows} {
		one, err := b.writtenAmong(ctx, pastOf(rows, b.rows))
		if err != nil {
			return nil, err
		}
		sizes = append(sizes, one)
	}
	for _, kind := range []string{"votes", "opinions", "decisions"} {
		few, many := sizes[0][kind], sizes[1][kind]
		t.add(kind, fmt.Sprintf("%.0f", few.bytes), fmt.Sprintf("%.0f", many.bytes), fmt.Sprintf("%.0f", few.cpu), fmt.Sprintf("%.0f", many.cpu), "")
	}
	return t, nil
}

func (b *bench) writtenAmong(ctx context.Context, p past) (all map[string]written, err error) {
	folder, err := b.workplace()
	if err != nil {
		return nil, err
	}
	d, err := makeSQLite(ctx, folder)
	if err != nil {
		return nil, err
	}
	f, err := d.fill(ctx, p)
	if err != nil {
		return nil, err
	}
	s, err := storage.Open(ctx, d.url, storage.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	w := writer{store: s, past: f.past}
	if err := w.meet(ctx); err != nil {
		return nil, err
	}
	all = map[string]written{}
	for _, kind := range []struct {
		name string
		do   func(tx *storage.Tx, i int) error
	}{{"votes", w.vote}, {"opinions", w.tell}, {"decisions", w.decide}} {
		if all[kind.name], err = w.measure(ctx, kind.do); err != nil {
			return nil, fmt.Errorf("%s: %w", kind.name, err)
		}
	}
	return all, nil
}

// writer does what is measured, by the functions by which the bot stores it.
type writer struct {
	store   *storage.Store
	past    past
	readers []content.ReaderID
	told    []content.OpinionID
}

// meet finds the people who act.
func (w *writer) meet(ctx context.Context) error {
	return w.store.View(ctx, func(tx *storage.Tx) error {
		who := w.past.acting()
		for i := range who.count {
			reader, err := tx.Reader(content.TelegramID(who.id(i)))
			if err != nil {
				return err
			}
			w.readers = append(w.readers, reader.ID)
		}
		return nil
	})
}

func (w *writer) measure(ctx context.Context, do func(tx *storage.Tx, i int) error) (written, error) {
	var bytes, cpu int64
	for from := 0; from < 3*writtenUnits; from += writtenAtOnce {
		if from == 2*writtenUnits {
			var err error
			if bytes, cpu, err = spent(); err != nil {
				return written{}, err
			}
		}
		err := w.store.Update(ctx, func(tx *storage.Tx) error {
			for i := range writtenAtOnce {
				if err := do(tx, from+i); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return written{}, err
		}
	}
	bytesAfter, cpuAfter, err := spent()
	return written{float64(bytesAfter-bytes) / writtenUnits, float64(cpuAfter-cpu) / writtenUnits}, err
}

func (w *writer) vote(tx *storage.Tx, i int) error {
	stance := [...]content.Stance{content.Agree, content.Disagree, content.Agree, content.Pass}[(i+i/blockRows)%4] // another one each time that this reader comes to this opinion
	_, err := tx.SetStance(w.past.opinion(i), w.readers[i%len(w.readers)], stance)
	return err
}

func (w *writer) tell(tx *storage.Tx, i int) error {
	lang := content.Langs[i%len(content.Langs)]
	added, err := tx.AddOpinion(content.Opinion{
		Article: w.past.block.article, Section: w.past.block.section(i), Author: w.readers[i%len(w.readers)], Lang: lang,
		Text: fmt.Sprint(w.past.block.text(i, lang), " ", i),
	})
	w.told = append(w.told, added.ID)
	return err
}

// decide approves two thirds.
func (w *writer) decide(tx *storage.Tx, i int) error {
	_, err := tx.DecideOpinion(w.told[i], 1, i%3 < 2, w.past.block.moderator)
	return err
}

// spent tells what this process has written so far, in bytes, and used of the processor, in microseconds.
func spent() (bytes, cpu int64, err error) {
	text, err := os.ReadFile("/proc/self/io")
	if err != nil {
		return 0, 0, err
	}
	for line := range strings.Lines(string(text)) {
		if _, err := fmt.Sscanf(line, "wchar: %d", &bytes); err == nil {
			break
		}
	}
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0, 0, err
	}
	return bytes, (time.Duration(used.Utime.Nano()) + time.Duration(used.Stime.Nano())).Microseconds(), nil
}
