package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// readTexts opens what a message keeps folded, and finds it open when the message is drawn anew.
func readTexts(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	v := p.enters(browser, desktop, readerEnglish, "private")
	v.taps(`[data-role="begin"]`)
	p.hears("message", func(u object) bool { return u.text("message", "text") == "/start" })
	id := p.says(readerEnglish, `<b>Bold</b> <tg-spoiler>the secret</tg-spoiler> <blockquote expandable>`+strings.Repeat("A line of the quote\n", 12)+`</blockquote>`, nil)
	v.reads("Bold")
	v.sees("a folded quote", `document.querySelector('.quotebody').clientHeight < 100 && !document.querySelector('.quotetoggle').hidden`)
	v.taps(`.quotetoggle`)
	v.sees("the whole quote", `document.querySelector('.quotebody').clientHeight > 150`)
	v.taps(`.spoiler`)
	v.lacks("spoiler", `document.querySelector('.spoiler')`)
	p.calls("setMessageReaction", object{"chat_id": readerEnglish, "message_id": id, "reaction": []object{{"type": "emoji", "emoji": "🔥"}}})
	v.sees("the reaction", `document.querySelector('[data-reaction="🔥"]')`)
	v.sees("the quote still open", `document.querySelector('.quotebody').clientHeight > 150`)
	v.lacks("spoiler again", `document.querySelector('.spoiler')`)
}

// pressButtons presses what a bot puts under a message: for a toast, an alert, the clipboard, a link into the bot.
func pressButtons(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	v := p.enters(browser, desktop, readerEnglish, "private")
	v.taps(`[data-role="begin"]`)
	p.hears("message", func(u object) bool { return u.text("message", "text") == "/start" })
	p.says(readerEnglish, "Press", object{
		"reply_markup": object{"inline_keyboard": [][]object{
			{{"text": "Toast", "callback_data": "toast"}, {"text": "Alert", "callback_data": "alert"}},
			{{"text": "Code", "copy_text": object{"text": "copied text"}}, {"text": "Deep", "url": deepLink("a_b-1")}},
		}},
	})
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
	v.maySeeClipboard()
	v.tapsButton("Code")
	v.sees("the note", `[...document.querySelectorAll('[data-role="note"]')].some((n) => n.textContent === "Copied")`)
	if got := asks[string](v, `navigator.clipboard.readText()`); got != "copied text" {
		t.Errorf("copied %q", got)
	}
	v.tapsButton("Deep")
	p.hears("message", func(u object) bool { return u.text("message", "text") == "/start a_b-1" })
	v.reads("/start a_b-1")
	v.opens("channel", readerEnglish)
	v.taps(`#messages .text .inlinelink`) // under the article's title
	heard := p.hears("message", func(u object) bool { return u.text("message", "chat", "type") == "private" })
	if said := heard.text("message", "text"); !strings.HasPrefix(said, "/start a_") {
		t.Errorf("the link in the channel says %q", said)
	}
	v.reads("/start a_b-1")
}

// sendFiles sends documents by the dialog, by dragging and from the clipboard.
func sendFiles(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	v := p.enters(browser, desktop, readerEnglish, "private")
	path := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(path, []byte("what I saw"), 0o600); err != nil {
		t.Fatal(err)
	}
	v.taps(`[data-role="composer"] textarea`)
	v.keys("A caption")
	v.choosesFile(`[data-role="attach"]`, path)
	v.reads("notes.txt")
	v.reads("A caption")
	heard := p.hears("message", func(u object) bool { return u.text("message", "document", "file_name") == "notes.txt" })
	if heard.text("message", "caption") != "A caption" {
		t.Errorf("it came as %v", heard)
	}
	if got := asks[string](v, `fetch(document.querySelector('.paper').href).then((r) => r.text())`); got != "what I saw" {
		t.Errorf("the file holds %q", got)
	}
	v.dropsFile(path)
	p.hears("message", func(u object) bool { return u.text("message", "document", "file_name") == "notes.txt" })
	v.sees("two files", `document.querySelectorAll('.paper').length === 2`)
	v.lacks("place to drop", `document.querySelector('#talk').dataset.drop`)
	v.taps(`[data-role="composer"] textarea`)
	v.sees("the pasted file", `(() => {
		const held = new DataTransfer();
		held.items.add(new File(["pasted"], "pasted.txt", {type: "text/plain"}));
		return !document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true}));
	})()`)
	p.hears("message", func(u object) bool { return u.text("message", "document", "file_name") == "pasted.txt" })
	v.reads("pasted.txt")
}
