package storage

import (
	"crypto/sha256"
	"encoding/hex"

	"aitys/content"
	"aitys/content/text"
)

// saidBy is by what it is known that somebody says the same again, with other capitals, spaces and stops too; empty for no text.
func saidBy(words string) string {
	if words == "" {
		return ""
	}
	folded := text.Folded(words)
	if folded == "" {
		folded = words
	}
	sum := sha256.Sum256([]byte(folded))
	return hex.EncodeToString(sum[:16])
}

// SaidBefore returns the opinion in which o's author has said words, but for their capitals, spaces and stops, on o's article and section and as a reply
// to the same; o itself and what was withdrawn apart. One that was rejected counts: it is to be changed, not sent again. Error: NotFound when there is
// none.
func (tx *Tx) SaidBefore(o content.Opinion, words string) (content.Opinion, error) {
	found, err := tx.opinions(sqlSaidBefore, int64(o.Author), int64(o.Article), storable(string(o.Section)), int64(o.Parent),
		saidBy(trimmed(words)), int64(o.ID))
	return only(found, err, "SaidBefore", "that was not said there")
}

// unsaid refuses words that o's author has said in another opinion in the same place.
func (tx *Tx) unsaid(op string, o content.Opinion, words string) error {
	_, err := tx.SaidBefore(o, words)
	switch {
	case err == nil:
		return conflict(op, errSaidBefore)
	case content.CodeOf(err) == content.NotFound:
		return nil
	}
	return err
}
