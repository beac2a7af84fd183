package content

import (
	"embed"
	"io/fs"
)

//go:embed sample/*.md
var sample embed.FS

// Sample is the folder of the built-in sample article: one file for each language. It is what the bot publishes where no folder of articles
// is configured.
func Sample() fs.FS {
	folder, err := fs.Sub(sample, "sample")
	if err != nil {
		panic(err) // the name is a constant and valid
	}
	return folder
}
