package storage_test

import (
	"context"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

// A fixture is a database with something in it as the program left it that knew the migrations up to its number: testdata/fixtures/ENGINE-NUMBER.sql.
// A new migration brings a new fixture; the old ones stay as they are.

var migrationFile = regexp.MustCompile(`^(\d+)_\w+\.sql$`)

// migrationNumbers returns the numbers of an engine's migrations.
func migrationNumbers(t *testing.T, folder string) (numbers []string) {
	t.Helper()
	for _, entry := range must(os.ReadDir("migrations/" + folder)) {
		match := migrationFile.FindStringSubmatch(entry.Name())
		if match == nil {
			t.Fatalf("%s is no migration", entry.Name())
		}
		numbers = append(numbers, match[1])
	}
	return numbers
}

func TestBothEnginesHaveTheSameMigrations(t *testing.T) {
	names := func(folder string) []string { return must(fs.Glob(os.DirFS("migrations/"+folder), "*")) }
	if diff := cmp.Diff(names("sqlite"), names("postgres")); diff != "" {
		t.Errorf("(-sqlite +postgres):\n%s", diff)
	}
}

func TestEveryEarlierDatabaseIsBroughtUpToDate(t *testing.T) {
	for _, number := range migrationNumbers(t, "sqlite") {
		t.Run(number, func(t *testing.T) {
			onEach(t, func(t *testing.T, db *database) {
				db.aged(t, number)
				store := db.open()
				keptPromises(t, store)
				if number >= "0002" {
					keptVoices(t, store, waitsIn(number))
				}
				if number >= "0003" {
					keptRights(t, store)
				}
				if number >= "0004" {
					keptChannel(t, store)
				}
				if number >= "0005" {
					keptFilters(t, store)
				}
				if number >= "0006" {
					keptRecord(t, store)
				}
				if number >= "0007" {
					keptDesk(t, store)
				}
				if number >= "0008" {
					keptPeople(t, store)
				}
				if number >= "0009" {
					keptAuthor(t, store)
					keptModes(t, store)
					keptComments(t, store)
				}
				keptDrafts(t, store)
				if number >= "0010" {
					keptEditors(t, store)
				}
				if number >= "0011" {
					keptMaps(t, store)
				}
				fresh := db.another(t)
				ok(t, fresh.open().Close())
				if diff := cmp.Diff(schema(t, fresh), schema(t, db)); diff != "" {
					t.Errorf("(-a new database +the old one, brought up to date):\n%s", diff)
				}
			})
		})
	}
}

// keptPromises checks that all is there that the fixtures hold.
func keptPromises(t *testing.T, store *storage.Store) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		r := must(tx.Reader(7001))
		if r.Chosen != content.Kazakh || r.Telegram != content.Russian || r.Article == 0 || r.Unreachable {
			t.Errorf("the reader is %+v", r)
		}
		if number := must(tx.ChatOf(oldGroup)); must(tx.TelegramOf(number)) != newGroup || must(tx.ChatOf(newGroup)) != number {
			t.Error("the moved group is lost")
		}
		rows := must(tx.Pending(0, 10))
		if len(rows) != 2 || rows[0].To != 7001 || rows[1].To != newGroup || rows[1].Edit != 31 || !rows[1].Attempted {
			t.Errorf("waiting: %+v", rows)
		}
		if parked := must(tx.Parked(0, 10)); len(parked) != 1 || parked[0].Update != 903 {
			t.Errorf("parked: %+v", parked)
		}
		p := must(tx.ArticleBySlug("hours"))
		if diff := cmp.Diff(library("hours", content.Kazakh), p.In[content.Kazakh]); diff != "" || len(p.In) != 2 {
			t.Errorf("the article (-want +got):\n%s", diff)
		}
		_, err := tx.ArticleBySlug("draft")
		coded(t, err, content.NotFound)
	})
	if got := fresh(t, store, ids{900, 901, 902}); len(got) != 1 || !got[902] {
		t.Errorf("fresh: %v", got)
	}
	if due := takeDue(t, store, 10); len(due) != 1 || due[0].Work != "prune" {
		t.Errorf("due: %v", due)
	}
}

