package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// draftFromPage makes a draft of the article at an address.
func (t *turn) draftFromPage(_ string) error {
	return &content.Error{Code: content.Invalid, Op: "handlers.draftFromPage", Key: string(phrases.PushPage)}
}

// draftFromText has an article's text read, and a draft made of it, unless it is an article file; title and source, the address that it is from, may be empty.
func (t *turn) draftFromText(title, text, source string) error {
	if title != "" {
		text = title + "\n\n" + text
	}
	return t.beginTask(taskPush, "", pushNote{Text: text, Source: source})
}
