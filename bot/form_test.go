package bot

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAddText(t *testing.T) {
	text := "Қазақстан: 80 000 & <b>100 %</b> + \"x\"=y;\n~-._/?#\u00a0\U0001F600"
	request, err := http.NewRequest(http.MethodPost, "http://example.org/", strings.NewReader(url.Values{"chat_id": {"5"}, "parse_mode": {"HTML"}}.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if err := new(form).addText(request, text); err != nil {
		t.Fatal(err)
	}
	again, err := request.GetBody()
	if err != nil {
		t.Fatal(err)
	}
	for _, body := range []io.Reader{request.Body, again} {
		raw, err := io.ReadAll(body)
		if err != nil || int64(len(raw)) != request.ContentLength {
			t.Errorf("%d bytes, announced %d: %v", len(raw), request.ContentLength, err)
		}
		got, err := url.ParseQuery(string(raw))
		if diff := cmp.Diff(url.Values{"chat_id": {"5"}, "parse_mode": {"HTML"}, "text": {text}}, got); err != nil || diff != "" {
			t.Errorf("%v\n%s", err, diff)
		}
	}
}

func FuzzAppendEscaped(f *testing.F) {
	f.Add("a b+c%d&e=f")
	f.Add("\xff\x00қ")
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := string(appendEscaped(nil, s)), url.QueryEscape(s); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	})
}
