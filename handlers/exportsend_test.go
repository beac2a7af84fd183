package handlers_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"aitys/content"
)

func TestEditorsGetAnArticlesExport(t *testing.T) {
	w := newThreads(t)
	w.person(2, "en").Says("/export").Sees("for editors")
	reader := w.person(1, "en")
	w.approves(reader, "Prices went up long before the cafés did.")
	w.comments(reader.in(ourGroup), 0, "It was the rents, not the coffee.")
	w.editor.Says("/export nothing-there").Sees("nothing-there")
	w.editor.Says("/export "+sampleSlug).Sees("as a table", "the same as JSON")
	files := map[string]string{}
	for _, m := range w.chats[w.editor.chat.ID] {
		if m.out.Document == nil {
			continue
		}
		written, err := w.newsroom.Write(context.Background(), *m.out.Document)
		if err != nil {
			t.Fatal(err)
		}
		files[m.out.Document.Name] = string(written)
	}
	table, all := files[sampleSlug+"-2026-03-01.csv"], files[sampleSlug+"-2026-03-01.json"]
	if len(files) != 2 || !strings.Contains(table, "Prices went up") || strings.Contains(table, "rents") {
		t.Errorf("the files are %q", files)
	}
	if !json.Valid([]byte(all)) || !strings.Contains(all, "Prices went up") || !strings.Contains(all, "rents") || strings.Contains(all, "Асель") {
		t.Errorf("the JSON is %s", all)
	}
	if _, err := w.newsroom.Write(context.Background(), content.Document{Article: "gone", Format: "csv"}); err == nil {
		t.Error("an export of nothing is written")
	}
}
