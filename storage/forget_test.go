package storage_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
	"aitys/storage"
)

// Words that nobody else says, so that they can be looked for in every byte.
const (
	rarePen   = "Zhanylmas-Qalam"
	rareWords = "Qumyrsqa words that nobody else ever says"
	rareDraft = "Qarlygash draft that was never sent"
)

// erased is a newsroom with a reader of whom every table knows something, and another one beside them.
type erased struct {
	*testing.T
	store    *storage.Store
	one, two content.Reader
	group    content.ChatID
	shown    content.Opinion // approved, and edited since
	poll     content.PollID

	commenter content.CommenterID // the one's
}

func somebody(t *testing.T, store *storage.Store) *erased {
	t.Helper()
	e := &erased{T: t, store: store}
	meet(t, store, content.Person{ID: rareAccount, LanguageCode: "kk"}, content.Person{ID: 7002})
	e.one, e.two = reader(t, store, rareAccount), reader(t, store, 7002)
	e.group = chat(t, store, group(oldGroup))
	o := opinion(rareWords + " one")
	o.Author, o.Signed = e.one.ID, rarePen
	e.shown = approved(t, store, o)
	reply := opinion("a reply of somebody else's")
	reply.Author, reply.Parent = e.two.ID, e.shown.ID
	approved(t, store, reply)
	o.Text, o.Section = rareWords+" two", ""
	add(t, store, o)
	other := opinion("what the other one says")
	other.Author = e.two.ID
	others := approved(t, store, other)
	update(t, store, func(tx *storage.Tx) {
		must(tx.EditOpinion(e.shown.ID, rareWords+" three"))
		ok(t, tx.Judge(e.shown, storage.Judged{Verdict: "hold", Findings: `[{"what":"` + rareWords + `"}]`}, storage.Likeness{Bands: []int64{41, 42}, Sketch: 43}))
		must(tx.SetStance(e.shown.ID, e.two.ID, content.Agree))
		must(tx.SetStance(others.ID, e.one.ID, content.Agree))
		ok(t, tx.Unreadable(others.ID, e.one.ID))
		ok(t, tx.SetReading(e.one.ID, []content.Lang{content.Kazakh}))
		q := must(tx.AskQuiz(storage.Quiz{Reader: e.one.ID, Article: article, Figure: "permits", Right: 2}))
		must(tx.BindQuiz(q, "quiz:"+rareKey))
		must(tx.Guess(q, "1 2 3", 1))
		must2(tx.ReportOpinion(e.shown.ID, e.two.ID, storage.PlainReport))
		must2(tx.ReportOpinion(others.ID, e.one.ID, storage.PlainReport))
		ok(t, tx.SetSignature(e.one.ID, content.PenName, rarePen))
		ok(t, tx.Begin(e.one.ID, content.Dialogue{Work: "opinion", Note: rareDraft}))
		ok(t, tx.JoinTeam(content.Colleague{Reader: e.one.ID, Role: content.RoleEditor, Name: rarePen, AddedBy: e.two.ID}))
	})
	e.votes()
	e.comments()
	e.record(others.ID)
	e.sends()
	digits := strconv.FormatInt(int64(rareAccount), 10)
	update(t, store, func(tx *storage.Tx) {
		raw := []byte(`{"text":"` + rareDraft + `","from":{"id":` + digits + `}}`)
		ok(t, tx.Park(content.Incoming{Update: 5, Kind: content.KindMessage, Raw: raw, From: content.Person{ID: rareAccount}}, rareDraft))
		ok(t, tx.Park(content.Incoming{Update: 6, Kind: content.KindMessage, Raw: raw, From: content.Person{ID: 7002}}, "a bug"))
		raw = []byte(`{"from":{"id":` + digits + `1}}`)
		ok(t, tx.Park(content.Incoming{Update: 7, Kind: content.KindMessage, Raw: raw, From: content.Person{ID: 7002}}, "a bug"))
		raw = []byte(`{"callback_query":{"from":{"id":7002,"is_bot":false},"message":{"from":{"id":11,"is_bot":true},"text":"` + rareWords + `"}}}`)
		ok(t, tx.Park(content.Incoming{Update: 8, Kind: content.KindPress, Raw: raw, From: content.Person{ID: 7002}}, "a panic over "+rareWords))
	})
	return e
}

