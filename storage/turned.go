package storage

import "aitys/content"

// turn is a reader's turning to an article.
type turn struct {
	reader  content.ReaderID
	article content.ArticleID
}

// SetArticle notes the article that a reader opened last. It is written when the transaction commits, for all readers in one statement, since
// it is what nearly every newcomer does, and dropped when the Guard around it fails. An unknown reader is passed over.
func (tx *Tx) SetArticle(id content.ReaderID, article content.ArticleID) error {
	if err := tx.ready(false); err != nil {
		return err
	}
	if !tx.writes {
		return errReadOnly
	}
	reader, account, known := tx.people.numbered(id)
	if known && reader.Article == article {
		return nil
	}
	tx.turned = append(tx.turned, turn{id, article})
	if known {
		reader.Article = article
		tx.people.add(account, reader)
	}
	return nil
}

// withTurn returns a reader as read from the database with the article that they have turned to since.
func (tx *Tx) withTurn(reader content.Reader) content.Reader {
	for _, turn := range tx.turned {
		if turn.reader == reader.ID {
			reader.Article = turn.article
		}
	}
	return reader
}

// writeTurned writes to which articles readers have turned.
func (tx *Tx) writeTurned() error {
	if len(tx.turned) == 0 {
		return nil
	}
	last := make(map[content.ReaderID]content.ArticleID, len(tx.turned))
	for _, turn := range tx.turned {
		last[turn.reader] = turn.article
	}
	args := make([]any, 0, 2*len(last))
	for reader, article := range last {
		args = append(args, int64(reader), int64(article))
	}
	return pieces(len(last), func(from, to int) error {
		return tx.write(tx.store.expand(sqlSetArticles, 2, to-from), args[2*from:2*to]...)
	})
}
