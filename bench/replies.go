package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
)

// reply is what a bot sends or makes of a message.
type reply struct {
	text   string
	markup string // JSON, or empty
}

// parse reads a reply out of the body of a request: a form, or JSON.
func parse(body []byte) (reply, error) {
	if len(body) > 0 && body[0] == '{' {
		var r struct {
			Text   string          `json:"text"`
			Markup json.RawMessage `json:"reply_markup"`
		}
		if err := json.Unmarshal(body, &r); err != nil {
			return reply{}, err
		}
		var inner string
		if json.Unmarshal(r.Markup, &inner) == nil { // JSON within a string is allowed too
			return reply{r.Text, inner}, nil
		}
		return reply{r.Text, string(r.Markup)}, nil
	}
	values, err := url.ParseQuery(string(body))
	return reply{values.Get("text"), values.Get("reply_markup")}, err
}

// read returns the texts of replies, a line each, and the presses that their buttons offer. Replies without any button, such as the bare
// loop's, offer one press that stands for them.
func read(bodies [][]byte) (texts string, presses []deed, err error) {
	var lines []string
	for _, body := range bodies {
		r, err := parse(body)
		if err != nil {
			return "", nil, fmt.Errorf("a reply is neither a form nor JSON: %w", err)
		}
		lines = append(lines, r.text)
		data, err := buttons(r.markup)
		if err != nil {
			return "", nil, err
		}
		for _, data := range data {
			presses = append(presses, deed{data: data, under: r.text})
		}
	}
	if len(presses) == 0 {
		presses = []deed{{data: "again", under: "Received."}}
	}
	return strings.Join(lines, "\n"), presses, nil
}

// buttons returns what the buttons under a message send when they are pressed.
func buttons(markup string) ([]string, error) {
	if markup == "" {
		return nil, nil
	}
	var keyboard struct {
		Rows [][]struct {
			Data string `json:"callback_data"`
		} `json:"inline_keyboard"`
	}
	if err := json.Unmarshal([]byte(markup), &keyboard); err != nil {
		return nil, fmt.Errorf("the buttons of a reply: %w", err)
	}
	var data []string
	for _, row := range keyboard.Rows {
		for _, button := range row {
			if button.Data != "" {
				data = append(data, button.Data)
			}
		}
	}
	return data, nil
}
