package phrases

import (
	"go/ast"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"aitys/content"
)

// saidOfFiles are the sentences that are said of article files: what content.Say is given.
func saidOfFiles(t *testing.T) map[string]bool {
	t.Helper()
	said := map[string]bool{}
	files, positions := program(t)
	for _, file := range files {
		ast.Inspect(file, func(node ast.Node) bool {
			call, is := node.(*ast.CallExpr)
			if !is || len(call.Args) == 0 {
				return true
			}
			if !says(file.Name.Name, call.Fun) {
				return true
			}
			literal, is := call.Args[0].(*ast.BasicLit)
			if name, passes := call.Args[0].(*ast.Ident); passes && name.Name == "english" {
				return true // Say hands on what it is given
			}
			if !is {
				t.Errorf("%s: the sentence is put together: give it arguments, so that it can be said in another language", positions.Position(call.Pos()))
				return true
			}
			sentence, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			said[sentence] = true
			return true
		})
	}
	return said
}

// says tells whether what is called makes words of a sentence: say within content, content.Say elsewhere.
func says(room string, called ast.Expr) bool {
	if name, is := called.(*ast.Ident); is {
		return room == "content" && name.Name == "say"
	}
	selector, is := called.(*ast.SelectorExpr)
	if !is || selector.Sel.Name != "Say" {
		return false
	}
	from, is := selector.X.(*ast.Ident)
	return is && from.Name == "content"
}

// verb finds where an argument stands, or a sign of percent.
var verb = regexp.MustCompile(`%[sq%]`)

func TestEveryFaultIsSaidInAllLanguages(t *testing.T) {
	said := saidOfFiles(t)
	if len(said) < 150 {
		t.Errorf("only %d sentences were found", len(said))
	}
	for _, lang := range content.Langs {
		translated := faultWords()[lang]
		for sentence := range said {
			other := translated[sentence]
			if got, want := len(verb.FindAllString(other, -1)), len(verb.FindAllString(sentence, -1)); other == "" || got != want || strings.Contains(verb.ReplaceAllString(other, ""), "%") {
				t.Errorf("%s: %q is %q", lang, sentence, other)
			}
		}
		for sentence := range translated {
			if !said[sentence] {
				t.Errorf("%s: nothing says %q any more", lang, sentence)
			}
		}
	}
}

// TestFaultsReadWell reads a faulty file to editors of each language; what they wrote stays as they wrote it.
func TestFaultsReadWell(t *testing.T) {
	_, faults := content.ParseArticle("a.md", []byte("---\nslug: a\nlang: en\ntitle: \"%s the poll\n---\nText.\n\n```figures\n- id: A%s\n  label: L\n```\n"))
	for lang, want := range map[content.Lang]string{
		content.English: "the front matter is broken YAML: a quote is not closed: end the value with the same quote; within double quotes write \\\"\n" +
			"\"id\" is \"A%s\": use a to z, 0 to 9 and -, at most 20\nthe figure has no number: add \"value\", or \"low\" and \"high\"",
		content.Russian: "шапка файла, ошибка в записи YAML: кавычка не закрыта: закончите значение такой же кавычкой; внутри двойных кавычек пишите \\\"\n" +
			"в ключе «id» стоит «A%s»: только буквы a–z, цифры 0–9 и знак -, не длиннее 20\nцифра: нет числа: добавьте value или low и high",
		content.Kazakh: "файлдың басы, YAML жазуында қате: тырнақша жабылмаған: мәнді дәл сондай тырнақшамен аяқтаңыз; қос тырнақшаның ішінде \\\" деп жазыңыз\n" +
			"«id» кілтінде «A%s» тұр: тек a–z әріптері, 0–9 цифрлары және - белгісі, ұзындығы ең көбі 20\nсан: сан мәні жоқ: value немесе low мен high қосыңыз",
	} {
		var lines []string
		for _, fault := range faults {
			voice := In(lang, nil)
			lines = append(lines, voice.Words(fault.Wrong)+": "+voice.Words(fault.Want))
		}
		if got := strings.Join(lines, "\n"); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", lang, got, want)
		}
	}
}
