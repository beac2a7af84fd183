package storage_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

func TestTheListOfReasons(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		codes := func() (all []string) {
			view(t, store, func(tx *storage.Tx) {
				list, _ := must2(tx.Reasons())
				for _, r := range list {
					all = append(all, r.Code)
				}
			})
			return all
		}
		is := func(want string) {
			t.Helper()
			if got := strings.Join(codes(), " "); got != want {
				t.Errorf("the list is %q, want %q", got, want)
			}
		}
		is("")
		words := map[content.Lang]string{content.Kazakh: "Баланың аты", content.English: "A child’s name"}
		var own, changed content.Reason
		update(t, store, func(tx *storage.Tx) {
			if _, edited := must2(tx.Reasons()); edited {
				t.Error("a new list was edited")
			}
			ok(t, tx.BeginReasons([]string{"insult", "advert"}))
			ok(t, tx.BeginReasons([]string{"insult", "advert", "again"}))
			own = must(tx.AddReason(words))
			ok(t, tx.RaiseReason(own.Code))
		})
		is("insult " + own.Code + " advert")
		update(t, store, func(tx *storage.Tx) {
			changed = must(tx.ChangeReason(own.Code, map[content.Lang]string{content.Russian: "Имя ребёнка"}))
			ok(t, tx.RemoveReason("insult"))
			ok(t, tx.RaiseReason(changed.Code))
		})
		is(changed.Code + " advert")
		if own.Code == changed.Code {
			t.Error("other words have the same code")
		}
		view(t, store, func(tx *storage.Tx) {
			if r := must(tx.Reason(own.Code)); r.Place != 0 || r.Words[content.Kazakh] != "Баланың аты" || r.Words[content.Russian] != "" {
				t.Errorf("the earlier words: %+v", r)
			}
			coded(t, second(tx.Reason("zz")), content.NotFound)
		})
		for _, fails := range []func(*storage.Tx) error{
			func(tx *storage.Tx) error { return tx.RemoveReason(own.Code) },
			func(tx *storage.Tx) error { return tx.RaiseReason("insult") },
			func(tx *storage.Tx) error { return second(tx.ChangeReason("zz", words)) },
		} {
			coded(t, store.Update(context.Background(), fails), content.NotFound)
		}
		update(t, store, func(tx *storage.Tx) {
			for range content.MostReasons - 2 {
				must(tx.AddReason(words))
			}
		})
		coded(t, store.Update(context.Background(), func(tx *storage.Tx) error { return second(tx.AddReason(words)) }), content.Conflict)
		update(t, store, func(tx *storage.Tx) {
			for _, code := range codesIn(tx) {
				ok(t, tx.RemoveReason(code))
			}
			if list, edited := must2(tx.Reasons()); len(list) > 0 || !edited {
				t.Errorf("an emptied list is %v, edited %v", list, edited)
			}
		})
	})
}

func codesIn(tx *storage.Tx) (all []string) {
	list, _ := must2(tx.Reasons())
	for _, r := range list {
		all = append(all, r.Code)
	}
	return all
}

// rejectedBy is an opinion that a moderator has rejected.
func rejectedBy(t *testing.T, store *storage.Store, moderator content.ReaderID) content.Opinion {
	t.Helper()
	o := add(t, store, opinion(fmt.Sprintf("An opinion that moderator %d rejects.", moderator)))
	update(t, store, func(tx *storage.Tx) {
		r := must(tx.Rule(content.Ruling{Opinion: o.ID, Version: o.Version, What: content.ToReject, By: moderator, Reason: "insult", Effect: start}))
		must(tx.EndRuling(r.ID))
		o = must(tx.DecideOpinion(o.ID, o.Version, false, moderator))
	})
	return o
}

