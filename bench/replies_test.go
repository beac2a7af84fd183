package main

import (
	"net/url"
	"testing"
)

func TestReadFindsTextsAndButtons(t *testing.T) {
	const markup = `{"inline_keyboard":[[{"text":"a","callback_data":"one"},{"text":"b","url":"x"}],[{"text":"c","callback_data":"two"}]]}`
	form := url.Values{"chat_id": {"5"}, "text": {"over 80,000"}, "reply_markup": {markup}}.Encode()
	for name, body := range map[string]string{
		"form":                form,
		"JSON":                `{"chat_id":5,"text":"over 80,000","reply_markup":` + markup + `}`,
		"JSON with a string ": `{"chat_id":"5","text":"over 80,000","reply_markup":"{\"inline_keyboard\":[[{\"callback_data\":\"one\"},{\"callback_data\":\"two\"}]]}"}`,
	} {
		texts, presses, err := read([][]byte{[]byte("text=plain"), []byte(body)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if texts != "plain\nover 80,000" {
			t.Errorf("%s: the texts are %q", name, texts)
		}
		want := []deed{{data: "one", under: "over 80,000"}, {data: "two", under: "over 80,000"}}
		if len(presses) != 2 || presses[0] != want[0] || presses[1] != want[1] {
			t.Errorf("%s: the presses are %+v", name, presses)
		}
	}
}
