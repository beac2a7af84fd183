package main

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"aitys/deliberation"
)

// longestLine is the longest line that a votes table may have, in bytes, so that no file fills the memory before it is seen to be none.
const longestLine = 64 << 10

// longestID is the longest id of a voter or a comment, in bytes.
const longestID = 64

// byteOrderMark stands at the beginning of what some spreadsheets save.
const byteOrderMark = "\ufeff"

// fileFault is what is wrong in a line of a file.
type fileFault struct {
	file  string
	line  int
	wrong string
}

// Error says it as file:line: what is wrong.
func (f *fileFault) Error() string { return fmt.Sprintf("%s:%d: %s", f.file, f.line, f.wrong) }

// votesTable is a votes table with the ids that its readers and opinions have in the file, by their numbers in votes.
type votesTable struct {
	votes             *deliberation.Votes
	readers, opinions []string
}

// ballotLine is a vote as a line of the file has it.
type ballotLine struct {
	time            int64
	reader, opinion int32
	vote            deliberation.Vote
}

// numbering gives ids numbers, in the order in which they come.
type numbering map[string]int32

func (n numbering) of(id []byte) int32 {
	number, ok := n[string(id)]
	if !ok {
		number = int32(len(n)) // #nosec G115 -- as many ids as overflow it do not fit into memory
		n[string(id)] = number
	}
	return number
}

// votesReader reads a votes table line by line.
type votesReader struct {
	file  string
	from  *bufio.Reader
	line  int
	cells [][]byte
	// Where the columns stand; -1 for a timestamp that is not there.
	reader, opinion, vote, time int
	width                       int
	readers, opinions           numbering
}

// readVotes reads a votes table in Polis's open format. The error is a fileFault where the table is not as it should be.
func readVotes(name string, r io.Reader) (*votesTable, error) {
	v := &votesReader{file: name, from: bufio.NewReaderSize(r, longestLine), readers: numbering{}, opinions: numbering{}}
	if err := v.heading(); err != nil {
		return nil, err
	}
	var lines []ballotLine
	for {
		switch more, err := v.next(); {
		case err != nil:
			return nil, err
		case !more:
			return v.table(lines), nil
		}
		line, cast, err := v.ballot()
		if err != nil {
			return nil, err
		}
		if cast {
			lines = append(lines, line)
		}
	}
}

func (v *votesReader) fault(format string, args ...any) error {
	return &fileFault{v.file, v.line, fmt.Sprintf(format, args...)}
}

// next reads a line that is not empty into cells, and returns false at the end.
func (v *votesReader) next() (bool, error) {
	for {
		line, err := v.from.ReadSlice('\n')
		v.line++
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			return false, v.fault("the line is longer than %d bytes: this is not a votes table", longestLine)
		case err != nil && !errors.Is(err, io.EOF):
			return false, err
		}
		if line = bytes.TrimRight(line, "\r\n"); len(line) > 0 {
			var whole bool
			if v.cells, whole = splitCells(line, v.cells[:0]); !whole {
				return false, v.fault("a quotation mark is not closed on its line, or something other than a comma follows it")
			}
			return true, nil
		}
		if err != nil {
			return false, nil
		}
	}
}

// splitCells splits a line at its commas, as RFC 4180 does, and appends the cells to those given. It writes into the line where quotation marks are
// doubled, and returns false where they are not paired.
func splitCells(line []byte, cells [][]byte) ([][]byte, bool) {
	for {
		var cell []byte
		if bytes.HasPrefix(line, []byte(`"`)) {
			var whole bool
			if cell, line, whole = quotedCell(line[1:]); !whole {
				return cells, false
			}
		} else {
			end := bytes.IndexByte(line, ',')
			if end < 0 {
				end = len(line)
			}
			cell, line = line[:end], line[end:]
		}
		cells = append(cells, cell)
		if len(line) == 0 {
			return cells, true
		}
		line = line[1:] // the comma
	}
}

// quotedCell returns the cell that begins after a quotation mark, and what follows its end: nothing, or a comma and more.
func quotedCell(line []byte) (cell, rest []byte, whole bool) {
	cell = line[:0]
	for {
		end := bytes.IndexByte(line, '"')
		if end < 0 {
			return nil, nil, false
		}
		cell, line = append(cell, line[:end]...), line[end+1:]
		switch {
		case len(line) == 0 || line[0] == ',':
			return cell, line, true
		case line[0] != '"':
			return nil, nil, false
		}
		cell, line = append(cell, '"'), line[1:]
	}
}

