package bot

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"aitys/content"
)

// Painter paints pictures when they are sent. It is called by several goroutines at once.
type Painter interface {
	// Paint returns a picture as a PNG that Telegram takes as a photo.
	Paint(ctx context.Context, picture content.Picture) ([]byte, error)
}

// errNoPainter is the reason why a picture cannot be sent by a bot that was made without a painter.
var errNoPainter = errors.New("there is nobody to paint pictures")

// perform makes the request that does what out says.
func (b *Bot) perform(ctx context.Context, out *content.Outgoing, method string, params tgbotapi.Params) (json.RawMessage, error) {
	switch out.Action {
	case content.ActionShow:
		return b.show(ctx, out, params)
	case content.ActionFile:
		return b.hand(ctx, out, params)
	case content.ActionTask:
		return b.do(ctx, *out.Task, params)
	}
	return b.request(ctx, requestTime, method, params)
}

// show paints a picture and sends it with its caption. One that cannot be painted goes without: its numbers are in the caption.
func (b *Bot) show(ctx context.Context, out *content.Outgoing, params tgbotapi.Params) (json.RawMessage, error) {
	png, err := b.paint(ctx, out.Picture)
	if err != nil {
		b.log.Error("A picture cannot be painted; its text goes without it.", "update", out.Update, "outgoing", out.ID, "cause", err)
		params = maps.Clone(params) // the caller may try again
		params[textField] = params["caption"]
		delete(params, "caption")
		return b.request(ctx, requestTime, "sendMessage", params)
	}
	return b.upload(ctx, "sendPhoto", params, tgbotapi.RequestFile{
		Name: "photo", Data: tgbotapi.FileBytes{Name: "picture.png", Bytes: png},
	})
}

func (b *Bot) paint(ctx context.Context, picture *content.Picture) ([]byte, error) {
	if b.painter == nil || picture == nil {
		return nil, errNoPainter
	}
	return b.painter.Paint(context.WithoutCancel(ctx), *picture) // a stop must not look like a painting that failed
}

// upload is request for a method that takes a file. The library leaves out the code of Telegram's refusal here, so it is taken from the
// answer's status, which is the same.
func (b *Bot) upload(ctx context.Context, method string, params tgbotapi.Params, file tgbotapi.RequestFile) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, requestTime)
	defer cancel()
	status := 0
	api := *b.api
	api.Client = call{ctx: ctx, transport: b.transport, status: &status}
	began := time.Now()
	answer, err := api.UploadFiles(method, params, []tgbotapi.RequestFile{file})
	var refusal *tgbotapi.Error
	if errors.As(err, &refusal) && refusal.Code == 0 {
		refusal.Code = status
	}
	return b.result(method, answer, err, time.Since(began))
}
