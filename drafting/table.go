package drafting

import "strings"

// leastCells is how many cells a line needs to be a row of a table.
const leastCells = 2

// cellsOf divides a row of a table, between upright strokes or tabs; nil where a line is none.
func cellsOf(line string) (cells []string) {
	divider := "|"
	if !strings.Contains(line, divider) {
		divider = "\t"
	}
	trimmed := strings.Trim(strings.TrimSpace(line), divider)
	if strings.Count(trimmed, divider) < leastCells-1 || len(line) > longestSentence {
		return nil
	}
	for cell := range strings.SplitSeq(trimmed, divider) {
		cells = append(cells, plain(cell))
	}
	if strings.Join(cells, "") == "" {
		return nil
	}
	return cells
}

// rowTexts writes a row as words: its first cell with each of the others behind the name of its column, so that every number stands with what it means. A row without
// numbers stays one.
func rowTexts(columns, cells []string) (all []string) {
	var named []string
	for i, cell := range cells {
		switch {
		case cell == "" || strings.Trim(cell, "-:=") == "":
			continue
		case i < len(columns) && columns[i] != "" && (i > 0 || countLetters(cell) == 0):
			cell = columns[i] + ": " + cell
		}
		named = append(named, cell)
	}
	if len(named) < leastCells || !strings.ContainsAny(strings.Join(named[1:], ""), "0123456789") {
		return []string{strings.Join(named, "; ")}
	}
	for _, cell := range named[1:] {
		all = append(all, named[0]+"; "+cell)
	}
	return all
}

// namesColumns tells whether a row says what the others hold: it has words and no digits.
func namesColumns(cells []string) bool {
	joined := strings.Join(cells, "")
	return countLetters(joined) > 0 && !strings.ContainsAny(joined, "0123456789")
}
