package storage_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

func TestOpinionsKeepTheRevisionTheyWereWrittenOn(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		save(t, store, library("hours", content.English), publish)
		hours := published(t, store, "hours")
		o := opinion("written on the first revision")
		o.Article = hours.ID
		first := approved(t, store, o)
		db.clock.Advance(time.Hour)
		save(t, store, titled(library("hours", content.English), "Another title"), publish)
		o.Text = "written on the second revision"
		approved(t, store, o)
		update(t, store, func(tx *storage.Tx) {
			all := must(tx.ArticleRevisions(hours.ID, content.English, 5))
			if len(all) != 2 || all[0].Number != 2 || !all[0].At.After(all[1].At) {
				t.Errorf("revisions %+v", all)
			}
			if was := must(tx.RevisionText(hours, content.English, 1)); was.Title == "Another title" {
				t.Errorf("the first is called %q", was.Title)
			}
			if was := must(tx.TextBefore(hours, content.English, all[0].At)); was.Title == "Another title" {
				t.Errorf("before the second it is called %q", was.Title)
			}
			coded(t, second(tx.RevisionText(hours, content.English, 9)), content.NotFound)
			coded(t, second(tx.TextBefore(hours, content.Kazakh, all[0].At)), content.NotFound)
			asked := must(tx.ToAskAgain(hours.ID, sundays, 2, 0, 5))
			if len(asked) != 1 || asked[0] != (storage.WrittenOpinion{Opinion: first.ID, Author: author, Revision: 1}) {
				t.Errorf("to be asked: %+v", asked)
			}
			coded(t, tx.Stands(first.ID), content.NotFound)
			if !must(tx.AskAgain(first.ID, 2)) || must(tx.AskAgain(first.ID, 2)) {
				t.Error("asked twice, or not at all")
			}
			ok(t, tx.Stands(first.ID))
			ok(t, tx.WrittenOn(first.ID, 2))
			if left := must(tx.ToAskAgain(hours.ID, sundays, 2, 0, 5)); len(left) != 0 {
				t.Errorf("still to be asked: %+v", left)
			}
			ok(t, tx.Correct(content.Correction{Section: sundays, Line: "Until two, not one."}, hours.ID, author))
			if c := must(tx.Corrections(hours.ID, 3)); len(c) != 1 || c[0].Line != "Until two, not one." || c[0].Section != sundays || c[0].At.IsZero() {
				t.Errorf("corrections %+v", c)
			}
		})
	})
}

func TestACarriedPollHasItsVotes(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		closed := poll(t, store, false)
		update(t, store, func(tx *storage.Tx) {
			held := must(tx.AddCopy(closed, "post", 1, false))
			must(tx.VoteButton(held, 11, []int{0}))
			must(tx.VoteButton(held, 12, []int{2}))
			must(tx.VoteButton(held, 13, []int{1}))
			must(tx.VoteButton(held, 13, nil))
			coded(t, second(tx.CarryPoll(closed)), content.NotFound)
			coded(t, second(tx.ClosedPoll(article, sundays, "words")), content.NotFound)
			if must(tx.OpenPoll(article, sundays, "words")) != closed {
				t.Error("another poll is open")
			}
			ok(t, tx.ClosePoll(closed))
			coded(t, second(tx.OpenPoll(article, sundays, "words")), content.NotFound)
			fresh := must(tx.CarryPoll(must(tx.ClosedPoll(article, sundays, "words"))))
			count := must(tx.CountOf(fresh))
			if count.Closed || count.Voters != 2 || !slices.Equal(count.Votes, []int{1, 0, 1}) {
				t.Errorf("carried %+v", count)
			}
			anew := must(tx.AddCopy(fresh, "post anew", 1, false))
			if count = must(tx.VoteButton(anew, 11, []int{1})); count.Voters != 2 || !slices.Equal(count.Votes, []int{0, 1, 1}) {
				t.Errorf("voted anew %+v", count)
			}
			if was := must(tx.CountOf(closed)); was.Voters != 2 || was.Votes[0] != 1 {
				t.Errorf("the closed one: %+v", was)
			}
		})
	})
}

func TestTheTeamAndADiscussionAreCounted(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		meet(t, store, content.Person{ID: 71}, content.Person{ID: 72})
		one, two := reader(t, store, 71), reader(t, store, 72)
		o := opinion("to be counted")
		o.Author = one.ID
		shown := approved(t, store, o)
		o.Text, o.Section = "waits", ""
		add(t, store, o)
		update(t, store, func(tx *storage.Tx) {
			must(tx.SetStance(shown.ID, two.ID, content.Agree))
			ok(t, tx.JoinTeam(content.Colleague{Reader: one.ID, Role: content.RoleModerator, Name: "Asel", AddedBy: two.ID}))
			ok(t, tx.JoinTeam(content.Colleague{Reader: one.ID, Role: content.RoleEditor, AddedBy: two.ID}))
			ok(t, tx.JoinTeam(content.Colleague{Reader: two.ID, Role: content.RoleOwner, AddedBy: two.ID}))
			team := must(tx.Team())
			if len(team) != 2 || team[0].Account != 72 || team[1].Name != "Asel" || team[1].Role != content.RoleEditor {
				t.Errorf("team %+v", team)
			}
			if !must(tx.LeaveTeam(two.ID)) || must(tx.LeaveTeam(two.ID)) {
				t.Error("left twice, or not at all")
			}
		})
		view(t, store, func(tx *storage.Tx) {
			counted := must(tx.ReportOn(article))
			if counted.Voices != 2 || counted.Authors != 1 || counted.Stances != 1 || counted.Opinions[sundays][content.Approved] != 1 || counted.Opinions[""][content.Pending] != 1 {
				t.Errorf("counted %+v", counted)
			}
		})
	})
}

