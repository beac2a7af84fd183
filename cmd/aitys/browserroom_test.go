package main

import (
	"context"
	"fmt"
	"testing"
)

// useNewsroom lets several people use the newsroom in one window: comment, write an opinion, decide about it, and stop the bot in the middle.
func useNewsroom(t *testing.T, browser context.Context) {
	const comment, opinion = "Are these <i>figures</i> from one source?", "The <b>prices</b> went up & nobody asked us."
	address, _, _ := visit(t, demoOptions{address: "127.0.0.1:0"})
	v := enter(t, browser, address, desktop)
	v.taps(`[data-role="tour-close"]`)
	v.sees("no tour", `document.querySelector('#tour').hidden`)

	v.opens("channel", readerEnglish)
	v.reads("How the Russian Relocation Wave")
	v.taps(`[data-role="comments"]`)
	v.says(comment)
	v.reads(comment)
	v.opens("group", readerRussian)
	v.reads(comment)
	v.hasChats(3)

	v.becomes(readerEnglish)
	v.says("/opinion 2 " + opinion)
	v.quotes(opinion)
	v.taps(`[data-role="bot-stop"]`)
	v.sees("that the bot was stopped", `document.querySelector('[data-role="stopped"]')`)
	v.says("/figures")
	v.reads("/figures")
	v.becomes(moderatorID)
	v.says("/queue")
	v.becomes(readerEnglish)
	v.taps(`[data-role="bot-start"]`)
	v.reads("over 80,000 permits") // the answer to what was asked while the bot was stopped

	v.becomes(readerKazakh)
	v.says("/queue")
	v.reads("модератор")
	v.says("/opinions 2")
	v.sees("no opinion before it was approved", fmt.Sprintf(`!document.querySelector('#messages').innerText.includes(%s)`, quoted(opinion)))
	v.becomes(moderatorID)
	v.hasChats(4) // the moderators' group is among them
	v.reads(opinion)
	v.tapsButton("Approve")
	v.becomes(readerEnglish)
	v.reads("Your opinion 1 is published.")

	v.taps(`[data-fault="flood"]`)
	v.sees("the fault", `document.querySelector('[data-fault="flood"]').getAttribute("aria-checked") === "true"`)
	v.becomes(readerKazakh)
	v.says("/opinions 2")
	v.taps(`[data-fault="flood"]`)
	v.reads(opinion) // late, and not lost
}

// hasChats waits until so many chats are in the person's list.
func (v *visitor) hasChats(n int) {
	v.t.Helper()
	v.sees(fmt.Sprintf("%d chats", n), fmt.Sprintf(`document.querySelectorAll('#chatlist [data-chat]').length === %d`, n))
}

// quotes waits until a text stands in a quote, as the bot shows an opinion to its author.
func (v *visitor) quotes(text string) {
	v.t.Helper()
	v.sees("the receipt", fmt.Sprintf(`[...document.querySelectorAll('#messages blockquote')].some((q) => q.innerText.includes(%s))`, quoted(text)))
}
