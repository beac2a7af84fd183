package storage

import (
	"aitys/content"
)

// myVoting collects what is kept about how a reader votes besides the votes: what they cannot read, which languages they read, and their guesses.
func (tx *Tx) myVoting(id content.ReaderID, data *MyData) (err error) {
	if data.Unread, err = tx.dated(sqlUnreadOf, id); err != nil {
		return err
	}
	if data.Reading, err = tx.Reading(id); err != nil {
		return err
	}
	data.Quizzes, err = tx.quizzes(sqlAllQuizzes, int64(id))
	return err
}

// EachMap gives what the maps of all articles left to the next ones to take. It reads all of them: for one person's /mydata.
func (tx *Tx) EachMap(take func(article content.ArticleID, past []byte) error) error {
	return tx.read(sqlAllMaps, nil, func(rows row) error {
		var article content.ArticleID
		var past []byte
		if err := rows.Scan(&article, &past); err != nil {
			return err
		}
		return take(article, past)
	})
}
