package drafting

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
)

// sentences to stand for text, in the three languages.
var fillers = strings.NewReplacer("§en", paragraph,
	"§ru", "Совет собрался в понедельник и решил открыть мост до зимы, сообщили его члены после голосования в ратуше.",
	"§kk", "Кеңес дүйсенбіде жиналып, көпірді қысқа дейін ашуға шешім қабылдады, деп хабарлады оның мүшелері дауыс беруден кейін.")

// TestHardTexts: what stands around articles on pages, in channels and in documents, with what is to be made of it: the title, the headings, how many paragraphs there are,
// and words that must not be left.
func TestHardTexts(t *testing.T) {
	for name, c := range map[string]struct {
		source     string
		title      string
		headings   []string
		paragraphs int
		gone       string
	}{
		"a rubric and tags above":         {"#мост2026 #город\nОбщество\n\nМост откроют до зимы\n\n§ru\n\n§ru", "Мост откроют до зимы", nil, 2, "Общество"},
		"title, deck, agency":             {"Мост откроют до зимы\nРешение приняли в понедельник почти единогласно\n§ru\n§ru", "Мост откроют до зимы", nil, 2, "единогласно"},
		"byline and time":                 {"Bridge opens\n\nBy our reporter\nPublished 3 March 2026 at 18:40\n4 min read\n\n§en", "Bridge opens", nil, 1, "Published"},
		"Russian page furniture":          {"Мост откроют\n\n§ru\n\n§ru\n\nТакже по теме\n\nДругие новости\n\nКомментарии (12)\n\nПоделиться:\nTelegram\nWhatsApp", "Мост откроют", nil, 2, "Комментарии"},
		"Kazakh page furniture":           {"Көпір ашылады\nСурет: әкімдік\n§kk\n§kk\nМақаламен бөлісу\nОқи отырыңыз\n314 рет оқылды", "Көпір ашылады", nil, 2, "бөлісу"},
		"read also within":                {"Bridge opens\n\n§en\n\nRead also: the history of the bridge\n\n§en\n\nMore from this section\n\n§en", "Bridge opens", nil, 3, "history"},
		"a caption with its maker":        {"Bridge opens\n\n§en\n\nWorkers on the bridge on a rainy Monday morning in the old part of the town, February 9, 2026. REUTERS/A name\n\n§en", "Bridge opens", nil, 2, "rainy"},
		"a caption, its maker behind it":  {"Мост откроют\n\n§ru\n\nРабочие на мосту. Фото: пресс-служба города\n\n§ru", "Мост откроют", nil, 2, "Рабочие"},
		"capitals, no blank lines":        {"Мост откроют\n§ru\nЧТО РЕШИЛИ\n§ru\nСКОЛЬКО СТОИТ\n§ru", "Мост откроют", []string{"Что решили", "Сколько стоит"}, 3, ""},
		"Roman numbers":                   {"Bridge opens\n\nI. How it began\n\n§en\n\nII. What comes next\n\n§en", "Bridge opens", []string{"How it began", "What comes next"}, 2, "II"},
		"numbered behind a table":         {"Мост откроют\n\n§ru\n\n1. Цена\n\n§ru\n\nГод | Цена\n2024 | 12 млн\n2025 | 14 млн\n\n2. Сроки\n\n§ru", "Мост откроют", []string{"Цена", "Сроки"}, 5, "|"},
		"chapters":                        {"Мост\n\nГлава 1. Начало\n\n§ru\n\nГлава 2. Конец\n\n§ru", "Мост", []string{"Начало", "Конец"}, 2, ""},
		"bold lines with a colon":         {"Bridge opens\n\n§en\n\n**What it costs:**\n\n§en\n\n__Who pays__:\n\n§en", "Bridge opens", []string{"What it costs", "Who pays"}, 3, "*"},
		"bold words are no heading":       {"Bridge opens\n\n§en\n\n**The council met again on Tuesday.** §en", "Bridge opens", nil, 2, "**"},
		"headings of HTML":                {"<h1>Bridge opens</h1>\n<p>§en</p>\n<h2 class=\"x\">Who pays</h2>\n<p>§en</p>", "Bridge opens", []string{"Who pays"}, 2, "<"},
		"a channel's pictures":            {"🌉 Мост откроют до зимы\n\n§ru\n\n📌 Что решили\n\n§ru\n\n💰 Кто платит\n\n§ru\n\n@news_channel", "Мост откроют до зимы", []string{"Что решили", "Кто платит"}, 3, "📌"},
		"questions of an interview":       {"Көпір ашылады\n\n§kk\n\n**Көпірді кім жөндейді?**\n\n§kk\n\n**Қанша тұрады?**\n\n§kk", "Көпір ашылады", []string{"Көпірді кім жөндейді?", "Қанша тұрады?"}, 3, ""},
		"a list is text":                  {"Bridge opens\n\n§en\n\nThe council wants three things:\n\n- a lower fare for pupils\n- a bus every ten minutes\n- lights on both sides\n\n§en", "Bridge opens", nil, 6, "- a"},
		"main points before the text":     {"Bridge opens\n\nAt a glance\n\n• The bridge opens before winter after two years\n• Repairs cost four million dollars in all\n\n§en\n\n§en", "Bridge opens", nil, 4, "•"},
		"quotes are text":                 {"Мост откроют\n\n§ru\n\n> «Мы ждали этого два года», — говорят в совете.\n\n— Когда откроют мост?\n\n— До зимы.\n\n§ru", "Мост откроют", nil, 5, ">"},
		"a table of Markdown":             {"# Bridge opens\n\n§en\n\n| Year | Cars |\n|:-----|-----:|\n| 2024 | 18,000 |\n| 2025 | 21,000 |\n\n§en", "Bridge opens", nil, 4, "|"},
		"a table with tabs":               {"Көпір ашылады\n\n§kk\n\nЖыл\tКөлік\n2024\t18 000\n2025\t21 000\n\n§kk", "Көпір ашылады", nil, 4, "\t"},
		"lines broken at a width":         {"Bridge opens before winter\n\nThe council met on Monday and decided to open the\nbridge before winter, its members said after the\nvote in the town hall. The repair took two years and\ncost four million dollars.\n\nWho pays\n\nHalf of the money comes from the state, the rest is\nborrowed from a bank for as long as ten years at five\npercent.", "Bridge opens before winter", []string{"Who pays"}, 2, ""},
		"headlines are no broken lines":   {"Мост через реку откроют до зимы, решил совет города\nЗа открытие проголосовали почти все, кто пришёл\n§ru", "Мост через реку откроют до зимы, решил совет города", nil, 1, "проголосовали"},
		"a heading that ends the text":    {"Bridge opens\n\n§en\n\n§en\n\nWhat comes next", "Bridge opens", nil, 2, ""},
		"a subscription call in capitals": {"Bridge opens\n\n§en\n\nJOIN THE DISCUSSION ON OUR CHANNEL!", "Bridge opens", nil, 1, "JOIN"},
	} {
		o := outlineOf(fillers.Replace(c.source))
		var headings, paragraphs []string
		for i, section := range o.sections {
			if i > 0 {
				headings = append(headings, section.heading)
			}
			paragraphs = append(paragraphs, section.paragraphs...)
		}
		left := strings.Join(append(paragraphs, headings...), "\n")
		if diff := cmp.Diff(c.headings, headings); diff != "" || o.title != c.title || len(paragraphs) != c.paragraphs || c.gone != "" && strings.Contains(left, c.gone) {
			t.Errorf("%s: title %q, %d paragraphs, want %q and %d: %s\n%s", name, o.title, len(paragraphs), c.title, c.paragraphs, diff, left)
		}
	}
}

