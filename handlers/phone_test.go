package handlers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"aitys/content"
)

// manyFigures is the harvest with as many figures more, on two pages of the screen on which they are chosen.
func manyFigures(file string, more int) []byte {
	var figures strings.Builder
	for n := range more {
		fmt.Fprintf(&figures, "- id: more%d\n  label: Thing number %d\n  value: %d\n", n, n, 1000+n)
	}
	return []byte(strings.Replace(file, "```figures\n", "```figures\n"+figures.String(), 1))
}

// TestFiguresAreChosenTogether: a draft of a text has many; an editor marks those that readers do not need, on both pages, and deletes them by one press, in all languages.
func TestFiguresAreChosenTogether(t *testing.T) {
	d := newDesk(t)
	editor := d.editor
	editor.SendsFile("harvest.md", []byte(harvest)).Taps("Edit").SeesNot("Choose among")
	editor.SendsFile("harvest.md", manyFigures(harvest, 11)).SendsFile("harvest.ru.md", manyFigures(harvestRu, 11)).Taps("English").Taps("Edit").Sees("[Choose among 13 figures…]")
	editor.Taps("Choose among").Sees("[✓ 1,000 · Thing number 0]", "Page 1 of 2", "[✕ all]").SeesNot("12 million hectares", "[Delete")
	editor.Taps("Thing number 2").Sees("[✕ 1,002 · Thing number 2]", "[Delete 1]").Taps("Thing number 3").Sees("[Delete 2]").Taps("✕ 1,003").Sees("[✓ 1,003 · Thing number 3]", "[Delete 1]")
	editor.Taps("Page ▶").Sees("Page 2 of 2", "12 million hectares").Taps("12 million").Sees("[Delete 2]", "[✕ about 12 million")
	for _, row := range editor.newest().out.Buttons {
		for _, b := range row {
			if len(b.Press) > 64 {
				t.Errorf("%q has %d bytes of data", b.Text, len(b.Press))
			}
		}
	}
	if got := d.draftText("harvest"); !strings.Contains(got, "more2") {
		t.Fatal("a mark deletes")
	}
	editor.Taps("Delete 2").Sees("2 figures are deleted", "[Choose among 11 figures…]")
	for _, lang := range []content.Lang{content.English, content.Russian} {
		if got := d.textIn("harvest", lang); strings.Contains(got, "id: more2\n") || strings.Contains(got, "id: area\n") || !strings.Contains(got, "id: more3\n") || !strings.Contains(got, "id: price\n") {
			t.Errorf("the draft says\n%s", got)
		}
	}
	editor.Taps("Choose among").Taps("✕ all").Taps("Delete 11").Sees("11 figures are deleted").SeesNot("Choose among")
}

// TestMarksOfAnotherDraftDeleteNothing: while an editor marks figures another one deletes one, so that each mark would stand for the figure behind it.
func TestMarksOfAnotherDraftDeleteNothing(t *testing.T) {
	d := newDesk(t)
	one, two := d.editor, d.person(anEditor+1, "en")
	one.SendsFile("harvest.md", manyFigures(harvest, 4)).Taps("Edit").Taps("Choose among").Taps("Thing number 2")
	two.Says("/drafts").Taps("Open 1").Taps("Edit").Taps("1. Fields").Taps("Thing number 0").Taps("Delete the figure").Taps("Delete")
	one.Taps("Delete 1").Sees("changed meanwhile", "[✓ 1,002 · Thing number 2]", "[✕ all]")
	before := d.draftText("harvest")
	if strings.Contains(before, "id: more0\n") || !strings.Contains(before, "id: more2\n") || !strings.Contains(before, "id: more3\n") {
		t.Errorf("the draft says\n%s", before)
	}
	for _, forged := range []string{"2.0.zzzzzzzzzzzzzzzzzzzzzzzzzz!", "2.0.-1!", "2.0.ё!", "2.-5.0", "2.999.0", "x.y.z!", "..", "2.0.!"} {
		one.TapsData(one.newest().id, "de.2.en.fx."+forged)
	}
	d.person(7, "en").TapsData(one.newest().id, "de.2.en.fx.2.0.7!").Sees("for editors")
	if after := d.draftText("harvest"); after != before {
		t.Errorf("the draft became\n%s", after)
	}
}

// TestLeavingADraftLeadsBackToIt: whoever is asked for words and has none stands where they were before.
func TestLeavingADraftLeadsBackToIt(t *testing.T) {
	d := newDesk(t)
	editor := d.edits()
	before := d.draftText("harvest")
	editor.Taps("1. Fields").Taps("12 million").Taps("Unit").Sees("[◀ Leave as it is]").Says("/cancel").Sees("Nothing is changed", "[Delete the figure]")
	editor.Taps("Unit").Taps("Leave as it is").Sees("[Delete the figure]").Says("acres")
	editor.Says("/drafts").Taps("Open 1").Taps("Edit").Taps("+ Section").Says("Water").Says("/cancel").Sees("Nothing is changed", "[1. Fields]", "[+ Section]")
	editor.Taps("Details…").Taps("Author").Says("/cancel").Sees("Nothing is changed", "Publisher: The News")
	editor.Says("/drafts").Taps("Open 1").Taps("Schedule").Sees("[◀ Preview]").Says("/cancel").Sees("Nothing is changed", "[Publish]")
	editor.Says("/cancel").Sees("nothing to cancel")
	if after := d.draftText("harvest"); after != before {
		t.Errorf("the draft became\n%s", after)
	}
	editor.Taps("Edit").Taps("Title")
	d.person(anEditor+1, "en").Says("/drafts").Taps("Discard 1").Taps("Discard")
	d.passes(time.Minute)
	editor.Says("/cancel").Sees("Left.")
}