// votes lets both vote, the one in a native poll of theirs, in one that is not known yet, and the other with a button.
func (e *erased) votes() {
	e.poll = poll(e, e.store, false)
	update(e, e.store, func(tx *storage.Tx) {
		must(tx.AddCopy(e.poll, "own:"+rareKey, e.one.Chat(), true))
		post := must(tx.AddCopy(e.poll, "post", e.group, false))
		must(tx.VoteButton(post, e.one.ID, []int{0}))
		must(tx.VoteButton(post, e.two.ID, []int{1}))
	})
	vote(e, e.store, "unknown", e.one.ID, 1)
}

const rareKey = "kokala"

// comments lets the one comment in the group, the other answer, and a moderator make an opinion of what the one said.
func (e *erased) comments() {
	update(e, e.store, func(tx *storage.Tx) {
		e.commenter = must(tx.Commenter(rareAccount))
		must2(tx.AddRoot(content.Root{Chat: e.group, Message: 81, Channel: e.group, ChannelMessage: 71}))
		said := content.Comment{Chat: e.group, Message: 101, Thread: 81, Author: e.commenter, Who: content.ByPerson, Name: rarePen, Text: rareWords + " four", At: start}
		mine, _ := must2(tx.AddComment(said))
		said.Text, said.EditedAt = rareWords+" five", start
		must(tx.EditComment(said))
		must2(tx.AddComment(content.Comment{
			Chat: e.group, Message: 102, Thread: 81, Answers: 101, Author: must(tx.Commenter(7002)), Who: content.ByPerson, Text: "an answer", At: start,
		}))
		tx.Send(content.Outgoing{Chat: e.two.Chat(), Action: content.ActionSend, Text: rareWords, Shows: []content.OpinionID{mine.ID.Shown()}})
		featured := opinion(rareWords + " six")
		featured.Author = content.ReaderID(e.commenter)
		ok(e, tx.SetBecame(mine.ID, must(tx.AddOpinion(featured)).ID))
	})
}

// sends puts into the outbox: to the one, to the other with words of the one's, and to the group a list that shows them, which is delivered.
func (e *erased) sends() {
	words := content.HTML(rareWords)
	list := content.Outgoing{Chat: e.group, Action: content.ActionSend, Key: "shown:1", Text: words, Shows: []content.OpinionID{e.shown.ID}, Once: true}
	send(e, e.store, list)
	id := pending(e, e.store)[0].ID
	for _, row := range pending(e, e.store) {
		if row.Key == "shown:1" {
			id = row.ID
		}
	}
	settleAll(e, e.store, content.Result{Outgoing: id, Outcome: content.Delivered, Message: 77})
	update(e, e.store, func(tx *storage.Tx) {
		tx.Send(content.Outgoing{Chat: e.one.Chat(), Action: content.ActionSend, Key: "opinion:" + rareKey, Text: words})
		tx.Send(content.Outgoing{Chat: e.two.Chat(), Action: content.ActionSend, Text: words, Shows: []content.OpinionID{e.shown.ID}})
		tx.Send(content.Outgoing{Chat: e.two.Chat(), Action: content.ActionSend, Text: words, Shows: []content.OpinionID{e.shown.ID}, Once: true})
		tx.Send(content.Outgoing{Chat: e.two.Chat(), Action: content.ActionSend, Text: "stays"})
		tx.Send(content.Outgoing{Chat: e.group, Action: content.ActionSend, Key: "shown:2", Text: words, Shows: []content.OpinionID{e.shown.ID}, Once: true})
	})
	for _, row := range pending(e, e.store) {
		if row.Once && row.Key == "" {
			settleAll(e, e.store, content.Result{Outgoing: row.ID, Outcome: content.Unsure})
		}
	}
}

