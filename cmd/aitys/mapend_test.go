package main

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"aitys/content"
	"aitys/emulator"
	"aitys/storage"
)

// mapOpinions is how many opinions a map's readers vote on; with all but the last two one camp agrees and the other does not.
const mapOpinions = 8

// TestTheMapEndToEnd: a reader votes one by one, others did before, the map is drawn in the background, and is shown in private and in the group.
func TestTheMapEndToEnd(t *testing.T) {
	for engine, change := range map[string]func(*theatre){"sqlite": func(*theatre) {}, "postgres": onPostgres} {
		t.Run(engine, func(t *testing.T) {
			th := performHastily(t, change)
			reader := th.reader("Anna", "en")
			reader.Says("/vote")
			reader.Sees("no opinion to vote on yet")
			th.rests(opinionsOfMap)
			th.votesOneByOne(reader)
			th.rests(votesOfMap)
			th.seesMap(reader)
			th.guesses(reader)
			th.isClean()
		})
	}
}

// rests lets something be stored while the program does not run.
func (th *theatre) rests(write func(*storage.Tx) error) {
	th.t.Helper()
	if err := th.stop(); err != nil {
		th.t.Fatal(err)
	}
	store, err := storage.Open(context.Background(), th.config.Database, th.config.options(slog.New(slog.DiscardHandler)))
	if err != nil {
		th.t.Fatal(err)
	}
	if err := store.Update(context.Background(), write); err != nil {
		th.t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		th.t.Fatal(err)
	}
	th.start()
}

func opinionsOfMap(tx *storage.Tx) error {
	article, err := tx.NewestArticle()
	if err != nil {
		return err
	}
	const author = 500_000
	for i := range mapOpinions {
		o, err := tx.AddOpinion(content.Opinion{Article: article.ID, Author: author, Text: fmt.Sprintf("Opinion №%d of somebody", i), Lang: content.English})
		if err != nil {
			return err
		}
		if _, err := tx.DecideOpinion(o.ID, o.Version, true, author); err != nil {
			return err
		}
	}
	return nil
}

// campStance is what a camp votes on an opinion.
func campStance(camp, opinion int) content.Stance {
	if opinion < mapOpinions-2 && opinion%2 == camp {
		return content.Disagree
	}
	return content.Agree
}

// votesOfMap are eleven readers of two camps.
func votesOfMap(tx *storage.Tx) error {
	article, err := tx.NewestArticle()
	if err != nil {
		return err
	}
	for i := range 11 {
		for opinion := range mapOpinions {
			// the opinions of opinionsOfMap are the first that were made
			if _, err := tx.SetStance(content.OpinionID(opinion+1), content.ReaderID(600_000+i), campStance(i%2, opinion)); err != nil {
				return err
			}
		}
	}
	return tx.WantMap(article.ID)
}

// votesOneByOne lets a reader vote as the first camp does.
func (th *theatre) votesOneByOne(reader reader) {
	th.t.Helper()
	reader.Says("/vote")
	for at := range mapOpinions {
		ballot := reader.Sees(fmt.Sprintf("%d of %d", at+1, mapOpinions))
		for opinion := range mapOpinions {
			if strings.Contains(ballot.Text, fmt.Sprintf("№%d ", opinion)) {
				reader.Taps(map[content.Stance]string{content.Agree: "Agree", content.Disagree: "Disagree"}[campStance(0, opinion)])
			}
		}
	}
	reader.Sees(fmt.Sprintf("You have voted on %d opinions", mapOpinions))
}

// seesMap waits for the map, in private with the reader's own place, in the group without.
func (th *theatre) seesMap(reader reader) {
	th.t.Helper()
	private := func(m emulator.Message) bool {
		return len(m.Photo) > 0 && strings.Contains(m.Caption, "You vote most like group")
	}
	for drawn := false; !drawn; {
		reader.Says("/map")
		said := reader.SeesWhere("the map, or why there is none", func(m emulator.Message) bool {
			return len(m.Photo) > 0 || strings.Contains(m.Text, "no map of opinions yet")
		})
		if drawn = private(said); !drawn && len(said.Photo) > 0 {
			th.t.Fatalf("the map does not say where the reader stands: %s", said.Caption)
		}
	}
	reader.Sees("What all groups accept")
	th.server.Join(th.group, reader.user)
	group := reader.InGroup(th.group)
	group.Says("/map@aitys_bot")
	group.SeesWhere("the map for everybody", func(m emulator.Message) bool {
		return len(m.Photo) > 0 && strings.Contains(m.Caption, "12 volunteers") && !strings.Contains(m.Caption, "You vote")
	})
}

// guesses lets a reader guess a figure, which Telegram judges and the bot counts.
func (th *theatre) guesses(reader reader) {
	th.t.Helper()
	reader.Says("/quiz")
	asked := reader.SeesWhere("a native quiz", func(m emulator.Message) bool { return m.Poll != nil && m.Poll.Type == "quiz" })
	reader.Votes(asked.Poll.Options[0].Text)
	reader.SeesWhere("whether it was right", func(m emulator.Message) bool {
		return strings.HasPrefix(m.Text, "Right: ") || strings.HasPrefix(m.Text, "It is ")
	})
	reader.Taps("Next figure ›")
	reader.SeesWhere("the next one", func(m emulator.Message) bool { return m.Poll != nil && strings.HasPrefix(m.Poll.Question, "2/") })
}
