package emulator

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// ParseHTML turns Telegram's HTML into a text and its entities, or refuses it
// with Telegram's words (without their "Bad Request: can't parse entities: ").
// It is as lenient and as strict as the parser in tdlib: eleven tags with their
// aliases, four named character references, attributes it does not know passed
// over. Entities come in the order of their offsets, outer ones first.
func ParseHTML(src string) (text string, entities []MessageEntity, refusal string) {
	p := htmlParser{src: src}
	for p.at < len(src) && p.refusal == "" {
		p.step()
	}
	if p.refusal == "" && len(p.open) > 0 {
		p.refusal = `Can't find end tag corresponding to start tag "` + p.open[len(p.open)-1].name + `"`
	}
	if p.refusal == "" && p.halves {
		p.refusal = "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
	}
	if p.refusal != "" {
		return "", nil, p.refusal
	}
	sortEntities(p.entities)
	return p.out.String(), literal(p.entities), ""
}

// literal clears the language of code that is not a block, and drops entities
// inside code, which cannot hold any.
func literal(entities []MessageEntity) []MessageEntity {
	end := -1
	for i := range entities {
		if entities[i].Type == "code" {
			entities[i].Language = ""
		}
	}
	return slices.DeleteFunc(entities, func(e MessageEntity) bool {
		if e.Offset < end {
			return true
		}
		if e.Type == "code" || e.Type == "pre" {
			end = e.Offset + e.Length
		}
		return false
	})
}

// openTag is a start tag whose end has not come yet.
type openTag struct {
	name, argument string
	offset         int // in UTF-16 units
	start          int // in bytes of the result
}

type htmlParser struct {
	src      string
	at       int
	out      strings.Builder
	units    int // UTF-16 units written so far
	open     []openTag
	entities []MessageEntity
	halves   bool // a reference named half of a surrogate pair
	refusal  string
}

// entityOf names the entity that a tag makes.
var entityOf = map[string]string{
	"a": "text_link", "b": "bold", "strong": "bold", "i": "italic", "em": "italic",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
	"u": "underline", "ins": "underline", "tg-spoiler": "spoiler", "tg-emoji": "custom_emoji",
	"span": "spoiler", "pre": "pre", "code": "code", "blockquote": "blockquote",
}

// peek is the byte under the cursor, 0 at the end.
func (p *htmlParser) peek() byte {
	if p.at < len(p.src) {
		return p.src[p.at]
	}
	return 0
}

func (p *htmlParser) fail(parts ...string) { p.refusal = strings.Join(parts, "") }

