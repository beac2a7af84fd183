package handlers

import (
	"aitys/content"
	"aitys/phrases"
)

// draftFromPage makes a draft of the article at an address.
func (t *turn) draftFromPage(_ string) error {
	return &content.Error{Code: content.Invalid, Op: "handlers.draftFromPage", Key: string(phrases.PushPage)}
}

// draftFromText makes a draft of an article's text; source is the address that it is from, or empty.
func (t *turn) draftFromText(title, text, source string) error {
	if title != "" {
		text = title + "\n\n" + text
	}
	return t.beginTask(taskPush, "", pushNote{Text: text, Source: source})
}