func TestAnAppealBringsAnOpinionBackOnce(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o := rejectedBy(t, store, 41)
		last := func() (a content.Appeal) {
			view(t, store, func(tx *storage.Tx) { a = must(tx.AppealOn(o.ID)) })
			return a
		}
		appeal := func() error {
			return store.Update(context.Background(), func(tx *storage.Tx) error { return second(tx.AppealOpinion(o.ID, "It is no insult.")) })
		}
		ok(t, appeal())
		coded(t, appeal(), content.Conflict)
		a := last()
		if a.First != 41 || a.Ruling == 0 || a.Words != "It is no insult." || a.State != content.AppealOpen || !a.Settles() {
			t.Errorf("the appeal is %+v", a)
		}
		update(t, store, func(tx *storage.Tx) {
			o = must(tx.NextWaiting())
			if n := must(tx.CountWaiting()); n != 1 || o.State != content.Pending || o.ID != a.Opinion {
				t.Errorf("%d wait: %+v", n, o)
			}
			o = must(tx.DecideOpinion(o.ID, o.Version, false, 42))
		})
		if a = last(); a.State != content.AppealDenied || a.DecidedAt.IsZero() {
			t.Errorf("denied: %+v", a)
		}
		coded(t, appeal(), content.Conflict)
		update(t, store, func(tx *storage.Tx) { must(tx.SignOpinion(o.ID, "Somebody")) })
		coded(t, appeal(), content.Conflict)
		update(t, store, func(tx *storage.Tx) {
			o = must(tx.EditOpinion(o.ID, "Another text, which is none either."))
			o = must(tx.DecideOpinion(o.ID, o.Version, false, 42))
		})
		ok(t, appeal())
		update(t, store, func(tx *storage.Tx) { must(tx.EditOpinion(o.ID, "A third text, while the appeal is open.")) })
		if a = last(); a.State != content.AppealVoid || a.Settles() || a.First != 42 {
			t.Errorf("after the edit: %+v", a)
		}
		update(t, store, func(tx *storage.Tx) {
			o = must(tx.Opinion(o.ID))
			o = must(tx.DecideOpinion(o.ID, o.Version, false, 42))
		})
		ok(t, appeal())
		update(t, store, func(tx *storage.Tx) {
			o = must(tx.Opinion(o.ID))
			o = must(tx.DecideOpinion(o.ID, o.Version, true, 43))
		})
		if a = last(); a.State != content.AppealGranted {
			t.Errorf("granted: %+v", a)
		}
		update(t, store, func(tx *storage.Tx) { must(tx.TakeDownOpinion(o.ID, 44)) })
		ok(t, appeal()) // against another decision than the one that was granted
		update(t, store, func(tx *storage.Tx) { must(tx.TakeDownOpinion(o.ID, 45)) })
		if a = last(); a.State != content.AppealDenied || a.First != 44 {
			t.Errorf("taken down while it was open: %+v", a)
		}
		update(t, store, func(tx *storage.Tx) { must(tx.WithdrawOpinion(o.ID)) })
		coded(t, store.View(context.Background(), func(tx *storage.Tx) error { return second(tx.AppealOn(o.ID)) }), content.NotFound)
	})
}

func TestOnlyWhatIsRejectedIsAppealed(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		shown := approved(t, store, opinion("What readers see."))
		waits := add(t, store, opinion("What waits for a moderator."))
		for _, id := range []content.OpinionID{shown.ID, waits.ID} {
			err := store.Update(context.Background(), func(tx *storage.Tx) error { return second(tx.AppealOpinion(id, "")) })
			coded(t, err, content.Conflict)
		}
		coded(t, store.Update(context.Background(), func(tx *storage.Tx) error { return second(tx.AppealOpinion(999, "")) }), content.NotFound)
	})
}

func TestQuestionsAndAnswers(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.openWith(keyed(t, keys(1)[0]))
		o := add(t, store, opinion("An opinion that raises a question."))
		ask := func(words string) error {
			return store.Update(context.Background(), func(tx *storage.Tx) error {
				return second(tx.Ask(content.Question{Opinion: o.ID, By: 41, Text: words}))
			})
		}
		for range content.MostQuestions {
			ok(t, ask("Which Qarlygash shop?"))
		}
		coded(t, ask("Once more?"), content.Conflict)
		var all []content.Question
		view(t, store, func(tx *storage.Tx) { all = must(tx.QuestionsOn(o.ID)) })
		update(t, store, func(tx *storage.Tx) { must(tx.Answer(all[1].ID, "The Zhanylmas bakery.")) })
		coded(t, store.Update(context.Background(), func(tx *storage.Tx) error { return second(tx.Answer(all[1].ID, "Another.")) }), content.Conflict)
		coded(t, store.Update(context.Background(), func(tx *storage.Tx) error { return second(tx.Answer(999, "None.")) }), content.NotFound)
		whole := wholeOf(t, db)
		if strings.Contains(whole, "Qarlygash") || strings.Contains(whole, "Zhanylmas") {
			t.Error("the database shows what was said in confidence")
		}
		view(t, store, func(tx *storage.Tx) {
			q := must(tx.Question(all[1].ID))
			if q.Text != "Which Qarlygash shop?" || q.Answer != "The Zhanylmas bakery." || q.AnsweredAt.IsZero() || q.By != 41 {
				t.Errorf("the question is %+v", q)
			}
			if q = must(tx.Question(all[0].ID)); !q.AnsweredAt.IsZero() {
				t.Errorf("another one is answered: %+v", q)
			}
		})
		update(t, store, func(tx *storage.Tx) {
			tx.Send(content.Outgoing{Chat: content.ChatID(o.Author), Action: content.ActionSend, Key: all[2].ID.Key(), Text: "Which Qarlygash shop?"})
		})
		update(t, store, func(tx *storage.Tx) {
			must(tx.Forget(41)) // what the moderator said
			if waits := must(tx.Waits(content.ChatID(o.Author), all[2].ID.Key())); waits {
				t.Error("what the moderator asked is still to be sent")
			}
			if q := must(tx.Question(all[1].ID)); q.Text != "" || q.Answer == "" {
				t.Errorf("without the moderator: %+v", q)
			}
			must(tx.WithdrawOpinion(o.ID))
			if left := must(tx.QuestionsOn(o.ID)); len(left) > 0 {
				t.Errorf("without the opinion: %+v", left)
			}
			coded(t, second(tx.Ask(content.Question{Opinion: o.ID, By: 41, Text: "And now?"})), content.Conflict)
		})
	})
}

