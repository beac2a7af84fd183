package handlers

import (
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/moderation"
	"aitys/phrases"
	"aitys/storage"
)

// longestEntry is how long an entry of the newsroom's words may be, in graphemes.
const longestEntry = 60

// wordsCommand lists the newsroom's words, and changes the list: /words, /words add blocked|suspect WORD, /words remove WORD.
func wordsCommand(t *turn) error {
	what, rest, _ := strings.Cut(t.argument, " ")
	kind, word, _ := strings.Cut(strings.TrimSpace(rest), " ")
	switch listed := moderation.WordKind(kind); {
	case what == "":
		return t.listWords()
	case what == "add" && (listed == moderation.BlockedWord || listed == moderation.SuspectWord):
		return t.addWord(listed, text.NormaliseLine(word))
	case what == "remove" && rest != "":
		return t.removeWord(text.NormaliseLine(rest))
	}
	return &content.Error{Code: content.Invalid, Op: "handlers.words", Key: string(phrases.WordsUsage)}
}

// listWords shows the words of each kind.
func (t *turn) listWords() error {
	words, err := t.tx.Words()
	if err != nil {
		return err
	}
	of := map[moderation.WordKind][]string{}
	for _, w := range words {
		of[moderation.WordKind(w.Kind)] = append(of[moderation.WordKind(w.Kind)], w.Text)
	}
	said := t.voice.Say(phrases.WordsNone)
	if len(words) > 0 {
		said = t.voice.Say(phrases.WordsHead)
	}
	for _, kind := range []struct {
		words []string
		said  phrases.Key
	}{{of[moderation.BlockedWord], phrases.WordsBlocked}, {of[moderation.SuspectWord], phrases.WordsSuspect}} {
		if len(kind.words) > 0 {
			said = paragraphs(said, t.voice.Say(kind.said, phrases.Args{"Words": strings.Join(kind.words, ", ")}))
		}
	}
	for _, part := range text.Split(string(paragraphs(said, t.voice.Say(phrases.WordsUsage))), maxMessage) {
		t.say(content.HTML(part))
	}
	return nil
}

func (t *turn) addWord(kind moderation.WordKind, word string) error {
	stem := moderation.Stem(word)
	if stem == "" || text.Length(word) > longestEntry {
		return &content.Error{Code: content.Invalid, Op: "handlers.addWord", Key: string(phrases.WordsBad), Args: phrases.Args{"Most": longestEntry}}
	}
	err := t.tx.AddWord(storage.Word{Kind: string(kind), Text: word, Stem: stem, By: t.reader.ID})
	if content.CodeOf(err) == content.Conflict {
		return &content.Error{Code: content.Conflict, Op: "handlers.addWord", Key: string(phrases.WordsThere), Args: phrases.Args{"Word": word}}
	}
	if err != nil {
		return err
	}
	t.lessons.words = true
	t.say(t.voice.Say(phrases.WordsAdded, phrases.Args{"Word": word}))
	return t.record(content.Entry{What: content.DeedWords, Code: "add." + string(kind), Reason: word})
}

func (t *turn) removeWord(word string) error {
	err := t.tx.RemoveWord(moderation.Stem(word))
	if content.CodeOf(err) == content.NotFound {
		return &content.Error{Code: content.NotFound, Op: "handlers.removeWord", Key: string(phrases.WordsUnknown), Args: phrases.Args{"Word": text.Truncate(word, longestEntry)}}
	}
	if err != nil {
		return err
	}
	t.lessons.words = true
	t.say(t.voice.Say(phrases.WordsRemoved, phrases.Args{"Word": word}))
	return t.record(content.Entry{What: content.DeedWords, Code: "remove", Reason: word})
}
