package storage

import (
	"crypto/sha256"
	"strconv"
)

// digest is what the record holds of a text.
func digest(salt []byte, text string) []byte {
	sum := sha256.Sum256(append(salt[:len(salt):len(salt)], text...))
	return sum[:]
}

// sum is the hash of an entry: of everything in its row but the hash itself, each field behind its length (netstrings), so that no two rows are
// written alike. docs/decisions/0020-record.md repeats it for whoever wants to check the record with other means.
func (r *entryRow) sum() []byte {
	written := field(nil, []byte("aitys record 1"))
	for _, number := range []int64{r.seq, r.at, r.actor} {
		written = numberField(written, number)
	}
	written = field(written, []byte(r.deed))
	for _, number := range []int64{r.opinion, r.comment, r.person, r.article, r.version, r.again, r.until, r.waited} {
		written = numberField(written, number)
	}
	for _, bytes := range [][]byte{[]byte(r.code), r.words, r.reason, r.prev} {
		written = field(written, bytes)
	}
	sum := sha256.Sum256(written)
	return sum[:]
}

// field appends a field: its length in bytes, a colon, the bytes, a comma.
func field(written, bytes []byte) []byte {
	written = strconv.AppendInt(written, int64(len(bytes)), 10)
	written = append(written, ':')
	written = append(written, bytes...)
	return append(written, ',')
}

func numberField(written []byte, number int64) []byte {
	return field(written, strconv.AppendInt(nil, number, 10))
}