// fillEditors goes on with what keptEditors looks for, of the tenth migration.
func fillEditors(t *testing.T, store *storage.Store) {
	t.Helper()
	hours, colleague := published(t, store, "hours").ID, reader(t, store, 7002).ID
	update(t, store, func(tx *storage.Tx) {
		must(tx.SaveDraft(storage.DraftEdit{By: 5, What: content.PartFile}, draftText(t, "en", "Early wheat")))
		must(tx.SaveDraft(storage.DraftEdit{By: 6, What: content.PartTitle, Version: 1}, draftText(t, "en", "Wheat")))
		ok(t, tx.WrittenOn(1, 1))
		must(tx.AskAgain(1, 2))
		ok(t, tx.Stands(1))
		ok(t, tx.Correct(content.Correction{Section: sundays, Line: "Until two, not one."}, hours, 5))
		ok(t, tx.JoinTeam(content.Colleague{Reader: colleague, Role: content.RoleEditor, Name: "A.", AddedBy: 5}))
	})
}

// keptEditors checks that all is there that the fixtures since the tenth one hold.
func keptEditors(t *testing.T, store *storage.Store) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) {
		texts, draft := must(tx.Drafts("harvest")), must(tx.DraftOf(must(tx.ArticleNumber("harvest"))))
		if len(texts) != 1 || texts[0].Title != "Wheat" || draft.Version != 2 || draft.ChangedBy != 6 || draft.What != content.PartTitle || !draft.ChangedAt.Equal(start) {
			t.Errorf("the draft is %+v of %+v", draft, texts)
		}
		if one, two := must(tx.SeenDraft(5, draft.Article)), must(tx.SeenDraft(6, draft.Article)); one != 1 || two != 2 {
			t.Errorf("the editors have seen versions %d and %d", one, two)
		}
		if asked := must(tx.ToAskAgain(article, sundays, 2, 0, 1)); len(asked) != 1 || asked[0].Opinion != 1 || asked[0].Revision != 1 || must(tx.AskAgain(1, 2)) {
			t.Errorf("to be asked: %+v", asked)
		}
		hours := must(tx.ArticleBySlug("hours")).ID
		if c := must(tx.Corrections(hours, 3)); len(c) != 1 || c[0].Section != sundays || c[0].Line != "Until two, not one." || c[0].Lines != nil || !c[0].At.Equal(start) {
			t.Errorf("corrections: %+v", c)
		}
		want := []content.Colleague{{Reader: must(tx.Reader(7002)).ID, Account: 7002, Role: content.RoleEditor, Name: "A.", AddedBy: 5, Since: start}}
		if diff := cmp.Diff(want, must(tx.Team())); diff != "" {
			t.Errorf("the team (-want +got):\n%s", diff)
		}
	})
}

// keptDrafts checks that the text which readers do not see is a draft, also in databases that knew none.
func keptDrafts(t *testing.T, store *storage.Store) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		draft := must(tx.DraftOf(must(tx.ArticleNumber("draft"))))
		if draft.Version != 1 || draft.ChangedBy != 0 || draft.What != content.PartFile || !draft.ChangedAt.Equal(start) || draft.Discarded {
			t.Errorf("the draft is %+v", draft)
		}
	})
}

func TestCorrectionsKeepTheirLanguages(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		save(t, store, library("hours", content.English), publish)
		hours := published(t, store, "hours")
		lines := map[content.Lang]string{content.English: `Until two, "not" one.`, content.Kazakh: "Екіге дейін."}
		update(t, store, func(tx *storage.Tx) {
			ok(t, tx.Correct(content.Correction{Line: `{"as": it was written earlier`}, hours.ID, author))
			ok(t, tx.Correct(content.Correction{Section: sundays, Lines: lines}, hours.ID, author))
			all := must(tx.Corrections(hours.ID, 3))
			if len(all) != 2 || all[1].Line != `{"as": it was written earlier` || all[1].Lines != nil {
				t.Fatalf("corrections %+v", all)
			}
			if diff := cmp.Diff(lines, all[0].Lines); diff != "" || all[0].Line != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
			for _, want := range []struct{ wanted, in content.Lang }{{content.English, content.English}, {content.Russian, content.Kazakh}} {
				if line, in := all[0].In(want.wanted); in != want.in || line != lines[in] {
					t.Errorf("in %s: %q in %s", want.wanted, line, in)
				}
			}
		})
	})
}
