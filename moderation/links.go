package moderation

import (
	"net/url"
	"regexp"
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
	if !strings.ContainsAny(r.lower, ".@:([") && !strings.Contains(r.lower, " dot ") && !strings.Contains(r.lower, "точка") && !strings.Contains(r.lower, " дот ") {
		return found
	}
	return append(found, linksIn(r.lower)...)
}

// linksIn returns the riskiest link of a text; a second one does not make it worse.
func linksIn(s string) []Finding {
	if way := inviteWay.FindString(s); way != "" {
		return []Finding{{Reason: Invite, What: short(way), Risk: 0.6}}
	}
	if bot := botAccount.FindString(s); bot != "" {
		return []Finding{{Reason: Invite, What: short(bot), Risk: 0.55}}
	}
	if way := disguised.FindString(s); way != "" {
		return []Finding{{Reason: HiddenLink, What: short(strings.TrimSpace(way)), Risk: 0.6}}
	}
	if way := spacedHost.FindString(s); way != "" {
		return []Finding{{Reason: HiddenLink, What: short(way), Risk: 0.6}}
	}
	return hostsIn(s)
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
	const most = 20
	if n := len(telephone.FindAllString(r.lower, most)); n > 0 {
		return []Finding{{Reason: Contact, Count: n, Risk: 0.3}}
	}
	return nil
}