// fill puts into a database what keptPromises looks for. The fixtures were dumped from it, with `sqlite3 FILE .dump` and `pg_dump --inserts --no-owner`, and
// stripped of what steers a session.
func fill(t *testing.T, store *storage.Store) {
	t.Helper()
	meet(t, store, content.Person{ID: 7001, LanguageCode: "ru"}, content.Person{ID: 7002})
	private, old := reader(t, store, 7001).Chat(), chat(t, store, group(oldGroup))
	chat(t, store, group(newGroup))
	save(t, store, library("hours", content.English), publish)
	save(t, store, library("hours", content.Kazakh), publish)
	save(t, store, library("draft", content.English), !publish)
	id := published(t, store, "hours").ID
	update(t, store, func(tx *storage.Tx) { ok(t, tx.MoveChat(oldGroup, newGroup)) })
	send(t, store, content.Outgoing{Chat: old, Key: "post", Text: "post"})
	settleAll(t, store, content.Result{Outgoing: pending(t, store)[0].ID, Outcome: content.Delivered, Message: 31})
	update(t, store, func(tx *storage.Tx) {
		must(tx.Fresh(ids{900, 901}))
		ok(t, tx.SetLanguage(content.ReaderID(private), content.Kazakh))
		ok(t, tx.SetArticle(content.ReaderID(private), id))
		raw := []byte(`{"update_id":903}`)
		in := content.Incoming{Update: 903, Kind: content.KindMessage, Raw: raw, From: content.Person{ID: 7001}}
		ok(t, tx.Park(in, "a bug"))
		ok(t, tx.ScheduleOnce(content.Due{Work: "prune", At: start}))
		tx.Send(content.Outgoing{Chat: private, Action: content.ActionSend, Text: "<b>waits</b>"})
		tx.Send(content.Outgoing{Chat: old, Action: content.ActionEdit, EditKey: "post", Text: "edit", Once: true})
		tx.Send(content.Outgoing{Chat: old, Text: "unsure", Once: true})
	})
	rows := pending(t, store)
	update(t, store, func(tx *storage.Tx) {
		ok(t, tx.MarkAttempted(rows[1].ID, 0))
		ok(t, tx.Settle(content.Result{Outgoing: rows[2].ID, Outcome: content.Unsure}))
	})
}

func TestAFilledDatabaseKeepsItsPromises(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		fill(t, store)
		fillVoices(t, store)
		fillRights(t, store)
		fillChannel(t, store)
		fillFilters(t, store)
		fillRecord(t, store)
		fillDesk(t, store)
		fillPeople(t, store)
		fillAuthor(t, store)
		fillModes(t, store)
		fillComments(t, store)
		fillEditors(t, store)
		fillMaps(t, store)
		keptPromises(t, store)
		keptVoices(t, store, waitsIn("0009"))
		keptRights(t, store)
		keptChannel(t, store)
		keptFilters(t, store)
		keptRecord(t, store)
		keptDesk(t, store)
		keptPeople(t, store)
		keptAuthor(t, store)
		keptModes(t, store)
		keptComments(t, store)
		keptDrafts(t, store)
		keptEditors(t, store)
		keptMaps(t, store)
	})
}

// fillRights goes on with what keptRights looks for, of the third migration.
func fillRights(t *testing.T, store *storage.Store) {
	t.Helper()
	meet(t, store, content.Person{ID: 7003})
	gone, old := reader(t, store, 7003), chat(t, store, group(oldGroup))
	list := content.Outgoing{Chat: old, Action: content.ActionSend, Key: "shown", Shows: []content.OpinionID{1}, Once: true, Text: "list"}
	send(t, store, list)
	rows := pending(t, store)
	settleAll(t, store, content.Result{Outgoing: rows[len(rows)-1].ID, Outcome: content.Delivered, Message: 33})
	update(t, store, func(tx *storage.Tx) { must(tx.Forget(gone.ID)) })
}