func (p *htmlParser) failAt(what string, offset int) {
	p.fail(what, " at byte offset ", strconv.Itoa(offset))
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' || c == 0 }

// step reads one character, one reference or one tag.
func (p *htmlParser) step() {
	switch c := p.peek(); c {
	case '&':
		if r, n := charRef(p.src[p.at:]); n > 0 {
			p.at += n
			p.halves = p.halves || utf16.IsSurrogate(r)
			p.write(r)
			return
		}
		p.at++
		p.write('&')
	case '<':
		if strings.HasPrefix(p.src[p.at:], "</") {
			p.endTag()
		} else {
			p.startTag()
		}
	default:
		r, n := utf8.DecodeRuneInString(p.src[p.at:])
		p.at += n
		p.write(r)
	}
}

func (p *htmlParser) write(r rune) {
	p.out.WriteRune(r)
	p.units++
	if r > 0xFFFF {
		p.units++
	}
}

// charRef reads a character reference at the start of s: numeric ones, and the
// four names that Telegram knows. Its length is 0 when there is none.
func charRef(s string) (r rune, length int) {
	end := 1
	if strings.HasPrefix(s, "&#") {
		end, r = numericRef(s)
	} else {
		for end < len(s) && (s[end] >= 'a' && s[end] <= 'z' || s[end] >= 'A' && s[end] <= 'Z') {
			end++
		}
		r = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"'}[s[1:end]]
	}
	if r == 0 {
		return 0, 0
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	return r, end
}

// numericRef reads &#12; or &#x1f; and says where its digits end. Ten characters
// and more are no reference.
func numericRef(s string) (end int, r rune) {
	end, base, digits := 2, 10, "0123456789"
	if strings.HasPrefix(s[2:], "x") {
		end, base, digits = 3, 16, "0123456789abcdefABCDEF"
	}
	start := end
	for end < len(s) && strings.IndexByte(digits, s[end]) >= 0 {
		end++
	}
	v, err := strconv.ParseUint(s[start:end], base, 32)
	if err != nil || v == 0 || v >= 0x10FFFF || end >= 10 {
		return 0, 0
	}
	return end, rune(v)
}

// startTag reads <name attribute="value" …>.
func (p *htmlParser) startTag() {
	begin := p.at
	p.at++
	for p.at < len(p.src) && !isSpace(p.peek()) && p.peek() != '>' {
		p.at++
	}
	if p.at >= len(p.src) {
		p.failAt("Unclosed start tag", begin)
		return
	}
	tag := openTag{name: strings.ToLower(p.src[begin+1 : p.at]), offset: p.units, start: p.out.Len()}
	if entityOf[tag.name] == "" {
		p.failAt(`Unsupported start tag "`+tag.name+`"`, begin)
		return
	}
	for p.refusal == "" && p.peek() != '>' {
		p.attribute(&tag, begin)
	}
	if p.refusal != "" {
		return
	}
	p.at++
	if tag.name == "span" && tag.argument != "spoiler" {
		p.failAt(`Tag "span" must have class "tg-spoiler"`, begin)
		return
	}
	if tag.name == "blockquote" && slices.ContainsFunc(p.open, func(o openTag) bool { return o.name == tag.name }) {
		// The reference says that these entities cannot be nested; tdlib drops the
		// inner one without a word, which is refused here so that tests see it.
		p.failAt(`Tag "blockquote" can't be nested`, begin)
		return
	}
	p.open = append(p.open, tag)
}

// attribute reads one attribute, or the space before the tag's end.
func (p *htmlParser) attribute(tag *openTag, begin int) {
	p.skipSpace()
	if p.peek() == '>' {
		return
	}
	start := p.at
	for p.at < len(p.src) && !isSpace(p.peek()) && p.peek() != '=' && p.peek() != '>' {
		p.at++
	}
	name := p.src[start:p.at]
	if name == "" {
		p.failAt(`Empty attribute name in the tag "`+tag.name+`"`, begin)
		return
	}
	p.skipSpace()
	value, given := "", p.peek() == '='
	if given {
		p.at++
		p.skipSpace()
		if p.at >= len(p.src) {
			p.failAt("Unclosed start tag", begin)
			return
		}
		value = p.attributeValue()
	}
	if p.refusal == "" && p.at >= len(p.src) {
		p.failAt("Unclosed start tag", begin)
		return
	}
	tag.take(name, value)
}

func (p *htmlParser) skipSpace() {
	for p.at < len(p.src) && isSpace(p.peek()) {
		p.at++
	}
}

// attributeValue reads a quoted string or a bare name token.
func (p *htmlParser) attributeValue() string {
	quote := p.peek()
	if quote != '"' && quote != '\'' {
		start := p.at
		for c := p.peek(); c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '.' || c == '-'; c = p.peek() {
			p.at++
		}
		if c := p.peek(); !isSpace(c) && c != '>' {
			p.failAt("Unexpected end of name token", start)
		}
		return strings.ToLower(p.src[start:p.at])
	}
	p.at++
	var value strings.Builder
	for p.at < len(p.src) && p.peek() != quote {
		if p.peek() == '&' {
			if r, n := charRef(p.src[p.at:]); n > 0 {
				value.WriteRune(r)
				p.at += n
				continue
			}
		}
		value.WriteByte(p.peek())
		p.at++
	}
	if p.at < len(p.src) {
		p.at++
	}
	return value.String()
}

// take keeps what the tag's entity needs from an attribute.
func (t *openTag) take(name, value string) {
	switch {
	case t.name == "a" && name == "href", t.name == "tg-emoji" && name == "emoji-id":
		t.argument = value
	case t.name == "code" && name == "class" && strings.HasPrefix(value, "language-"):
		t.argument = value[len("language-"):]
	case t.name == "span" && name == "class" && strings.HasPrefix(value, "tg-"):
		t.argument = value[len("tg-"):]
	case t.name == "blockquote" && name == "expandable":
		t.argument = "expandable"
	}
}

// endTag reads </name> and makes the entity.
func (p *htmlParser) endTag() {
	begin := p.at
	if len(p.open) == 0 {
		p.failAt("Unexpected end tag", begin)
		return
	}
	p.at += 2
	for p.at < len(p.src) && !isSpace(p.peek()) && p.peek() != '>' {
		p.at++
	}
	name := strings.ToLower(p.src[begin+2 : p.at])
	p.skipSpace()
	if p.peek() != '>' {
		p.failAt("Unclosed end tag", begin)
		return
	}
	p.at++
	tag := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	if name != "" && name != tag.name {
		p.fail("Unmatched end tag at byte offset ", strconv.Itoa(begin), `, expected "</`, tag.name, `>", found "</`, name, `>"`)
		return
	}
	if p.units > tag.offset {
		p.emit(tag)
	}
}

// emit adds the entity of a tag that encloses something.
func (p *htmlParser) emit(tag openTag) {
	e := MessageEntity{Type: entityOf[tag.name], Offset: tag.offset, Length: p.units - tag.offset}
	var inner *MessageEntity // the entity inside this one that covers the same text
	if n := len(p.entities); n > 0 && p.entities[n-1].Offset == e.Offset && p.entities[n-1].Length == e.Length {
		inner = &p.entities[n-1]
	}
	switch tag.name {
	case "a":
		if e = link(e, tag.argument, p.out.String()[tag.start:]); e.Type == "" {
			return
		}
	case "pre":
		if inner != nil && inner.Type == "code" && inner.Language != "" {
			inner.Type = "pre"
			return
		}
	case "code":
		if inner != nil && inner.Type == "pre" && tag.argument != "" {
			inner.Language = tag.argument
			return
		}
		e.Language = tag.argument
	case "tg-emoji":
		if id, err := strconv.ParseInt(tag.argument, 10, 64); err != nil || id == 0 {
			p.fail("Invalid custom emoji identifier specified")
			return
		}
		e.CustomEmojiID = tag.argument
	case "blockquote":
		if tag.argument != "" {
			e.Type = "expandable_blockquote"
		}
	}
	p.entities = append(p.entities, e)
}

// entityRank is which of two entities over the same text comes first.
// Source: tdlib/td, MessageEntity.cpp get_type_priority.
var entityRank = map[string]int{
	"blockquote": 1, "expandable_blockquote": 1, "pre": 2, "code": 3, "text_link": 4, "text_mention": 4,
	"bold": 6, "italic": 7, "underline": 8, "strikethrough": 9, "spoiler": 10, "custom_emoji": 11,
}

// foundRank is the rank of what Telegram finds in a text by itself.
const foundRank = 5

// sortEntities puts entities in order of offset, longer ones first, and those
// over the same text in the order of their kinds.
func sortEntities(entities []MessageEntity) {
	rank := func(e MessageEntity) int { return cmp.Or(entityRank[e.Type], foundRank) }
	slices.SortStableFunc(entities, func(a, b MessageEntity) int {
		return cmp.Or(a.Offset-b.Offset, b.Length-a.Length, rank(a)-rank(b))
	})
}
