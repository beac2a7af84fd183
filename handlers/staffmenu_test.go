package handlers_test

import (
	"slices"
	"testing"

	"aitys/content"
)

// menuOf is the command menu of somebody's private chat, in a language; nil where it is the one that all chats have.
func (s *stage) menuOf(who content.TelegramID, lang content.Lang) (all []string) {
	for _, line := range s.menus[who][lang] {
		all = append(all, line.Command)
	}
	return all
}

func TestTheCommandMenuFollowsTheTeam(t *testing.T) {
	d, owner := newTeam(t)
	colleague := d.person(77, "ru")
	colleague.Says("/start")
	if got := d.menuOf(77, "ru"); got != nil {
		t.Fatalf("a reader has a menu of their own: %v", got)
	}
	owner.Says("/team").Taps("Add somebody")
	owner.Sends(forwardOf(content.Person{ID: 77, First: "Asel"})).Taps("Moderator")
	for _, lang := range []content.Lang{"", "en", "ru", "kk"} {
		if got := d.menuOf(77, lang); len(got) != 8 || !slices.Contains(got, "queue") || slices.Contains(got, "drafts") {
			t.Errorf("of a moderator, in %q: %v", lang, got)
		}
	}
	if line := d.menus[77]["ru"][0]; line.Command != "queue" || line.Description != "для модераторов: следующее мнение, которое ждёт решения" && line.Description == d.menus[77]["en"][0].Description {
		t.Errorf("in Russian: %+v", line)
	}
	owner.Says("/team").Taps("Asel").Taps("Editor")
	if got := d.menuOf(77, ""); !slices.Contains(got, "drafts") {
		t.Errorf("of an editor: %v", got)
	}
	owner.Says("/team").Taps("Asel").Taps("Remove")
	if got := d.menus[77]; len(got) != 0 {
		t.Errorf("of somebody who is a reader again: %v", got)
	}
}

func TestWhoIsAddedBeforeTheyHaveStartedGetsTheMenuWithStart(t *testing.T) {
	d, owner := newTeam(t)
	owner.Says("/team").Taps("Add somebody")
	owner.Says("88").Taps("Editor")
	if got := d.menus[88]; len(got) != 0 {
		t.Fatalf("a menu for a chat that was never begun: %v", got)
	}
	editor := d.person(88, "kk")
	editor.Says("/start")
	if got := d.menuOf(88, "kk"); !slices.Contains(got, "drafts") {
		t.Fatalf("with /start: %v", got)
	}
	editor.Says("/forget").Taps("Иә")
	if got := d.menus[88]; len(got) != 0 {
		t.Errorf("after /forget: %v", got)
	}
	staff, err := d.newsroom.Staff(t.Context())
	if err != nil || staff[88] != content.RoleReader || staff[anOwner] != content.RoleOwner || staff[anEditor] != content.RoleEditor {
		t.Errorf("staff: %v, %v", staff, err)
	}
}