// wholeOf returns all that the database holds, a line for each row.
func wholeOf(t *testing.T, db *database) string {
	t.Helper()
	raw := db.raw()
	defer func() { _ = raw.Close() }()
	var all strings.Builder
	for _, table := range tablesOf(t, db) {
		rows, err := raw.QueryContext(context.Background(), "SELECT * FROM "+table) //nolint:sqlclosecheck // raw is closed
		ok(t, err)
		columns := must(rows.Columns())
		for rows.Next() {
			cells := make([]any, len(columns))
			for i := range cells {
				cells[i] = new(sql.RawBytes)
			}
			ok(t, rows.Scan(cells...))
			all.WriteString(table)
			for i, cell := range cells {
				fmt.Fprintf(&all, "|%s=%s", columns[i], *cell.(*sql.RawBytes))
			}
			all.WriteString("\n")
		}
		ok(t, rows.Err())
	}
	return all.String()
}

// withoutMeta leaves the counters out.
func withoutMeta(all string) string {
	counts := func(line string) bool { return strings.HasPrefix(line, "meta|") }
	return strings.Join(slices.DeleteFunc(strings.Split(all, "\n"), counts), "\n")
}

func tablesOf(t *testing.T, db *database) (all []string) {
	t.Helper()
	query := `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migration' ORDER BY name`
	if db.engine == onPostgres {
		query = `SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_name <> 'migration' ORDER BY table_name`
	}
	raw := db.raw()
	defer func() { _ = raw.Close() }()
	rows, err := raw.QueryContext(context.Background(), query)
	ok(t, err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name string
		ok(t, rows.Scan(&name))
		all = append(all, name)
	}
	ok(t, rows.Err())
	return all
}

// traces are what must not be found of the one.
func traces() [][]byte {
	digits := strconv.FormatInt(int64(rareAccount), 10)
	return [][]byte{[]byte("Qumyrsqa"), append([]byte("c"), plainID(rareAccount)...), []byte("Qarlygash"), []byte("Zhanylmas"), []byte("kokala"), []byte(digits + "}"), plainID(rareAccount)}
}

func TestWhoIsForgottenLeavesNoTrace(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		e := somebody(t, store)
		before := wholeOf(t, db)
		for _, trace := range traces() {
			if !strings.Contains(before, string(trace)) {
				t.Errorf("%q is nowhere: the test proves nothing of it", trace)
			}
		}
		var erased storage.Erased
		update(t, store, func(tx *storage.Tx) { erased = must(tx.Forget(e.one.ID)) })
		if erased.Opinions != 3 || erased.Comments != 1 {
			t.Errorf("%d opinions and %d comments were withdrawn", erased.Opinions, erased.Comments)
		}
		want := []storage.Shown{{Key: "shown:1", Chat: e.group, Opinion: e.shown.ID, Article: article, Section: sundays}}
		if diff := cmp.Diff(want, erased.Shown); diff != "" {
			t.Errorf("the messages that show words (-want +got):\n%s", diff)
		}
		after := wholeOf(t, db)
		for _, trace := range traces() {
			for line := range strings.Lines(after) {
				if strings.Contains(line, string(trace)) {
					t.Errorf("%q is left in %s", trace, line)
				}
			}
		}
		e.restIsTrue()
		if db.engine == onSQLite {
			noTraceIn(t, db.path, db.path+"-wal")
			copied := db.path + ".copy"
			run(t, db.raw(), "VACUUM INTO ?", copied)
			noTraceIn(t, copied)
		}
	})
}

