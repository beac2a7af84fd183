package emulator

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"
)

func ids(updates []got) []int64 {
	var out []int64
	for _, u := range updates {
		out = append(out, u.UpdateID)
	}
	return out
}

func (k *kit) poll100(params with) []got {
	k.t.Helper()
	return must[[]got](k, "getUpdates", params)
}

func TestOffsetConfirmsForGood(t *testing.T) {
	k := newKit(t, Options{})
	for i := range 5 {
		k.say(k.private, fmt.Sprint("message ", i))
	}
	first := k.poll100(nil)
	if again := k.poll100(nil); len(first) != 5 || !slices.Equal(ids(first), ids(again)) {
		t.Fatalf("%v, then %v", ids(first), ids(again))
	}
	for i, id := range ids(first) {
		if id != first[0].UpdateID+int64(i) {
			t.Errorf("ids do not rise by one: %v", ids(first))
		}
	}
	rest := k.poll100(with{"offset": first[2].UpdateID})
	if !slices.Equal(ids(rest), ids(first[2:])) || k.Confirmed(k.bot) != first[2].UpdateID {
		t.Errorf("from the third on: %v, confirmed %d", ids(rest), k.Confirmed(k.bot))
	}
	if back := k.poll100(with{"offset": first[0].UpdateID}); !slices.Equal(ids(back), ids(first[2:])) {
		t.Errorf("what was confirmed came back: %v", ids(back))
	}
	if last := k.poll100(with{"offset": -1}); !slices.Equal(ids(last), ids(first[4:])) {
		t.Errorf("a negative offset: %v", ids(last))
	}
	if k.Pending(k.bot) != 1 {
		t.Errorf("a negative offset forgets all before it: %d wait", k.Pending(k.bot))
	}
	k.poll100(with{"offset": first[4].UpdateID + 1})
	if k.Pending(k.bot) != 0 {
		t.Errorf("%d wait", k.Pending(k.bot))
	}
}

func TestLimitIsClamped(t *testing.T) {
	k := newKit(t, Options{})
	for i := range 130 {
		k.say(k.private, fmt.Sprint(i))
	}
	for limit, want := range map[int]int{1: 1, 7: 7, 0: 1, -3: 1, 100: 100, 1000: 100} {
		if got := len(k.poll100(with{"limit": limit})); got != want {
			t.Errorf("limit %d gives %d", limit, got)
		}
	}
	if got := len(k.poll100(nil)); got != 100 {
		t.Errorf("without a limit %d", got)
	}
}

func TestAllowedUpdatesAreRemembered(t *testing.T) {
	k := newKit(t, Options{})
	arrivals := func(params with) (message, edited, reaction int) {
		k.poll100(params)
		m := k.say(k.private, "hello")
		if _, err := k.private.Edit(m.MessageID, "hello!"); err != nil {
			t.Fatal(err)
		}
		if err := k.private.React(m.MessageID, "👍"); err != nil {
			t.Fatal(err)
		}
		for _, u := range k.updates() {
			switch {
			case u.Message != nil:
				message++
			case u.EditedMessage != nil:
				edited++
			case u.MessageReaction != nil:
				reaction++
			}
		}
		return
	}
	for i, c := range []struct {
		params with
		want   [3]int
	}{
		{nil, [3]int{1, 1, 0}}, // the default leaves reactions out
		{with{"allowed_updates": []string{"edited_message", "message_reaction"}}, [3]int{0, 1, 1}},
		{nil, [3]int{0, 1, 1}}, // left out: as before
		{with{"allowed_updates": "nonsense"}, [3]int{0, 1, 1}},
		{with{"allowed_updates": []string{}}, [3]int{1, 1, 0}},
	} {
		m, e, r := arrivals(c.params)
		if [3]int{m, e, r} != c.want {
			t.Errorf("step %d: %d %d %d, want %v", i, m, e, r, c.want)
		}
	}
}

// inBackground polls in another goroutine and waits until the poll waits.
func (k *kit) inBackground(ctx context.Context, params with) <-chan reply {
	k.t.Helper()
	k.mu.Lock()
	before := k.world.botsByID[k.bot.ID].queue.poll
	k.mu.Unlock()
	answer := make(chan reply, 1)
	go func() {
		r, err := post(ctx, k.URL()+"/bot"+k.bot.Token+"/getUpdates", params)
		if err != nil {
			r.Description = err.Error()
		}
		answer <- r
	}()
	err := k.Await(k.t.Context(), func() bool {
		k.mu.Lock()
		defer k.mu.Unlock()
		now := k.world.botsByID[k.bot.ID].queue.poll
		return now != nil && now != before
	})
	if err != nil {
		k.t.Fatal(err)
	}
	return answer
}

func TestLongPollAnswersWhenSomethingComes(t *testing.T) {
	k := newKit(t, Options{})
	answer := k.inBackground(t.Context(), with{"timeout": 50})
	k.say(k.private, "at last")
	r := <-answer
	var updates []got
	if err := json.Unmarshal(r.Result, &updates); err != nil || len(updates) != 1 {
		t.Errorf("%s %v", r.Result, err)
	}
}

func TestASecondPollerEndsTheFirst(t *testing.T) {
	k := newKit(t, Options{})
	first := k.inBackground(t.Context(), with{"timeout": 50})
	second := k.inBackground(t.Context(), with{"timeout": 50})
	if r := <-first; r.Status != 409 || r.Description != otherPoller.err().Description {
		t.Errorf("the first got %+v", r)
	}
	k.say(k.private, "hello")
	if r := <-second; !r.OK {
		t.Errorf("the second got %+v", r)
	}
}

