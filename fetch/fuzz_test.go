package fetch

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzArticle(f *testing.F) {
	at, _ := url.Parse("http://news.example/")
	f.Add([]byte("<html><title>A</title><article><h2>B</h2><p>"+strings.Repeat("Words, and more words. ", 30)+"</p></article>"), "text/html")
	f.Add([]byte("<table><tr><td>"+strings.Repeat("<b>", 600)), "text/html; charset=utf-7")
	f.Add([]byte("\xff\xfe<\x00p\x00"), "")
	f.Add([]byte("\xcf\xf0\xee\xe5\xe7\xe4"), "text/html")
	f.Fuzz(func(t *testing.T, raw []byte, contentType string) {
		read := decoded(raw, contentType)
		if !utf8.Valid(read) {
			t.Error("what was decoded is not UTF-8")
		}
		page, err := body{at: at, bytes: read}.article()
		switch {
		case err != nil && !errors.Is(err, ErrNoArticle):
			t.Errorf("got %v", err)
		case err == nil && (page.Text == "" || strings.ContainsAny(page.Title+page.Author+page.Publisher, "\n\r")):
			t.Errorf("got %+v", page)
		}
	})
}
