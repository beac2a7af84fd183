package handlers_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

// recorded returns the deeds that are in the record, oldest first, and checks that it verifies.
func (s *stage) recorded() (deeds []content.Entry) {
	s.t.Helper()
	if _, err := s.store.VerifyRecord(context.Background(), nil); err != nil {
		s.t.Error(err)
	}
	err := s.store.View(context.Background(), func(tx *storage.Tx) error {
		all, err := tx.Entries(0, 1000)
		for i := range all {
			deeds = append(deeds, all[len(all)-1-i])
		}
		return err
	})
	if err != nil {
		s.t.Error(err)
	}
	return deeds
}

// saw checks what was recorded, as "deed opinion code" for each.
func (s *stage) saw(want ...string) {
	s.t.Helper()
	var got []string
	for _, e := range s.recorded() {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %d %s", e.What, e.Opinion, e.Code)))
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		s.t.Errorf("recorded: %q, want %q", got, want)
	}
}

func TestDecisionsAreRecorded(t *testing.T) {
	s, moderator := desk(t)
	author := s.person(1, "en")
	moderator.Says("/audit").Sees("Nothing has been recorded yet.")
	author.Says("/opinion 1 " + prices)
	author.Says("/opinion 2 " + schools)
	s.now = s.now.Add(3 * time.Minute)
	moderator.Says("/queue").Taps("Approve")
	moderator.Says("/feature 1").Says("/queue").Taps("Reject")
	moderator.Says("/words add blocked <b>Pumpkin").Says("/words remove <b>pumpkin").Says("/words remove pumpkin")
	s.saw("approve 1", "feature 1", "reject 2", "words 0 add.blocked", "words 0 remove")
	first := s.recorded()[0]
	if first.Waited < 3*time.Minute || first.Waited > 4*time.Minute || first.By == 0 || first.Version != 1 || first.Erased {
		t.Errorf("the decision is %+v", first)
	}
	by := fmt.Sprintf("moderator %d", first.By)
	moderator.Says("/audit").Sees("5 entries.", "5 · ", "<b>Newsroom’s words changed</b> · "+by, "Removed: “&lt;b&gt;pumpkin”", "Added as blocked: “&lt;b&gt;Pumpkin”", "<b>Rejected</b> · opinion 2 · "+by).
		SeesNot(prices, schools, "Асель")
	moderator.Says("/audit 1").Sees("The record of opinion 1", "<b>Featured</b>", "<b>Approved</b> · opinion 1").SeesNot("opinion 2", "entries")
	moderator.Says("/audit 7").Sees("Nothing has been recorded about opinion 7")
	for _, wrong := range []string{"x", "-1", "0", "<b>"} {
		moderator.Says("/audit "+wrong).Sees("is not an opinion’s number", "/audit 12")
	}
}

// TestADecisionThatWasNotTakenIsNotRecorded presses twice on one card.
func TestADecisionThatWasNotTakenIsNotRecorded(t *testing.T) {
	s, moderator := desk(t)
	s.person(1, "en").Says("/opinion 1 " + prices)
	moderator.Says("/queue")
	approve, reject := moderator.newest().out.Buttons[0][0].Press, moderator.newest().out.Buttons[0][1].Press
	moderator.Taps("Approve")
	moderator.TapsData(moderator.newest().id, approve).TapsData(moderator.newest().id, reject)
	s.saw("approve 1")
}

func TestTheRecordIsPaged(t *testing.T) {
	s, moderator := desk(t)
	s.person(1, "en")
	for i := range 20 {
		moderator.Says("/words add suspect " + strings.Repeat(string(rune('a'+i)), 5))
	}
	had := len(s.chats[moderatorID])
	moderator.Says("/audit").Sees("20 entries", "20 · ", "13 · ").SeesNot("12 · ", "[‹ Newest]")
	moderator.Taps("Older ›").Sees("12 · ", "5 · ").SeesNot("13 · ")
	moderator.Taps("Older ›").Sees("4 · ", "1 · ").SeesNot("5 · ", "[Older ›]")
	moderator.Taps("‹ Newest").Sees("20 · ")
	if n := len(s.chats[moderatorID]) - had; n != 1 {
		t.Errorf("%d messages, want one that turns its pages", n)
	}
}

func TestWhoMayReadTheRecord(t *testing.T) {
	s, moderator := desk(t)
	author, editor := s.person(1, "en"), s.person(901, "en")
	moderator.Says("/words add suspect gourd").Says("/audit").Sees("gourd")
	author.Says("/audit").Sees("for moderators").SeesNot("gourd")
	author.Says("/stats").Sees("for moderators").SeesNot("decisions")
	had := len(s.chats[1])
	author.TapsData(author.newest().id, "au.0.0").Sees("for moderators").SeesNot("gourd")
	if len(s.chats[1]) != had {
		t.Error("a forged press was answered with a message")
	}
	for _, forged := range []string{"au", "au.", "au.0", "au.-1.0", "au.0.-1", "au.zzzzzzzzzzzzzzzzz.0", "au.0.x.y", "au.0.\x00"} {
		moderator.TapsData(moderator.newest().id, forged).SeesNot("gourd9")
	}
	editor.Says("/audit").Sees("gourd")
	editor.Says("/stats").Sees("Nothing waits.")
}

