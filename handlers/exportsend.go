package handlers

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"aitys/content"
	"aitys/phrases"
)

// exportCommand sends an editor what readers said about an article, as a table and as JSON: /export [SLUG]. The files are written when they are sent.
func exportCommand(t *turn) error {
	published, err := t.articleNamed()
	if err != nil {
		return err
	}
	day := t.tx.Now().In(t.zone)
	args := phrases.Args{
		"Title": published.For(t.voice.Lang(), t.language).Title, "Date": content.DateOf(day), "Slug": string(published.Slug),
	}
	for _, file := range []struct {
		format string
		said   phrases.Key
	}{{ExportCSV, phrases.ExportTable}, {ExportJSON, phrases.ExportAll}} {
		args["Format"] = file.format
		t.tx.Send(content.Outgoing{
			Chat: t.chat, Action: content.ActionFile, Text: t.voice.Say(file.said, args),
			Document: &content.Document{
				Name:     string(published.Slug) + "-" + day.Format(time.DateOnly) + "." + file.format,
				Article:  published.Slug,
				Format:   file.format,
				TooLarge: t.voice.Say(phrases.ExportTooLarge, args), Failed: t.voice.Say(phrases.ExportFailed, args),
			},
		})
	}
	return nil
}

// articleNamed is the article whose slug stands behind the command, else the current one.
func (t *turn) articleNamed() (*content.Published, error) {
	if slug := firstWord(t.argument); slug != "" {
		return t.named(strings.ToLower(slug))
	}
	return t.current()
}

// writeExport writes one of the files.
func (n *Newsroom) writeExport(ctx context.Context, document content.Document) ([]byte, error) {
	var written bytes.Buffer
	e := Export{Slug: document.Article, Format: document.Format, Zone: n.zone, Now: time.Now()}
	if err := e.Write(ctx, n.store, &written); err != nil {
		return nil, fmt.Errorf("handlers.Write: %w", err)
	}
	return written.Bytes(), nil
}
