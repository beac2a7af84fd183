package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

const (
	blockRows  = 1_000    // opinions of a block, and people
	actors     = 500      // the people who act when something is measured, in each database the same ones
	firstKnown = 10 << 30 // the id of the first of all people
	firstSeen  = 1_000    // the first update seen: below every id that the bench delivers
	moderators = 50
	firstAbove = 7_000_000_000 // the id of the first moderator
	fillAtOnce = 1_000
)

// past is what lies in a database before anything is measured: blocks of opinions, as many people, and as many updates seen.
type past struct {
	block  block
	blocks int
	spread int64 // how far the ids of those who act lie from each other
}

// pastOf is a past of so many opinions, where the largest has most.
func pastOf(opinions, most int) past {
	return past{block: block{opinions: blockRows, people: blockRows}, blocks: opinions / blockRows, spread: int64(most / actors)}
}

func (p past) rows() int { return p.blocks * p.block.opinions }

// id returns the account of a person. Those who act have the same ones however many others there are, and stand evenly among these.
func (p past) id(i int) content.TelegramID {
	if p.blocks > 1 {
		return content.TelegramID(firstKnown + int64(i))
	}
	return content.TelegramID(firstKnown + int64(i/2)*p.spread + int64(i%2))
}

// acting are the people who act.
func (p past) acting() people { return people{first: firstKnown + 1, step: p.spread, count: actors} }

// deciders are the moderators.
func deciders() people { return people{first: firstAbove, step: 1, count: moderators} }

// opinion returns the number of one of the opinions that readers see in lists; for neighbouring numbers ones that lie far from each other.
func (p past) opinion(number int) content.OpinionID {
	const stride = 7_919 // a prime: all blocks have their turn
	i := number * 11 % p.block.opinions
	for !p.block.listed(i) {
		i = (i + 1) % p.block.opinions
	}
	return p.block.id(i) + content.OpinionID(number*stride%p.blocks*p.block.opinions)
}

// filled tells what a past weighs.
type filled struct {
	past
	bytes int64 // for all opinions with what belongs to them: stances, words for searching, receipts
}

// fill puts a past into an empty database; it ends today.
func (d *database) fill(ctx context.Context, p past) (f filled, err error) {
	c := &clock{now: time.Now().Add(-time.Duration(p.blocks) * blockTime)}
	if err := d.openAt(ctx, c, func(s *storage.Store) (err error) {
		f.past, err = p.begin(ctx, s)
		return err
	}); err != nil {
		return filled{}, err
	}
	before, err := d.weight(ctx)
	if err != nil {
		return filled{}, err
	}
	if err := d.openAt(ctx, c, func(s *storage.Store) error { return f.block.live(ctx, s, c) }); err != nil {
		return filled{}, err
	}
	if err := multiply(ctx, d.url, f.block, f.blocks); err != nil {
		return filled{}, err
	}
	after, err := d.weight(ctx)
	f.bytes = after - before
	return f, err
}

// openAt does something in the database at the times that a clock tells, and closes it.
func (d *database) openAt(ctx context.Context, c *clock, do func(*storage.Store) error) error {
	s, err := storage.Open(ctx, d.url, storage.Options{Log: slog.New(slog.DiscardHandler), Now: c.read})
	if err != nil {
		return err
	}
	return errors.Join(do(s), s.Close())
}

// begin stores the article and all people, and returns the past with what the store gave.
func (p past) begin(ctx context.Context, s *storage.Store) (past, error) {
	if err := s.IndexWords(ctx); err != nil { // the bot does so when it starts; from then on whatever is approved is indexed
		return past{}, err
	}
	room := handlers.New(s, handlers.Options{Log: slog.New(slog.DiscardHandler), Language: content.English})
	if err := room.PublishSample(ctx, content.Sample()); err != nil {
		return past{}, err
	}
	if err := p.meet(ctx, s); err != nil {
		return past{}, err
	}
	var err error
	p.block, err = firstBlock(ctx, s, p.block, p.id(0))
	return p, err
}

// meet makes the people known, and as many updates seen.
func (p past) meet(ctx context.Context, s *storage.Store) error {
	all := p.blocks * p.block.people
	for from := 0; from < all; from += fillAtOnce {
		err := s.Update(ctx, func(tx *storage.Tx) error {
			var persons []content.Person
			var ids []content.UpdateID
			for i := from; i < min(from+fillAtOnce, all); i++ {
				persons = append(persons, content.Person{ID: p.id(i), LanguageCode: languages[i%len(languages)]})
				ids = append(ids, content.UpdateID(firstSeen+i))
			}
			if _, err := tx.Fresh(ids); err != nil {
				return err
			}
			return tx.Meet(persons)
		})
		if err != nil {
			return err
		}
	}
	return s.Update(ctx, func(tx *storage.Tx) error {
		return tx.Meet([]content.Person{{ID: content.TelegramID(deciders().id(0)), LanguageCode: "en"}})
	})
}

// firstBlock completes a block by what the store says: its readers begin with the one behind an account.
func firstBlock(ctx context.Context, s *storage.Store, b block, first content.TelegramID) (block, error) {
	var err error
	if b.words, err = sampleWords(); err != nil {
		return b, err
	}
	err = s.View(ctx, func(tx *storage.Tx) error {
		reader, err := tx.Reader(first)
		if err != nil {
			return err
		}
		moderator, err := tx.Reader(content.TelegramID(deciders().id(0)))
		if err != nil {
			return err
		}
		published, err := tx.NewestArticle()
		if err != nil {
			return err
		}
		b.reader, b.moderator, b.article = reader.ID, moderator.ID, published.ID
		b.sections = []content.SectionID{""}
		for _, section := range published.For(published.Original).Sections {
			b.sections = append(b.sections, section.ID)
		}
		return nil
	})
	return b, err
}

// weight tells how many bytes the database takes.
func (d *database) weight(ctx context.Context) (int64, error) {
	if err := d.open(ctx); err != nil {
		return 0, err
	}
	size, err := d.store.Size(ctx)
	if err := errors.Join(err, d.store.Close()); err != nil {
		return 0, fmt.Errorf("the database's size: %w", err)
	}
	return size.Data + size.Log, nil
}
