package emulator

import (
	"fmt"
	"testing"
	"time"
)

// attempts sends n messages to each chat and counts what was refused.
func (k *kit) attempt(chat int64) int {
	k.t.Helper()
	r := k.call("sendMessage", with{"chat_id": chat, "text": "x"})
	if r.OK {
		return 0
	}
	want := fmt.Sprintf("Too Many Requests: retry after %d", r.Parameters.RetryAfter)
	if r.Status != 429 || r.ErrorCode != 429 || r.Description != want || r.Parameters.RetryAfter < 1 {
		k.t.Fatalf("%+v", r)
	}
	return r.Parameters.RetryAfter
}

func TestAChatTakesFiveThenOneASecond(t *testing.T) {
	k := newKit(t, Options{})
	for range 5 {
		if wait := k.attempt(k.anna.ID); wait != 0 {
			t.Fatalf("the burst was refused for %d s", wait)
		}
	}
	if wait := k.attempt(k.anna.ID); wait != 1 {
		t.Fatalf("the sixth may go in %d s, want 1", wait)
	}
	k.clock.move(999 * time.Millisecond)
	if k.attempt(k.anna.ID) == 0 {
		t.Error("sent before the pause was over")
	}
	k.clock.move(time.Millisecond)
	if k.attempt(k.anna.ID) != 0 {
		t.Error("refusals have made the pause longer")
	}
	k.clock.move(5 * time.Second)
	for range 5 {
		if k.attempt(k.anna.ID) != 0 {
			t.Error("the burst did not come back")
		}
	}
	calls := k.Calls(Sends)
	early := 0
	for _, c := range calls {
		if c.Early {
			early++
		}
	}
	if k.FloodCount() != 2 || early != 1 {
		t.Errorf("%d refused and %d of them early, want 2 and 1", k.FloodCount(), early)
	}
}

func TestAGroupTakesTwentyAMinute(t *testing.T) {
	k := newKit(t, Options{})
	for i := range 20 {
		if wait := k.attempt(k.group.ID); wait != 0 {
			t.Fatalf("number %d was refused for %d s", i, wait)
		}
		k.clock.move(time.Second)
	}
	if wait := k.attempt(k.group.ID); wait != 40 {
		t.Errorf("the next may go in %d s, want 40", wait)
	}
	k.clock.move(40 * time.Second)
	if k.attempt(k.group.ID) != 0 {
		t.Error("refused when the first was a minute ago")
	}
}

func TestAllChatsTogetherTakeThirtyASecond(t *testing.T) {
	k := newKit(t, Options{})
	var people []int64
	for range 8 {
		u := k.AddUser(User{})
		k.say(k.Private(u, k.bot), "/start")
		people = append(people, u.ID)
	}
	refused := 0
	for i := range 32 {
		if k.attempt(people[i%8]) != 0 {
			refused++
		}
	}
	if refused != 2 {
		t.Errorf("%d of 32 refused, want 2", refused)
	}
	k.clock.move(time.Second)
	if k.attempt(people[0]) != 0 {
		t.Error("refused a second later")
	}
}

func TestEditsCountAndAnswersDoNot(t *testing.T) {
	k := newKit(t, Options{})
	m := k.sendButtons(k.anna.ID)
	for range 6 {
		q, err := k.private.Press(m, "p")
		if err != nil {
			t.Fatal(err)
		}
		must[bool](k, "answerCallbackQuery", with{"callback_query_id": q})
		must[bool](k, "sendChatAction", with{"chat_id": k.anna.ID, "action": "typing"})
	}
	for i := range 5 {
		r := k.call("editMessageText", with{"chat_id": k.anna.ID, "message_id": m, "text": fmt.Sprint(i)})
		if r.OK != (i < 4) {
			t.Errorf("edit %d: %+v", i, r)
		}
	}
}

func TestNoLimits(t *testing.T) {
	k := newKit(t, Options{NoLimits: true})
	for range 50 {
		if k.attempt(k.anna.ID) != 0 {
			t.Fatal("refused without limits")
		}
	}
}
