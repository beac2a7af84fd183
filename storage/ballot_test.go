package storage_test

import (
	"fmt"
	"strings"
	"testing"

	"aitys/content"
	"aitys/storage"
)

func TestUnvotedLeavesOutWhatIsNotToBeShown(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		say := func(words string, lang content.Lang, author content.ReaderID, parent content.OpinionID) content.OpinionID {
			o := opinion(words)
			o.Lang, o.Author, o.Parent = lang, author, parent
			return approved(t, store, o).ID
		}
		wanted := map[content.OpinionID]bool{}
		for i := range 5 {
			wanted[say(fmt.Sprintf("an opinion to vote on %d", i), content.English, 50, 0)] = true
		}
		first := say("one that was voted on", content.English, 50, 0)
		unread := say("one that cannot be read", content.English, 50, 0)
		say("one's own", content.English, 7, 0)
		say("one's own comment, made an opinion", content.English, 900, 0)
		say("one in another language", content.Kazakh, 50, 0)
		say("a reply", content.English, 50, first)
		waits := opinion("one that waits")
		waits.Lang = content.English
		add(t, store, waits)
		update(t, store, func(tx *storage.Tx) {
			must(tx.SetStance(first, 7, content.Pass))
			ok(t, tx.Unreadable(unread, 7))
			ok(t, tx.Unreadable(unread, 7))
		})
		voter := storage.Voter{Reader: 7, Commenter: 900}
		for _, chance := range []uint64{0, 1 << 20, 1 << 30, 1<<31 - 2, 1<<64 - 1} {
			found := unvoted(t, store, voter, chance, 64, content.English)
			if len(found) != len(wanted) {
				t.Errorf("from %d on: %v, want the %d", chance, found, len(wanted))
			}
			for _, b := range found {
				if !wanted[b.Opinion] {
					t.Errorf("opinion %d is offered", b.Opinion)
				}
			}
			if some := unvoted(t, store, voter, chance, 3, content.English); len(some) != 3 {
				t.Errorf("%d of at most 3", len(some))
			}
		}
		if both := unvoted(t, store, voter, 5, 64, content.English, content.Kazakh); len(both) != len(wanted)+1 {
			t.Errorf("in two languages: %v", both)
		}
		if others := unvoted(t, store, storage.Voter{Reader: 8}, 5, 64, content.English); len(others) != len(wanted)+4 {
			t.Errorf("for somebody else: %v", others)
		}
	})
}

func unvoted(t *testing.T, store *storage.Store, by storage.Voter, chance uint64, limit int, langs ...content.Lang) (found []storage.Ballot) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) { found = must(tx.Unvoted(article, by, langs, chance, limit)) })
	return found
}

func TestReadingIsKept(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		reads := func() (langs []content.Lang) {
			view(t, store, func(tx *storage.Tx) { langs = must(tx.Reading(7)) })
			return langs
		}
		if got := reads(); len(got) != len(content.Langs) {
			t.Errorf("who has not said reads %v", got)
		}
		for _, langs := range [][]content.Lang{{content.Russian}, {content.Kazakh, content.English}} {
			update(t, store, func(tx *storage.Tx) { ok(t, tx.SetReading(7, langs)) })
			if got := reads(); fmt.Sprint(got) != fmt.Sprint(langs) {
				t.Errorf("%v, want %v", got, langs)
			}
		}
	})
}

// TestDrawingBeginsAtItsPlace: without the place in the index SQLite would read all opinions before it, among a million for a tenth of a second.
func TestDrawingBeginsAtItsPlace(t *testing.T) {
	db := newSQLite(t)
	ok(t, db.open().Close())
	raw, found := db.raw(), 0
	for _, s := range statements(t) {
		if s.name != "sqlUnvotedFrom" && s.name != "sqlUnvotedBefore" {
			continue
		}
		found++
		plan := strings.Join(explain(t, raw, "EXPLAIN QUERY PLAN "+s.sized(), 4, make([]any, s.parameters(t))...), "\n")
		if !strings.Contains(plan, "opinion_lot (article=? AND lang=? AND <expr>") || !strings.Contains(plan, "stance_reader (reader=?)") {
			t.Errorf("%s:\n%s", s.name, plan)
		}
	}
	if found != 2 {
		t.Errorf("%d statements were looked at", found)
	}
}
