package drafting_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"aitys/content"
	"aitys/drafting"
)

// truths are texts of which a service may lie.
var truths = map[content.Lang]string{
	content.English: `Exports of the port rise

Exports of the port rose by 18% to 5.2 million tonnes in 2025, the transport ministry said. In 2023 they were 3.1 million tonnes.
A container now waits 40 hours on average, down from 70 hours in March. The port employs at least 1,900 people and 25 pilots.
The share of grain fell from 31% to 19%, by 12 percentage points. A new quay, 900 metres long, costs $95 million and opens on 1 September 2026.
Wages grew 7% over the year and 2% over the month. No more than 14 ships wait at once.
`,
	content.Russian: `Экспорт порта растёт

Экспорт порта в 2025 году вырос на 18%, до 5,2 млн тонн, сообщили в министерстве транспорта. В 2023 году он составлял 3,1 млн тонн.
Контейнер теперь ждёт в среднем 40 часов, в марте ждал 70 часов. В порту работают не менее 1900 человек и 25 лоцманов.
Доля зерна снизилась с 31% до 19%, на 12 процентных пунктов. Новый причал длиной 900 метров стоит $95 млн и откроется 1 сентября 2026 года.
Зарплаты выросли на 7% за год и на 2% за месяц. На рейде стоят не более 14 судов.
`,
	content.Kazakh: `Порттың экспорты өсті

2025 жылы порттың экспорты 18%-ға өсіп, 5,2 млн тоннаға жетті, деп хабарлады Көлік министрлігі. 2023 жылы экспорт 3,1 млн тонна болған.
Контейнер енді орта есеппен 40 сағат күтеді, наурызда 70 сағат күткен. Портта кемінде 1900 адам және 25 лоцман жұмыс істейді.
Астықтың үлесі 31 пайыздан 19 пайызға төмендеді. Ұзындығы 900 метр жаңа айлақ 95 млн доллар тұрады, ол 2026 жылғы 1 қыркүйекте ашылады.
Жалақы бір жылда 7%-ға, бір айда 2%-ға өсті. Рейдте ең көбі 14 кеме тұрады.
`,
}

// polled are a question and options in a language, so that nothing but the summary is judged.
var polled = map[content.Lang][]string{
	content.English: {"What do you think of it?", "Good", "Bad"}, content.Russian: {"Что вы об этом думаете?", "Хорошо", "Плохо"}, content.Kazakh: {"Бұған қалай қарайсыз?", "Жақсы", "Жаман"},
}

// lied drafts a text, has a service say something of it, and returns what is marked.
func lied(t *testing.T, lang content.Lang, summary string) (*drafting.Draft, []string) {
	t.Helper()
	d := draftOf(t, truths[lang])
	answer, err := json.Marshal(fields{"summary": summary, "question": polled[lang][0], "options": polled[lang][1:], "sections": []fields{}})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Propose(truths[lang], answer); err != nil {
		t.Fatal(summary, err)
	}
	var marked []string
	for _, u := range d.Unfounded {
		marked = append(marked, strings.TrimSpace(fmt.Sprintf("%s %s", u.Why, u.Number)))
	}
	return d, marked
}

