package handlers_test

import (
	"strconv"
	"strings"
	"testing"

	"aitys/content"
	"aitys/storage"
)

// newTeam is a newsroom with an owner, and the editors of newDesk.
func newTeam(t *testing.T) (*newsdesk, *person) {
	t.Helper()
	d := newDesk(t)
	d.options.Roles[anOwner] = content.RoleOwner
	d.restart()
	return d, d.person(anOwner, "en")
}

// forwardOf is a message of somebody's, forwarded.
func forwardOf(of content.Person) content.Message {
	return content.Message{Text: "Good morning", Forwarded: true, Author: of}
}

func TestOwnersAddByForwardingAndByID(t *testing.T) {
	d, owner := newTeam(t)
	colleague := d.person(77, "ru")
	colleague.Says("/start").Says("/queue").Sees("для модераторов")
	d.editor.Says("/team").Sees("for owners")
	owner.Says("/team").Sees("Owners", "by the configuration", "[Add somebody…]").Taps("Add somebody").Sees("Forward me a message")
	owner.Sends(forwardOf(content.Person{})).Sees("privacy settings")
	owner.Sends(forwardOf(content.Person{ID: 5, Bot: true})).Sees("is a bot’s")
	owner.Says("@asel").Sees("no Telegram id")
	owner.Sends(forwardOf(content.Person{ID: 77, First: "Асель <b>", Last: "С."})).Sees("Асель &lt;b&gt; С.", "[Moderator]", "[Editor]", "[Owner]")
	owner.Taps("Moderator").Sees("Асель &lt;b&gt; С., Reader")
	colleague.Says("/queue").SeesNot("для модераторов")
	if !strings.Contains(string(d.chats[77][len(d.chats[77])-2].out.Text), "Теперь вы модератор") {
		t.Error("the colleague was not told")
	}
	colleague.Says("/drafts").Sees("для редакторов")
	owner.Taps("Асель").Sees("[✓ Moderator]").Taps("Editor")
	colleague.Says("/drafts").SeesNot("для редакторов")
	d.restart()
	colleague.Says("/drafts").SeesNot("для редакторов")

	owner.Says("/team").Taps("Add somebody")
	owner.Says("88").Sees("Reader", "[Owner]").Taps("Owner")
	other := d.person(88, "en")
	other.Says("/team").Sees("Owners", "Асель")
	owner.Says("/team").Taps("Асель").Taps("Remove").SeesNot("Асель")
	colleague.Says("/queue").Sees("для модераторов")
	other.Says("/team").Taps("Reader").Taps("Remove").Sees("given your role up")
	other.Says("/team").Sees("for owners")
}

func TestWhatTheConfigurationSaysCannotBeChanged(t *testing.T) {
	d, owner := newTeam(t)
	d.editor.Says("/start")
	owner.Says("/team").Taps("Add somebody")
	owner.Says("501").Sees("EDITOR_IDS")
	m := owner.Says("/team").newest()
	var editor content.ReaderID
	d.writes(func(tx *storage.Tx) error {
		reader, err := tx.Reader(anEditor)
		editor = reader.ID
		return err
	})
	for _, forged := range []string{"m", "o", "p"} {
		owner.TapsData(m.id, "tm."+strconv.FormatInt(int64(editor), 10)+"."+forged).Sees("EDITOR_IDS")
	}
	d.editor.TapsData(m.id, "tm."+strconv.FormatInt(int64(editor), 10)+".o").Sees("for owners")
	for _, forged := range []string{"tm", "tm.", "tm.999999.o", "tm.x.o", "tm.1.q"} {
		owner.TapsData(m.id, forged).Sees("no longer applies")
	}
}

func TestWhoForgetsLosesTheirRole(t *testing.T) {
	d, owner := newTeam(t)
	colleague := d.person(77, "en")
	owner.Says("/team").Taps("Add somebody")
	owner.Sends(forwardOf(content.Person{ID: 77, First: "Asel"})).Taps("Editor")
	colleague.Says("/drafts").SeesNot("for editors")
	colleague.Says("/forget").Taps("Yes, erase everything")
	colleague.Says("/drafts").Sees("for editors")
	owner.Says("/team").SeesNot("Asel")
}

func TestTheTeamInThreeLanguages(t *testing.T) {
	for _, lang := range []string{"en", "ru", "kk"} {
		d, owner := newTeam(t)
		owner.Says("/language " + lang)
		d.record = &strings.Builder{}
		owner.Says("/team")
		list := owner.newest()
		owner.TapsData(list.id, "tm.add")
		owner.Sends(forwardOf(content.Person{ID: 77, First: "Asel"}))
		m := owner.newest()
		owner.TapsData(m.id, m.out.Buttons[0][1].Press)
		golden(t, "transcripts/team-"+lang+".txt", d.record.String())
	}
}
