package storage_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

func TestAMapIsKeptAndShown(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		meet(t, store, content.Person{ID: 7001})
		known := reader(t, store, 7001)
		var ids []content.OpinionID
		for _, words := range []string{"the first opinion", "the second opinion"} {
			o := opinion(words)
			o.Author = 50
			ids = append(ids, approved(t, store, o).ID)
		}
		update(t, store, func(tx *storage.Tx) {
			must(tx.SetStance(ids[0], known.ID, content.Agree))
			must(tx.SetStance(ids[0], 999, content.Disagree)) // of whom nothing else is known
			must(tx.SetStance(ids[1], 999, content.Pass))
			ok(t, tx.WantMap(article))
			ok(t, tx.WantMap(article))
		})
		votes := map[[2]int64]storage.CastVote{}
		view(t, store, func(tx *storage.Tx) {
			ok(t, tx.EachVote(article, func(v storage.CastVote) { votes[[2]int64{int64(v.Opinion), int64(v.Reader)}] = v }))
			if wanted := must(tx.MapsWanted()); len(wanted) != 1 || wanted[0] != article {
				t.Errorf("wanted: %v", wanted)
			}
			if _, err := tx.MapOf(article); content.CodeOf(err) != content.NotFound {
				t.Errorf("a map that was not drawn: %v", err)
			}
		})
		one, other := votes[[2]int64{int64(ids[0]), int64(known.ID)}], votes[[2]int64{int64(ids[0]), 999}]
		if len(votes) != 3 || one.Said != 1 || other.Said != -1 || !one.At.Equal(db.clock.Now()) {
			t.Errorf("the votes: %+v", votes)
		}
		view(t, store, func(tx *storage.Tx) {
			if since := must(tx.KnownSince([]content.ReaderID{known.ID, 999})); len(since) != 1 || !since[known.ID].Equal(known.Since) {
				t.Errorf("known since: %v", since)
			}
		})
		keepMaps(t, store, ids)
	})
}

func keepMaps(t *testing.T, store *storage.Store, ids []content.OpinionID) {
	t.Helper()
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for i, extremity := range []float64{0.5, 1.25} {
		update(t, store, func(tx *storage.Tx) {
			m := storage.OpinionMap{At: at.Add(time.Duration(i) * time.Hour), Past: []byte{byte(i)}, Desk: []byte(`{}`)}
			ok(t, tx.KeepMap(article, m, map[content.OpinionID]float64{ids[0]: extremity, ids[1]: 2}))
			ok(t, tx.ShowMap(article, storage.ShownMap{At: m.At, Body: []byte{byte(10 + i)}}))
		})
	}
	view(t, store, func(tx *storage.Tx) {
		m := must(tx.MapOf(article))
		if m.Past[0] != 1 || !m.At.Equal(at.Add(time.Hour)) || !must(tx.MapAt(article)).Equal(m.At) || len(must(tx.MapsWanted())) != 0 {
			t.Errorf("the map: %+v", m)
		}
		if known := must(tx.Extremities(article)); known[ids[0]] != 1.25 || known[ids[1]] != 2 {
			t.Errorf("extremities: %v", known)
		}
		shown := must(tx.ShownMaps(article, 5))
		if len(shown) != 2 || shown[0].Body[0] != 11 || shown[1].Body[0] != 10 || len(must(tx.ShownMaps(article, 1))) != 1 {
			t.Errorf("shown: %+v", shown)
		}
		all := 0
		ok(t, tx.EachMap(func(content.ArticleID, []byte) error { all++; return nil }))
		found := must(tx.Unvoted(article, storage.Voter{Reader: 12345}, content.Langs, 0, 10))
		if all != 1 || len(found) != 2 || found[0].Extremity+found[1].Extremity != 3.25 {
			t.Errorf("%d maps, to vote on: %+v", all, found)
		}
	})
}

