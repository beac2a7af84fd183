package emulator

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// units is a text's length the way Telegram counts: in UTF-16 units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// link makes the entity of an <a> tag: a mention of a user, a link, or none
// (an empty Type) when the address is no address.
// Source: tdlib/td, MessageEntity.cpp and LinkManager::get_checked_link.
func link(e MessageEntity, href, text string) MessageEntity {
	if href == "" {
		href = text
	}
	if id, ok := strings.CutPrefix(href, "tg://user?id="); ok {
		if n, err := strconv.ParseInt(id, 10, 64); err == nil && n > 0 {
			e.Type, e.User = "text_mention", &User{ID: n}
			return e
		}
	}
	address, _ := checkedURL(href)
	if address == "" {
		return MessageEntity{}
	}
	e.URL = address
	return e
}

// checkedURL is an address as Telegram keeps it, or "" and why it is none.
// Source: tdlib/td, HttpUrl.cpp parse_url and LinkManager.cpp check_link.
func checkedURL(raw string) (address, why string) {
	if raw == "" {
		return "", "URL is empty"
	}
	if strings.HasPrefix(raw, "tg:") || strings.HasPrefix(raw, "ton:") || strings.HasPrefix(raw, "tonsite:") {
		return raw, ""
	}
	full := raw
	if !strings.Contains(raw, "://") {
		full = "http://" + raw
	}
	u, err := url.Parse(full)
	if err != nil || u.Host == "" || u.Hostname() == "" {
		return "", "Wrong HTTP URL"
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "ftp":
	default:
		return "", "Unsupported URL protocol"
	}
	host := u.Hostname()
	if !strings.Contains(host, ".") && !strings.Contains(host, ":") {
		return "", "Wrong HTTP URL"
	}
	if strings.ContainsAny(full, " \t\n<>") {
		return "", "Wrong HTTP URL"
	}
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String(), ""
}

// found are the marks that Telegram itself puts on a text. Each pattern's first
// group is the entity. Source: tdlib/td, MessageEntity.cpp find_entities.
var found = []struct {
	kind    string
	pattern *regexp.Regexp
}{
	{"bot_command", regexp.MustCompile(`(?:^|[^\pL\pN_/<>])(/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?)`)},
	{"url", regexp.MustCompile(`(?i)(?:^|[^\pL\pN_@.])((?:https?|ftp)://[^\s<>"]+|(?:[a-z0-9-]+\.)+(?:com|org|net|kz|ru|me|io|dev|info)(?:/[^\s<>"]*)?)`)},
	{"email", regexp.MustCompile(`(?:^|[^a-zA-Z0-9._%+-])([a-zA-Z0-9._%+-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*\.[a-zA-Z]{2,})`)},
	{"mention", regexp.MustCompile(`(?:^|[^\pL\pN_@])(@[a-zA-Z0-9_]{3,32})`)},
	{"hashtag", regexp.MustCompile(`(?:^|[^\pL\pN_&/])(#[\pL\pN_]*[\pL_][\pL\pN_]*)`)},
}

// findEntities adds what Telegram itself marks in a text, outside of the marks
// that are there already where those forbid it.
func findEntities(text string, given []MessageEntity) []MessageEntity {
	if !strings.ContainsAny(text, "/@#.") {
		return given
	}
	all := given
	at := offsets(text)
	for _, f := range found {
		for _, m := range f.pattern.FindAllStringSubmatchIndex(text, -1) {
			start, end := m[2], trimURL(text, f.kind, m[2], m[3])
			if f.kind == "bot_command" && end < len(text) && followsWord(text[end:]) {
				continue
			}
			e := MessageEntity{Type: f.kind, Offset: at(start), Length: at(end) - at(start)}
			if !collides(all, e) {
				all = append(all, e)
			}
		}
	}
	if len(all) > len(given) {
		sortEntities(all)
	}
	return all
}

