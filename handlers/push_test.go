package handlers_test

import (
	"context"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"aitys/content"
	"aitys/storage"
)

// harvest is an article file that is nobody else's.
const harvest = `---
slug: harvest
lang: en
title: Wheat & <b>rain</b>
publisher: The News
date: 2026-02-01
---
The harvest was early, and larger than the year before.

## Fields {#fields}
Farmers sowed in April.

` + "```figures" + `
- id: area
  label: Land under wheat
  qualifier: about
  value: 12000000
  unit: hectares
  period: 2025
- id: price
  label: Price of a tonne
  low: 80000
  high: 95000
  unit: KZT
` + "```\n```poll" + `
question: Did the rain reach you?
options: [Yes, No]
` + "```" + `

## Roads {#roads}
Trucks waited for days.
`

// harvestRu is its translation.
const harvestRu = `---
slug: harvest
lang: ru
translation_of: en
title: Пшеница и дождь
---
Урожай созрел рано.

## Поля {#fields}
Сеяли в апреле.

` + "```figures" + `
- id: area
  label: Посевы пшеницы
  qualifier: about
  value: 12000000
  unit: гектаров
- id: price
  label: Цена тонны
  low: 80000
  high: 95000
  unit: KZT
` + "```\n```poll" + `
question: Дождь дошёл до вас?
options: [Да, Нет]
` + "```" + `

## Дороги {#roads}
Машины ждали днями.
`

func TestAPushedFileIsShownAsReadersWillSeeIt(t *testing.T) {
	d := newDesk(t)
	editor := d.editor
	editor.Says("/push").Sees(".md or .txt")
	editor.SendsFile("harvest.md", []byte(harvest)).Sees("Stored as a draft", "Wheat &amp; &lt;b&gt;rain&lt;/b&gt;", "The News", "The harvest was early", "[Publish]", "[Schedule]", "[Edit]", "[Discard]", "[Figures: 2]")
	editor.Taps("2").Sees("Trucks waited for days")
	editor.Taps("1").Sees("Farmers sowed in April", "12 million hectares", "80,000–95,000 tenge")
	editor.Taps("Figures").Sees("Land under wheat")
	editor.Taps("Polls").Sees("Did the rain reach you?", "○ Yes")
	editor.Taps("Picture")
	if p := editor.newest().out.Picture; p == nil || p.Title != "Wheat & <b>rain</b>" {
		t.Errorf("the picture is %+v", p)
	}
	editor.SendsFile("harvest.ru.md", []byte(harvestRu)).Sees("Урожай созрел рано", "[• Русский]", "[English]")
	editor.Taps("English").Sees("The harvest was early")
	reader := d.person(7, "en")
	reader.Says("/summary harvest").SeesNot("The harvest was early")
	editor.Taps("Publish").Sees("The News", "Russian, English", "Missing: Kazakh", "Subscribers").Taps("Publish").Sees("[Cancel]")
	d.passes(30 * time.Second)
	if posts := d.posts(); len(posts) == 0 || !strings.Contains(posts[0], "The harvest was early") {
		t.Fatalf("the channel shows %q", posts)
	}
	reader.Says("/summary harvest").Sees("The harvest was early")
	editor.Says("/drafts").Sees("There are no drafts")
}

