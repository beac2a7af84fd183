package handlers_test

import (
	"strings"
	"testing"

	"aitys/content"
	"aitys/storage"
)

// discussed is a newsroom in which some have spoken and voted.
func discussed(t *testing.T) *newsdesk {
	t.Helper()
	d := newDesk(t)
	d.publishes()
	for i, words := range []string{"Rents in *my* street <b>doubled</b>.", "Colleagues from abroad taught us much.", "It changed nothing where I live, really."} {
		reader := d.person(content.TelegramID(700+i), "en")
		reader.Says("/opinion 1 " + words)
		reader.Says("/poll").Votes(i % 2)
	}
	d.writes(func(tx *storage.Tx) error {
		for id := content.OpinionID(1); id <= 2; id++ {
			o, err := tx.Opinion(id)
			if err != nil {
				return err
			}
			if _, err := tx.DecideOpinion(id, o.Version, true, 1); err != nil {
				return err
			}
		}
		for reader := content.ReaderID(20); reader < 24; reader++ {
			stance := content.Agree
			if reader%2 == 0 {
				stance = content.Disagree
			}
			if _, err := tx.SetStance(1, reader, content.Agree); err != nil {
				return err
			}
			if _, err := tx.SetStance(2, reader, stance); err != nil {
				return err
			}
		}
		return nil
	})
	return d
}

func TestAReportOnADiscussion(t *testing.T) {
	d := discussed(t)
	d.person(700, "en").Says("/report " + sampleSlug).Sees("for editors")
	d.editor.Says("/report nothing").Sees("no article")
	d.editor.Says("/report "+sampleSlug).Sees("People who took part: 7, of them with an opinion of their own: 3", "Published: 2", "Waiting: 1")
	var picture *content.Picture
	for _, m := range d.chats[anEditor] {
		if m.out.Picture != nil {
			picture = m.out.Picture
		}
	}
	if picture == nil || len(picture.Cards) != 4 || picture.Cards[0].Number != "7" || len(picture.Groups) != 2 || picture.Groups[0].Bars[1].Value != 2 {
		t.Fatalf("the picture: %+v", picture)
	}
	file := d.editor.document()
	for _, wanted := range []string{
		"| 1. A new diaspora | 2 | 1 | 0 | 0 |", "## What most agree with", `> Rents in \*my\* street \<b\>doubled\</b\>.`, "Opinion 1: agree 4, disagree 0", "## What divides most",
		"Opinion 2: agree 2, disagree 2", "| More gains than costs | 67% | 2 |",
	} {
		if !strings.Contains(file.Text, wanted) {
			t.Errorf("the document lacks %q:\n%s", wanted, file.Text)
		}
	}
	if shows := d.editor.newest().out.Shows; len(shows) < 2 {
		t.Errorf("it shows the words of %v", shows)
	}
}

func TestReportsInThreeLanguages(t *testing.T) {
	for _, lang := range []string{"en", "ru", "kk"} {
		d := discussed(t)
		d.editor.Says("/language " + lang)
		d.record = &strings.Builder{}
		d.editor.Says("/report " + sampleSlug)
		golden(t, "transcripts/report-"+lang+".txt", d.record.String()+"\n"+d.editor.document().Text)
	}
}
