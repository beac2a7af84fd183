package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"aitys/emulator"
	"aitys/storage"
)

// hostile are texts as JSON strings: Go's own encoder would mend some of them.
func hostile() map[string]string {
	texts := map[string]string{
		"NUL":                   `"before\u0000after and some more words"`,
		"NUL alone":             `"\u0000"`,
		"lone high surrogate":   `"one half \ud83d of an emoji, and no more"`,
		"lone low surrogate":    `"the other half \udc4d of an emoji, and no more"`,
		"surrogates turned":     `"\udc4d\ud83d in the wrong order, which is no emoji"`,
		"invalid UTF-8":         "\"broken \xff\xfe\xc0\xaf bytes in the middle of it\"",
		"controls":              `"bell \u0007 escape \u001b[31m delete \u007f return \r vertical \u000b and so on"`,
		"markup":                `"<b>bold</b> &amp; <a href=\"tg://user?id=1\">x</a> </code></pre> *x* _y_ [z](https://example.org)"`,
		"placeholders":          `"{{.Name}} %s %d %!v(MISSING) ${HOME} {0} and what follows"`,
		"statement":             `"'; DROP TABLE opinion; -- \" \\ and what follows"`,
		"right to left":         `"\u202e\u2066 txet siht fo trap \u2069\u202c \u200f\u061c and the end of it"`,
		"byte order mark":       `"\ufeff\ufffe\uffff what begins with a mark"`,
		"line separators":       `"one\u2028two\u2029three\u0085four and what follows"`,
		"noncharacters":         `"\ufdd0\ufdef and what follows them in the text"`,
		"variation selectors":   `"` + strings.Repeat(`\ufe0f\u200d`, 400) + ` and what follows"`,
		"joined family":         `"` + strings.Repeat("👨‍👩‍👧‍👦", 90) + ` is one after another"`,
		"zalgo":                 `"` + strings.Repeat("z"+strings.Repeat("\u0310\u0334\u0355", 20), 30) + ` and the rest of it"`,
		"4096 letters":          `"` + strings.Repeat("щ", 4096) + `"`,
		"4096 units of emoji":   `"` + strings.Repeat("👍", 2048) + `"`,
		"4096 marks":            `"` + strings.Repeat("\u0301", 4096) + `"`,
		"4096 ampersands":       `"` + strings.Repeat("&", 4096) + `"`,
		"4096 angles":           `"` + strings.Repeat("<", 4096) + `"`,
		"4096 joiners":          `"` + strings.Repeat("\u200d", 4096) + `"`,
		"3500 family graphemes": `"` + strings.Repeat("🏴", 200) + strings.Repeat("e\u0301", 1800) + `"`,
		"lines":                 `"` + strings.Repeat(`\n`, 2000) + `something"`,
		"spaces":                `"` + strings.Repeat(`\u00a0\u3000\u2003`, 500) + `"`,
	}
	return texts
}

// TestHostileTexts sends each text in each place where people write: as plain words, as an opinion, in a command, in a link, as a name and as a pen name. Each gets an
// answer that Telegram takes, none breaks anything, and moderators and readers can read what was stored.
func TestHostileTexts(t *testing.T) {
	for engine, change := range map[string]func(*theatre){"sqlite": func(*theatre) {}, "postgres": onPostgres} {
		t.Run(engine, func(t *testing.T) {
			var account emulator.User
			th := performHastily(t, change, moderated(&account))
			n := 0
			var seats []*emulator.Seat
			for name, text := range hostile() {
				inner := text[1 : len(text)-1]
				for _, words := range []string{text, `"/opinion 1 ` + inner + `"`, `"/summary ` + inner + `"`, `"/start ` + inner + `"`, `"/section ` + inner + `"`} {
					n++
					seats = append(seats, th.sendsRaw(name, n, `"Reader"`, words))
				}
				n++
				seats = append(seats, th.sendsRaw(name, n, text, `"/start"`))
				n++
				seats = append(seats, th.sendsRaw(name, n, `"Reader"`, `"/name `+inner+`"`))
			}
			th.settle()
			marat := th.Person(account)
			marat.Says("/queue")
			for opinions := 0; ; opinions++ {
				seen := marat.SeesWhere("the queue", func(m emulator.Message) bool {
					return strings.Contains(m.Text, "The queue is empty") || slices.Contains(m.Buttons(), "Approve")
				})
				if strings.Contains(seen.Text, "The queue is empty") {
					if opinions < 5 {
						t.Errorf("only %d of the texts became opinions", opinions)
					}
					break
				}
				marat.Taps("Approve")
			}
			reader := th.reader("Anna", "en")
			reader.Says("/opinions 1")
			reader.SeesWhere("an opinion", func(m emulator.Message) bool { return slices.Contains(m.Buttons(), "Report") })
			th.settle()
			th.isSound()
			for _, seat := range append(seats, marat.Seat(), reader.Seat()) {
				isLegible(t, seat)
			}
		})
	}
}

// isLegible fails when a message of the bot's holds what cannot be seen or turns the direction of writing.
func isLegible(t *testing.T, seat *emulator.Seat) {
	t.Helper()
	for _, m := range seat.Messages() {
		if !m.From.IsBot {
			continue
		}
		for _, r := range m.Words() {
			if r != '\n' && unicode.In(r, unicode.Cc, unicode.Bidi_Control, unicode.Noncharacter_Code_Point) || r == '\ufeff' {
				t.Errorf("%U stands in %.100q", r, m.Words())
				break
			}
		}
	}
}

