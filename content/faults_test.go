package content

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the faults that are found into testdata/faults/*.want, to be read before they are committed")

// Each file in testdata/faults has the faults that stand in the .want beside it, and no others.
func TestFaults(t *testing.T) {
	for path, data := range files(t, "testdata/faults/*.md") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			_, faults := ParseArticle(filepath.Base(path), data)
			got := faults.Error() + "\n"
			wanted := strings.TrimSuffix(path, ".md") + ".want"
			if *update {
				if err := os.WriteFile(wanted, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(filepath.Clean(wanted))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("the faults differ (-want +got):\n%s", diff)
			}
		})
	}
}

// article makes a file of front matter that is right and a body.
func article(body string) []byte {
	return []byte("---\nslug: library\nlang: en\ntitle: T\n---\n" + body)
}

func TestFaultsOfBytesAndLimits(t *testing.T) {
	figure := func(n int) string { return fmt.Sprintf("- id: f%d\n  label: L\n  value: 1\n", n) }
	var figures, sections strings.Builder
	for n := range 101 {
		figures.WriteString(figure(n))
	}
	for n := range 51 {
		fmt.Fprintf(&sections, "\n## S {#s%d}\n\nText.\n", n)
	}
	for _, c := range []struct {
		name string
		data []byte
		want string // each fault as line: beginning
	}{
		{"not UTF-8", article("Fine.\n\nN\xfft fine.\nN\xfft.\n"), "8: the text is not UTF-8"},
		{"UTF-16", []byte("\xff\xfe-\x00-\x00-\x00\n\x00"), "1: the text is not UTF-8|1: the control character U+0000|1: the front matter is missing|2: the control character U+0000"},
		{"controls", article("One\x00.\n\nTwo\x1b[0m.\n"), "6: the control character U+0000|8: the control character U+001B"},
		{"a stray CR", article("One.\rTwo.\n"), "6: the control character U+000D"},
		{"CR LF and a byte order mark", append([]byte("\uFEFF"), bytes.ReplaceAll(article("One.\n\n## A\n\nText.\n"), []byte("\n"), []byte("\r\n"))...), "8: a heading without an id"},
		{"too large", append(article("One."), bytes.Repeat([]byte("a"), MaxFile)...), "1: the file has 1048620 bytes"},
		{"too many figures", article("Text.\n\n```figures\n" + figures.String() + "```\n"), "309: more than 100 figures"},
		{"too many sections", article("Text.\n" + sections.String()), "208: more than 50 sections"},
		{"a summary too long", article(strings.Repeat("Text. ", 7000)), "6: the summary of the whole article has 41999 characters"},
		{"a file of one summary", article(strings.Repeat("Text.\n\n", 50000)), "6: the summary of the whole article has 349998 bytes"},
		{"a paragraph too long", article("Text.\n\n" + strings.Repeat("Text.\n", 14000)), "13115: over 65536 bytes"},
		{"markup without end", article("Text.\n\n" + strings.Repeat("*a_", 5000)), "8: over 2000 signs of markup"},
		{"quotes within quotes", article("Text.\n\n" + strings.Repeat(">", 100000) + "a"), "8: lists or quotes too deep"},
		{"lists within lists", article("Text.\n\n" + strings.Repeat("- ", 1000) + "a\n"), "8: lists or quotes too deep"},
		{"lists in YAML", article("Text.\n\n```figures\n" + strings.Repeat("- ", 1000) + "a\n```\n"), "9: lists within lists"},
		{"brackets in YAML", article("Text.\n\n```poll\noptions: " + strings.Repeat("[", 5000) + "\n```\n"), "9: lists within lists"},
		{"keys without end", article("Text.\n\n```poll\n" + strings.Repeat("a: b\n", 5000) + "```\n"), "9: the poll is too long"},
		{"aliases that multiply", article("Text.\n\n```poll\na: &a [x, x]\nb: &b [*a, *a]\nquestion: *b\n```\n"), `9: "&" has a meaning of its own`},
	} {
		_, faults := ParseArticle("a.md", c.data)
		var got []string
		wants := strings.Split(c.want, "|")
		for i, fault := range faults {
			said := fmt.Sprintf("%d: %s", fault.Line, fault.Wrong)
			if i < len(wants) && strings.HasPrefix(said, wants[i]) {
				said = wants[i]
			}
			got = append(got, said)
		}
		if diff := cmp.Diff(wants, got); diff != "" {
			t.Errorf("%s: the faults differ (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestTooIntricate(t *testing.T) {
	much := strings.Repeat("*a_", 1500) + "\n"
	for _, c := range []struct {
		name, markdown string
		want           bool
	}{
		{"text", "a\n\n" + much, true},
		{"with blank lines between", strings.Repeat(strings.Repeat("*a_", 100)+"\n\n", 100), false},
		{"a rule", strings.Repeat("- ", 100) + "\n\n" + strings.Repeat("*", 100), false},
		{"nested quotes without text", strings.Repeat("> ", 100), true},
		{"nested lists without text", strings.Repeat("+ ", 100) + "\n\n" + strings.Repeat("1) ", 100), true},
		{"in a block", "```figures\n" + much + "```\n", false},
		{"behind a block", "```figures\n```\n" + much, true},
		{"in what seems a block within HTML", "<!--\n```figures\n-->\n" + much, true},
		{"in a block that seems to end", "```figures\n``` a\n    ```\n" + much, false},
	} {
		_, wrong, _ := tooIntricate(c.markdown)
		if got := !wrong.none(); got != c.want {
			t.Errorf("%s: %t, want %t", c.name, got, c.want)
		}
	}
}

// At each limit a file is still good: the faults begin beyond it.
func TestLimitsThemselvesAreGood(t *testing.T) {
	long := func(n int) string { return strings.Repeat("я", n) }
	var b strings.Builder
	fmt.Fprintf(&b, "---\nslug: %s\nlang: ru\ntitle: %s\npublisher: %s\n---\n%s\n", strings.Repeat("a", MaxSlug), long(MaxTitle), long(MaxName), strings.Repeat(long(98)+"\n\n", MaxSummary/100-1)+long(100))
	b.WriteString("\n```figures\n")
	for n := range MaxFigures {
		fmt.Fprintf(&b, "- id: %s%03d\n  label: %s\n  value: -999999999999999.999999\n  unit: %s\n  period: %s\n  source: %s\n",
			strings.Repeat("f", MaxFigureID-3), n, long(MaxLabel), long(MaxUnit), long(MaxPeriod), long(MaxSource))
	}
	b.WriteString("```\n")
	for n := range MaxSections {
		fmt.Fprintf(&b, "\n## %s {#%s%02d}\n\nТекст.\n\n```poll\nquestion: %s\noptions:\n", long(MaxHeading), strings.Repeat("s", MaxSectionID-2), n, long(MaxQuestion))
		for option := range MaxOptions {
			fmt.Fprintf(&b, "- %d%s\n", option, long(MaxOption-1))
		}
		b.WriteString("```\n")
	}
	checkRoundTrip(t, mustParse(t, "limits.md", []byte(b.String())))
}

func TestFilesMadeToBeSlowAreRefused(t *testing.T) {
	for _, s := range []string{"*a_", "[a](", "> ", "1) ", "[a]: b\n", "```figures\n", "```a\n", "## a {#b}\n", "```poll\na: b\n```\n"} {
		_, faults := ParseArticle("a.md", article(strings.Repeat(s, MaxFile/32/len(s))))
		if len(faults) == 0 || len(faults) > maxFaults {
			t.Errorf("%d faults in a file of %q", len(faults), s)
		}
	}
}
