package main

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"aitys/content"
	"aitys/emulator"
)

// TestVotingEndToEnd lets people vote in native polls and with buttons against a server that refuses what Telegram refuses.
func TestVotingEndToEnd(t *testing.T) {
	for engine, change := range map[string]func(*theatre){"sqlite": func(*theatre) {}, "postgres": onPostgres} {
		t.Run(engine, func(t *testing.T) {
			th := perform(t, change)
			voteEverywhere(th)
			th.isClean()
		})
	}
}

func voteEverywhere(th *theatre) {
	th.t.Helper()
	aigul := th.reader("Айгүл", "kk")
	aigul.Says("/poll 3")
	poll := aigul.SeesWhere("a native poll", func(m emulator.Message) bool { return m.Poll != nil })
	if poll.Poll.IsAnonymous || !poll.HasProtectedContent || poll.Poll.AllowsMultipleAnswers {
		th.t.Errorf("the poll is not protected, or anonymous: %+v", poll)
	}
	aigul.SeesNot("nothing") // the poll's sending is settled, so that the vote counts at once
	aigul.Votes("Жақсарды")
	aigul.Taps("Нәтижесі")
	aigul.SeesWhere("the results", func(m emulator.Message) bool {
		return len(m.Photo) > 0 && strings.Contains(m.Caption, "1. Жақсарды: 100% (1 дауыс)") && strings.Contains(m.Caption, "1 ерікті")
	})

	var inGroup []*emulator.Actor
	for i := range 3 {
		reader := th.reader(fmt.Sprintf("Reader %d", i), "en")
		th.server.Join(th.group, reader.user)
		inGroup = append(inGroup, reader.InGroup(th.group))
	}
	inGroup[0].Says("/poll@aitys_bot 3")
	inGroup[0].Sees("1 volunteer, not a survey")
	for _, actor := range inGroup {
		actor.Taps("4. No change")
		actor.SeesAnswer("Counted: No change")
	}
	inGroup[2].Sees("75% (3 votes)")
	inGroup[1].Taps("Take my vote back")
	inGroup[1].SeesAnswer("taken back")
	th.server.Join(th.group, aigul.user)
	again := aigul.InGroup(th.group)
	again.Taps("4. No change")
	again.SeesAnswer("Осы жерде есепке алынды")
	aigul.Says("/results 3")
	aigul.SeesWhere("all votes", func(m emulator.Message) bool {
		return strings.Contains(m.Caption, "1. Жақсарды: 0% (0 дауыс)") && strings.Contains(m.Caption, "100% (3 дауыс)")
	})
	aigul.Votes() // in the native poll, which does not hold the vote any more
	aigul.Sees("басқа көшірмесінде")
	aigul.Says("/poll 3")
	aigul.SeesWhere("how they voted, above the poll", func(m emulator.Message) bool {
		return m.Poll != nil && strings.Contains(m.Poll.Description, "Ештеңе өзгерген жоқ")
	})
}

// TestWhatIsPushedClosesItsOldPolls: a running bot shows the result of a poll that the pushed article no longer has, without being asked.
func TestWhatIsPushedClosesItsOldPolls(t *testing.T) {
	th := perform(t)
	reader := th.reader("Anna", "en")
	th.server.Join(th.group, reader.user)
	group := reader.InGroup(th.group)
	group.Says("/poll@aitys_bot 3")
	group.Sees("Nobody has voted yet")
	sample, err := fs.ReadFile(content.Sample(), "relocation-kazakhstan.en.md")
	if err != nil {
		t.Fatal(err)
	}
	th.push(filepath.Join(t.TempDir(), "a.md"), strings.Replace(string(sample), "for your own work?", "for your work?", 1), "--publish")
	group.SeesWhere("the result without buttons", func(m emulator.Message) bool {
		return strings.Contains(m.Text, "for your own work?") && strings.Contains(m.Text, "closed") && m.ReplyMarkup == nil
	})
	group.Says("/poll@aitys_bot 3")
	group.Sees("for your work?")
	th.isClean()
}
