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

// clerk says what it was given, or fails.
type clerk struct {
	seen chan string
	err  error
}

func (c clerk) Do(_ context.Context, task content.Task, file []byte) ([]byte, error) {
	c.seen <- fmt.Sprintf("%s %s %d", task.Work, text20(file), len(file))
	return []byte(`{"done":true}`), c.err
}

func text20(data []byte) string { return string(data[:min(len(data), 20)]) }

func task(file string) content.Outgoing {
	out := to(5, "")
	out.Action, out.Text, out.Task = content.ActionTask, "", &content.Task{Work: "push", File: file}
	return out
}

// withFile lets the server have one file, at a path.
func withFile(path, body string, status int) func(*world) {
	return func(w *world) {
		w.server.Fault = func(r request) *reply {
			switch {
			case r.Method == "getFile" && r.Params.Get("file_id") == "good":
				return result(`{"file_id":"good","file_path":"` + path + `"}`)
			case r.Method == "getFile":
				return failure(400, "Bad Request: invalid file_id", "")
			case strings.HasPrefix(r.Method, "file "):
				return &reply{status: status, body: body}
			}
			return nil
		}
	}
}

func TestATaskGetsItsFile(t *testing.T) {
	c := clerk{seen: make(chan string, 5)}
	inWorld(t, Config{Clerk: c}, withFile("documents/a b.md", "---\\nslug: a", 200), func(w *world) {
		w.store.add(task("good"), task(""), to(5, "next"))
		w.until(5*time.Second, "the next is sent", func() bool { return w.store.outcome(3) == content.Delivered })
		if got, bare := <-c.seen, <-c.seen; got != `push ---\nslug: a 12` || bare != "push  0" {
			w.Errorf("the clerk was given %q and %q", got, bare)
		}
		if w.store.outcome(1) != content.Delivered {
			w.Errorf("the task is %s", w.store.outcome(1))
		}
		if sent := w.server.requests("file documents/a b.md"); len(sent) != 1 {
			w.Errorf("the file was asked for %d times", len(sent))
		}
	})
}

func TestATaskWhoseFileCannotBeHadIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		file, path string
		status     int
		clerk      error
	}{
		"unknown": {"bad", "a", 200, nil}, "gone": {"good", "documents/a.md", 404, nil}, "elsewhere": {"good", "../../secret", 200, nil}, "absolute": {"good", "/var/lib/a.md", 200, nil},
		"fails": {"good", "documents/a.md", 200, errors.New("a bug with " + testToken)},
	} {
		c := clerk{seen: make(chan string, 5), err: test.clerk}
		inWorld(t, Config{Clerk: c}, withFile(test.path, "text", test.status), func(w *world) {
			w.store.add(task(test.file), to(5, "next"))
			w.until(5*time.Second, "the next is sent", func() bool { return w.store.outcome(2) == content.Delivered })
			if got := w.store.outcome(1); got != content.Refused {
				w.Errorf("%s: the task is %s", name, got)
			}
			if strings.Contains(w.logged.String(), testToken) {
				w.Errorf("%s: the token is logged", name)
			}
		})
	}
}

func TestAFileThatComesLateIsAskedForAgain(t *testing.T) {
	c := clerk{seen: make(chan string, 5)}
	inWorld(t, Config{Clerk: c}, func(w *world) {
		withFile("documents/a.md", "text", 200)(w)
		usual, tries := w.server.Fault, 0
		w.server.Fault = func(r request) *reply {
			if strings.HasPrefix(r.Method, "file ") {
				if tries++; tries < 3 {
					return &reply{status: 502, body: "<html>"}
				}
			}
			return usual(r)
		}
	}, func(w *world) {
		w.store.add(task("good"))
		w.until(time.Minute, "it is done", func() bool { return w.store.outcome(1) == content.Delivered })
	})
}

func TestNoMoreIsReadOfAFileThanItsCap(t *testing.T) {
	c := clerk{seen: make(chan string, 5)}
	inWorld(t, Config{Clerk: c}, withFile("documents/a.md", strings.Repeat("x", content.MaxPushed+5000), 200), func(w *world) {
		w.store.add(task("good"))
		w.until(time.Minute, "it is done", func() bool { return w.store.outcome(1) == content.Delivered })
		if got := <-c.seen; !strings.HasSuffix(got, fmt.Sprint(content.MaxPushed+1)) {
			w.Errorf("the clerk was given %q", got)
		}
	})
}

// slowClerk does tasks one after the other, each when it is let.
type slowClerk struct{ begun, let chan string }

func (c *slowClerk) Do(_ context.Context, task content.Task, _ []byte) ([]byte, error) {
	c.begun <- task.Note
	<-c.let
	return []byte(`{}`), nil
}