// sendsRaw lets a new person send a message whose name and text are the given JSON, and waits for an answer.
func (th *theatre) sendsRaw(what string, n int, name, text string) *emulator.Seat {
	th.t.Helper()
	user := th.server.AddUser(emulator.User{FirstName: fmt.Sprintf("Reader %d", n), LanguageCode: "en"})
	seat := th.server.Private(user, th.bot)
	if _, err := seat.Say("/start"); err != nil {
		th.t.Fatal(err)
	}
	answers := func() (n int) { return botSaid(seat, "") }
	th.settle()
	greeted := answers()
	if greeted == 0 {
		th.t.Fatalf("%s: no answer to /start", what)
	}
	entities := ""
	if command, _, ok := strings.Cut(strings.Trim(text, `"`), " "); ok && strings.HasPrefix(command, "/") || text == `"/start"` {
		entities = fmt.Sprintf(`,"entities":[{"type":"bot_command","offset":0,"length":%d}]`, len(strings.TrimSpace(command)))
	}
	raw := fmt.Sprintf(`{"message":{"message_id":%d,"date":%d,"chat":{"id":%d,"type":"private","first_name":%s},"from":{"id":%d,"is_bot":false,"first_name":%s,"language_code":"en"},"text":%s%s}}`,
		1000+n, time.Now().Unix(), user.ID, name, user.ID, name, text, entities)
	th.server.InjectRaw(th.bot, raw)
	if err := th.server.Await(patience(th.t), func() bool { return answers() > greeted }); err != nil {
		th.t.Errorf("%s: no answer to %.60s\n%s", what, text, th.log)
	}
	return seat
}

// isSound fails when Telegram refused anything, an update broke something, or the log has a complaint.
func (th *theatre) isSound() {
	th.t.Helper()
	for _, c := range th.server.Calls(func(c emulator.Call) bool { return c.Code >= 400 && c.Code != 429 }) {
		th.t.Errorf("%s was refused: %s: %.200q", c.Method, c.Description, c.Params["text"])
	}
	th.look(func(tx *storage.Tx) error {
		parked, err := tx.Parked(0, 10)
		for _, p := range parked {
			th.t.Errorf("parked: %s: %.200s", p.Cause, p.Raw)
		}
		return err
	})
	for _, level := range []string{"level=ERROR", "cannot read our markup"} {
		if th.said(level) > 0 {
			th.t.Errorf("the log has %s", level)
		}
	}
	th.isClean()
}

// made are the entities in the bot's messages that come of its own markup, in the order of the messages: what Telegram finds in any text is left out.
func made(messages []emulator.Message) (all []string) {
	found := []string{"bot_command", "url", "mention", "hashtag", "cashtag", "email", "phone_number"}
	for _, m := range messages {
		if m.From == nil || !m.From.IsBot {
			continue
		}
		line := ""
		for _, e := range append(slices.Clone(m.Entities), m.CaptionEntities...) {
			if !slices.Contains(found, e.Type) {
				line += " " + e.Type + e.URL
			}
		}
		all = append(all, line)
	}
	return all
}

// TestNoEntityThatWeDidNotMake plays the same scenes with people whose names and words are harmless and with people whose are markup: what the bot says has the
// same entities.
func TestNoEntityThatWeDidNotMake(t *testing.T) {
	const harmless = "words without any sign that means something"
	want := playMarkup(t, "Anna", harmless)
	for _, words := range []string{
		`<b>bold</b> <i>x</i> <a href="https://example.org">link</a>`, `<a href="tg://user?id=1">Editor</a> says so`, `</b></i></code></blockquote> and on`,
		`&lt;b&gt;bold&lt;/b&gt; and &#60;i&#62; and &amp;lt;`, `<tg-spoiler>hidden</tg-spoiler> <pre>x</pre>`, "*bold* _italic_ `code` [x](tg://user?id=1)", `<`, `<b`, `"><b>x`,
	} {
		long := words
		if len(long) < 20 {
			long += " and some words behind it"
		}
		got := playMarkup(t, words, long)
		if !slices.Equal(got, want) {
			t.Errorf("with %q the entities are\n%q\nwhere they should be\n%q", words, got, want)
		}
	}
}

// playMarkup lets somebody with a name write words wherever that is possible, and returns the entities that all people see.
func playMarkup(t *testing.T, name, words string) []string {
	t.Helper()
	var account emulator.User
	th := performHastily(t, moderated(&account))
	defer func() { _ = th.stop() }()
	marat := th.Person(account)
	author, reader := th.reader(name, "en"), th.reader("Reader", "en")
	author.Says("/start")
	author.Sees("Hello")
	author.Says("/summary " + words)
	author.Sees("/articles")
	author.Says("/section " + words)
	author.Sees("/section")
	author.Says("/opinion 1 " + words)
	author.Sees("Received.")
	author.Says(words)
	author.SeesWhere("the question what this is", func(m emulator.Message) bool { return slices.Contains(m.Buttons(), "Cancel") })
	author.Taps("Cancel")
	th.settle()
	marat.Says("/queue")
	marat.Sees("Opinion 1")
	marat.Taps("Approve")
	marat.Sees("The queue is empty")
	reader.Says("/opinions 1")
	reader.SeesWhere("the opinion", func(m emulator.Message) bool { return slices.Contains(m.Buttons(), "Report") })
	author.Says("/mine")
	author.Sees("Published")
	th.settle()
	th.isSound()
	var all []string
	for _, seat := range []*emulator.Seat{author.Seat(), reader.Seat(), marat.Seat()} {
		all = append(all, made(seat.Messages())...)
	}
	return all
}
