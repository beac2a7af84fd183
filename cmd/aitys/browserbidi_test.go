package main

import (
	"context"
	"fmt"
	"testing"

	"aitys/emulator"
)

// mixDirections has people whose names turn the direction of reading: what stands beside their names is read as always.
func mixDirections(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	const turned = "Ab\u202eCd"
	p.server.Rename(emulator.User{ID: readerRussian, FirstName: turned})
	v := p.enters(browser, desktop, readerEnglish, "group")
	natalya := p.server.In(emulator.User{ID: readerRussian}, p.group)
	said, err := natalya.Say("left to right")
	if err != nil {
		t.Fatal(err)
	}
	v.reads("left to right")
	v.goesOn("the chat list's preview", `[data-kind="group"] .chatgist`, "left")

	p.says(p.group.ID, "a reply", object{"reply_parameters": object{"message_id": said.MessageID}})
	v.message("left to right").menu("reply")
	v.goesOn("what is replied to", `.context p`, "left")

	if err := natalya.Leave(); err != nil {
		t.Fatal(err)
	}
	v.sees("who left", `document.querySelector('#messages .service:last-of-type')?.innerText.includes("left")`)
	v.goesOn("who left", `#messages .service:last-of-type`, "left")

	asks[bool](v, `import("/assets/dialogs.js").then(({note}) => { note("x\u202ey"); return true; })`)
	v.sees("the note's own direction", `document.querySelector('[data-role="note"]').dir === "auto"`)
}

// goesOn looks where a word stands that follows a name: its letters go from left to right.
func (v *visitor) goesOn(what, selector, word string) {
	v.t.Helper()
	v.sees(what+" read from left to right", fmt.Sprintf(`(() => {
		const walker = document.createTreeWalker(document.querySelector(%s), NodeFilter.SHOW_TEXT);
		for (let node; node = walker.nextNode();) {
			const at = node.data.lastIndexOf(%s);
			if (at < 0) continue;
			const x = (n) => { const r = document.createRange(); r.setStart(node, at + n); r.setEnd(node, at + n + 1); return r.getBoundingClientRect().x; };
			return x(0) < x(1) && x(1) < x(2);
		}
	})()`, quoted(selector), quoted(word)))
}
