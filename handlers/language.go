package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// languageCommand asks in which language to speak, or takes it from the argument: /language [en, ru or kk].
func languageCommand(t *turn) error {
	word := firstWord(t.argument)
	if word == "" {
		return t.showLanguages()
	}
	lang, ok := t.spoken(word)
	if !ok {
		return &content.Error{
			Code: content.Invalid, Op: "handlers.language", Key: string(phrases.LanguageUnknown), Args: phrases.Args{"Given": echo(word)},
		}
	}
	return t.speak(lang)
}

// languagePress takes the language from a button. Where the button stood under an article, that article changes its language in place.
func languagePress(t *turn) error {
	code, article, under := strings.Cut(t.argument, ".")
	lang, ok := content.ParseLang(code)
	if !ok {
		return stale("handlers.languagePress")
	}
	if !under {
		return t.speak(lang)
	}
	t.argument = article
	published, _, err := t.place()
	if err != nil {
		return err
	}
	if err := t.speak(lang); err != nil {
		return err
	}
	s, err := t.summary(published)
	if err != nil {
		return err
	}
	s.rows = append([][]link{t.languages(published)}, s.rows...)
	t.show(s)
	return nil
}

// speak makes lang the reader's language and says so in it, with a keyboard in it.
func (t *turn) speak(lang content.Lang) error {
	if err := t.tx.SetLanguage(t.reader.ID, lang); err != nil {
		return err
	}
	t.reader.Chosen = lang
	t.voice = t.Newsroom.voice(lang)
	t.send(t.voice.Say(phrases.LanguageSet), nil, t.keys())
	return nil
}

// spoken reads a language's code, or its name in any of the languages.
func (t *turn) spoken(word string) (content.Lang, bool) {
	for _, lang := range content.Langs {
		if strings.EqualFold(word, t.Newsroom.voice(lang).Plain(phrases.ButtonLanguageName)) {
			return lang, true
		}
	}
	return content.ParseLang(word)
}

// languages is a row of the languages, each called as it calls itself; article is what stands above the row, nil when none does.
func (t *turn) languages(article *content.Published) []link {
	var row []link
	for _, lang := range content.Langs {
		data := string(toLanguage) + "." + string(lang)
		if article != nil {
			data += "." + strconv.FormatInt(int64(article.ID), 10)
		}
		row = append(row, link{label: t.Newsroom.voice(lang).Plain(phrases.ButtonLanguageName), data: data})
	}
	return row
}
