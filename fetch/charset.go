package fetch

import (
	"bytes"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// decoded turns a page into UTF-8: by its first bytes, by what the host or the page itself says, and where nobody says anything by its letters, since old pages in Russian and Kazakh
// often say nothing. What cannot be read becomes U+FFFD.
func decoded(raw []byte, contentType string) []byte {
	from, _, certain := charset.DetermineEncoding(raw, contentType)
	if !certain {
		if utf8.Valid(raw) {
			return raw
		}
		if guessed := byLetters(raw); guessed != nil {
			from = guessed
		}
	}
	read, err := from.NewDecoder().Bytes(raw)
	if err != nil {
		return bytes.ToValidUTF8(raw, []byte("\uFFFD"))
	}
	return bytes.TrimPrefix(read, []byte("\uFEFF"))
}

// byLetters guesses by how often which letters stand together; nil where that tells nothing.
func byLetters(raw []byte) encoding.Encoding {
	const enough = 64 << 10 // bytes
	guess, err := chardet.NewHtmlDetector().DetectBest(raw[:min(len(raw), enough)])
	if err != nil {
		return nil
	}
	known, _ := charset.Lookup(guess.Charset)
	return known
}
