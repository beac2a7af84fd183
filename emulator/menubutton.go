package emulator

import "cmp"

// menuButton is MenuButton: what stands beside the field in a private chat.
type menuButton struct {
	Type   string  `json:"type"`
	Text   string  `json:"text,omitempty"`
	WebApp *WebApp `json:"web_app,omitempty"`
}

// menuOf is whose button is meant: a person's, or 0 for everybody's.
func (c *call) menuOf() (int64, error) {
	if !c.has("chat_id") {
		return 0, nil
	}
	ch, err := c.target("chat_id")
	if err != nil {
		return 0, err
	}
	if ch.wire.Type != typePrivate {
		return 0, userNotFound.err()
	}
	return ch.wire.ID, nil
}

func setChatMenuButton(s *Server, c *call) (any, error) {
	button := menuButton{Type: "default"}
	if c.has("menu_button") {
		if err := unmarshal(c.str("menu_button"), &button); err != nil {
			return nil, menuUnreadable.err()
		}
	}
	if err := button.check(); err != nil {
		return nil, err
	}
	who, err := c.menuOf()
	if err != nil {
		return nil, err
	}
	c.bot.menus[who] = button
	s.touch()
	return true, nil
}

// check refuses what is no button.
func (b *menuButton) check() error {
	switch b.Type {
	case "default", "commands":
		b.Text, b.WebApp = "", nil
		return nil
	case "web_app":
	default:
		return menuWrong.err("MenuButton has unsupported type")
	}
	switch {
	case b.Text == "":
		return menuWrong.err(`Can't find field "text"`)
	case b.WebApp == nil:
		return menuWrong.err(`Can't find field "web_app"`)
	}
	address, why := checkedURL(b.WebApp.URL)
	if address == "" {
		return menuWrong.err("Web App URL is invalid: " + why)
	}
	b.WebApp.URL = address
	return nil
}

func getChatMenuButton(_ *Server, c *call) (any, error) {
	who, err := c.menuOf()
	if err != nil {
		return nil, err
	}
	button, own := c.bot.menus[who]
	if !own {
		button = c.bot.menus[0]
	}
	button.Type = cmp.Or(button.Type, "commands")
	return button, nil
}
