package moderation_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"aitys/content"
	"aitys/moderation"
)

func chain(words ...moderation.Word) *moderation.Chain {
	return moderation.NewChain(moderation.DefaultLimits, words, moderation.NewCounts())
}

func reasons(j moderation.Judgement) (all []moderation.Reason) {
	for _, f := range j.Findings {
		all = append(all, f.Reason)
	}
	return all
}

func TestWhatIsNeverAFault(t *testing.T) {
	for _, text := range []string{
		"Мен iPhone алдым, Kaspi-дің қосымшасы арқылы төледім", "IT-шілер мен HR-лар көп жалақы алады дейді", "VPNом не пользуюсь, а Wi-Fiға қосылдым",
		"Баға мен жалақы туралы бiздiң пiкiр осындай", "Қазақстанда тiл мәселесi бар", "ərқашан солай, бəрi қымбат",
		"Qazaqstanda turmys qymbattap jatyr, bul shyndyq", "Qazaq tili bárine qajet, mektepte oqytý kerek", "Biz auylda turamyz, jol joq, su joq",
		"Правила B2B и web3 касаются всех, COVID-19 это показал", "G20 собирается в 2026-м, повестка 5G", "А. Б. Иванова там нет, и т. д. и т. п.",
		"Страхует ли компания рабочих и учебные места? Потребление хлеба растёт", "Мал шаруашылығына көмек керек, мал азығы қымбат",
		"За рубли или за тенге, какая разница", "This reform is stupid, and so was the one before it", "На дороге стояло целое стадо, мешало проезду",
		"В январе расстреляли мирных людей, и никто не ответил",
		"Я против того, чтобы русский язык убирали из вузов", "Бұл реформа нағыз қоқыс, басқа айтарым жоқ", "Команда и мандат у них есть", "The Scunthorpe council assessed the class action of the cocktail association",
	} {
		if j := chain().Judge(moderation.Post{Text: text}); j.Verdict != moderation.Pass {
			t.Errorf("%s of %q: %+v", j.Verdict, text, j.Findings)
		} else if found := reasons(j); slices.Contains(found, moderation.LookAlike) || slices.Contains(found, moderation.Obscene) || slices.Contains(found, moderation.Spaced) ||
			slices.Contains(found, moderation.Insult) {
			t.Errorf("%q: %+v", text, j.Findings)
		}
	}
}

func TestEachFilterNoticesItsOwn(t *testing.T) {
	for _, c := range []struct {
		text string
		want moderation.Reason
	}{
		{"мало", moderation.TooShort}, {strings.Repeat("Слово за словом. ", 300), moderation.TooLong},
		{"Источник: https://stat.gov.kz/ru/news вот тут", moderation.Link}, {"смотрите bit.ly/3xYz там всё", moderation.ShortLink},
		{"идите в t.me/+AbCdEf12 сюда", moderation.Invite}, {"t.me/joinchat/AAAA", moderation.Invite}, {"есть @superjob_bot такой", moderation.Invite},
		{"ask at goodsite dot com today", moderation.HiddenLink}, {"сайт хороший точка ком и goodsite точка ру", moderation.HiddenLink},
		{"вот goodsite[.]ru заходите", moderation.HiddenLink}, {"спросите @ivan_ivanov об этом", moderation.Mention},
		{"мой номер +7 701 123 45 67, жду", moderation.Contact},
		{"СКОЛЬКО МОЖНО ТЕРПЕТЬ ЭТИ БЕСКОНЕЧНЫЕ ОБЕЩАНИЯ", moderation.Shouting}, {"Ну сколькооооооо можно", moderation.Repeated},
		{"п\u0301\u0302\u0303р\u0301\u0302\u0303и\u0301\u0302\u0303вет всем", moderation.Zalgo}, {"Смотри 🔥🔥🔥🔥🔥🔥 сюда", moderation.Emoji},
		{"это обмaн и вpанье", moderation.LookAlike}, {"к4зин0 к4зино тут", moderation.LookAlike}, {"Your Pаypаl is here", moderation.LookAlike},
		{"это к а з и н о и всё", moderation.Spaced}, {"ты с.у.к.а такая", moderation.Obscene}, {"пиcдyй отсюда", moderation.LookAlike},
		{"вот же х*йня какая", moderation.Obscene}, {"сен ақымақсың", moderation.Insult}, {"сен ахмаксын", moderation.Insult}, {"ты идиот", moderation.Insult},
		{"you are pigs", moderation.Insult}, {"эти чурки везде", moderation.Slur}, {"сені өлтіремін", moderation.Threat}, {"I will kill you", moderation.Threat},
		{"Заработок от 5000 в день, пишите в лс", moderation.Advert}, {"Үйден жұмыс, табыс табыңыз, жекеге жазыңыз", moderation.Advert},
	} {
		if j := chain().Judge(moderation.Post{Text: c.text}); !slices.Contains(reasons(j), c.want) {
			t.Errorf("%q: %v, want %s", c.text, j.Findings, c.want)
		}
	}
	behind := moderation.Post{Text: "Here is the report", Entities: []content.Entity{{Type: "text_link", Offset: 0, Length: 4, URL: "https://t.me/+invite"}}}
	if got := reasons(chain().Judge(behind)); !slices.Contains(got, moderation.Invite) {
		t.Errorf("a link behind words: %v", got)
	}
}

