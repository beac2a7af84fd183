package emulator

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ParseMarkdownV2 turns Telegram's MarkdownV2 into a text and its entities, or
// refuses it with Telegram's words (without their "Bad Request: can't parse
// entities: "). Entities come in the order of their offsets, outer ones first.
// Source: tdlib/td, MessageEntity.cpp parse_markdown_v2 and its tests.
func ParseMarkdownV2(src string) (text string, entities []MessageEntity, refusal string) {
	p := markdownParser{marked: marked{src: src}, freshLine: true}
	for p.at < len(src) && p.refusal == "" {
		p.step()
	}
	if p.refusal == "" && p.quoted {
		p.endQuote()
	}
	if p.refusal == "" && len(p.open) > 0 {
		p.unclosed()
	}
	return p.result()
}

// ParseMarkdown does the same for the older Markdown: no nesting, and few
// things to escape. Source: tdlib/td, MessageEntity.cpp parse_markdown.
func ParseMarkdown(src string) (text string, entities []MessageEntity, refusal string) {
	p := marked{src: src}
	for p.at < len(src) && p.refusal == "" {
		switch c := p.peek(0); {
		case c == '\\' && p.peek(1) != 0 && strings.IndexByte("_*`[", p.peek(1)) >= 0:
			p.at++
			p.copy()
		case strings.IndexByte("_*`[", c) >= 0:
			p.plainEntity()
		default:
			p.copy()
		}
	}
	return p.result()
}

// marked is a text with marks that is read once from left to right.
type marked struct {
	src      string
	at       int
	out      strings.Builder
	units    int // UTF-16 units written so far
	entities []MessageEntity
	refusal  string
}

func (p *marked) result() (string, []MessageEntity, string) {
	if p.refusal != "" {
		return "", nil, p.refusal
	}
	sortEntities(p.entities)
	return p.out.String(), literal(p.entities), ""
}

// peek is the byte some bytes after the cursor, 0 behind the end.
func (p *marked) peek(ahead int) byte {
	if p.at+ahead < len(p.src) {
		return p.src[p.at+ahead]
	}
	return 0
}

func (p *marked) starts(with string) bool { return strings.HasPrefix(p.src[p.at:], with) }

// copy takes one character over into the text.
func (p *marked) copy() {
	r, n := utf8.DecodeRuneInString(p.src[p.at:])
	p.at += n
	p.out.WriteRune(r)
	p.units++
	if r > 0xFFFF {
		p.units++
	}
}

// block reads what follows the three ticks before a block of code: its
// language, and the line break that is not part of it.
func (p *marked) block() (language string) {
	end := p.at
	for end < len(p.src) && !isSpace(p.src[end]) && p.src[end] != '`' {
		end++
	}
	if end > p.at && end < len(p.src) && p.src[end] != '`' {
		language, p.at = p.src[p.at:end], end
	}
	if c := p.peek(0); c == '\n' || c == '\r' {
		p.at++
		if next := p.peek(0); (next == '\n' || next == '\r') && next != c {
			p.at++
		}
	}
	return language
}

// plainEntity reads one entity of the older Markdown.
func (p *marked) plainEntity() {
	kinds := map[byte]string{'_': "italic", '*': "bold", '`': "code", '[': "text_link"}
	begin, mark := p.at, p.src[p.at]
	e, end := MessageEntity{Type: kinds[mark], Offset: p.units}, string(mark)
	p.at++
	switch {
	case mark == '[':
		end = "]"
	case mark == '`' && p.starts("``"):
		p.at += 2
		e.Type, end = "pre", "```"
		e.Language = p.block()
	}
	inside := p.at
	for p.at < len(p.src) && !p.starts(end) {
		p.copy()
	}
	if p.at >= len(p.src) {
		p.refusal = "Can't find end of the entity starting at byte offset " + strconv.Itoa(begin)
		return
	}
	href := p.src[inside:p.at]
	p.at += len(end)
	if e.Length = p.units - e.Offset; e.Length == 0 {
		return
	}
	if mark == '[' {
		if p.peek(0) == '(' {
			href, _, _ = strings.Cut(p.src[p.at+1:], ")")
			p.at = min(len(p.src), p.at+len(href)+2)
		}
		e = linked(e, href)
	}
	if e.Type != "" {
		p.entities = append(p.entities, e)
	}
}

