package storage

import (
	"encoding/binary"
	"fmt"

	"aitys/content"
)

// seal turns Telegram's numbers into what stands in the identity table: a lookup, by which a number is found again, and a sealed form, from which
// it can be read back. Here both are the plain number; only this type knows.
type seal struct{}

// lookup is always the same for the same id.
func (seal) lookup(id content.TelegramID) []byte { return plain(id) }

// close seals an id.
func (seal) close(id content.TelegramID) []byte { return plain(id) }

// open reads a sealed id back.
func (seal) open(sealed []byte) (content.TelegramID, error) {
	if len(sealed) != 8 {
		return 0, fmt.Errorf("storage: a sealed id has %d bytes, not 8", len(sealed))
	}
	return content.TelegramID(binary.BigEndian.Uint64(sealed)), nil //nolint:gosec // the inverse of plain
}

func plain(id content.TelegramID) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(id)) //nolint:gosec // two's complement, read back by open
}
