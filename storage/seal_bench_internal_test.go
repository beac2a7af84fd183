package storage

import (
	"strings"
	"testing"
)

// BenchmarkSeal: what recognising an account, sealing it and finding it again cost, and what sealing a message and a name does. An update takes 50 µs in all.
func BenchmarkSeal(b *testing.B) {
	keys, err := ParseKeys(NewKey())
	if err != nil {
		b.Fatal(err)
	}
	s, err := newSeal(keys.secrets[0])
	if err != nil {
		b.Fatal(err)
	}
	sealed := s.close(7001)
	body := []byte(strings.Repeat("a message ", 150))
	name := s.coverText("Zhanylmas-Qalam")
	for what, do := range map[string]func(){
		"lookup":     func() { _ = s.lookup(7001) },
		"close":      func() { _ = s.close(7001) },
		"open":       func() { _, _ = s.open(sealed) },
		"message":    func() { _ = s.cover(body) },
		"write name": func() { _ = s.coverText("Zhanylmas-Qalam") },
		"read name":  func() { _, _ = s.uncoverText(name) },
	} {
		b.Run(what, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				do()
			}
		})
	}
}
