package bot

import (
	"encoding/json"
	"regexp"
	"strings"
)

// maxStarts is how many deep links of a post are read.
const maxStarts = 20

// deepLink is a link to a bot's private chat, in any of the ways in which Telegram writes one.
var deepLink = regexp.MustCompile(`(?i)(?:(?:t|telegram)\.me/|tg://resolve\?domain=)(\w{3,64})[?&]start=([\w-]{1,64})`)

// starts returns the payloads of the deep links to this bot that stand in a post: in its words, behind them, or in its buttons.
func (d decoder) starts(wire *wireMessage) (payloads []string) {
	for _, where := range d.links(wire) {
		for _, found := range deepLink.FindAllStringSubmatch(where, maxStarts) {
			if strings.EqualFold(found[1], d.username) && len(payloads) < maxStarts {
				payloads = append(payloads, found[2])
			}
		}
	}
	return payloads
}

// links returns what may hold links in a message. What cannot be read holds none.
func (d decoder) links(wire *wireMessage) []string {
	all := []string{wire.Text, wire.Caption}
	for _, raw := range []rawJSON{wire.Entities, wire.CaptionMark} {
		var marks []wireEntity
		if len(raw) > 0 && json.Unmarshal(raw, &marks) == nil {
			for _, mark := range marks {
				all = append(all, mark.URL)
			}
		}
	}
	var markup struct {
		Rows [][]struct {
			URL string `json:"url"`
		} `json:"inline_keyboard"`
	}
	if len(wire.Markup) > 0 && json.Unmarshal(wire.Markup, &markup) == nil {
		for _, row := range markup.Rows {
			for _, button := range row {
				all = append(all, button.URL)
			}
		}
	}
	return all
}
