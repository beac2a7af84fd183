package main

import (
	"context"
	"testing"
	"time"
)

// patience bounds a wait for something that comes at once unless the test has failed.
func patience(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	t.Cleanup(cancel)
	return ctx
}