func TestQuizzesAreKeptAndCounted(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		meet(t, store, content.Person{ID: 7001}, content.Person{ID: 7002})
		one, two := reader(t, store, 7001), reader(t, store, 7002)
		ask := func(who content.Reader) (q storage.Quiz) {
			update(t, store, func(tx *storage.Tx) {
				q = must(tx.AskQuiz(storage.Quiz{Reader: who.ID, Article: article, Figure: "permits", Right: 2}))
			})
			return q
		}
		q, other := ask(one), ask(two)
		if again := ask(one); again.ID != q.ID || again.Guess >= 0 {
			t.Errorf("asked again: %+v, first %+v", again, q)
		}
		vote(t, store, "telegram's", one.ID, 1) // before the poll is known
		update(t, store, func(tx *storage.Tx) {
			if must(tx.Unguessed(one.ID)).ID != q.ID {
				t.Error("what was asked last is not known")
			}
			if chosen := must(tx.BindQuiz(q, "t-telegram's")); len(chosen) != 1 || chosen[0] != 1 {
				t.Errorf("chosen before: %v", chosen)
			}
			if found := must(tx.QuizOfNative("t-telegram's")); found.ID != q.ID || found.Right != 2 {
				t.Errorf("by its poll: %+v", found)
			}
			if !must(tx.Guess(q, "1 2 3", 1)) || must(tx.Guess(q, "1 2 3", 2)) || !must(tx.Guess(other, "1 2 3", 1)) {
				t.Error("the first guess counts, and no other")
			}
			for i := range 4 { // and three others, the fourth of whom is not told
				if counts := must(tx.Guesses(article, "permits", "1 2 3")); i < 3 && len(counts) > 0 {
					t.Errorf("after %d guesses is told: %v", 2+i, counts)
				}
				more := must(tx.AskQuiz(storage.Quiz{Reader: content.ReaderID(9000 + i), Article: article, Figure: "permits", Right: 2}))
				must(tx.Guess(more, "1 2 3", i%2))
			}
			if counts := must(tx.Guesses(article, "permits", "1 2 3")); counts[1] != 3 || counts[0] != 2 || len(counts) != 2 {
				t.Errorf("counts: %v", counts)
			}
			if _, err := tx.Unguessed(one.ID); content.CodeOf(err) != content.NotFound {
				t.Errorf("what is still to be guessed: %v", err)
			}
			if all := must(tx.Quizzes(one.ID, article)); len(all) != 1 || all[0].Guess != 1 {
				t.Errorf("the reader's: %+v", all)
			}
		})
		if again := ask(one); again.Guess != 1 {
			t.Errorf("asked again after a guess: %+v", again)
		}
	})
}

// fillMaps goes on with what keptMaps looks for, of the eleventh migration.
func fillMaps(t *testing.T, store *storage.Store) {
	t.Helper()
	one, two := reader(t, store, 7001), reader(t, store, 7002)
	hours := published(t, store, "hours").ID
	update(t, store, func(tx *storage.Tx) {
		ok(t, tx.Unreadable(1, two.ID))
		ok(t, tx.SetReading(two.ID, []content.Lang{content.Kazakh, content.English}))
		drawn := storage.OpinionMap{At: start, Past: []byte{0, 1, 0xff}, Desk: []byte(`{"groups":2}`)}
		ok(t, tx.KeepMap(hours, drawn, map[content.OpinionID]float64{1: 1.25}))
		ok(t, tx.ShowMap(hours, storage.ShownMap{At: start, Body: []byte{2, 0, 0xfe}}))
		ok(t, tx.WantMap(hours))
		guessed := must(tx.AskQuiz(storage.Quiz{Reader: one.ID, Article: hours, Figure: "permits", Right: 2}))
		must(tx.BindQuiz(guessed, "t-quiz"))
		must(tx.Guess(guessed, "1 2 3", 1))
		must(tx.AskQuiz(storage.Quiz{Reader: two.ID, Article: hours, Figure: "permits", Right: 2}))
	})
}

// keptMaps checks that all is there that the fixtures since the eleventh one hold.
func keptMaps(t *testing.T, store *storage.Store) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		one, two, hours := must(tx.Reader(7001)), must(tx.Reader(7002)), must(tx.ArticleBySlug("hours")).ID
		mine := must(tx.MyData(two.ID))
		if len(mine.Unread) != 1 || mine.Unread[0].Opinion != 1 || !slices.Equal(mine.Reading, []content.Lang{content.Kazakh, content.English}) {
			t.Errorf("of how a reader votes: %+v, %v", mine.Unread, mine.Reading)
		}
		drawn := storage.OpinionMap{At: start, Past: []byte{0, 1, 0xff}, Desk: []byte(`{"groups":2}`)}
		if diff := cmp.Diff(drawn, must(tx.MapOf(hours))); diff != "" {
			t.Errorf("the map (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]storage.ShownMap{{At: start, Body: []byte{2, 0, 0xfe}}}, must(tx.ShownMaps(hours, 5))); diff != "" {
			t.Errorf("what everybody sees of it (-want +got):\n%s", diff)
		}
		if wanted, far := must(tx.MapsWanted()), must(tx.Extremities(article)); !slices.Equal(wanted, []content.ArticleID{hours}) || far[1] != 1.25 {
			t.Errorf("wanted: %v; extremities: %v", wanted, far)
		}
		guessed := must(tx.QuizOfNative("t-quiz"))
		if guessed.Reader != one.ID || guessed.Article != hours || guessed.Figure != "permits" || guessed.Right != 2 || guessed.Guess != 1 {
			t.Errorf("guessed: %+v", guessed)
		}
		if open := must(tx.Quizzes(two.ID, hours)); len(open) != 1 || open[0].Guess >= 0 || len(must(tx.Guesses(hours, "permits", "1 2 3"))) != 0 { // of one guess nothing is told
			t.Errorf("still to be guessed: %+v", open)
		}
	})
}
