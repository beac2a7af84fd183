package drafting

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"aitys/content"
	"aitys/content/text"
)

// block is a paragraph, an item of a list, or a line that is marked as a heading.
type block struct {
	text    string
	heading bool
	level   int
	item    bool
	counted bool // a heading with a number before it
}

// What marks up a text. Its links and emphasis are dropped, its words stay.
var (
	atxHeading  = regexp.MustCompile(`^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*(?:\{#[^}]*\})?\s*$`)
	htmlHeading = regexp.MustCompile(`(?i)^\s*<h([1-6])[^<>]{0,200}>(.{1,300}?)</h[1-6]>\s*$`)
	boldLine    = regexp.MustCompile(`^(?:\*\*|__)([^*_]{2,90}?):?(?:\*\*|__):?$`)
	underline   = regexp.MustCompile(`^(?:={3,}|-{3,})\s*$`)
	bullet      = regexp.MustCompile(`^\s{0,8}(?:[-*+•▪◦·]|\d{1,2}[.)])\s+`)
	numbered    = regexp.MustCompile(`^\s{0,3}(?:(?:\d{1,2}|[IVX]{1,5})[.)]|(?i:глава|часть|раздел|chapter|part|section)\s+(?:\d{1,2}|[IVX]{1,5})[.:]?)\s+\S`)
	numbering   = regexp.MustCompile(`^\s*(?:(?:\d{1,2}|[IVX]{1,5})[.)]|(?i:глава|часть|раздел|chapter|part|section)\s+(?:\d{1,2}|[IVX]{1,5})[.:]?)\s+`)
	image       = regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)`)
	link        = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	emphasis    = regexp.MustCompile(`(\*\*|__|\*|~~)(\S(?:[^*_~\n]{0,300}?\S)?)(\*\*|__|\*|~~)`)
	tag         = regexp.MustCompile(`</?[a-zA-Z][^<>]{0,300}>`)
	address     = regexp.MustCompile(`(?:https?://|www\.)\S+|\S+@\S+\.\S+`)
)

// blocksOf joins lines into paragraphs: where a text is broken into lines of one width a paragraph is what stands between blank lines, else each line is one.
func blocksOf(lines []string) (all []block) {
	joined := isWrapped(lines)
	var columns []string
	fenced, open := false, false // open: the last block may go on
	for i, line := range lines {
		switch trimmed := strings.TrimSpace(line); {
		case strings.HasPrefix(trimmed, "```"):
			fenced, open = !fenced, false
		case fenced:
		case trimmed == "":
			open = false
		case underline.MatchString(trimmed) && open && isSetext(all):
			all[len(all)-1].heading, open = true, false
		case strings.Trim(trimmed, "-=*_ ") == "":
			open = false
		case cellsOf(line) != nil:
			cells := cellsOf(line)
			if columns == nil && namesColumns(cells) {
				columns = cells
				continue
			}
			for _, row := range rowTexts(columns, cells) {
				if row != "" {
					all, open = append(all, block{text: row, item: true}), false
				}
			}
		default:
			columns = nil
			b := blockOf(line, bullet.MatchString(nextLine(lines, i)) || bullet.MatchString(lastLine(lines, i)))
			switch {
			case b.text == "":
			case joined && open && !b.heading && !b.item:
				all[len(all)-1].text += " " + b.text
			default:
				all = append(all, b)
				open = !b.heading
			}
		}
	}
	return all
}

// isSetext tells whether a line of signs below the last block makes it a heading.
func isSetext(all []block) bool {
	last := all[len(all)-1]
	return utf8.RuneCountInString(last.text) <= longestHeading*2 && !last.item
}

// nextLine returns the next line that is not blank.
func nextLine(lines []string, i int) string {
	const near = 4
	for _, line := range lines[i+1 : min(len(lines), i+1+near)] {
		if strings.TrimSpace(line) != "" {
			return line
		}
	}
	return ""
}

// lastLine returns the line before that is not blank.
func lastLine(lines []string, i int) string {
	const near = 4
	for n := i - 1; n >= max(0, i-near); n-- {
		if strings.TrimSpace(lines[n]) != "" {
			return lines[n]
		}
	}
	return ""
}

