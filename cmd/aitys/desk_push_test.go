package main

import (
	"strings"
	"testing"

	"aitys/emulator"
)

// A text as a newspaper has it, and an article file with a fault.
const parkText = "The city opened a park\n\nAlmaty opened a park of 12 hectares on Monday. It cost 3.5 billion tenge.\n\nThe mayor said that over 5,000 trees stand there. Residents had asked for shade since 2021."

// sendsFile lets the editor send a file.
func sendsFile(editor *emulator.Actor, name, data string) {
	editor.Sends(emulator.Draft{Document: &emulator.FileDraft{Name: name, Data: []byte(data)}})
}

// TestAnArticleGoesFromAFileToTheChannel: an editor with a text on a phone sends it, corrects the draft, sends that, looks at it and publishes it, while the bot is
// stopped at the worst moment.
func TestAnArticleGoesFromAFileToTheChannel(t *testing.T) {
	th, editor, reader, channel, _ := newsroomOf(t, emulator.Options{})
	editor.Says("/push")
	editor.Sees(".md or .txt")
	sendsFile(editor, "park.txt", parkText)
	file := editor.SeesWhere("the draft's file", func(m emulator.Message) bool { return m.Document != nil })
	if file.Document.FileName != "city-opened-park.en.md" {
		t.Errorf("the file is called %q", file.Document.FileName)
	}
	editor.Sees("Stored as a draft")
	editor.SeesWhere("the preview", func(m emulator.Message) bool { return strings.Contains(m.Text, "Preview") && m.ReplyMarkup != nil })

	sendsFile(editor, "park.md", "---\nslug: city-opened-park\nlang: en\n---\nNo title.\n")
	editor.Sees("Line 1: the front matter has no \"title\"")
	sendsFile(editor, "park.md", "---\nslug: city-opened-park\nlang: en\ntitle: A park of 5,000 trees\n---\nAlmaty opened a park.\n")
	editor.Sees("A park of 5,000 trees")

	if err := th.stop(); err != nil {
		t.Fatal(err)
	}
	sendsFile(editor, "park.ru.md", "---\nslug: city-opened-park\nlang: ru\ntranslation_of: en\ntitle: Парк в пять тысяч деревьев\n---\nВ Алматы открыли парк.\n")
	th.start()
	editor.Sees("Парк в пять тысяч деревьев")
	editor.Taps("Publish")
	editor.Sees("Languages: Russian, English")
	editor.Taps("Publish")
	editor.Sees("is in the channel")
	discussed(channel, "A park of 5,000 trees")
	reader.Says("/summary city-opened-park")
	reader.Sees("Almaty opened a park.")
	th.settle()
	if posts := postsIn(channel); posts != 1 {
		t.Errorf("in the channel stand %d posts", posts)
	}
	if misuses := th.server.Misuses(); len(misuses) > 0 {
		t.Errorf("misuses: %+v", misuses)
	}
}

// TestAFileThatTelegramDoesNotGive: the file cannot be downloaded at first, and another one never.
func TestAFileThatTelegramDoesNotGive(t *testing.T) {
	th, editor, _, _, _ := newsroomOf(t, emulator.Options{})
	strikes := th.inflict(emulator.Fault{Trouble: emulator.CloseAfter, Method: "getFile", Times: 2})
	sendsFile(editor, "park.txt", parkText)
	editor.Sees("Stored as a draft")
	strikes()
	sendsFile(editor, "big.md", strings.Repeat("x", 3<<20))
	editor.Sees("more than one article")
	sendsFile(editor, "a.pdf", "%PDF-1.7")
	editor.Sees("cannot read PDF")
	th.isClean()
}
