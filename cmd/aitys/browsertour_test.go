package main

import (
	"context"
	"flag"
	"fmt"
	"testing"

	"aitys/content"
)

// screenshots is where make screenshots wants its pictures.
var screenshots = flag.String("screenshots", "", "a folder in which the walk through the tour leaves a picture of each step")

// features are what a reader of the page relies on, whatever bot is behind it, and what the demo adds.
var features = map[string]func(*testing.T, context.Context){
	"newsroom": useNewsroom, "panel": watchPanel, "texts": readTexts, "buttons": pressButtons, "files": sendFiles, "talk": talkTogether, "changes": changeMessages,
	"comments": comment, "polls": votePolls, "quiz": answerQuiz, "back": blockAndLeave, "reader": addReader, "tabs": openManyTabs, "keys": useKeyboard,
	"long": sendLongTexts, "directions": mixDirections, "ownbot": talkToOwnBot, "things": showThings, "channel": readChannel, "desk": useDesk,
}

// TestBrowser has people look at the page in a real browser: what it shows, what it can be used for, and who can use it.
func TestBrowser(t *testing.T) {
	browser := startChromium(t)
	axe := fetchAxe(t)
	for name, use := range features {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			use(t, browser)
		})
	}
	for _, lang := range content.Langs {
		for _, l := range []look{desktop, phone.inTheDark()} {
			t.Run(fmt.Sprintf("tour/%s/%s", lang, l.name), func(t *testing.T) {
				t.Parallel()
				walk(t, browser, string(lang), l, axe)
			})
		}
	}
}

// walk takes the tour in a language, step by step, and looks at the end at what the reader sees.
func walk(t *testing.T, browser context.Context, lang string, l look, axe *axe) {
	address, _, _ := visit(t, demoOptions{address: "127.0.0.1:0", undo: 5})
	v := enter(t, browser, address, l)
	v.taps(`[data-role="lang-` + lang + `"]`)
	v.sees("the page's language", `document.documentElement.lang === "`+lang+`"`)
	steps := tour()
	if l.phone && lang == "kk" {
		v.sees("the chats", `document.querySelector('#chatlist').checkVisibility()`)
		axe.finds(v, "the list of chats")
	}
	for i, step := range steps {
		v.sees("the step's title", fmt.Sprintf(`document.querySelector('#tour h2')?.textContent === %s`, quoted(step.Title[lang])))
		v.arrives(step.As[lang], l.phone && i == 0)
		v.takes(i, step.Press[lang], step.Say[lang], steps[0].Press[lang])
		if name := kept(i, lang, l); name != "" {
			v.pictured(name)
		}
		if l.phone == (lang == "kk") { // each screen in one of the languages: looking takes its time
			axe.finds(v, step.Title["en"])
		}
		v.taps(`[data-role="tour-next"]`)
	}
	v.sees("the tour's end", `document.querySelector('#tour').hidden`)
	v.becomes(steps[0].As[lang])
	v.sees("the published opinion at the reader's", fmt.Sprintf(`document.querySelectorAll('#messages [data-message] .quoted').length > 0 && document.querySelector('#messages').innerText.includes(%s)`,
		quoted(steps[3].Say[lang])))
}

// kept names the picture of a step among those that are kept: a few, since everybody who clones the project gets them.
func kept(step int, lang string, l look) string {
	switch {
	case lang == "en" && !l.phone:
		return fmt.Sprintf("tour-%d", step+1)
	case lang == "kk" && l.phone && step == 2:
		return "phone-dark"
	}
	return ""
}

// arrives waits until the page is at the person and in the chat of the step. The tour goes there by itself, but from a phone's list of chats.
func (v *visitor) arrives(as int64, fromList bool) {
	v.t.Helper()
	if fromList {
		v.taps(`[data-role="tour-go"]`)
	}
	v.sees("what to do in the step", `document.querySelector('#tour .tourhint, #tour .toursay')`)
	v.is(as)
}

// is waits until the page is seen as a person sees it.
func (v *visitor) is(id int64) {
	v.t.Helper()
	v.sees("being another person", fmt.Sprintf(`document.querySelector('[data-person="%d"]')?.getAttribute("aria-pressed") === "true"`, id))
}

// newest is the newest message in the page.
const newest = `[...document.querySelectorAll('#messages [data-message]')].at(-1)`

// takes does what one step of the tour asks for.
func (v *visitor) takes(step int, press, say, section string) {
	v.t.Helper()
	offered := func() {
		v.taps(`[data-role="tour-say"]`)
		v.taps(`[data-role="send"]`)
	}
	switch step {
	case 0, 4: // read, decide
		offered()
		v.tapsButton(press)
		v.sees("what comes in place of the button", fmt.Sprintf(`!document.querySelector('#messages [data-button=%s], #messages [aria-busy="true"]')`, quoted(press)))
	case 1: // the figures
		v.tapsButton(press)
		v.sees("the figures", newest+`.matches(".in") && `+newest+`.innerText.includes("80")`)
	case 2: // the poll
		v.tapsButton(press)
		v.taps(`[data-option="0"]`)
		v.sees("the vote", `document.querySelector('.result.mine[data-option="0"]')`)
	case 3: // the opinion
		v.tapsButton(press)
		v.sees("of what one may speak", newest+`.innerText.includes("/cancel")`)
		v.tapsButton(section)
		v.sees("the bot's question", newest+`.innerText.includes("/cancel") && !`+newest+`.querySelector("[data-button]")`)
		offered()
		v.quotes(say)
	}
}

// becomes turns into another person and opens their chat with the bot.
func (v *visitor) becomes(id int64) {
	v.t.Helper()
	v.opens("private", id)
}

// opens shows a person's chat of a kind.
func (v *visitor) opens(kind string, id int64) {
	v.t.Helper()
	v.taps(fmt.Sprintf(`[data-person="%d"]`, id))
	v.is(id)
	v.leavesChat()
	v.taps(fmt.Sprintf(`[data-chat][data-kind="%s"]`, kind))
}

// leavesChat goes back to the list where a phone shows the chat alone.
func (v *visitor) leavesChat() {
	v.t.Helper()
	v.sees("the list of chats", `document.querySelector('#chatlist').checkVisibility() || (document.querySelector('[data-role="back"]')?.click(), false)`)
}