func noTraceIn(t *testing.T, files ...string) {
	t.Helper()
	for _, name := range files {
		held, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		for _, trace := range traces() {
			if bytes.Contains(held, trace) {
				t.Errorf("%q is left in %s", trace, name)
			}
		}
	}
}

// restIsTrue checks that what others did is as it was.
func (e *erased) restIsTrue() {
	e.Helper()
	sound(e, e.store, 5, nil)
	for _, entry := range entries(e, e.store) {
		if left := entry.Seq == 5; entry.Erased == left || (entry.Reason != "") != left {
			e.Errorf("the entry is %+v", entry)
		}
	}
	view(e, e.store, func(tx *storage.Tx) {
		_, err := tx.Reader(rareAccount)
		coded(e, err, content.NotFound)
		if count := must(tx.CountOf(e.poll)); count.Voters != 2 {
			e.Errorf("the poll has %d voters", count.Voters)
		}
		list := must(tx.Opinions(article, "", content.Newest, 0, true, 10))
		if len(list) != 1 || list[0].Agree != 1 || list[0].Reports != 1 || must(tx.CountOpinions(article, "")) != 1 {
			e.Errorf("the opinions are %+v", list)
		}
		if waiting := must(tx.CountWaiting()); waiting != 1 {
			e.Errorf("%d opinions are counted in the queue", waiting)
		}
		if gone := must(tx.Opinion(e.shown.ID)); gone.State != content.Withdrawn || gone.Agree != 1 || gone.Replies != 1 {
			e.Errorf("the withdrawn one is %+v", gone)
		}
		rows := must(tx.Pending(0, 100))
		if stays := slices.IndexFunc(rows, func(o content.Outgoing) bool { return o.Text == "stays" }); stays < 0 {
			e.Errorf("a message to another reader is gone: %+v", rows)
		}
		parked := must(tx.Parked(0, 10))
		if len(parked) != 3 || parked[0].Raw != nil || parked[1].Raw == nil || parked[1].Cause == "" || parked[2].Raw != nil {
			e.Errorf("parked: %+v", parked)
		}
		if ids := must(tx.Erasures(0, 10)); !slices.Equal(ids, []content.ReaderID{e.one.ID, content.ReaderID(e.commenter)}) {
			e.Errorf("erased: %v", ids)
		}
		if gone := must(tx.CommentAt(e.group, 101)); gone.Kept() || len(must(tx.Answers(gone.ID, 0, true, 10))) != 1 {
			e.Errorf("the withdrawn comment is %+v", gone)
		}
	})
}

// TestACommenterIsErasedByTheirNumberAlone: in a restored backup from before they first wrote to the bot.
func TestACommenterIsErasedByTheirNumberAlone(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		w := newTalk(t, db)
		c := w.says(rareAccount, 101, 81, rareWords)
		update(t, w.store, func(tx *storage.Tx) { must(tx.Forget(content.ReaderID(c.Author))) })
		if all := wholeOf(t, db); strings.Contains(all, rareWords) || strings.Contains(all, string(plainID(rareAccount))) {
			t.Error("something is left")
		}
	})
}

func TestToForgetAgainChangesNothing(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		e := somebody(t, store)
		forget := func(id content.ReaderID) {
			update(t, store, func(tx *storage.Tx) { must(tx.Forget(id)) })
		}
		forget(e.one.ID)
		before := withoutMeta(wholeOf(t, db))
		forget(e.one.ID)
		if diff := cmp.Diff(before, withoutMeta(wholeOf(t, db))); diff != "" {
			t.Error(diff)
		}
		forget(9999) // of a restored backup, from before they came
		view(t, store, func(tx *storage.Tx) {
			if ids := must(tx.Erasures(0, 10)); !slices.Equal(ids, []content.ReaderID{e.one.ID, 9999, content.ReaderID(e.commenter)}) {
				t.Errorf("erased: %v", ids)
			}
		})
	})
}