// TestTheRecordOutlivesWhoeverItIsAbout erases a moderator and an author.
func TestTheRecordOutlivesWhoeverItIsAbout(t *testing.T) {
	s, moderator := desk(t)
	other := s.person(901, "en")
	author := s.person(1, "en")
	author.Says("/opinion 1 " + prices)
	moderator.Says("/queue").Taps("Approve")
	moderator.Says("/words add suspect gourd")
	moderator.Says("/forget").Taps("Yes, erase")
	author.Says("/forget").Taps("Yes, erase")
	other.Says("/audit").Sees("2 entries", "the words of the reason were erased", "<b>Approved</b> · opinion 1").SeesNot("gourd")
	s.saw("approve 1", "words 0 add.suspect")
}

func TestFiguresOfTheDesk(t *testing.T) {
	s, moderator := desk(t)
	author, second := s.person(1, "ru"), s.person(901, "en")
	moderator.Says("/stats").Sees("Nothing waits.", "The last 7 days", "No decisions.", "The last 30 days").SeesNot("Waited", "Rejected:", "Reasons")
	for i := range 4 {
		author.Says(fmt.Sprintf("/opinion 1 %s %d", prices, i))
	}
	s.now = s.now.Add(20 * time.Minute)
	moderator.Says("/queue").Taps("Approve").Taps("Reject")
	second.Says("/queue").Taps("Approve")
	moderator.Says("/stats").Sees("1 opinion waits</b>, for 20 min", "3 decisions (moderator ", ": 2, moderator ", ": 1)", "half at most 19 min, nine in ten at most 19 min",
		"Rejected: Русский 1 of 3 (33 %)", "Held by the filters: Русский 0 of 4 (0 %)")
	s.now = s.now.Add(8 * 24 * time.Hour)
	moderator.Says("/stats").Sees("for 8 days", "No decisions.", "3 decisions")
}

func TestEditorsDeedsAreRecorded(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	d.editor.Says("/publish " + sampleSlug)
	d.editor.TapsData(d.editor.newest().id, "pb."+sampleSlug+".now").Taps("Cancel")
	d.editor.Says("/publish " + sampleSlug)
	page := d.editor.newest()
	d.editor.TapsData(page.id, page.out.Buttons[0][0].Press).TapsData(page.id, page.out.Buttons[1][0].Press)
	d.saw("publish 0", "cancel 0", "settings 0 sections.on", "settings 0 opinions.each")
	if all := d.recorded(); all[0].By == 0 || all[0].By != all[1].By || all[0].Article == 0 {
		t.Errorf("%+v", all)
	}
	d.editor.Says("/audit").Sees("<b>Setting changed</b> · "+sampleSlug+" · moderator ", "Opinions below it: each", "A post for each section: yes", "<b>Publication cancelled</b>", "<b>Published</b>").SeesNot("opinions.each", "sections.on")
}

// TestWhatWasRecordedStandsInMyData shows each what is about them or by them, and nobody who decided.
func TestWhatWasRecordedStandsInMyData(t *testing.T) {
	s, moderator := desk(t)
	author := s.person(1, "en")
	author.Says("/opinion 1 " + prices)
	moderator.Says("/queue").Taps("Reject")
	moderator.Says("/words add suspect gourd")
	type file struct {
		Entries []map[string]any `json:"what_was_recorded_of_decisions_about_you_and_by_you"`
	}
	var of [2]file
	for i, id := range []content.ReaderID{2, 1} { // in the order in which they came
		written, err := s.newsroom.Write(context.Background(), content.Document{About: id})
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(written, &of[i]); err != nil {
			t.Fatal(err)
		}
	}
	authors, moderators := of[1].Entries, of[0].Entries
	if len(authors) != 1 || authors[0]["what"] != "reject" || authors[0]["by_you"] != false || authors[0]["reader"] != nil {
		t.Errorf("the author's: %v", authors)
	}
	if len(moderators) != 2 || moderators[1]["by_you"] != true || moderators[1]["reason_in_words"] != "gourd" {
		t.Errorf("the moderator's: %v", moderators)
	}
}

