package emulator

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif"  // pictures that can be sent
	_ "image/jpeg" // as photos
	_ "image/png"
	"net/http"
	"strings"
)

// largestDownload is what a bot can fetch. Source: Bot API reference, getFile.
const largestDownload = 20 << 20

// stored is a file that somebody sent.
type stored struct {
	id, unique string
	name, mime string
	data       []byte
	width      int
	height     int
}

// keep stores a file; a picture has to be one.
func (s *Server) keep(u upload, picture bool) (*stored, error) {
	f := &stored{name: u.name, mime: u.mime, data: u.data}
	if picture {
		shape, _, err := image.DecodeConfig(bytes.NewReader(u.data))
		if err != nil {
			return nil, photoInvalid.err()
		}
		f.width, f.height = shape.Width, shape.Height
	}
	s.nameFile(f)
	return f, nil
}

// nameFile gives a file its two ids.
func (s *Server) nameFile(f *stored) {
	n := s.world.nextFile
	s.world.nextFile++
	f.id, f.unique = fmt.Sprintf("AgACAgIAAx%020d", n), fmt.Sprintf("AQAD%08d", n)
	s.world.files[f.id] = f
}

func (f *stored) photo() []PhotoSize {
	return []PhotoSize{{FileID: f.id, FileUniqueID: f.unique, Width: f.width, Height: f.height, FileSize: len(f.data)}}
}

func (f *stored) document() *Document {
	return &Document{FileID: f.id, FileUniqueID: f.unique, FileName: f.name, MimeType: f.mime, FileSize: len(f.data)}
}

// sticker is a sticker that shows an emoji.
func (s *Server) sticker(emoji string) *Sticker {
	f := &stored{mime: "image/webp"}
	s.nameFile(f)
	return &Sticker{FileID: f.id, FileUniqueID: f.unique, Type: "regular", Width: 512, Height: 512, Emoji: emoji}
}

// voice is a voice note of some seconds.
func (s *Server) voice(seconds int) *Voice {
	f := &stored{mime: "audio/ogg"}
	s.nameFile(f)
	return &Voice{FileID: f.id, FileUniqueID: f.unique, Duration: seconds, MimeType: f.mime}
}

// serveFile answers a download.
func (s *Server) serveFile(w http.ResponseWriter, _ *http.Request, rest string) {
	token, path, _ := strings.Cut(rest, "/")
	s.mu.Lock()
	f, known := s.world.files[strings.TrimPrefix(path, "files/")], s.world.bots[token] != nil
	s.mu.Unlock()
	switch {
	case !known:
		write(w, nil, unauthorized.err())
	case f == nil || len(f.data) > largestDownload:
		write(w, nil, tokenMalformed.err())
	default:
		w.Header().Set("Content-Type", "application/octet-stream")
		_, _ = w.Write(f.data) // who asked may have gone away
	}
}
