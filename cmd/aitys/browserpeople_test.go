package main

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp"
)

// blockAndLeave has somebody block the bot and leave the group, and come back to both.
func blockAndLeave(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	v := p.enters(browser, desktop, readerEnglish, "private")
	v.taps(`[data-role="chat-menu"]`)
	v.taps(`.menu [data-role="block"]`)
	v.sees("blocked", `document.querySelector('.barrier [data-role="unblock"]')`)
	p.hears("my_chat_member", func(u object) bool { return u.text("my_chat_member", "new_chat_member", "status") == "kicked" })
	v.taps(`.barrier [data-role="unblock"]`)
	p.hears("my_chat_member", func(u object) bool { return u.text("my_chat_member", "new_chat_member", "status") == "member" })
	v.sees("the field", `document.querySelector('[data-role="composer"]').checkVisibility()`)

	v.opens("group", readerEnglish)
	v.taps(`[data-role="chat-menu"]`)
	v.taps(`.menu [data-role="leave"]`)
	p.hears("chat_member", func(u object) bool { return u.text("chat_member", "new_chat_member", "status") == "left" })
	v.taps(`#notice [data-role="join"]`)
	p.hears("chat_member", func(u object) bool { return u.text("chat_member", "new_chat_member", "status") == "member" })
}

// addReader adds a person, who has a private chat of their own.
func addReader(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	v := p.enters(browser, desktop, readerEnglish, "private")
	v.says("only for the bot")
	v.reads("only for the bot")
	v.taps(`[data-role="add-person"]`)
	v.keys("Zoë")
	v.does("choosing", chromedp.SetValue(chromedp.CSS("dialog select"), "kk"))
	v.taps(`[data-role="form-done"]`)
	v.sees("being Zoë", `document.querySelector('[data-person][aria-pressed="true"]').innerText.includes("Zoë")`)
	v.lacks("what James told the bot", `document.querySelector('#messages').innerText.includes("only for the bot")`)
	v.taps(`[data-role="begin"]`)
	heard := p.hears("message", func(u object) bool {
		return u.text("message", "from", "first_name") == "Zoë" && u.text("message", "text") != ""
	})
	if heard.text("message", "from", "language_code") != "kk" || heard.text("message", "text") != "/start" {
		t.Errorf("Zoë is heard as %v", heard)
	}
	p.says(heard.number("message", "from", "id"), "Сәлем, Zoë", nil)
	v.reads("Сәлем, Zoë")
	v.becomes(readerEnglish)
	v.reads("only for the bot")
	v.lacks("what Zoë was told", `document.body.innerText.includes("Сәлем, Zoë")`)
}

// openManyTabs looks at the page in more tabs than a browser opens connections for, were it two in each.
func openManyTabs(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	first := p.enters(browser, desktop, readerEnglish, "group")
	tabs := []*visitor{first}
	for range 4 {
		tabs = append(tabs, first.another())
	}
	first.says("Do all hear me?")
	for _, v := range tabs {
		v.opens("group", readerEnglish)
		v.reads("Do all hear me?")
	}
	// A tab that nobody looks at for long lets go of its connection, and misses nothing.
	last := tabs[len(tabs)-1]
	asks[bool](last, `(() => {
		const wait = setTimeout, close = EventSource.prototype.close;
		window.setTimeout = (f) => wait(f);
		EventSource.prototype.close = function () { window.asleep = true; close.call(this); };
		Object.defineProperty(document, "hidden", {value: true, configurable: true});
		return document.dispatchEvent(new Event("visibilitychange"));
	})()`)
	last.sees("the tab asleep", `window.asleep`)
	first.says("And while you slept?")
	first.reads("And while you slept?")
	asks[bool](last, `(delete document.hidden, document.dispatchEvent(new Event("visibilitychange")))`)
	last.reads("And while you slept?")
}