// followsWord says whether a text goes on with what would belong to a command.
func followsWord(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return r == '/' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// trimURL takes the punctuation off that ends the sentence, not the address.
func trimURL(text, kind string, start, end int) int {
	if kind == "url" {
		return start + len(strings.TrimRight(text[start:end], ".,:;!?()'"))
	}
	return end
}

// collides says whether a found mark would cut into another one, or stand where
// the text is to be taken literally.
func collides(all []MessageEntity, e MessageEntity) bool {
	for _, o := range all {
		if e.Offset >= o.Offset+o.Length || o.Offset >= e.Offset+e.Length {
			continue
		}
		switch o.Type {
		case "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote":
			if e.Offset >= o.Offset && e.Offset+e.Length <= o.Offset+o.Length {
				continue
			}
		}
		return true
	}
	return false
}

// offsets turns byte offsets that rise into offsets in UTF-16 units; it counts
// each part of the text once.
func offsets(text string) func(int) int {
	lastByte, lastUnit := 0, 0
	return func(b int) int {
		if b < lastByte {
			lastByte, lastUnit = 0, 0
		}
		lastUnit += units(text[lastByte:b])
		lastByte = b
		return lastUnit
	}
}

// trimText cuts white space off both ends of a text, as Telegram does before it
// counts, and moves the entities along; those that are left empty vanish.
// Source: tdlib/td, MessageEntity.cpp fix_formatted_text.
func trimText(text string, entities []MessageEntity) (string, []MessageEntity) {
	right := strings.TrimRightFunc(text, blank)
	left := strings.TrimLeftFunc(right, blank)
	skip, total := units(right[:len(right)-len(left)]), units(left)
	var kept []MessageEntity
	for _, e := range entities {
		start, end := max(0, e.Offset-skip), min(total, e.Offset-skip+e.Length)
		if end > start {
			e.Offset, e.Length = start, end-start
			kept = append(kept, e)
		}
	}
	return left, kept
}

// blank are characters that are cut off the ends of a text.
func blank(r rune) bool {
	return unicode.IsSpace(r) || r < ' ' || r == '\u200B' || r == '\u200E' || r == '\u200F' || r == '\uFEFF'
}

// cleaned replaces characters that Telegram never shows by spaces, and drops
// carriage returns. Source: tdlib/td, clean_input_string.
func cleaned(s string) string {
	if !strings.ContainsFunc(s, unshown) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return -1
		case unshown(r):
			return ' '
		}
		return r
	}, s)
}

func unshown(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= '\u202A' && r <= '\u202E'
}

// formatted is a text with its entities, given by a parse mode or as a list.
func (c *call) formatted(raw, mode, entities string) (string, []MessageEntity, error) {
	var marks []MessageEntity
	var parse func(string) (string, []MessageEntity, string)
	switch strings.ToLower(mode) {
	case "", "none": // source: telegram-bot-api Client.cpp, get_formatted_text
		if entities != "" {
			if err := unmarshal(entities, &marks); err != nil {
				return "", nil, entitiesUnreadable.err()
			}
			var err error
			if marks, err = given(marks, units(raw)); err != nil {
				return "", nil, err
			}
		}
	case "html":
		parse = ParseHTML
	case "markdownv2":
		parse = ParseMarkdownV2
	case "markdown":
		parse = ParseMarkdown
	default:
		return "", nil, parseModeUnknown.err()
	}
	if parse != nil {
		text, parsed, refusal := parse(raw)
		if refusal != "" {
			return "", nil, cannotParse.err(refusal)
		}
		raw, marks = text, parsed
	}
	text, marks := trimText(cleaned(raw), marks)
	marks = c.srv.nameMentions(marks)
	if len(text) > longestText*utf8.UTFMax {
		return text, marks, nil // it will be refused for its length
	}
	marks = findEntities(text, marks)
	if len(marks) > mostEntities {
		c.misuse("entities", "more than 100; Telegram drops the rest")
		marks = marks[:mostEntities]
	}
	return text, marks, nil
}

// mostEntities is how many marks a message keeps. Source: core.telegram.org/api/entities.
const mostEntities = 100

// given are the entities of a list that count: those that Telegram finds by
// itself are passed over, and those that do not lie inside the text.
// Source: telegram-bot-api Client.cpp get_text_entity_type, and for the address
// tdlib/td, MessageEntity.cpp get_message_entities.
func given(marks []MessageEntity, total int) ([]MessageEntity, error) {
	var kept []MessageEntity
	for _, e := range marks {
		switch e.Type {
		case "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number":
			continue
		case "text_link":
			address, why := checkedURL(e.URL)
			if address == "" {
				return nil, entityURLInvalid.err(e.URL, why)
			}
			e.URL = address
		case "text_mention":
			if e.User == nil {
				continue
			}
		default:
			if entityRank[e.Type] == 0 {
				return nil, entityUnknown.err()
			}
		}
		if e.Offset >= 0 && e.Length > 0 && e.Offset <= total-e.Length {
			kept = append(kept, e)
		}
	}
	sortEntities(kept)
	return kept, nil
}

// nameMentions fills in who is meant by links to a user; nobody known, no mark.
func (s *Server) nameMentions(marks []MessageEntity) []MessageEntity {
	var kept []MessageEntity
	for _, e := range marks {
		if e.Type == "text_mention" {
			p := s.world.users[e.User.ID]
			if p == nil {
				continue
			}
			u := p.User
			e.User = &u
		}
		kept = append(kept, e)
	}
	return kept
}