// TestLies: what a service says of numbers, times and names that the text does not say is marked, and an honest retelling is not.
func TestLies(t *testing.T) {
	for _, c := range []struct {
		lang content.Lang
		said string
		want []string
	}{
		{"en", "Exports rose 18% to 5,200,000 tonnes in 2025, after 3.1 million tonnes in 2023.", nil},
		{"en", "The port has at least 1,900 workers and twenty-five pilots; a quay of 900 m opens in September 2026 for 95 million dollars.", nil},
		{"en", "Grain fell from 31 to 19 percent of the port's exports, and wages grew by 7% in a year.", nil},
		{"en", "In the port of Exports, a container waits forty hours instead of seventy.", nil},
		{"en", "Exports rose by 18% to 5.2 billion tonnes.", []string{"5.2 billion"}},
		{"en", "Exports rose by eighty percent in 2025 at the port.", []string{"eighty percent"}},
		{"en", "Exports rose by 18 percentage points in 2025.", []string{"18 percentage points"}},
		{"en", "The share of grain fell by 12% in the port.", []string{"12%"}},
		{"en", "Exports of the port fell by 18% in 2025.", []string{"way 18%"}},
		{"en", "In 2023 the port shipped 5.2 million tonnes of goods.", []string{"time 5.2 million"}},
		{"en", "A container waits 40 days on average in the port.", []string{"unit 40"}},
		{"en", "A new quay of the port is 900 miles long.", []string{"unit 900"}},
		{"en", "A new quay of the port costs 95 million euros.", []string{"95 million"}},
		{"en", "At most 1,900 people work in the port.", []string{"bound 1,900"}},
		{"en", "More than 14 ships wait at once near the port.", []string{"bound 14"}},
		{"en", "The share of grain moved from 19% to 31% in the port.", []string{"way 19% to 31%"}},
		{"en", "The new quay opens on 1 December 2026 in the port.", []string{"month December"}},
		{"en", "Wages in the port grew 7% over the month.", []string{"time 7%"}},
		{"en", "Exports rose by 18%, as Peter Blackwood of Globex said.", []string{"name Peter Blackwood", "name Globex"}},
		{"ru", "В 2025 году экспорт вырос на 18%, до 5 200 000 тонн против 3,1 млн тонн в 2023-м.", nil},
		{"ru", "В порту не менее 1900 работников и двадцать пять лоцманов, а причал в 900 м за 95 млн долларов откроют в сентябре 2026 года.", nil},
		{"ru", "Министерство транспорта: доля зерна упала с 31 до 19%, то есть на 12 п. п., а зарплаты за год прибавили 7%.", nil},
		{"ru", "Экспорт порта вырос на 18%, до 5,2 млрд тонн.", []string{"5,2 млрд"}},
		{"ru", "Экспорт порта в 2025 году вырос на восемьдесят процентов.", []string{"восемьдесят процентов"}},
		{"ru", "Доля зерна в порту снизилась на 12%.", []string{"12%"}},
		{"ru", "Экспорт порта в 2025 году снизился на 18%.", []string{"way 18%"}},
		{"ru", "В 2023 году порт отправил 5,2 млн тонн грузов.", []string{"time 5,2 млн"}},
		{"ru", "Контейнер ждёт в порту в среднем 40 суток.", []string{"unit 40"}},
		{"ru", "Новый причал порта длиной 900 километров.", []string{"unit 900"}},
		{"ru", "В порту работают не более 1900 человек.", []string{"bound 1900"}},
		{"ru", "Доля зерна в порту сменилась с 19% до 31%.", []string{"way 19% до 31%"}},
		{"ru", "Новый причал порта откроют в декабре 2026 года.", []string{"month декабре"}},
		{"ru", "Зарплаты в порту выросли на 7% за месяц.", []string{"time 7%"}},
		{"ru", "Экспорт порта вырос на 18%, сообщил Пётр Чернов из компании «Глобэкс».", []string{"name Пётр Чернов", "name Глобэкс"}},
		{"kk", "2025 жылы экспорт 18 пайызға артып, 5 200 000 тоннаға жетті, ал 2023 жылы 3,1 млн тонна еді.", nil},
		{"kk", "Портта кемінде 1900 қызметкер мен жиырма бес лоцман бар, ұзындығы 900 м айлақ 2026 жылғы қыркүйекте ашылады.", nil},
		{"kk", "Көлік министрлігінің мәліметінше, астықтың үлесі 31%-дан 19%-ға түсті, жалақы бір жылда 7%-ға көбейді.", nil},
		{"kk", "Порттың экспорты 18%-ға өсіп, 5,2 млрд тоннаға жетті.", []string{"5,2 млрд"}},
		{"kk", "Порттың экспорты 2025 жылы сексен пайызға өсті.", []string{"сексен пайызға"}},
		{"kk", "2025 жылы порттың экспорты 18%-ға төмендеді.", []string{"way 18%-ға"}},
		{"kk", "2023 жылы порт 5,2 млн тонна жүк жөнелтті.", []string{"time 5,2 млн"}},
		{"kk", "Контейнер портта орта есеппен 40 күн күтеді.", []string{"unit 40"}},
		{"kk", "Порттың жаңа айлағының ұзындығы 900 шақырым.", []string{"unit 900"}},
		{"kk", "Астықтың порттағы үлесі 19 пайыздан 31 пайызға ауысты.", []string{"way 19 пайыздан 31 пайызға"}},
		{"kk", "Порттың жаңа айлағы 2026 жылғы желтоқсанда ашылады.", []string{"month желтоқсанда"}},
		{"kk", "Порттың экспорты 18%-ға өсті, деді Глобэкс өкілі Асқар Қаратаев.", []string{"name Глобэкс", "name Асқар Қаратаев"}},
	} {
		d, marked := lied(t, c.lang, c.said)
		if !slices.Equal(marked, c.want) {
			t.Errorf("%s: marked %q, want %q", c.said, marked, c.want)
		}
		for _, u := range d.Unfounded {
			if said := u.In(c.lang); !strings.Contains(string(d.Print()), "# "+said+"\n") || !slices.Contains(d.Notes(c.lang), said) || strings.Contains(said, "%!") {
				t.Errorf("%s: %q is not said in the file or in the notes", c.said, said)
			}
		}
	}
}
