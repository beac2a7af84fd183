package storage_test

import (
	"context"
	"database/sql"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var statementName = regexp.MustCompile(`^sql[A-Z]`)

// statement is a constant of the package whose name begins with sql.
type statement struct{ name, file, text string }

// statements reads the package's source, so that none can be forgotten.
func statements(t *testing.T) (all []statement) {
	t.Helper()
	known := constants{}
	files := map[string]string{}
	for _, file := range must(fs.Glob(os.DirFS("."), "*.go")) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree := must(parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution))
		ast.Inspect(tree, func(node ast.Node) bool {
			if spec, is := node.(*ast.ValueSpec); is && len(spec.Values) == 1 {
				known[spec.Names[0].Name], files[spec.Names[0].Name] = spec.Values[0], file
			}
			return true
		})
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !statementName.MatchString(name) {
			continue
		}
		text, is := known.text(known[name])
		if !is {
			t.Fatalf("%s: %s is no text that could be read here", files[name], name)
		}
		all = append(all, statement{name, files[name], text})
	}
	if len(all) < 30 {
		t.Fatalf("only %d statements were found", len(all))
	}
	return all
}

// constants are the package's constants by name.
type constants map[string]ast.Expr

// text returns the text of an expression made of literals, constants and the plus between them.
func (c constants) text(value ast.Expr) (string, bool) {
	switch value := value.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(value.Value)
		return text, err == nil && value.Kind == token.STRING
	case *ast.Ident:
		return c.text(c[value.Name])
	case *ast.BinaryExpr:
		left, isLeft := c.text(value.X)
		right, isRight := c.text(value.Y)
		return left + right, isLeft && isRight
	}
	return "", false
}

var (
	intoColumns = regexp.MustCompile(`(?:INSERT INTO|WITH) \w+ \(([^)]*)\)`)
	parameter   = regexp.MustCompile(`\$\d+`)
)

// sized writes a statement over many rows out for two.
func (s statement) sized() string {
	text := strings.Replace(s.text, "{list}", "$1,$2", 1)
	if strings.Contains(text, "{rows}") {
		columns := len(strings.Split(intoColumns.FindStringSubmatch(text)[1], ","))
		var rows [2][]string
		for i := range 2 * columns {
			rows[i/columns] = append(rows[i/columns], fmt.Sprintf("$%d", i+1))
		}
		text = strings.Replace(text, "{rows}", "("+strings.Join(rows[0], ",")+"),("+strings.Join(rows[1], ",")+")", 1)
	}
	return text
}

// parameters counts a statement's parameters, and checks that they are numbered in the order in which they first appear: SQLite binds by
// position.
func (s statement) parameters(t *testing.T) int {
	var seen []string
	for _, p := range parameter.FindAllString(s.sized(), -1) {
		if slices.Contains(seen, p) {
			continue
		}
		seen = append(seen, p)
		if p != fmt.Sprintf("$%d", len(seen)) {
			t.Errorf("%s: %s is the %d. parameter", s.name, p, len(seen))
		}
	}
	return len(seen)
}

// inOrder are the statements that read a whole index, but only its beginning: it has their order, and they have a LIMIT. The index that sqlTwinPending reads
// holds only the polls that wait, that of the farewells only those; the maps that wait are few, one for an article at most; the ones of cards hold the open and the stale ones, and past the cards that stand the queue is read as far as OPEN_CARDS.
var inOrder = []string{"sqlMapsWanted", "sqlStaleCards", "sqlSettledCards", "sqlOpenCards", "sqlOpenFor", "sqlUncarded", "sqlUncardedInDoubt", "sqlNewestArticle", "sqlFirstArticles", "sqlTwinPending", "sqlFarewells", "sqlLateFarewells", "sqlSentFarewells", "sqlNoFarewellSends", "sqlNoFarewells"}

