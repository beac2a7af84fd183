package emulator

import (
	"bytes"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

func TestParametersInEveryForm(t *testing.T) {
	k := newKit(t, Options{NoLimits: true})
	token := "/bot" + k.bot.Token
	query := "chat_id=200000001&text=%D2%9B+a&protect_content=True"
	for name, r := range map[string]reply{
		"query":    k.request(t, "GET", token+"/sendMessage?"+query, "", ""),
		"form":     k.request(t, "POST", token+"/SENDMESSAGE", "application/x-www-form-urlencoded; charset=utf-8", query),
		"json":     k.request(t, "POST", token+"/sendmessage", "application/json", `{"chat_id":200000001,"text":"қ a","protect_content":true,"parse_mode":null}`),
		"strings":  k.request(t, "POST", token+"/sendMessage", "application/json", `{"chat_id":"200000001","text":"қ a","protect_content":"yes"}`),
		"multiple": k.upload("sendMessage", map[string]string{"chat_id": "200000001", "text": "қ a", "protect_content": "1"}, "unused", "a", []byte("x")),
	} {
		var m Message
		if err := unmarshal(string(r.Result), &m); err != nil || m.Text != "қ a" || !m.HasProtectedContent {
			t.Errorf("%s: %+v %s", name, r, r.Result)
		}
	}
	if got := k.Misuses(); len(got) != 0 {
		t.Errorf("misuses: %v", got)
	}
}

func TestMisusesAreNoted(t *testing.T) {
	k := newKit(t, Options{NoLimits: true})
	m := k.send(k.anna.ID, "x")
	must[Message](k, "sendMessage", with{
		"chat_id": k.anna.ID, "text": "y", "reply_to_message_id": m.MessageID, "disable_web_page_preview": true,
		"parse_mode": "Markdown", "moon": 1, "message_thread_id": "many",
		"reply_markup": with{"inline_keyboard": []any{many(9, with{"text": "B", "callback_data": "b"})}},
	})
	must[[]got](k, "getUpdates", with{"limit": 1000, "allowed_updates": []string{"moon"}})
	want := map[string]string{
		"reply_to_message_id": "deprecated", "disable_web_page_preview": "deprecated", "parse_mode": "legacy",
		"moon": "no such parameter", "reply_markup": "8 buttons", "limit": "not within 1 to 100", "allowed_updates": "moon",
		"message_thread_id": "without topics",
	}
	got := map[string]bool{}
	for _, misuse := range k.Misuses() {
		got[misuse.Param] = true
		if w := want[misuse.Param]; w == "" || !strings.Contains(misuse.String(), w) {
			t.Errorf("%s, want %q", misuse, w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("noted %v", k.Misuses())
	}
}

func TestNoFaultInTheTokenShowsIt(t *testing.T) {
	k := newKit(t, Options{})
	r := k.request(t, "GET", "/bot"+k.bot.Token+"x/getMe", "", "")
	if strings.Contains(r.Description, k.bot.Token) || r.Status != 401 {
		t.Errorf("%+v", r)
	}
}

func FuzzRequest(f *testing.F) {
	f.Add("application/json", []byte(`{"chat_id":200000001,"text":"<b>x</b>","parse_mode":"HTML","reply_markup":{"inline_keyboard":[[{}]]}}`), uint8(3))
	f.Add("application/x-www-form-urlencoded", []byte("chat_id=200000001&text=%zz&entities=[{\"offset\":-1}]"), uint8(4))
	f.Add("multipart/form-data; boundary=x", []byte("--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\nGIF89a\r\n--x--"), uint8(6))
	f.Add("application/json", []byte(`{"options":["a","b"],"question":"q","chat_id":200000001,"open_period":5}`), uint8(7))
	names := slices.Sorted(maps.Keys(methods))
	k := newKit(f, Options{NoLimits: true, KeepMessages: 10, KeepCalls: 10})
	f.Fuzz(func(t *testing.T, kind string, body []byte, which uint8) {
		name := names[int(which)%len(names)]
		req := httptest.NewRequest(http.MethodPost, "/bot"+k.bot.Token+"/"+name, bytes.NewReader(body))
		req.Header.Set("Content-Type", kind)
		req.ContentLength = int64(len(body))
		ctx, cancel := contextDone(req)
		defer cancel()
		w := httptest.NewRecorder()
		k.ServeHTTP(w, req.WithContext(ctx))
		if w.Code == http.StatusInternalServerError || w.Code == http.StatusOK && w.Body.Len() == 0 {
			t.Errorf("%s %q: %d %s", name, body, w.Code, w.Body)
		}
	})
}
