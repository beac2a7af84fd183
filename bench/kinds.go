package main

import (
	"fmt"
	"strconv"
	"strings"

	"aitys/content"
)

// kind is a kind of work that is measured by itself.
type kind struct {
	name   string
	like   yardstick // what the bare loop does that is most alike
	who    people
	rate   float64                    // updates a second while their delay is measured
	apart  bool                       // its cost may grow with the number of opinions
	beside int                        // replies to others: of a decision the author gets the receipt anew and a message
	silent bool                       // nothing is replied
	deeds  func(g *grown, i int) deed // what is done in the ith update of this kind, counted over all loads
}

// yardstick is what the bare loop is measured by.
type yardstick int

const (
	noYardstick yardstick = iota
	ofCommands
	ofPresses
)

const searchRate = 100 // a search is no thing that everybody does all the time

// kindsOf are the kinds of work on databases with the given pasts: first what changes little, then what stores opinions, then what decides on these.
func kindsOf(p past) []kind {
	who := p.acting()
	menu := func(g *grown) []deed { return g.presses }
	return []kind{
		{name: "commands", like: ofCommands, who: who, rate: latencyRate, deeds: func(_ *grown, i int) deed {
			return commands[(i+i/who.count)%len(commands)]
		}},
		{name: "presses", like: ofPresses, who: who, rate: latencyRate, deeds: func(g *grown, i int) deed {
			return menu(g)[(i+i/who.count)%len(menu(g))]
		}},
		{name: "opinions read", like: ofPresses, who: who, rate: latencyRate, deeds: func(g *grown, i int) deed {
			return deed{data: fmt.Sprintf("o.%s.%c", base36(g.opinion(i)), "NAD"[i%3]), under: "An opinion."}
		}},
		{name: "stances", like: ofPresses, who: who, rate: latencyRate, deeds: func(g *grown, i int) deed {
			return deed{data: fmt.Sprintf("v.%s.N.%c", base36(g.opinion(i)), "adap"[i%4]), under: "An opinion."}
		}},
		{name: "polls asked for", like: ofCommands, who: who, rate: latencyRate, deeds: func(*grown, int) deed { return deed{command: "/poll"} }},
		{name: "poll votes (until stored)", who: who, rate: latencyRate, silent: true, deeds: func(g *grown, i int) deed {
			return deed{poll: g.server.poll(who.id(i % who.count)), option: (i/who.count + i) % 3}
		}},
		{name: "opinions stored", like: ofCommands, who: who, rate: latencyRate, deeds: func(g *grown, i int) deed {
			return deed{command: fmt.Sprintf("/opinion %d %s %d", 1+i%3, g.block.text(i, content.Langs[i%len(content.Langs)]), i)}
		}},
		{name: "moderators' decisions", like: ofPresses, who: deciders(), rate: latencyRate, beside: 2, deeds: func(g *grown, i int) deed {
			what := [...]string{"approve", "approve", "reject"}[i%3]
			return deed{data: fmt.Sprintf("q.%s.1.%s", base36(g.block.before+content.OpinionID(g.rows()+1+i)), what), under: "An opinion waits."}
		}},
		{name: "searches", like: ofCommands, who: who, rate: searchRate, apart: true, deeds: func(g *grown, i int) deed {
			return deed{command: "/search " + searched(g.block, i)}
		}},
	}
}

// base36 is a number as buttons carry it.
func base36(id content.OpinionID) string { return strconv.FormatInt(int64(id), 36) }

// searched is what is searched for: a name that one opinion of each block has, a word that many have, or two of these.
func searched(b block, i int) string {
	vocabulary := b.words[content.Langs[i%len(content.Langs)]]
	long := func(number int) string { // a long word is no common one, by which nothing is found
		for !(len([]rune(vocabulary[number%len(vocabulary)])) > 5) {
			number++
		}
		return vocabulary[number%len(vocabulary)]
	}
	switch i / 3 % 3 {
	case 0:
		return nameOf(i * 7 % b.opinions)
	case 1:
		return long(i * 5)
	}
	return strings.Join([]string{long(i * 5), long(i*3 + 1)}, " ")
}
