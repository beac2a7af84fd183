package storage

import "aitys/content"

// people are the readers whom a transaction knows, by their accounts and by our numbers.
type people struct {
	readers  map[content.TelegramID]content.Reader
	accounts map[content.ReaderID]content.TelegramID
}

// of returns the reader behind an account; false when the transaction does not know them.
func (p *people) of(account content.TelegramID) (content.Reader, bool) {
	reader, known := p.readers[account]
	return reader, known
}

// numbered returns the reader with our number, and their account.
func (p *people) numbered(id content.ReaderID) (content.Reader, content.TelegramID, bool) {
	account, known := p.accounts[id]
	return p.readers[account], account, known
}

// add remembers a reader as they are now.
func (p *people) add(account content.TelegramID, reader content.Reader) {
	if p.readers == nil {
		p.readers = make(map[content.TelegramID]content.Reader, usualBatch)
		p.accounts = make(map[content.ReaderID]content.TelegramID, usualBatch)
	}
	p.readers[account] = reader
	p.accounts[reader.ID] = account
}

// clear forgets everyone.
func (p *people) clear() {
	clear(p.readers)
	clear(p.accounts)
}
