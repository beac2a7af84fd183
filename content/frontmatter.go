package content

import (
	"net/url"
	"strings"

	"aitys/content/text"
)

// Undetermined stands in Article.TranslationOf where a file names its own slug as the original, and not the original's language (the code is
// ISO 639's). Reading the folder with the original in it replaces it.
const Undetermined Lang = "und"

// fence begins and ends the front matter.
const fence = "---"

// divide finds the front matter and the body. Where the front matter is missing or never ends, it says so and makes the best of it.
func (f *file) divide(source passage) (front, body passage) {
	lines := strings.SplitAfter(source.text, "\n")
	first, at := 0, 0
	for first < len(lines)-1 && isBlank(lines[first]) {
		at += len(lines[first])
		first++
	}
	if strings.TrimRight(lines[first], " \t\n") != fence {
		f.fault(1, say("the front matter is missing"), say(`begin the file with a line "---", then the keys slug, lang and title, then "---"`))
		return passage{line: 0}, source
	}
	at += len(lines[first])
	start := at
	for _, line := range lines[first+1:] {
		if strings.TrimRight(line, " \t\n") == fence {
			return passage{source.text[start:at], first + 2}, source.from(at + len(line))
		}
		at += len(line)
	}
	f.fault(first+1, say("the front matter is not closed"), say(`put "---" on a line of its own behind the last key`))
	end := start + likelyFrontMatter(source.text[start:])
	return passage{source.text[start:end], first + 2}, source.from(end)
}

// likelyFrontMatter returns how much of a text looks like front matter that was not closed: what stands before the first blank line,
// heading or block.
func likelyFrontMatter(s string) int {
	n := 0
	for line := range strings.SplitAfterSeq(s, "\n") {
		if isBlank(line) || line[0] == '#' || line[0] == '`' {
			break
		}
		n += len(line)
	}
	return n
}

func isBlank(line string) bool { return strings.Trim(line, " \t\n") == "" }

// readFront reads the front matter's keys. A passage at line 0 is a front matter that is missing, and known to be.
func (f *file) readFront(front passage) {
	f.vagueFront = true
	if front.line == 0 {
		return
	}
	b := block{front, f, say("the front matter")}
	node, ok := b.parse()
	if !ok {
		return
	}
	s, ok := b.fields(node, b.what, front.line-1, "slug", "lang", "title", "translation_of", "publisher", "author", "date", "source", "image", "sensitive")
	if !ok {
		return
	}
	f.vagueFront = false
	s.require("slug", "lang", "title")
	a := &f.article
	a.Slug = Slug(s.name("slug", MaxSlug))
	a.Lang = f.lang(s)
	a.TranslationOf = f.translationOf(s)
	a.Title = s.text("title", MaxTitle)
	a.Publisher = s.text("publisher", MaxName)
	a.Author = s.text("author", MaxName)
	a.Date = f.date(s)
	a.Source = f.address(s, "source")
	a.Image = f.address(s, "image")
	a.Sensitive = s.flag("sensitive")
	f.langLine, f.translationLine = s.lineOf("lang"), s.lineOf("translation_of")
}

// exactLang reads one of the codes of Langs as it is written.
func exactLang(code string) (Lang, bool) {
	lang, ok := ParseLang(code)
	return lang, ok && string(lang) == code
}

func (f *file) lang(s fields) Lang {
	code := s.text("lang", MaxName)
	lang, ok := exactLang(code)
	if !ok && code != "" {
		f.fault(s.lineOf("lang"), say("the language %q is not known", code), say("write en, ru or kk"))
	}
	return lang
}

func (f *file) translationOf(s fields) Lang {
	of := s.text("translation_of", MaxName)
	lang, ok := exactLang(of)
	line := s.lineOf("translation_of")
	switch {
	case of == "":
		return ""
	case ok && lang == f.article.Lang:
		f.fault(line, say(`"translation_of" is %q, the language of this file`, of), say("name the original's language, or leave the key out in the original"))
		return ""
	case ok:
		return lang
	case of == string(f.article.Slug):
		return Undetermined
	}
	f.fault(line, say(`"translation_of" is %q`, of), say("write the original's language: en, ru or kk"))
	return ""
}

func (f *file) date(s fields) Date {
	written := s.text("date", MaxName)
	if written == "" {
		return Date{}
	}
	date, err := ParseDate(written)
	if err != nil {
		f.fault(s.lineOf("date"), say("%q is not a date", written), say("write year-month-day, such as 2026-01-31"))
	}
	return date
}

// address reads the address of a page or a picture.
func (f *file) address(s fields, key string) string {
	address := s.text(key, MaxURL)
	if address == "" || isWebAddress(address) {
		return address
	}
	f.fault(s.lineOf(key), say("%q is not an address", text.Truncate(address, 60)), say("write one that begins with https:// or http://"))
	return ""
}

// isWebAddress tells whether a browser can open the address.
func isWebAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && !strings.ContainsAny(address, " <>\"")
}
