package main

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/emulator"
	"aitys/emulator/page"
	"aitys/handlers"
)

// The accounts of the demo's people. They stay the same, so that a database that was kept knows them again.
const (
	readerKazakh int64 = 100_000_001 + iota
	readerRussian
	readerEnglish
	moderatorID
	editorID
	ownerID
	secondModeratorID
)

// botUsername is how links lead to the demo's bot.
const botUsername = "aitys_bot"

// scene is the demo's newsroom in the emulator: its chats and people. The emulator itself knows nothing of newsrooms.
type scene struct {
	server                     *emulator.Server
	bot                        emulator.Bot
	own                        []emulator.Bot // bots that others run
	channel, group, moderation emulator.Chat
	people                     []page.Person
	lang                       content.Lang // of channel, groups and cards
	undo                       int          // for how many seconds a decision can be taken back
}

// demoUndo is for how many seconds a decision can be taken back in the demo: long enough to try it, short enough to wait for what follows.
const demoUndo = 10

// words are a sentence in each language that the page speaks.
type words = map[string]string

// cast are the people of the demo. The staff speak three languages too, so that the tour can be walked in each.
func cast() []page.Person {
	staff := func(id int64, name, lang string, role words) page.Person {
		return page.Person{User: emulator.User{ID: id, FirstName: name, LanguageCode: lang}, Lang: lang, Role: role}
	}
	reader := func(id int64, name, lang string) page.Person { return staff(id, name, lang, readerRole()) }
	return []page.Person{
		reader(readerKazakh, "Айгүл", "kk"),
		reader(readerRussian, "Наталья", "ru"),
		reader(readerEnglish, "James", "en"),
		staff(moderatorID, "Timur", "en", moderatorRole()),
		staff(secondModeratorID, "Сәуле", "kk", moderatorRole()),
		staff(editorID, "Динара", "kk", words{"en": "editor", "ru": "редактор", "kk": "редактор"}),
		staff(ownerID, "Олег", "ru", words{"en": "owner", "ru": "владелец", "kk": "иесі"}),
	}
}

func moderatorRole() words {
	return words{"en": "moderator", "ru": "модератор", "kk": "модератор"}
}

func readerRole() words {
	return words{"en": "reader", "ru": "читатель", "kk": "оқырман"}
}

// newScene brings chats and people onto an empty server.
func newScene(server *emulator.Server) (*scene, error) {
	s := &scene{server: server, bot: server.AddBot("Aitys", botUsername), people: cast(), lang: content.English}
	s.channel, s.group = server.AddChannel("Aitys: The News"), server.AddGroup("Aitys: Discussion")
	s.moderation = server.AddGroup("Aitys: Moderators")
	server.Link(s.channel, s.group)
	for _, chat := range s.chats() {
		server.Promote(chat, s.bot.User, emulator.AllRights())
	}
	for i := range s.people {
		s.people[i].User = server.AddUser(s.people[i].User)
		s.seat(s.people[i].User)
	}
	return s, errors.Join(s.greetStaff(), s.announce())
}

func (s *scene) chats() []emulator.Chat { return []emulator.Chat{s.channel, s.group, s.moderation} }

// seat brings a person into the chats where they belong.
func (s *scene) seat(u emulator.User) {
	s.server.Join(s.channel, u)
	s.server.Join(s.group, u)
	switch u.ID {
	case ownerID:
		for _, chat := range s.chats() {
			s.server.Own(chat, u)
		}
	case editorID:
		s.server.Promote(s.channel, u, emulator.AllRights())
		s.server.Join(s.moderation, u)
	case moderatorID:
		s.server.Promote(s.group, u, emulator.AllRights())
		s.server.Promote(s.moderation, u, emulator.AllRights()) // so that they may write in its name
	case secondModeratorID:
		s.server.Join(s.moderation, u) // whom no setting names: belonging there makes the moderator
	}
}

// greetStaff lets the staff press Start: the bot can show its menu for moderators only to whom it may write to.
func (s *scene) greetStaff() error {
	var err error
	for _, person := range s.people {
		if person.User.ID >= moderatorID {
			err = errors.Join(err, s.server.Open(person.User, deepLink("")))
		}
	}
	return err
}

