package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"aitys/content"
)

// task is work that is done outside of transactions, in its turn among what goes to a private chat: it may take long, or wants a file.
type task struct {
	// do does it. What it returns is given to came as JSON; an error is a bug.
	do func(ctx context.Context, n *Newsroom, task content.Task, file []byte) (any, error)
	// came takes what it came to, in the turn of whoever began it; made is nil where the file could not be had.
	came func(t *turn, made []byte) error
}

// tasks is the map of them, by content.Task.Work.
func tasks() map[string]task {
	return map[string]task{
		taskPush: {readPushed, pushedCame},
		taskPage: {readPage, pushedCame},

		taskReport: {countReport, reportCame},
	}
}

// taskKeys begins the names of tasks under way: task:WORK:UPDATE.
const taskKeys = "task:"

// begin a task for whoever acts; file is Telegram's id of one that it wants, or empty.
func (t *turn) beginTask(work, file string, note any) error {
	written, err := noteOf(note)
	if err != nil {
		return err
	}
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionTask, Task: &content.Task{Work: work, File: file, Note: written},
		Key: content.MessageKey(taskKeys + work + ":" + strconv.FormatInt(int64(t.in.Update), 10)),
	})
	return nil
}

// errNoTask is the cause of an error for a task that the route table does not know.
var errNoTask = errors.New("there is no such task")

// Do does a task with the file that it wants; nil where it wants none.
func (n *Newsroom) Do(ctx context.Context, wanted content.Task, file []byte) ([]byte, error) {
	known, ok := n.routes.tasks[wanted.Work]
	if !ok {
		return nil, fmt.Errorf("the task %q: %w", wanted.Work, errNoTask)
	}
	made, err := known.do(ctx, n, wanted, file)
	if err != nil {
		return nil, err
	}
	return json.Marshal(made)
}

// taskCame hands what a task came to to whoever began it. Who was erased meanwhile is told nothing.
func (t *turn) taskCame() error {
	result := t.in.Result
	work, _, _ := strings.Cut(strings.TrimPrefix(string(result.Key), taskKeys), ":")
	known, ok := t.routes.tasks[work]
	if !ok {
		return nil
	}
	reader, err := t.tx.ReaderByID(content.ReaderID(result.Chat))
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	of, err := t.of(reader)
	if err != nil {
		return err
	}
	var made []byte
	if result.Outcome == content.Delivered {
		made = result.Made
	}
	return of.guarded(func() error { return known.came(of, made) })
}

// of is the turn of a reader in their private chat, in which something is told that they asked for earlier. What they may is judged anew.
func (t *turn) of(reader content.Reader) (*turn, error) {
	person, err := t.tx.PersonOf(reader.ID)
	if err != nil && content.CodeOf(err) != content.NotFound {
		return nil, err
	}
	in := *t.in
	in.From = content.Person{ID: person.Account}
	of := *t
	of.in, of.reader, of.private, of.chat = &in, reader, true, reader.Chat()
	of.voice = t.Newsroom.voice(reader.Language(t.language))
	return &of, nil
}

// guarded runs a handler of a turn that began with a result, and tells the reader of its refusal.
func (t *turn) guarded(run func() error) error {
	err := t.tx.Guard(true, run)
	var refusal *content.Error
	if errors.As(err, &refusal) && refusal.Key != "" {
		t.refuse(refusal)
		return nil
	}
	return err
}
