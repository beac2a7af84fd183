package handlers_test

import (
	"strings"
	"testing"

	"aitys/content"
)

// edits opens the screens on which a draft is changed.
func (d *newsdesk) edits() *person {
	d.t.Helper()
	d.editor.SendsFile("harvest.md", []byte(harvest)).Taps("Edit").Sees("What do you want to change?", "[1. Fields]", "[2. Roads]", "[+ Section]")
	return d.editor
}

func TestADraftIsChangedStepByStep(t *testing.T) {
	d := newDesk(t)
	editor := d.edits()
	editor.Taps("Title").Sees("Wheat &amp; &lt;b&gt;rain", "/cancel").Says("Wheat & snow").Sees("Wheat &amp; snow")
	editor.Taps("Text").Says("A <i>new</i> summary.").Sees("raw HTML").Says("A *new* summary.\n\nIn two paragraphs.").Sees("In two paragraphs")
	editor.Taps("1. Fields").Taps("Heading").Says("Fields and gardens").Sees("1. Fields and gardens")
	editor.Taps("12 million").Sees("What it says", "hectares", "• about").Taps("Number").Says("twelve").Sees("cannot read a number").Says("12 500 000").Sees("12.5 million hectares")
	editor.Taps("over").Sees("over 12.5 million")
	editor.Taps("Unit").Says("ha").Sees("12.5 million ha")
	editor.Taps("Period").Sees("2025", "Send - to leave it empty").Says("-").Sees("Period: —")
	editor.Taps("Source").Says("The Ministry").Sees("Source: The Ministry")
	editor.Taps("Number").Says("10 – 12").Sees("10–12")
	editor.Taps("◀ The section").Taps("Poll").Taps("Options").Says("Yes\n- No\n- Not yet").Sees("○ Not yet")
	editor.Taps("One may be chosen").Sees("☐ Not yet")
	editor.Taps("Question").Says("Rain?").Sees("<b>Rain?</b>")
	editor.Taps("◀ The section").Taps("Down").Sees("2. Fields and gardens")
	editor.Taps("+ Figure").Sees("What it says").Says("Trucks that waited").Sees("Number").Says("1 500").Sees("1,500 · Trucks that waited")
	editor.Taps("◀ The whole").Taps("+ Section").Says("Water").Sees("Text").Says("Rivers rose.").Sees("3. Water", "Rivers rose.")
	editor.Taps("+ Poll").Says("Is there enough?").Says("Yes\nNo").Sees("[Poll]")
	editor.Taps("◀ The whole").Taps("1. Roads").Taps("Delete the section").Sees("Delete this", "Roads").Taps("Delete").SeesNot("Roads")
	editor.Taps("◀ Preview").Sees("Wheat &amp; snow", "[1]", "[2]").SeesNot("[3]")
	want := []string{"title: Wheat & snow", "high: 12", "qualifier: over", "unit: ha", "source: The Ministry", "multiple: true", "## Water {#s1}", "value: 1500", "Rivers rose."}
	for _, part := range want {
		if got := d.draftText("harvest"); !strings.Contains(got, part) {
			t.Errorf("%q is missing in\n%s", part, got)
		}
	}
}

func TestWhatCannotStandThereIsRefused(t *testing.T) {
	d := newDesk(t)
	editor := d.edits()
	before := d.draftText("harvest")
	editor.Taps("Title").Says(strings.Repeat("long ", 60)).Sees("That cannot stand there", "/cancel")
	editor.Says("/cancel").Sees("Nothing")
	editor.Says("Some words that nobody asked for, said later.")
	editor.Says("/drafts").Taps("Open 1").Taps("Edit").Taps("Text").Says("Text\n\n## A heading {#fields2}\nMore").Sees("heading or a block")
	editor.Says("Text\n\n## A heading {#fields2}\n\nMore").Sees("heading or a block")
	editor.Says("Text\n\n```figures\n- id: f\n  label: L\n  value: 5\n```").Sees("heading or a block")
	editor.Says("Text\n\n```poll\nquestion: A?\noptions: [B, C]\n```").Sees("heading or a block")
	editor.Says("/drafts").Taps("Open 1").Taps("Edit").Taps("1. Fields").Taps("Poll").Taps("Options").Says("Only one").Sees("That cannot stand there")
	editor.Says("/drafts")
	editor.Says("These words come after something else was done: they change nothing.")
	if after := d.draftText("harvest"); after != before {
		t.Errorf("the draft became\n%s", after)
	}
}