func TestDatelines(t *testing.T) {
	for source, want := range map[string]string{
		"ASTANA, Nov 3 (Reuters) - The council met on Monday and decided to open the bridge.":           "The council",
		"SURFSIDE, Fla. (Reuters) -The council met on Monday and decided to open the bridge.":           "The council",
		"(CNN)The council met on Monday and decided to open the bridge before winter.":                  "The council",
		"WASHINGTON (AP) — The council met on Monday and decided to open the bridge.":                   "The council",
		"АСТАНА. KAZINFORM — «Мост откроют до зимы», решил совет города в понедельник.":                 "«Мост",
		"Москва. 11 марта. INTERFAX.RU - Около 15% жителей не ждут открытия моста до зимы.":             "Около 15%",
		"ТАСС, 7 мая. Совет собрался в понедельник и решил открыть мост до зимы.":                       "Совет",
		"МОСКВА, 7 мая. /ТАСС/. Совет собрался в понедельник и решил открыть мост до зимы.":             "Совет",
		"МОСКВА, 7 мая — РИА Новости. Совет собрался в понедельник и решил открыть мост.":               "Совет",
		"Алматы. 3 наурыз. ҚазАқпарат – Кеңес дүйсенбіде жиналып, көпірді ашуға шешім қабылдады.":       "Кеңес",
		"АСТАНА – Кеңес дүйсенбіде жиналып, көпірді қысқа дейін ашуға шешім қабылдады.":                 "Кеңес",
		"Мост через реку — один из старейших в области, его построили больше века назад.":               "Мост через реку",
		"The bridge over the river - one of the oldest - opens before winter, the council said.":        "The bridge over",
		"По данным ТАСС, совет собрался в понедельник и решил открыть мост через реку до зимы.":         "По данным",
		"АО «Мосты» построит переправу через реку до конца следующего года, сообщили в совете области.": "АО «Мосты»",
	} {
		if got := withoutDateline(source); !strings.HasPrefix(got, want) {
			t.Errorf("%q becomes %q", source, got)
		}
	}
}

// TestTablesHaveFigures: a row says what its column is called, so that its numbers are figures with a meaning.
func TestTablesHaveFigures(t *testing.T) {
	d, err := FromText(fillers.Replace("Мост откроют\n\n§ru\n\n| Город | Ставка | Жители |\n|---|---|---|\n| Северный | 21,4% | 18 000 человек |\n\n§ru"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range d.Article.Figures {
		got = append(got, labelOfFigure(f)+" "+f.Label)
	}
	want := []string{"21.4 % Северный; Ставка: 21,4%", "18000 Северный; Жители: 18 000 человек"}
	if diff := cmp.Diff(want, got); diff != "" || d.Article.Lang != content.Russian {
		t.Error(diff)
	}
}
