package handlers

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"aitys/phrases"
)

// The names of the encodings that are read besides UTF-8.
const (
	inUTF16       = "UTF-16"
	inWindows1251 = "Windows-1251"
)

// kinds are what files begin with that are no text, and what their senders are told.
var kinds = []struct {
	begins string
	told   phrases.Key
}{
	{"PK\x03\x04", phrases.PushArchive}, {"%PDF", phrases.PushPDF}, {"\xD0\xCF\x11\xE0", phrases.PushOffice}, {"{\\rtf", phrases.PushOffice}, {"Rar!", phrases.PushArchive},
	{"\x1F\x8B", phrases.PushArchive}, {"7z\xBC\xAF", phrases.PushArchive}, {"\x89PNG", phrases.PushPicture}, {"\xFF\xD8\xFF", phrases.PushPicture}, {"GIF8", phrases.PushPicture},
}

// decoded returns a file's text as UTF-8 and the encoding it was in, empty for UTF-8. Told is what its sender is told where it is no text.
func decoded(data []byte, name string) (text, encoding string, told phrases.Key) {
	for _, kind := range kinds {
		if !bytes.HasPrefix(data, []byte(kind.begins)) {
			continue
		}
		if kind.told == phrases.PushArchive && (bytes.Contains(data, []byte("word/")) || isOffice(name)) {
			return "", "", phrases.PushOffice
		}
		return "", "", kind.told
	}
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		if read, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data); err == nil && len(data)%2 == 0 && !bytes.ContainsRune(read, utf8.RuneError) {
			return string(read), inUTF16, ""
		}
	case bytes.IndexByte(data, 0) >= 0:
		return withoutMark(data)
	case utf8.Valid(data):
		return strings.TrimPrefix(string(data), "\uFEFF"), "", ""
	default:
		if read, err := charmap.Windows1251.NewDecoder().Bytes(data); err == nil && isCyrillic(data) {
			return string(read), inWindows1251, ""
		}
	}
	return "", "", phrases.PushEncoding
}

// withoutMark reads UTF-16 that does not say that it is: half of an article's letters would have to be zero bytes, or the upper half of Cyrillic ones.
func withoutMark(data []byte) (text, encoding string, told phrases.Key) {
	for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		read, err := unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(data)
		if err == nil && len(data)%2 == 0 && bytes.IndexByte(read, 0) < 0 && bytes.Count(read, []byte{' '})*50 > len(data) && !bytes.ContainsRune(read, utf8.RuneError) {
			return string(read), inUTF16, ""
		}
	}
	return "", "", phrases.PushEncoding
}

// isOffice tells whether a name is that of a document of an office program.
func isOffice(name string) bool {
	name = strings.ToLower(name)
	for _, ending := range []string{".doc", ".docx", ".odt", ".rtf", ".pages"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}

// isCyrillic tells whether bytes that are no UTF-8 read as Windows-1251: what is above ASCII is nearly all letters, most of them small, and at least half as
// many as there are Latin ones.
func isCyrillic(data []byte) bool {
	var small, letters, above, latin int
	for _, b := range data {
		switch {
		case b|0x20 >= 'a' && b|0x20 <= 'z':
			latin++
		case b >= 0xE0 || b == 0xB8:
			small++
			letters++
			above++
		case b >= 0xC0 || b == 0xA8:
			letters++
			above++
		case b >= 0x80 && strings.IndexByte("\x85\x91\x92\x93\x94\x96\x97\xA0\xAB\xBB\xB9", b) < 0:
			above++
		}
	}
	return letters*10 >= above*9 && small*10 >= letters*7 && letters*2 >= latin
}
