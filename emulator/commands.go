package emulator

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"unicode/utf8"
)

// BotCommand is one line of the command menu.
type BotCommand struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// scope is BotCommandScope in any of its forms.
type scope struct {
	Type   string          `json:"type"`
	ChatID json.RawMessage `json:"chat_id,omitempty"`
	UserID int64           `json:"user_id,omitempty"`
}

// scopeKey is what a menu is kept under.
type scopeKey struct {
	kind, chat string
	user       int64
	language   string
}

// Sizes of a menu. Source: Bot API reference, setMyCommands and BotCommand.
const (
	mostCommands              = 100
	longestCommandDescription = 256
)

var (
	commandPattern  = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	languagePattern = regexp.MustCompile(`^([a-z]{2})?$`)
	// scopeNeeds says which members each kind of scope has besides its type.
	scopeNeeds = map[string][]string{
		"default": nil, "all_private_chats": nil, "all_group_chats": nil, "all_chat_administrators": nil,
		"chat": {"chat_id"}, "chat_administrators": {"chat_id"}, "chat_member": {"chat_id", "user_id"},
	}
)

// menuKey reads scope and language_code.
func (c *call) menuKey() (scopeKey, error) {
	key := scopeKey{kind: "default", language: c.str("language_code")}
	if !languagePattern.MatchString(key.language) {
		return key, languageInvalid.err()
	}
	if !c.has("scope") {
		return key, nil
	}
	var sc scope
	if err := json.Unmarshal([]byte(c.str("scope")), &sc); err != nil {
		return key, scopeUnreadable.err(" JSON object")
	}
	needs, known := scopeNeeds[cmp.Or(sc.Type, "?")]
	if !known {
		return key, scopeUnreadable.err(": Unsupported type specified")
	}
	for _, need := range needs {
		if need == "chat_id" && sc.ChatID == nil || need == "user_id" && sc.UserID == 0 {
			return key, scopeUnreadable.err(`: Can't find field "` + need + `"`)
		}
	}
	key.kind, key.chat, key.user = sc.Type, string(sc.ChatID), sc.UserID
	return key, nil
}

func setMyCommands(_ *Server, c *call) (any, error) {
	key, err := c.menuKey()
	if err != nil {
		return nil, err
	}
	var list []BotCommand
	if err := c.array("commands", &list, commandsUnreadable, "BotCommand"); err != nil {
		return nil, err
	}
	if len(list) > mostCommands {
		return nil, commandsTooMany.err()
	}
	for _, c := range list {
		if !commandPattern.MatchString(c.Command) {
			return nil, commandInvalid.err()
		}
		if n := utf8.RuneCountInString(c.Description); n < 1 || n > longestCommandDescription {
			return nil, commandDescriptionInvalid.err()
		}
	}
	if len(list) == 0 {
		delete(c.bot.commands, key)
		return true, nil
	}
	c.bot.commands[key] = list
	c.srv.touch()
	return true, nil
}

func getMyCommands(_ *Server, c *call) (any, error) {
	key, err := c.menuKey()
	if err != nil {
		return nil, err
	}
	return append([]BotCommand{}, c.bot.commands[key]...), nil
}

func deleteMyCommands(_ *Server, c *call) (any, error) {
	key, err := c.menuKey()
	if err != nil {
		return nil, err
	}
	delete(c.bot.commands, key)
	c.srv.touch()
	return true, nil
}

// Menu is what a person with that language sees in the command menu of a chat:
// the narrowest scope that has commands, in their language or in none.
// Source: Bot API reference, "Determining list of commands".
func (s *Server) Menu(b Bot, user User, in Chat) []BotCommand {
	s.mu.Lock()
	defer s.mu.Unlock()
	account := s.world.botsByID[b.ID]
	for _, key := range s.menuOrder(user, in) {
		for _, language := range []string{user.LanguageCode, ""} {
			key.language = language
			if list := account.commands[key]; len(list) > 0 {
				return slices.Clone(list)
			}
		}
	}
	return nil
}

// menuOrder are the scopes that count for somebody in a chat, narrowest first.
func (s *Server) menuOrder(user User, in Chat) []scopeKey {
	id, _ := json.Marshal(in.ID)
	at := string(id)
	if in.Type == typeChannel { // nobody types commands there
		return nil
	}
	if in.Type == typePrivate {
		return []scopeKey{{kind: "chat", chat: at}, {kind: "all_private_chats"}, {kind: "default"}}
	}
	order := []scopeKey{{kind: "chat_member", chat: at, user: user.ID}}
	administers := false
	if ch := s.world.chats[in.ID]; ch != nil {
		administers = ch.members[user.ID].administers()
	}
	if administers {
		order = append(order, scopeKey{kind: "chat_administrators", chat: at})
	}
	order = append(order, scopeKey{kind: "chat", chat: at})
	if administers {
		order = append(order, scopeKey{kind: "all_chat_administrators"})
	}
	return append(order, scopeKey{kind: "all_group_chats"}, scopeKey{kind: "default"})
}
