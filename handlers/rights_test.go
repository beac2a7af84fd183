package handlers_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"aitys/content"
)

// sender is somebody, or something, that can send to the bot: a person, or a chat in whose name a message comes.
type sender struct {
	name   string
	who    content.Person
	behalf content.TelegramID
}

func (s sender) isPerson() bool { return s.who.ID != 0 && !s.who.Bot }

func senders() []sender {
	person := func(name string, id content.TelegramID) sender {
		return sender{name: name, who: content.Person{ID: id, First: "Asel", LanguageCode: "en"}}
	}
	bot := person("bot", 777)
	bot.who.Bot = true
	return []sender{
		person("owner", anOwner), person("editor", anEditor), person("moderator", aModerator), person("member", memberID), person("was moderator", moderatorID),
		person("author", 1), person("reader", 3), person("stranger", 77), person("muted", 20), person("banned", 21), bot,
		{name: "the group", behalf: ourGroup}, {name: "our channel", behalf: newsChannel}, {name: "other channel", behalf: -1001000000666},
	}
}

// where things are sent.
type site struct {
	name string
	chat func(sender) content.Chat
}

func sites() []site {
	at := func(id content.TelegramID, kind content.ChatKind) func(sender) content.Chat {
		return func(sender) content.Chat { return content.Chat{ID: id, Kind: kind} }
	}
	return []site{
		{"In private", func(s sender) content.Chat { return content.Chat{ID: s.who.ID, Kind: content.ChatPrivate} }},
		{"In the discussion group", at(ourGroup, content.ChatGroup)},
		{"In the moderation chat", at(deskGroup, content.ChatGroup)},
		{"In another group", at(otherGroup, content.ChatGroup)},
		{"In the channel", at(newsChannel, content.ChatChannel)},
	}
}

// deed is something that is sent, and how.
type deed struct {
	name string
	do   func(*person, sender)
}

func typed(name, words string) deed {
	return sent(name, messageOf(words))
}

func sent(name string, m content.Message) deed {
	return deed{name, func(p *person, s sender) {
		m.OnBehalf = s.behalf
		if m.OnBehalf == ourGroup && p.chat.ID == deskGroup {
			m.OnBehalf = deskGroup // an anonymous administrator writes in the name of the group where that is
		}
		p.Sends(m)
	}}
}

// deeds are all that can be sent: a row of the table for each.
func (f *forgery) deeds() (all []deed) {
	for _, name := range slices.Sorted(maps.Keys(f.newsroom.Commands())) {
		all = append(all, typed("/"+name, "/"+name))
	}
	for _, letter := range sorted(f.newsroom.Links()) {
		all = append(all, typed("link "+letter, "/start "+letter+"_"+sampleSlug))
	}
	for _, name := range slices.Sorted(maps.Keys(f.newsroom.Commands())) {
		if f.newsroom.Commands()[name] > content.RoleReader {
			all = append(all, typed("link c_"+name, "/start c_"+name))
		}
	}
	for _, verb := range distinct(f.newsroom.Verbs()) {
		all = append(all, deed{"press " + verb, func(p *person, _ sender) { p.TapsData(lastIn(p), verb+".1") }})
	}
	return append(all, sent("a text", content.Message{Text: "Good morning"}), sent("a forwarded text", content.Message{Text: "Good morning", Forwarded: true}),
		sent("a sticker", content.Message{Media: content.MediaSticker}),
		deed{"an edit", func(p *person, s sender) {
			p.does(content.Incoming{Kind: content.KindEdited, Message: &content.Message{ID: 7, Text: "Good evening", OnBehalf: s.behalf, SentAt: p.now}})
		}})
}

// lastIn is the newest message in the chat, below which a button is pressed.
func lastIn(p *person) content.MessageID {
	if all := p.chats[p.chat.ID]; len(all) > 0 {
		return all[len(all)-1].id
	}
	return 1
}

func sorted(all []string) []string { slices.Sort(all); return all }

