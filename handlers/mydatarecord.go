package handlers

import (
	"time"

	"aitys/content"
)

// myEntry is an entry of the record as the file shows it. Who did it stays out, but for what the person did: authors do not learn who decides.
type myEntry struct {
	Number  int64             `json:"entry"`
	At      time.Time         `json:"at"`
	What    content.Deed      `json:"what"`
	ByYou   bool              `json:"by_you"`
	Opinion content.OpinionID `json:"opinion,omitempty"`
	Comment content.CommentID `json:"comment,omitempty"`
	Person  content.ReaderID  `json:"reader,omitempty"`
	Article string            `json:"article,omitempty"`
	Until   *time.Time        `json:"until,omitempty"`
	Code    string            `json:"reason,omitempty"`
	Reason  string            `json:"reason_in_words,omitempty"`
}

// record writes the entries that are about the person, about what they said, or of what they did.
func (w writer) record(file *myFile, all []content.Entry) error {
	for _, e := range all {
		slug, err := w.slug(e.Article)
		if err != nil {
			return err
		}
		one := myEntry{
			Number: e.Seq, At: e.At, What: e.What, ByYou: e.By == file.You.Number, Opinion: e.Opinion, Comment: e.Comment, Person: e.Person, Article: slug,
			Code: e.Code, Reason: e.Reason,
		}
		if !e.Until.IsZero() {
			one.Until = &e.Until
		}
		file.Recorded = append(file.Recorded, one)
	}
	return nil
}
