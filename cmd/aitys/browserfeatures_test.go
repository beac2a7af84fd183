package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func readChat(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	v := p.enters(browser, desktop, readerEnglish, "private")
	v.sees("nothing yet", `document.querySelector('[data-role="begin"]')`)
	v.taps(`[data-role="begin"]`)
	p.hears("message", func(u object) bool { return u.text("message", "text") == "/start" })

	long := ""
	for i := range 12 {
		long += fmt.Sprintf("Line %d of the quote\n", i+1)
	}
	id := p.says(readerEnglish, `<b>Bold</b> <tg-spoiler>the secret</tg-spoiler> <blockquote expandable>`+long+`</blockquote>`, object{
		"reply_markup": object{"inline_keyboard": [][]object{
			{{"text": "Toast", "callback_data": "toast"}, {"text": "Alert", "callback_data": "alert"}},
			{{"text": "Code", "copy_text": object{"text": "copied text"}}, {"text": "Deep", "url": deepLink("a_b-1")}},
		}},
	})
	v.reads("Bold")
	// a quote
	v.sees("a folded quote", `document.querySelector('.quotebody').clientHeight < 100 && !document.querySelector('.quotetoggle').hidden`)
	v.taps(`.quotetoggle`)
	v.sees("the whole quote", `document.querySelector('.quotebody').clientHeight > 150`)
	// spoiler
	v.taps(`.spoiler`)
	v.lacks("spoiler", `document.querySelector('.spoiler')`)
	// a reaction of the bot redraws it
	p.calls("setMessageReaction", object{"chat_id": readerEnglish, "message_id": id, "reaction": []object{{"type": "emoji", "emoji": "🔥"}}})
	v.sees("the reaction", `document.querySelector('[data-reaction="🔥"]')`)
	v.sees("the quote still open", `document.querySelector('.quotebody').clientHeight > 150`)
	v.lacks("spoiler again", `document.querySelector('.spoiler')`)
	// presses
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
	// copy
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

func talkTogether(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	post := p.says(p.channel.ID, "A post with comments", nil)
	james, natalya := p.enters(browser, desktop, readerEnglish, "group"), p.enters(browser, desktop, readerRussian, "group")

	james.says("Who else was there?")
	natalya.reads("Who else was there?")
	for i := range 30 {
		p.says(p.group.ID, fmt.Sprintf("filler %d", i), nil)
	}
	natalya.reads("filler 29")
	// reply
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
	// reactions
	james.message("I was").menu("")
	james.taps(`.menu [data-emoji="🔥"]`)
	natalya.sees("the reaction", `document.querySelector('[data-reaction="🔥"][aria-pressed="false"]')?.innerText.includes("1")`)
	natalya.taps(`[data-reaction="🔥"]`)
	james.sees("two reactions", `document.querySelector('[data-reaction="🔥"][aria-pressed="true"]')?.innerText.includes("2")`)
	p.hears("message_reaction", func(u object) bool { return u.number("message_reaction", "user", "id") == readerRussian })
	natalya.taps(`[data-reaction="🔥"]`)
	james.sees("one reaction", `document.querySelector('[data-reaction="🔥"]')?.innerText.includes("1")`)
	// edit and delete
	natalya.message("I was").menu("edit")
	natalya.keys(" not\r")
	james.reads("I was not")
	james.reads("edited")
	p.hears("edited_message", func(u object) bool { return u.text("edited_message", "text") == "I was not" })
	natalya.message("I was not").menu("delete")
	james.lacks("deleted message", `document.querySelector('#messages').innerText.includes("I was not")`)
	// the others' are not one's own to delete
	natalya.message("Who else").menu("")
	natalya.lacks("deleting what others wrote", `document.querySelector('.menu [data-role="delete"]')`)
	natalya.keys("\x1b")
	natalya.lacks("menu", `document.querySelector('.menu')`)

	// comments
	james.opens("channel", readerEnglish)
	james.taps(`[data-role="comments"]`)
	james.says("A comment")
	james.reads("A comment")
	heard = p.hears("message", func(u object) bool { return u.text("message", "text") == "A comment" })
	if heard.number("message", "message_thread_id") == 0 || heard.at("message", "reply_to_message", "is_automatic_forward") != true {
		t.Errorf("the comment came as %v", heard)
	}
	natalya.opens("channel", readerRussian)
	natalya.sees("the count of comments", `[...document.querySelectorAll('[data-role="comments"]')].at(-1).innerText.includes("1")`)
	p.calls("deleteMessage", object{"chat_id": p.channel.ID, "message_id": post})
	natalya.lacks("post", `document.querySelector('#messages').innerText.includes("A post with comments")`)

	// unread
	james.opens("private", readerEnglish)
	p.says(p.group.ID, "Something new", nil)
	james.sees("an unread message", `Number(document.querySelector('[data-kind="group"] .badge span')?.textContent) >= 1 && /^\(\d+\)/.test(document.title)`)
	james.opens("group", readerEnglish)
	james.lacks("unread messages", `document.querySelector('[data-kind="group"] .badge')`)
	// a moderator may delete
	mod := p.enters(browser, phone390, moderatorID, "private")
	mod.leavesChat()
	mod.taps(fmt.Sprintf(`[data-chat="%d"]`, p.group.ID))
	mod.message("Something new").menu("delete")
	james.lacks("what the moderator deleted", `document.querySelector('#messages').innerText.includes("Something new")`)
}

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

func votePolls(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	james, natalya := p.enters(browser, desktop, readerEnglish, "group"), p.enters(browser, phone390.inTheDark(), readerRussian, "group")
	poll := p.calls("sendPoll", object{"chat_id": p.group.ID, "question": "What matters?", "options": []object{{"text": "Prices"}, {"text": "Schools"}, {"text": "Roads"}},
		"allows_multiple_answers": true, "is_anonymous": false})
	james.reads("What matters?")
	james.taps(`.option[data-option="0"]`)
	james.taps(`.option[data-option="2"]`)
	// somebody else votes meanwhile
	natalya.taps(`.option[data-option="2"]`)
	natalya.taps(`[data-role="poll-vote"]`)
	natalya.sees("the result", `document.querySelector('.result.mine[data-option="2"]')`)
	james.sees("one vote", `document.querySelector('.pollfoot').innerText.includes("1 vote")`)
	james.sees("the ticks", `document.querySelectorAll('.option input:checked').length === 2`)
	james.taps(`[data-role="poll-vote"]`)
	james.sees("the results", `document.querySelectorAll('.result.mine').length === 2`)
	heard := p.hears("poll_answer", func(u object) bool { return u.number("poll_answer", "user", "id") == readerEnglish })
	if got := fmt.Sprint(heard.at("poll_answer", "option_ids")); got != "[0 2]" {
		t.Errorf("the bot hears %s", got)
	}
	natalya.sees("two voters", `document.querySelector('.pollfoot').innerText.includes("2 votes")`)
	james.taps(`[data-role="poll-retract"]`)
	james.sees("the options again", `document.querySelector('.option')`)
	p.hears("poll_answer", func(u object) bool { return fmt.Sprint(u.at("poll_answer", "option_ids")) == "[]" })
	p.calls("stopPoll", object{"chat_id": p.group.ID, "message_id": poll})
	james.sees("the final results", `document.querySelector('.pollkind').innerText.includes("Final results") && document.querySelectorAll('.result').length === 3`)
	// quiz
	p.calls("sendPoll", object{"chat_id": p.group.ID, "question": "How many?", "options": []object{{"text": "Ten"}, {"text": "Eighty thousand"}},
		"type": "quiz", "correct_option_ids": []int{1}, "explanation": "So the ministry says."})
	james.reads("How many?")
	james.lacks("answer beforehand", `document.querySelector('#messages').innerText.includes("So the ministry says.")`)
	james.taps(`.option[data-option="0"]`)
	james.sees("the right answer", `document.querySelector('.result.right[data-option="1"]') && document.querySelector('.result.mine.wrong[data-option="0"]')`)
	james.reads("So the ministry says.")
	james.lacks("retracting", `document.querySelector('[data-role="poll-retract"]')`)
	natalya.taps(`.option[data-option="1"]`)
	natalya.sees("being right", `document.querySelector('.result.right.mine[data-option="1"]')`)
}

func comeAndGo(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	v := p.enters(browser, desktop, readerEnglish, "private")
	p.calls("setMyCommands", object{"commands": []object{{"command": "figures", "description": "what is known"}, {"command": "vote", "description": "say what you think"}}})
	v.says("only for the bot")
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

	// a new reader
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
	asks[bool](v, `(`+entry+`[0].querySelector("summary").click(), `+entry+`[0].parentNode.querySelector(".call summary").click(), true)`)
	v.sees("what the bot was told", `[...document.querySelectorAll('.entry.update[open] pre')].some((p) => { const u = JSON.parse(p.textContent); return u.update_id && u.message.text === "/figures"; })`)
	v.sees("what it called", fmt.Sprintf(`[...document.querySelectorAll('.entry.call[open] pre')].some((p) => JSON.parse(p.textContent).chat_id == %d)`, readerEnglish))
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

var features = map[string]func(*testing.T, context.Context){
	"read": readChat, "talk": talkTogether, "files": sendFiles, "polls": votePolls, "people": comeAndGo, "keyboard": useKeyboard, "tabs": openManyTabs, "panel": watchPanel,
}
