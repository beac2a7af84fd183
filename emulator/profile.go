package emulator

import "unicode/utf8"

// botText is one of the texts that introduce a bot.
type botText struct {
	param   string // the parameter that carries it, and the member that shows it
	longest int
	tooLong refusal
}

// The three texts. Source: Bot API reference, setMyName, setMyDescription,
// setMyShortDescription.
var (
	textName        = botText{"name", 64, nameTooLong}
	textDescription = botText{"description", 512, descriptionTooLong}
	textShort       = botText{"short_description", 120, shortDescriptionTooLong}
)

// textKey is what a text is kept under.
type textKey struct{ param, language string }

// setText is the method that sets a text for a language; an empty one is taken
// away.
func setText(t botText) func(*Server, *call) (any, error) {
	return func(s *Server, c *call) (any, error) {
		key := textKey{t.param, c.str("language_code")}
		if !languagePattern.MatchString(key.language) {
			return nil, languageInvalid.err()
		}
		text := c.str(t.param)
		if utf8.RuneCountInString(text) > t.longest {
			return nil, t.tooLong.err()
		}
		c.bot.texts[key] = text
		if text == "" {
			delete(c.bot.texts, key)
		}
		s.touch()
		return true, nil
	}
}

// getText is the method that shows a text for a language, or for none if that
// language has none of its own.
func getText(t botText) func(*Server, *call) (any, error) {
	return func(_ *Server, c *call) (any, error) {
		language := c.str("language_code")
		if !languagePattern.MatchString(language) {
			return nil, languageInvalid.err()
		}
		return map[string]string{t.param: c.bot.text(t, language)}, nil
	}
}

// text is one of the bot's texts in a language, or in none.
func (b *bot) text(t botText, language string) string {
	text, ok := b.texts[textKey{t.param, language}]
	if !ok {
		text = b.texts[textKey{t.param, ""}]
	}
	if text == "" && t.param == textName.param {
		text = b.user.FirstName
	}
	return text
}

// Profile is how a bot introduces itself.
type Profile struct {
	// Name stands over the chat, Description in a chat that is still empty,
	// ShortDescription on the bot's page.
	Name, Description, ShortDescription string
}

// Profile is how a bot introduces itself to people of a language.
func (s *Server) Profile(b Bot, language string) Profile {
	s.mu.Lock()
	defer s.mu.Unlock()
	account := s.world.botsByID[b.ID]
	return Profile{
		Name: account.text(textName, language), Description: account.text(textDescription, language),
		ShortDescription: account.text(textShort, language),
	}
}