func TestWhatAnEditorSendsInManyMessagesBecomesADraft(t *testing.T) {
	d := newDesk(t)
	editor := d.editor
	editor.Says("/push")
	editor.Says("Almaty opens a new park\n\nThe city opened a park of 12 hectares on Monday. It cost 3.5 billion tenge.").Sees("1 message", "[Done]")
	d.restart()
	editor.Sends(content.Message{Text: "The mayor said that over 5,000 trees were planted there in 2025.", Forwarded: true}).Sees("2 messages")
	editor.Says("/help")
	editor.Says("Residents asked for benches. Another 300 are to follow by June.").Sees("3 messages")
	editor.Taps("Done").Sees("I have made a draft of your text", "Almaty opens a new park")
	file := editor.document()
	if !strings.HasSuffix(file.Name, ".en.md") || !strings.Contains(file.Text, "#") || !strings.Contains(file.Text, "5000") {
		t.Errorf("the draft is %s:\n%s", file.Name, file.Text)
	}
	if _, faults := content.ParseArticle("", []byte(file.Text)); len(faults) > 0 {
		t.Errorf("the draft has faults: %v", faults)
	}
	changed := strings.Replace(file.Text, "title: ", "title: Really, ", 1)
	editor.SendsFile(file.Name, []byte(changed)).Sees("Stored as a draft", "Really, Almaty opens")
	editor.Says("/drafts").Sees("Really, Almaty", "English", "just now").SeesNot("2.")
	editor.Says("/push").Says("Almaty opens a new park\n\nThe city opened a park of 12 hectares on Monday.").Taps("Done")
	editor.Says("/drafts").Sees("Really, Almaty", "2.", "almaty-opens-new-park-2")
}

func TestWhatIsNoTextIsRefusedWithWhatToDo(t *testing.T) {
	d := newDesk(t)
	zip := append([]byte("PK\x03\x04"), make([]byte, 100)...)
	for name, test := range map[string]struct {
		data []byte
		sees string
	}{
		"article.pdf": {[]byte("%PDF-1.7 abc"), "cannot read PDF"}, "renamed.md": {[]byte("%PDF-1.7 abc"), "cannot read PDF"}, "a.zip": {zip, "Unpack it"}, "b.txt": {zip, "Unpack it"},
		"c.docx": {zip, "Save as"}, "d.md": {append(zip, "word/document.xml"...), "Save as"}, "e.txt": {[]byte("\x00\x01\x02\x03 binary"), "UTF-8"}, "f.txt": {[]byte("  \n\n"), "no words"},
		"g.txt": {[]byte("caf\xe9 au lait \xe0 Paris, tr\xe8s bien et cetera"), "UTF-8"}, "h.md": {make([]byte, content.MaxPushed+10), "1 MB"}, "i.txt": {[]byte(strings.Repeat("word ", content.MaxFile/5+10)), "1 MB"},
		"j.png": {[]byte("\x89PNG\r\n"), "picture"},
	} {
		if got := d.editor.SendsFile(name, test.data).since(); !strings.Contains(got, test.sees) {
			t.Errorf("%s: sees %q, want %q", name, got, test.sees)
		}
	}
	d.editor.Sends(content.Message{Media: content.MediaDocument, File: &content.File{ID: "lost", Name: "a.md", Size: 5}}).Sees("did not give me the file")
	d.editor.Says("/push https://example.com/news").Sees("copy the article’s text")
	d.editor.Says("/push").Says("https://example.com/news").Sees("copy the article’s text")
}

func TestOtherEncodingsAreRead(t *testing.T) {
	text := "Урожай собрали рано\n\nВ этом году собрали 17 миллионов тонн пшеницы. Это больше, чем год назад."
	win, err := charmap.Windows1251.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	wide := []byte{0xFF, 0xFE}
	bare := []byte{}
	for _, unit := range utf16.Encode([]rune(text)) {
		wide = append(wide, byte(unit), byte(unit>>8))
		bare = append(bare, byte(unit>>8), byte(unit))
	}
	for name, data := range map[string][]byte{"Windows-1251": win, "UTF-16": wide, "UTF-16 ": bare, "": append([]byte("\xEF\xBB\xBF"), text...)} {
		d := newDesk(t)
		d.editor.SendsFile("a.txt", data).Sees("Урожай собрали рано")
		if name := strings.TrimSpace(name); name != "" {
			d.editor.Sees("The file was in " + name)
		}
		if file := d.editor.document(); !strings.Contains(file.Text, "17000000") || strings.Contains(file.Text, "\uFEFF") {
			t.Errorf("%s: the draft is\n%s", name, file.Text)
		}
	}
}

