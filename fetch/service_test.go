package fetch_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"aitys/fetch"
)

const secretKey = "sk-very-secret-key"

// serviceThat returns a service whose server answers so.
func serviceThat(t *testing.T, answer http.HandlerFunc) *fetch.Service {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	service, err := fetch.NewService(server.URL+"/v1", "a-model", secretKey)
	if err != nil {
		t.Fatal(err)
	}
	return service
}

func TestAServiceIsAsked(t *testing.T) {
	service := serviceThat(t, func(w http.ResponseWriter, r *http.Request) {
		var asked struct {
			Model    string
			Messages []struct{ Role, Content string }
		}
		raw, _ := io.ReadAll(r.Body)
		if err := json.Unmarshal(raw, &asked); err != nil || r.URL.Path != "/v1/chat/completions" || r.Header.Get("Authorization") != "Bearer "+secretKey {
			t.Errorf("%s, %q: %s", r.URL.Path, r.Header.Get("Authorization"), raw)
		}
		if asked.Model != "a-model" || len(asked.Messages) != 2 || asked.Messages[0].Role != "system" || asked.Messages[1].Content != "the text" {
			t.Errorf("asked %+v", asked)
		}
		_, _ = w.Write([]byte(`{"choices":[{"message":{"role":"assistant","content":"{\"summary\":\"S\"}"}}]}`))
	})
	if answer, err := service.Ask(t.Context(), "the task", "the text"); err != nil || string(answer) != `{"summary":"S"}` {
		t.Errorf("got %q, %v", answer, err)
	}
}

func TestAServiceThatIsOfNoUse(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Error("the key goes to", r.Host) }))
	t.Cleanup(elsewhere.Close)
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   error
	}{
		"refuses": {func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "bad key "+secretKey, http.StatusUnauthorized)
		}, fetch.ErrStatus},
		"is broken":    {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }, fetch.ErrStatus},
		"says nothing": {func(http.ResponseWriter, *http.Request) {}, fetch.ErrAnswer},
		"says HTML":    {says("text/html", "<html>"), fetch.ErrAnswer},
		"no choice":    {says("application/json", `{"choices":[]}`), fetch.ErrAnswer},
		"empty":        {says("application/json", `{"choices":[{"message":{"content":""}}]}`), fetch.ErrAnswer},
		"no words":     {says("application/json", `{"choices":[{"message":{"content":null}}]}`), fetch.ErrAnswer},
		"endless":      {says("application/json", `{"choices":[{"message":{"content":"`+strings.Repeat("a", 2<<20)), fetch.ErrTooLarge},
		"leads on": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
		}, fetch.ErrRedirects},
		"hangs up": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, fetch.ErrUnreached},
	} {
		service := serviceThat(t, c.answer)
		_, err := service.Ask(t.Context(), "the task", "the text")
		if !errors.Is(err, c.want) || strings.Contains(err.Error(), secretKey) || strings.Contains(err.Error(), "http://") {
			t.Errorf("one that %s: got %v", name, err)
		}
	}
}

func TestASlowServiceIsGivenUp(t *testing.T) {
	service := serviceThat(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.ReadAll(r.Body)
		<-r.Context().Done()
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := service.Ask(ctx, "", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAddressesOfServices(t *testing.T) {
	for address, good := range map[string]bool{
		"https://api.example/v1": true, "http://127.0.0.1:8080/v1/": true, "http://localhost/v1/chat/completions": true,
		"": false, "api.example/v1": false, "ftp://api.example": false, "http://": false, "http://me:secret@api.example": false,
	} {
		if _, err := fetch.NewService(address, "m", ""); (err == nil) != good {
			t.Errorf("%q: %v", address, err)
		}
	}
}
