package drafting

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
)

const paragraph = "The council met on Monday and decided to open the bridge before winter, its members said after the vote."

func TestSections(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		title  string
		want   []string
	}{
		"markdown":       {"# The title\n\n§\n\n## One\n\n§\n\n### Two\n\n§\n", "The title", []string{"One", "Two"}},
		"underlined":     {"The title\n=========\n\n§\n\nOne\n---\n\n§\n", "The title", []string{"One"}},
		"bold":           {"The title\n\n§\n\n**One**\n\n§\n", "The title", []string{"One"}},
		"short lines":    {"The title\n\n§\n\nOne thing\n\n§\n\nAnd what comes next?\n\n§\n", "The title", []string{"One thing", "And what comes next?"}},
		"no blank lines": {"The title\n§\nOne thing\n§\n§\n", "The title", []string{"One thing"}},
		"numbered":       {"The title\n\n§\n\n1. One thing\n\n§\n\n2. Another\n\n§\n", "The title", []string{"One thing", "Another"}},
		"a list is none": {"The title\n\n§\n\n1. One thing\n2. Another\n3. A third\n\n§\n", "The title", nil},
		"capitals":       {"The title\n\n§\n\nOLD PIPES\n\n§\n", "The title", []string{"Old pipes"}},
		"nothing below":  {"The title\n\n§\n\n## One\n\n## Two\n\n§\n", "The title", []string{"Two"}},
		"around it":      {"The title\n\nFrom our own desk\n\n03.12.2025, 17:00\n\n§\n\n§\n\nImage: the desk.\n\nSHARE YOUR OPINION!\n", "The title", nil},
		"wrapped":        {"The title\n\n" + strings.ReplaceAll(paragraph, " before", "\nbefore") + "\n\nOne thing\n\n" + strings.ReplaceAll(paragraph, " before", "\nbefore"), "The title", []string{"One thing"}},
		"front matter":   {"---\ntitle: The title\ndate: 2026-01-02\n---\n§\n\n## One\n\n§\n", "The title", []string{"One"}},
	} {
		t.Run(name, func(t *testing.T) {
			o := outlineOf(strings.ReplaceAll(c.source, "§", paragraph))
			var got []string
			for _, section := range o.sections[1:] {
				got = append(got, section.heading)
			}
			if diff := cmp.Diff(c.want, got); diff != "" || o.title != c.title {
				t.Errorf("title %q: %s", o.title, diff)
			}
		})
	}
}

// TestSubjects: a long text without headings is divided where its words change.
func TestSubjects(t *testing.T) {
	about := func(subject string) (all []string) {
		for i := range 6 {
			all = append(all, fmt.Sprintf("The %s of the region was spoken of for a long time, and every %s there has its own %s to tell, number %d says; what the %s needs most is another %s, and more %s as well. ", subject, subject, subject, i, subject, subject, subject)+
				strings.Repeat(fmt.Sprintf("Many a %s was built for it. ", subject), 3))
		}
		return all
	}
	var o outline
	o.sections = []chapter{{paragraphs: append(append(about("harbour"), about("theatre")...), about("glacier")...)}}
	o.divideBySubject()
	var starts []int
	n := 0
	for _, c := range o.sections[:len(o.sections)-1] {
		n += len(c.paragraphs)
		starts = append(starts, n)
	}
	if diff := cmp.Diff([]int{6, 12}, starts); diff != "" || !o.divided {
		t.Error(diff)
	}
}

func TestStandsAlone(t *testing.T) {
	for sentence, lang := range map[string]content.Lang{
		"However, the council left open who pays for it.": "en", "He said that the bridge was closed.": "en", "«Мы построим мост к зиме, сказал он журналистам.": "ru",
		"Однако водителей пока не хватает.": "ru", "Её построили ещё до войны в старом городе.": "ru", "Бұл көпір былтыр салынған болатын.": "kk", "Бірақ мұғалім әлі де жетіспейді.": "kk", "Too short.": "en",
	} {
		if standsAlone(sentence, lang) {
			t.Errorf("%q is taken to stand alone", sentence)
		}
	}
	for sentence, lang := range map[string]content.Lang{
		"The council opened the bridge on Monday.": "en", "Город открыл новый мост через реку.": "ru", "Облыста жаңа көпір салынып, іске қосылды.": "kk", "Heavy rain closed the roads in the north.": "en",
	} {
		if !standsAlone(sentence, lang) {
			t.Errorf("%q is not taken to stand alone", sentence)
		}
	}
}

// TestSummary: the lead weighs most, what points back is left out, what stands twice is said once.
func TestSummary(t *testing.T) {
	got := summaryOf([]string{
		"The city opened a bridge over the river on Monday. However, buses of the city will not cross the bridge yet. The city opened a bridge over the river on Monday.",
		"Buses will cross the new bridge every ten minutes from May on. The weather was mild.",
	}, "City opens bridge", content.English, 2)
	want := content.Markdown("The city opened a bridge over the river on Monday. Buses will cross the new bridge every ten minutes from May on.")
	if got != want {
		t.Errorf("got %q", got)
	}
}

func TestMarkdownOf(t *testing.T) {
	for _, s := range []string{"2024. A year", "- a dash", "# no heading", "a*b*c _d_ `e` [f](g) <h> i~~j~~", "AT&T &amp; R&D", `a\b`, "+ plus", "= equals"} {
		if got := markdownOf(s).Plain(); got != s {
			t.Errorf("%q reads as %q", s, got)
		}
	}
}

func TestPolls(t *testing.T) {
	for _, lang := range content.Langs {
		if len(subjects[lang]) != len(subjects[content.English]) {
			t.Errorf("%s has %d subjects", lang, len(subjects[lang]))
		}
		for _, s := range subjects[lang] {
			if n := len(s.poll.Options); n < 3 || n > 5 || len(s.about) == 0 || !strings.HasSuffix(s.poll.Question, "?") {
				t.Errorf("%s: %q has %d options", lang, s.poll.Question, n)
			}
		}
	}
}
