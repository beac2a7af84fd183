package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"aitys/content"
)

// painter paints a few bytes, or fails.
type painter struct{ err error }

func (p painter) Paint(_ context.Context, picture content.Picture) ([]byte, error) {
	return []byte("PNG of " + picture.Title), p.err
}

func picture(chat int) content.Outgoing {
	out := to(chat, "A <b>caption</b>")
	out.Action, out.Picture = content.ActionShow, &content.Picture{Title: "figures"}
	return out
}

func TestAPictureIsPaintedAndSent(t *testing.T) {
	inWorld(t, Config{SendRate: 30, Painter: painter{}}, nil, func(w *world) {
		out := picture(-5)
		out.ReplyTo, out.Buttons = 7, [][]content.Button{{{Text: "Back", Press: "f:1"}}}
		w.store.add(out)
		w.until(2*time.Second, "it is delivered", func() bool { return w.store.outcome(1) == content.Delivered })
		if w.store.results[1].Message == 0 {
			w.Error("the photo's number is not known")
		}
		p := w.server.requests("sendPhoto")[0].Params
		want := map[string]string{
			"chat_id": "-5", "caption": "A <b>caption</b>", "parse_mode": "HTML", "photo": "PNG of figures", "text": "", "link_preview_options": "",
			"reply_parameters": `{"message_id":7,"allow_sending_without_reply":true}`, "reply_markup": `{"inline_keyboard":[[{"text":"Back","callback_data":"f:1"}]]}`,
		}
		for name, value := range want {
			if got := p.Get(name); got != value {
				w.Errorf("%s is %q, want %q", name, got, value)
			}
		}
	})
}

func TestAPictureThatCannotBePaintedLeavesItsText(t *testing.T) {
	for name, p := range map[string]Painter{"fails": painter{errors.New("no colour left")}, "nobody": nil} {
		inWorld(t, Config{Painter: p}, nil, func(w *world) {
			w.store.add(picture(5), to(5, "next"))
			w.until(2*time.Second, "the next is sent", func() bool { return w.store.outcome(2) == content.Delivered })
			said := w.server.requests("sendMessage")[0].Params
			if got := w.store.outcome(1); got != content.Delivered || said.Get("text") != "A <b>caption</b>" || said.Get("parse_mode") != "HTML" || said.Get("caption") != "" {
				w.Errorf("%s: %s, %v", name, got, said)
			}
			if len(w.server.requests("sendPhoto")) != 0 {
				w.Errorf("%s: a photo was sent", name)
			}
		})
	}
}

// TestWhatBefallsAPicture: an upload's end means what that of any other request means, though the library tells less of it.
func TestWhatBefallsAPicture(t *testing.T) {
	for name, test := range map[string]struct {
		fault   *reply
		outcome content.Outcome
		tries   int
	}{
		"blocked":       {failure(403, "Forbidden: bot was blocked by the user", ""), content.Unreachable, 1},
		"refused":       {failure(400, "Bad Request: IMAGE_PROCESS_FAILED", ""), content.Refused, 1},
		"moved":         {failure(400, "Bad Request: group chat was upgraded to a supergroup chat", `{"migrate_to_chat_id":-1005}`), content.Delivered, 2},
		"flood":         {flood(3), content.Delivered, 2},
		"gateway":       {&reply{status: 502, body: "<html>"}, content.Delivered, 2},
		"500":           {failure(500, "Internal Server Error", ""), content.Delivered, 2},
		"no connection": {&reply{err: unreachableError()}, content.Delivered, 2},
		"markup":        {failure(400, "Bad Request: can't parse entities: x", ""), content.Delivered, 2},
	} {
		t.Run(name, func(t *testing.T) {
			before := func(w *world) {
				first := true
				w.server.Fault = func(r request) *reply {
					if r.Method == "sendPhoto" && first {
						first = false
						return test.fault
					}
					return nil
				}
			}
			inWorld(t, Config{SendRate: 30, Painter: painter{}}, before, func(w *world) {
				w.store.add(picture(-5))
				w.until(10*time.Second, "it is settled", func() bool { return w.store.left() == 0 })
				sent := w.server.requests("sendPhoto")
				if got := w.store.outcome(1); got != test.outcome || len(sent) != test.tries {
					w.Errorf("%s after %d tries", got, len(sent))
				}
				last := sent[len(sent)-1].Params
				if name == "markup" && (last.Get("caption") != "A caption" || last.Get("parse_mode") != "") {
					w.Errorf("sent with %v", last)
				}
				if name == "moved" && last.Get("chat_id") != "-1005" {
					w.Errorf("sent to %v", last)
				}
			})
		})
	}
	// A revoked token is told by the answer's status only.
	before := func(w *world) {
		w.server.Fault = func(r request) *reply {
			if r.Method == "sendPhoto" {
				return failure(401, "Unauthorized", "")
			}
			return nil
		}
	}
	inWorld(t, Config{Painter: painter{}}, before, func(w *world) {
		w.store.add(picture(5))
		w.after(2 * time.Second)
		if err := w.stop(); !errors.Is(err, errRevoked) {
			w.Errorf("%v", err)
		}
		w.stop = func() error { return nil }
	})
}

func TestPicturesKeepToTheLimits(t *testing.T) {
	inWorld(t, Config{SendRate: 30, Painter: painter{}}, nil, func(w *world) {
		for i := range 50 {
			w.store.add(picture(-5), to(-5, fmt.Sprint(i)))
		}
		w.until(10*time.Minute, "all is sent", func() bool { return w.store.left() == 0 })
		if strings.Contains(w.log(), "slow down") {
			w.Errorf("logged\n%s", w.log())
		}
	})
}
