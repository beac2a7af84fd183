package bot

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"sync"
)

// textField is the parameter that holds a message's text.
const textField = "text"

// form is the memory of a request's body, which serves one request after the other.
type form struct{ bytes []byte }

var forms = sync.Pool{New: func() any { return new(form) }}

// release gives the memory back, unless it is an unusual amount. The request's answer must have been closed: until then it may be read again.
func (f *form) release() {
	if cap(f.bytes) <= 1<<20 {
		forms.Put(f)
	}
}

// addText adds a text to the form that a request carries. The library's way to write a form takes a text of a few thousand letters, of which
// each Cyrillic one becomes six characters, longer than all the rest of a request takes.
func (f *form) addText(request *http.Request, text string) error {
	buffer := bytes.NewBuffer(f.bytes[:0])
	if _, err := buffer.ReadFrom(request.Body); err != nil {
		return err
	}
	buffer.WriteString("&" + textField + "=")
	f.bytes = appendEscaped(buffer.Bytes(), text)
	request.ContentLength = int64(len(f.bytes))
	request.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(f.bytes)), nil }
	request.Body, _ = request.GetBody()
	return nil
}

// appendEscaped appends s as a form's value, as url.QueryEscape writes it.
func appendEscaped(form []byte, s string) []byte {
	const digits = "0123456789ABCDEF"
	at := len(form)
	form = slices.Grow(form, 3*len(s))[:at+3*len(s)]
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
	return form[:at]
}

// verbatim are the bytes that a form's value holds as they are.
var verbatim = func() (table [256]bool) {
	for c := range table {
		table[c] = isWord(byte(c)) || c == '-' || c == '.' || c == '~'
	}
	return table
}()
