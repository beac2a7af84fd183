package emulator

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(Options{}).Close()
	}
}

// BenchmarkSend is a send without the network: what the server itself costs.
func BenchmarkSend(b *testing.B) {
	k := newKit(b, Options{NoLimits: true, KeepMessages: 100, KeepCalls: 1000})
	b.ReportAllocs()
	for b.Loop() {
		req := httptest.NewRequest(http.MethodPost, "/bot"+k.bot.Token+"/sendMessage",
			strings.NewReader("chat_id=200000001&text=%3Cb%3Ehello%3C%2Fb%3E+there&parse_mode=HTML"))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		k.ServeHTTP(httptest.NewRecorder(), req)
	}
}

// BenchmarkSendHTTP is a send over HTTP, from eight callers.
func BenchmarkSendHTTP(b *testing.B) {
	k := newKit(b, Options{NoLimits: true, KeepMessages: 100, KeepCalls: 1000})
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	b.SetParallelism(4)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			res, err := client.Post(k.URL()+"/bot"+k.bot.Token+"/sendMessage", "application/x-www-form-urlencoded",
				strings.NewReader("chat_id=200000001&text=%3Cb%3Ehello%3C%2Fb%3E+there&parse_mode=HTML"))
			if err != nil {
				b.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, res.Body); err != nil {
				b.Fatal(err)
			}
			_ = res.Body.Close()
		}
	})
}

// BenchmarkUpdates is what a person's message costs, until it is confirmed.
func BenchmarkUpdates(b *testing.B) {
	k := newKit(b, Options{NoLimits: true, KeepMessages: 100, KeepCalls: 1000})
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		k.say(k.private, "hello there")
		if n++; n%100 == 0 {
			k.updates()
		}
	}
}
