package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"aitys/content"
)

// peer is a bot that does the same work: Aitys, or what bench/peers has for a library.
type peer struct {
	name    string
	program string // in bench/peers; "" is Aitys
	fragile bool   // it is not killed: it does not come back to work while updates wait
}

// telego comes with an encoder of JSON that it compiles when the first message is sent, once for each message that waits for that: with a hundred waiting it
// takes 13 s of the processor and 1.6 GB. The tag stdjson, which its README names, spares it that.
var peersInTurn = []peer{
	{name: "Aitys on SQLite"},
	{name: "telego 1.6.0", program: "telego", fragile: true},
	{name: "telego 1.6.0, stdjson", program: "telego-stdjson"},
	{name: "telebot 4.0.0-beta.10", program: "telebot"},
	{name: "telegram-bot-api 5.5.1", program: "loop"},
}

// contest is what the peers are measured with.
type contest struct {
	*bench
	replies string // the file of what they answer with
	presses []deed
	block   block // whose opinions are told
	number  int   // of opinions told
}

// peersOf measures the peers in turn with the same loads and the same replies, and then kills each of them while it works.
func (b *bench) peersOf(ctx context.Context) (fmt.Stringer, error) {
	c := &contest{bench: b}
	var err error
	if c.block.words, err = sampleWords(); err != nil {
		return nil, err
	}
	if err := b.buildPeers(ctx); err != nil {
		return nil, err
	}
	if err := c.gather(ctx); err != nil {
		return nil, err
	}
	results := make([][]shift, len(peersInTurn))
	for range b.runs {
		for i, p := range peersInTurn {
			one, err := c.shift(ctx, p)
			if err != nil {
				return nil, err
			}
			results[i] = append(results[i], one)
		}
	}
	losses, err := c.losses(ctx)
	if err != nil {
		return nil, err
	}
	return append(b.peersReport(results), losses), b.plotPeers(ctx, results)
}

func (b *bench) buildPeers(ctx context.Context) error {
	for _, args := range [][]string{{"-o", b.folder + "/", "./...", "./testdata/loop"}, {"-tags", "stdjson", "-o", filepath.Join(b.folder, "telego-stdjson"), "./telego"}} {
		args = append([]string{"build", "-C", filepath.Join(b.root, "bench", "peers"), "-trimpath"}, args...)
		if output, err := exec.CommandContext(ctx, "go", args...).CombinedOutput(); err != nil { //nolint:gosec // the bench's own words
			return fmt.Errorf("building the peers: %w\n%s", err, output)
		}
	}
	return nil
}

// launch starts a peer in a folder of its own.
func (c *contest) launch(ctx context.Context, p peer) (*process, error) {
	folder, err := c.workplace()
	if err != nil {
		return nil, err
	}
	if p.program != "" {
		return start(ctx, p.name, folder, []string{filepath.Join(c.folder, p.program)}, "PEER_REPLIES="+c.replies)
	}
	d, err := makeSQLite(ctx, folder)
	if err != nil {
		return nil, err
	}
	return c.startAitys(ctx, folder, d)
}

// gather asks Aitys for its replies in each language, so that the peers answer with the same.
func (c *contest) gather(ctx context.Context) (err error) {
	p, err := c.launch(ctx, peersInTurn[0])
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.stop()) }()
	if c.presses, err = c.acquaint(ctx, p); err != nil {
		return err
	}
	replies := map[string]wireReply{}
	for _, what := range append(append([]deed{c.opinion(0)}, commands...), c.presses...) {
		if err := c.learn(ctx, p, what, replies); err != nil {
			return err
		}
	}
	text, err := json.Marshal(replies)
	if err != nil {
		return err
	}
	c.replies = filepath.Join(c.folder, "replies.json")
	return os.WriteFile(c.replies, text, 0o600)
}

// wireReply is a reply as bench/peers reads it.
type wireReply struct {
	Text   string          `json:"text"`
	Markup json.RawMessage `json:"markup,omitempty"`
}

// learn lets one person of each language do something, and notes what they get.
func (c *contest) learn(ctx context.Context, p *process, what deed, replies map[string]wireReply) error {
	who := people{first: 4_100_000_000, step: 1, count: len(languages)}
	l, err := c.bench.load(who, []deed{what}, who.count)
	if err != nil {
		return err
	}
	bodies, _, err := driveKeeping(ctx, p, l, who.count)
	if err != nil {
		return err
	}
	for _, body := range bodies {
		id, err := strconv.ParseInt(string(field(body, "chat_id")), 10, 64)
		if err != nil {
			return err
		}
		r, err := parse(body)
		if err != nil {
			return err
		}
		number, _ := who.number(id)
		reply := wireReply{Text: r.text}
		if r.markup != "" {
			reply.Markup = json.RawMessage(r.markup)
		}
		replies[who.language(number)+" "+what.asked()] = reply
	}
	return nil
}

// asked is what the peers look a reply up by.
func (d deed) asked() string {
	if d.data != "" {
		return d.data
	}
	if d.opinion() {
		return "/opinion"
	}
	return d.command
}

func (d deed) opinion() bool {
	return len(d.command) > len("/opinion ") && d.command[:len("/opinion ")] == "/opinion "
}

// opinion is one that nobody has told before.
func (c *contest) opinion(i int) deed {
	c.number++
	return deed{command: fmt.Sprintf("/opinion %d %s %d", 1+i%3, c.block.text(c.number, content.Langs[i%len(content.Langs)]), c.number)}
}

// told makes updates that were never used before.
func (c *contest) told(what func(i int) deed, units int) (load, error) {
	l, err := loadOf(crowd(min(units, readers)), c.update, units, what)
	c.update += int64(units)
	return l, err
}

// shift is what one life of a peer showed.
type shift struct{ commands, opinions, presses outcome }

func (c *contest) shift(ctx context.Context, p peer) (one shift, err error) {
	running, err := c.launch(ctx, p)
	if err != nil {
		return shift{}, err
	}
	defer func() { err = errors.Join(err, running.kill()) }()
	if _, err := c.acquaint(ctx, running); err != nil {
		return shift{}, err
	}
	for _, kind := range []struct {
		what func(i int) deed
		into *outcome
	}{
		{inTurn(commands), &one.commands}, {c.opinion, &one.opinions}, {inTurn(c.presses), &one.presses},
	} {
		l, err := c.told(kind.what, c.units)
		if err != nil {
			return shift{}, err
		}
		l.window = underWay
		if _, *kind.into, err = drive(ctx, running, l); err != nil {
			return shift{}, err
		}
	}
	return one, nil
}

// underWay is how many updates the peers are given at once while they are timed. More than five hundred replies at once telego refuses to send.
const underWay = 256

// inTurn are the deeds one after the other, for each person another one each time.
func inTurn(deeds []deed) func(i int) deed {
	return func(i int) deed { return deeds[(i%readers+i/readers)%len(deeds)] }
}
