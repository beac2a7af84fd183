package phrases

import (
	_ "embed" // for the file of words
	"fmt"
	"sync"

	"aitys/content"

	"github.com/goccy/go-yaml"
)

//go:embed faults.yaml
var faultsFile []byte

// faultWords is what is said of article files, in each language by the English words. Like catalogues it panics where the file cannot be used.
var faultWords = sync.OnceValue(func() map[content.Lang]map[string]string {
	var rows []map[content.Lang]string
	if err := yaml.Unmarshal(faultsFile, &rows); err != nil {
		panic(fmt.Errorf("phrases: faults.yaml: %w", err))
	}
	all := map[content.Lang]map[string]string{}
	for _, lang := range content.Langs {
		all[lang] = make(map[string]string, len(rows))
		for _, row := range rows {
			all[lang][row[content.English]] = row[lang]
		}
	}
	return all
})

// Words says what is wrong with an article file, or with storing it. It is plain text, in which hostile words may stand.
func (v *Voice) Words(w content.Words) string {
	return w.In(func(english string) string {
		if said := faultWords()[v.Lang()][english]; said != "" {
			return said
		}
		return english
	})
}
