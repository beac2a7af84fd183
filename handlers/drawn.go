package handlers

import (
	"sync"

	"aitys/content"
)

// drawing names a text that is made of an article alone: the same for every reader of a language until the article changes.
type drawing struct {
	article *content.Article // one revision: the store hands out another one when it changes
	lang    content.Lang     // of the words around the article's own
	verb    verb
	number  int // of the section
}

// drawings keeps such texts, since drawing one costs more than all the rest of answering a reader.
type drawings struct {
	mu    sync.Mutex
	texts map[drawing]content.HTML
}

// maxDrawings bounds the memory: some hundred articles with their sections, at a few kilobytes each.
const maxDrawings = 2000

// text returns the drawing, made by draw when it is not kept yet.
func (d *drawings) text(what drawing, draw func() content.HTML) content.HTML {
	d.mu.Lock()
	defer d.mu.Unlock()
	if drawn, ok := d.texts[what]; ok {
		return drawn
	}
	if d.texts == nil || len(d.texts) >= maxDrawings {
		d.texts = map[drawing]content.HTML{}
	}
	drawn := draw()
	d.texts[what] = drawn
	return drawn
}
