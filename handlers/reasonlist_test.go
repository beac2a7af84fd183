package handlers_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

// pageOf opens the page of the reason with a number in the list.
func pageOf(editor *person, number int, words string) *person {
	editor.t.Helper()
	return editor.Says("/reasons").Taps(strconv.Itoa(number) + ". " + words)
}

func TestEditorsChangeTheReasons(t *testing.T) {
	s, moderator := desk(t)
	editor, author := s.person(editorID, "en"), s.person(1, "kk")
	editor.Says("/reasons").Sees("1. Off topic", "7. Against the rules", "[Add a reason]")
	editor.Taps("Add a reason").Sees("Қазақша", "[Skip this language]")
	editor.Says("Баланың аты").Sees("Русский")
	editor.Taps("Skip this language").Sees("English")
	editor.Says("Names a <child>").Sees("The reason is added.", "8. Names a &lt;child&gt;")
	pageOf(editor, 8, "Names").Sees("Қазақша: Баланың аты", "Русский: —", "[Move up]").Taps("Move up").Sees("7. Names a", "8. Against the rules")
	pageOf(editor, 1, "Off topic").Taps("Remove").Sees("Remove this reason?").Taps("Remove").Sees("1. Insult", "6. Names a").SeesNot("Off topic")

	author.Says("/opinion 1 " + prices)
	moderator.Says("/queue").Taps("Reject…").Sees("[Names a <child>]", "[Insult]").SeesNot("[Off topic]")
	moderator.Taps("Names a")
	author.Sees("Себебі: Баланың аты")
	russian := s.person(2, "ru")
	russian.Says("/opinion 1 " + schools)
	moderator.Says("/queue").Taps("Reject…").Taps("Names a")
	russian.Sees("Причина: Names a &lt;child&gt;") // the newsroom's language, as it has none in Russian

	pageOf(editor, 6, "Names").Taps("Change").Sees("Now it says: <code>Баланың аты</code>").Taps("Keep it")
	editor.Says("Имя ребёнка")
	editor.Taps("Keep it").Sees("The reason is changed.", "6. Names a")
	russian.Says("/mine").Sees("Names a &lt;child&gt;").SeesNot("Имя ребёнка")
	moderator.Says("/stats").Sees("Names a &lt;child&gt;: 2")
	moderator.Says("/audit 1").Sees("Names a &lt;child&gt;")
}

func TestAReasonThatWasRemovedIsNotTaken(t *testing.T) {
	s, moderator := desk(t)
	author, editor := s.person(1, "en"), s.person(editorID, "en")
	author.Says("/opinion 1 " + prices)
	moderator.Says("/queue").Taps("Reject…")
	old := moderator.newest()
	var data string
	for _, row := range old.out.Buttons {
		for _, b := range row {
			if b.Text == "Insult" {
				data = b.Press
			}
		}
	}
	pageOf(editor, 2, "Insult").Taps("Remove").Taps("Remove")
	moderator.TapsData(old.id, data).Sees("has been changed or removed", "[Advertising]").SeesNot("[Insult]")
	if o := s.opinionsOf(author)[0]; o.State != content.Pending {
		t.Errorf("it is %s", o.State)
	}
}

func TestTheListIsBounded(t *testing.T) {
	s, _ := desk(t)
	editor := s.person(editorID, "en")
	editor.Says("/reasons").Taps("Add a reason")
	editor.Says("No").Sees("A reason has 3 to 200 characters")
	editor.Says(strings.Repeat("а", content.MostReason+1)).Sees("A reason has 3 to 200 characters")
	for range 3 {
		editor.Taps("Skip this language")
	}
	editor.Sees("Nothing was changed.")
	for i := range content.MostReasons - 7 {
		editor.Says("/reasons").Taps("Add a reason")
		editor.Says("Reason of ours " + strconv.Itoa(i))
		editor.Taps("Skip").Taps("Skip").Sees("is added")
	}
	editor.Says("/reasons").SeesNot("[Add a reason]")
	editor.TapsData(editor.newest().id, "rn.add")
	editor.Says("One too many")
	editor.Taps("Skip").Taps("Skip").Sees("at most 12 reasons")
}

func TestOnlyEditorsChangeReasons(t *testing.T) {
	s, moderator := desk(t)
	reader := s.person(1, "en")
	moderator.Says("/reasons").Sees("1. Off topic").SeesNot("[Add a reason]")
	reader.Says("/reasons").Sees("for moderators")
	for _, p := range []*person{reader, moderator} {
		for _, data := range []string{"rn", "rn.add", "rn.insult.removed", "rn.insult.up", "rn.insult.change", "rn.skip.kk", "rn.zz.up"} {
			p.TapsData(1, data).Sees("for editors")
		}
		p.Says("My own reason")
	}
	editor := s.person(editorID, "en")
	for _, data := range []string{"rn.skip.kk", "rn.skip.", "rn.zz", "rn.insult.zz", "rn..up"} {
		editor.TapsData(1, data)
	}
	s.writes(func(tx *storage.Tx) error {
		if all, edited, err := tx.Reasons(); edited || len(all) > 0 {
			t.Errorf("changed to %+v (%v)", all, err)
		}
		return nil
	})
}

// TestAReasonIsNotTakenFromOtherTalk: an editor who did something else since is not asked any more.
func TestAReasonIsNotTakenFromOtherTalk(t *testing.T) {
	s, _ := desk(t)
	editor := s.person(editorID, "en")
	editor.Says("/reasons").Taps("Add a reason")
	editor.Says("/queue")
	editor.Says("This is what I think of the prices.").SeesNot("Русский")
	editor.Says("/reasons").SeesNot("what I think")
}

func TestTheReceiptSaysThePlaceInTheQueue(t *testing.T) {
	s := newStage(t)
	for i := range 3 {
		s.person(content.TelegramID(i+1), "en").Says("/opinion 1 Opinion of somebody, number " + strconv.Itoa(i) + ", about something.")
	}
	s.person(1, "en").Sees("it was first in the queue")
	s.person(2, "en").Sees("At 12:00 1 opinion was before it")
	s.person(3, "en").Sees("2 opinions were before it in the queue").SeesNot("Moderators are away")
	s.writes(func(tx *storage.Tx) error {
		article, err := tx.ArticleBySlug("relocation-kazakhstan")
		for i := range 200 {
			if _, err := tx.AddOpinion(content.Opinion{Article: article.ID, Author: content.ReaderID(i + 500), Text: "An opinion among many, number " + strconv.Itoa(i), Lang: content.English}); err != nil {
				return err
			}
		}
		return err
	})
	last := s.person(4, "ru")
	last.Says("/opinion 1 " + prices)
	last.Sees("перед ним в очереди было больше 200 мнений")
}

func TestAtNightTheReceiptSaysWhenModeratorsReturn(t *testing.T) {
	quiet, err := handlers.ParseQuiet("22:00-08:30")
	if err != nil {
		t.Fatal(err)
	}
	s := newStage(t, func(o *handlers.Options) { o.Quiet = quiet })
	author := s.person(1, "en")
	author.Says("/opinion 1 " + prices).SeesNot("away at this hour")
	s.now = time.Date(2026, 3, 1, 23, 10, 0, 0, time.UTC)
	author.Says("/opinion 2 " + schools).Sees("Moderators are away at this hour; they return at 08:30.")
}