func TestAnErasureThatIsUndoneErasesNothing(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		e := somebody(t, store)
		before := wholeOf(t, db)
		update(t, store, func(tx *storage.Tx) {
			err := tx.Guard(true, func() error {
				must(tx.Forget(e.one.ID))
				must(tx.Farewell(rareAccount))
				return context.DeadlineExceeded
			})
			if err == nil {
				t.Error("it is not undone")
			}
			tx.Send(content.Outgoing{Chat: e.one.Chat(), Action: content.ActionSend, Text: "still here"})
		})
		rows := pending(t, store)
		if len(rows) == 0 || rows[len(rows)-1].Text != "still here" {
			t.Errorf("waiting: %+v", rows)
		}
		ok(t, store.Update(context.Background(), func(tx *storage.Tx) error {
			return tx.Settle(content.Result{Outgoing: rows[len(rows)-1].ID, Outcome: content.Refused})
		}))
		if diff := cmp.Diff(withoutMeta(before), withoutMeta(wholeOf(t, db))); diff != "" {
			t.Error(diff)
		}
	})
}

// TestNothingGoesOutThatWasSentInTheSameTransaction: what others asked for in the same batch, and what the one did.
func TestNothingGoesOutThatWasSentInTheSameTransaction(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		e := somebody(t, store)
		before := len(pending(t, store))
		update(t, store, func(tx *storage.Tx) {
			tx.Send(content.Outgoing{Chat: e.two.Chat(), Action: content.ActionSend, Text: rareWords, Shows: []content.OpinionID{e.shown.ID}})
			tx.Send(content.Outgoing{Chat: e.group, Action: content.ActionSend, Key: "shown:3", Text: rareWords, Shows: []content.OpinionID{e.shown.ID}})
			tx.Send(content.Outgoing{Chat: e.one.Chat(), Action: content.ActionSend, Text: rareWords})
			must(tx.Forget(e.one.ID))
		})
		if after := len(pending(t, store)); after >= before {
			t.Errorf("%d wait, before %d did", after, before)
		}
		if db.engine == onSQLite {
			noTraceIn(t, db.path, db.path+"-wal")
		}
	})
}

// TestAFarewellLastsWhileSomethingIsOwed: another message waits, or it is not known yet whether one will.
func TestAFarewellLastsWhileSomethingIsOwed(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		e := somebody2(t, store)
		var chat content.ChatID
		update(t, store, func(tx *storage.Tx) {
			must(tx.Forget(e.ID))
			chat = must(tx.Farewell(rareAccount))
			ok(t, tx.ScheduleOnce(content.Due{Work: storage.FarewellWork(chat), At: tx.Now().Add(50 * time.Minute)}))
			tx.Send(content.Outgoing{Chat: chat, Action: content.ActionSend, Text: "bye"})
		})
		settleAll(t, store, content.Result{Outgoing: pending(t, store)[0].ID, Outcome: content.Delivered, Message: 5})
		update(t, store, func(tx *storage.Tx) { ok(t, tx.Prune()) })
		view(t, store, func(tx *storage.Tx) { must(tx.TelegramOf(chat)) })
		update(t, store, func(tx *storage.Tx) {
			for range 2 {
				tx.Send(content.Outgoing{Chat: chat, Action: content.ActionSend, Text: "and bye"})
			}
			must(tx.Unschedule(storage.FarewellWork(chat)))
		})
		rows := pending(t, store)
		settleAll(t, store, content.Result{Outgoing: rows[0].ID, Outcome: content.Delivered, Message: 6})
		view(t, store, func(tx *storage.Tx) { must(tx.TelegramOf(chat)) })
		settleAll(t, store, content.Result{Outgoing: rows[1].ID, Outcome: content.Delivered, Message: 7})
		view(t, store, func(tx *storage.Tx) { coded(t, second(tx.TelegramOf(chat)), content.NotFound) })
	})
}

