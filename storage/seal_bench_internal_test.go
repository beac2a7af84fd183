package storage

import "testing"

// BenchmarkSeal: what recognising an account, sealing it and finding it again cost. An update takes 50 µs in all.
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
	b.Run("lookup", func(b *testing.B) {
		for b.Loop() {
			_ = s.lookup(7001)
		}
	})
	b.Run("close", func(b *testing.B) {
		for b.Loop() {
			_ = s.close(7001)
		}
	})
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			_, _ = s.open(sealed)
		}
	})
}
