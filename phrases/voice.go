package phrases

import (
	"fmt"
	"strings"
	"time"

	"aitys/content"
	"aitys/content/text"

	"golang.org/x/text/feature/plural"
)

// Args are what a phrase needs to be said, by the names that the comments behind the keys give.
//
// A string is escaped; a content.HTML stands as it is. Numbers (int, content.Number), dates (content.Date, time.Time), lists ([]string)
// and figures (content.Figure) are written as the language writes them.
type Args map[string]any

// Voice says phrases in one language. It is made for good by In, holds nothing that changes, and may be used by many at once.
type Voice struct {
	catalogue *catalogue
	script    *script
	zone      *time.Location
}

// In returns the voice of a language, English where the language is none of ours. Times are told in zone, or in UTC when it is nil.
func In(lang content.Lang, zone *time.Location) *Voice {
	c := catalogues()[lang]
	if c == nil {
		c = catalogues()[content.English]
	}
	if zone == nil {
		zone = time.UTC
	}
	return &Voice{catalogue: c, script: scriptOf(c.lang), zone: zone}
}

// Lang returns the language that the voice speaks.
func (v *Voice) Lang() content.Lang { return v.catalogue.lang }

// Say returns a phrase as HTML. Without the phrase, which the tests rule out, it returns the key's name.
func (v *Voice) Say(key Key, args ...Args) content.HTML {
	return content.HTML(v.say(key, plural.Other, args, true))
}

// Plain returns a phrase as plain text: for button labels, answers to presses, the command menu. The tags of a phrase or an argument that is
// HTML are left out.
func (v *Voice) Plain(key Key, args ...Args) string {
	return v.say(key, plural.Other, args, false)
}

// Count returns a phrase about n things as HTML, in the plural form that the language uses with n. {{.N}} in the phrase is n.
func (v *Voice) Count(key Key, n int, args ...Args) content.HTML {
	args = append(args[:len(args):len(args)], Args{"N": n})
	return content.HTML(v.say(key, v.form(content.Number(itoa(n))), args, true))
}

func (v *Voice) say(key Key, form plural.Form, args []Args, html bool) string {
	e := v.catalogue.phrases[key]
	if e == nil {
		return string(key)
	}
	p := e.plain.in(form)
	if html {
		p = e.html.in(form)
	}
	if p.whole != "" {
		return p.whole
	}
	const roomForArgs = 64
	var b strings.Builder
	b.Grow(p.size + roomForArgs)
	for _, piece := range p.pieces {
		if piece.arg == "" {
			b.WriteString(piece.words)
			continue
		}
		v.write(&b, find(args, piece.arg), html)
	}
	return b.String()
}

// find returns an argument by its name, nil where none of the maps has it.
func find(args []Args, name string) any {
	for _, a := range args {
		if value, ok := a[name]; ok {
			return value
		}
	}
	return nil
}

// write appends an argument as the language writes it, escaped where html is wanted. A missing one leaves a gap.
func (v *Voice) write(b *strings.Builder, value any, html bool) {
	var words string
	switch value := value.(type) {
	case nil:
		return
	case content.HTML:
		if html {
			b.WriteString(string(value))
			return
		}
		words = text.StripTags(string(value))
	case string:
		words = value
	case int:
		words = v.Number(content.Number(itoa(value)))
	case content.Number:
		words = v.Number(value)
	case content.Date:
		words = v.Date(value)
	case time.Time:
		words = v.Time(value)
	case content.Figure:
		words = v.figure(value)
	case []string:
		words = v.List(value)
	default:
		words = fmt.Sprint(value)
	}
	writeText(b, words, html)
}
