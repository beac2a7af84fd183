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
