package bot

import (
	"bytes"
	"io"
	"net/http"
	"slices"
)

// textField is the parameter that holds a message's text.
const textField = "text"

// addText adds a text to the form that a request carries. The library's way to write a form takes a text of a few thousand letters, of which
// each Cyrillic one becomes six characters, longer than all the rest of a request takes.
func addText(request *http.Request, text string) error {
	form := make([]byte, 0, int(request.ContentLength)+bytes.MinRead)
	buffer := bytes.NewBuffer(form)
	if _, err := buffer.ReadFrom(request.Body); err != nil {
		return err
	}
	form = append(buffer.Bytes(), "&"+textField+"="...)
	form = appendEscaped(form, text)
	request.ContentLength = int64(len(form))
	request.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(form)), nil }
	request.Body = io.NopCloser(bytes.NewReader(form))
	return nil
}

// appendEscaped appends s as a form's value, as url.QueryEscape writes it.
func appendEscaped(form []byte, s string) []byte {
	const digits = "0123456789ABCDEF"
	at, length := len(form), escapedLen(s)
	form = slices.Grow(form, length)[:at+length]
	for i := range len(s) {
		switch c := s[i]; {
		case verbatim[c]:
			form[at] = c
			at++
		case c == ' ':
			form[at] = '+'
			at++
		default:
			form[at], form[at+1], form[at+2] = '%', digits[c>>4], digits[c&15]
			at += 3
		}
	}
	return form
}

// escapedLen is how many bytes appendEscaped appends for s.
func escapedLen(s string) int {
	n := len(s)
	for i := range len(s) {
		if c := s[i]; !verbatim[c] && c != ' ' {
			n += 2
		}
	}
	return n
}

// verbatim are the bytes that a form's value holds as they are.
var verbatim = func() (table [256]bool) {
	for c := range table {
		table[c] = isWord(byte(c)) || c == '-' || c == '.' || c == '~'
	}
	return table
}()
