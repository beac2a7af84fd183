package fetch

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// The bounds of what a service is asked and answers.
const (
	serviceTime = 60 * time.Second
	maxAnswer   = 1 << 20 // bytes
)

// Service is an OpenAI-compatible service, as the newsroom's configuration names it. It may stand in a private network, since it was named there and not by somebody's message;
// but it is asked at its own address alone: no redirect is followed, so that the key goes nowhere else.
type Service struct {
	address string
	model   string
	key     string
	client  *http.Client
}

// NewService returns the service whose interface begins at an address (https://host/v1, or the whole address of its chat completions). Error: ErrAddress.
func NewService(address, model, key string) (*Service, error) {
	parsed, err := url.Parse(strings.TrimSpace(address))
	if err != nil || parsed.Scheme != "http" && parsed.Scheme != "https" || parsed.Host == "" || parsed.User != nil {
		return nil, ErrAddress
	}
	const path = "/chat/completions"
	if !strings.HasSuffix(parsed.Path, path) {
		parsed.Path = strings.TrimSuffix(parsed.Path, "/") + path
	}
	transport := bounded((&net.Dialer{Timeout: dialTime}).DialContext)
	transport.ResponseHeaderTimeout = serviceTime // it answers when it has thought
	client := &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return ErrRedirects }}
	return &Service{address: parsed.String(), model: model, key: key, client: client}, nil
}

// message is one of a conversation's.
type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Ask gives the service its task and the text to do it on, and returns what it answers, which may be anything. Errors: those of this package; the key stands in none.
func (s *Service) Ask(ctx context.Context, task, given string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, serviceTime)
	defer cancel()
	asked, err := json.Marshal(map[string]any{
		"model": s.model, "temperature": 0, "response_format": map[string]string{"type": "json_object"},
		"messages": []message{{"system", task}, {"user", given}},
	})
	if err != nil {
		return nil, ErrAnswer
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.address, bytes.NewReader(asked))
	if err != nil {
		return nil, ErrAddress
	}
	request.Header.Set("Content-Type", "application/json")
	if s.key != "" {
		request.Header.Set("Authorization", "Bearer "+s.key)
	}
	response, err := s.client.Do(request)
	if err != nil {
		return nil, why(err)
	}
	defer func() { _ = response.Body.Close() }()
	return answerIn(response)
}

// answerIn is what the service said, out of its envelope.
func answerIn(response *http.Response) ([]byte, error) {
	if response.StatusCode != http.StatusOK {
		return nil, ErrStatus
	}
	raw, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	switch {
	case len(raw) > maxAnswer:
		return nil, ErrTooLarge
	case err != nil:
		return nil, why(err)
	}
	var envelope struct {
		Choices []struct {
			Message message `json:"message"`
		} `json:"choices"`
	}
	if err := json.Unmarshal(raw, &envelope); err != nil || len(envelope.Choices) == 0 || envelope.Choices[0].Message.Content == "" {
		return nil, ErrAnswer
	}
	return []byte(envelope.Choices[0].Message.Content), nil
}
