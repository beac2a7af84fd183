package handlers_test

import (
	"fmt"
	"html"
	"strings"
	"testing"

	"aitys/content/text"
)

// faultyFiles are files that are wrong in one way each: what of the harvest is replaced by what, a line that is to be told, and a word of what is wrong with it.
var faultyFiles = []struct{ name, old, with, line, wrong string }{
	{"no front matter", "---\nslug", "slug", "slug: harvest", "front matter is missing"},
	{"front matter not closed", "2026-02-01\n---\n", "2026-02-01\n\n", "---", "not closed"},
	{"no slug", "slug: harvest\n", "", "", `no "slug"`},
	{"no title", "title: Wheat & <b>rain</b>\n", "", "", `no "title"`},
	{"slug with capitals", "slug: harvest", "slug: Harvest", "slug: Harvest", "slug"},
	{"slug too long", "slug: harvest", "slug: " + strings.Repeat("a", 41), "slug: aaa", "slug"},
	{"unknown language", "lang: en", "lang: de", "lang: de", `language "de"`},
	{"unknown key", "publisher:", "publishr:", "publishr:", "publishr"},
	{"key twice", "publisher: The News", "publisher: The News\npublisher: The News", "publisher:", "publisher"},
	{"no date", "date: 2026-02-01", "date: yesterday", "date: yesterday", "date"},
	{"impossible date", "date: 2026-02-01", "date: 2026-02-30", "date: 2026-02-30", "date"},
	{"source is no address", "date: 2026-02-01", "source: the ministry", "source: the ministry", "source"},
	{"title too long", "Wheat & <b>rain</b>", strings.Repeat("w", 201), "title: www", "title"},
	{"broken YAML", "title: Wheat", "title: \"Wheat", "title: \"Wheat", ""},
	{"no summary", "The harvest was early, and larger than the year before.\n", "", "", "no summary"},
	{"heading without id", "## Roads {#roads}", "## Roads", "## Roads", "without an id"},
	{"heading of level 3", "## Roads", "### Roads", "### Roads", "heading with 3 #"},
	{"id twice", "{#roads}", "{#fields}", "## Roads", "stands twice"},
	{"id with space", "{#roads}", "{#the roads}", "## Roads", "section id"},
	{"section without text", "Trucks waited for days.\n", "", "## Roads", "no summary"},
	{"raw HTML", "Trucks waited", "<b>Trucks</b> waited", "Trucks", "raw HTML"},
	{"link to nowhere", "Trucks waited", "[Trucks](ftp://x) waited", "waited", "link"},
	{"table or code block", "Trucks waited for days.", "```python\nprint()\n```", "```python", "python"},
	{"figures not closed", "  period: 2025\n", "  period: 2025\n```\n```poll\nquestion: A\n", "", ""},
	{"figures are no list", "```figures\n- id: area", "```figures\narea:", "", ""},
	{"figure without number", "  value: 12000000\n", "", "- id: area", "no number"},
	{"number with spaces", "value: 12000000", "value: 12 000 000", "value: 12 000 000", "value"},
	{"number in words", "value: 12000000", "value: twelve", "value: twelve", "value"},
	{"range upside down", "low: 80000", "low: 99000", "low: 99000", "smaller number"},
	{"half a range", "  high: 95000\n", "", "low: 80000", "without"},
	{"value and range", "  low: 80000", "  value: 5\n  low: 80000", "value: 5", "range"},
	{"unknown qualifier", "qualifier: about", "qualifier: abuot", "qualifier: abuot", `did you mean "about"`},
	{"figure without label", "  label: Land under wheat\n", "", "- id: area", "label"},
	{"figure id twice", "id: price", "id: area", "- id: area", "stands twice"},
	{"poll with one option", "[Yes, No]", "[Yes]", "options: [Yes]", "1 option"},
	{"option twice", "[Yes, No]", "[Yes, Yes]", "options: [Yes, Yes]", "stands twice"},
	{"poll without question", "question: Did the rain reach you?\n", "", "", "question"},
	{"question too long", "Did the rain reach you?", strings.Repeat("q", 301), "question: qqq", "question"},
	{"translation of itself", "lang: en", "lang: en\ntranslation_of: en", "translation_of: en", "translation_of"},
	{"hostile line", "## Roads {#roads}", "## <a href=\"tg://user?id=1\">x</a>", "## <a", "without an id"},
}

// TestFaultyFilesAreToldByLine pushes them. The bot names the line, shows it, and says what is wrong with it.
func TestFaultyFilesAreToldByLine(t *testing.T) {
	d := newDesk(t)
	for _, test := range faultyFiles {
		faulty := strings.Replace(harvest, test.old, test.with, 1)
		if faulty == harvest {
			t.Errorf("%s: the file has no %q", test.name, test.old)
		}
		got := d.editor.SendsFile("harvest.md", []byte(faulty)).since()
		if !strings.Contains(got, "Nothing is stored yet") || !strings.Contains(html.UnescapeString(got), test.wrong) || strings.Contains(got, "Stored as a draft") {
			t.Errorf("%s: wants to see %q, but sees:\n%s", test.name, test.wrong, got)
		}
		if strings.Contains(got, "<a href") {
			t.Errorf("%s: what the file holds becomes a link:\n%s", test.name, got)
		}
		wantLine(t, test.name, faulty, test.line, got)
	}
	d.editor.Says("/drafts").Sees("There are no drafts")
}

// wantLine wants one of the lines that begin so to be named and shown.
func wantLine(t *testing.T, name, file, begins, got string) {
	t.Helper()
	if begins == "" {
		if !strings.Contains(got, "<b>Line ") {
			t.Errorf("%s: no line is named:\n%s", name, got)
		}
		return
	}
	for i, line := range strings.Split(file, "\n") {
		shown := "<code>" + text.Escape(text.Truncate(text.NormaliseLine(line), 70)) + "</code>"
		if strings.Contains(line, begins) && strings.Contains(got, fmt.Sprintf("<b>Line %d</b>", i+1)) && strings.Contains(got, shown) {
			return
		}
	}
	t.Errorf("%s: the line %q is not told:\n%s", name, begins, got)
}

func TestManyFaultsAreToldTogether(t *testing.T) {
	d := newDesk(t)
	faulty := harvest + strings.Repeat("\n## Another\n", 45)
	d.editor.SendsFile("harvest.md", []byte(faulty)).Sees("faults. Nothing is stored", "more; mend these first")
	for _, m := range d.chats[anEditor] {
		if n := text.VisibleLen(string(m.out.Text)); n > 4096 {
			t.Errorf("a message of %d units", n)
		}
	}
}

// TestEditorsReadFaultsInTheirLanguage pushes what is wrong, and what does not fit, to an editor who speaks Russian.
func TestEditorsReadFaultsInTheirLanguage(t *testing.T) {
	d := newDesk(t)
	d.editor.who.LanguageCode = "ru"
	d.editor.SendsFile("harvest.md", []byte(strings.Replace(harvest, "[Yes, No]", "[Yes, Yes]", 1))).
		Sees("<b>Строка 28</b>: вариант «Yes» стоит дважды: дайте каждый вариант один раз", "<code>options: [Yes, Yes]</code>")
	d.editor.SendsFile("harvest.md", []byte(harvest)).Sees("Черновик сохранён, язык: английский")
	d.editor.SendsFile("harvest.md", []byte(strings.Replace(harvest, "lang: en", "lang: en\ntranslation_of: ru", 1))).
		Sees("harvest (en) – оригинал: уберите translation_of")
}
