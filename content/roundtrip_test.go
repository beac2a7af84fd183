package content

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Parts of which files are made that are mostly readable, and odd: what YAML and Markdown give a meaning to, where it has none.
var (
	oddValues = []string{
		"No", "null", "~", "2025", "1e9", "0x10", ".inf", "-", "---", "...", "a: b", "a #b", "a:", ":a", "# a", "'", "''", `"`, `\`, `\n`, "{a}", "[a]", "a, b", "@a", "`a`", "%a",
		"&a", "*a", "!a", "? a", "- a", "| a", "> a", "<<", "=", "é", "e\u0301", "👨‍👩‍👧", "Қазақстан", "80\u00A0000", "a  b", "a\tb", "https://x.kz/?a=1&b=2#c", "12:30", "«a»", "it's",
		"a'b\"c", "\u202Ea", "５", "a\\", "true", "+1", "1,5", "$5", "5%", "№ 5", "a|b", "a -b", "(a)", "_a_", "a ? b", "ﬁ", "ø: ø", "a\u2028b", "\u0301a", "0", "a: ", "-5", "- ", "?", "!", ",a",
	}
	oddMarkdown = []string{
		"a", "*a*", "**a", "a*b*c", "- a", "  - b", "    - c", "1. a", "2) b", "> a", "> > b", ">", "\\# a", "\\", "`a`", "``a", "[a](https://b.c)", "[a](tg://b?c=d)", "<https://a.b>", "![a](b)", "~~a~~",
		"a  ", "a\\", "&amp; &lt;b&gt; &#x202E; &#0;", "a < b", "a & b", "...", "+", "a {#b}", "  a", "   a", "a\u00A0", "\u0301", "[a]", "[a]:", "[a]: b", "$5", "5.", "-", "_", "* *", "é", "e\u0301", "👍",
		"\ta", " \ta", "|a|b|", "a: b", "#a", "##a", ">a", "-a", "``` a ``` b", "<3", "\\<b>", "a\n===", "\\---", "a\n    b", "*", "—",
	}
)

// drawValue draws a value as an editor may write it: plain, or in quotes.
func drawValue(t *rapid.T, label string) string {
	value := strings.Join(rapid.SliceOfN(rapid.SampledFrom(oddValues), 1, 3).Draw(t, label), rapid.SampledFrom([]string{"", " ", "a"}).Draw(t, "between"))
	switch rapid.IntRange(0, 2).Draw(t, "quotes") {
	case 0:
		return "'" + strings.ReplaceAll(value, "'", "''") + "'"
	case 1:
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
	}
	return value
}

func drawMarkdown(t *rapid.T) string {
	lines := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(oddMarkdown), rapid.Just("")), 1, 6).Draw(t, "summary")
	return "a" + strings.Join(lines, "\n") + "\n\n" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(oddMarkdown), 0, 3).Draw(t, "more"), "\n\n") + "\n"
}

func drawPart(t *rapid.T, id string) string {
	var b strings.Builder
	b.WriteString(drawMarkdown(t))
	if rapid.Bool().Draw(t, "figures") {
		b.WriteString("\n```figures\n- id: " + id + "\n  label: " + drawValue(t, "label") + "\n  value: " + rapid.SampledFrom([]string{"5", "'2.0'", "-0.5"}).Draw(t, "value") + "\n  unit: " + drawValue(t, "unit") + "\n```\n")
	}
	if rapid.Bool().Draw(t, "text between") {
		b.WriteString(drawMarkdown(t))
	}
	if rapid.Bool().Draw(t, "poll") {
		b.WriteString("\n```poll\nquestion: " + drawValue(t, "question") + "\noptions:\n- 1" + drawValue(t, "option") + "\n- 2" + drawValue(t, "option") + "\n```\n")
	}
	return b.String()
}

func TestEveryReadableFileReadsBackAsPrinted(t *testing.T) {
	readable := 0
	rapid.Check(t, func(t *rapid.T) {
		source := "---\nslug: a\nlang: en\ntitle: " + drawValue(t, "title") + "\nauthor: " + drawValue(t, "author") + "\n---\n" + drawPart(t, "one")
		if rapid.Bool().Draw(t, "section") {
			heading := strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(oddMarkdown), rapid.SampledFrom(oddValues)), 1, 3).Draw(t, "heading"), " ")
			source += "\n## " + strings.ReplaceAll(heading, "\n", " ") + " {#s}\n" + drawPart(t, "two")
		}
		article, faults := ParseArticle("drawn.md", []byte(source))
		if len(faults) == 0 {
			readable++
			checkRoundTrip(t, article)
		}
	})
	if readable == 0 {
		t.Error("no file that was drawn could be read: nothing was checked")
	}
}
