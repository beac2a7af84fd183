package moderation

import (
	"embed"
	"strings"
	"sync"
)

// startFiles are texts from which the classifier starts, written for this project: a line each.
//
//go:embed start/*.txt
var startFiles embed.FS

// starting returns what the starting texts teach. It is counted once; whoever has it only reads.
var starting = sync.OnceValue(func() Counts {
	counts := NewCounts()
	for label, name := range []string{Fair: "fair", Spam: "spam", Abuse: "abuse"} {
		for _, text := range startTexts(name) {
			counts.Learn(TokensOf(text), Label(label), 1)
		}
	}
	return counts
})

// startTexts returns the starting texts of one label, in all languages.
func startTexts(label string) (all []string) {
	for _, lang := range []string{"en", "ru", "kk"} {
		file, _ := startFiles.ReadFile("start/" + label + "." + lang + ".txt") // embedded: a test sees that each is there
		for line := range strings.SplitSeq(string(file), "\n") {
			if line = strings.TrimSpace(line); line != "" {
				all = append(all, line)
			}
		}
	}
	return all
}