// keptRights checks that all is there that the fixtures since the third one hold.
func keptRights(t *testing.T, store *storage.Store) {
	t.Helper()
	update(t, store, func(tx *storage.Tx) {
		if erasures := must(tx.Erasures(0, 10)); len(erasures) != 1 {
			t.Errorf("erased: %v", erasures)
		}
		if must(tx.Lineage()) == 0 {
			t.Error("there is no lineage")
		}
		shown := must(tx.TakeShown(must(tx.Opinion(1))))
		if len(shown) != 1 || shown[0].Key != "shown" || must(tx.TelegramOf(shown[0].Chat)) != newGroup {
			t.Errorf("shown: %v", shown)
		}
	})
}

// fillChannel goes on with what keptChannel looks for, of the fourth migration.
func fillChannel(t *testing.T, store *storage.Store) {
	t.Helper()
	channel, old := chat(t, store, newsChannel), chat(t, store, group(oldGroup))
	hours := published(t, store, "hours").ID
	update(t, store, func(tx *storage.Tx) {
		standing := must(tx.AddPost(content.Post{Article: hours, Role: content.PostArticle, Chat: channel, Key: "hours", Fingerprint: "f", AskedBy: 1}))
		ok(t, tx.PostStands(standing, 71))
		must(tx.AddPost(content.Post{Article: hours, Section: sundays, Role: content.PostPoll, Chat: channel, Key: "sundays"}))
		must2(tx.AddRoot(content.Root{Chat: old, Message: 81, Channel: channel, ChannelMessage: 71}))
		must2(tx.AddRoot(content.Root{Chat: old, Message: 82, Channel: channel, ChannelMessage: 72}))
		ok(t, tx.Set(hours, "sections", "on"))
		must(tx.Commenter(7001))
	})
}

// keptChannel checks that all is there that the fixtures since the fourth one hold.
func keptChannel(t *testing.T, store *storage.Store) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		hours := must(tx.ArticleBySlug("hours")).ID
		posts := must(tx.Posts(hours))
		if len(posts) != 2 || posts[0].State != content.PostStands || posts[0].Message != 71 || posts[1].State != content.PostWished {
			t.Errorf("posts: %+v", posts)
		}
		old := must(tx.ChatOf(oldGroup))
		if root := must(tx.RootAt(old, 81)); root.Article != hours || root.Post != posts[0].ID {
			t.Errorf("the root of our post is %+v", root)
		}
		if root := must(tx.RootAt(old, 82)); root.Article != 0 || root.ChannelMessage != 72 {
			t.Errorf("the root of another post is %+v", root)
		}
		if account := must(tx.AccountOf(must(tx.KnownCommenter(7001)))); account != 7001 {
			t.Errorf("the commenter's account is %d", account)
		}
		if value := must(tx.Setting(hours, "sections")); value != "on" {
			t.Errorf("the setting is %q", value)
		}
	})
}

// fillVoices goes on with what keptVoices looks for, of the second migration.
func fillVoices(t *testing.T, store *storage.Store) {
	t.Helper()
	one, two := reader(t, store, 7001), reader(t, store, 7002)
	old := chat(t, store, group(oldGroup))
	o := opinion("Open it at night.")
	o.Author = one.ID
	shown := approved(t, store, o)
	o.Text, o.Section = "Close it.", ""
	add(t, store, o)
	update(t, store, func(tx *storage.Tx) {
		must(tx.EditOpinion(shown.ID, "Open it until two."))
		must(tx.SetStance(shown.ID, two.ID, content.Disagree))
		must2(tx.ReportOpinion(shown.ID, two.ID, storage.PlainReport))
		ok(t, tx.SetSignature(one.ID, content.PenName, "Aigerim"))
		ok(t, tx.Begin(two.ID, content.Dialogue{Work: "edit", Note: "7"}))
	})
	id := poll(t, store, false)
	update(t, store, func(tx *storage.Tx) {
		post := must(tx.AddCopy(id, "post", old, false))
		must(tx.AddCopy(id, "mine", one.Chat(), true))
		tx.Send(content.Outgoing{Chat: one.Chat(), Action: content.ActionPoll, Key: "mine"})
		must(tx.VoteButton(post, two.ID, []int{2}))
	})
	rows := pending(t, store)
	settleAll(t, store, content.Result{Outgoing: rows[len(rows)-1].ID, Outcome: content.Delivered, Message: 32, Poll: "t-mine"})
	vote(t, store, "mine", one.ID, 0)
	vote(t, store, "unknown", one.ID, 1)
}

