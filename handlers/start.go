package handlers

import (
	"errors"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// startCommand greets, with the three languages and the article, or opens what a deep link names: /start [PAYLOAD]. Someone who comes by
// a link for the first time is greeted too, so that they learn what the bot is and get the small keyboard.
func startCommand(t *turn) error {
	if role := t.role(); t.reader.Article == 0 && role > content.RoleReader { // before this Telegram takes no menu of theirs
		t.offerMenu(t.chat, role)
	}
	payload := firstWord(t.argument)
	if payload == "" {
		if err := t.greet(); err != nil {
			return err
		}
		return t.firstScreen()
	}
	if t.reader.Article == 0 { // whoever voted in a group before has not been here yet either
		if err := t.greet(); err != nil {
			return err
		}
	}
	err := t.follow(payload)
	var refusal *content.Error
	if errors.As(err, &refusal) && refusal.Key == string(phrases.LinkStale) {
		t.say(t.voice.Say(phrases.LinkStale)) // beside the greeting, which a returned error would undo
		return nil
	}
	return err
}

// follow opens what a deep link's payload names.
func (t *turn) follow(payload string) error {
	letter, rest, _ := strings.Cut(payload, "_")
	run := t.routes.links[letter]
	if run == nil {
		return staleLink()
	}
	t.argument = rest
	return run(t)
}

func (t *turn) greet() error {
	now, err := t.showsAtOnce(0)
	if err != nil {
		return err
	}
	greeting := t.voice.Say(either(now, phrases.StartGreetingNow, phrases.StartGreeting))
	if name := text.Truncate(t.in.From.First, 40); name != "" {
		greeting = t.voice.Say(either(now, phrases.StartGreetingNamedNow, phrases.StartGreetingNamed), phrases.Args{"Name": name})
	}
	t.send(greeting, nil, t.keys())
	return nil
}

// firstScreen is the newest article below the choice of languages, or that choice alone while nothing is published.
func (t *turn) firstScreen() error {
	article, err := t.tx.NewestArticle()
	if content.CodeOf(err) == content.NotFound {
		t.show(screen{text: t.voice.Say(phrases.NoArticles), rows: [][]link{t.languages(nil)}})
		return nil
	}
	if err != nil {
		return err
	}
	s, err := t.summary(article)
	if err != nil {
		return err
	}
	s.rows = append([][]link{t.languages(article)}, s.rows...)
	t.show(s)
	return nil
}

// commandLink is the letter of links that run a command: a group's answer to a command that works only in private.
const commandLink = "c"

// commandFromLink runs a command that was first tried in a group: c_NAME.
func commandFromLink(t *turn) error {
	command, known := t.routes.commands[t.argument]
	if !known || command.in&privately == 0 {
		return staleLink()
	}
	t.argument = ""
	return t.perform(command)
}

// linked reads SLUG or SLUG__SECTION. Whoever follows a link may have changed it: what it names must be published.
func (t *turn) linked() (*content.Published, int, error) {
	slug, section, split := strings.Cut(t.argument, "__")
	published, err := t.tx.ArticleBySlug(content.Slug(slug))
	if content.CodeOf(err) == content.NotFound {
		return nil, 0, staleLink()
	}
	if err != nil {
		return nil, 0, err
	}
	if !split {
		return published, 0, nil
	}
	number, ok := part(published.For(published.Original), section)
	if !ok {
		return nil, 0, staleLink()
	}
	return published, number, nil
}

func staleLink() error {
	return &content.Error{Code: content.NotFound, Op: "handlers.link", Key: string(phrases.LinkStale)}
}
