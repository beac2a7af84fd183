package main

import (
	"context"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test's own binary stand for aitys, in scripts and in tests that kill it.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"aitys": func() { os.Exit(execute(context.Background(), os.Args[1:])) },
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			for _, name := range append(knownNames(), "HOME") {
				e.Setenv(name, "")
			}
			return nil
		},
	})
}
