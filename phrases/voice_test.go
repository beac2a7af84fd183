package phrases

import (
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/content/text"
)

func TestSayEscapesWhatPeopleWrote(t *testing.T) {
	said := string(In(content.English, nil).Say(StartGreetingNamed, Args{"Name": `<b>"A" & B</b>`}))
	if want := "Hello, &lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;!"; !strings.HasPrefix(said, want) {
		t.Errorf("said %q, want it to begin with %q", said, want)
	}
}

func TestSayLeavesHTMLAsItIs(t *testing.T) {
	v := In(content.English, nil)
	said := v.Say(FigureLine, Args{"Number": 1, "Value": content.HTML("<u>5</u> &amp; more"), "Label": "a < b"})
	if want := content.HTML("1. <b><u>5</u> &amp; more</b> — a &lt; b"); said != want {
		t.Errorf("said %q, want %q", said, want)
	}
}

func TestArgumentsAreWrittenAsTheLanguageWritesThem(t *testing.T) {
	at := time.Date(2025, 12, 3, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		lang  content.Lang
		value any
		want  string
	}{
		{content.English, 80_000, "80,000"},
		{content.Russian, content.Number("1.5"), "1,5"},
		{content.Kazakh, content.Date{Year: 2025, Month: time.December, Day: 3}, "2025 жылғы 3 желтоқсан"},
		{content.English, at, "December 3, 2025, 12:00"},
		{content.Russian, []string{"a", "<b>"}, "a и &lt;b&gt;"},
		{content.English, content.Figure{Value: "40", Unit: "%", Qualifier: content.Over}, "over 40%"},
		{content.English, content.Slug("a-b"), "a-b"},
		{content.English, nil, ""},
	} {
		said := In(test.lang, nil).Say(SummaryTitle, Args{"Title": test.value})
		if want := content.HTML("<b>" + test.want + "</b>"); said != want {
			t.Errorf("%s: %v was said as %q, want %q", test.lang, test.value, said, want)
		}
	}
}

func TestRightToLeftArgumentsAreIsolated(t *testing.T) {
	v := In(content.English, nil)
	for name, isolated := range map[string]bool{"Ann": false, "Айгүл": false, "Ünal 🌷": false, "עדי": true, "محمد": true, "Ann محمد": true, "𞤀𞤣": true} {
		want := name
		if isolated {
			want = "\u2068" + name + "\u2069"
		}
		if said := v.Say(SummaryTitle, Args{"Title": name}); said != content.HTML("<b>"+want+"</b>") {
			t.Errorf("%q was said as %q, want %q isolated: %v", name, said, name, isolated)
		}
	}
}

func TestPlainCarriesNoMarkup(t *testing.T) {
	v := In(content.English, nil)
	for _, test := range []struct {
		key  Key
		args Args
		want string
	}{
		{ButtonSection, Args{"Number": 1, "Heading": "R&D <now>"}, "1. R&D <now>"},
		{ButtonSection, Args{"Number": 1, "Heading": content.HTML("<b>R&amp;D</b> &lt;now&gt;")}, "1. R&D <now>"},
		{ArticlesTitle, nil, "Articles, newest first"},
	} {
		if said := v.Plain(test.key, test.args); said != test.want {
			t.Errorf("%s was said as %q, want %q", test.key, said, test.want)
		}
	}
}

func TestCountChoosesThePluralForm(t *testing.T) {
	for _, test := range []struct {
		lang content.Lang
		n    int
		want string
	}{
		{content.English, 1, "<b>1 key figure</b>\nT"},
		{content.English, 0, "<b>0 key figures</b>\nT"},
		{content.English, 1_000_001, "<b>1,000,001 key figures</b>\nT"},
		{content.Russian, 1, "<b>1 ключевая цифра</b>\nT"},
		{content.Russian, 3, "<b>3 ключевые цифры</b>\nT"},
		{content.Russian, 13, "<b>13 ключевых цифр</b>\nT"},
		{content.Russian, 21, "<b>21 ключевая цифра</b>\nT"},
		{content.Russian, 1_122, "<b>1\u00a0122 ключевые цифры</b>\nT"},
		{content.Kazakh, 1, "<b>1 негізгі сан</b>\nT"},
		{content.Kazakh, 13, "<b>13 негізгі сан</b>\nT"},
	} {
		said := In(test.lang, nil).Count(FiguresTitle, test.n, Args{"Title": "T"})
		if said != content.HTML(test.want) {
			t.Errorf("%s: %d: said %q, want %q", test.lang, test.n, said, test.want)
		}
	}
}

func TestCountLeavesTheCallersArgumentsAlone(t *testing.T) {
	args := make([]Args, 1, 2)
	args[0] = Args{"Title": "T"}
	In(content.English, nil).Count(FiguresTitle, 2, args...)
	if args[:2][1] != nil {
		t.Error("Count wrote into the caller's slice")
	}
}

func TestInFallsBackToEnglishAndUTC(t *testing.T) {
	v := In("xx", nil)
	if v.Lang() != content.English {
		t.Errorf("the language is %q, want %q", v.Lang(), content.English)
	}
	if told := v.Time(time.Date(2025, 1, 2, 3, 4, 59, 0, time.FixedZone("", 3600))); told != "January 2, 2025, 02:04" {
		t.Errorf("the time is told as %q, want that of UTC", told)
	}
}

func TestUnknownKeyIsSaidByItsName(t *testing.T) {
	if said := In(content.English, nil).Say("no.such"); said != "no.such" {
		t.Errorf("said %q, want the key's name", said)
	}
}

// FuzzSay: whatever a person is called, their name adds no tag to a phrase and, taken out of it again, is what it was.
func FuzzSay(f *testing.F) {
	for _, seed := range []string{"", "Ann", "<b>", "&lt;", `"`, "</i>", "{{.Name}}", "עדי", "\u2069", "\x00", "a\xffb"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		for _, lang := range content.Langs {
			said := In(lang, nil).Say(SummaryTitle, Args{"Title": name})
			if fault := unbalanced(string(said)); fault != "" || strings.Count(string(said), "<") != 2 {
				t.Fatalf("%q is said as %q: %s", name, said, fault)
			}
			if plain := strings.Trim(text.StripTags(string(said)), "\u2068\u2069"); plain != strings.Trim(name, "\u2068\u2069") {
				t.Fatalf("%q is read back as %q", name, plain)
			}
		}
	})
}

func BenchmarkSay(b *testing.B) {
	v := In(content.Kazakh, nil)
	b.Run("no arguments", func(b *testing.B) {
		for b.Loop() {
			v.Say(GotText)
		}
	})
	b.Run("two arguments", func(b *testing.B) {
		for b.Loop() {
			v.Say(SectionTitle, Args{"Number": 2, "Heading": "Еңбек нарығы"})
		}
	})
	b.Run("a figure", func(b *testing.B) {
		figure := content.Figure{Value: "80000", Unit: "рұқсат", Qualifier: content.Over}
		for b.Loop() {
			v.Figure(figure)
		}
	})
	b.Run("count", func(b *testing.B) {
		for b.Loop() {
			v.Count(FiguresTitle, 13, Args{"Title": "Қазақстан экономикасы"})
		}
	})
	b.Run("in", func(b *testing.B) {
		for b.Loop() {
			In(content.Kazakh, time.UTC).Say(GotText)
		}
	})
}
