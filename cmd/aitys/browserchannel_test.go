package main

import (
	"context"
	"testing"
)

// readChannel has readers find the article in the demo's channel, where it stands from the start, and talk below it.
func readChannel(t *testing.T, browser context.Context) {
	for _, l := range []look{desktop, phone390} {
		t.Run(l.name, func(t *testing.T) {
			address, _, _ := visit(t, demoOptions{address: "127.0.0.1:0"})
			v := enter(t, browser, address, l)
			v.taps(`[data-role="tour-close"]`)
			if l.phone {
				v.leavesChat()
			}
			v.opens("channel", readerEnglish)
			v.reads("The Times of Central Asia") // the bot's own post, not the editor's word
			v.reads("Nobody has voted yet.")
			v.sees("the post's buttons", `[...document.querySelectorAll('#messages [data-button]')].some((b) => b.dataset.button === "Discuss")`)
			v.pictured("channel-" + l.name)
			v.taps(`[data-message]:has([data-button="Discuss"]) [data-role="comments"]`)
			v.reads("A new diaspora") // the index
			v.says("It was the rents, not the coffee.")
			v.reads("It was the rents, not the coffee.")
			v.pictured("thread-" + l.name)
		})
	}
}
