package phrases

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"aitys/content"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/feature/plural"
)

// constants reads the files of keys: the value of each constant of type Key, with the comment behind it.
func constants(t *testing.T) map[Key]constant {
	t.Helper()
	files, err := filepath.Glob("keys*.go")
	if err != nil {
		t.Fatal(err)
	}
	var decls []ast.Decl
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		decls = append(decls, file.Decls...)
	}
	found := map[Key]constant{}
	for _, decl := range decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok || group.Tok != token.CONST {
			continue
		}
		for _, spec := range group.Specs {
			value := spec.(*ast.ValueSpec)
			key, err := strconv.Unquote(value.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			found[Key(key)] = constant{value.Names[0].Name, value.Comment.Text()}
		}
	}
	return found
}

type constant struct{ name, comment string }

func TestEveryConstantHasItsPhraseInEveryLanguage(t *testing.T) {
	keys := slices.Sorted(maps.Keys(constants(t)))
	for _, lang := range content.Langs {
		have := slices.Sorted(maps.Keys(catalogues()[lang].phrases))
		if diff := cmp.Diff(keys, have); diff != "" {
			t.Errorf("%s.yaml differs from the constants (-constants +%s.yaml):\n%s", lang, lang, diff)
		}
	}
	if diff := cmp.Diff(keys, All()); diff != "" {
		t.Errorf("All differs from the constants (-constants +All):\n%s", diff)
	}
}

func TestPhrasesNameTheSameArgumentsInEveryLanguage(t *testing.T) {
	for key, constant := range constants(t) {
		want := argsOf(catalogues()[content.English].phrases[key].html[plural.Other])
		for _, lang := range content.Langs {
			e := catalogues()[lang].phrases[key]
			for form, p := range e.html {
				if p == nil {
					continue
				}
				if diff := cmp.Diff(want, argsOf(p)); diff != "" {
					t.Errorf("%s.yaml: %s, form %d: arguments differ from English (-English +%s):\n%s", lang, key, form, lang, diff)
				}
			}
		}
		for _, arg := range want {
			if arg != "N" && !regexp.MustCompile(`\b`+arg+`\b`).MatchString(constant.comment) {
				t.Errorf("the comment behind %s does not name the argument %s", constant.name, arg)
			}
		}
	}
}

func argsOf(p *phrase) []string {
	names := p.args()
	slices.Sort(names)
	return slices.Compact(names)
}

// pluralForms are the forms that CLDR has for a language, found by asking for enough numbers.
func pluralForms(lang content.Lang) []plural.Form {
	v := In(lang, nil)
	found := map[plural.Form]bool{}
	for n := range 1_000 {
		found[v.form(content.Number(itoa(n)))] = true
		found[v.form(content.Number(itoa(n)+".5"))] = true
	}
	found[v.form("1000000")] = true
	return slices.Sorted(maps.Keys(found))
}

func TestCountedPhrasesHaveThePluralFormsOfTheirLanguage(t *testing.T) {
	counted := 0
	for _, key := range All() {
		if !slices.Contains(argsOf(catalogues()[content.English].phrases[key].html[plural.Other]), "N") {
			continue
		}
		counted++
		for _, lang := range content.Langs {
			var have []plural.Form
			for form, p := range catalogues()[lang].phrases[key].html {
				if p != nil {
					have = append(have, plural.Form(form))
				}
			}
			if diff := cmp.Diff(pluralForms(lang), have); diff != "" {
				t.Errorf("%s.yaml: %s: plural forms differ from CLDR's (-CLDR +%s.yaml):\n%s", lang, key, lang, diff)
			}
		}
	}
	if counted == 0 {
		t.Error("no phrase counts anything: this test tests nothing")
	}
	if want := []plural.Form{plural.Other, plural.One, plural.Few, plural.Many}; !slices.Equal(pluralForms(content.Russian), want) {
		t.Errorf("Russian has the forms %v, want %v", pluralForms(content.Russian), want)
	}
}

// each calls do with every form of every phrase, as it is written in its language's file.
func each(do func(lang content.Lang, key Key, words string)) {
	for _, lang := range content.Langs {
		for key, e := range catalogues()[lang].phrases {
			variants := e.html
			if key.IsPlain() {
				variants = e.plain
			}
			for _, p := range variants {
				if p != nil {
					do(lang, key, written(p))
				}
			}
		}
	}
}

// written puts a phrase together again as its file has it.
func written(p *phrase) string {
	var b strings.Builder
	for _, piece := range p.pieces {
		if piece.arg != "" {
			b.WriteString("{{." + piece.arg + "}}")
		}
		b.WriteString(piece.words)
	}
	return b.String()
}

func TestTranslationsAreTranslated(t *testing.T) {
	each(func(lang content.Lang, key Key, words string) {
		english := written(catalogues()[content.English].phrases[key].html[plural.Other])
		if lang != content.English && words == english && strings.IndexFunc(wordsOnly(words), unicode.IsLetter) >= 0 {
			t.Errorf("%s.yaml: %s stands there in English: %q", lang, key, words)
		}
	})
}