// rare are the statements that read whole tables, for one person's /mydata: an index for them would be written at each vote. A broadcast counts its
// subscribers once, in an index that holds nobody else. All cards are dropped when their group has become another. Of a record that is broken it is asked once where an entry stands.
var rare = []string{"sqlDropCards", "sqlCountNews", "sqlCountDigest", "sqlAllMaps", "sqlEverSaid", "sqlEverDecided", "sqlReportsBy", "sqlVotesBy", "sqlEntryHashed"}

// small are the tables that do not grow, and the rows that a statement brings with it or has found.
var small = []string{"meta", "sealing", "alert", "sqlite_master", "sqlite_schema", "turned", "waiting", "below", "said", "of", "team", "mapping", "fresh_word"}

func TestNoStatementReadsAWholeTable(t *testing.T) {
	t.Run(onSQLite, func(t *testing.T) {
		db := newSQLite(t)
		ok(t, db.open().Close())
		raw := db.raw()
		for _, s := range statements(t) {
			if s.file == "postgres.go" {
				continue
			}
			plan := explain(t, raw, "EXPLAIN QUERY PLAN "+s.sized(), 4, make([]any, s.parameters(t))...)
			checkSQLitePlan(t, s, plan)
		}
	})
	t.Run(onPostgres, func(t *testing.T) {
		db := newPostgres(t)
		ok(t, db.open().Close())
		raw := db.raw()
		raw.SetMaxOpenConns(1)
		for _, setting := range []string{"enable_seqscan", "enable_bitmapscan"} { // as the store sets them
			run(t, raw, "SET "+setting+" = off")
		}
		run(t, raw, "SET plan_cache_mode = force_generic_plan")
		for _, s := range statements(t) {
			if s.file == "sqlite.go" {
				continue
			}
			run(t, raw, "PREPARE plan AS "+s.sized())
			values := ""
			if n := s.parameters(t); n > 0 {
				values = "(NULL" + strings.Repeat(",NULL", n-1) + ")"
			}
			checkPostgresPlan(t, s, explain(t, raw, "EXPLAIN EXECUTE plan"+values, 1))
			run(t, raw, "DEALLOCATE plan")
		}
	})
}

// explain returns the last column of each row of a plan.
func explain(t *testing.T, db *sql.DB, query string, columns int, args ...any) (plan []string) {
	t.Helper()
	rows, err := db.QueryContext(context.Background(), query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		row := make([]any, columns)
		for i := range row {
			row[i] = new(string)
		}
		ok(t, rows.Scan(row...))
		plan = append(plan, *row[columns-1].(*string))
	}
	ok(t, rows.Err())
	return plan
}

var sqliteScan = regexp.MustCompile(`^SCAN (\w+)( USING (COVERING )?INDEX .*)?$`)

func checkSQLitePlan(t *testing.T, s statement, plan []string) {
	for _, line := range plan {
		scan := sqliteScan.FindStringSubmatch(line)
		switch {
		case scan == nil && !strings.Contains(line, "TEMP B-TREE"), scan != nil && slices.Contains(small, scan[1]):
		case scan != nil && scan[2] != "" && slices.Contains(inOrder, s.name), slices.Contains(rare, s.name):
		default:
			t.Errorf("%s: %s\n%s", s.name, line, strings.Join(plan, "\n"))
		}
	}
}

var (
	postgresSequential = regexp.MustCompile(`Seq Scan on (\w+)`)
	postgresIndex      = regexp.MustCompile(`Index (Only )?Scan .*(using|on) \w+( on (\w+))?`)
)

func checkPostgresPlan(t *testing.T, s statement, plan []string) {
	for i, line := range plan {
		if slices.Contains(rare, s.name) {
			return
		}
		scan := postgresSequential.FindStringSubmatch(line)
		byIndex := postgresIndex.FindStringSubmatch(line)
		bounded := i+1 < len(plan) && strings.Contains(plan[i+1], "Index Cond:")
		switch {
		case scan != nil && !slices.Contains(small, scan[1]),
			byIndex != nil && !bounded && !slices.Contains(inOrder, s.name) && !slices.Contains(small, byIndex[4]),
			strings.Contains(line, "Sort Key"):
			t.Errorf("%s: %s\n%s", s.name, line, strings.Join(plan, "\n"))
		}
	}
}
