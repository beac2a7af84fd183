package main

import (
	"context"
	"fmt"
	"testing"
)

// votePolls has two people vote at the same time; who has ticked options keeps the ticks.
func votePolls(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	james, natalya := p.enters(browser, desktop, readerEnglish, "group"), p.enters(browser, phone390.inTheDark(), readerRussian, "group")
	poll := p.calls("sendPoll", object{"chat_id": p.group.ID, "question": "What matters?", "options": []object{{"text": "Prices"}, {"text": "Schools"}, {"text": "Roads"}},
		"allows_multiple_answers": true, "is_anonymous": false})
	james.reads("What matters?")
	james.taps(`.option[data-option="0"]`)
	james.taps(`.option[data-option="2"]`)
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
}

// answerQuiz has one person be wrong and another be right.
func answerQuiz(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	james, natalya := p.enters(browser, desktop, readerEnglish, "group"), p.enters(browser, phone390.inTheDark(), readerRussian, "group")
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