func TestAWebhookEndsThePoller(t *testing.T) {
	k := newKit(t, Options{})
	first := k.inBackground(t.Context(), with{"timeout": 50})
	must[bool](k, "setWebhook", with{"url": "https://a.kz/hook", "max_connections": 7, "allowed_updates": []string{"message"}})
	if r := <-first; r.Status != 409 || r.Description != webhookTakesOver.err().Description {
		t.Errorf("got %+v", r)
	}
	k.say(k.private, "pending")
	info := must[webhook](k, "getWebhookInfo", nil)
	if info.URL != "https://a.kz/hook" || info.PendingUpdateCount != 1 || info.MaxConnections != 7 || len(info.AllowedUpdates) != 1 {
		t.Errorf("%+v", info)
	}
	must[bool](k, "deleteWebhook", nil)
	if k.Pending(k.bot) != 1 {
		t.Error("deleteWebhook dropped what was pending")
	}
	must[bool](k, "deleteWebhook", with{"drop_pending_updates": true})
	if k.Pending(k.bot) != 0 {
		t.Error("drop_pending_updates dropped nothing")
	}
}

func TestAPollerThatGoesAwayLosesNothing(t *testing.T) {
	k := newKit(t, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	answer := k.inBackground(ctx, with{"timeout": 50})
	cancel()
	<-answer
	err := k.Await(t.Context(), func() bool {
		k.mu.Lock()
		defer k.mu.Unlock()
		return k.world.botsByID[k.bot.ID].queue.poll == nil
	})
	if err != nil {
		t.Fatal(err)
	}
	k.say(k.private, "still here?")
	expect(t, k.updates(), "still here?")
}

func TestUpdatesExpire(t *testing.T) {
	k := newKit(t, Options{})
	m := k.sendButtons(k.anna.ID)
	press := func() {
		if _, err := k.private.Press(m, "p"); err != nil {
			t.Fatal(err)
		}
	}
	press()
	k.say(k.private, "a message")
	k.clock.move(callbackLife - time.Second)
	if n := k.Pending(k.bot); n != 2 {
		t.Errorf("%d wait before the press expires, want 2", n)
	}
	k.clock.move(time.Second)
	left := k.poll100(nil)
	if expect(t, left, "a message"); len(left) != 1 {
		t.Errorf("the press outlived its 150 s: %+v", left)
	}
	k.clock.move(updateLife - callbackLife)
	if n := k.Pending(k.bot); n != 0 {
		t.Errorf("%d wait after a day", n)
	}
	press()
	if u := k.one(); u.CallbackQuery == nil || u.CallbackQuery.Message.Text != "x" {
		t.Errorf("%+v", u)
	}
}

func TestUpdateIDsJumpDown(t *testing.T) {
	k := newKit(t, Options{})
	k.say(k.private, "before")
	before := k.one().UpdateID
	k.JumpUpdateIDs(k.bot, 1000)
	k.say(k.private, "after")
	updates := k.poll100(with{"offset": before + 1})
	if len(updates) != 1 || updates[0].UpdateID != 1000 {
		t.Fatalf("the old offset hid what came after the jump: %v", ids(updates))
	}
	k.poll100(with{"offset": 1001})
	if k.Pending(k.bot) != 0 || k.Confirmed(k.bot) != 1001 {
		t.Errorf("%d wait, confirmed %d", k.Pending(k.bot), k.Confirmed(k.bot))
	}
}

func TestInjectRaw(t *testing.T) {
	k := newKit(t, Options{})
	id := k.InjectRaw(k.bot, `{"mystery":{"of":"the future"}}`)
	k.InjectRaw(k.bot, `{"update_id":"not a number"}`)
	k.InjectRaw(k.bot, `[1]`)
	r := k.call("getUpdates", nil)
	want := fmt.Sprintf(`[{"mystery":{"of":"the future"},"update_id":%d},{"update_id":"not a number"},[1]]`, id)
	if string(r.Result) != want {
		t.Errorf("got %s, want %s", r.Result, want)
	}
}

func TestPressOnADeletedMessage(t *testing.T) {
	k := newKit(t, Options{})
	m := k.sendButtons(k.anna.ID)
	must[bool](k, "deleteMessage", with{"chat_id": k.anna.ID, "message_id": m})
	if _, err := k.private.Press(m, "p"); err != nil {
		t.Fatal(err)
	}
	if q := k.one().CallbackQuery; q.Message.MessageID != m || q.Message.Date != 0 {
		t.Errorf("an inaccessible message has no date: %+v", q.Message)
	}
}

func TestWaitIdle(t *testing.T) {
	k := newKit(t, Options{})
	k.say(k.private, "hello")
	q := &k.world.botsByID[k.bot.ID].queue
	q.poll = &longPoll{over: make(chan struct{})} // as in the moment before the poll wakes up
	if k.idle(k.bot) {
		t.Error("idle with an update unconfirmed")
	}
	q.poll = nil
	k.updates()
	if k.idle(k.bot) {
		t.Error("idle while nobody polls")
	}
	answer := k.inBackground(t.Context(), with{"timeout": 50})
	asked := 0
	if err := k.WaitIdle(t.Context(), k.bot, func() bool { asked++; return asked > 2 }); err != nil {
		t.Error(err)
	}
	k.Close()
	<-answer
}
