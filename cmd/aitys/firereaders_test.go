package main

import (
	"fmt"
	"slices"
	"strings"

	"aitys/emulator"
	"aitys/phrases"
)

// outpourings are what readers send: ordinary words, abuse, advertising, the same from many, other people's numbers, marks and long texts, in three languages.
var outpourings = []string{
	"Rents rose before anybody asked us, and nobody takes them back. That is case %d.",
	"Школ не хватает уже сейчас, а кто их построит? Это вопрос номер %d, и не последний.",
	"Баға көтерілді, ал жалақы орнында тұр. Бұл – %d-рет айтылған сөз.",
	"You are all idiots and thieves, and whoever wrote number %d is the worst of them!",
	"Вы все идиоты, а автор номера %d — полный придурок, пошёл он к чёрту.",
	"Бәрің ақымақсыңдар, %d деп жазған адам да есек, жоғалсын көзіме көрінбей!",
	"EARN 5000$ A DAY!!! No risk, write to @best_job_%d or go to https://win-fast.example/now",
	"Заработок от 100 000 в неделю без вложений, пишите @zarabotok%d, места заканчиваются!!!",
	"Үйде отырып ақша тап, күніне 50 000 теңге, жаз: t.me/aqsha%d, орын аз қалды!!!",
	"<b>Prices</b> & <i>wages</i> %d: \"quoted\" & <script>alert(1)</script> https://example.org",
	"Позвоните мне по телефону +7 701 123 45 %02d, я всё расскажу про этих переселенцев.",
}

// chorus is what several say in nearly the same words.
var chorus = []string{
	"The newcomers opened cafés and offices in our street, and the rents went up for everybody who had lived there before them, number %d says",
	"Приезжие открыли у нас на улице кафе и конторы, и аренда выросла для всех, кто жил здесь до них, говорит номер %d",
	"Көшіп келгендер біздің көшеде кафе мен кеңсе ашты, сөйтіп бұрыннан тұрып жатқандардың бәріне жалдау ақысы қымбаттады, дейді %d",
}

// reads lets a reader do something, or nothing.
func (f *fire) reads(who, limit int) {
	f.t.Helper()
	if f.left[who] {
		return
	}
	switch f.rnd.IntN(40) {
	case 0, 1, 2, 3, 4:
		if f.spoken < limit {
			f.speaks(who)
		}
	case 5:
		f.says(who, phrases.ButtonEdit, fmt.Sprintf("On second thoughts, and this is thought %d, I would rather put it like this.", f.rnd.IntN(1_000_000)))
	case 6:
		f.says(who, phrases.ButtonTakeBack, "")
	case 7:
		f.presses(f.private[who], func(b emulator.InlineButton) bool {
			return strings.HasPrefix(b.CallbackData, "tb.") && strings.HasSuffix(b.CallbackData, ".yes")
		})
	case 8:
		f.says(who, phrases.ButtonSignAs, "")
	case 9:
		f.presses(f.private[who], func(b emulator.InlineButton) bool {
			return strings.HasPrefix(b.CallbackData, "sg.") && strings.Count(b.CallbackData, ".") == 3 && !strings.HasSuffix(b.CallbackData, ".new")
		})
	}
}

// speaks lets a reader send an opinion.
func (f *fire) speaks(who int) {
	f.t.Helper()
	f.spoken++
	f.sent[who]++
	words := fmt.Sprintf(outpourings[f.rnd.IntN(len(outpourings))], f.spoken)
	switch f.rnd.IntN(8) {
	case 0, 1:
		words = fmt.Sprintf(chorus[f.rnd.IntN(len(chorus))], f.spoken)
	case 2:
		words = strings.Repeat(words+" ", 1+f.rnd.IntN(20))
	}
	f.say(f.private[who], fmt.Sprintf("/opinion %d %s", f.rnd.IntN(5), words))
}

// says presses the button with a label below one of a reader's messages, and then writes what it asks for.
func (f *fire) says(who int, label phrases.Key, words string) {
	f.t.Helper()
	named := f.plain(f.people[who].LanguageCode, label)
	if f.presses(f.private[who], func(b emulator.InlineButton) bool { return b.Text == named }) && words != "" {
		f.say(f.private[who], words)
	}
}

// presses presses one of the buttons that fit, and tells whether there was one.
func (f *fire) presses(seat *emulator.Seat, fits func(emulator.InlineButton) bool) bool {
	f.t.Helper()
	type found struct {
		message int
		data    string
	}
	var all []found
	for _, m := range newestOf(seat) {
		if m.ReplyMarkup == nil {
			continue
		}
		for _, b := range slices.Concat(m.ReplyMarkup.Rows...) {
			if b.CallbackData != "" && fits(b) {
				all = append(all, found{m.MessageID, b.CallbackData})
			}
		}
	}
	if len(all) == 0 {
		return false
	}
	one := all[f.rnd.IntN(len(all))]
	f.press(seat, one.message, one.data)
	return true
}

// press presses a button as it was, whatever stands there now.
func (f *fire) press(seat *emulator.Seat, message int, data string) {
	f.t.Helper()
	if _, err := seat.Press(message, data); err != nil {
		f.t.Fatal(err)
	}
}

// asksToBeForgotten lets a reader have everything erased.
func (f *fire) asksToBeForgotten(who int) {
	f.t.Helper()
	if f.left[who] {
		return
	}
	f.left[who] = true
	yes := f.plain(f.people[who].LanguageCode, phrases.ButtonForgetYes)
	f.say(f.private[who], "/forget")
	f.await("the question whether to forget", func() bool {
		return f.presses(f.private[who], func(b emulator.InlineButton) bool { return b.Text == yes })
	})
}
