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
var starting = sync.OnceValue(startingCounts)

// startNames are the labels as the files have them, and startLanguages the languages.
var (
	startNames     = []string{Fair: "fair", Spam: "spam", Abuse: "abuse"}
	startLanguages = []string{"en", "ru", "kk"}
)

func startingCounts() Counts {
	counts := NewCounts()
	for label, name := range startNames {
		for _, lang := range startLanguages {
			for _, text := range startTexts(name, lang) {
				counts.Learn(TokensOf(text), Label(label), 1)
			}
		}
	}
	return counts
}

// startTexts returns the starting texts of one label in one language.
func startTexts(label, lang string) (all []string) {
	file, _ := startFiles.ReadFile("start/" + label + "." + lang + ".txt") // embedded: a test sees that each is there
	for line := range strings.SplitSeq(string(file), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}