// TestCodesOfTheRecordAreWords shows entries of each kind of code in each language: none of them is what the store holds.
func TestCodesOfTheRecordAreWords(t *testing.T) {
	codes := []struct {
		what       content.Deed
		code       string
		en, ru, kk string
	}{
		{content.DeedUndo, "approve", "What was undone: Approved", "Что отменено: Одобрено", "Қайтарылғаны: Мақұлданды"},
		{content.DeedUndo, "reject", "What was undone: Rejected", "Что отменено: Отклонено", "Қайтарылғаны: Қабылданбады"},
		{content.DeedUndo, "feature", "What was undone: Featured", "Что отменено: Выделено", "Қайтарылғаны: Таңдаулы етілді"},
		{content.DeedUndo, "takedown", "What was undone: Taken down", "Что отменено: Снято с публикации", "Қайтарылғаны: Жарияланымнан алынды"},
		{content.DeedReject, "blocked", "Blocked word", "Запрещённое слово", "Тыйым салынған сөз"},
		{content.DeedReject, "advert", "Advertising", "Реклама", "Жарнама"},
		{content.DeedApprove, "post", "Shown at once", "Показано сразу", "Бірден көрсетілді"},
		{content.DeedApprove, "trusted", "Trusted author", "Автору доверяют", "Сенімді автор"},
		{content.DeedAppealDecided, "granted", "The appeal is granted", "Жалоба удовлетворена", "Шағым қанағаттандырылды"},
		{content.DeedAppealDecided, "denied", "The appeal is denied", "В жалобе отказано", "Шағым қанағаттандырылмады"},
		{content.DeedLookAgain, "keep", "The first decision stays", "Первое решение оставлено", "Алғашқы шешім күшінде қалды"},
		{content.DeedLookAgain, "change", "The first decision is changed", "Первое решение изменено", "Алғашқы шешім өзгерді"},
		{content.DeedWords, "add.suspect", "Added as suspect", "Добавлено как подозрительное", "Күмәнді сөз қосылды"},
		{content.DeedSettings, "surge.begins", "Surge mode began", "Режим наплыва включился", "Ағын режимі қосылды"},
		{content.DeedSettings, "surge.ends", "Surge mode ended", "Режим наплыва выключился", "Ағын режимі өшті"},
		{content.DeedSettings, "surge.off", "Surge mode: off", "Режим наплыва: нет", "Ағын режимі: жоқ"},
		{content.DeedSettings, "moderation.post", "Opinions: shown, then read", "Мнения: сначала показываем", "Пікірлер: алдымен көрсетеміз"},
		{content.DeedSettings, "trusted.as", "Trusted authors: as in the newsroom", "Доверие авторам: как в редакции", "Сенімді авторлар: редакциядағыдай"},
		{content.DeedSettings, "target.30m", "Longest wait: 30 min", "Ждать не дольше: 30 мин", "Ең ұзақ күту: 30 мин"},
		{content.DeedSettings, "opinions.6", "every 6 h", "раз в 6 ч", "6 сағатта бір"},
		{content.DeedSettings, "discussion.pause", "Discussion paused", "Обсуждение приостановлено", "Талқылау тоқтатыла тұрды"},
		{content.DeedSettings, "discussion.reopen", "Discussion opened again", "Обсуждение открыто снова", "Талқылау қайта ашылды"},
		{content.DeedCancel, "discussion", "Closing or opening", "Закрытие или повторное", "Талқылауды жабу не"},
		{content.DeedPublish, "correction", "As a correction", "Как исправление", "Түзету ретінде"},
		{content.DeedTeam, "removed", "Role taken away", "Роль снята", "Рөлі алынды"},
		{content.DeedSettings, "writers.published", "Who may write: approved authors", "Могут писать: уже одобренные", "Кім жаза алады: мақұлданған"},
		{content.DeedSettings, "polls.off", "Polls: not asked", "Опросы: не показываются", "Сауалнама: көрсетілмейді"},
		{content.DeedSettings, "pin.on", "Pinned in the group: yes", "Закреплено в группе: да", "Топта бекітілген: иә"},
		{content.DeedSettings, "reasons.up.insult", "moved up: Insult", "Поднята в списке причина отклонения: Оскорбление", "жоғары жылжыды: Балағаттау"},
		{content.DeedSettings, "reasons.removed.offtopic", "removed: Off topic", "Убрана причина отклонения: Не по теме", "алып тасталды: Тақырыптан тыс"},
	}
	s, moderator := desk(t)
	for i, one := range codes {
		s.writes(func(tx *storage.Tx) error {
			return tx.Record(content.Entry{What: one.what, Opinion: content.OpinionID(i + 1), Code: one.code})
		})
	}
	for i, one := range codes {
		for lang, want := range map[string]string{"en": one.en, "ru": one.ru, "kk": one.kk} {
			moderator.Says("/language " + lang)
			moderator.Says(fmt.Sprintf("/audit %d", i+1)).Sees(want).SeesNot("\n" + one.code)
		}
	}
}
