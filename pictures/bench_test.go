package pictures

import "testing"

func BenchmarkPaint(b *testing.B) {
	p, err := New(0)
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range []string{"figures-en", "figures-kk", "results-ru"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.draw(samples[name]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