// linked is the entity of a link to an address; no Type when that is none.
func linked(e MessageEntity, href string) MessageEntity {
	if href == "" {
		return MessageEntity{}
	}
	return link(e, href, href)
}

// openMark is an entity of MarkdownV2 whose end has not come yet.
type openMark struct {
	kind, argument string
	begin          int // of its mark in the source
	offset         int // in UTF-16 units of the text
	start          int // in bytes of the text
}

// markdownParser reads MarkdownV2.
type markdownParser struct {
	marked
	open []openMark
	// quoted says that a block quote is open, freshLine that one may begin here.
	quoted, freshLine bool
}

// The marks of MarkdownV2: what stands for itself only when it is escaped, and
// the entities that end with what they began with, the longer marks first.
const markdownReserved = "_*[]()~`>#+-=|{}.!"

var markdownMarks = []struct{ mark, kind string }{
	{"__", "underline"}, {"_", "italic"}, {"*", "bold"}, {"~", "strikethrough"}, {"||", "spoiler"},
	{"```", "pre"}, {"`", "code"}, {"[", "text_link"}, {"![", "custom_emoji"},
}

// markdownNames are the entities as refusals call them.
var markdownNames = map[string]string{
	"underline": "Underline", "italic": "Italic", "bold": "Bold", "strikethrough": "Strikethrough", "spoiler": "Spoiler",
	"pre": "Pre", "code": "Code", "text_link": "TextUrl", "custom_emoji": "CustomEmoji", "blockquote": "BlockQuote",
}

// top is the innermost entity that is open; its kind is empty when none is.
func (p *markdownParser) top() openMark {
	if n := len(p.open); n > 0 {
		return p.open[n-1]
	}
	return openMark{}
}

func (p *markdownParser) pop() openMark {
	o := p.top()
	p.open = p.open[:len(p.open)-1]
	return o
}

// step reads one character, one mark or one end of a line.
func (p *markdownParser) step() {
	c, inside := p.peek(0), p.top().kind
	code := inside == "code" || inside == "pre"
	switch next := p.peek(1); {
	case c == '\\' && next > 0 && next <= 126:
		p.at++
		p.take()
	case code && c != '`':
		p.take()
	case c == '\n':
		p.line()
	case strings.IndexByte(markdownReserved, c) < 0:
		p.take()
	case c == '>' && p.freshLine && !p.quoted:
		p.begin("blockquote", 1)
		p.quoted = true
	case p.ends():
		p.end()
	default:
		p.mark()
	}
}

// take copies a character and notes whether it leaves the line fresh.
func (p *markdownParser) take() {
	c := p.peek(0)
	p.copy()
	p.freshLine = c == '\n' || c == '\r' && p.freshLine
}

// line reads the end of a line: a quote goes on when the next one begins with >.
func (p *markdownParser) line() {
	goesOn := p.peek(1) == '>'
	expandable := p.quoted && !goesOn && p.dropMarker()
	if p.quoted && !goesOn && p.top().kind != "blockquote" {
		p.unclosed()
		return
	}
	p.take()
	switch {
	case !p.quoted:
	case goesOn:
		p.at++
		p.freshLine = false
	default:
		p.closeQuote(expandable)
	}
}

// dropMarker takes away the || at the end of an expandable quote, which was
// read as the beginning of a spoiler.
func (p *markdownParser) dropMarker() bool {
	n := len(p.open)
	if n < 2 || p.open[n-1].kind != "spoiler" || p.open[n-2].kind != "blockquote" ||
		strings.Trim(p.out.String()[p.open[n-1].start:], "\r") != "" {
		return false
	}
	p.pop()
	return true
}

// endQuote ends a quote with the text.
func (p *markdownParser) endQuote() {
	if expandable := p.dropMarker(); p.top().kind == "blockquote" {
		p.closeQuote(expandable)
	}
}

func (p *markdownParser) closeQuote(expandable bool) {
	o := p.pop()
	if p.quoted = false; expandable {
		o.kind = "expandable_blockquote"
	}
	p.add(MessageEntity{Type: o.kind, Offset: o.offset, Length: p.units - o.offset})
}

