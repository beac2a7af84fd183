package main

import (
	"fmt"
	"strings"
	"testing"

	"aitys/content"
	"aitys/content/text"
	"aitys/emulator"
	"aitys/phrases"
)

// marketFile is an article file without a fault.
const marketFile = `---
slug: market
lang: en
title: The market moves
date: 2026-02-01
---
The market moves to the river.

## Prices {#prices}
Stalls cost less there.

` + "```figures" + `
- id: stalls
  label: Stalls rented
  qualifier: about
  value: 1200
- id: rent
  label: Rent of a stall
  low: 8000
  high: 9500
` + "```\n```poll" + `
question: Will you go there?
options: [Yes, No]
` + "```\n"

// marketFaults are faults of thirty kinds: what of the file is replaced by what.
var marketFaults = [][2]string{
	{"---\nslug", "slug"}, {"2026-02-01\n---\n", "2026-02-01\n"}, {"slug: market\n", ""}, {"title: The market moves\n", ""}, {"slug: market", "slug: The Market"},
	{"slug: market", "slug: " + strings.Repeat("a", 41)}, {"lang: en", "lang: de"}, {"date:", "dat:"}, {"lang: en", "lang: en\nlang: en"}, {"2026-02-01", "2026-02-30"},
	{"date: 2026-02-01", "source: the mayor"}, {"The market moves\ndate", strings.Repeat("w", 201) + "\ndate"}, {"title: The", "title: \"The"}, {"The market moves to the river.\n", ""},
	{" {#prices}", ""}, {"## Prices", "### Prices"}, {"{#prices}", "{#the prices}"}, {"Stalls cost less there.\n", ""}, {"Stalls cost", "<b>Stalls</b> cost"},
	{"Stalls cost", "[Stalls](ftp://x) cost"}, {"Stalls cost less there.", "```python\nprint()\n```"}, {"  value: 1200\n", ""}, {"value: 1200", "value: 1 200"}, {"low: 8000", "low: 9900"},
	{"  high: 9500\n", ""}, {"qualifier: about", "qualifier: abuot"}, {"  label: Stalls rented\n", ""}, {"id: rent", "id: stalls"}, {"[Yes, No]", "[Yes]"}, {"[Yes, No]", "[Yes, Yes]"},
	{"question: Will you go there?\n", ""}, {"lang: en", "lang: en\ntranslation_of: en"},
}

// TestThirtyFaultsAreToldInThreeLanguages sends each faulty file as a document. Its line, the line itself and the reason come back in the editor's language.
func TestThirtyFaultsAreToldInThreeLanguages(t *testing.T) {
	for _, lang := range content.Langs {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			var user emulator.User
			th := performHastily(t, edited(&user))
			editor, voice := th.Person(user), phrases.In(lang, nil)
			editor.Says("/language " + string(lang))
			for _, fault := range marketFaults {
				file := strings.Replace(marketFile, fault[0], fault[1], 1)
				_, faults := content.ParseArticle("", []byte(file))
				if len(faults) == 0 {
					t.Fatalf("there is nothing wrong with %q", fault[1])
				}
				sendsFile(editor, "market.md", file)
				told := editor.Sees(voice.Plain(phrases.PushFaultsThen))
				for _, one := range faults {
					tellsFault(t, voice, told.Text, file, one)
				}
			}
			editor.Says("/drafts")
			editor.Sees(voice.Plain(phrases.DraftsNone))
			th.isClean()
		})
	}
}

// tellsFault wants a fault to be told with its line, in the language of a voice and in no other.
func tellsFault(t *testing.T, voice *phrases.Voice, told, file string, fault content.Fault) {
	t.Helper()
	wrong, want := voice.Words(fault.Wrong), voice.Words(fault.Want)
	if english := phrases.In(content.English, nil); voice.Lang() != content.English && (wrong == english.Words(fault.Wrong) || want == english.Words(fault.Want)) {
		t.Errorf("in %s there is no %q: %q", voice.Lang(), wrong, want)
	}
	reason := wrong + ": " + want
	if !strings.Contains(text.NormaliseLine(told), text.NormaliseLine(reason)) {
		t.Errorf("wants to see %q, but sees:\n%s", reason, told)
	}
	if fault.Line == 0 {
		return
	}
	line := text.Truncate(text.NormaliseLine(strings.Split(file, "\n")[fault.Line-1]), 70)
	if !strings.Contains(told, fmt.Sprint(fault.Line)) || !strings.Contains(told, "\n"+line+"\n") {
		t.Errorf("line %d, %q, is not told:\n%s", fault.Line, line, told)
	}
}

// TestTwoEditorsWorkOnOneDraft: one changes a field while the other has the file in hand, and the same field while the other writes; nothing is lost, over a stop of the program too.
func TestTwoEditorsWorkOnOneDraft(t *testing.T) {
	var first, second emulator.User
	th := performHastily(t, edited(&first), func(th *theatre) {
		second = th.server.AddUser(emulator.User{FirstName: "Another", LanguageCode: "ru"})
		th.config.Editors = append(th.config.Editors, content.TelegramID(second.ID))
	})
	one, two := th.Person(first), th.Person(second)
	sendsFile(one, "market.md", marketFile)
	one.Sees("The market moves to the river.")
	two.Says("/start")
	two.Says("/drafts")
	two.Sees("The market moves")
	two.Taps("Открыть 1")
	two.Sees("The market moves to the river.")
	two.Taps("Изменить")
	two.Sees("Что изменить?")
	two.Taps("Заголовок")
	two.Sees("Пришлите слова")
	two.Says("The market goes to the river")
	two.Sees("✅ Сохранено.")
	if err := th.stop(); err != nil {
		t.Fatal(err)
	}
	sendsFile(one, "market.md", strings.Replace(marketFile, "title: The market moves", "title: A market on the move", 1))
	th.start()
	one.Sees("the draft was changed while you worked on your file")
	one.Taps("Use mine")
	one.Sees("A market on the move")
	two.Says("/drafts")
	two.Sees("A market on the move")
	th.isClean()
}
