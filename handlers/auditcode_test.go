package handlers_test

import (
	"context"
	"testing"

	"aitys/content"
	"aitys/storage"
)

// TestTheRecordSaysInWordsHowThingsWereDone where it keeps a code, in the moderator's language.
func TestTheRecordSaysInWordsHowThingsWereDone(t *testing.T) {
	for _, c := range []struct {
		deed   content.Deed
		code   string
		en, ru string
	}{
		{content.DeedSettings, "target.30m", "Longest wait: 30 min", "Ждать не дольше: 30 мин"},
		{content.DeedSettings, "reports.5", "Reports before a look: 5", "Жалоб до проверки: 5"},
		{content.DeedSettings, "surge.off", "Surge mode: off", "Режим наплыва: нет"},
		{content.DeedSettings, "second.as", "Second looks: as the newsroom", "Второй взгляд: как в редакции"},
		{content.DeedSettings, "sections.on", "A post for each section: yes", "Пост для каждого раздела: да"},
		{content.DeedSettings, "opinions.each", "Opinions below it: each", "Мнения под статьёй: каждое"},
		{content.DeedSettings, "surge.begins", "surge mode is on", "включён режим наплыва"},
		{content.DeedSettings, "reasons.up.r8", "moved up", "поднята выше"},
		{content.DeedSettings, "reasons.removed.r8", "reason for rejecting was removed", "причина отклонения убрана"},
		{content.DeedApprove, "post", "shown, then read", "сначала показываем"},
		{content.DeedApprove, "trusted", "a trusted author", "автору доверяют"},
		{content.DeedUndo, string(content.ToReject), "Rejected", "Отклонено"},
		{content.DeedWords, "add.blocked", "blocked", "запрещено"},
		{content.DeedAppealDecided, string(content.AppealDenied), "it stays as it was", "осталось в силе"},
		{content.DeedLookAgain, "keep", "kept", "оставлено"},
		{content.DeedReject, "insult", "Insult", "Оскорбление"},
		{content.DeedTeam, "of.some.day", "of.some.day", "of.some.day"}, // a later program's
	} {
		s, moderator := desk(t)
		err := s.store.Update(context.Background(), func(tx *storage.Tx) error {
			return tx.Record(content.Entry{What: c.deed, Code: c.code})
		})
		if err != nil {
			t.Fatal(err)
		}
		moderator.Says("/audit").Sees(c.en)
		s.person(901, "ru").Says("/audit").Sees(c.ru)
	}
}