func (p *markdownParser) add(e MessageEntity) {
	if e.Type != "" && e.Length > 0 {
		p.entities = append(p.entities, e)
	}
}

func (p *markdownParser) unclosed() {
	o := p.top()
	name := markdownNames[o.kind]
	if o.kind == "pre" && o.argument != "" {
		name = "PreCode"
	}
	p.refusal = "Can't find end of " + name + " entity at byte offset " + strconv.Itoa(o.begin)
}

// ends says whether the mark under the cursor ends the innermost entity.
func (p *markdownParser) ends() bool {
	switch kind := p.top().kind; kind {
	case "", "blockquote":
		return false
	case "text_link", "custom_emoji":
		return p.peek(0) == ']'
	case "italic":
		return p.starts("_") && !p.starts("__")
	default:
		return p.starts(markOf(kind))
	}
}

func markOf(kind string) string {
	i := slices.IndexFunc(markdownMarks, func(m struct{ mark, kind string }) bool { return m.kind == kind })
	return markdownMarks[i].mark
}

// begin opens an entity whose mark has so many bytes.
func (p *markdownParser) begin(kind string, length int) {
	p.open = append(p.open, openMark{kind: kind, begin: p.at, offset: p.units, start: p.out.Len()})
	p.at += length
	if kind == "pre" {
		p.open[len(p.open)-1].argument = p.block()
	}
}

// mark reads a mark that begins an entity, or refuses a character that none
// begins with.
func (p *markdownParser) mark() {
	for _, m := range markdownMarks {
		if p.starts(m.mark) {
			p.begin(m.kind, len(m.mark))
			return
		}
	}
	p.refusal = "Character '" + p.src[p.at:p.at+1] + `' is reserved and must be escaped with the preceding '\'`
}

// end closes the innermost entity.
func (p *markdownParser) end() {
	o := p.pop()
	e := MessageEntity{Type: o.kind, Offset: o.offset, Length: p.units - o.offset, Language: o.argument}
	switch o.kind {
	case "text_link":
		p.at++
		href, given := p.address("URL")
		if !given {
			href = p.out.String()[o.start:]
		}
		e = linked(e, href)
	case "custom_emoji":
		p.at++
		href, given := p.address("custom emoji URL")
		if !given && p.refusal == "" {
			p.refusal = "Custom emoji entity must contain a tg://emoji URL"
		}
		if p.refusal == "" {
			e.CustomEmojiID, p.refusal = customEmoji(href)
		}
	default:
		p.at += len(markOf(o.kind))
	}
	p.add(e)
}

// address reads an address in brackets, if there is one.
func (p *markdownParser) address(what string) (href string, given bool) {
	if p.peek(0) != '(' {
		return "", false
	}
	p.at++
	begin := p.at
	var b strings.Builder
	for p.at < len(p.src) && p.peek(0) != ')' {
		if next := p.peek(1); p.peek(0) == '\\' && next > 0 && next <= 126 {
			p.at++
		}
		b.WriteByte(p.peek(0))
		p.at++
	}
	if p.at >= len(p.src) {
		p.refusal = "Can't find end of a " + what + " at byte offset " + strconv.Itoa(begin)
	}
	p.at++
	return b.String(), true
}

// customEmoji is the identifier in an address like tg://emoji?id=1.
// Source: tdlib/td, LinkManager.cpp get_link_custom_emoji_id.
func customEmoji(href string) (id, refusal string) {
	scheme, rest, _ := strings.Cut(href, ":")
	if !strings.EqualFold(scheme, "tg") {
		return "", "Custom emoji URL must have scheme tg"
	}
	u, err := url.Parse("tg://" + strings.TrimPrefix(rest, "//"))
	if err != nil || !strings.EqualFold(u.Host, "emoji") {
		return "", `Custom emoji URL must have host "emoji"`
	}
	id = u.Query().Get("id")
	if id == "" {
		return "", "Custom emoji URL must have an emoji identifier"
	}
	if n, err := strconv.ParseInt(id, 10, 64); err != nil || n == 0 || strconv.FormatInt(n, 10) != id {
		return "", "Invalid custom emoji identifier specified"
	}
	return id, ""
}
