package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
	"unicode"

	"aitys/content"
	"aitys/storage"
)

// block is a piece of a newsroom's past: some people, and what they said and voted. Nothing in it refers to another block, so that many are made by
// copying one (see multiply).
type block struct {
	article   content.ArticleID
	sections  []content.SectionID // on which opinions are; "" is the whole article
	words     map[content.Lang][]string
	opinions  int
	people    int               // each second one does nothing here: these are the ones who act when something is measured
	moderator content.ReaderID  // who decides
	reader    content.ReaderID  // the first of the people; the others follow by ones
	before    content.OpinionID // the number before the first opinion; the others follow by ones
}

// What becomes of an opinion goes round in twenties.
const (
	fates     = 20
	approved  = 14 // of each twenty so many are approved and stay as they are
	undecided = 16 // those from approved on wait
	rejected  = 18
	withdrawn = 18 // this one was approved before
	edited    = 19 // this one is approved, and a newer text waits
)

// person returns the reader with a number among those who do something.
func (b block) person(number int) content.ReaderID {
	return b.reader + content.ReaderID(2*(number%(b.people/2)))
}

// id returns the number of an opinion of the block.
func (b block) id(i int) content.OpinionID { return b.before + 1 + content.OpinionID(i) }

// author tells who wrote an opinion: some wrote several.
func (b block) author(i int) content.ReaderID { return b.person(i * 7 % max(1, b.people*2/5)) }

// tops is how many opinions are no replies.
func (b block) tops() int { return b.opinions * 4 / 5 }

// listed tells whether an opinion is in the lists of those that readers see.
func (b block) listed(i int) bool { return i < b.tops() && i%fates < approved }

// clock is what the store takes for the time while the past is made.
type clock struct{ now time.Time }

func (c *clock) read() time.Time { return c.now }

// stepTime lies between the steps of a block, blockTime between two blocks.
const (
	stepTime  = time.Second
	blockTime = 20 * stepTime
)

// live lets a block happen, by the functions by which the bot stores it. It is over before blockTime is.
func (b block) live(ctx context.Context, s *storage.Store, c *clock) error {
	began := c.now
	tops := b.tops()
	for step, do := range []func(*storage.Tx) error{
		b.write(0, tops), sendAll, b.decide(0, tops),
		b.write(tops, b.opinions), sendAll, b.decide(tops, b.opinions),
		b.vote, b.report, b.reconsider,
	} {
		c.now = began.Add(time.Duration(step) * stepTime)
		if err := s.Update(ctx, do); err != nil {
			return err
		}
	}
	c.now = began.Add(blockTime)
	return nil
}

// write stores opinions, each with its receipt. Those behind the tops reply to one of these.
func (b block) write(from, to int) func(*storage.Tx) error {
	return func(tx *storage.Tx) error {
		for i := from; i < to; i++ {
			lang := content.Langs[i%len(content.Langs)]
			o := content.Opinion{Article: b.article, Section: b.section(i), Author: b.author(i), Text: b.text(i, lang), Lang: lang}
			if i%3 == 0 {
				o.Signed = fmt.Sprintf("Reader %d", i)
			}
			if i >= b.tops() {
				about := b.answered(i)
				o.Parent, o.Section = b.id(about), b.section(about)
			}
			added, err := tx.AddOpinion(o)
			if err != nil {
				return err
			}
			if added.ID != b.id(i) {
				return fmt.Errorf("opinion %d got the number %d, not %d", i, added.ID, b.id(i))
			}
			tx.Send(content.Outgoing{Chat: content.ChatID(o.Author), Action: content.ActionSend, Key: receipt(added.ID), Text: "Received."})
		}
		return nil
	}
}

// receipt is the bot's name for the message by which an author follows an opinion.
func receipt(id content.OpinionID) content.MessageKey {
	return content.MessageKey(fmt.Sprintf("opinion:%d", id))
}

func (b block) section(i int) content.SectionID { return b.sections[i*5%len(b.sections)] }

// answered is the opinion to which a reply replies.
func (b block) answered(reply int) int {
	about := reply * 3 % b.tops()
	return about - about%fates + about%fates%approved
}