func TestAFarewellIsSentAndLeavesNothing(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		bye := func(how func(content.Outgoing)) {
			t.Helper()
			e := somebody2(t, store)
			update(t, store, func(tx *storage.Tx) {
				must(tx.Forget(e.ID))
				tx.Send(content.Outgoing{Chat: must(tx.Farewell(rareAccount)), Action: content.ActionSend, Text: "bye"})
			})
			rows := pending(t, store)
			if len(rows) != 1 || rows[0].To != rareAccount {
				t.Fatalf("waiting: %+v", rows)
			}
			how(rows[0])
			if all := wholeOf(t, db); strings.Contains(all, "farewell") || strings.Contains(all, string(plainID(rareAccount))) {
				t.Errorf("something is left:\n%s", all)
			}
			if db.engine == onSQLite {
				if leaks := db.leaks(rareAccount); len(leaks) > 0 {
					t.Errorf("the account stands in %v", leaks)
				}
			}
		}
		for _, outcome := range []content.Outcome{content.Delivered, content.Refused, content.Unreachable} {
			bye(func(row content.Outgoing) {
				ok(t, store.Tidy(context.Background()))
				settleAll(t, store, content.Result{Outgoing: row.ID, Outcome: outcome, Message: 5})
				ok(t, store.Tidy(context.Background()))
			})
		}
		bye(func(content.Outgoing) { // another process settles it
			ok(t, store.Close())
			store = db.open()
			settleAll(t, store, content.Result{Outgoing: pending(t, store)[0].ID, Outcome: content.Delivered, Message: 5})
			ok(t, store.Tidy(context.Background()))
		})
		bye(func(content.Outgoing) { // it cannot be sent
			prune := func() { update(t, store, func(tx *storage.Tx) { ok(t, tx.Prune()) }) }
			prune()
			if len(pending(t, store)) != 1 {
				t.Error("it is dropped at once")
			}
			db.clock.Advance(61 * time.Minute)
			prune()
			ok(t, store.Tidy(context.Background()))
			if len(pending(t, store)) != 0 {
				t.Error("it still waits")
			}
		})
	})
}

// somebody2 is somebody of whom little is known.
func somebody2(t *testing.T, store *storage.Store) content.Reader {
	t.Helper()
	meet(t, store, content.Person{ID: rareAccount})
	return reader(t, store, rareAccount)
}

func TestWhoComesBackIsSomebodyNew(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		one := somebody2(t, store)
		update(t, store, func(tx *storage.Tx) {
			must(tx.Forget(one.ID))
			ok(t, tx.Meet([]content.Person{{ID: rareAccount}}))
			if again := must(tx.Reader(rareAccount)); again.ID == one.ID {
				t.Error("they have the same number")
			}
		})
	})
}

// TestNothingIsLeftBetweenRows: rows that grow move between pages, and where they were their bytes stay, which no deletion overwrites.
func TestNothingIsLeftBetweenRows(t *testing.T) {
	t.Parallel()
	for name, erase := range map[string]func(*storage.Tx, content.ReaderID, []content.OpinionID){
		"forgotten": func(tx *storage.Tx, gone content.ReaderID, _ []content.OpinionID) { must(tx.Forget(gone)) },
		"withdrawn": func(tx *storage.Tx, _ content.ReaderID, said []content.OpinionID) {
			for _, id := range said {
				must(tx.WithdrawOpinion(id))
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := newSQLite(t)
			store := db.open()
			var said []content.OpinionID
			const opinions, gone = 1500, 7
			for from := 0; from < opinions; from += 50 {
				update(t, store, func(tx *storage.Tx) {
					for i := from; i < from+50; i++ {
						o := content.Opinion{Article: article, Section: sundays, Author: content.ReaderID(i%10 + 1), Lang: content.English}
						o.Text = fmt.Sprintf("Qumyrsqa %d %s", i, strings.Repeat("word ", i*i%400))
						if o.Author != gone {
							o.Text = strings.Replace(o.Text, "Qumyrsqa", "another", 1)
						}
						o = must(tx.AddOpinion(o))
						must(tx.DecideOpinion(o.ID, o.Version, true, moderator))
						if o.Author == gone {
							said = append(said, o.ID)
						}
						if i > 20 {
							old := must(tx.Opinion(content.OpinionID(i*7919%(i-11) + 1)))
							must(tx.EditOpinion(old.ID, old.Text+strings.Repeat(" more", i%280)))
						}
					}
				})
			}
			update(t, store, func(tx *storage.Tx) { erase(tx, gone, said) })
			held := string(must(os.ReadFile(db.path))) + string(must(os.ReadFile(db.path+"-wal")))
			if left := strings.Count(held, "Qumyrsqa"); left > 0 {
				t.Errorf("%d pieces of text are left", left)
			}
		})
	}
}

