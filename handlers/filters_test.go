package handlers_test

import (
	"strings"
	"testing"

	"aitys/content"
	"aitys/storage"
)

const advert = "Заработок без вложений, доход от 100$ в день, обучение бесплатное! Пишите в лс @work_manager или t.me/+qwerty"

func TestModeratorsSeeWhatTheFiltersNoticed(t *testing.T) {
	s, moderator := desk(t)
	asel, boris := s.person(1, "ru"), s.person(2, "en")
	asel.Says("/opinion 1 " + advert)
	boris.Says("/opinion 2 " + schools)
	moderator.Says("/queue").Sees("The filters noticed (risk 9", "an invitation to a chat or a bot: t.me/+qwerty", "reads like spam")
	moderator.Says("/review 1").Sees("Opinion 1 · Reader ", advert, "probably to be rejected", "60 % — an invitation to a chat or a bot: t.me/+qwerty")
	moderator.Says("/review 2").Sees(schools, "nothing against it", "The filters noticed nothing.")
	for _, wrong := range []string{"99", "x", "-1", "<b>"} {
		moderator.Says("/review " + wrong).Sees("There is no opinion “" + strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(wrong) + "”").SeesNot("Opinion 1 ·")
	}
	moderator.Says("/review").Sees("Give the number of an opinion: /review 12")
	asel.Says("/review 1").Sees("модератор").SeesNot(advert, "риск")
	asel.Says("/words").Sees("модератор")
	moderator.Says("/queue").Taps("Skip ›").Sees(schools).SeesNot("The filters noticed")
}

func TestTheNewsroomsWords(t *testing.T) {
	s, moderator := desk(t)
	author := s.person(1, "en")
	moderator.Says("/words").Sees("listed no words", "/words add blocked WORD")
	moderator.Says("/words add blocked Pumpkin").Sees("“Pumpkin” is listed.")
	moderator.Says("/words add suspect pumpkins").Sees("a form of it, is listed already")
	moderator.Says("/words add suspect <b>latte").Sees("“&lt;b&gt;latte” is listed.")
	moderator.Says("/words").Sees("Blocked: Pumpkin", "Suspect: &lt;b&gt;latte")
	author.Says("/opinion 1 The pumpkins of this ministry are rotten, everybody knows")
	moderator.Says("/review 1").Sees("probably to be rejected", "99 % — a blocked word: Pumpkin")
	s.restart()
	author.Says("/opinion 2 The pumpkins of that ministry are no better, everybody knows")
	moderator.Says("/review 2").Sees("a blocked word: Pumpkin")
	moderator.Says("/words remove pumpkin").Sees("“pumpkin” is listed no more.")
	moderator.Says("/words remove pumpkin").Sees("“pumpkin” is not listed")
	author.Says("/opinion 3 The pumpkins of the third ministry are no better, everybody knows")
	moderator.Says("/review 3").SeesNot("a blocked word")
	for _, wrong := range []string{"/words add", "/words add nonsense x", "/words remove", "/words list"} {
		moderator.Says(wrong).Sees("/words add blocked WORD")
	}
	for _, empty := range []string{"/words add blocked", "/words add blocked …!", "/words add blocked " + strings.Repeat("pumpkin ", 20)} {
		moderator.Says(empty).Sees("Give a word or a few")
	}
}

// taught returns how many texts of each label the store has learned from.
func taught(t *testing.T, s *stage) map[int]int {
	t.Helper()
	texts := map[int]int{}
	if err := s.store.View(t.Context(), func(tx *storage.Tx) error {
		return tx.Taught(func(_ uint32, all bool, label, number int) {
			if all {
				texts[label] = number
			}
		})
	}); err != nil {
		t.Fatal(err)
	}
	return texts
}

func TestDecisionsTeachTheFilters(t *testing.T) {
	s, moderator := desk(t)
	asel, boris, other := s.person(1, "en"), s.person(2, "en"), s.person(3, "en")
	asel.Says("/opinion 1 " + prices)
	boris.Says("/opinion 1 " + advert)
	other.Says("/opinion 1 " + schools)
	moderator.Says("/queue").Taps("Approve")
	moderator.Taps("Reject")
	moderator.Taps("Reject") // there was nothing for the filters to learn from
	if got := taught(t, s); got[0] != 1 || got[1] != 1 || got[2] != 0 {
		t.Errorf("taught %v", got)
	}
	boris.Says("/mine").Taps("Edit")
	boris.Says("Прошу прощения, хочу сказать иначе: цены растут слишком быстро")
	if got := taught(t, s); got[1] != 0 {
		t.Errorf("after the edit: %v", got)
	}
	moderator.Says("/queue").SeesNot("The filters noticed").Taps("Approve")
	if got := taught(t, s); got[0] != 2 || got[1] != 0 {
		t.Errorf("in the end: %v", got)
	}
	if o := s.opinionsOf(boris)[0]; o.State != content.Approved {
		t.Errorf("%+v", o)
	}
}

func TestANewerTextTeachesInTheOldersPlace(t *testing.T) {
	s, moderator := desk(t)
	author := s.person(1, "en")
	author.Says("/opinion 1 " + prices)
	moderator.Says("/queue").Taps("Approve")
	for i, press := range []string{"Reject", "Approve"} {
		author.Says("/mine").Taps("Edit")
		author.Says(schools)
		moderator.Says("/queue").Taps(press)
		if got := taught(t, s); got[0] != 1 {
			t.Errorf("after %d edits %d fair texts were taught", i+1, got[0])
		}
	}
}

func TestTheSameFromManyIsNoticed(t *testing.T) {
	s, moderator := desk(t)
	same := "Our district has waited nine years for the promised bridge over the river, and nobody from the city answers letters"
	for i := range 4 {
		s.person(content.TelegramID(i+1), "en").Says("/opinion 1 " + same + strings.Repeat("!", i))
	}
	moderator.Says("/review 2").SeesNot("others have said nearly the same")
	moderator.Says("/review 4").Sees("others have said nearly the same: 3", "look closely")
}
