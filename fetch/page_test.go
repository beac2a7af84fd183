package fetch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"

	"aitys/fetch"
)

// paragraph is long enough to be taken for a part of an article.
const paragraph = "Тарифы на проезд вырастут с 120 до 150 тенге, сообщил акимат города. Решение вступит в силу первого марта и коснётся 1,2 миллиона пассажиров в день, " +
	"уточнили в ведомстве. Деньги пойдут на новые автобусы, ремонт остановок и зарплаты водителей."

func newsPage(charset string) string {
	return `<!doctype html><html lang="ru"><head>` + charset + `<title>Проезд подорожает | Газета</title>
<meta property="og:site_name" content="Газета"><meta property="article:published_time" content="2026-02-03T10:00:00+05:00">
<script>alert("ничего")</script></head><body><nav><a href="/">Главная</a> <a href="/sport">Спорт</a></nav>
<article><h1>Проезд подорожает</h1><p>` + paragraph + `</p><h2>Что изменится</h2><p>` + paragraph + `</p><ul><li>карта: 150 тенге за поездку</li></ul><p>` + paragraph +
		`</p></article><footer>Все права защищены <a href="/ads">Реклама</a></footer></body></html>`
}

func TestAnArticleIsTakenOffItsPage(t *testing.T) {
	_, door := newWeb(t, says("text/html; charset=utf-8", newsPage("")))
	page, err := door.Page(t.Context(), "https://news.example/tariff?id=1#top")
	if err == nil {
		t.Fatal("a server without TLS answered a page of https")
	}
	page, err = door.Page(t.Context(), "http://news.example/tariff?id=1#top")
	if err != nil {
		t.Fatal(err)
	}
	if page.Address != "http://news.example/tariff?id=1" || page.Publisher != "Газета" || !strings.HasPrefix(page.Title, "Проезд подорожает") {
		t.Errorf("got %q, %q, %q", page.Address, page.Publisher, page.Title)
	}
	if page.Date.Format(time.DateOnly) != "2026-02-03" {
		t.Errorf("the date is %s", page.Date)
	}
	for _, wanted := range []string{"1,2 миллиона пассажиров", "\n\n## Что изменится\n\n", "\n\n- карта: 150 тенге за поездку\n\n"} {
		if !strings.Contains(page.Text, wanted) {
			t.Errorf("the text lacks %q:\n%s", wanted, page.Text)
		}
	}
	for _, unwanted := range []string{"alert", "Спорт", "Реклама", "<"} {
		if strings.Contains(page.Text, unwanted) {
			t.Errorf("the text has %q:\n%s", unwanted, page.Text)
		}
	}
}

func TestAddressesThatAreRefused(t *testing.T) {
	w, door := newWeb(t, says("text/html", newsPage("")))
	w.hosts = map[string][]string{
		"localhost": {"127.0.0.1", "::1"}, "inside.example": {"10.0.0.7"}, "cloud.example": {"169.254.169.254"}, "mapped.example": {"::ffff:127.0.0.1"}, "nobody.example": {},
		"nat.example": {"64:ff9b::7f00:1"},
	}
	for address, want := range map[string]error{
		"":                                      fetch.ErrAddress,
		"news.example/1":                        fetch.ErrAddress,
		"ftp://news.example/1":                  fetch.ErrAddress,
		"file:///etc/passwd":                    fetch.ErrAddress,
		"gopher://127.0.0.1:25/":                fetch.ErrAddress,
		"http://":                               fetch.ErrAddress,
		"http:///path":                          fetch.ErrAddress,
		"http://me:secret@news.example":         fetch.ErrAddress,
		"http://news.example@127.0.0.1/":        fetch.ErrAddress,
		"http://news.example\r\nX: y/":          fetch.ErrAddress,
		"http://news.example:8080/":             fetch.ErrForbidden,
		"http://news.example:22/":               fetch.ErrForbidden,
		"http://127.0.0.1/":                     fetch.ErrForbidden,
		"http://[::1]/":                         fetch.ErrForbidden,
		"http://[::ffff:169.254.169.254]/":      fetch.ErrForbidden,
		"http://[64:ff9b::a9fe:a9fe]/":          fetch.ErrForbidden,
		"http://169.254.169.254/latest":         fetch.ErrForbidden,
		"http://localhost/":                     fetch.ErrForbidden,
		"http://inside.example/":                fetch.ErrForbidden,
		"http://cloud.example/":                 fetch.ErrForbidden,
		"http://mapped.example/":                fetch.ErrForbidden,
		"http://nat.example/":                   fetch.ErrForbidden,
		"http://nobody.example/":                fetch.ErrUnknown,
		"http://a/" + strings.Repeat("a", 3000): fetch.ErrAddress,
	} {
		if _, err := door.Page(t.Context(), address); !errors.Is(err, want) {
			t.Errorf("%q: got %v, want %v", address, err, want)
		}
	}
	if w.dialed.Load() != 0 {
		t.Errorf("%d connections were made", w.dialed.Load())
	}
}

