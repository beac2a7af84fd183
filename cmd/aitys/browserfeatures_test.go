package main

import (
	"context"
	"fmt"
	"testing"
)

func readChat(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	v := p.enters(browser, desktop, readerEnglish, "private")
	v.sees("nothing yet", `document.querySelector('[data-role="begin"]')`)
	v.taps(`[data-role="begin"]`)
	p.hears("message", func(u object) bool { return u.text("message", "text") == "/start" })

	long := ""
	for i := range 12 {
		long += fmt.Sprintf("Line %d of the quote\n", i+1)
	}
	id := p.says(readerEnglish, `<b>Bold</b> <tg-spoiler>the secret</tg-spoiler> <blockquote expandable>`+long+`</blockquote>`, object{
		"reply_markup": object{"inline_keyboard": [][]object{
			{{"text": "Toast", "callback_data": "toast"}, {"text": "Alert", "callback_data": "alert"}},
			{{"text": "Code", "copy_text": object{"text": "copied text"}}, {"text": "Deep", "url": deepLink("a_b-1")}},
		}},
	})
	v.reads("Bold")
	// a quote
	v.sees("a folded quote", `document.querySelector('.quotebody').clientHeight < 100 && !document.querySelector('.quotetoggle').hidden`)
	v.taps(`.quotetoggle`)
	v.sees("the whole quote", `document.querySelector('.quotebody').clientHeight > 150`)
	// spoiler
	v.taps(`.spoiler`)
	v.lacks("spoiler", `document.querySelector('.spoiler')`)
	// a reaction of the bot redraws it
	p.calls("setMessageReaction", object{"chat_id": readerEnglish, "message_id": id, "reaction": []object{{"type": "emoji", "emoji": "🔥"}}})
	v.sees("the reaction", `document.querySelector('[data-reaction="🔥"]')`)
	v.sees("the quote still open", `document.querySelector('.quotebody').clientHeight > 150`)
	v.lacks("spoiler again", `document.querySelector('.spoiler')`)
	// presses
	v.tapsButton("Toast")
	q := p.hears("callback_query", nil)
	v.sees("busy", `document.querySelector('[data-button="Toast"]').getAttribute("aria-busy") === "true"`)
	p.calls("answerCallbackQuery", object{"callback_query_id": q.text("callback_query", "id"), "text": "A short answer"})
	v.sees("the toast", `[...document.querySelectorAll('[data-role="note"]')].some((n) => n.textContent === "A short answer" && n.checkVisibility())`)
	v.lacks("busy", `document.querySelector('[data-button="Toast"]').hasAttribute("aria-busy")`)
	v.tapsButton("Alert")
	q = p.hears("callback_query", nil)
	p.calls("answerCallbackQuery", object{"callback_query_id": q.text("callback_query", "id"), "text": "Read this first", "show_alert": true})
	v.sees("the alert", `document.querySelector('dialog[open][data-role="alert"]')?.innerText.includes("Read this first")`)
	v.keys("\r")
	v.lacks("alert", `document.querySelector('dialog[open]')`)
	v.sees("focus back", `document.activeElement?.dataset.button === "Alert"`)
	// copy
	v.maySeeClipboard()
	v.tapsButton("Code")
	v.sees("the note", `[...document.querySelectorAll('[data-role="note"]')].some((n) => n.textContent === "Copied")`)
	if got := asks[string](v, `navigator.clipboard.readText()`); got != "copied text" {
		t.Errorf("copied %q", got)
	}
	// deep
	v.tapsButton("Deep")
	p.hears("message", func(u object) bool { return u.text("message", "text") == "/start a_b-1" })
	v.reads("/start a_b-1")
}

var features = map[string]func(*testing.T, context.Context){"read": readChat}
