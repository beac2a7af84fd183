package emulator

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// fetch sends a text as the bot and is what came back, status 0 for nothing.
func (k *kit) fetch(ctx context.Context, text string) (status int, body string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, k.URL()+"/bot"+k.bot.Token+"/sendMessage",
		strings.NewReader(form(map[string]string{"chat_id": "200000001", "text": text}).Encode()))
	if err != nil {
		return 0, "", err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(io.LimitReader(res.Body, 1<<20))
	return res.StatusCode, string(b), err
}

func TestFaultsOfTheAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		fault  Fault
		status int
		body   string // what the answer has to contain
		fails  bool   // the request ends with an error
		effect bool   // the message was sent all the same
	}{
		"429":                {Fault{Refusal: TooMany(7)}, 429, `"parameters":{"retry_after":7}`, false, false},
		"any refusal":        {Fault{Refusal: Refused(403, "Forbidden: so there")}, 403, "Forbidden: so there", false, false},
		"gateway":            {Fault{Trouble: GatewayPage}, 502, "<h1>502 Bad Gateway</h1>", false, false},
		"gateway after":      {Fault{Trouble: GatewayPageAfter, Status: 504}, 504, "<h1>504 Gateway Timeout</h1>", false, true},
		"half an answer":     {Fault{Trouble: HalfJSONAfter}, 200, `{"ok":true,"result":{"message_id"`, false, true},
		"no result":          {Fault{Trouble: NoResult}, 200, `{"ok":true}`, false, false},
		"no result after":    {Fault{Trouble: NoResultAfter}, 200, `{"ok":true}`, false, true},
		"closed":             {Fault{Trouble: CloseBefore}, 0, "", true, false},
		"closed after":       {Fault{Trouble: CloseAfter}, 0, "", true, true},
		"slow":               {Fault{Trouble: SlowAfter, Delay: time.Nanosecond}, 200, `"text":"hello"`, false, true},
		"endless":            {Fault{Trouble: EndlessAfter}, 200, strings.Repeat(" ", 1<<19), false, true},
		"delayed":            {Fault{Trouble: Delay, Delay: time.Millisecond}, 200, `"text":"hello"`, false, true},
		"delayed afterwards": {Fault{Trouble: DelayAfter, Delay: time.Millisecond}, 200, `"text":"hello"`, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := newKit(t, Options{})
			before := len(k.private.Messages())
			end := k.Inflict(c.fault)
			status, body, err := k.fetch(t.Context(), "hello")
			if (err != nil) != c.fails || status != c.status || !strings.Contains(body, c.body) {
				t.Errorf("got %d %.200q %v", status, body, err)
			}
			if effect := len(k.private.Messages()) > before; effect != c.effect {
				t.Errorf("effect: %v", effect)
			}
			if struck := end(); struck != 1 {
				t.Errorf("struck %d times", struck)
			}
			k.clock.move(time.Minute)
			k.send(k.anna.ID, "all is well again")
		})
	}
}

func TestHangUntilTheCallerGoesAway(t *testing.T) {
	k := newKit(t, Options{})
	k.Inflict(Fault{Trouble: Hang})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, _, err := k.fetch(ctx, "hello")
		done <- err
	}()
	if err := k.Await(t.Context(), func() bool { return k.CallCount("sendMessage") == 1 }); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-done; err == nil {
		t.Error("a hanging call was answered")
	}
}

func TestWhichCallsAFaultStrikes(t *testing.T) {
	k := newKit(t, Options{})
	struck := func(method string, params with) bool { return k.call(method, params).Status == 500 }
	fault := func(f Fault) func() int {
		f.Refusal = Refused(500, "Internal Server Error: test")
		return k.Inflict(f)
	}
	hello := with{"chat_id": k.anna.ID, "text": "x"}

	end := fault(Fault{Method: "SENDmessage", Times: 2, Skip: 1})
	got := []bool{struck("getMe", nil), struck("sendMessage", hello), struck("sendMessage", hello), struck("sendMessage", hello), struck("sendMessage", hello)}
	if got[0] || got[1] || !got[2] || !got[3] || got[4] {
		t.Errorf("the second and third sendMessage: %v", got)
	}
	end()

	end = fault(Fault{Chat: k.group.ID})
	if struck("sendMessage", hello) || !struck("sendMessage", with{"chat_id": k.group.ID, "text": "x"}) {
		t.Error("a fault for one chat")
	}
	end()

	end = fault(Fault{Match: func(c Call) bool { return c.Params["text"] == "this" }})
	if struck("sendMessage", hello) || !struck("sendMessage", with{"chat_id": k.anna.ID, "text": "this"}) {
		t.Error("a fault with a matcher")
	}
	end()

	end = fault(Fault{})
	if struck("getUpdates", nil) || !struck("getMe", nil) {
		t.Error("every method means every one but getUpdates")
	}
	end()

	end = fault(Fault{Method: "*"})
	if !struck("getUpdates", nil) {
		t.Error("* means getUpdates too")
	}
	end()
}

func TestChanceIsRepeatable(t *testing.T) {
	run := func(seed int64) (pattern string) {
		k := newKit(t, Options{Seed: seed})
		k.Inflict(Fault{Refusal: Refused(500, "x"), Chance: 0.5})
		for range 40 {
			if k.call("getMe", nil).OK {
				pattern += "."
			} else {
				pattern += "x"
			}
		}
		return pattern
	}
	first := run(7)
	if again := run(7); again != first {
		t.Errorf("%s then %s", first, again)
	}
	if !strings.Contains(first, ".") || !strings.Contains(first, "x") {
		t.Errorf("half of the calls: %s", first)
	}
	if other := run(8); other == first {
		t.Error("another seed, the same choices")
	}
}

func TestReplayAndShuffle(t *testing.T) {
	k := newKit(t, Options{Seed: 1})
	for _, text := range []string{"1", "2", "3"} {
		k.say(k.private, text)
	}
	k.updates()
	end := k.Inflict(Fault{Trouble: Replay, Count: 2, Times: 1})
	k.say(k.private, "4")
	expect(t, k.poll100(nil), "2", "3", "4")
	if end() != 1 {
		t.Error("the replay did not strike")
	}
	k.updates()

	k.Inflict(Fault{Trouble: Shuffle})
	var want []string
	for _, text := range strings.Split("abcdefghij", "") {
		k.say(k.private, text)
		want = append(want, text)
	}
	got := texts(k.poll100(nil))
	if strings.Join(got, "") == strings.Join(want, "") || len(got) != len(want) {
		t.Errorf("not shuffled: %v", got)
	}
}

func TestA429ThatAFaultGaveHoldsTheChat(t *testing.T) {
	k := newKit(t, Options{})
	k.Inflict(Fault{Refusal: TooMany(7), Times: 1})
	k.attempt(k.anna.ID)
	if wait := k.attempt(k.anna.ID); wait != 7 {
		t.Errorf("wait %d s, want 7", wait)
	}
	k.clock.move(7 * time.Second)
	if k.attempt(k.anna.ID) != 0 {
		t.Error("refused after the pause")
	}
	calls := k.Calls(Sends)
	if len(calls) != 3 || calls[0].Early || !calls[1].Early || calls[2].Early || calls[0].Fault != string(Refuse) {
		t.Errorf("the ledger: %+v", calls)
	}
}
