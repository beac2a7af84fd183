package main

import (
	"time"

	"aitys/content"
	"aitys/emulator"
	"aitys/emulator/page"
	"aitys/phrases"
)

// invitation is the link under an article's title in the channel.
var invitation = words{
	"en": "Read it in brief, vote, say what you think",
	"ru": "Прочитать коротко, проголосовать, высказаться",
	"kk": "Қысқаша оқып, дауыс беріп, ой айтыңыз",
}

// deskWord is what the owner tells the moderators in their group.
var deskWord = words{
	"en": "Readers’ opinions come here as cards, without a sound. Whoever is free decides with the buttons. To go through them one by one, send /queue to the bot in private.",
	"ru": "Мнения читателей приходят сюда карточками, без звука. Решает кнопками тот, кто свободен. Чтобы разбирать их по одному, отправьте /queue боту в личный чат.",
	"kk": "Оқырмандардың пікірлері мұнда карточка болып, дыбыссыз келеді. Кімнің қолы бос болса, сол түймелермен шешеді. Бір-бірлеп қарау үшін ботқа жеке чатта /queue жіберіңіз.",
}

// tour walks through what the bot is for. Each step is taken by somebody who speaks the tour's language.
func tour() []page.Step {
	reader := map[string]int64{"en": readerEnglish, "ru": readerRussian, "kk": readerKazakh}
	return []page.Step{
		{
			As:    reader,
			Title: words{"en": "Read", "ru": "Прочитайте", "kk": "Оқыңыз"},
			Text: words{
				"en": "You are James, a reader. Send /start: the bot greets you and tells the article in brief. Then press the first section.",
				"ru": "Вы — читательница Наталья. Отправьте /start: бот поздоровается и коротко перескажет статью. Потом нажмите первый раздел.",
				"kk": "Сіз – Айгүл деген оқырмансыз. /start жіберіңіз: бот амандасып, мақаланы қысқаша айтып береді. Сосын бірінші бөлімді басыңыз.",
			},
			Say:   words{"en": "/start", "ru": "/start", "kk": "/start"},
			Press: firstSection(),
		},
		{
			As:    reader,
			Title: words{"en": "Look at the figures", "ru": "Посмотрите на цифры", "kk": "Сандарға қараңыз"},
			Text: words{
				"en": "Press “Figures” on the keyboard under the chat. Each number has its period and source: unfold the quote under them.",
				"ru": "Нажмите «Цифры» на клавиатуре под чатом. У каждой есть период и источник: разверните цитату под ними.",
				"kk": "Чат астындағы пернетақтадан «Сандар» дегенді басыңыз. Әр санның кезеңі мен дереккөзі бар: астындағы дәйексөзді ашыңыз.",
			},
			Press: said(phrases.KeyboardFigures),
		},
		{
			As:    reader,
			Title: words{"en": "Vote", "ru": "Проголосуйте", "kk": "Дауыс беріңіз"},
			Text: words{
				"en": "Press “Vote” and choose an answer in the poll. Only the bot learns how you voted; others see the counts alone.",
				"ru": "Нажмите «Голосовать» и выберите ответ в опросе. Как вы проголосовали, узнает только бот; остальные видят одни итоги.",
				"kk": "«Дауыс беру» дегенді басып, сауалнамадан жауап таңдаңыз. Қалай дауыс бергеніңізді тек бот біледі; өзгелер жалпы санын ғана көреді.",
			},
			Press: said(phrases.KeyboardVote),
		},
		{
			As:    reader,
			Title: words{"en": "Speak", "ru": "Выскажитесь", "kk": "Пікір айтыңыз"},
			Text: words{
				"en": "Press “Speak”, choose the section you have read, and write what you think of it, or send this. It is anonymous, and a moderator reads it first.",
				"ru": "Нажмите «Высказаться», выберите прочитанный раздел и напишите, что о нём думаете, или отправьте это. Мнение анонимно, и первым его прочитает модератор.",
				"kk": "«Пікір айту» дегенді басып, оқыған бөліміңізді таңдап, ол туралы ойыңызды жазыңыз немесе мынаны жіберіңіз. Пікір анонимді, оны алдымен модератор оқиды.",
			},
			Press: said(phrases.KeyboardSpeak),
			Say: words{
				"en": "Two of my neighbours came then. One left after a year; the other teaches my son maths now.",
				"ru": "Тогда приехали двое моих соседей. Один через год уехал, другой теперь учит моего сына математике.",
				"kk": "Ол кезде екі көршім көшіп келді. Біреуі бір жылдан соң кетті, екіншісі қазір ұлыма математика үйретеді.",
			},
		},
		lastStep(),
	}
}

