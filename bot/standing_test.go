package bot

import (
	"strings"
	"testing"
	"testing/synctest"
)

func TestStanding(t *testing.T) {
	const group, channel = `{"id":-5,"type":"supergroup","permissions":{"can_send_messages":true}}`, `{"id":-5,"type":"channel"}`
	const silenced = `{"id":-5,"type":"supergroup","permissions":{"can_send_messages":false}}`
	for _, c := range []struct {
		name, chat, member string
		want               Standing
	}{
		{"owner", group, `{"status":"creator"}`, Standing{Chat: -5, Present: true, Admin: true, Write: true, Delete: true, Pin: true, Restrict: true}},
		{"administrator of a group", silenced, `{"status":"administrator"}`, Standing{Chat: -5, Present: true, Admin: true, Write: true}},
		{
			"administrator with rights", group, `{"status":"administrator","can_delete_messages":true,"can_restrict_members":true}`,
			Standing{Chat: -5, Present: true, Admin: true, Write: true, Delete: true, Restrict: true},
		},
		{"administrator who may post", channel, `{"status":"administrator","can_post_messages":true}`, Standing{Chat: -5, Present: true, Admin: true, Write: true}},
		{"administrator who may not", channel, `{"status":"administrator","can_post_messages":false}`, Standing{Chat: -5, Present: true, Admin: true, Write: false}},
		{"member", group, `{"status":"member"}`, Standing{Chat: -5, Present: true, Admin: false, Write: true}},
		{"member where nobody may write", silenced, `{"status":"member"}`, Standing{Chat: -5, Present: true, Admin: false, Write: false}},
		{"member of a channel", channel, `{"status":"member"}`, Standing{Chat: -5, Present: true, Admin: false, Write: false}},
		{"restricted", group, `{"status":"restricted","is_member":true,"can_send_messages":false}`, Standing{Chat: -5, Present: true, Admin: false, Write: false}},
		{"restricted and gone", group, `{"status":"restricted","is_member":false,"can_send_messages":true}`, Standing{Chat: -5, Present: false, Admin: false, Write: false}},
		{"left", group, `{"status":"left"}`, Standing{Chat: -5}},
		{"put out", group, `{"status":"kicked"}`, Standing{Chat: -5}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := newTelegramServer()
				server.Fault = func(r request) *reply {
					switch r.Method {
					case "getChat":
						return result(c.chat)
					case "getChatMember":
						return result(c.member)
					}
					return nil
				}
				bot, _, err := connect(t.Context(), server, testToken)
				if err != nil {
					t.Fatal(err)
				}
				if got, err := bot.Standing(t.Context(), -5); err != nil || got != c.want {
					t.Errorf("%+v, %v", got, err)
				}
			})
		})
	}
}

// TestStandingWhereTelegramSaysNo tells a chat that is hidden from the bot, one that moved, and a Telegram that cannot be asked apart.
func TestStandingWhereTelegramSaysNo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTelegramServer()
		bot, _, err := connect(t.Context(), server, testToken)
		if err != nil {
			t.Fatal(err)
		}
		server.Fault = func(request) *reply { return failure(403, "Forbidden: bot was kicked from the supergroup chat", "") }
		if got, err := bot.Standing(t.Context(), -5); err != nil || got != (Standing{Chat: -5}) {
			t.Errorf("put out: %+v, %v", got, err)
		}
		server.Fault = func(request) *reply { return failure(502, "Bad Gateway", "") }
		if got, err := bot.Standing(t.Context(), -5); err == nil {
			t.Errorf("unknown: %+v", got)
		}
		server.Fault = func(r request) *reply {
			switch {
			case r.Params.Get("chat_id") == "-5":
				return failure(400, "Bad Request: group chat was upgraded to a supergroup chat", `{"migrate_to_chat_id":-1005}`)
			case strings.HasSuffix(r.Method, "Member"):
				return result(`{"status":"member"}`)
			}
			return result(`{"id":-1005,"type":"supergroup"}`)
		}
		if got, err := bot.Standing(t.Context(), -5); err != nil || got != (Standing{Chat: -1005, Present: true, Write: true}) {
			t.Errorf("moved: %+v, %v", got, err)
		}
	})
}
