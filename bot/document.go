package bot

import (
	"context"
	"encoding/json"
	"errors"
	"maps"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"aitys/content"
)

// Scribe writes documents when they are sent. It is called by several goroutines at once.
type Scribe interface {
	// Write returns a document's bytes.
	Write(ctx context.Context, document content.Document) ([]byte, error)
}

// largestDocument is how many bytes a bot may upload (Bot API: Sending files).
const largestDocument = 50 << 20

// errNoScribe is the reason why a document cannot be sent by a bot that was made without a scribe.
var errNoScribe = errors.New("there is nobody to write documents")

// hand writes a document and sends it with its caption; where that is not possible, it says so in its place.
func (b *Bot) hand(ctx context.Context, out *content.Outgoing, params tgbotapi.Params) (json.RawMessage, error) {
	written, err := b.write(ctx, *out.Document)
	switch {
	case err != nil:
		b.log.Error("A document cannot be written; its reader is told.", "outgoing", out.ID, "cause", err)
		return b.sayInstead(ctx, params, out.Document.Failed)
	case len(written) > largestDocument:
		b.log.Error("A document is larger than Telegram takes; its reader is told.", "outgoing", out.ID, "bytes", len(written))
		return b.sayInstead(ctx, params, out.Document.TooLarge)
	}
	return b.upload(ctx, "sendDocument", params, tgbotapi.RequestFile{
		Name: "document", Data: tgbotapi.FileBytes{Name: out.Document.Name, Bytes: written},
	})
}

func (b *Bot) write(ctx context.Context, document content.Document) ([]byte, error) {
	if document.Text != "" {
		return []byte(document.Text), nil
	}
	if b.scribe == nil {
		return nil, errNoScribe
	}
	return b.scribe.Write(context.WithoutCancel(ctx), document) // a stop must not look like a document that failed
}

// sayInstead sends a text in a document's place.
func (b *Bot) sayInstead(ctx context.Context, params tgbotapi.Params, said content.HTML) (json.RawMessage, error) {
	params = maps.Clone(params) // the caller may try again
	delete(params, "caption")
	instead := content.Outgoing{Text: said}
	words(&instead, params, textField, "parse_mode", false)
	return b.request(ctx, requestTime, "sendMessage", params)
}
