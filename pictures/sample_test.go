package pictures

import (
	"strings"

	"aitys/content"
)

// samples are pictures of the built-in article as handlers would ask for them, and of polls on it.
var samples = map[string]content.Picture{
	"figures-en": {
		Title: "A new diaspora", Subtitle: "How the Russian Relocation Wave Reshaped Kazakhstan's Economy",
		Cards: []content.Card{
			{Number: "over 400,000", Unit: "people", Label: "Russian citizens who crossed the border at the peak; most soon left", Note: "autumn 2022"},
			{Number: "over 80,000", Unit: "permits", Label: "Russian citizens with a residence permit for work", Note: "January 2023 to September 2024 · Interior Ministry of Kazakhstan"},
			{Number: "100,000–120,000", Unit: "people", Label: "Estimated core of those who settled, with families and remote workers", Note: "with permits issued up to September 2024"},
			{Number: "25–40", Unit: "years", Label: "Age of most of those who stayed", Note: "two years after the first surge"},
			{Number: "70%", Label: "Growth in the number of companies with Russian participation", Note: "to the end of 2023"},
		},
		Groups: []content.BarGroup{{Title: "Registered companies with Russian participation", Bars: []content.Bar{
			{Label: "End of 2023", Shown: "over 18,000", Value: 18000},
			{Label: "2024", Shown: "over 23,000", Value: 23000},
		}}},
		Footer: "The Times of Central Asia · December 3, 2025",
	},
	"figures-kk": {
		Title: "Жаңа диаспора", Subtitle: "Ресейден көшіп келу толқыны Қазақстан экономикасын қалай өзгертті",
		Cards: []content.Card{
			{Number: "400 000-нан астам", Unit: "адам", Label: "Ең қарбалас шақта шекарадан өткен Ресей азаматтары; көбі ұзамай кеткен", Note: "2022 жылдың күзі"},
			{Number: "80 000-нан астам", Unit: "рұқсат", Label: "Жұмыс істеу үшін тұруға рұқсат алған Ресей азаматтары", Note: "2023 жылғы қаңтар – 2024 жылғы қыркүйек · ҚР Ішкі істер министрлігі"},
			{Number: "100 000–120 000", Unit: "адам", Label: "Тұрақтап қалғандардың шамамен саны, отбасылары және қашықтан жұмыс істейтіндермен қоса", Note: "2024 жылғы қыркүйекке дейін берілген рұқсаттарды ескергенде"},
			{Number: "25–40", Unit: "жас", Label: "Қалғандардың көбінің жасы", Note: "алғашқы ағылудан екі жыл өткен соң"},
			{Number: "70%", Label: "Ресей қатысатын компаниялар санының өсуі", Note: "2023 жылдың соңына қарай"},
		},
		Groups: []content.BarGroup{{Title: "Ресей қатысатын тіркелген компаниялар", Bars: []content.Bar{
			{Label: "2023 жылдың соңы", Shown: "18 000-нан астам", Value: 18000},
			{Label: "2024 жыл", Shown: "23 000-нан астам", Value: 23000},
		}}},
		Footer: "The Times of Central Asia · 2025 жылғы 3 желтоқсан",
	},
	"exports-en": {
		Title: "Labour market and social integration", Subtitle: "How the Russian Relocation Wave Reshaped Kazakhstan's Economy",
		Cards: []content.Card{
			{Number: "at least 3", Unit: "companies", Label: "Relocated and global companies that lifted IT exports: inDrive, Playrix, MyTona", Note: "by 2023"},
		},
		Groups: []content.BarGroup{{Title: "Exports of IT services, US dollars", Bars: []content.Bar{
			{Label: "Residents of Astana Hub, within the sum below", Shown: "over $280 million", Value: 280e6, Note: "by 2023"},
			{Label: "Exports of IT services from Kazakhstan", Shown: "over $500 million", Value: 500e6, Note: "by 2023"},
			{Label: "Goal for the exports of IT services", Shown: "$1 billion (target)", Value: 1e9, Target: true, Note: "by 2026 · President Kassym-Jomart Tokayev"},
		}}},
		Footer: "The Times of Central Asia · December 3, 2025",
	},
	"exports-ru": {
		Title: "Рынок труда и жизнь рядом", Subtitle: "Как волна релокации из России изменила экономику Казахстана",
		Cards: []content.Card{
			{Number: "не менее 3", Unit: "компаний", Label: "Переехавшие и международные компании, увеличившие экспорт ИТ-услуг: inDrive, Playrix, MyTona", Note: "к 2023 году"},
		},
		Groups: []content.BarGroup{{Title: "Экспорт ИТ-услуг, доллары США", Bars: []content.Bar{
			{Label: "Из них экспорт резидентов Astana Hub", Shown: "более 280 млн долларов США", Value: 280e6, Note: "к 2023 году"},
			{Label: "Экспорт ИТ-услуг Казахстана", Shown: "более 500 млн долларов США", Value: 500e6, Note: "к 2023 году"},
			{Label: "Какого экспорта ИТ-услуг страна намерена достичь", Shown: "1 млрд долларов США (цель)", Value: 1e9, Target: true, Note: "к 2026 году · президент Касым-Жомарт Токаев"},
		}}},
		Footer: "The Times of Central Asia · 3 декабря 2025 г.",
	},
	"results-ru": {
		Title: "От чего прежде всего должно зависеть право приезжего надолго остаться в стране?", Subtitle: "Новая диаспора",
		Groups: []content.BarGroup{{Full: 100, Bars: []content.Bar{
			{Label: "От работы или своего дела здесь", Shown: "45%", Note: "58 голосов", Value: 45},
			{Label: "От изучения казахского языка", Shown: "27%", Note: "34 голоса", Value: 27},
			{Label: "От того, сколько лет он здесь уже прожил", Shown: "28%", Note: "36 голосов", Value: 28},
			{Label: "Только от соблюдения законов", Shown: "0%", Note: "0 голосов", Value: 0},
		}}},
		Notice: "128 добровольцев, это не опрос общественного мнения",
		Footer: "The Times of Central Asia · Как волна релокации из России изменила экономику Казахстана · 3 декабря 2025 г.",
	},
	"results-kk": {
		Title: "Жалпы алғанда, көшіп келу толқыны Қазақстанға не берді?", Subtitle: "Ресейден көшіп келу толқыны Қазақстан экономикасын қалай өзгертті",
		Groups: []content.BarGroup{{Full: 100, Bars: []content.Bar{
			{Label: "Пайдасы шығынынан көп", Shown: "52%", Note: "1 204 дауыс", Value: 52},
			{Label: "Пайдасы мен шығыны тең", Shown: "31%", Note: "718 дауыс", Value: 31},
			{Label: "Шығыны пайдасынан көп", Shown: "12%", Note: "278 дауыс", Value: 12},
			{Label: "Айтуға әлі ерте", Shown: "5%", Note: "116 дауыс", Value: 5},
		}}},
		Notice: "2 316 ерікті дауыс берді, бұл – қоғамдық пікір сауалнамасы емес",
		Footer: "The Times of Central Asia · 2025 жылғы 3 желтоқсан",
	},
	"extremes": {
		Title: strings.Repeat("Қазақстандағы тұрғын үй бағасы туралы сұрақ және ", 6) + "?",
		Groups: []content.BarGroup{{Full: 100, Bars: []content.Bar{
			{Label: strings.Repeat("Шығындар мен пайда ", 6)[:180], Shown: "100%", Note: "1 голос", Value: 100},
			{Label: "Yes 👍 👍🏽 🇰🇿 1️⃣", Shown: "0%", Note: "0 votes"},
			{Label: "👍", Shown: "0%", Note: "0 votes", Value: 0.01},
			{Label: "سلام عليكم мир עולם", Shown: "33%", Note: "0 votes", Value: 33},
			{Label: "За́мок z̸̡̛̤̩͎̈́̽a̵̰͐̎͌l̴̙̆g̶̢̾o̶̧͗ \u202eabc\u202c", Shown: "33%", Note: "0 votes", Value: 33},
			{Label: strings.Repeat("Ш", 100), Shown: "33%", Note: "12 345 votes", Value: 33},
		}}, {Title: "Ranges", Bars: []content.Bar{
			{Label: "Low", Shown: "100,000–120,000", Low: 100000, High: 120000},
			{Label: "Target range", Shown: "130,000–150,000", Low: 130000, High: 150000, Target: true},
			{Label: "Exact", Shown: "150,000", Value: 150000},
			{Label: "Tiny", Shown: "1", Value: 1},
		}}},
		Notice: "1 volunteer, not a survey",
		Footer: "The Times of Central Asia · " + strings.Repeat("https://example.org/", 9),
	},
	"cards-15": {Title: "Fifteen figures", Cards: fifteen(), Footer: "Publisher"},
	"card-1":   {Title: "Үйдің бағасы", Subtitle: "«Капучино әсері»", Cards: []content.Card{{Number: "40%", Label: "Үйдің орташа бағасы 2021 жылғыдан қаншалықты жоғары", Note: "2021 жылмен салыстырғанда · сарапшылардың бағалауы"}}, Footer: "The Times of Central Asia · 2025 жылғы 3 желтоқсан"},
}

func fifteen() []content.Card {
	var cards []content.Card
	for i := range 15 {
		cards = append(cards, content.Card{Number: []string{"about 1.5 million", "–5.25%", "$280 million", "12", "500 млн АҚШ долларынан астам"}[i%5], Unit: []string{"", "", "", "registered companies", ""}[i%5], Label: "What this number says about the country in a line", Note: "2024"})
	}
	return cards
}
