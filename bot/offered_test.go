package bot

import (
	"encoding/json"
	"fmt"
	"testing"

	"aitys/content"
)

// TestAPressIsOfferedByItsMessage: whoever presses may send any data under any message; Telegram shows which buttons stand there.
func TestAPressIsOfferedByItsMessage(t *testing.T) {
	const markup = `,"reply_markup":{"inline_keyboard":[[{"text":"A","url":"https://example.org"}],[{"text":"B","callback_data":"pv.1.0"},{"text":"C","callback_data":"pv.1.1"}]]}`
	for _, c := range []struct {
		markup, data string
		want         bool
	}{{markup, "pv.1.1", true}, {markup, "pv.2.1", false}, {markup, "", false}, {"", "pv.1.1", false}} {
		wire := &wirePress{}
		raw := fmt.Sprintf(`{"id":"1","from":{"id":5,"first_name":"A"},"message":{"message_id":7,"date":1,"chat":{"id":-9,"type":"supergroup"}%s},"data":%q}`, c.markup, c.data)
		if err := json.Unmarshal([]byte(raw), wire); err != nil {
			t.Fatal(err)
		}
		var in content.Incoming
		if err := testDecoder().press(wire, &in); err != nil {
			t.Fatal(err)
		}
		if in.Press.Offered != c.want || in.Press.Message != 7 {
			t.Errorf("%q under %q: %+v", c.data, c.markup, in.Press)
		}
	}
}
