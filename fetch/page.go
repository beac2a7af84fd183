package fetch

import (
	"bytes"
	"context"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	readability "codeberg.org/readeck/go-readability/v2"
)

// Page is an article that stands on a page.
type Page struct {
	Address   string // where it was found in the end
	Title     string // one line; "" where the page names none
	Text      string // paragraphs between empty lines; headings begin with "## ", items of lists with "- "
	Publisher string // the site's name
	Author    string
	Date      time.Time // of publication; zero where the page names none
}

// Page fetches the article that stands at an address of the web. What is no article on the page (menus, advertising, comments) is left out. Errors: those of this
// package.
func (d *Door) Page(ctx context.Context, address string) (Page, error) {
	ctx, cancel := context.WithTimeout(ctx, pageTime)
	defer cancel()
	parsed, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return Page{}, ErrAddress
	}
	if err := check(parsed); err != nil {
		return Page{}, err
	}
	parsed.Fragment = ""
	got, err := d.get(ctx, parsed)
	if err != nil {
		return Page{}, err
	}
	if got.kind == "text/html" {
		return got.article()
	}
	return got.plain()
}

// body is what a host gave.
type body struct {
	at    *url.URL
	kind  string // media type
	bytes []byte // in UTF-8
}

func (d *Door) get(ctx context.Context, address *url.URL) (body, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return body{}, ErrAddress
	}
	request.Header.Set("User-Agent", "Mozilla/5.0 (compatible; Aitys; an editor asked for this page)")
	request.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain;q=0.8, text/markdown;q=0.8")
	request.Header.Set("Accept-Language", "kk, ru, en;q=0.8")
	response, err := d.client.Do(request)
	if err != nil {
		return body{}, why(err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return body{}, ErrStatus
	}
	if packed := response.Header.Get("Content-Encoding"); packed != "" && packed != "identity" {
		return body{}, ErrKind // it was not asked for
	}
	raw, err := io.ReadAll(io.LimitReader(response.Body, maxPage+1))
	switch {
	case len(raw) > maxPage:
		return body{}, ErrTooLarge
	case err != nil:
		return body{}, why(err)
	}
	kind, err := kindOf(response.Header.Get("Content-Type"), raw)
	if err != nil {
		return body{}, err
	}
	return body{at: response.Request.URL, kind: kind, bytes: decoded(raw, response.Header.Get("Content-Type"))}, nil
}

// kindOf returns what was sent: "text/html" or "text/plain". What the host says counts, since a browser shows it so too; where it says nothing, the bytes.
func kindOf(said string, raw []byte) (string, error) {
	if strings.TrimSpace(said) == "" {
		said = http.DetectContentType(raw)
	}
	kind, _, err := mime.ParseMediaType(said)
	if err != nil && kind == "" {
		return "", ErrKind
	}
	switch kind {
	case "text/html", "application/xhtml+xml":
		return "text/html", nil
	case "text/plain", "text/markdown":
		return "text/plain", nil
	}
	return "", ErrKind
}

func (b body) plain() (Page, error) {
	text := strings.TrimSpace(string(b.bytes))
	if text == "" || strings.ContainsRune(text, 0) {
		return Page{}, ErrNoArticle
	}
	return Page{Address: b.at.String(), Text: text}, nil
}

// maxElements is of how many elements a page is still read: finding the article takes longer the more there are.
const maxElements = 30_000

// article finds the article on a page of HTML. A page on which the reader stumbles has none.
func (b body) article() (page Page, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			page, err = Page{}, ErrNoArticle
		}
	}()
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	found, err := parser.Parse(bytes.NewReader(b.bytes), b.at)
	if err != nil || found.Node == nil {
		return Page{}, ErrNoArticle
	}
	page = Page{
		Address: b.at.String(), Title: line(found.Title()), Text: textOf(found.Node), Publisher: line(found.SiteName()), Author: line(found.Byline()),
	}
	if at, err := found.PublishedTime(); err == nil {
		page.Date = at
	}
	if page.Text == "" {
		return Page{}, ErrNoArticle
	}
	return page, nil
}

// line makes one line of words.
func line(words string) string { return strings.Join(strings.Fields(words), " ") }
