package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"aitys/emulator"
)

// TestAFloodIsOneNewsroomsAlone floods one newsroom, while another's Telegram takes every request and answers none: the third one's readers are answered, and the
// process ends in time.
func TestAFloodIsOneNewsroomsAlone(t *testing.T) {
	s := newStreet(t)
	flooded, well := s.stage("flooded"), s.stage("well")
	hole := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer hole.Close()
	s.settings("mute", "BOT_TOKEN=5:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "BOT_API_URL="+hole.URL)
	const people, each = 50, 60
	for i := range people {
		seat := flooded.server.Private(flooded.server.AddUser(emulator.User{FirstName: fmt.Sprintf("Reader %d", i), LanguageCode: "en"}), flooded.bot)
		for range each {
			if _, err := seat.Say("/figures"); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.start("mute", "flooded", "well")
	s.polls(flooded)
	for range 5 {
		well.serves("en", "Hello")
	}
	if flooded.server.CallCount("sendMessage") >= people*each {
		t.Error("the flood was over before anybody else asked: nothing was shown")
	}
	began := time.Now()
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > lastEnd {
		t.Errorf("the process ended after %s", took)
	}
}