func TestRedirectsAreJudgedAnew(t *testing.T) {
	w, door := newWeb(t, func(w http.ResponseWriter, r *http.Request) {
		switch path := strings.TrimPrefix(r.URL.Path, "/"); path {
		case "end":
			says("text/html", newsPage(`<meta charset="utf-8">`))(w, r)
		case "round":
			http.Redirect(w, r, "/round", http.StatusFound)
		default:
			w.Header().Set("Location", "http://"+path)
			w.WriteHeader(http.StatusFound)
		}
	})
	w.hosts["inside.example"] = []string{"192.168.0.1"}
	for path, want := range map[string]error{
		"127.0.0.1": fetch.ErrForbidden, "[::1]": fetch.ErrForbidden, "inside.example": fetch.ErrForbidden, "news.example:6379": fetch.ErrForbidden, "a:b@news.example": fetch.ErrAddress,
		"round": fetch.ErrRedirects, "other.example/end": nil,
	} {
		page, err := door.Page(t.Context(), "http://news.example/"+path)
		if !errors.Is(err, want) {
			t.Errorf("%q: got %v, want %v", path, err, want)
		}
		if want == nil && page.Address != "http://other.example/end" {
			t.Errorf("the page was found at %q", page.Address)
		}
	}
}

func TestAHostThatMovesInsideIsNotReached(t *testing.T) {
	w, door := newWeb(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/again", http.StatusFound) })
	w.hosts["moving.example"] = []string{"93.184.216.34"}
	w.Config.Handler = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.hosts["moving.example"] = []string{"127.0.0.1"}
		http.Redirect(rw, r, "/again", http.StatusFound)
	})
	if _, err := door.Page(t.Context(), "http://moving.example/"); !errors.Is(err, fetch.ErrForbidden) {
		t.Errorf("got %v", err)
	}
	if w.dialed.Load() != 1 {
		t.Errorf("%d connections were made", w.dialed.Load())
	}
}

func TestWhatIsNoArticle(t *testing.T) {
	bomb := packed(bytes.Repeat([]byte("<p>a</p>"), 4<<20))
	for name, c := range map[string]struct {
		handle http.HandlerFunc
		want   error
	}{
		"a picture":    {says("image/png", "\x89PNG"), fetch.ErrKind},
		"a program":    {says("application/octet-stream", "MZ"), fetch.ErrKind},
		"unnamed PDF":  {says("", "%PDF-1.7 ..."), fetch.ErrKind},
		"nothing":      {says("text/html", ""), fetch.ErrNoArticle},
		"empty text":   {says("text/plain", "  \n"), fetch.ErrNoArticle},
		"missing":      {http.NotFound, fetch.ErrStatus},
		"too large":    {says("text/html", "<p>"+strings.Repeat("слово ", 1<<19)), fetch.ErrTooLarge},
		"endless":      {endless, fetch.ErrTooLarge},
		"a bomb":       {gzipped(bomb), fetch.ErrTooLarge},
		"packed twice": {encoded("br", "..."), fetch.ErrKind},
		"deep":         {says("text/html", strings.Repeat("<div>", 100_000)+paragraph), fetch.ErrNoArticle},
		"many":         {says("text/html", strings.Repeat("<i>a</i>", 100_000)), fetch.ErrNoArticle},
		"broken off":   {brokenOff, fetch.ErrUnreached},
		"headers":      {manyHeaders, fetch.ErrUnreached},
	} {
		_, door := newWeb(t, c.handle)
		if page, err := door.Page(t.Context(), "http://news.example/"); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, %q, want %v", name, err, page.Text[:min(len(page.Text), 100)], c.want)
		}
	}
}

