package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// readRejected reads a comments file in Polis's open format and returns the ids of the comments that are rejected. The error is a fileFault where the
// file is not as it should be.
func readRejected(name string, r io.Reader) (map[string]bool, error) {
	rows := csv.NewReader(r)
	rows.ReuseRecord = true
	heading, err := rows.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, faultOf(name, err)
	}
	names := make([]string, len(heading))
	for i, cell := range heading {
		names[i] = columnName(cell)
	}
	id, moderated := slices.Index(names, "comment-id"), slices.Index(names, "moderated")
	if min(id, moderated) < 0 {
		return nil, &fileFault{name, 1, fmt.Sprintf("the first line must name the columns comment-id and moderated, but has %.200q", strings.Join(names, ","))}
	}
	rejected := map[string]bool{}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return rejected, nil
		}
		if err != nil {
			return nil, faultOf(name, err)
		}
		word := strings.TrimSpace(row[moderated])
		state, whole := wholeNumber([]byte(word))
		switch {
		case state == -1 && whole:
			rejected[strings.TrimSpace(row[id])] = true
		case word == "", whole && (state == 0 || state == 1):
		default:
			line, _ := rows.FieldPos(moderated)
			return nil, &fileFault{name, line, fmt.Sprintf("moderated is %.20q: -1 (rejected), 0 or 1 is expected", row[moderated])}
		}
	}
}

// faultOf turns what a CSV reader says into a fault with its place; other errors stay as they are.
func faultOf(name string, err error) error {
	var wrong *csv.ParseError
	if errors.As(err, &wrong) {
		return &fileFault{name, wrong.Line, wrong.Err.Error()}
	}
	return err
}
