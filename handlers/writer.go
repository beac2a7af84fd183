package handlers

import (
	"aitys/content"
	"aitys/storage"
)

// writerOf is the reader behind an opinion's author: that reader, or of an opinion that was made of a comment whoever has the account that commented, which is looked up
// when it is needed. Error: NotFound when everything was erased, and when whoever commented has never met the bot otherwise.
func writerOf(tx *storage.Tx, author content.ReaderID) (content.Reader, error) {
	reader, err := tx.ReaderByID(author)
	if content.CodeOf(err) != content.NotFound {
		return reader, err
	}
	account, err := tx.AccountOf(content.CommenterID(author))
	if err != nil {
		return content.Reader{}, err
	}
	return tx.Reader(account)
}