func TestThePlaceInTheQueue(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		var all []content.Opinion
		for i := range 4 {
			all = append(all, add(t, store, opinion(fmt.Sprintf("Opinion %d of those that wait.", i))))
			db.clock.Advance(time.Second)
		}
		update(t, store, func(tx *storage.Tx) {
			must(tx.Rule(content.Ruling{Opinion: all[1].ID, Version: 1, What: content.ToApprove, By: 41, Effect: start}))
			for i, want := range []int{0, 1, 1, 2} {
				if ahead, waits := must2(tx.WaitAhead(all[i].ID, 10)); ahead != want || !waits {
					t.Errorf("%d before opinion %d (it waits: %v), want %d", ahead, i, waits, want)
				}
			}
			if ahead, _ := must2(tx.WaitAhead(all[3].ID, 1)); ahead != 1 {
				t.Errorf("%d were counted, 1 was asked for", ahead)
			}
			if _, waits := must2(tx.WaitAhead(999, 1)); waits {
				t.Error("what is not there waits")
			}
		})
	})
}

func TestWhoHasDecidedLately(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		store := db.open()
		o := add(t, store, opinion("An opinion that is decided about."))
		entry := func(by content.ReaderID, what content.Deed) {
			update(t, store, func(tx *storage.Tx) { ok(t, tx.Record(content.Entry{What: what, By: by, Opinion: o.ID})) })
		}
		lately := func(want string) {
			t.Helper()
			view(t, store, func(tx *storage.Tx) {
				if got := fmt.Sprint(must(tx.DecidersSince(30))); got != want {
					t.Errorf("lately: %s, want %s", got, want)
				}
			})
		}
		entry(41, content.DeedReject)
		lately("[41]")
		entry(42, content.DeedApprove)
		entry(42, content.DeedUndo)
		lately("[41]")
		db.clock.Advance(29 * 24 * time.Hour)
		lately("[41]")
		db.clock.Advance(24 * time.Hour)
		lately("[]")
	})
}

// fillAuthor goes on with what keptAuthor looks for, of the ninth migration.
func fillAuthor(t *testing.T, store *storage.Store) {
	t.Helper()
	author, hours := reader(t, store, 7002).ID, published(t, store, "hours").ID
	update(t, store, func(tx *storage.Tx) {
		o := must(tx.AddOpinion(content.Opinion{Article: hours, Author: author, Text: "What was rejected, and appealed about.", Lang: content.English}))
		must(tx.DecideOpinion(o.ID, o.Version, false, 41))
		o = must(tx.AppealOpinion(o.ID, "It is right."))
		must(tx.Answer(must(tx.Ask(content.Question{Opinion: o.ID, By: 42, Text: "How so?"})).ID, "It just is."))
		must(tx.Ask(content.Question{Opinion: o.ID, By: 42, Text: "And else?"}))
		must(tx.DecideOpinion(o.ID, o.Version, false, 42))
		ok(t, tx.BeginReasons([]string{"insult", "advert"}))
		must(tx.ChangeReason("advert", map[content.Lang]string{content.Russian: "Торговля"}))
	})
}

// keptAuthor checks that all is there that the fixtures since the ninth one hold.
func keptAuthor(t *testing.T, store *storage.Store) {
	t.Helper()
	view(t, store, func(tx *storage.Tx) {
		data := must(tx.MyData(must(tx.Reader(7002)).ID))
		if len(data.Appeals) != 1 || data.Appeals[0].Words != "It is right." || data.Appeals[0].First != 41 || !data.Appeals[0].Settles() {
			t.Errorf("appeals: %+v", data.Appeals)
		}
		if q := data.Questions; len(q) != 2 || q[0].Text != "How so?" || q[0].Answer != "It just is." || !q[1].AnsweredAt.IsZero() {
			t.Errorf("questions: %+v", q)
		}
		list, edited := must2(tx.Reasons())
		if !edited || len(list) != 2 || list[0].Code != "insult" || list[1].Words[content.Russian] != "Торговля" || must(tx.Reason("advert")).Place != 0 {
			t.Errorf("reasons: %+v", list)
		}
	})
}