// sendAll settles what waits in the outbox as delivered.
func sendAll(tx *storage.Tx) error {
	const many = 1 << 20
	waiting, err := tx.Pending(0, many)
	if err != nil {
		return err
	}
	var results []content.Result
	for _, out := range waiting {
		results = append(results, content.Result{
			Outgoing: out.ID, Chat: out.Chat, Key: out.Key, Outcome: content.Delivered, Message: content.MessageID(out.ID),
		})
	}
	return tx.SettleAll(results)
}

func (b block) decide(from, to int) func(*storage.Tx) error {
	return func(tx *storage.Tx) error {
		for i := from; i < to; i++ {
			fate := i % fates
			if fate >= approved && fate < undecided {
				continue
			}
			if _, err := tx.DecideOpinion(b.id(i), 1, fate < approved || fate >= rejected, b.moderator); err != nil {
				return err
			}
		}
		return nil
	}
}

// vote lets readers take stances on approved opinions: five on each or fewer, and some change their mind.
func (b block) vote(tx *storage.Tx) error {
	stances := []content.Stance{content.Agree, content.Agree, content.Disagree, content.Agree, content.Pass}
	for i := range b.opinions {
		if fate := i % fates; fate >= approved && fate < rejected {
			continue
		}
		for j := range i * 7 % 6 {
			voter := b.person(i*31 + j*17)
			if voter == b.author(i) {
				continue
			}
			said := []content.Stance{stances[(i+j*j)%len(stances)]}
			if (i+j)%10 == 0 {
				said = append(said, stances[(i+j*j+2)%len(stances)])
			}
			for _, stance := range said {
				if _, err := tx.SetStance(b.id(i), voter, stance); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// report lets a reader report one opinion in sixty.
func (b block) report(tx *storage.Tx) error {
	for i := 5; i < b.opinions; i += 3 * fates {
		if _, _, err := tx.ReportOpinion(b.id(i), b.author(i)+2, storage.PlainReport); err != nil {
			return err
		}
	}
	return nil
}

// reconsider lets authors take opinions back, and change others.
func (b block) reconsider(tx *storage.Tx) error {
	for i := range b.opinions {
		var err error
		switch i % fates {
		case withdrawn:
			_, err = tx.WithdrawOpinion(b.id(i))
		case edited:
			_, err = tx.EditOpinion(b.id(i), b.text(i+b.opinions, content.Langs[i%len(content.Langs)]))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// text is what an opinion says: six to thirty words of the language, frequent ones more often, and a name that no other opinion of the block has.
func (b block) text(i int, lang content.Lang) string {
	chance := rand.New(rand.NewPCG(uint64(i), 5))
	vocabulary := b.words[lang]
	words := []string{nameOf(i)}
	for range 6 + chance.IntN(25) {
		at := chance.Float64()
		words = append(words, vocabulary[int(at*at*float64(len(vocabulary)))])
	}
	return strings.Join(words, " ") + "."
}

// nameOf makes a name of a number.
func nameOf(number int) string {
	const first, second = "BDGKLMNPRSTVZ", "aeiou"
	var name strings.Builder
	for n := number + len(first)*len(second); n > 0; n /= len(first) * len(second) {
		name.WriteByte(first[n%len(first)])
		name.WriteByte(second[n/len(first)%len(second)])
	}
	return name.String()
}

var errNoWords = errors.New("the sample article has no words in one of the languages")

// sampleWords returns the words of the sample article by language, each once.
func sampleWords() (map[content.Lang][]string, error) {
	articles, faults := content.LoadFolder(content.Sample())
	if len(faults) > 0 {
		return nil, faults
	}
	words := map[content.Lang][]string{}
	for _, article := range articles {
		known := map[string]bool{}
		for _, section := range append([]content.Section{article.Section}, article.Sections...) {
			for _, word := range strings.FieldsFunc(section.Summary.Plain(), func(r rune) bool { return !unicode.IsLetter(r) }) {
				if word = strings.ToLower(word); !known[word] {
					known[word] = true
					words[article.Lang] = append(words[article.Lang], word)
				}
			}
		}
	}
	for _, lang := range content.Langs {
		if len(words[lang]) == 0 {
			return nil, errNoWords
		}
	}
	return words, nil
}
