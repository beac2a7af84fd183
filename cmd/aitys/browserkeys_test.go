package main

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// useKeyboard has somebody use the page who has no mouse.
func useKeyboard(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	p.calls("setMyCommands", object{"commands": []object{
		{"command": "figures", "description": "what is known"}, {"command": "vote", "description": "say what you think"}, {"command": "verify", "description": "check"},
	}})
	v := enter(t, browser, p.address, desktop)
	v.sees("the chats", `document.querySelectorAll("#chatlist button").length > 2`)

	v.keys("\t\r")
	v.focuses("the conversation, past everything before it", `#log`)
	v.opens("group", readerKazakh)
	v.walks()

	v.keys("\t", chromedp.KeyModifiers(chromedp.ModifierShift)) // back into the page from its end, or its head
	v.focusOn(`[data-person]`)
	v.keys(kb.ArrowRight + "\r")
	v.is(readerRussian)
	v.focuses("the person chosen", fmt.Sprintf(`[data-person="%d"]`, readerRussian))
	v.focusOn(`[data-kind="private"]`)
	v.keys(kb.ArrowDown + "\r")
	v.sees("the channel", `document.querySelector('[data-kind="channel"]').getAttribute("aria-current") === "true"`)
	v.focusOn(`[data-role="comments"]`)
	v.keys("\r")
	v.sees("the comments", `document.querySelector('[data-role="back"].always')`)
	v.keys(kb.Escape)
	v.sees("the post", `document.querySelector('[data-role="comments"]')`)
	v.focusOn(`#messages [data-role="message-menu"]`)
	v.keys("\r")
	v.focuses("the first of the menu", `.menu [data-emoji]`)
	v.keys(kb.End + kb.ArrowDown + kb.ArrowUp)
	v.focuses("the last of the menu", `.menu [data-role="copy"]`)
	v.keys(kb.Escape)
	v.focuses("the menu's button again", `#messages [data-role="message-menu"]`)
	v.focusOn(`[data-role="add-person"]`)
	v.keys("\r")
	v.focuses("the name", `dialog input[name="name"]`)
	v.keys(kb.Escape)
	v.focuses("the button again", `[data-role="add-person"]`)

	v.focusOn(`[data-kind="private"]`)
	v.keys("\r")
	v.focusOn(`[data-role="composer"] textarea`)
	v.keys("/v")
	v.sees("two commands, the first chosen", `document.querySelectorAll('#completion [role="option"]').length === 2 && document.querySelector('#completion [aria-selected="true"]').dataset.command === "vote"`)
	v.keys(kb.ArrowDown)
	v.sees("the second chosen", `document.querySelector('#completion [aria-selected="true"]').dataset.command === "verify"`)
	v.keys("\r")
	p.hears("message", func(u object) bool { return u.text("message", "text") == "/verify" })
	v.keys("/f\t")
	v.sees("the command completed", `document.activeElement.value === "/figures "`)
	v.keys("now\r")
	p.hears("message", func(u object) bool { return u.text("message", "text") == "/figures now" })
	v.keys("/")
	v.sees("commands", `!document.querySelector('#completion').hidden`)
	v.keys(kb.Escape + kb.Backspace)
	v.lacks("commands", `!document.querySelector('#completion').hidden`)
	v.reads("/figures now")
	v.keys(kb.ArrowUp + " please\r") // the last message again
	p.hears("edited_message", func(u object) bool { return u.text("edited_message", "text") == "/figures now please" })
}

// focusOn puts the focus somewhere, as those do who press Tab until they are there; walks tells that they come there.
func (v *visitor) focusOn(selector string) {
	v.t.Helper()
	v.sees("focusing "+selector, fmt.Sprintf(`(() => { const e = document.querySelector(%s); e?.focus({focusVisible: true}); return e && e === document.activeElement; })()`, quoted(selector)))
}

// focuses waits until the focus is somewhere.
func (v *visitor) focuses(what, selector string) {
	v.t.Helper()
	v.sees(what, fmt.Sprintf(`document.activeElement?.matches(%s)`, quoted(selector)))
}

// walks goes through the page by Tab: everything is reached, from left to right, and one sees where one is.
func (v *visitor) walks() {
	v.t.Helper()
	asks[bool](v, `(document.activeElement.blur(), getSelection().removeAllRanges(), document.querySelector("#skip").focus(), window.walked = [], true)`)
	for range 70 {
		v.keys("\t")
		if asks[string](v, `(() => {
			const e = document.activeElement;
			if (!e || e === document.body) return "the end";
			const seen = e.closest(".option") ?? e, style = getComputedStyle(seen), box = seen.getBoundingClientRect();
			const marked = style.outlineStyle !== "none" || e.matches("textarea") && style.borderColor !== "rgba(0, 0, 0, 0)";
			const inside = box.right > 0 && box.bottom > 0 && box.x < innerWidth && box.y < innerHeight;
			const where = ["#side", "#talk", "#panel"].find((s) => e.closest(s)), name = e.dataset.role ?? (e.dataset.person ? "person" : e.dataset.chat ? "chat" : e.dataset.fault ? "fault" : e.tagName.toLowerCase());
			walked.push(where + " " + name);
			return marked && inside ? "" : "one does not see the focus on " + e.outerHTML.slice(0, 200);
		})()`) == "the end" {
			break
		}
	}
	v.sees("the whole page, part after part", `[...new Set(walked.map((w) => w.split(" ")[0]).filter((w, i, all) => w !== all[i - 1]))].join() === "#side,#talk,#panel"`)
	for _, stop := range []string{"#side lang-en", "#side theme", "#side panel-toggle", "#side person", "#side add-person", "#side chat", "#talk chat-menu", "#talk message-menu",
		"#talk pinned", "#talk textarea", "#talk attach", "#panel fault"} {
		v.sees("stopping at "+stop, fmt.Sprintf(`walked.includes(%s)`, quoted(stop)))
	}
}