// heading reads the names of the columns.
func (v *votesReader) heading() error {
	more, err := v.next()
	if err != nil {
		return err
	}
	var names []string
	for _, cell := range v.cells {
		names = append(names, columnName(string(cell)))
	}
	at := func(name string) int { return slices.Index(names, name) }
	v.width, v.reader, v.opinion, v.vote, v.time = len(names), at("voter-id"), at("comment-id"), at("vote"), at("timestamp")
	if !more || min(v.reader, v.opinion, v.vote) < 0 {
		return v.fault("the first line must name the columns comment-id, voter-id and vote, but has %.200q", strings.Join(names, ","))
	}
	return nil
}

// columnName is a column's name however it is written: Comment_ID too is comment-id.
func columnName(cell string) string {
	name := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(cell, byteOrderMark)))
	return strings.ReplaceAll(name, "_", "-")
}

// ballot reads the vote in the line at hand; false where the line has none, since its reader has not seen the opinion.
func (v *votesReader) ballot() (b ballotLine, cast bool, err error) {
	if len(v.cells) != v.width {
		return b, false, v.fault("%d cells stand here, but %d columns in the first line", len(v.cells), v.width)
	}
	for i, cell := range v.cells {
		v.cells[i] = bytes.TrimSpace(cell)
	}
	vote := v.cells[v.vote]
	if len(vote) == 0 {
		return b, false, nil
	}
	said, whole := wholeNumber(vote)
	if !whole || said < -1 || said > 1 {
		return b, false, v.fault("the vote is %.20q: 1 (agree), -1 (disagree) or 0 (pass) is expected", vote)
	}
	b.vote = deliberation.Vote(said) // #nosec G115 -- -1, 0 or 1
	if v.time >= 0 {
		if b.time, whole = wholeNumber(v.cells[v.time]); !whole {
			return b, false, v.fault("the timestamp is %.40q: a whole number is expected", v.cells[v.time])
		}
	}
	for _, column := range []int{v.reader, v.opinion} {
		if id := v.cells[column]; !isID(id) {
			return b, false, v.fault("the id is %.80q: 1 to %d bytes are expected, with nothing that cannot be seen", id, longestID)
		}
	}
	b.reader, b.opinion = v.readers.of(v.cells[v.reader]), v.opinions.of(v.cells[v.opinion])
	return b, true, nil
}

// wholeNumber reads a whole number, also as programs write it that know no others than 1.0 or 1.5e+12; false where it is none.
func wholeNumber(cell []byte) (int64, bool) {
	if n, err := strconv.ParseInt(string(cell), 10, 64); err == nil {
		return n, true
	}
	const exact = 1 << 53
	x, err := strconv.ParseFloat(string(cell), 64)
	return int64(x), err == nil && x == math.Trunc(x) && math.Abs(x) <= exact
}

// isID tells what can be printed as an id.
func isID(id []byte) bool {
	return len(id) > 0 && len(id) <= longestID && !bytes.ContainsFunc(id, func(r rune) bool { return !strconv.IsPrint(r) })
}

// table makes the table of what was read: numbers follow the order of the ids, so that the order of the lines plays no part.
func (v *votesReader) table(lines []ballotLine) *votesTable {
	t := &votesTable{}
	var reader, opinion []int
	t.readers, reader = v.readers.ranked()
	t.opinions, opinion = v.opinions.ranked()
	byTime := func(a, b ballotLine) int { return cmp.Compare(a.time, b.time) }
	if !slices.IsSortedFunc(lines, byTime) {
		slices.SortStableFunc(lines, byTime)
	}
	numbers := make([]deliberation.Reader, len(reader))
	for r := range numbers {
		numbers[r] = deliberation.Reader(r)
	}
	t.votes = deliberation.Collect(numbers, func(yield func(deliberation.Ballot) bool) {
		for _, l := range lines {
			b := deliberation.Ballot{Opinion: deliberation.Opinion(opinion[l.opinion]), Reader: int32(reader[l.reader]), Vote: l.vote} // #nosec G115 -- as many readers as overflow it do not fit into memory
			if !yield(b) {
				return
			}
		}
	})
	return t
}

// ranked returns the ids in order, and for each earlier number the place there. Ids that are whole numbers come first, by their size.
func (n numbering) ranked() (ids []string, places []int) {
	for id := range n {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, compareIDs)
	places = make([]int, len(ids))
	for place, id := range ids {
		places[n[id]] = place
	}
	return ids, places
}

func compareIDs(a, b string) int {
	x, aFault := strconv.ParseInt(a, 10, 64)
	y, bFault := strconv.ParseInt(b, 10, 64)
	switch {
	case aFault == nil && bFault == nil:
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
	case aFault == nil:
		return -1
	case bFault == nil:
		return 1
	}
	return cmp.Compare(a, b)
}
