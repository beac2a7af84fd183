package bot

import (
	"encoding/json"
	"net/http"
	"testing"

	"aitys/content"
)

func TestWhatIsAskedAndDoneAboutPeople(t *testing.T) {
	b := new(Bot)
	for name, test := range map[string]struct {
		out    content.Outgoing
		method string
		want   map[string]string
	}{
		"asked": {content.Outgoing{Action: content.ActionMember}, "getChatMember", nil},
		"for a while": {content.Outgoing{Action: content.ActionRestrict, Until: 1700000000}, "restrictChatMember", map[string]string{
			"until_date": "1700000000", "permissions": mayNothing,
		}},
		"for good": {content.Outgoing{Action: content.ActionRestrict}, "restrictChatMember", map[string]string{"until_date": "", "permissions": mayNothing}},
		"freed":    {content.Outgoing{Action: content.ActionRestrict, Free: true, Until: 5}, "restrictChatMember", map[string]string{"until_date": "", "permissions": mayAll}},
	} {
		test.out.To, test.out.Person = -5, 7
		if _, _, err := b.encode(&test.out, false); err == nil {
			t.Errorf("%s: a request about nobody", name)
		}
		test.out.Account = 4711
		method, params, err := b.encode(&test.out, false)
		if err != nil || method != test.method || params["chat_id"] != "-5" || params["user_id"] != "4711" {
			t.Errorf("%s: %s %v, %v", name, method, params, err)
		}
		for field, want := range test.want {
			if params[field] != want {
				t.Errorf("%s: %s is %q", name, field, params[field])
			}
		}
	}
	for _, permissions := range []string{mayNothing, mayAll} {
		if !json.Valid([]byte(permissions)) {
			t.Errorf("%s", permissions)
		}
	}
}

func TestWhatAPersonIsInAGroup(t *testing.T) {
	for raw, want := range map[string]content.Belonging{
		`{"status":"creator"}`: content.Administer, `{"status":"administrator"}`: content.Administer, `{"status":"member"}`: content.Belongs,
		`{"status":"restricted","is_member":true}`: content.Belongs, `{"status":"restricted","is_member":false}`: content.Outside,
		`{"status":"left"}`: content.Outside, `{"status":"kicked"}`: content.Outside, `{}`: content.Unknown, `[]`: content.Unknown, ``: content.Unknown,
	} {
		if got := membership(json.RawMessage(raw)); got != want {
			t.Errorf("%s: %q", raw, got)
		}
	}
	for words, test := range map[string]struct {
		action  content.Action
		outcome content.Outcome
		is      content.Belonging
	}{
		"Bad Request: member not found":                             {content.ActionMember, content.Delivered, content.Outside},
		"Bad Request: PARTICIPANT_ID_INVALID":                       {content.ActionMember, content.Delivered, content.Outside},
		"Bad Request: chat not found":                               {content.ActionMember, content.Unreachable, content.Unknown},
		"Bad Request: user is an administrator of the chat":         {content.ActionRestrict, content.Refused, content.Unknown},
		"Bad Request: user not found":                               {content.ActionRestrict, content.Refused, content.Unknown},
		"Bad Request: not enough rights to restrict/unrestrict ...": {content.ActionRestrict, content.Refused, content.Unknown},
	} {
		row := &row{Outgoing: content.Outgoing{Action: test.action}}
		result, again := judge(row, &fault{code: http.StatusBadRequest, words: words, certainty: definite})
		if again || result.Outcome != test.outcome || result.Membership != test.is {
			t.Errorf("%s: %+v, %v", words, result, again)
		}
		if row.notifies() {
			t.Errorf("%s makes a new message", test.action)
		}
	}
}
