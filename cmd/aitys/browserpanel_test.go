package main

import (
	"context"
	"fmt"
	"testing"
)

// watchPanel looks behind the scenes of the demo's own bot, and makes each trouble once.
func watchPanel(t *testing.T, browser context.Context) {
	address, _, _ := visit(t, demoOptions{address: "127.0.0.1:0"})
	v := enter(t, browser, address, desktop)
	v.taps(`[data-role="tour-close"]`)
	v.becomes(readerEnglish)
	v.sees("what the bot did for itself, folded", `document.querySelector('.chores:not([open])') && ![...document.querySelectorAll('.entry.call')].some((c) => c.checkVisibility() && c.innerText.includes("getMy"))`)
	v.says("/figures")
	v.reads("over 80,000 permits")
	entry := `[...document.querySelectorAll('.entry.update')].filter((u) => u.innerText.includes("/figures"))`
	v.sees("the update", entry+`.length === 1`)
	asks[bool](v, `(`+entry+`[0].querySelector("summary").click(), true)`)
	v.sees("what the bot was told", `[...document.querySelectorAll('.entry.update[open] pre')].some((p) => { const u = JSON.parse(p.textContent); return u.update_id && u.message.text === "/figures"; })`)
	opened := `(document.querySelectorAll('.entry.call:not([open]) > summary').forEach((s) => s.click()), true)` // a call may come later than what it sent
	v.sees("what it called", fmt.Sprintf(opened+` && [...document.querySelectorAll('.entry.call[open] pre')].some((p) => JSON.parse(p.textContent).chat_id == %d)`, readerEnglish))
	v.becomes(readerKazakh)
	v.sees("the update once, whoever looks", entry+`.length === 1`)
	v.becomes(readerEnglish)

	v.makesTrouble("slow", `[...document.querySelectorAll('.entry.call .gist')].some((g) => parseInt(g.textContent) >= 2000)`)
	v.makesTrouble("errors", `[...document.querySelectorAll('.entry.call .code.bad')].some((c) => c.textContent === "no answer")`)
	v.makesTrouble("flood", `[...document.querySelectorAll('.entry.call .code.bad')].some((c) => c.textContent === "429")`)
}

// makesTrouble switches a fault on, asks the bot until the fault is seen to strike, and sees that the bot answers all the same.
func (v *visitor) makesTrouble(fault, sign string) {
	v.t.Helper()
	const answers = `[...document.querySelectorAll('#messages .in')].filter((m) => m.innerText.includes("Who can see what")).length`
	is := func(on bool) {
		v.taps(`[data-fault="` + fault + `"]`)
		v.sees("the switch", fmt.Sprintf(`document.querySelector('[data-fault=%s]').getAttribute("aria-checked") === "%t"`, quoted(fault), on))
	}
	v.taps(`[data-role="trace-clear"]`)
	is(true)
	for {
		more := fmt.Sprintf(`%s > %d`, answers, asks[int](v, answers))
		v.says("/privacy")
		v.sees("the trouble or an answer", sign+" || "+more)
		if asks[bool](v, sign) {
			is(false)
			v.sees("the answer all the same", more)
			return
		}
	}
}