func TestATaskHoldsUpNobody(t *testing.T) {
	c := &slowClerk{}
	inWorld(t, Config{Clerk: c}, func(*world) {
		c.begun, c.let = make(chan string, 5), make(chan string, 5)
	}, func(w *world) {
		first, second := task(""), task("")
		first.Task.Note, second.Task.Note = "first", "second"
		defer func() { c.let <- ""; c.let <- "" }() // also when it fails half-way
		w.store.add(to(5, "I read it"), first, second, to(5, "an answer"))
		w.until(5*time.Second, "the answer is sent", func() bool { return w.store.outcome(4) == content.Delivered })
		if got := <-c.begun; got != "first" || w.store.outcome(2) != "" {
			w.Errorf("%s was begun, and the first one is %q", got, w.store.outcome(2))
		}
		w.store.add(to(5, "another answer"))
		w.until(5*time.Second, "the other answer is sent", func() bool { return w.store.outcome(5) == content.Delivered })
		select {
		case got := <-c.begun:
			w.Errorf("%s was begun before the first one was done", got)
		default:
		}
		c.let <- ""
		w.until(5*time.Second, "the first is done", func() bool { return w.store.outcome(2) == content.Delivered })
		c.let <- ""
		w.until(5*time.Second, "the second is done", func() bool { return w.store.outcome(3) == content.Delivered })
		if got := <-c.begun; got != "second" {
			w.Errorf("then %s was begun", got)
		}
	})
}

func TestMoreTasksThanALaneHoldsAreAllDoneInOrder(t *testing.T) {
	c := clerk{seen: make(chan string, 500)}
	inWorld(t, Config{Clerk: c}, nil, func(w *world) {
		var rows []content.Outgoing
		for i := range 3 * laneRows {
			one := task("")
			one.Task.Work = fmt.Sprint(i)
			rows = append(rows, to(5, fmt.Sprint("said ", i)), one)
		}
		w.store.add(rows...)
		w.until(10*time.Minute, "all is done", func() bool {
			return w.store.outcome(content.OutgoingID(len(rows))) == content.Delivered && w.store.outcome(content.OutgoingID(len(rows)-1)) == content.Delivered
		})
		for i := range 3 * laneRows {
			if got := <-c.seen; got != fmt.Sprintf("%d  0", i) {
				w.Fatalf("%d: the clerk was given %q", i, got)
			}
		}
		if sent := w.server.requests("sendMessage"); len(sent) != 3*laneRows {
			w.Errorf("%d messages were sent", len(sent))
		}
	})
}

func TestAMenuIsSetAndTakenBack(t *testing.T) {
	inWorld(t, Config{}, nil, func(w *world) {
		set, back := to(5, ""), to(5, "")
		set.Action, set.Text, set.Menu = content.ActionMenu, "", &content.Menu{Lang: "kk", Lines: []content.MenuLine{{Command: "queue", Description: "кезек"}}}
		back.Action, back.Text, back.Menu = content.ActionMenu, "", &content.Menu{}
		w.store.add(set, back)
		w.until(5*time.Second, "it is taken back", func() bool { return w.store.outcome(2) == content.Delivered })
		got := w.server.requests("setMyCommands")
		if len(got) != 1 || got[0].Params.Get("scope") != `{"type":"chat","chat_id":5}` || got[0].Params.Get("language_code") != "kk" ||
			got[0].Params.Get("commands") != `[{"command":"queue","description":"кезек"}]` || got[0].Params.Has("chat_id") {
			w.Errorf("set: %+v", got)
		}
		if got = w.server.requests("deleteMyCommands"); len(got) != 1 || got[0].Params.Has("language_code") || got[0].Params.Get("scope") != `{"type":"chat","chat_id":5}` {
			w.Errorf("taken back: %+v", got)
		}
	})
}

func TestAPinIsTakenOff(t *testing.T) {
	inWorld(t, Config{}, func(w *world) {
		w.server.Fault = func(r request) *reply {
			if r.Method == "unpinChatMessage" {
				return failure(400, "Bad Request: message to unpin not found", "")
			}
			return nil
		}
	}, func(w *world) {
		off := to(-100, "")
		off.Action, off.Text, off.Edit = content.ActionUnpin, "", 7
		w.store.add(off)
		w.until(5*time.Second, "it is taken off", func() bool { return w.store.outcome(1) == content.Delivered })
		if got := w.server.requests("unpinChatMessage"); len(got) != 1 || got[0].Params.Get("message_id") != "7" {
			w.Errorf("asked: %+v", got)
		}
	})
}
