package bot

import (
	"encoding/json"
	"fmt"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf16"

	"aitys/content"
)

// sendPoll delivers a poll if it is one that Telegram takes: a question of 1 to 300 and 2 to 12 options of 1 to 100 UTF-16 units, not anonymous only
// outside channels.
func (s *telegramServer) sendPoll(r *request) *reply {
	units := func(s string) int { return len(utf16.Encode([]rune(s))) }
	var options []struct{ Text string }
	if err := json.Unmarshal([]byte(r.Params.Get("options")), &options); err != nil || len(options) < 2 || len(options) > 12 {
		return failure(400, "Bad Request: can't parse options JSON object", "")
	}
	for _, option := range options {
		if n := units(option.Text); n == 0 || n > 100 {
			return failure(400, "Bad Request: poll options length must not exceed 100", "")
		}
	}
	if n := units(r.Params.Get("question")); n == 0 || n > 300 {
		return failure(400, "Bad Request: poll question length must not exceed 300", "")
	}
	sent := s.send(r)
	if sent.status != 200 {
		return sent
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[fmt.Sprint(r.chat(), " ", s.message)] = true
	return result(fmt.Sprintf(`{"message_id":%d,"date":1760000000,"chat":{"id":%s,"type":"private"},"poll":{"id":"77%d","question":"Q"}}`,
		s.message, r.chat(), s.message))
}

func (s *telegramServer) stopPoll(r *request) *reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.Unlimited && !s.within(r) {
		return flood(1)
	}
	poll := r.chat() + " " + r.Params.Get("message_id")
	open, known := s.open[poll]
	switch {
	case !known:
		return failure(400, "Bad Request: message with poll to stop not found", "")
	case !open:
		return failure(400, "Bad Request: poll has already been closed", "")
	}
	s.open[poll] = false
	return result(`{"id":"771","question":"Q","is_closed":true}`)
}

// voted is the update in which someone votes in a native poll.
func voted(who int, poll, options string) string {
	return fmt.Sprintf(`"poll_answer":{"poll_id":%q,"user":{"id":%d,"first_name":"A"},"option_ids":%s}`, poll, who, options)
}

func aPoll(chat int) content.Outgoing {
	return content.Outgoing{
		Chat: content.ChatID(chat), To: content.TelegramID(chat), Action: content.ActionPoll, Key: "poll:1",
		Poll: &content.Poll{Question: "Better?", Options: []string{"Yes", "No"}},
	}
}

func stop(chat int) content.Outgoing {
	return content.Outgoing{Chat: content.ChatID(chat), To: content.TelegramID(chat), Action: content.ActionStop, EditKey: "poll:1"}
}

// TestAPollIsSentVotedInAndStopped: its two names come back with the result, a vote in it comes in, and it is stopped by our own name, which waits
// until Telegram's is known.
func TestAPollIsSentVotedInAndStopped(t *testing.T) {
	inWorld(t, Config{SendRate: 30}, nil, func(w *world) {
		w.store.add(aPoll(5), stop(5), stop(5))
		w.until(10*time.Second, "all is settled", func() bool { return w.store.outcome(3) != "" })
		sent := w.store.results[1]
		if sent.Outcome != content.Delivered || sent.Message == 0 || sent.Poll != fmt.Sprintf("77%d", sent.Message) {
			w.Errorf("the poll's result is %+v", sent)
		}
		if stops := w.server.requests("stopPoll"); len(stops) != 2 || stops[0].Outcome != 200 {
			w.Errorf("stopped by %+v", stops)
		}
		for id := content.OutgoingID(2); id <= 3; id++ {
			if r := w.store.results[id]; r.Outcome != content.Delivered || r.Poll != "" || r.Message != sent.Message {
				w.Errorf("a poll that is stopped is stopped: %+v", r)
			}
		}
		w.server.arrive(voted(5, sent.Poll, "[1]"))
		w.until(time.Second, "the vote is stored", func() bool { return len(w.store.received()) == 1 })
		in := w.store.received()[0]
		if in.Kind != content.KindVote || in.Vote.Poll != sent.Poll || len(in.Vote.Options) != 1 || in.Vote.Options[0] != 1 || in.Chat.ID != 5 {
			w.Errorf("the vote came in as %+v", in)
		}
	})
}

// TestWhatBefallsAPoll: a poll in private is an ordinary reply, which may repeat once rather than be lost.
func TestWhatBefallsAPoll(t *testing.T) {
	for name, test := range map[string]struct {
		fault   *reply
		outcome content.Outcome
		tries   int
	}{
		"blocked":        {failure(403, "Forbidden: bot was blocked by the user", ""), content.Unreachable, 1},
		"refused":        {failure(400, "Bad Request: poll options length must not exceed 100", ""), content.Refused, 1},
		"flood":          {flood(3), content.Delivered, 2},
		"gateway":        {&reply{status: 502, body: "<html>"}, content.Delivered, 2},
		"answer lost":    {broken(true), content.Delivered, 2},
		"half an answer": {&reply{status: 200, body: `{"ok":true,"result":{"message_id":1,"poll"`, effect: true}, content.Delivered, 2},
	} {
		t.Run(name, func(t *testing.T) {
			before := func(w *world) {
				var tried atomic.Bool
				w.server.Fault = func(r request) *reply {
					if r.Method != "sendPoll" || tried.Swap(true) {
						return nil
					}
					return test.fault
				}
			}
			inWorld(t, Config{SendRate: 30}, before, func(w *world) {
				w.store.add(aPoll(5))
				w.until(time.Minute, "it is settled", func() bool { return w.store.outcome(1) != "" })
				got := w.store.results[1]
				lost := name != "flood" && test.outcome == content.Delivered
				if got.Outcome != test.outcome || (got.Poll != "") != (test.outcome == content.Delivered) || got.Repeated != lost {
					w.Errorf("%+v", got)
				}
				if tries := len(w.server.requests("sendPoll")); tries != test.tries {
					w.Errorf("%d requests, want %d", tries, test.tries)
				}
			})
		})
	}
}

// TestAPressUnderAPollIsAnsweredByANewMessage: a poll and a picture have no text that could be changed.
func TestAPressUnderAPollIsAnsweredByANewMessage(t *testing.T) {
	before := func(w *world) {
		w.server.Fault = func(r request) *reply {
			if r.Method == "editMessageText" {
				return failure(400, "Bad Request: there is no text in the message to edit", "")
			}
			return nil
		}
	}
	inWorld(t, Config{SendRate: 30}, before, func(w *world) {
		w.store.add(content.Outgoing{Chat: 5, To: 5, Action: content.ActionEdit, Edit: 31, Text: "the summary"})
		w.until(time.Minute, "it is settled", func() bool { return w.store.outcome(1) == content.Delivered })
		if got := w.server.sent()["5"]; len(got) != 1 || got[0] != "the summary" {
			w.Errorf("sent %q", got)
		}
	})
}

func TestAPollsNameIsReadOffItsMessage(t *testing.T) {
	for raw, want := range map[string]string{
		`{"message_id":1,"poll":{"id":"5","question":"?"}}`: "5", `{"message_id":1}`: "", `true`: "", `{"poll":{"id":5}}`: "", `{"poll":null}`: "",
	} {
		if got := pollID([]byte(raw)); got != want {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
}
