package moderation

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"aitys/content"
)

var (
	inviteWay  = regexp.MustCompile(`(?:t(?:elegram)?\.(?:me|dog)/(?:\+|joinchat)[\w-]*|tg://(?:join|resolve)\S*|chat\.whatsapp\.com/\w*|wa\.me/\w*|discord\.gg/\w*|t(?:elegram)?\.me/\w+)`)
	botAccount = regexp.MustCompile(`@[a-z][a-z0-9_]{2,30}bot\b`)
	host       = regexp.MustCompile(`(?:https?://)?((?:[\p{L}\p{N}-]+\.)+(?:com|net|org|info|biz|io|me|ru|kz|рф|қаз|su|by|uz|kg|ua|top|xyz|site|online|shop|store|club|pro|app|link|click|bet|win|live|vip|icu|fun|dev|gg|cc|ly|co|uk|eu|us|gd|to|tv|gov|edu|finance|money|casino|loan|work|world))\b`)
	disguised  = regexp.MustCompile(`[a-z0-9-]{2,}\s*(?:\(dot\)|\[dot\]|\[\.\]|\(\.\)|\(точка\)|\s+dot\s|\s+точка\s+|\s+дот\s+)\s*(?:com|net|org|ru|kz|me|io|ком|ру|кз|ми|орг|нет)(?:[^\p{L}]|$)`)
	spacedHost = regexp.MustCompile(`\b(?:t|telegram)\s*(?:\.|\[\.\]|\(\.\)|,)?\s+\.?\s*me\s*/\s*\S+|hxxps?://\S+`)
)

// shorteners are hosts that lead elsewhere.
var shorteners = map[string]bool{
	"bit.ly": true, "clck.ru": true, "goo.su": true, "cutt.ly": true, "tinyurl.com": true, "t.co": true, "is.gd": true, "u.to": true, "vk.cc": true, "goo.gl": true,
	"ow.ly": true, "rb.gy": true, "shorturl.at": true, "taplink.cc": true, "linktr.ee": true, "kurl.ru": true, "tiny.cc": true, "clik.cc": true, "s.id": true,
}

// linkFilter notices what leads out of the discussion. A plain link may be a source and weighs little.
func linkFilter(_ *Chain, r *reading) []Finding {
	var found []Finding
	for _, e := range r.entities {
		if e.Type == "text_link" {
			found = append(found, behindWords(e))
		}
	}
	return append(found, linksIn(r.lower)...)
}

// way is one kind of way out of a discussion. One of the signs stands in every text in which it is to be found, and costs less to look for.
type way struct {
	reason Reason
	risk   float64
	signs  []string
	form   *regexp.Regexp
}

// ways are looked for in their order; a second one does not make a text worse.
var ways = []way{
	{Invite, 0.6, []string{"t.me", "t.dog", "telegram.", "tg://", "whatsapp", "wa.me", "discord"}, inviteWay},
	{Invite, 0.55, []string{"bot"}, botAccount},
	{HiddenLink, 0.6, []string{"dot", "точка", "дот", "[.]", "(.)"}, disguised},
	{HiddenLink, 0.6, []string{"me/", "me /", "hxxp"}, spacedHost},
}

// linksIn returns the riskiest way out of a text.
func linksIn(s string) []Finding {
	for _, w := range ways {
		if !slices.ContainsFunc(w.signs, func(sign string) bool { return strings.Contains(s, sign) }) {
			continue
		}
		if found := w.form.FindString(s); found != "" {
			return []Finding{{Reason: w.reason, What: short(strings.TrimSpace(found)), Risk: w.risk}}
		}
	}
	if !dotWithin(s) {
		return nil
	}
	return hostsIn(s)
}

// dotWithin tells whether a dot stands between two characters that are no spaces.
func dotWithin(s string) bool {
	for i := strings.IndexByte(s, '.'); i >= 0 && i+1 < len(s); {
		if c := s[i+1]; i > 0 && s[i-1] != ' ' && c != ' ' && c != '.' && c != '\n' {
			return true
		}
		next := strings.IndexByte(s[i+1:], '.')
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

func hostsIn(s string) []Finding {
	const most = 20
	first := ""
	for _, at := range host.FindAllStringSubmatchIndex(s, most) {
		if at[2] > 0 && s[at[2]-1] == '@' || !strings.Contains(s[at[2]:at[3]], ".") {
			continue
		}
		name := strings.TrimPrefix(s[at[2]:at[3]], "www.")
		if shorteners[name] {
			return []Finding{{Reason: ShortLink, What: short(name), Risk: 0.55}}
		}
		if first == "" {
			first = name
		}
	}
	if first == "" {
		return nil
	}
	return []Finding{{Reason: Link, What: short(first), Risk: 0.25}}
}

// behindWords judges a link that stands behind other words.
func behindWords(e content.Entity) Finding {
	address := strings.ToLower(cut(e.URL))
	if found := linksIn(address); len(found) > 0 && found[0].Reason != Link {
		return found[0]
	}
	name := address
	if parsed, err := url.Parse(address); err == nil && parsed.Host != "" {
		name = parsed.Host
	}
	return Finding{Reason: HiddenLink, What: short(name), Risk: 0.4}
}

var mention = regexp.MustCompile(`(?:^|[^\w@.])@[a-z][a-z0-9_]{3,31}`)

// mentionFilter counts accounts that a text names.
func mentionFilter(_ *Chain, r *reading) []Finding {
	const many, most = 3, 50
	if !strings.Contains(r.lower, "@") {
		return nil
	}
	n := len(mention.FindAllString(r.lower, most))
	switch {
	case n == 0:
		return nil
	case n < many:
		return []Finding{{Reason: Mention, Count: n, Risk: 0.15}}
	}
	return []Finding{{Reason: Mention, Count: n, Risk: 0.5}}
}

var telephone = regexp.MustCompile(`(?:\+\d|\b[78])[\s(-]{0,2}\d{3}[\s)-]{0,2}\d{3}[\s-]?\d{2}[\s-]?\d{2}\b|\b\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}\b|\+\d{10,14}\b`)

// contactFilter counts telephone and card numbers.
func contactFilter(_ *Chain, r *reading) []Finding {
	const most, leastDigits = 20, 10
	if r.digits < leastDigits {
		return nil
	}
	if n := len(telephone.FindAllString(r.lower, most)); n > 0 {
		return []Finding{{Reason: Contact, Count: n, Risk: 0.3}}
	}
	return nil
}