// blockOf reads one line; the number of an item, beside which others stand, is not that of a heading.
func blockOf(line string, inList bool) block {
	if found := atxHeading.FindStringSubmatch(line); found != nil {
		return block{text: plain(found[2]), heading: true, level: len(found[1])}
	}
	if found := htmlHeading.FindStringSubmatch(line); found != nil && plain(found[2]) != "" {
		return block{text: plain(found[2]), heading: true, level: int(found[1][0] - '0')}
	}
	line = strings.TrimLeftFunc(line, func(r rune) bool { return unicode.Is(unicode.So, r) || r == '\uFE0F' || r == '\u200D' }) // a picture of a pin
	if found := boldLine.FindStringSubmatch(strings.TrimSpace(line)); found != nil && !isSentence(found[1]) {
		return block{text: plain(found[1]), heading: true, level: 2}
	}
	if numbered.MatchString(line) && isHeadingLine(plain(line)) && !inList {
		return block{text: plain(line), counted: true}
	}
	item := bullet.MatchString(line)
	return block{text: plain(strings.TrimLeft(bullet.ReplaceAllString(line, ""), "> ")), item: item}
}

// plain returns a line without markup and addresses.
func plain(line string) string {
	if len(line) > 1<<16 && !strings.ContainsAny(line, " \t") {
		return text.NormaliseLine(line)
	}
	if strings.ContainsAny(line, "[*_~<") {
		line = link.ReplaceAllString(image.ReplaceAllString(line, ""), "$1")
		line = tag.ReplaceAllString(emphasis.ReplaceAllString(line, "$2"), "")
	}
	if strings.Contains(line, "://") || strings.Contains(line, "www.") || strings.Contains(line, "@") {
		line = address.ReplaceAllString(line, "")
	}
	return text.NormaliseLine(line)
}

// isWrapped tells whether lines are broken at a width: most that another follows do not end a sentence, and are of about the same length.
func isWrapped(lines []string) bool {
	broken, lower, all := 0, 0, 0
	for i := range len(lines) - 1 {
		line, next := strings.TrimSpace(lines[i]), strings.TrimSpace(lines[i+1])
		n := utf8.RuneCountInString(line)
		if line == "" || next == "" || bullet.MatchString(lines[i+1]) || strings.HasPrefix(next, "#") {
			continue
		}
		all++
		first, _ := utf8.DecodeRuneInString(next)
		if n >= 40 && n <= 120 && (!isSentence(line) || unicode.IsLower(first)) {
			broken++
			if unicode.IsLower(first) {
				lower++
			}
		}
	}
	const often = 3 // of prose every third line at least goes on with a small letter; headlines below each other do not
	return broken*2 > all && lower*often >= broken
}

// frontMatterOf takes the front matter off a text that has one, with its title, slug and date.
func frontMatterOf(lines []string) ([]string, outline) {
	var o outline
	const longest = 40 // lines
	if len(lines) == 0 || strings.TrimSpace(lines[0]) != "---" {
		return lines, o
	}
	for i := 1; i < min(len(lines), longest); i++ {
		if strings.TrimSpace(lines[i]) == "---" {
			return lines[i+1:], o
		}
		key, value, _ := strings.Cut(lines[i], ":")
		value = text.NormaliseLine(strings.Trim(strings.TrimSpace(value), `"'`))
		switch strings.TrimSpace(key) {
		case "title":
			o.title = value
		case "slug":
			o.slug = value
		case "date":
			o.date, _ = content.ParseDate(value)
		}
	}
	return lines, outline{}
}

// takeTitle takes the title off: a heading of the first order, or the first line where it is short and ends without a stop.
func (o *outline) takeTitle(blocks []block) []block {
	for len(blocks) > 1 && !blocks[0].heading && (isRubric(blocks[0].text) || hashtags.MatchString(blocks[0].text)) {
		blocks = blocks[1:]
	}
	if o.title != "" || len(blocks) == 0 {
		return blocks
	}
	first := blocks[0]
	for i, b := range blocks[:min(len(blocks), 3)] {
		if b.heading && b.level == 1 {
			o.title = b.text
			return append(blocks[:i:i], blocks[i+1:]...)
		}
	}
	short := utf8.RuneCountInString(first.text) <= content.MaxTitle && !strings.ContainsAny(lastSign(first.text), ".;:,…")
	if !first.item && len(blocks) > 1 && short && countLetters(first.text) > 3 && (first.level < 2 || !strings.HasPrefix(first.text, "#")) {
		o.title = first.text
		return blocks[1:]
	}
	return blocks
}

func lastSign(s string) string {
	r, _ := utf8.DecodeLastRuneInString(s)
	return string(r)
}
