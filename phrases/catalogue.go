package phrases

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"sync"

	"aitys/content"
	"aitys/content/text"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed en.yaml ru.yaml kk.yaml
var files embed.FS

// catalogue holds the phrases of one language, ready to be said.
type catalogue struct {
	lang    content.Lang
	tag     language.Tag // for plural rules
	phrases map[Key]*entry
}

// entry is a phrase in both its writings. Each can be had of every key: a refusal is said in the chat as HTML, and as plain text in the
// answer to a press.
type entry struct {
	html, plain forms
}

// forms is a phrase in each of its plural forms; one that does not depend on a number has only plural.Other.
type forms [plural.Many + 1]*phrase

// in returns the phrase in the wanted form; nil where there is none.
func (f *forms) in(form plural.Form) *phrase {
	if p := f[form]; p != nil {
		return p
	}
	return f[plural.Other]
}

// catalogues reads the embedded files once. A file that cannot be used is a fault of the build, which the tests of this package find; it
// panics, since without phrases the bot is mute.
var catalogues = sync.OnceValue(func() map[content.Lang]*catalogue {
	all := make(map[content.Lang]*catalogue, len(content.Langs))
	for _, lang := range content.Langs {
		name := string(lang) + ".yaml"
		data, err := files.ReadFile(name)
		if err == nil {
			all[lang], err = parseCatalogue(lang, name, data)
		}
		if err != nil {
			panic(fmt.Errorf("phrases: %w", err))
		}
	}
	return all
})

// parseCatalogue reads one language's file, whose name ends with the language's code and ".yaml".
func parseCatalogue(lang content.Lang, name string, data []byte) (*catalogue, error) {
	file, err := i18n.ParseMessageFileBytes(data, name, map[string]i18n.UnmarshalFunc{"yaml": unmarshal})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	c := &catalogue{lang: lang, tag: file.Tag, phrases: make(map[Key]*entry, len(file.Messages))}
	for _, message := range file.Messages {
		key := Key(message.ID)
		if c.phrases[key], err = parseEntry(key, message); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", name, key, err)
		}
	}
	return c, nil
}

func unmarshal(data []byte, v any) error { return yaml.Unmarshal(data, v) }

func parseEntry(key Key, message *i18n.Message) (*entry, error) {
	texts := map[plural.Form]string{
		plural.Zero: message.Zero, plural.One: message.One, plural.Two: message.Two,
		plural.Few: message.Few, plural.Many: message.Many, plural.Other: message.Other,
	}
	if message.Other == "" {
		return nil, errors.New("want a text, or at least the plural form other")
	}
	e := &entry{}
	for form, written := range texts {
		if written == "" {
			continue
		}
		html, plain := written, text.StripTags(written)
		if key.IsPlain() {
			html, plain = text.Escape(written), written
		}
		var err, plainErr error
		e.html[form], err = parsePhrase(string(key), html)
		e.plain[form], plainErr = parsePhrase(string(key), plain)
		if err := errors.Join(err, plainErr); err != nil {
			return nil, err
		}
	}
	return e, nil
}

// All returns the keys of every phrase, in alphabetical order.
func All() []Key {
	keys := make([]Key, 0, 128)
	for key := range catalogues()[content.English].phrases {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
