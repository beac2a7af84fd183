package handlers_test

import (
	"fmt"
	"strings"
	"testing"

	"aitys/content"
	"aitys/storage"
)

func TestVotingOneByOne(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	reader.Says("/vote").Sees("no opinion to vote on yet", "[Speak]")
	for i := range 4 {
		s.opinion(author, "labour", 0, fmt.Sprintf("Opinion number %d of somebody", i))
	}
	mine := s.opinion(reader, "", 0, "What I think myself")
	reader.Says("/vote").Sees("<b>1 of 4</b>", "Opinion number", "[Agree]", "[Disagree]", "[Pass]", "[Can’t read this]", "[Stop]").SeesNot("Agree: 0")
	page := reader.newest()
	seen := map[string]bool{}
	for i := range 4 {
		words := string(page.out.Text)
		words = words[strings.Index(words, "number"):]
		if seen[words] {
			t.Errorf("%s is shown twice", words)
		}
		seen[words] = true
		reader.Taps([]string{"Agree", "Disagree", "Pass", "Agree"}[i])
		if i < 3 {
			reader.Sees(fmt.Sprintf("<b>%d of 4</b>", i+2))
		}
	}
	reader.Sees("voted on 4 opinions", "Too few others", "nothing more to vote on").SeesNot("[Go on voting]")
	if reader.newest() != page || page.edited != 4 {
		t.Errorf("all happens in one message: %d edits", page.edited)
	}
	if seen[mine.Text] || s.stored(mine.ID).Agree != 0 {
		t.Error("somebody voted on their own opinion")
	}
	reader.Says("/vote").Sees("voted on 4 opinions")
	reader.TapsData(page.id, fmt.Sprintf("vt.%d.a.1.1", mine.ID)).Sees("your own opinion")
	reader.in(ourGroup).Says("/vote@aitys").Sees("private")
	reader.Says("/opinions").Taps("Vote one by one").Sees("voted on 4 opinions")
	reader.Says("/start v_relocation-kazakhstan").Sees("voted on 4 opinions")
}

func TestASecondPressOnABallotSkipsNothing(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	for i := range 3 {
		s.opinion(author, "", 0, fmt.Sprintf("Opinion number %d of somebody", i))
	}
	reader.Says("/vote")
	data := dataOf(reader.newest(), "Agree")
	reader.TapsData(reader.newest().id, data).Sees("<b>2 of 3</b>")
	second := reader.newest().out.Text
	reader.TapsData(reader.newest().id, data).Sees("You agree.").SeesNot("of 3</b>")
	if reader.newest().out.Text != second {
		t.Error("the second press passed over an opinion")
	}
	reader.TapsData(reader.newest().id, strings.Replace(data, ".a.", ".d.", 1)).Sees("You disagree.")
	for _, forged := range []string{"vt", "vt.1.a.0.3", "vt.1.a.1.21", "vt.1.q.1.3", "vt.zzzz.a.1.3", "vt.1.a.1", "vt.1.a.99999999999999999999.3"} {
		reader.TapsData(reader.newest().id, forged).SeesNot("You agree.")
	}
}

func TestWhatCannotBeReadIsNoVoteAndNotShownAgain(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	one := s.opinion(author, "", 0, "Opinion number one of somebody")
	reader.Says("/vote").Sees("1 of 1").Taps("Can’t read this").Sees("not be shown again", "no opinion to vote on yet")
	if o := s.stored(one.ID); o.Agree+o.Disagree+o.Pass != 0 {
		t.Errorf("it was counted as a vote: %+v", o)
	}
	reader.Says("/vote").SeesNot("number one")
	other := s.opinion(author, "", 0, "Opinion number two of somebody")
	reader.Says("/vote").Sees("number two").Taps("Report").Sees("Report this opinion?").Taps("No, go back").Sees("number two", "1 of 1")
	reader.Taps("Report").Taps("Yes, report it").Sees("Thank you.").SeesNot("number two")
	if o := s.stored(other.ID); o.Pass != 0 {
		t.Errorf("a report was counted as a vote: %+v", o)
	}
	s.opinion(author, "", 0, "Opinion number three of somebody")
	reader.Says("/vote").Sees("number three").Taps("Stop").Sees("[Go on voting]")
}

func TestOnlyLanguagesThatAreRead(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	s.opinion(author, "", 0, "Opinion number one of somebody")
	reader.Says("/language").Sees("✓ English", "✓ Русский").Taps("✓ English").Sees("– English")
	reader.Says("/vote").Sees("no opinion to vote on")
	reader.Says("/language").Taps("✓ Русский").Taps("✓ Қазақша").Sees("One language has to stay")
	reader.Taps("– English").Sees("✓ English")
	reader.Says("/vote").Sees("number one")
}

func TestVotesAreComparedWithOthers(t *testing.T) {
	s := newStage(t)
	author, reader := s.person(100, "en"), s.person(1, "en")
	liked, lonely := s.opinion(author, "", 0, "This one is liked"), s.opinion(author, "", 0, "This one is lonely")
	s.writes(func(tx *storage.Tx) error {
		for i := range content.ReaderID(8) {
			for id, stance := range map[content.OpinionID]content.Stance{liked.ID: content.Agree, lonely.ID: content.Disagree} {
				if i == 0 {
					stance = content.Pass
				}
				if _, err := tx.SetStance(id, 5000+i, stance); err != nil {
					return err
				}
			}
		}
		return nil
	})
	reader.Says("/vote").Taps("Agree").Taps("Agree")
	reader.Sees("others voted on 2 of them", "as you did on 1.", "with you: 88% of 8", "This one is liked", "with you: 0% of 8", "This one is lonely")
}
