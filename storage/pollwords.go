package storage

import (
	"encoding/json"
	"fmt"

	"aitys/content"
)

const (
	sqlSetWords  = `UPDATE poll SET words = $1 WHERE id = $2 AND words <> $1`
	sqlWordsOf   = `SELECT words FROM poll WHERE id = $1`
	sqlOpenPolls = `SELECT id, section, fingerprint FROM poll WHERE article = $1 AND closed_at IS NULL`
)

// KeepWords keeps the words of a poll as groups read them, for the time when the article has another one. Doing it again changes nothing.
func (tx *Tx) KeepWords(id content.PollID, words content.Poll) error {
	written, err := json.Marshal(words)
	if err != nil {
		return fmt.Errorf("storage.KeepWords: %w", err)
	}
	return tx.write(sqlSetWords, storable(string(written)), int64(id))
}

// WordsOf returns the words of a poll that were kept. Error: NotFound.
func (tx *Tx) WordsOf(id content.PollID) (words content.Poll, err error) {
	var written string
	found, err := tx.row(sqlWordsOf, []any{int64(id)}, &written)
	switch {
	case err != nil:
		return words, err
	case !found || written == "":
		return words, notFound("WordsOf", "the words of poll %d were not kept", id)
	}
	if err := json.Unmarshal([]byte(written), &words); err != nil {
		return words, fmt.Errorf("storage.WordsOf: %w", err)
	}
	return words, nil
}

// OpenPoll is a poll of an article that takes votes.
type OpenPoll struct {
	ID          content.PollID
	Section     content.SectionID
	Fingerprint string
}

// OpenPolls returns an article's polls that take votes.
func (tx *Tx) OpenPolls(article content.ArticleID) (open []OpenPoll, err error) {
	err = tx.read(sqlOpenPolls, []any{int64(article)}, func(rows row) error {
		var p OpenPoll
		err := rows.Scan(&p.ID, &p.Section, &p.Fingerprint)
		open = append(open, p)
		return err
	})
	return open, err
}
