package main

import (
	"fmt"
	"net"
	"strings"
)

// ownBotName is the account that a name makes: its letters and digits, with bot at the end, as BotFather asks for.
func ownBotName(name string) (username string, err error) {
	username = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '_':
			return r
		case r == ' ' || r == '-':
			return '_'
		}
		return -1
	}, strings.TrimSpace(name))
	if !strings.HasSuffix(strings.ToLower(username), "bot") {
		username += "_bot"
	}
	const shortest, longest = 5, 32 // core.telegram.org/bots/features#botfather
	first := username[0] | 0x20
	if first < 'a' || first > 'z' || len(username) < shortest || len(username) > longest || strings.EqualFold(username, botUsername) {
		return "", usagef("aitys demo: --bot: it is the name of a bot of yours, in Latin letters and digits, such as Echo")
	}
	return username, nil
}

// addOwnBot brings a bot into the demo that somebody else runs: into the discussion group and into private chats. Where the chats were kept, it is
// there already, with the token that it had.
func (s *scene) addOwnBot(name string) error {
	username, err := ownBotName(name)
	if err != nil {
		return err
	}
	for _, b := range s.server.Bots() {
		if strings.EqualFold(b.Username, username) {
			s.own = append(s.own, b)
			return nil
		}
	}
	b := s.server.AddBot(strings.TrimSpace(name), username)
	s.server.Join(s.group, b.User)
	s.own = append(s.own, b)
	return nil
}

// ownBotListener is where a bot of one's own finds the Bot API: beside the page, at this machine alone, so that it is the same at the next start. Without
// such a bot the emulator finds a place for itself.
func ownBotListener(o demoOptions, beside net.Addr) (net.Listener, error) {
	page, ok := beside.(*net.TCPAddr)
	if o.ownBot == "" || !ok {
		return nil, nil //nolint:nilnil // the emulator's own choice
	}
	return listenNear(fmt.Sprintf("127.0.0.1:%d", page.Port%65535+1))
}

// ownBots says how to set the bots that others run.
func (s *scene) ownBots() string {
	var lines strings.Builder
	for _, b := range s.own {
		address := s.server.URL()
		fmt.Fprintf(&lines, "The Bot API for @%s is at %s, in place of https://api.telegram.org (python-telegram-bot: base_url=\"%s/bot\"; telegraf: apiRoot: \"%s\")\n",
			b.Username, address, address, address)
		fmt.Fprintf(&lines, "The token of @%s is %s (try: curl %s/bot%s/getMe)\n", b.Username, b.Token, address, b.Token)
	}
	return lines.String()
}