// endless writes until nobody reads any more.
func endless(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	for _, err := w.Write([]byte("<p>")); err == nil; {
		_, err = w.Write(bytes.Repeat([]byte("a"), 64<<10))
	}
}

func packed(raw []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(raw)
	_ = z.Close()
	return b.Bytes()
}

func gzipped(body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(body)
	}
}

func encoded(encoding, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", encoding)
		says("text/html", body)(w, r)
	}
}

func brokenOff(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", "5000")
	says("text/html", "<p>half")(w, r)
}

func manyHeaders(w http.ResponseWriter, r *http.Request) {
	for i := range 3000 {
		w.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("x", 50))
	}
	says("text/html", newsPage(""))(w, r)
}

func TestAHostThatNeverEndsIsGivenUp(t *testing.T) {
	began := make(chan struct{})
	_, door := newWeb(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<p>"))
		_ = http.NewResponseController(w).Flush()
		close(began)
		<-r.Context().Done()
	})
	ctx, cancel := context.WithCancelCause(t.Context())
	go func() {
		<-began
		cancel(nil)
	}()
	if _, err := door.Page(ctx, "http://news.example/"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	late, end := context.WithDeadline(t.Context(), time.Unix(1, 0))
	defer end()
	if _, err := door.Page(late, "http://news.example/"); !errors.Is(err, fetch.ErrSlow) {
		t.Errorf("got %v", err)
	}
}

func TestAnyCharsetIsRead(t *testing.T) {
	windows, _ := charmap.Windows1251.NewEncoder().String(newsPage(`<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">`))
	unsaid, _ := charmap.Windows1251.NewEncoder().String(newsPage(""))
	koi, _ := charmap.KOI8R.NewEncoder().String(newsPage(""))
	for name, c := range map[string][2]string{
		"said by the page":  {"text/html", windows},
		"said by the host":  {"text/html; charset=koi8-r", koi},
		"said by nobody":    {"text/html", unsaid},
		"UTF-8, not said":   {"text/html", newsPage("")},
		"a mark in front":   {"text/html", "\uFEFF" + newsPage("")},
		"an unknown name":   {"text/html; charset=x-nothing", newsPage("")},
		"plain text":        {"text/plain", paragraph},
		"said by nobody, 2": {"text/plain", func() string { s, _ := charmap.Windows1251.NewEncoder().String(paragraph); return s }()},
	} {
		_, door := newWeb(t, says(c[0], c[1]))
		page, err := door.Page(t.Context(), "http://news.example/")
		if err != nil || !strings.Contains(page.Text, paragraph) {
			t.Errorf("%s: %v, %q", name, err, page.Text[:min(len(page.Text), 200)])
		}
	}
}

func TestNoProxyIsAsked(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	_, door := newWeb(t, says("text/html", newsPage(`<meta charset="utf-8">`)))
	if _, err := door.Page(t.Context(), "http://news.example/"); err != nil {
		t.Error(err)
	}
}

func TestAnErrorTellsNoAddress(t *testing.T) {
	_, door := newWeb(t, brokenOff)
	_, err := door.Page(t.Context(), "http://news.example/private-path")
	if err == nil || strings.Contains(err.Error(), "private-path") || strings.Contains(err.Error(), "news.example") {
		t.Errorf("got %v", err)
	}
}
