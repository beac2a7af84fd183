package storage_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"aitys/content"
	"aitys/storage"
)

// aboutPeople says of each table what becomes of a reader's rows, and whether /mydata shows them. A new table has to be added here, so that neither is
// forgotten; TestWhoIsForgottenLeavesNoTrace looks into all of them.
var aboutPeople = map[string]string{
	"identity":     "shown; deleted",
	"commenter":    "shown; deleted",
	"reader":       "shown; deleted",
	"underway":     "shown; deleted",
	"opinion":      "shown; withdrawn, so that no words are left; the author's number leads to nobody",
	"stance":       "shown; stays as a number that leads to nobody",
	"report":       "shown; stays as a number that leads to nobody; those against withdrawn opinions are deleted",
	"poll_vote":    "shown; stays as a number that leads to nobody",
	"poll_waiting": "shown; deleted",
	"poll_copy":    "shown; those in the private chat are deleted",
	"message":      "shown; those in the private chat are deleted",
	"outbox":       "shown; deleted, and what shows others words of theirs",
	"parked":       "shown; deleted; others' lose what names the account",
	"erasure":      "what is left of a reader: a number that leads to nobody",

	"opinion_word":  "found by opinion; goes with its words",
	"fresh_word":    "found by opinion; goes with its words",
	"shown":         "found by opinion; goes with its words",
	"seen":          "updates' numbers alone",
	"meta":          "counters",
	"lease":         "which process works: nothing about anybody",
	"sealing":       "nothing about anybody",
	"alert":         "nothing about anybody",
	"due":           "work on our own numbers; for an hour, which messages of somebody erased are to be deleted",
	"article":       "the newsroom's",
	"article_word":  "the newsroom's",
	"revision":      "the newsroom's",
	"poll":          "counts",
	"opinion_count": "counts",
	"post":          "the newsroom's; an editor's number in it leads to nobody",
	"root":          "the newsroom's",
	"to_post":       "opinions' numbers alone",
	"setting":       "the newsroom's",
	"broadcast":     "the newsroom's; an editor's number in it leads to nobody",

	"judgement": "found by opinion; deleted with its words",
	"band":      "found by opinion; deleted with its words",
	"token":     "counts of words over all opinions, which lead to nobody",
	"word":      "the newsroom's; a moderator's number in it leads to nobody",

	"record":      "shown; stays, with numbers that lead to nobody",
	"record_text": "shown; found by the record; deleted with the words of opinions and comments, and with whoever it is about or wrote it",
	"tally":       "counts; a moderator's number in it leads to nobody",

	"draft":      "the newsroom's; an editor's number in it leads to nobody",
	"draft_seen": "which version of the newsroom's drafts an editor saw; deleted",

	"ruling":      "found by opinion: a reason in somebody's words goes with its words; a moderator's name is deleted, their number leads to nobody",
	"card":        "our own numbers alone",
	"claim":       "a moderator's name; deleted",
	"seat":        "where a moderator was in the queue; deleted",
	"sanction":    "shown; deleted; a moderator's number in it leads to nobody",
	"barred":      "nothing of whoever is not banned; else, where there is a key, a keyed hash of the account until the ban ends, for a year at most",
	"heldcomment": "shown; deleted",

	"reason":      "the newsroom's",
	"appeal":      "shown; deleted with the opinion's words; a moderator's number in it leads to nobody",
	"question":    "shown; deleted with the opinion's words; what a moderator asked is deleted when they are",
	"trust":       "shown; deleted",
	"second_look": "our own numbers alone; goes with the opinion's words",
	"trial":       "our own numbers alone, for seconds; deleted",
	"team":        "shown; deleted; an owner's number in it leads to nobody",
	"correction":  "the newsroom's; an editor's number in it leads to nobody",
	"asked_again": "opinions' numbers alone",
	"unread":      "shown; deleted",
	"reading":     "shown; deleted",
	"quiz":        "shown; deleted",
	"quiz_count":  "counts",
	"extremity":   "opinions' numbers alone",
	"mapping":     "articles' numbers alone",
	"opinion_map": "shown; a reader's number and group stay as a number that leads to nobody, as their votes do",
	"map_shown":   "counts of at least five readers",

	"comment":          "shown; withdrawn, so that no words are left; the author's number leads to nobody",
	"comment_revision": "shown; deleted",
	"commentband":      "found by comment; deleted with its words, and after a week",
	"became":           "found by comment; deleted with its words",
}

func TestEveryTableIsThoughtOfWhenSomebodyIsForgotten(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		ok(t, db.open().Close())
		all := tablesOf(t, db)
		for _, table := range all {
			if aboutPeople[table] == "" {
				t.Errorf("what becomes of a reader in the table %s?", table)
			}
		}
		for table := range aboutPeople {
			if !slices.Contains(all, table) {
				t.Errorf("there is no table %s", table)
			}
		}
	})
}

func TestMyDataIsEverything(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		e := somebody(t, store)
		var data storage.MyData
		view(t, store, func(tx *storage.Tx) { data = must(tx.MyData(e.one.ID)) })
		if data.Account != rareAccount || data.Reader.Pen != rarePen || data.Dialogue == nil {
			t.Errorf("about the person: %+v", data)
		}
		for what, number := range map[string][2]int{
			"opinions": {len(data.Opinions), 2}, "stances": {len(data.Stances), 1}, "reports": {len(data.Reports), 1}, "votes": {len(data.Votes), 1},
			"waiting votes": {len(data.Waiting), 1}, "messages to them": {len(data.Sends), 1}, "parked updates": {len(data.Parked), 1},
			"copies of polls": {len(data.Copies), 1}, "comments": {len(data.Comments), 1}, "featured opinions": {len(data.Featured), 1}, "entries of the record": {len(data.Recorded), 4}, "counts of decisions": {len(data.Trust), 1},
			"unread opinions": {len(data.Unread), 1}, "languages": {len(data.Reading), 1}, "guesses": {len(data.Quizzes), 1},
		} {
			if number[0] != number[1] {
				t.Errorf("%d %s, want %d", number[0], what, number[1])
			}
		}
		if data.Colleague.Role != content.RoleEditor || data.Colleague.Name != rarePen || data.Colleague.Account != rareAccount {
			t.Errorf("in the team: %+v", data.Colleague)
		}
		if len(data.Comments) == 1 && len(data.Revisions[data.Comments[0].ID]) != 1 {
			t.Errorf("revisions: %+v", data.Revisions)
		}
		written := string(must(json.Marshal(data)))
		for _, part := range []string{"Qumyrsqa words that nobody else ever says three", "Qarlygash", "Zhanylmas", "kokala"} {
			if !strings.Contains(written, part) {
				t.Errorf("%q is missing", part)
			}
		}
		other := mydata(t, store, e.two.ID)
		if len(other.Stances) != 1 || other.Stances[0].Stance != content.Agree || len(other.Parked) != 3 {
			t.Errorf("about the other: %+v", other)
		}
		err := store.View(context.Background(), func(tx *storage.Tx) error { return second(tx.MyData(9999)) })
		coded(t, err, content.NotFound)
	})
}

func mydata(t *testing.T, store *storage.Store, id content.ReaderID) (data storage.MyData) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) { data = must(tx.MyData(id)) })
	return data
}
