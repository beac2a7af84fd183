package storage

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"sync"

	"aitys/content"
)

// seal turns Telegram's numbers into what stands in the identity table: a lookup, by which a number is found again, and a sealed form, from which
// it can be read back. The zero seal writes plain numbers, a keyed one an HMAC and AES-GCM. Names, and whatever may hold a name or a number of Telegram's, are
// covered too: see cover and coverText.
//
// To recognise an account and to find it again take half a microsecond (BenchmarkSeal) of the ten or more that an update takes: nothing is remembered.
type seal struct {
	ids   cipher.AEAD
	words cipher.AEAD // apart from ids: messages are many, and a key seals only so many things with a nonce drawn at random
	macs  *sync.Pool  // of hash.Hash: an HMAC that has read its key once is twice as fast
	mark  []byte      // the fingerprint by which the database knows the key
}

const (
	lookupSize = 16
	markSize   = 8
	plainSize  = 8 // of an id
)

var errSealed = errors.New("storage: a sealed value is damaged, or another key sealed it")

// newSeal makes what a key seals with. Each use has a key of its own, so that none tells anything about another.
func newSeal(secret []byte) (seal, error) {
	var subkeys [4][]byte
	for i, use := range []string{"aitys identity sealing", "aitys identity lookup", "aitys identity fingerprint", "aitys words sealing"} {
		var err error
		if subkeys[i], err = hkdf.Key(sha256.New, secret, nil, use, keySize); err != nil {
			return seal{}, err
		}
	}
	ids, err := newGCM(subkeys[0])
	if err != nil {
		return seal{}, err
	}
	words, err := newGCM(subkeys[3])
	macs := &sync.Pool{New: func() any { return hmac.New(sha256.New, subkeys[1]) }}
	return seal{ids: ids, words: words, macs: macs, mark: subkeys[2][:markSize]}, err
}

func newGCM(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// keyed tells whether a key seals.
func (s seal) keyed() bool { return s.ids != nil }

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

// commenterLookup is lookup for an account as one that comments; without the key nobody sees that both are of one account.
func (s seal) commenterLookup(id content.TelegramID) []byte {
	known := append([]byte(commenterMark), plain(id)...)
	if !s.keyed() {
		return known
	}
	mac := s.macs.Get().(hash.Hash) // only those are in it
	defer s.macs.Put(mac)
	mac.Reset()
	_, _ = mac.Write(known) // never fails
	return mac.Sum(nil)[:lookupSize]
}

// barredLookup is lookup for an account that was erased while it was banned: nobody sees that it is the hash of one that is there, or was.
func (s seal) barredLookup(id content.TelegramID) []byte {
	mac := s.macs.Get().(hash.Hash) // only those are in it
	defer s.macs.Put(mac)
	mac.Reset()
	_, _ = mac.Write(append([]byte(barredMark), plain(id)...)) // never fails
	return mac.Sum(nil)[:lookupSize]
}

// barredMark stands before an account where a ban outlives its erasure.
const barredMark = "b"

// close seals an id that is recognised as itself.
func (s seal) close(id content.TelegramID) []byte { return s.closeMoved(id, id) }

// closeMoved seals where a chat is to be found now, and the id by which it is recognised where that is another one: it could not be read from its lookup,
// and a new key has to make a new lookup.
func (s seal) closeMoved(now, known content.TelegramID) []byte {
	switch {
	case !s.keyed():
		return plain(now)
	case now == known:
		return covered(s.ids, plain(now))
	}
	return covered(s.ids, append(plain(now), plain(known)...))
}

// open reads from a sealed id where the chat is to be found.
func (s seal) open(sealed []byte) (content.TelegramID, error) {
	now, _, err := s.openMoved(nil, sealed)
	return now, err
}

// openMoved reads back what closeMoved sealed in a row with a lookup.
func (s seal) openMoved(lookup, sealed []byte) (now, known content.TelegramID, err error) {
	ids, err := uncovered(s.ids, sealed)
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

// cover seals bytes in which a name or an id may stand, if there is a key. Nothing stays nothing.
func (s seal) cover(open []byte) []byte { return covered(s.words, open) }

// uncover reads back what cover sealed.
func (s seal) uncover(sealed []byte) ([]byte, error) { return uncovered(s.words, sealed) }

// coverText is cover for a column that both engines keep as text: sealed bytes are none, so they are written in letters. The empty text stays empty, which
// tells that somebody is anonymous, or has no name, and no more.
func (s seal) coverText(open string) string {
	if !s.keyed() || open == "" {
		return open
	}
	return letters.EncodeToString(s.cover([]byte(open)))
}

// uncoverText reads back what coverText sealed.
func (s seal) uncoverText(sealed string) (string, error) {
	if !s.keyed() || sealed == "" {
		return sealed, nil
	}
	raw, err := letters.DecodeString(sealed)
	if err != nil {
		return "", errSealed
	}
	open, err := s.uncover(raw)
	return string(open), err
}

var letters = base64.RawStdEncoding

func covered(aead cipher.AEAD, open []byte) []byte {
	if aead == nil || open == nil {
		return open
	}
	sealed := make([]byte, aead.NonceSize(), aead.NonceSize()+len(open)+aead.Overhead())
	_, _ = rand.Read(sealed) // never fails
	return aead.Seal(sealed, sealed, open, nil)
}

func uncovered(aead cipher.AEAD, sealed []byte) ([]byte, error) {
	if aead == nil || sealed == nil {
		return sealed, nil
	}
	size := aead.NonceSize()
	if len(sealed) < size {
		return nil, errSealed
	}
	open, err := aead.Open([]byte{}, sealed[:size], sealed[size:], nil)
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
