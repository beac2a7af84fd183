package main

import (
	"context"
	"fmt"
	"testing"

	"aitys/content"
	"aitys/phrases"
)

// useDesk lets moderators decide on cards: what a reader writes becomes one in their group, a decision there is taken back and made again, the author is told, and an
// administrator who writes in the group's name says by a press who that was.
func useDesk(t *testing.T, browser context.Context) {
	for lang, l := range map[content.Lang]look{content.English: desktop, content.Russian: phone390.inTheDark(), content.Kazakh: phone390} {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			decideOnCards(t, browser, lang, l)
		})
	}
}

// deskSayings are what the readers write.
var deskSayings = map[content.Lang][]string{
	content.English: {"Two of my neighbours came then. One left after a year; the other teaches my son maths now.", "Earn 5000$ a day at home!!! Write to @easy_money or +7 701 123 45 67"},
	content.Russian: {"Тогда приехали двое моих соседей. Один через год уехал, другой теперь учит моего сына математике.", "Заработок 100 000 в день без вложений!!! Пишите @legkie_dengi или +7 701 123 45 67"},
	content.Kazakh:  {"Ол кезде екі көршім көшіп келді. Біреуі бір жылдан соң кетті, екіншісі қазір ұлыма математика үйретеді.", "Үйде отырып күніне 100 000 теңге табыңыз!!! Жазыңыз: @onai_aqsha немесе +7 701 123 45 67"},
}

func decideOnCards(t *testing.T, browser context.Context, lang content.Lang, l look) {
	address, _, _ := visit(t, demoOptions{address: "127.0.0.1:0", lang: string(lang), undo: 5})
	v := enter(t, browser, address, l)
	v.taps(`[data-role="lang-` + string(lang) + `"]`)
	v.taps(`[data-role="tour-close"]`)
	reader := tour()[0].As[string(lang)]
	label := func(key phrases.Key) string { return phrases.In(lang, nil).Plain(key) }
	for _, words := range deskSayings[lang] {
		v.becomes(reader)
		v.says("/opinion 2 " + words)
		v.quotes(words)
	}
	v.opens("group", moderatorID)
	v.reads(deskSayings[lang][1])
	v.pictured("desk-cards-" + string(lang))
	v.decides(1, label(phrases.ButtonApprove), label(phrases.ButtonUndo))
	v.pictured("desk-ruled-" + string(lang))
	v.decides(1, label(phrases.ButtonUndo), label(phrases.ButtonApprove))
	v.opens("group", secondModeratorID)
	v.decides(1, label(phrases.ButtonApprove), label(phrases.ButtonUndo))
	v.decides(2, label(phrases.ButtonRejectWhy), label(phrases.ReasonAdvert))
	v.pictured("desk-reasons-" + string(lang))
	v.decides(2, label(phrases.ReasonAdvert), label(phrases.ButtonUndo))
	v.becomes(reader)
	v.reads(phrases.In(lang, nil).Plain(phrases.DecidedApproved, phrases.Args{"ID": 1}))
	v.reads(label(phrases.ReasonAdvert))
	v.pictured("desk-told-" + string(lang))
	v.hides(label(phrases.ButtonItsMe))
	v.pictured("desk-decided-" + string(lang))
}

// decides presses a button of an opinion's card, again where the card has only just changed, until the card has another one.
func (v *visitor) decides(opinion int, press, then string) {
	v.t.Helper()
	card := fmt.Sprintf(`[...document.querySelectorAll("#messages [data-message]")].findLast((m) => new RegExp("(^|\\D)%d(\\D|$)").test(m.querySelector(".text")?.innerText.split("\n")[0].replace(/·.*|-оқырман.*/, "") ?? ""))`, opinion)
	v.sees(fmt.Sprintf("%q on the card of opinion %d after %q", then, opinion, press), fmt.Sprintf(`(() => {
		const card = %s;
		if (!card) return false;
		document.querySelector("dialog[open] button")?.click();
		const button = (label) => [...card.querySelectorAll("[data-button]")].find((b) => b.dataset.button === label);
		if (button(%s)) return true;
		const one = button(%s);
		const now = performance.now(); // a hand needs its time, too
		if (one && now - (window.pressedAt ?? -Infinity) > 1500) { window.pressedAt = now; one.click(); }
		return false;
	})()`, card, quoted(then), quoted(press)))
}

// hides lets an administrator of the moderators' group write in its name, and say who that was.
func (v *visitor) hides(itsMe string) {
	v.t.Helper()
	v.opens("group", moderatorID)
	v.taps(`[data-role="chat-menu"]`)
	v.taps(`.menu [data-role="hide"]`)
	v.says("/history 1")
	v.tapsButton(itsMe)
	v.sees("the question to go", fmt.Sprintf(`!document.querySelector('#messages [data-button=%s]')`, quoted(itsMe)))
}
