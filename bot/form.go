package bot

import (
	"bytes"
	"io"
	"net/http"
)

// textField is the parameter that holds a message's text.
const textField = "text"

// addText adds a text to the form that a request carries. The library's way to write a form takes a text of a few thousand letters, of which
// each Cyrillic one becomes six characters, longer than all the rest of a request takes.
func addText(request *http.Request, text string) error {
	form := make([]byte, 0, int(request.ContentLength)+len("&=")+len(textField)+3*len(text))
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
	for i := range len(s) {
		switch c := s[i]; {
		case isWord(c) || c == '-' || c == '.' || c == '~':
			form = append(form, c)
		case c == ' ':
			form = append(form, '+')
		default:
			form = append(form, '%', digits[c>>4], digits[c&15])
		}
	}
	return form
}