// lastStep is for those who may decide: whoever of them speaks the tour's language.
func lastStep() page.Step {
	return page.Step{
		As:    map[string]int64{"en": moderatorID, "ru": ownerID, "kk": secondModeratorID},
		Title: words{"en": "Approve it as a moderator", "ru": "Одобрите как модератор", "kk": "Модератор болып мақұлдаңыз"},
		Text: words{
			"en": "Now you are Timur, a moderator. Send /queue, read the opinion and press “Approve”. For some seconds you can undo it; then James is told, and every reader finds it under Opinions. The moderators’ group has it as a card with the same buttons.",
			"ru": "Теперь вы Олег: он владелец и может всё, что может модератор. Отправьте /queue, прочитайте мнение и нажмите «Одобрить». Несколько секунд решение можно отменить, потом о нём узнает Наталья, а читатели найдут мнение среди других. В группе модераторов оно стоит карточкой с теми же кнопками.",
			"kk": "Енді сіз Сәуле деген модераторсыз. /queue жіберіп, пікірді оқып, «Мақұлдау» дегенді басыңыз. Шешімді бірнеше секунд ішінде кері қайтаруға болады, содан кейін Айгүлге хабар барады, ал оқырмандар оны пікірлер арасынан табады. Модераторлар тобында ол осындай түймелері бар карточка болып тұр.",
		},
		Say:   words{"en": "/queue", "ru": "/queue", "kk": "/queue"},
		Press: said(phrases.ButtonApprove),
	}
}

// said is a label of the bot in each language.
func said(label phrases.Key) words {
	all := words{}
	for _, lang := range content.Langs {
		all[string(lang)] = phrases.In(lang, nil).Plain(label)
	}
	return all
}

// firstSection is the button that opens the first section of the sample article.
func firstSection() words {
	all := words{}
	articles, _ := content.LoadFolder(content.Sample()) // its faults are told where the scene is set
	for _, article := range articles {
		all[string(article.Lang)] = phrases.In(article.Lang, nil).Plain(phrases.ButtonSection, phrases.Args{
			"Number": 1, "Heading": article.Sections[0].Heading,
		})
	}
	return all
}

// Trouble of the network that the page can switch on.
const (
	floodPause = 3               // seconds that Telegram asks to wait
	slowAnswer = 2 * time.Second // how late each answer is
	errorOdds  = 0.5             // how many calls a gateway refuses
)

// faults are the switches for trouble between the bot and Telegram. Whatever is on, nothing that people do gets lost.
func faults() []page.Switch {
	return []page.Switch{
		{
			ID:    "flood",
			Label: words{"en": "Flood limit: too many messages", "ru": "Лимит: слишком много сообщений", "kk": "Шектеу: хабар тым көп"},
			Fault: emulator.Fault{Trouble: emulator.Refuse, Match: emulator.Sends, Refusal: emulator.TooMany(floodPause), Chance: errorOdds},
		},
		{
			ID:    "slow",
			Label: words{"en": "Slow network", "ru": "Медленная сеть", "kk": "Баяу желі"},
			Fault: emulator.Fault{Trouble: emulator.Delay, Delay: slowAnswer},
		},
		{
			ID:    "errors",
			Label: words{"en": "Errors of the network", "ru": "Ошибки сети", "kk": "Желі қателері"},
			Fault: emulator.Fault{Trouble: emulator.GatewayPage, Chance: errorOdds},
		},
	}
}
