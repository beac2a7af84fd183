package main

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// talkTogether has two people in a group: what one does the other sees at once.
func talkTogether(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	james, natalya := p.enters(browser, desktop, readerEnglish, "group"), p.enters(browser, desktop, readerRussian, "group")

	james.says("Who else was there?")
	natalya.reads("Who else was there?")
	for i := range 30 {
		p.says(p.group.ID, fmt.Sprintf("filler %d", i), nil)
	}
	natalya.reads("filler 29")
	natalya.message("Who else was there?").menu("reply")
	natalya.sees("what is replied to", `document.querySelector('.context').innerText.includes("Who else was there?")`)
	natalya.keys("I was\r")
	james.sees("the quote", `[...document.querySelectorAll('.quoted')].some((q) => q.innerText.includes("Who else was there?"))`)
	heard := p.hears("message", func(u object) bool { return u.text("message", "text") == "I was" })
	if heard.text("message", "reply_to_message", "text") != "Who else was there?" {
		t.Errorf("the reply came as %v", heard)
	}
	james.taps(".quoted")
	james.sees("the message that was quoted", visible("Who else was there?"))
}

// changeMessages has people put reactions on messages, correct and delete them, each what they may.
func changeMessages(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	james, natalya := p.enters(browser, desktop, readerEnglish, "group"), p.enters(browser, desktop, readerRussian, "group")
	james.says("Who else was there?")
	natalya.says("I was")
	james.message("I was").menu("")
	james.taps(`.menu [data-emoji="🔥"]`)
	natalya.sees("the reaction", `document.querySelector('[data-reaction="🔥"][aria-pressed="false"]')?.innerText.includes("1")`)
	natalya.taps(`[data-reaction="🔥"]`)
	james.sees("two reactions", `document.querySelector('[data-reaction="🔥"][aria-pressed="true"]')?.innerText.includes("2")`)
	p.hears("message_reaction", func(u object) bool { return u.number("message_reaction", "user", "id") == readerRussian })
	natalya.taps(`[data-reaction="🔥"]`)
	james.sees("one reaction", `document.querySelector('[data-reaction="🔥"]')?.innerText.includes("1")`)
	natalya.message("I was").menu("edit")
	natalya.keys(" not\r")
	james.reads("I was not")
	james.reads("edited")
	p.hears("edited_message", func(u object) bool { return u.text("edited_message", "text") == "I was not" })
	natalya.message("I was not").menu("delete")
	james.lacks("deleted message", `document.querySelector('#messages').innerText.includes("I was not")`)
	natalya.message("Who else").menu("")
	natalya.lacks("deleting what others wrote", `document.querySelector('.menu [data-role="delete"]')`)
	natalya.keys(kb.Escape)
	natalya.lacks("menu", `document.querySelector('.menu')`)
	mod := p.enters(browser, phone390, moderatorID, "private")
	mod.leavesChat()
	mod.taps(fmt.Sprintf(`[data-chat="%d"]`, p.group.ID))
	mod.message("Who else").menu("delete")
	james.lacks("what the moderator deleted", `document.querySelector('#messages').innerText.includes("Who else")`)
}

// comment has somebody comment under a channel's post, and others see it counted, unread and read.
func comment(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	post := p.says(p.channel.ID, "A post with comments", nil)
	james, natalya := p.enters(browser, desktop, readerEnglish, "channel"), p.enters(browser, desktop, readerRussian, "channel")
	james.taps(`[data-role="comments"]`)
	james.says("A comment")
	james.reads("A comment")
	heard := p.hears("message", func(u object) bool { return u.text("message", "text") == "A comment" })
	if heard.number("message", "message_thread_id") == 0 || heard.at("message", "reply_to_message", "is_automatic_forward") != true {
		t.Errorf("the comment came as %v", heard)
	}
	natalya.sees("the count of comments", `[...document.querySelectorAll('[data-role="comments"]')].at(-1).innerText.includes("1")`)
	p.calls("deleteMessage", object{"chat_id": p.channel.ID, "message_id": post})
	natalya.lacks("post", `document.querySelector('#messages').innerText.includes("A post with comments")`)
	james.opens("private", readerEnglish)
	p.says(p.group.ID, "Something new", nil)
	james.sees("an unread message", `Number(document.querySelector('[data-kind="group"] .badge span')?.textContent) >= 1 && /^\(\d+\)/.test(document.title)`)
	james.opens("group", readerEnglish)
	james.lacks("unread messages", `document.querySelector('[data-kind="group"] .badge')`)
}