func TestPushingIsForEditors(t *testing.T) {
	d := newDesk(t)
	reader := d.person(7, "ru")
	for _, command := range []string{"/push", "/drafts", "/schedule harvest tomorrow 9:00"} {
		reader.Says(command).Sees("для редакторов")
	}
	reader.SendsFile("harvest.md", []byte(harvest)).SeesNot("draft", "чернов")
	d.editor.SendsFile("harvest.md", []byte(harvest))
	data := d.editor.newest().out.Buttons
	for _, row := range data {
		for _, b := range row {
			reader.TapsData(1, b.Press).Sees("для редакторов")
		}
	}
}

func TestTwoEditorsOnOneDraft(t *testing.T) {
	d := newDesk(t)
	one, two := d.editor, d.person(anEditor+1, "en")
	one.SendsFile("harvest.md", []byte(harvest))
	two.Says("/drafts").Sees("editor ", "Wheat").Taps("Open 1")
	one.SendsFile("harvest.md", []byte(strings.Replace(harvest, "was early", "was late", 1))).Sees("was late")
	two.SendsFile("harvest.md", []byte(strings.Replace(harvest, "was early", "was small", 1))).Sees("changed while you worked", "[Use mine]", "[Keep theirs]")
	if stored := d.draftText("harvest"); !strings.Contains(stored, "was late") {
		t.Errorf("the draft says %s", stored)
	}
	files := 0
	for _, m := range d.chats[anEditor+1] {
		if m.out.Document != nil && (strings.Contains(m.out.Document.Text, "was late") || strings.Contains(m.out.Document.Text, "was small")) {
			files++
		}
	}
	if files != 2 {
		t.Errorf("the second editor has %d of both texts", files)
	}
	one.SendsFile("harvest.md", []byte(strings.Replace(harvest, "was early", "was average", 1))) // once more
	two.Taps("Use mine").Sees("changed while you worked")
	two.Taps("Use mine").Sees("was small")
	if stored := d.draftText("harvest"); !strings.Contains(stored, "was small") {
		t.Errorf("the draft says %s", stored)
	}
}

// draftText is a draft's English text.
func (d *newsdesk) draftText(slug content.Slug) string { return d.textIn(slug, content.English) }

// textIn is a draft's file in a language; empty where there is none.
func (d *newsdesk) textIn(slug content.Slug, lang content.Lang) (written string) {
	d.t.Helper()
	err := d.store.View(context.Background(), func(tx *storage.Tx) error {
		drafts, err := tx.Drafts(slug)
		for _, draft := range drafts {
			if draft.Lang == lang {
				written = string(draft.Print())
			}
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return written
}

func TestFilesOfAnAlbumAreEachRead(t *testing.T) {
	d := newDesk(t)
	d.files = map[string][]byte{"en": []byte(harvest), "ru": []byte(harvestRu)}
	album := func(p *person) {
		for _, id := range []string{"ru", "en"} {
			p.Sends(content.Message{Media: content.MediaDocument, Album: "album", File: &content.File{ID: id, Name: "harvest." + id + ".md", Size: 900}})
		}
	}
	album(d.editor)
	d.editor.Sees("The harvest was early", "[Русский]")
	reader := d.person(7, "en")
	album(reader)
	if answers := len(d.chats[7]); answers > 1 {
		t.Errorf("a reader's album is answered %d times", answers)
	}
}

func TestWhoIsNoEditorAnyMoreIsNotServed(t *testing.T) {
	d := newDesk(t)
	d.editor.Says("/push").Says("A text about a park of 12 hectares in Almaty.")
	d.options.Roles = nil
	d.restart()
	d.editor.Says("More of it.").Sees("for editors").Taps("Done").Sees("for editors")
}