func TestTheNewsroomsWordsAreFoundInTheirForms(t *testing.T) {
	c := chain(moderation.Word{Kind: moderation.BlockedWord, Text: "тыквенник"}, moderation.Word{Kind: moderation.SuspectWord, Text: "жемқорлық"},
		moderation.Word{Kind: moderation.BlockedWord, Text: "pumpkin latte"}, moderation.Word{Kind: moderation.SuspectWord, Text: "1xbet"}, moderation.Word{Kind: moderation.BlockedWord, Text: "kill you"})
	for text, want := range map[string]moderation.Verdict{
		"Все эти тыквенники надоели":               moderation.Reject,
		"Надоели эти т ы к в е н н и к и уже":      moderation.Reject,
		"Надоели эти тыквeнникaм подобные":         moderation.Reject, // Latin e and a
		"Жемқорлықтың түбіне жету керек":           moderation.Hold,
		"We drink pumpkin lattes all day":          moderation.Reject,
		"The pumpkin is a fruit, a latte is not":   moderation.Pass,
		"Опять реклама 1xbet на каждом углу":       moderation.Hold,
		"High rents kill small shops in this city": moderation.Pass,
		"Обычное слово об экономике страны":        moderation.Pass,
	} {
		if got := c.Judge(moderation.Post{Text: text}); got.Verdict != want {
			t.Errorf("%q: %s %+v, want %s", text, got.Verdict, got.Findings, want)
		}
	}
	for _, same := range [][2]string{{"жемқорлық", "жемқорлықты"}, {"pumpkin", "Pumpkins"}, {"тыквенник", "тыквенники"}} {
		if moderation.Stem(same[0]) == "" || moderation.Stem(same[0]) != moderation.Stem(same[1]) {
			t.Errorf("%v: %q and %q", same, moderation.Stem(same[0]), moderation.Stem(same[1]))
		}
	}
	if moderation.Stem("…!?") != "" {
		t.Error("a word without letters has a stem")
	}
}

func TestRejectedIsOnlyPlainSpam(t *testing.T) {
	spam := "Заработок без вложений, доход от 100$ в день, обучение бесплатное! Пишите в лс @work_manager или вступайте t.me/+qwerty"
	if j := chain().Judge(moderation.Post{Text: spam}); j.Verdict != moderation.Reject {
		t.Errorf("%s %+v", j.Verdict, j.Findings)
	}
	for _, text := range []string{"Ты идиот, сдохни, тварь!", "You stupid idiot, I will kill you", "Сен ақымақсың, сені өлтіремін"} {
		if j := chain().Judge(moderation.Post{Text: text}); j.Verdict != moderation.Hold {
			t.Errorf("%q: %s %+v", text, j.Verdict, j.Findings)
		}
	}
}

func TestDecisionsTeach(t *testing.T) {
	text := "Zorgle your blimflarb at the quux tonight, friends of the blimflarb"
	learned := moderation.NewCounts()
	fresh := moderation.NewChain(moderation.DefaultLimits, nil, learned).Judge(moderation.Post{Text: text})
	for range 12 {
		learned.Learn(moderation.TokensOf(text), moderation.Spam, 1)
	}
	taught := moderation.NewChain(moderation.DefaultLimits, nil, learned).Judge(moderation.Post{Text: text})
	if fresh.Verdict != moderation.Pass || taught.Verdict != moderation.Hold {
		t.Errorf("before %s, after %s", fresh.Verdict, taught.Verdict)
	}
	for range 12 {
		learned.Learn(moderation.TokensOf(text), moderation.Spam, -1)
	}
	if again := moderation.NewChain(moderation.DefaultLimits, nil, learned).Judge(moderation.Post{Text: text}); again.Score != fresh.Score || len(learned.Tokens) != 0 {
		t.Errorf("unlearned: %.2f, before %.2f, %d tokens left", again.Score, fresh.Score, len(learned.Tokens))
	}
}

