package handlers

import (
	"fmt"
	"strconv"
	"strings"
)

// numbered is any of our own numbers.
type numbered interface{ ~int64 }

// workOn names work on one thing among many: content.Due.Work is then looked up by what stands before the first ":".
func workOn[ID numbered](work string, on ID) string {
	return work + ":" + strconv.FormatInt(int64(on), 10)
}

// workedOn reads on what the work that has come due is to be done, as workOn wrote it, and what else stands behind a further ":".
func workedOn[ID numbered](t *turn) (on ID, rest string, err error) {
	_, named, _ := strings.Cut(t.in.Due.Work, ":")
	written, rest, _ := strings.Cut(named, ":")
	number, err := strconv.ParseInt(written, 10, 64)
	if err != nil {
		err = fmt.Errorf("the work %q: %w", t.in.Due.Work, err)
	}
	return ID(number), rest, err
}
