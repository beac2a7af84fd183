package storage

import (
	"errors"

	"aitys/content"
)

// Erased is what Forget has done, as far as somebody has to act on it.
type Erased struct {
	Opinions int     // how many were withdrawn
	Shown    []Shown // messages in groups in which words of theirs still stand
}

// Shown is a message in a group that shows words which were taken back since.
type Shown struct {
	Key     content.MessageKey
	Chat    content.ChatID
	Article content.ArticleID
	Section content.SectionID // of the opinion
}

var errNotYet = errors.New("storage: not written yet")

// Forget erases a reader: who they are, what they said, and whatever waits to be sent to them or to others with words of theirs. Votes stay as numbers that
// lead to nobody. It notes the reader's number in the table of erasures, also where nobody has it (in a backup from before they came, say), so that it may be
// called with any number of that table; doing it again changes nothing.
func (tx *Tx) Forget(id content.ReaderID) (Erased, error) {
	return Erased{}, errNotYet
}
