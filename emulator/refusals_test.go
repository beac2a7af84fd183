package emulator

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// buttons is an inline keyboard with one row.
func buttons(row ...with) with { return with{"inline_keyboard": []any{row}} }

func many[T any](n int, one T) []T {
	all := make([]T, n)
	for i := range all {
		all[i] = one
	}
	return all
}

// refusalCase makes a server refuse something; args fill the refusal's text.
type refusalCase struct {
	why  refusal
	args []any
	try  func(k *kit) reply
}

// calls is a case that needs nothing but a call.
func calls(why refusal, method string, params func(k *kit) with, args ...any) refusalCase {
	return refusalCase{why, args, func(k *kit) reply { return k.call(method, params(k)) }}
}

// toAnna is a call about Anna's private chat with the bot.
func toAnna(why refusal, method string, params with, args ...any) refusalCase {
	return calls(why, method, func(k *kit) with {
		all := with{"chat_id": k.anna.ID}
		for name, value := range params {
			all[name] = value
		}
		return all
	}, args...)
}

// plain is a call about no chat.
func plain(why refusal, method string, params with, args ...any) refusalCase {
	return calls(why, method, func(*kit) with { return params }, args...)
}

// html is a text that cannot be parsed.
func html(text, why string) refusalCase {
	return toAnna(cannotParse, "sendMessage", with{"text": text, "parse_mode": "HTML"}, why)
}

func (k *kit) request(t testing.TB, method, address, kind, body string) reply {
	t.Helper()
	req, err := http.NewRequest(method, k.URL()+address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	r, err := do(req)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// raw is a case that needs a request of its own form; %s in the address is the token.
func raw(why refusal, method, address, kind, body string) refusalCase {
	return refusalCase{why, nil, func(k *kit) reply {
		return k.request(k.t, method, strings.Replace(address, "%s", k.bot.Token, 1), kind, body)
	}}
}

// onText is a call about a text that the bot has just sent to Anna.
func onText(why refusal, method string, params with) refusalCase {
	return calls(why, method, func(k *kit) with {
		all := with{"chat_id": k.anna.ID, "message_id": k.send(k.anna.ID, "x").MessageID}
		for name, value := range params {
			all[name] = value
		}
		return all
	})
}

func allRefusalCases() []refusalCase {
	var all []refusalCase
	for _, some := range [][]refusalCase{
		transportCases(), chatCases(), rightsCases(), textCases(), markupCases(), messageCases(), severalMessageCases(), pressCases(), pollCases(), fileCases(), memberCases(), settingCases(),
		mediaCases(), chatSettingCases(), promotionCases(), strangeButtonCases(),
	} {
		all = append(all, some...)
	}
	return all
}

// TestRefusals provokes every refusal of the table, and asks for the status and
// the exact words.
func TestRefusals(t *testing.T) {
	// Two of them need two requests at once and have tests of their own.
	provoked := map[refusal]bool{otherPoller: true, webhookTakesOver: true}
	for i, c := range allRefusalCases() {
		provoked[c.why] = true
		want := c.why.err(c.args...)
		t.Run(fmt.Sprintf("%d %s", i, want.Description), func(t *testing.T) {
			t.Parallel()
			k := newKit(t, Options{})
			got := c.try(k)
			if got.OK || got.Status != want.Code || got.ErrorCode != want.Code || got.Description != want.Description {
				t.Errorf("got %d %d %q, want %d %q", got.Status, got.ErrorCode, got.Description, want.Code, want.Description)
			}
		})
	}
	for why, row := range refusals {
		if !provoked[refusal(why)] {
			t.Errorf("nothing provokes %d %q", row.code, row.text)
		}
		if row.text == "" || row.source == "" {
			t.Errorf("refusal %d has no text or no source", why)
		}
	}
}
