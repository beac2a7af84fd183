package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"aitys/content"
)

// Clerk does tasks when their turn has come. It is called by several goroutines at once.
type Clerk interface {
	// Do does a task with the bytes of its file, at most content.MaxPushed and one more; nil where it names none. What it returns is JSON. An error refuses the task: it is
	// for bugs, what is wrong with the file stands in the result.
	Do(ctx context.Context, task content.Task, file []byte) ([]byte, error)
}

// Why a task is refused.
var (
	errNoTask  = errors.New("there is no task to do")
	errNoClerk = errors.New("there is nobody to do tasks")
	errNoPath  = errors.New("the file has no address below the server's: a local server keeps files to itself")
)

// do fetches the file of a task and does it.
func (b *Bot) do(ctx context.Context, task content.Task, params tgbotapi.Params) (json.RawMessage, error) {
	if b.clerk == nil {
		return nil, refused("task", errNoClerk)
	}
	var file []byte
	if task.File != "" {
		var err error
		if file, err = b.fetch(ctx, params); err != nil {
			return nil, err
		}
	}
	made, err := b.clerk.Do(context.WithoutCancel(ctx), task, file) // a stop must not look like a task that failed
	if err != nil {
		return nil, refused("task", err)
	}
	return made, nil
}

// refused is a fault that no further try would mend.
func refused(method string, err error) *fault {
	return &fault{method: method, certainty: definite, code: http.StatusBadRequest, words: Redact(err.Error())}
}

// fetch returns the first bytes of a file that somebody sent, one more than content.MaxPushed where it is larger.
func (b *Bot) fetch(ctx context.Context, params tgbotapi.Params) ([]byte, error) {
	var found struct {
		Path string `json:"file_path"`
	}
	if err := b.ask(ctx, "getFile", params, &found); err != nil {
		return nil, err
	}
	address, err := b.fileAddress(found.Path)
	if err != nil {
		return nil, refused("getFile", err)
	}
	began := time.Now()
	data, err := b.download(ctx, address)
	b.called("file", err, time.Since(began))
	return data, err
}

// fileAddress is where the server has a file. Its path must not lead elsewhere.
func (b *Bot) fileAddress(path string) (string, error) {
	if path == "" || strings.HasPrefix(path, "/") || strings.Contains(path, "..") || strings.Contains(path, `\`) {
		return "", errNoPath
	}
	escaped := (&url.URL{Path: path}).EscapedPath()
	return b.base + "/file/bot" + b.token + "/" + escaped, nil
}

func (b *Bot) download(ctx context.Context, address string) ([]byte, error) {
	const method = "file"
	ctx, cancel := context.WithTimeout(ctx, requestTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return nil, b.fault(method, err)
	}
	response, err := b.transport.RoundTrip(request)
	if err != nil {
		return nil, b.fault(method, err)
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, content.MaxPushed+1))
	err = errors.Join(err, response.Body.Close())
	switch {
	case response.StatusCode >= http.StatusInternalServerError || response.StatusCode == http.StatusTooManyRequests:
		return nil, b.fault(method, fmt.Errorf("the server answers %d", response.StatusCode))
	case response.StatusCode != http.StatusOK:
		return nil, refused(method, fmt.Errorf("the server answers %d", response.StatusCode))
	case err != nil:
		return nil, b.fault(method, err)
	}
	return data, nil
}