func TestTheSameFieldByTwoEditors(t *testing.T) {
	d := newDesk(t)
	one := d.edits()
	two := d.person(anEditor+1, "en")
	two.Says("/drafts").Taps("Open 1").Taps("Edit").Taps("Title")
	one.Taps("Title").Says("The first").Sees("The first")
	two.Says("The second").Sees("Meanwhile editor", "Title", "The first", "The second", "[Use mine]")
	if got := d.draftText("harvest"); !strings.Contains(got, "title: The first") {
		t.Fatalf("the draft says\n%s", got)
	}
	two.Taps("Use mine").Sees("The second")
	if got := d.draftText("harvest"); !strings.Contains(got, "title: The second") {
		t.Errorf("the draft says\n%s", got)
	}
	two.Says("/drafts").Taps("Open 1").Taps("Edit").Taps("Text")
	one.Says("/drafts").Taps("Open 1").Taps("Edit").Taps("Title").Says("The third")
	two.Says("Another text.").Sees("Yours is stored. Meanwhile editor", "the title")
	if got := d.draftText("harvest"); !strings.Contains(got, "title: The third") || !strings.Contains(got, "Another text.") {
		t.Errorf("the draft says\n%s", got)
	}
}

func TestAllLanguagesStayAlike(t *testing.T) {
	d := newDesk(t)
	d.editor.SendsFile("harvest.md", []byte(harvest)).SendsFile("harvest.ru.md", []byte(harvestRu)).Sees("Пшеница")
	editor := d.editor
	editor.Taps("Edit").Taps("1. Поля").Taps("Посевы").Taps("Number").Says("13000000").Sees("13\u00a0млн")
	editor.Taps("exactly")
	if got := d.draftText("harvest"); !strings.Contains(got, "value: 13000000") || strings.Contains(got, "qualifier") {
		t.Errorf("the English draft says\n%s", got)
	}
	editor.Taps("◀ The section").Taps("Down").Sees("2. Поля").Taps("Up").Sees("1. Поля").Taps("Delete the section").Taps("Delete").Sees("[1. Дороги]")
	editor.Taps("+ Section").Says("Вода").Says("Реки поднялись.").Sees("in all languages")
	if got := d.draftText("harvest"); strings.Contains(got, "fields") || !strings.Contains(got, "## Вода {#s1}") {
		t.Errorf("the English draft says\n%s", got)
	}
	editor.Taps("◀ The whole").Taps("◀ Preview").SeesNot("⚠")
	editor.SendsFile("harvest.ru.md", []byte(harvestRu)).Sees("2 faults", "<b>Line 4</b>: the section &quot;s1&quot; of the original is missing")
}

func TestDetailsAreChangedByButtons(t *testing.T) {
	d := newDesk(t)
	d.editor.SendsFile("harvest.md", []byte(harvest)).SendsFile("harvest.ru.md", []byte(harvestRu)).Sees("Пшеница")
	editor := d.editor
	editor.Taps("Edit").Taps("Details").Sees("Publisher: —", "Date: —", "[Opinions as in the settings]")
	editor.Taps("Author").Says("A. <b>B</b>").Sees("Author: A. &lt;b&gt;B&lt;/b&gt;")
	editor.Taps("Date").Says("31.02.2026").Sees("cannot read a day").Says("1/2/2026").Sees("cannot read a day").Says("1.02.2026").Sees("Date: 2026-02-01")
	editor.Taps("Original page").Says("javascript:alert(1)").Sees("is not an address").Says("https://example.com/a").Sees("Original page: https://example.com/a")
	editor.Taps("Picture").Says("https://example.com/a.png").Sees("Picture: https://example.com/a.png")
	editor.Taps("Opinions as").Sees("[✓ Every opinion is read first]")
	has := func(lang content.Lang, wanted ...string) {
		t.Helper()
		got := d.textIn("harvest", lang)
		for _, one := range wanted {
			if is := strings.Contains(got, strings.TrimPrefix(one, "!")); is == strings.HasPrefix(one, "!") {
				t.Errorf("%s: %q in\n%s", lang, one, got)
			}
		}
	}
	has(content.Russian, "author: 'A. <b>B</b>'", "source: https://example.com/a\n", "date: 2026-02-01", "image: https://example.com/a.png", "sensitive: true")
	has(content.English, "publisher: The News", "!author:", "!source:", "image: https://example.com/a.png", "sensitive: true")
	editor.Taps("Date").Says("-").Sees("Date: —").Taps("✓ Every").Sees("[Opinions as")
	has(content.English, "!date:", "!sensitive")
	has(content.Russian, "!date:", "!sensitive")
}