func TestWhatAMessageShowsIsKnownUntilItIsTaken(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		group := chat(t, store, group(oldGroup))
		send(t, store, content.Outgoing{Chat: group, Action: content.ActionSend, Key: "digest", Text: "both", Shows: []content.OpinionID{12, 7}, Once: true})
		send(t, store, content.Outgoing{Chat: group, Action: content.ActionSend, Key: "another", Text: "one", Shows: []content.OpinionID{7}, Once: true})
		update(t, store, func(tx *storage.Tx) {
			if shown := must(tx.TakeShownIn("digest")); !slices.Equal(shown, []content.OpinionID{7, 12}) {
				t.Errorf("it shows %v", shown)
			}
			if shown := must(tx.TakeShownIn("digest")); len(shown) != 0 {
				t.Errorf("it still shows %v", shown)
			}
			if left := must(tx.TakeShown(content.Opinion{ID: 7})); len(left) != 1 || left[0].Key != "another" || left[0].Opinion != 7 {
				t.Errorf("the other one: %+v", left)
			}
		})
	})
}

// TestWordsLeaveWhatMayHaveBeenSent: a message to a group is in the middle of being sent when its words are withdrawn, and another may have been sent
// before. However the sending ends, the words are not kept; and where it went well, the message is known and can be edited.
func TestWordsLeaveWhatMayHaveBeenSent(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		for name, withdraw := range map[string]func(*storage.Tx, content.Opinion) []storage.Shown{
			"withdrawn": func(tx *storage.Tx, o content.Opinion) []storage.Shown {
				return must(tx.TakeShown(must(tx.WithdrawOpinion(o.ID))))
			},
			"forgotten": func(tx *storage.Tx, o content.Opinion) []storage.Shown { return must(tx.Forget(o.Author)).Shown },
		} {
			store := db.open()
			group := chat(t, store, group(oldGroup))
			o := opinion(rareWords)
			o.Section = content.SectionID(name)
			said := approved(t, store, o)
			for _, key := range []content.MessageKey{"unsure", "on its way", "waits"} {
				send(t, store, content.Outgoing{
					Chat: group, Action: content.ActionSend, Key: content.MessageKey(name) + key, Text: rareWords, Shows: []content.OpinionID{said.ID}, Once: true,
				})
			}
			rows := pending(t, store)
			settleAll(t, store, content.Result{Outgoing: rows[0].ID, Outcome: content.Unsure})
			update(t, store, func(tx *storage.Tx) { ok(t, tx.MarkAttempted(rows[1].ID, 0)) })
			var shown []storage.Shown
			update(t, store, func(tx *storage.Tx) { shown = withdraw(tx, said) })
			if len(shown) != 1 || shown[0].Key != rows[1].Key {
				t.Errorf("%s: to be edited are %+v", name, shown)
			}
			for line := range strings.Lines(wholeOf(t, db)) {
				if strings.Contains(line, "Qumyrsqa") {
					t.Errorf("%s: words are left in %s", name, line)
				}
			}
			update(t, store, func(tx *storage.Tx) {
				coded(t, tx.MarkAttempted(rows[1].ID, 0), content.NotFound) // it is not tried again
			})
			settleAll(t, store, content.Result{Outgoing: rows[1].ID, Outcome: content.Delivered, Message: 78})
			view(t, store, func(tx *storage.Tx) {
				if _, message, err := tx.MessageOf(rows[1].Key); err != nil || message != 78 {
					t.Errorf("%s: the message is %d, %v", name, message, err)
				}
			})
			ok(t, store.Close())
		}
	})
}