func TestSurroundings(t *testing.T) {
	c := chain()
	fair := c.Judge(moderation.Post{Text: "I think that rents are too high in this city"})
	for _, one := range []struct {
		around moderation.Around
		want   moderation.Verdict
	}{
		{moderation.Around{}, moderation.Pass}, {moderation.Around{SameAuthor: 1}, moderation.Pass}, {moderation.Around{OtherAuthors: 1}, moderation.Pass},
		{moderation.Around{OtherAuthors: 2}, moderation.Hold}, {moderation.Around{ByAuthor: 6}, moderation.Pass}, {moderation.Around{ByAuthor: 6, SameAuthor: 2}, moderation.Hold},
		{moderation.Around{ByAuthor: 15}, moderation.Hold},
	} {
		if got := c.Among(fair, one.around); got.Verdict != one.want {
			t.Errorf("%+v: %s, want %s", one.around, got.Verdict, one.want)
		}
	}
}

func TestSignatures(t *testing.T) {
	text := "Цены на жильё в городе выросли вдвое за год, а зарплаты учителей и врачей остались прежними, и никто за это не отвечает"
	a, is := moderation.SignatureOf(text)
	if !is {
		t.Fatal("no signature")
	}
	near, _ := moderation.SignatureOf("цены на ЖИЛЬЁ в городе выросли вдвое за год а зарплаты учителей и врачей остались прежними и никто за это не отвечает!!! Согласны?")
	far, _ := moderation.SignatureOf("В нашем селе опять нет воды, дороги разбиты, а автобус ходит один раз в день, и то не всегда, обещаниям больше не верим")
	if !a.Near(near.Sketch) || !shared(a, near) || a.Near(far.Sketch) {
		t.Errorf("near %v %v, far %v", a.Near(near.Sketch), shared(a, near), a.Near(far.Sketch))
	}
	if other := (moderation.Signature{}); other.Near(0x2222222222222222) || other.Near(0x4848484848484848) || !other.Near(0x0000022222) {
		t.Error("a hash agrees when all four of its bits do")
	}
	if _, is := moderation.SignatureOf("Полностью согласен с автором"); is {
		t.Error("so short a text says nothing about its author")
	}
}

func shared(a, b moderation.Signature) bool {
	return slices.ContainsFunc(a.Bands[:], func(band int64) bool { return slices.Contains(b.Bands[:], band) })
}

func TestAMegabyteIsJudgedAtOnce(t *testing.T) {
	c := chain()
	for _, part := range []string{"a", "а ", "@a", "т.", "🔥", "\u0301", "a*", "dot com ", "т е л е ф о н ", "1 ", "\xff", "https://", "ты дурак "} {
		began := time.Now()
		c.Judge(moderation.Post{Text: strings.Repeat(part, 1<<20/len(part))})
		moderation.SignatureOf(strings.Repeat(part, 1<<20/len(part)))
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("%q: %s", part, took)
		}
	}
}

func FuzzJudge(f *testing.F) {
	for _, seed := range []string{"", "Ты с*ка", "t.me/+x", "к а з и н о", "\xff\xfe", "п\u0301\u0302\u0303", "iPhoneды", "+7 701 123 45 67"} {
		f.Add(seed)
	}
	c := chain(moderation.Word{Kind: moderation.BlockedWord, Text: "слово"})
	f.Fuzz(func(t *testing.T, text string) {
		j := c.Judge(moderation.Post{Text: text, Entities: []content.Entity{{Type: "text_link", URL: text}}})
		if j.Score < 0 || j.Score > 1 {
			t.Errorf("score %v", j.Score)
		}
		for _, found := range j.Findings {
			if found.Risk < 0 || found.Risk > 1 || !utf8.ValidString(found.What) || !slices.Contains(moderation.Reasons, found.Reason) {
				t.Errorf("%+v", found)
			}
		}
		moderation.Stem(text)
		moderation.SignatureOf(text)
		chain(moderation.Word{Kind: moderation.SuspectWord, Text: text}).Judge(moderation.Post{Text: text})
	})
}

func BenchmarkJudge(b *testing.B) {
	text := strings.Repeat("Цены на жильё выросли вдвое, а зарплаты стоят на месте. ", 9)
	c := chain()
	c.Judge(moderation.Post{Text: text}) // waits for the starting texts
	b.ReportAllocs()
	for b.Loop() {
		c.Judge(moderation.Post{Text: text})
	}
}

func BenchmarkSignature(b *testing.B) {
	text := strings.Repeat("Цены на жильё выросли вдвое, а зарплаты стоят на месте. ", 9)
	for b.Loop() {
		moderation.SignatureOf(text)
	}
}
