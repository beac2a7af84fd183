package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"aitys/content"
	"aitys/emulator"
	"aitys/storage"
)

// stored is what the store has of a remark.
func (d *day) stored(tx *storage.Tx, r *remarked) (content.Comment, error) {
	chat, err := tx.ChatOf(content.TelegramID(d.group.ID))
	if err != nil {
		return content.Comment{}, err
	}
	message := content.MessageID(r.message)
	if r.retired {
		message = -message // so are the messages of a group called that has moved
	}
	c, err := tx.CommentAt(chat, message)
	if err != nil {
		return c, fmt.Errorf("%s at %d: %w", r.mark(), message, err)
	}
	return c, nil
}

// holdsWhatWasSaid compares each comment in the store with what was said.
func (d *day) holdsWhatWasSaid() {
	d.t.Helper()
	d.look(func(tx *storage.Tx) error {
		ids := map[*remarked]content.CommentID{}
		for _, r := range d.said {
			c, err := d.stored(tx, r)
			if err != nil {
				d.t.Error(err)
				continue
			}
			ids[r] = c.ID
			d.holds(tx, r, c, ids[r.answers])
		}
		parked, err := tx.Parked(0, 10)
		for _, p := range parked {
			d.t.Errorf("parked: %s: %.300s", p.Cause, p.Raw)
		}
		return err
	})
}

func (d *day) holds(tx *storage.Tx, r *remarked, c content.Comment, parent content.CommentID) {
	d.t.Helper()
	if r.gone {
		if c.Kept() || c.Text != "" || c.Name != "" {
			d.t.Errorf("%s is withdrawn and stored as %+v", r.mark(), c)
		}
		return
	}
	revisions, err := tx.Revisions(c.ID)
	if err != nil {
		d.t.Error(err)
	}
	var before []string
	for _, one := range revisions {
		before = append(before, one.Text)
	}
	words := c.Text == r.words || r.hostile && strings.HasPrefix(c.Text, r.words)
	who := c.Who == r.who && (r.name == "" || c.Name == r.name) && c.Forwarded == r.forward
	if !words || !who || c.Parent != parent || c.Root == 0 || c.Media != r.media || len(c.Entities) < r.marks || !slices.Equal(before, r.before) {
		d.t.Errorf("%+v, below comment %d, is stored as %+v, before %q", r, parent, c, before)
	}
}

// below finds a comment as a page of the thread shows it: how deep it stands, and which it is.
var below = regexp.MustCompile(`(?m)^((?:› )*)[^\n]*, \w+ \d+, \d{4}[^\n]*\n[^\n№]*(№\d+\.)`)

// showsWhatWasSaid turns all pages of the thread as a reader does, and compares them with what was said.
func (d *day) showsWhatWasSaid() {
	d.t.Helper()
	reader := d.play.Person(d.server.AddUser(emulator.User{FirstName: "Late", LanguageCode: "en"}))
	reader.Says("/thread")
	page := reader.Sees("The discussion")
	var got []string
	pages := 1
	for ; ; pages++ {
		for _, found := range below.FindAllStringSubmatch(page.Text, -1) {
			got = append(got, found[1]+found[2])
		}
		next := page.Button("Next ›")
		if next == nil {
			break
		}
		before := page
		reader.TapsData(next.CallbackData, page)
		page = reader.SeesWhere("the next page", func(m emulator.Message) bool { return m.MessageID == before.MessageID && m.Text != before.Text })
	}
	want := d.tree(nil, 0)
	if !slices.Equal(got, want) {
		d.t.Errorf("the pages show\n%q\nand not\n%q", got, want)
	}
	d.t.Logf("%d comments, %d on %d pages", len(d.said), len(got), pages)
}

// tree is what is to be shown below a remark, in the order in which a tree is read.
func (d *day) tree(under *remarked, depth int) (all []string) {
	for _, r := range d.said {
		if r.answers != under {
			continue
		}
		if !r.gone && r.words != "" {
			all = append(all, strings.Repeat("› ", min(depth, 3))+r.mark())
		}
		all = append(all, d.tree(r, depth+1)...)
	}
	return all
}

// standsAsItShould looks at what is left in the channel and the group.
func (d *day) standsAsItShould() {
	d.t.Helper()
	for words, seat := range map[string]*emulator.Seat{"Relocation Tide": d.owner, "On balance": d.owner, "What is this article about?": d.before, "are kept as part": d.before} {
		if got := len(d.stand(seat, words)); got != 1 {
			d.t.Errorf("%q stands %d times", words, got)
		}
	}
	for _, m := range d.stand(d.now(), "") { // where nothing was posted since the group moved, and the answers to commands are gone
		d.t.Errorf("in the group that has moved stands %q", m.Words())
	}
	for _, c := range d.server.Calls(func(c emulator.Call) bool { return c.Code >= 400 && c.Method != "getChat" }) {
		d.t.Errorf("%s was refused: %s: %.300v", c.Method, c.Description, c.Params)
	}
	if misuses := d.server.Misuses(); len(misuses) > 0 {
		d.t.Errorf("misuses: %+v", misuses)
	}
	for what, words := range map[string]string{"the token": d.bot.Token, "an edit of what was never sent": "not known to have been sent"} {
		if strings.Contains(d.log.String(), words) {
			d.t.Errorf("the log has %s", what)
		}
	}
	if d.t.Failed() {
		d.t.Logf("the program's log:\n%s", d.log.String())
	}
}