// TestATimeIsSetByAPress: what the buttons say is understood, in every language.
func TestATimeIsSetByAPress(t *testing.T) {
	for lang, words := range map[string][]string{
		"en": {"tomorrow 9:00", "March 2, 2026, 09:00", "in 2 hours", "March 1, 2026, 14:00"},
		"ru": {"завтра в 9:00", "2 марта 2026 г., 09:00", "через 2 часа", "1 марта 2026 г., 14:00"},
		"kk": {"ертең 9:00", "2026 жылғы 2 наурыз, 09:00", "2 сағаттан кейін", "2026 жылғы 1 наурыз, 14:00"},
	} {
		d := newDesk(t)
		d.editor.Says("/language "+lang).SendsFile("harvest.md", []byte(harvest))
		for i := 0; i < len(words); i += 2 {
			d.editor.TapsData(d.editor.newest().id, "sc.2.ask").Taps(words[i]).Sees(words[i+1])
		}
		d.editor.TapsData(d.editor.newest().id, "sc.2.at.7").TapsData(d.editor.newest().id, "sc.2.at")
		d.editor.Says("/drafts").Sees(words[3])
	}
}

// TestAPublishedArticleIsChangedByButtons: nobody needs a file for it; the first change makes the draft.
func TestAPublishedArticleIsChangedByButtons(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	d.forwardsAll()
	editor := d.editor
	editor.Says("/revise "+sampleSlug).Sees("[Edit]", "[As a file]").Taps("As a file")
	if file := editor.document().Text; !strings.Contains(file, "slug: "+sampleSlug) {
		t.Errorf("the file is\n%s", file)
	}
	editor.Says("/revise " + sampleSlug).Taps("Edit").Sees("[◀ What changes]").SeesNot("[◀ Preview]")
	editor.Says("/drafts").Sees("There are no drafts")
	editor.Says("/revise "+sampleSlug).Taps("Edit").Taps("Title").Says("A tide that stayed").Sees("Saved", "[◀ Preview]", "[◀ What changes]")
	editor.Taps("What changes").Sees("<b>A tide that stayed</b>", "[Publish revision]", "[Edit]").Taps("Publish revision")
	d.passes(time.Minute)
	if posts := d.posts(); !strings.Contains(posts[0], "A tide that stayed") {
		t.Errorf("posts: %q", posts)
	}
	editor.Says("/revise " + sampleSlug).Sees("readers see the newest text")
	d.person(7, "en").TapsData(editor.newest().id, "de.1.en.").Sees("for editors")
}

// TestADraftSaysInTheChatWhatToLookAt, in the editor's language: on a phone nobody opens the file for its comments.
func TestADraftSaysInTheChatWhatToLookAt(t *testing.T) {
	const words = "The dam holds\n\nThe dam holds less than 450 tonnes of sand. Repairs cost 12.4 billion at 7% a year. A third of the fields lie below it, and 30 pumps work there."
	for lang, wanted := range map[string][2]string{
		"en": {"I have made a draft", "• <b>12.4 billion</b>: what is counted?"}, "ru": {"Я составил черновик", "• <b>12.4 billion</b>: что посчитано?"},
		"kk": {"жоба жасадым", "• <b>12.4 billion</b>: не саналған?"},
	} {
		d := newDesk(t)
		d.editor.Says("/language "+lang).SendsFile("dam.txt", []byte(words)).Sees(wanted[:]...)
	}
}

// TestAForwardedPostNeedsNoPush: an editor who forwards a channel's post means it as an article; nothing comes of it before Done.
func TestAForwardedPostNeedsNoPush(t *testing.T) {
	d := newDesk(t)
	post := content.Message{Text: "The bridge opens\n\n" + strings.Repeat("The bridge over the river opens on Monday after 14 months of repairs. ", 5), Forwarded: true, Origin: content.Origin{Chat: -100777, Message: 9}}
	short, person := post, post
	short.Text, person.Origin = "Look at this!", content.Origin{}
	d.editor.Sends(short).Sees("forwarded")
	d.editor.Sends(person).Sees("forwarded")
	d.person(7, "en").Sends(post).Sees("forwarded")
	d.editor.Sends(post).Sees("1 message", "[Done]")
	d.editor.Taps("Done").Sees("Stored as a draft", "The bridge opens")
}

// TestAPublicationThatIsOutCannotBeTakenBack: nor does a button say so.
func TestAPublicationThatIsOutCannotBeTakenBack(t *testing.T) {
	d := newDesk(t)
	d.editor.SendsFile("harvest.md", []byte(harvest)).Taps("Publish").Sees("[◀ Preview]").SeesNot("Not public yet").Taps("Publish").Sees("[Cancel]")
	waiting := d.editor.newest()
	d.passes(time.Minute)
	for _, m := range d.chats[anEditor] {
		if m.id == waiting.id && (len(m.out.Buttons) > 0 || !strings.Contains(string(m.out.Text), "on its way")) {
			t.Errorf("below the message stands %v: %q", m.out.Buttons, m.out.Text)
		}
	}
}

// TestNobodyTypesASlug: commands that name no article offer the newest ones.
func TestNobodyTypesASlug(t *testing.T) {
	d := newDesk(t)
	d.publishes()
	d.editor.Says("/revise").Sees("/revise SLUG", "[How the Russian Relocation Wave Res…]").Taps("How the Russian").Sees("readers see the newest text", "[Edit]")
	d.editor.Says("/publish").Sees("/publish SLUG").Taps("How the Russian").Sees("It is in the channel already")
	d.editor.Says("/close").Sees("/close SLUG").Taps("How the Russian").Sees("[Pause]", "[Close]").Taps("Close").Sees("closes in 20 seconds")
	d.person(7, "en").TapsData(d.editor.newest().id, "dn.1.show").Sees("for editors")
}
