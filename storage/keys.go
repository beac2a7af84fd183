package storage

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Keys seal the identities of a database: the first one, while the others only open what they sealed before. The zero Keys seal nothing.
//
// They show nothing of themselves where they are printed.
type Keys struct{ secrets [][]byte }

const (
	keySize = 32 // bytes, as AES-256 takes them
	sumSize = 4
	// keyPrefix begins a written key, so that it is known for what it is wherever it turns up.
	keyPrefix = "aitys-key-"
)

var errKey = errors.New("it is a key as aitys keygen prints it, or several with commas between them, the present one first")

// NewKey makes a key and returns it as ParseKeys reads it.
func NewKey() string {
	secret := make([]byte, keySize, keySize+sumSize)
	_, _ = rand.Read(secret) // never fails: crypto/rand ends the program sooner
	return keyPrefix + base64.RawURLEncoding.EncodeToString(append(secret, keySum(secret)...))
}

// keySum is what stands behind a written key, so that a letter that was lost or changed is noticed before anything is sealed with the wrong key.
func keySum(secret []byte) []byte {
	sum := sha256.Sum256(append([]byte(keyPrefix), secret...))
	return sum[:sumSize]
}

// ParseKeys reads keys with commas between them; none of an empty text. Its error never holds any of it.
func ParseKeys(list string) (Keys, error) {
	var keys Keys
	if strings.TrimSpace(list) == "" {
		return keys, nil
	}
	for one := range strings.SplitSeq(list, ",") {
		secret, err := parseKey(strings.TrimSpace(one))
		if err != nil {
			return Keys{}, err
		}
		if slices.ContainsFunc(keys.secrets, func(known []byte) bool { return subtle.ConstantTimeCompare(known, secret) == 1 }) {
			return Keys{}, fmt.Errorf("one of the keys stands there twice: %w", errKey)
		}
		keys.secrets = append(keys.secrets, secret)
	}
	return keys, nil
}

func parseKey(written string) ([]byte, error) {
	encoded, is := strings.CutPrefix(written, keyPrefix)
	both, err := base64.RawURLEncoding.DecodeString(encoded)
	if !is || err != nil || len(both) != keySize+sumSize {
		return nil, errKey
	}
	secret, sum := both[:keySize], both[keySize:]
	if subtle.ConstantTimeCompare(sum, keySum(secret)) != 1 {
		return nil, fmt.Errorf("a letter of it is wrong: %w", errKey)
	}
	return secret, nil
}

// Any tells whether there is a key.
func (k Keys) Any() bool { return len(k.secrets) > 0 }

// String says how many keys there are, and nothing of them.
func (k Keys) String() string { return fmt.Sprintf("%d keys", len(k.secrets)) }

// GoString does the same for %#v.
func (k Keys) GoString() string { return k.String() }
