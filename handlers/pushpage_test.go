package handlers_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"aitys/fetch"
	"aitys/handlers"
)

// pages are pages of the web by their addresses; there are no others.
type pages map[string]fetch.Page

func (p pages) Page(_ context.Context, address string) (fetch.Page, error) {
	if address == "https://inside.example/" {
		return fetch.Page{}, fetch.ErrForbidden
	}
	page, ok := p[address]
	if !ok {
		return page, fetch.ErrStatus
	}
	return page, nil
}

func TestADraftIsMadeOfAPage(t *testing.T) {
	d := newDesk(t, func(o *handlers.Options) {
		o.Pages = pages{"https://news.example/fares": {
			Address: "https://news.example/2026/fares", Title: "Bus fares rise", Text: strings.SplitN(busFares, "\n\n", 2)[1],
			Publisher: "The <b>News</b>", Author: "A. Reporter", Date: time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC),
		}}
	})
	d.person(7, "en").Says("/push https://news.example/fares").Sees("for editors")
	d.editor.Says("/push https://news.example/fares").Sees("Reading the page", "Stored as a draft", "Bus fares rise")
	for _, wanted := range []string{"source: https://news.example/2026/fares", "publisher: 'The <b>News</b>'", "author: A. Reporter", "date: 2026-02-03", "value: 150"} {
		if file := d.editor.document().Text; !strings.Contains(file, wanted) {
			t.Errorf("the draft lacks %q:\n%s", wanted, file)
		}
	}
	d.editor.Says("/push").Says("https://inside.example/").Sees("not public", "/push")
	d.editor.Says("/push https://news.example/other").Sees("does not give me that page")
}

func TestAPushedTextIsDraftedByTheService(t *testing.T) {
	d := newDesk(t, func(o *handlers.Options) { o.Summarizer = served(t, speaking(honest)) })
	d.editor.Says("/push").Says(busFares).Taps("Done")
	if file := d.editor.document().Text; !strings.Contains(file, "1,500,000 people take a bus each day") || !strings.Contains(file, "by a service") {
		t.Errorf("the draft:\n%s", file)
	}
}

// TestWhatTheServiceMadeUpStandsAboveThePreview: an editor reads it in the chat too, in their own language, with what the service wrote escaped.
func TestWhatTheServiceMadeUpStandsAboveThePreview(t *testing.T) {
	const lying = `{"summary":"Fares fall from 150 to 120 tenge. Mayor Blackwood says that 180 buses &lt;b&gt; come.","question":"Is the new fare right?","options":["Yes","No"],"sections":[]}`
	d := newDesk(t, func(o *handlers.Options) {
		o.Summarizer = served(t, speaking(strings.ReplaceAll(lying, "&lt;b&gt;", "<b>")))
	})
	d.editor.Says("/push").Says(busFares).Taps("Done")
	d.editor.Sees("what I do not find in your text", "the change goes the other way", "does not name “Blackwood”", "has no “180”", "Stored as a draft")
	if file := d.editor.document().Text; !strings.Contains(file, "has no “180”") || !strings.Contains(file, "does not name “Blackwood”") {
		t.Errorf("the document:\n%s", file)
	}
}
