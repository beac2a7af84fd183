package text

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		name string
		want []string // the paragraph is these, with a space between
	}{
		{"nothing", nil},
		{"plain", []string{"The bridge is open.", "Traffic moves again!", "Will it last?", "Perhaps"}},
		{"English titles and initials", []string{"Mr. Brown met Dr. J. R. Stone of Acme Inc. last week.", "They spoke of the U.S. Navy."}},
		{"a country ends a sentence", []string{"It was made in the U.S.", "The buyers are at home."}},
		{"decimals", []string{"Prices rose by 2.5 percent.", "In May 3.1 million came."}},
		{"quotes", []string{`"We are ready."`, "Nobody else was.", "“Is it so?” he asked."}},
		{"an item of a list", []string{"1. The first thing is done.", "Then the second."}},
		{"a year ends a sentence", []string{"It began in 2019.", "It ended soon."}},
		{"dots", []string{"Wait... and see.", "Then…", "Nothing."}},
		{"Russian initials", []string{"Роман А. С. Пушкина издали тиражом 5 тыс. экземпляров.", "Его раскупили."}},
		{"Russian abbreviations", []string{"На ул. Абая, д. 5, живёт г-н Петров и др. жильцы.", "В 2023 г. Казахстан купил 3 млн. тонн.", "Это много."}},
		{"a year's abbreviation ends a sentence", []string{"Завод построили в 2023 г.", "Он уже работает."}},
		{"a scale or a measure ends a sentence before a capital", []string{"В городе 1,28 млн.", "Самая малая область — Улытауская.", "Упал до 4,9 млн т.", "Цена 5 млн. США."}},
		{"Russian speech", []string{"«Мы готовы!» — сказал он.", "«А вы?»", "— Мы тоже."}},
		{"and so on", []string{"Там сеют рожь, овёс и т. д. по всей области.", "Убирают в июле."}},
		{"Kazakh", []string{"Ә. Бөкейхан 1866 ж. дүниеге келді.", "Оның еңбегі мол.", "Мектепте үстел, орындық, т.б. бар.", "Бағасы 2,5 млн. теңге."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Sentences(strings.Join(c.want, " "))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("Mr. A. B. met 2.5 men. «Да!» — сказал он. 1. Бұл ж. т.б.")
	f.Fuzz(func(t *testing.T, s string) {
		got := strings.Join(strings.Fields(strings.Join(Sentences(s), " ")), "")
		if want := strings.Join(strings.Fields(s), ""); got != want {
			t.Errorf("of %q there is left %q", want, got)
		}
	})
}
