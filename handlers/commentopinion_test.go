package handlers_test

import (
	"strings"
	"testing"
	"time"

	"aitys/content"
)

// TestANamedOpinionOfACommentUnmasksNobody: whoever makes an opinion of their own comment stands under its name for all to see, so its author's number must not be
// that of their anonymous opinions.
func TestANamedOpinionOfACommentUnmasksNobody(t *testing.T) {
	w := newThreads(t)
	anna, group := w.person(1, "en"), w.person(1, "en").in(ourGroup)
	anna.Says("/opinion 0 What I say in nobody’s name.").Sees("Received.")
	said := w.comments(group, 0, "It was the rents, not the coffee.")
	w.comments(group, said, "/opinion")
	anonymous, named := w.stored(1), w.stored(2)
	if named.Author == anonymous.Author || named.Author != content.ReaderID(w.kept(said).Author) {
		t.Errorf("the named one is by %d, the anonymous one by %d", named.Author, anonymous.Author)
	}
	if named.Signed != "Асель" || anonymous.Signed != "" {
		t.Errorf("signed %q and %q", named.Signed, anonymous.Signed)
	}
}

// TestWhoMadeAnOpinionOfTheirCommentKeepsIt: the writer follows it, takes it back and does not judge it, though it is not their number's.
func TestWhoMadeAnOpinionOfTheirCommentKeepsIt(t *testing.T) {
	w := newThreads(t)
	anna, ben := w.person(1, "ru"), w.person(2, "en")
	anna.Says("/start")
	said := w.comments(anna.in(ourGroup), 0, "It was the rents, not the coffee.")
	w.comments(anna.in(ourGroup), said, "/opinion")
	anna.Sees("Ваше мнение 1", "из вашего комментария", "[Отозвать]")
	w.editor.Says("/queue").Taps("Approve")
	w.passes(22 * time.Second)
	anna.Sees("Ваше мнение 1 опубликовано")
	anna.Says("/start o_1").Sees("It was the rents").SeesNot("[Согласен]")
	ben.Says("/start o_1").Taps("Agree").Sees("You agree")
	ben.Says("/mine").Sees("no opinions")
	anna.Says("/mine").Sees("It was the rents", "[Отозвать]").SeesNot("[Изменить")
	anna.Taps("Отозвать").Taps("Да, отозвать").Sees("Вы отозвали мнение 1")
	if !strings.Contains(w.kept(said).Text, "rents") {
		t.Error("the comment is gone too")
	}
}

// TestRepliesAreToldToWhoMadeAnOpinionOfTheirComment, in private, by the account alone.
func TestRepliesAreToldToWhoMadeAnOpinionOfTheirComment(t *testing.T) {
	w := newThreads(t)
	anna, ben := w.person(1, "en"), w.person(2, "en")
	anna.Says("/subscribe").Taps("Replies")
	said := w.comments(anna.in(ourGroup), 0, "It was the rents, not the coffee.")
	w.comments(anna.in(ourGroup), said, "/opinion")
	w.editor.Says("/queue").Taps("Approve")
	w.passes(22 * time.Second)
	ben.Says("/start o_1").Taps("Reply").Says("Rents rose everywhere that year.")
	w.editor.Says("/queue").Taps("Approve")
	w.passes(22 * time.Second)
	w.passes(2 * time.Hour)
	anna.Sees("have 1 new reply", "[To opinion 1]")
}
