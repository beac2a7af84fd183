package phrases

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"aitys/content"

	"golang.org/x/text/feature/plural"
)

// program reads the Go files of the whole program but tests and this package's own.
func program(t *testing.T) (files []*ast.File, positions *token.FileSet) {
	t.Helper()
	positions = token.NewFileSet()
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			if name := entry.Name(); path != ".." && strings.HasPrefix(name, ".") || name == "testdata" || name == "phrases" {
				return fs.SkipDir
			}
			return nil
		case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(positions, path, nil, parser.SkipObjectResolution)
		files = append(files, file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, positions
}

// named returns the constant that an expression such as phrases.NoArticles or string(phrases.NoArticles) names; "" where it names none.
func named(expr ast.Expr) string {
	if call, ok := expr.(*ast.CallExpr); ok && len(call.Args) == 1 {
		expr = call.Args[0]
	}
	selector, ok := expr.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	if from, ok := selector.X.(*ast.Ident); !ok || from.Name != "phrases" {
		return ""
	}
	return selector.Sel.Name
}

func TestEveryPhraseIsSaidSomewhere(t *testing.T) {
	used := map[string]bool{}
	files, _ := program(t)
	for _, file := range files {
		ast.Inspect(file, func(node ast.Node) bool {
			if expr, ok := node.(ast.Expr); ok {
				used[named(expr)] = true
			}
			return true
		})
	}
	for _, constant := range constants(t) {
		if ast.IsExported(constant.name) && !used[constant.name] {
			t.Errorf("nothing says phrases.%s", constant.name)
		}
	}
}

// saying is a place in the program that says a phrase with arguments written out on the spot.
type saying struct {
	constant string
	counted  bool
	args     []string
	at       token.Pos
}

// sayings finds the calls of Say, Plain and Count, and the errors that carry a phrase.
func sayings(file *ast.File) []saying {
	var found []saying
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.CallExpr:
			if s, ok := called(node); ok {
				found = append(found, s)
			}
		case *ast.CompositeLit:
			if s, ok := carried(node); ok {
				found = append(found, s)
			}
		}
		return true
	})
	return found
}

func called(call *ast.CallExpr) (saying, bool) {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) == 0 || !slices.Contains([]string{"Say", "Plain", "Count"}, method.Sel.Name) {
		return saying{}, false
	}
	s := saying{constant: named(call.Args[0]), counted: method.Sel.Name == "Count", at: call.Pos()}
	last := call.Args[len(call.Args)-1]
	args, written := argNames(last)
	if s.args = args; !written && len(call.Args) > 1 && !(s.counted && len(call.Args) == 2) {
		return saying{}, false // the arguments come from elsewhere
	}
	return s, s.constant != ""
}

func carried(literal *ast.CompositeLit) (saying, bool) {
	s, written := saying{at: literal.Pos()}, true
	for _, element := range literal.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		switch field, _ := pair.Key.(*ast.Ident); {
		case field == nil:
		case field.Name == "Key":
			s.constant = named(pair.Value)
		case field.Name == "Args":
			s.args, written = argNames(pair.Value)
		}
	}
	return s, s.constant != "" && written
}

// argNames returns the keys of a phrases.Args literal; false where the expression is none.
func argNames(expr ast.Expr) (names []string, ok bool) {
	literal, ok := expr.(*ast.CompositeLit)
	if !ok {
		return nil, false
	}
	for _, element := range literal.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.BasicLit); ok {
				name, _ := strconv.Unquote(key.Value)
				names = append(names, name)
			}
		}
	}
	return names, true
}

func TestPhrasesAreSaidWithTheirArguments(t *testing.T) {
	keys := map[string]Key{}
	for key, constant := range constants(t) {
		keys[constant.name] = key
	}
	files, positions := program(t)
	checked := map[string]bool{}
	for _, file := range files {
		for _, s := range sayings(file) {
			key, ok := keys[s.constant]
			if !ok {
				continue
			}
			checked[s.constant] = true
			needed := argsOf(catalogues()[content.English].phrases[key].html[plural.Other])
			counts := slices.Contains(needed, "N")
			if counts != s.counted {
				t.Errorf("%s: phrases.%s counts: %v, said with Count: %v", positions.Position(s.at), s.constant, counts, s.counted)
			}
			for _, arg := range needed {
				if arg != "N" && !slices.Contains(s.args, arg) {
					t.Errorf("%s: phrases.%s needs the argument %s", positions.Position(s.at), s.constant, arg)
				}
			}
		}
	}
	t.Logf("checked: %v", slices.Sorted(maps.Keys(checked)))
}
