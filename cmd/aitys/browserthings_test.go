package main

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net/http"
	"testing"
)

// showThings has a bot send what is neither a text nor a picture nor a poll: each is told in words, in the bubble and in the list of chats.
func showThings(t *testing.T, browser context.Context) {
	p := newPuppet(t)
	v := p.enters(browser, desktop, readerEnglish, "private")
	v.taps(`[data-role="begin"]`)
	p.hears("message", func(u object) bool { return u.text("message", "text") == "/start" })
	for _, sent := range []struct{ method, field, name, bubble, gist string }{
		{"sendVideo", "video", "street.mp4", "street.mp4\nVideo · 7 s · 4 B", "Video: street.mp4, 7 s"},
		{"sendAnimation", "animation", "wave.gif", "wave.gif\nGIF · 7 s · 4 B", "GIF: wave.gif, 7 s"},
		{"sendAudio", "audio", "hymn.mp3", "hymn.mp3\nMusic · 7 s · 4 B", "Music: hymn.mp3, 7 s"},
		{"sendVoice", "voice", "word.ogg", "Voice message, 7 s\n4 B", "Voice message, 7 s"},
		{"sendVideoNote", "video_note", "face.mp4", "Round video\n7 s · 4 B", "Round video: 7 s"},
		{"sendSticker", "sticker", "wink.webp", "😉", "Sticker: 😉"},
	} {
		p.uploads(sent.method, sent.field, sent.name)
		v.shows(sent.method, sent.bubble, sent.gist)
	}
	place := object{"chat_id": readerEnglish, "latitude": 43.238, "longitude": 76.945, "title": "Square", "address": "Centre 1"}
	p.calls("sendLocation", place)
	v.shows("a location", "Location\n43.23800, 76.94500", "Location: 43.23800, 76.94500")
	p.calls("sendVenue", place)
	v.shows("a venue", "Square\nCentre 1\n43.23800, 76.94500", "Place: Square")
	p.calls("sendContact", object{"chat_id": readerEnglish, "first_name": "News", "last_name": "Desk", "phone_number": "+7 700 000 00 00"})
	v.shows("a contact", "News Desk\n+7 700 000 00 00", "Contact: News Desk")
	p.calls("sendDice", object{"chat_id": readerEnglish, "emoji": "🎯"})
	v.sees("a dice", newest+`.innerText.includes("🎯 ") && /^🎯 [1-6]$/.test(document.querySelector('[data-kind="private"] .chatgist').innerText)`)
	p.calls("sendMessage", object{"chat_id": readerEnglish, "text": "Log in", "reply_markup": object{"inline_keyboard": [][]object{{{"text": "Enter", "login_url": object{"url": "https://a.kz/in"}}}}}})
	v.sees("the button that logs in", `document.querySelector('[data-button="Enter"]')?.href === "https://a.kz/in"`)
}

// shows waits until the newest bubble and the list of chats tell what was sent.
func (v *visitor) shows(what, bubble, gist string) {
	v.t.Helper()
	v.sees(what+" in words", fmt.Sprintf(`%s.querySelector(".bubble").innerText.includes(%s) && document.querySelector('[data-kind="private"] .chatgist').innerText === %s`,
		newest, quoted(bubble), quoted(gist)))
}

// uploads sends a small file by a method.
func (p *puppet) uploads(method, field, name string) {
	p.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range map[string]string{"chat_id": fmt.Sprint(readerEnglish), "duration": "7", "emoji": "😉"} {
		if err := form.WriteField(name, value); err != nil {
			p.t.Fatal(err)
		}
	}
	part, err := form.CreateFormFile(field, name)
	if err == nil {
		_, err = part.Write([]byte("data"))
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		p.t.Fatal(err)
	}
	response, err := http.Post(p.server.URL()+"/bot"+p.bot.Token+"/"+method, form.FormDataContentType(), &body)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		p.t.Fatalf("%s: %s", method, response.Status)
	}
}
