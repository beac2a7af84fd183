package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// people are the accounts that write to the bot: account i has the id first + i*step.
type people struct {
	first int64
	step  int64
	count int
}

// crowd is whom a load comes from unless told otherwise.
func crowd(count int) people { return people{first: 5_000_000_000, step: 1, count: count} }

func (p people) id(number int) int64 { return p.first + int64(number)*p.step }

// number finds an account by its id.
func (p people) number(id int64) (int, bool) {
	number := (id - p.first) / p.step
	if id < p.first || number >= int64(p.count) || p.id(int(number)) != id {
		return 0, false
	}
	return int(number), true
}

// languages are those of the accounts, in turn.
var languages = [...]string{"en", "ru", "kk"}

func (p people) language(number int) string { return languages[number%len(languages)] }

// deed is what an account does: it sends a command, or, where data is not empty, presses a button, or, where poll is not empty, votes in a native poll.
type deed struct {
	command string // with what stands behind it
	data    string
	under   string // of a press: the text of the message under which the button stands
	poll    string
	option  int
}

// load is a row of encoded updates, each of which asks for one reply to its account, unless it is silent.
type load struct {
	people people
	first  int64 // the update id of the first
	text   []byte
	starts []int
	due    []int // replies for each account
	beside int   // for each update, replies to others
	silent bool  // it is done once it is stored: nothing is replied
	window int   // so many are under way at once; 0: all are ready at once
}

// replies is how many are expected.
func (l load) replies() int {
	if l.silent {
		return 0
	}
	return l.units() * (1 + l.beside)
}

func (l load) units() int { return len(l.starts) - 1 }

// person tells which account the update number i comes from.
func (l load) person(i int) int { return i % l.people.count }

// newLoad makes updates from first on: account after account does one deed after the other.
func newLoad(p people, deeds []deed, first int64, units int) (load, error) {
	return loadOf(p, first, units, func(i int) deed {
		return deeds[(i%p.count+i/p.count)%len(deeds)] // another one each time that this account's turn comes round
	})
}

// loadOf makes updates from first on: account after account does what is told of each update.
func loadOf(p people, first int64, units int, what func(i int) deed) (load, error) {
	l := load{people: p, first: first, starts: make([]int, 1, units+1), due: make([]int, p.count)}
	now := time.Now().Unix()
	for i := range units {
		person := l.person(i)
		update, err := json.Marshal(newUpdate(p, person, what(i), first+int64(i), now))
		if err != nil {
			return load{}, err
		}
		l.text = append(append(l.text, update...), ',')
		l.starts = append(l.starts, len(l.text))
		l.due[person]++
	}
	return l, nil
}

type update struct {
	ID      int64    `json:"update_id"`
	Message *message `json:"message,omitempty"`
	Press   *press   `json:"callback_query,omitempty"`
	Vote    *vote    `json:"poll_answer,omitempty"`
}

type vote struct {
	Poll    string  `json:"poll_id"`
	User    account `json:"user"`
	Options []int   `json:"option_ids"`
}

type account struct {
	ID       int64  `json:"id"`
	Bot      bool   `json:"is_bot"`
	First    string `json:"first_name"`
	Username string `json:"username"`
	Language string `json:"language_code,omitempty"`
}

type chat struct {
	ID       int64  `json:"id"`
	First    string `json:"first_name"`
	Username string `json:"username"`
	Type     string `json:"type"`
}

type message struct {
	ID       int64    `json:"message_id"`
	From     account  `json:"from"`
	Chat     chat     `json:"chat"`
	Date     int64    `json:"date"`
	Text     string   `json:"text"`
	Entities []entity `json:"entities,omitempty"`
}

type entity struct {
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	Type   string `json:"type"`
}

type press struct {
	ID       string  `json:"id"`
	From     account `json:"from"`
	Message  message `json:"message"`
	Instance string  `json:"chat_instance"`
	Data     string  `json:"data"`
}

func newUpdate(p people, number int, what deed, id, now int64) update {
	name := fmt.Sprintf("reader_%d", number)
	who := account{ID: p.id(number), First: "Reader", Username: name, Language: p.language(number)}
	where := chat{ID: who.ID, First: who.First, Username: name, Type: "private"}
	if what.poll != "" {
		return update{ID: id, Vote: &vote{Poll: what.poll, User: who, Options: []int{what.option}}}
	}
	if what.data == "" {
		name, _, _ := strings.Cut(what.command, " ")
		command := entity{Length: len(name), Type: "bot_command"}
		return update{ID: id, Message: &message{
			ID: id, From: who, Chat: where, Date: now, Text: what.command, Entities: []entity{command},
		}}
	}
	return update{ID: id, Press: &press{
		ID: fmt.Sprint(id), From: who, Instance: fmt.Sprint(who.ID), Data: what.data,
		Message: message{ID: id, From: account{ID: botID, Bot: true, First: "Bench", Username: botName}, Chat: where, Date: now, Text: what.under},
	}}
}