// TestABackupLeavesFarewellsOut: it is made while the last message cannot be sent, and kept for weeks.
func TestABackupLeavesFarewellsOut(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		e := somebody2(t, store)
		meet(t, store, content.Person{ID: 7002})
		update(t, store, func(tx *storage.Tx) {
			must(tx.Forget(e.ID))
			tx.Send(content.Outgoing{Chat: must(tx.Farewell(rareAccount)), Action: content.ActionSend, Text: "Qumyrsqa"})
			tx.Send(content.Outgoing{Chat: must(tx.Reader(7002)).Chat(), Action: content.ActionSend, Text: "stays"})
		})
		path := backup(t, store)
		noTraceIn(t, path)
		if all := strings.Join(everything(t, path), "\n"); !strings.Contains(all, "stays") || strings.Contains(all, "farewell") {
			t.Errorf("the backup holds\n%s", all)
		}
		if len(pending(t, store)) != 2 {
			t.Error("the database has lost a message")
		}
	})
}

// TestTheServersNotesHoldNoWords: PostgreSQL keeps common values of each column, to plan by.
func TestTheServersNotesHoldNoWords(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		if db.engine != onPostgres {
			return // SQLite keeps none
		}
		store := db.open()
		one := somebody2(t, store)
		for i := range 5 {
			o := opinion(fmt.Sprint("Qumyrsqa ", i))
			o.Author = one.ID
			approved(t, store, o)
		}
		noted := func() (all string) {
			run(t, db.raw(), "ANALYZE opinion")
			ok(t, db.raw().QueryRow(`SELECT COALESCE(string_agg(CONCAT(most_common_vals, histogram_bounds), ' '), '') FROM pg_stats WHERE schemaname = CURRENT_SCHEMA() AND tablename = 'opinion'`).Scan(&all))
			return all
		}
		if !strings.Contains(noted(), "Qumyrsqa") {
			t.Fatal("nothing is noted: the test proves nothing")
		}
		update(t, store, func(tx *storage.Tx) { must(tx.Forget(one.ID)) })
		ok(t, store.Tidy(context.Background()))
		var left int
		ok(t, db.raw().QueryRow(`SELECT COUNT(*) FROM pg_stats WHERE schemaname = CURRENT_SCHEMA() AND tablename = 'opinion' AND CONCAT(most_common_vals, histogram_bounds) LIKE '%Qumyrsqa%'`).Scan(&left))
		if left > 0 {
			t.Errorf("%d columns of it hold words", left)
		}
	})
}

// record notes what moderators wrote about the one, about what they said, and what the one wrote as a moderator.
func (e *erased) record(others content.OpinionID) {
	e.Helper()
	deed(e, e.store, content.Entry{What: content.DeedReject, By: e.two.ID, Opinion: e.shown.ID, Words: rareWords, Reason: rareWords + ": too rare"})
	deed(e, e.store, content.Entry{What: content.DeedBan, By: e.two.ID, Person: e.one.ID, Reason: rarePen})
	deed(e, e.store, content.Entry{What: content.DeedHide, By: e.two.ID, Comment: 1, Reason: rareWords + " in a comment"})
	deed(e, e.store, content.Entry{What: content.DeedReject, By: e.one.ID, Opinion: others, Reason: rareDraft})
	deed(e, e.store, content.Entry{What: content.DeedReject, By: e.two.ID, Opinion: others, Code: "other", Reason: "about the other one"})
}