// sampleSlugs name the articles that the bot posts in the channel when it starts, so that there is something to comment on.
func sampleSlugs() []content.Slug {
	articles, _ := content.LoadFolder(content.Sample()) // its faults are told by announce
	return slugsOf(articles)
}

// announce writes what people would have written: the editor's word in the channel about the article in all languages, above the bot's post of it, which speaks one,
// and the owner's in the moderators' group.
func (s *scene) announce() error {
	articles, faults := content.LoadFolder(content.Sample())
	if len(faults) > 0 {
		return fmt.Errorf("the sample article: %w", faults)
	}
	var lines []string
	for _, lang := range content.Langs {
		for _, article := range articles {
			if article.Lang == lang {
				lines = append(lines, fmt.Sprintf(`<b>%s</b>`, text.Escape(article.Title)), fmt.Sprintf(`<a href=%q>%s</a>`,
					deepLink("a_"+string(article.Slug)), invitation[string(lang)]), "")
			}
		}
	}
	defer s.readByStaff()
	return errors.Join(
		s.write(editorID, s.channel, strings.Join(lines, "\n")),
		s.write(ownerID, s.moderation, fmt.Sprintf("%s\n\n%s\n\n%s", deskWord["kk"], deskWord["ru"], deskWord["en"])),
	)
}

// readByStaff lets the moderators' group open at what is new there.
func (s *scene) readByStaff() {
	for _, person := range s.people {
		if person.User.ID >= moderatorID {
			s.server.In(person.User, s.moderation).Read(math.MaxInt)
		}
	}
}

// write lets one of the people say something with formatting, as their own program does.
func (s *scene) write(who int64, in emulator.Chat, html string) error {
	plain, entities, refusal := emulator.ParseHTML(html)
	if refusal != "" {
		return fmt.Errorf("what the demo's people say is not written well: %s", refusal)
	}
	for _, person := range s.people {
		if person.User.ID == who {
			_, err := s.server.In(person.User, in).Send(emulator.Draft{Text: plain, Entities: entities})
			return err
		}
	}
	return fmt.Errorf("there is no person %d in the demo", who)
}

// addReader brings one more reader into the newsroom.
func (s *scene) addReader(name, lang string) (page.Person, error) {
	name = strings.TrimSpace(name)
	if _, ok := content.ParseLang(lang); !ok || name == "" {
		return page.Person{}, errors.New("a reader has a name and reads en, ru or kk")
	}
	u := s.server.AddUser(emulator.User{FirstName: name, LanguageCode: lang})
	s.seat(u)
	return page.Person{User: u, Role: readerRole(), Lang: lang}, nil
}

// config is the bot's configuration: what an operator would write in .env, and nothing of this machine's.
func (s *scene) config(database string) config {
	zone, err := time.LoadLocation("Asia/Almaty")
	if err != nil {
		panic(err) // zones are in the binary
	}
	return config{
		Token: s.bot.Token, APIURL: s.server.URL(), Database: database, Channel: content.TelegramID(s.channel.ID),
		Moderators: accounts{content.TelegramID(moderatorID)}, Editors: accounts{content.TelegramID(editorID)},
		Owners:     accounts{content.TelegramID(ownerID)},
		Moderation: content.TelegramID(s.moderation.ID), OpenCards: 10, Undo: s.undo, Rest: handlers.CardsRest, Passing: 10,
		Language: s.lang, Zone: zone, SendRate: 30, LogFormat: "text", Posted: sampleSlugs(),
	}
}

// page is what the chat page shows.
func (s *scene) page(control page.Control) page.Config {
	return page.Config{
		Title: "Aitys", Bot: s.bot, Others: s.own, People: s.people, Chats: s.chats(), Tour: tour(), Faults: faults(),
		Control: control, NewReader: s.addReader,
	}
}

// deepLink opens the demo's bot as a link in Telegram does.
func deepLink(payload string) string { return "https://t.me/" + botUsername + "?start=" + payload }