// waitsIn is how many opinions wait in a fixture since the second one: since the ninth also one that the program has shown.
func waitsIn(number string) int {
	if number >= "0009" {
		return 3
	}
	return 2
}

// keptVoices checks that all is there that the fixtures since the second one hold, and that so many opinions wait.
func keptVoices(t *testing.T, store *storage.Store, wait int) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		one, two := must(tx.Reader(7001)), must(tx.Reader(7002))
		if one.Sign != content.PenName || one.Pen != "Aigerim" || two.Sign != content.Anonymous {
			t.Errorf("the readers are %+v and %+v", one, two)
		}
		list := must(tx.Opinions(article, "", content.MostAgreed, 0, true, 10))
		want := content.Opinion{
			ID: 1, Article: article, Section: sundays, Author: one.ID, State: content.Approved, Text: "Open it at night.", Edited: "Open it until two.",
			Signed: "A.", Lang: content.Kazakh, Version: 3, MadeAt: start, DecidedAt: start, Disagree: 1, Reports: 1,
		}
		if diff := cmp.Diff([]content.Opinion{want}, list); diff != "" {
			t.Errorf("the opinions (-want +got):\n%s", diff)
		}
		if stance, waiting := must(tx.StanceOf(1, two.ID)), must(tx.CountWaiting()); stance != content.Disagree || waiting != wait {
			t.Errorf("the stance is %q, and %d opinions wait", stance, waiting)
		}
		if d, is := must2(tx.UnderWay(two.ID)); !is || d.Note != "7" {
			t.Errorf("under way: %+v", d)
		}
		if diff := cmp.Diff(content.Count{Poll: 1, Voters: 2, Votes: []int{1, 0, 1}}, must(tx.CountOf(1))); diff != "" {
			t.Errorf("the count (-want +got):\n%s", diff)
		}
		if c := must(tx.CopyOfNative("t-mine")); c.Chat != one.Chat() || c.Key != "mine" {
			t.Errorf("the native copy is %+v", c)
		}
	})
	mine, result := native(t, store, 1, "late")
	result.Poll = "t-unknown"
	settleAll(t, store, result)
	holds(t, store, 1, reader(t, store, 7001).ID, mine, 1)
}

// schema describes a database's tables and indexes in text.
func schema(t *testing.T, db *database) (all []string) {
	t.Helper()
	query := `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name`
	if db.engine == onPostgres {
		query = `SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || COALESCE(column_default, '')
			FROM information_schema.columns WHERE table_schema = current_schema()
			UNION ALL SELECT replace(indexdef, current_schema() || '.', '') FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1`
	}
	rows, err := db.raw().QueryContext(context.Background(), query)
	ok(t, err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var line string
		ok(t, rows.Scan(&line))
		all = append(all, strings.Join(strings.Fields(strings.ReplaceAll(line, `"`, "")), " "))
	}
	ok(t, rows.Err())
	return all
}

// TestBothEnginesHaveTheSameTables compares the names of the migrations' tables and columns.
func TestBothEnginesHaveTheSameTables(t *testing.T) {
	columns := func(db *database, query string) string {
		ok(t, db.open().Close())
		var all string
		ok(t, db.raw().QueryRowContext(context.Background(), query).Scan(&all))
		return all
	}
	lite := columns(newSQLite(t), `SELECT group_concat(name, ' ') FROM (SELECT m.name || '.' || c.name AS name
		FROM sqlite_master m, pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.name NOT IN ('migration', 'sqlite_sequence') ORDER BY 1)`)
	full := columns(newPostgres(t), `SELECT string_agg(name, ' ' ORDER BY name COLLATE "C") FROM (SELECT table_name || '.' || column_name AS name
		FROM information_schema.columns WHERE table_schema = current_schema() AND table_name <> 'migration') names`)
	if diff := cmp.Diff(strings.Fields(lite), strings.Fields(full)); diff != "" {
		t.Errorf("(-SQLite +PostgreSQL):\n%s", diff)
	}
}
