package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// table is a heading, a line of column titles, and rows. The first column and the last are set flush left, the others right.
type table struct {
	heading string
	rows    [][]string
	notes   []string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// String lays the table out for a terminal.
func (t *table) String() string {
	var widths []int
	for _, row := range t.rows {
		for len(widths) < len(row) {
			widths = append(widths, 0)
		}
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var out strings.Builder
	out.WriteString(t.heading + "\n")
	for _, row := range t.rows {
		var line strings.Builder
		for i, cell := range row {
			space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i > 0 && i < len(row)-1 {
				cell = space + cell
			} else {
				cell += space
			}
			line.WriteString("  " + cell)
		}
		out.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	for _, note := range t.notes {
		out.WriteString("  " + note + "\n")
	}
	return out.String()
}

// reports are printed one below the other.
type reports []*table

// String puts an empty line between them.
func (r reports) String() string {
	parts := make([]string, 0, len(r))
	for _, table := range r {
		parts = append(parts, table.String())
	}
	return strings.Join(parts, "\n")
}

// verdict says whether a number to hold was held.
func verdict(held bool, number string) string {
	if held {
		return number + ": held"
	}
	return number + ": MISSED"
}

func percent(share float64) string { return fmt.Sprintf("%.0f %%", share*100) }