// possible tells whether Telegram hands that on at all: chats and bots have no private chat with us, and chats press nothing.
func possible(d deed, s sender, at site) bool {
	if at.name == "In private" || strings.HasPrefix(d.name, "press ") {
		return s.isPerson()
	}
	return true
}

// cameOf is what the bot did, in a sign.
func (f *forgery) cameOf(p *person) string {
	here := p.since()
	switch {
	case len(here) > 300: // no refusal is so long, but a page may have words of one
		return "yes"
	case strings.Contains(here, "for moderators") || strings.Contains(here, "for editors") || strings.Contains(here, "for owners"):
		return "role"
	case strings.Contains(here, "[It is me]"):
		return "who?"
	case strings.Contains(here, "private chat"):
		return "private"
	case strings.Contains(here, "no longer applies"):
		return "stale"
	case here != "":
		return "yes"
	}
	return "–"
}

// played is the table of one sender: what came of each deed at each site.
func played(t *testing.T, s sender) map[string]string {
	f := newForgery(t)
	f.moderator.Says(fmt.Sprintf("/mute %d 30d Why", f.reader(20).ID)).Sees("may read and vote")
	f.moderator.Says(fmt.Sprintf("/ban %d 30d Why", f.reader(21).ID)).SeesNot("for moderators")
	came := map[string]string{}
	for _, at := range sites() {
		for _, d := range f.deeds() {
			if !possible(d, s, at) {
				continue
			}
			p := &person{stage: f.stage, who: s.who, chat: at.chat(s)}
			d.do(p, s)
			came[at.name+d.name] = f.cameOf(p)
		}
	}
	if parked := f.parked(); len(parked) > 0 {
		t.Errorf("%s broke something: %s", s.name, parked[0].Cause)
	}
	return came
}

const rightsHead = `# Who may do what

What came of everything that can be sent, by everybody, everywhere. Each entry was played, with a newsroom in which cards wait and articles stand; ` + "`go test ./handlers -run TestRights -update`" + `
writes this page, and the test holds it: a changed right is a changed line. Commands are given without arguments, buttons with the number 1, links with an article's name.
The words of buttons and links are explained in [place.go](../handlers/place.go).

**yes**: answered, be it by how it is used, or that there is no such thing (a sanction, too, is told that way). **role**: refused, since it is for somebody else. **private**: shown the way to the private chat.
**who?**: asks who it is, and goes on when somebody who may presses. **stale**: the button no longer applies. **–**: no answer, and a press is ended without a word. An empty field: Telegram hands on no such thing.
Of things with the same fields the names stand in one line. "member" belongs to the moderation chat and has no other role; "the group" is an anonymous administrator.
`

// TestRights plays everything that can be sent as everybody and everywhere, and compares what came of it with docs/rights.md.
func TestRights(t *testing.T) {
	all := senders()
	came := make([]map[string]string, len(all))
	for i, s := range all {
		came[i] = played(t, s)
	}
	var page strings.Builder
	page.WriteString(rightsHead)
	deeds := newForgery(t).deeds()
	for _, at := range sites() {
		fmt.Fprintf(&page, "\n## %s\n\n| |", at.name)
		for _, s := range all {
			page.WriteString(" " + s.name + " |")
		}
		page.WriteString("\n|" + strings.Repeat(" --- |", len(all)+1) + "\n")
		writeRows(&page, deeds, func(d deed) (row string) {
			for i := range all {
				row += " " + came[i][at.name+d.name] + " |"
			}
			return row
		})
	}
	golden(t, "../../docs/rights.md", page.String())
}

// writeRows writes one line for all deeds of which the same came.
func writeRows(page *strings.Builder, deeds []deed, row func(deed) string) {
	var order []string
	names := map[string][]string{}
	for _, d := range deeds {
		fields := row(d)
		if names[fields] == nil {
			order = append(order, fields)
		}
		names[fields] = append(names[fields], "`"+d.name+"`")
	}
	for _, fields := range order {
		fmt.Fprintf(page, "| %s |%s\n", strings.Join(names[fields], ", "), fields)
	}
}
