package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// axeVersion is pinned, so that a new rule does not break a page that stood.
const axeVersion = "4.14.1"

// lookWithin is how long axe may take: it computes for seconds, and longer on a busy machine.
const lookWithin = 4 * seeWithin

// axe looks for what keeps people with disabilities from using a page. It comes through npm when the tests run, and is no part of the program.
type axe struct{ script string }

// fetchAxe gets axe-core into a folder that goes with the test; nil where there is no npm.
func fetchAxe(t *testing.T) *axe {
	t.Helper()
	if _, err := exec.LookPath("npm"); err != nil {
		t.Log("there is no npm here, so axe-core does not look at the page: .ci/setup test tells how to get it")
		return nil
	}
	folder := t.TempDir()
	npm := exec.Command("npm", "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--prefix", folder,
		"axe-core@"+axeVersion)
	if said, err := npm.CombinedOutput(); err != nil {
		t.Fatalf("npm does not get axe-core: %v\n%s", err, said)
	}
	script, err := os.ReadFile(filepath.Join(folder, "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	return &axe{string(script)}
}

// finds fails for each serious fault on the page as it is now, and for a page without its main part or its heading.
func (a *axe) finds(v *visitor, where string) {
	v.t.Helper()
	if a == nil {
		return
	}
	faults := asksFor[[]string](v, a.script+`;axe.run({resultTypes: ["violations"]}).then((r) => r.violations
		.filter((f) => f.impact === "serious" || f.impact === "critical" || f.id === "landmark-one-main" || f.id === "page-has-heading-one")
		.map((f) => f.id + ": " + f.help + "\n    " + f.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + " " + n.failureSummary.replace(/\s+/g, " ")).join("\n    ")))`, lookWithin)
	if len(faults) > 0 {
		v.t.Errorf("on %s: %s", where, fmt.Sprintln(strings.Join(faults, "\n  ")))
	}
}