// wordsOnly leaves out arguments and tags.
func wordsOnly(s string) string { return regexp.MustCompile(`{{.*?}}|<.*?>`).ReplaceAllString(s, " ") }

func TestWordsKeepToOneAlphabet(t *testing.T) {
	word := regexp.MustCompile(`[\p{L}\p{M}]+`)
	each(func(lang content.Lang, key Key, words string) {
		for _, w := range word.FindAllString(wordsOnly(words), -1) {
			latin := strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
			cyrillic := strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
			if latin && cyrillic || cyrillic && lang == content.English {
				t.Errorf("%s.yaml: %s: the word %q mixes alphabets", lang, key, w)
			}
			if lang == content.Russian && strings.ContainsAny(strings.ToLower(w), "әғқңөұүһі") {
				t.Errorf("ru.yaml: %s: the word %q is Kazakh", key, w)
			}
		}
	})
}

// telegramTags are the tags that Telegram's HTML knows and phrases use, with the attributes that may stand in them.
var telegramTags = regexp.MustCompile(`<(/?)(b|i|u|s|code|pre|blockquote)( expandable)?>`)

func TestHTMLPhrasesHaveBalancedTelegramTags(t *testing.T) {
	each(func(lang content.Lang, key Key, words string) {
		if key.IsPlain() {
			if strings.ContainsAny(words, "<>&") {
				t.Errorf("%s.yaml: %s is plain text and has markup: %q", lang, key, words)
			}
			return
		}
		if fault := unbalanced(words); fault != "" {
			t.Errorf("%s.yaml: %s: %s in %q", lang, key, fault, words)
		}
	})
}

// unbalanced tells what is wrong with the tags of an HTML text, "" when nothing is.
func unbalanced(html string) string {
	var open []string
	for _, tag := range telegramTags.FindAllStringSubmatch(html, -1) {
		switch closing := tag[1] == "/"; {
		case !closing:
			open = append(open, tag[2])
		case len(open) == 0 || open[len(open)-1] != tag[2]:
			return "</" + tag[2] + "> closes nothing"
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return "<" + open[0] + "> is not closed"
	}
	if strings.ContainsAny(telegramTags.ReplaceAllString(html, ""), "<>") {
		return "a tag that Telegram does not know"
	}
	return ""
}

func TestPhrasesFitWhereTelegramShowsThem(t *testing.T) {
	limits := map[Key]int{BotName: 64, BotDescription: 512, BotShortDescription: 120}
	groups := map[string]int{"press": 200, "command": 256, "button": 40, "keyboard": 20}
	each(func(lang content.Lang, key Key, words string) {
		limit, ok := limits[key]
		if !ok {
			group, _, _ := strings.Cut(string(key), ".")
			if limit, ok = groups[group]; !ok {
				limit = 4096
			}
		}
		if length := len(utf16.Encode([]rune(words))); length > limit {
			t.Errorf("%s.yaml: %s has %d UTF-16 units, want at most %d", lang, key, length, limit)
		}
	})
}

func TestKeyboardWordsDifferWithinALanguage(t *testing.T) {
	for _, lang := range content.Langs {
		v, seen := In(lang, nil), map[string]Key{}
		for _, key := range []Key{KeyboardRead, KeyboardFigures, KeyboardVote, KeyboardSpeak} {
			word := v.Plain(key)
			if other, twice := seen[word]; twice {
				t.Errorf("%s: %s and %s are both %q", lang, key, other, word)
			}
			seen[word] = key
		}
	}
}

func TestParseCatalogueRefuses(t *testing.T) {
	for name, file := range map[string]string{
		"the same key twice":      "a.b: one\na.b: two\n",
		"a phrase without words":  "a.b: \"\"\n",
		"no form for other":       "a.b:\n  one: one thing\n",
		"logic in a phrase":       "a.b: \"{{if .X}}x{{end}}\"\n",
		"a pipe in a phrase":      "a.b: \"{{.X | html}}\"\n",
		"an argument's own field": "a.b: \"{{.X.Y}}\"\n",
		"an open brace":           "a.b: \"{{.X\"\n",
		"broken YAML":             "a.b: [\n",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := parseCatalogue(content.English, "en.yaml", []byte(file)); err == nil {
				t.Errorf("no error for %q", file)
			}
		})
	}
}

func FuzzParsePhrase(f *testing.F) {
	for _, seed := range []string{"", "words", "{{.Name}}, hello", "{{", "{{/* */}}", "{{define \"x\"}}{{end}}", "{{`a`}}", "{{- .A -}} b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := parsePhrase("fuzz", text)
		if err != nil {
			return
		}
		again, err := parsePhrase("fuzz", written(p))
		if err != nil || written(again) != written(p) {
			t.Errorf("%q was taken apart as %q, which is taken apart as %v, %v", text, written(p), again, err)
		}
	})
}
