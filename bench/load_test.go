package main

import (
	"encoding/json"
	"testing"
)

func TestLoadIsMadeOfDistinctUpdates(t *testing.T) {
	p := people{first: 100, step: 7, count: 3}
	l, err := newLoad(p, []deed{{command: "/figures"}, {data: "s:1", under: "A <b>text</b>"}}, 900, 8)
	if err != nil {
		t.Fatal(err)
	}
	var updates []update
	if err := json.Unmarshal([]byte("["+string(l.text[:len(l.text)-1])+"]"), &updates); err != nil {
		t.Fatal(err)
	}
	presses := map[int64]int{}
	for i, u := range updates {
		if u.ID != 900+int64(i) {
			t.Errorf("update %d has the id %d", i, u.ID)
		}
		var chat int64
		switch {
		case u.Message != nil && u.Message.Text == "/figures" && u.Message.Entities[0].Length == 8:
			chat = u.Message.Chat.ID
		case u.Press != nil && u.Press.Data == "s:1" && u.Press.Message.Text == "A <b>text</b>":
			chat = u.Press.From.ID
			presses[chat]++
		default:
			t.Fatalf("update %d is neither deed: %+v", i, u)
		}
		if person, ok := p.number(chat); !ok || person != l.person(i) {
			t.Errorf("update %d comes from %d, which is account %d (%t)", i, chat, person, ok)
		}
	}
	if l.due[0] != 3 || l.due[1] != 3 || l.due[2] != 2 {
		t.Errorf("replies due: %v", l.due)
	}
	if len(presses) != 3 {
		t.Errorf("only %d of 3 accounts press", len(presses))
	}
}

func TestOnlyThePeopleHaveNumbers(t *testing.T) {
	p := people{first: 100, step: 10, count: 2}
	for id, want := range map[int64]bool{99: false, 100: true, 105: false, 110: true, 120: false, 90: false} {
		if _, ok := p.number(id); ok != want {
			t.Errorf("%d: got %t", id, ok)
		}
	}
}

func TestAccountsDoOneDeedAfterTheOther(t *testing.T) {
	for count := 1; count <= 4; count++ {
		l, err := newLoad(crowd(count), commands, 1, 4*count)
		if err != nil {
			t.Fatal(err)
		}
		var updates []update
		if err := json.Unmarshal([]byte("["+string(l.text[:len(l.text)-1])+"]"), &updates); err != nil {
			t.Fatal(err)
		}
		for i, u := range updates[count:] {
			if before := updates[i].Message; before.Chat != u.Message.Chat || before.Text == u.Message.Text {
				t.Errorf("of %d accounts, %d sends %s and then %d sends %s", count, before.Chat.ID, before.Text, u.Message.Chat.ID, u.Message.Text)
			}
		}
	}
}
