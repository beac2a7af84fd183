package emulator

import (
	"strings"
	"time"
)

// bot is a bot account with its queue of updates and its settings.
type bot struct {
	user        User
	token       string
	readsAll    bool // privacy mode is off
	chats       map[int64]*chat
	lastMessage int // newest id in private chats and small groups
	queue       queue
	webhook     webhook
	met         map[int64]bool // people whom the bot has seen in a group or in private
	flood       floodState
	commands    map[scopeKey][]BotCommand
	texts       map[textKey]string
	menus       map[int64]menuButton // the button beside the field, by person; 0 for all others
	defaults    map[bool]adminRights // the rights that are asked for, in channels or not
	launched    time.Time
	outUntil    time.Time // logged out until then
}

func newBot(u User, token string) *bot {
	b := &bot{
		user: u, token: token, chats: map[int64]*chat{}, met: map[int64]bool{},
		commands: map[scopeKey][]BotCommand{}, texts: map[textKey]string{},
		menus: map[int64]menuButton{}, defaults: map[bool]adminRights{},
	}
	b.queue.init()
	b.flood.init()
	return b
}

// fold makes usernames comparable.
func fold(username string) string { return strings.ToLower(strings.TrimPrefix(username, "@")) }
