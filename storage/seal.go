package storage

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"sync"

	"aitys/content"
)

// seal turns Telegram's numbers into what stands in the identity table: a lookup, by which a number is found again, and a sealed form, from which
// it can be read back. The zero seal writes plain numbers, a keyed one an HMAC and AES-GCM. What updates hold that were parked is sealed too.
//
// To recognise an account and to find it again take half a microsecond (BenchmarkSeal) of the ten or more that an update takes: nothing is remembered.
type seal struct {
	aead cipher.AEAD
	macs *sync.Pool // of hash.Hash: an HMAC that has read its key once is twice as fast
	mark []byte     // the fingerprint by which the database knows the key
}

const (
	lookupSize = 16
	markSize   = 8
	plainSize  = 8 // of an id
)

var errSealed = errors.New("storage: a sealed value is damaged, or another key sealed it")

// newSeal makes what a key seals with. Each use has a key of its own, so that none tells anything about another.
func newSeal(secret []byte) (seal, error) {
	var subkeys [3][]byte
	for i, use := range []string{"aitys identity sealing", "aitys identity lookup", "aitys identity fingerprint"} {
		var err error
		if subkeys[i], err = hkdf.Key(sha256.New, secret, nil, use, keySize); err != nil {
			return seal{}, err
		}
	}
	block, err := aes.NewCipher(subkeys[0])
	if err != nil {
		return seal{}, err
	}
	aead, err := cipher.NewGCM(block)
	macs := &sync.Pool{New: func() any { return hmac.New(sha256.New, subkeys[1]) }}
	return seal{aead: aead, macs: macs, mark: subkeys[2][:markSize]}, err
}

// keyed tells whether a key seals.
func (s seal) keyed() bool { return s.aead != nil }

// lookup is always the same for the same id.
func (s seal) lookup(id content.TelegramID) []byte {
	if !s.keyed() {
		return plain(id)
	}
	mac := s.macs.Get().(hash.Hash) // only those are in it
	defer s.macs.Put(mac)
	mac.Reset()
	_, _ = mac.Write(plain(id)) // never fails
	return mac.Sum(nil)[:lookupSize]
}

// close seals an id that is recognised as itself.
func (s seal) close(id content.TelegramID) []byte { return s.closeMoved(id, id) }

// closeMoved seals where a chat is to be found now, and the id by which it is recognised where that is another one: it could not be read from its lookup,
// and a new key has to make a new lookup.
func (s seal) closeMoved(now, known content.TelegramID) []byte {
	switch {
	case !s.keyed():
		return plain(now)
	case now == known:
		return s.cover(plain(now))
	}
	return s.cover(append(plain(now), plain(known)...))
}

// open reads from a sealed id where the chat is to be found.
func (s seal) open(sealed []byte) (content.TelegramID, error) {
	now, _, err := s.openMoved(nil, sealed)
	return now, err
}

// openMoved reads back what closeMoved sealed in a row with a lookup.
func (s seal) openMoved(lookup, sealed []byte) (now, known content.TelegramID, err error) {
	ids, err := s.uncover(sealed)
	if err != nil {
		return 0, 0, err
	}
	if !s.keyed() && len(lookup) == plainSize {
		ids = append(ids[:len(ids):len(ids)], lookup...)
	}
	if len(ids) != plainSize && len(ids) != 2*plainSize {
		return 0, 0, fmt.Errorf("storage: a sealed id has %d bytes", len(ids))
	}
	return unplain(ids[:plainSize]), unplain(ids[len(ids)-plainSize:]), nil
}

// cover seals bytes, if there is a key. Nothing stays nothing.
func (s seal) cover(open []byte) []byte {
	if !s.keyed() || open == nil {
		return open
	}
	sealed := make([]byte, s.aead.NonceSize(), s.aead.NonceSize()+len(open)+s.aead.Overhead())
	_, _ = rand.Read(sealed) // never fails
	return s.aead.Seal(sealed, sealed, open, nil)
}

// uncover reads back what cover sealed.
func (s seal) uncover(sealed []byte) ([]byte, error) {
	if !s.keyed() || sealed == nil {
		return sealed, nil
	}
	size := s.aead.NonceSize()
	if len(sealed) < size {
		return nil, errSealed
	}
	open, err := s.aead.Open(nil, sealed[:size], sealed[size:], nil)
	if err != nil {
		return nil, errSealed
	}
	return open, nil
}

// nowhere is a lookup that no id has.
func nowhere() []byte {
	lookup := make([]byte, lookupSize)
	_, _ = rand.Read(lookup) // never fails
	return lookup
}

func plain(id content.TelegramID) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(id)) //nolint:gosec // two's complement, read back by unplain
}

func unplain(id []byte) content.TelegramID {
	return content.TelegramID(binary.BigEndian.Uint64(id)) //nolint:gosec // the inverse of plain
}
