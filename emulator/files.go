package emulator

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	_ "image/gif"  // pictures that can be sent
	_ "image/jpeg" // as photos
	_ "image/png"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// Sizes of files in bytes, and shapes of photos in pixels. Source: Bot API
// reference, getFile, "Sending files" and sendPhoto.
const (
	largestDownload = 20 << 20
	largestUpload   = 50 << 20
	largestPhoto    = 10 << 20
	longestSides    = 10_000 // width and height together
	thinnestPhoto   = 20     // width to height, or the other way round
)

// stored is a file that somebody sent.
type stored struct {
	id, unique string
	path       string
	name, mime string
	data       []byte
	width      int
	height     int
}

// Folders of files, each for a kind, as getFile names them.
const (
	folderPhotos    = "photos"
	folderDocuments = "documents"
)

// keep stores a file; a picture has to be one.
func (s *Server) keep(u upload, folder string) (*stored, error) {
	f := &stored{name: path.Base(u.name), mime: kindOf(u), data: u.data}
	if f.mime == "" {
		f.mime = http.DetectContentType(u.data)
	}
	if folder != folderPhotos {
		s.nameFile(f, folder)
		return f, nil
	}
	shape, _, err := image.DecodeConfig(bytes.NewReader(u.data))
	if err != nil {
		return nil, photoInvalid.err()
	}
	f.width, f.height = shape.Width, shape.Height
	if f.width+f.height > longestSides || f.width > thinnestPhoto*f.height || f.height > thinnestPhoto*f.width {
		return nil, photoShapeWrong.err()
	}
	s.nameFile(f, folderPhotos)
	return f, nil
}

// nameFile gives a file its two ids and the path under which it is fetched.
func (s *Server) nameFile(f *stored, folder string) {
	n := s.world.nextFile
	s.world.nextFile++
	f.id, f.unique = fmt.Sprintf("AgACAgIAAx%020d", n), fmt.Sprintf("AQAD%08d", n)
	f.path = fmt.Sprintf("%s/file_%d%s", folder, n, path.Ext(f.name))
	s.world.files[f.id], s.world.paths[f.path] = f, f
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
	s.nameFile(f, "stickers")
	return &Sticker{FileID: f.id, FileUniqueID: f.unique, Type: "regular", Width: 512, Height: 512, Emoji: emoji}
}

// voice is a voice note of some seconds.
func (s *Server) voice(seconds int) *Voice {
	f := &stored{mime: "audio/ogg"}
	s.nameFile(f, "voice")
	return &Voice{FileID: f.id, FileUniqueID: f.unique, Duration: seconds, MimeType: f.mime}
}

// file is the file that a parameter names: an upload in a field of that name,
// an upload that attach:// points to, or an id of a file that is known. nil
// without an error means that the request has none.
func (c *call) file(field, value, folder string) (*stored, error) {
	picture := folder == folderPhotos
	name, attached := strings.CutPrefix(value, "attach://")
	if value != "" && !attached {
		if strings.HasPrefix(value, "http://") || strings.HasPrefix(value, "https://") {
			return nil, urlUnreachable.err()
		}
		f := c.srv.world.files[value]
		if f == nil || picture && f.width == 0 {
			return nil, fileIDWrong.err()
		}
		if !picture && folder != folderDocuments && path.Dir(f.path) != folder {
			return nil, fileKindWrong.err(path.Dir(f.path), folder)
		}
		return f, nil
	}
	if !attached {
		name = field
	}
	u, ok := c.files[name]
	if !ok {
		return nil, nil //nolint:nilnil // no file is a value here
	}
	if len(u.data) == 0 {
		return nil, fileEmpty.err()
	}
	if len(u.data) > largestUpload || picture && len(u.data) > largestPhoto {
		return nil, tooLarge.err()
	}
	return c.srv.keep(u, folder)
}

func sendPhoto(_ *Server, c *call) (any, error) {
	f, err := c.file("photo", c.str("photo"), folderPhotos)
	if err != nil {
		return nil, err
	}
	if f == nil {
		return nil, fileMissing.err("photo")
	}
	return c.sendFile(&message{Message: Message{Photo: f.photo()}})
}

func sendDocument(_ *Server, c *call) (any, error) {
	f, err := c.file("document", c.str("document"), folderDocuments)
	if err != nil {
		return nil, err
	}
	if f == nil {
		return nil, fileMissing.err("document")
	}
	return c.sendFile(&message{Message: Message{Document: f.document()}})
}

func (c *call) sendFile(m *message) (any, error) {
	var err error
	if m.Caption, m.CaptionEntities, err = c.caption(); err != nil {
		return nil, err
	}
	return c.send(m, nil)
}

// inputMedia is InputMediaPhoto or InputMediaDocument.
type inputMedia struct {
	Type            string     `json:"type"`
	Media           string     `json:"media"`
	Caption         string     `json:"caption"`
	ParseMode       string     `json:"parse_mode"`
	CaptionEntities rawMessage `json:"caption_entities"`
}

// inputMessage is the message that an input media makes.
func (c *call) inputMessage(in inputMedia) (*message, error) {
	if in.Type != "photo" && in.Type != "document" {
		return nil, mediaNotFound.err(fmt.Sprintf("type %q is unsupported", cmp.Or(in.Type, "?")))
	}
	folder := folderDocuments
	if in.Type == "photo" {
		folder = folderPhotos
	}
	f, err := c.file("", in.Media, folder)
	if err != nil {
		return nil, err
	}
	if f == nil {
		return nil, mediaNotFound.err("media not found")
	}
	m := &message{}
	if m.Caption, m.CaptionEntities, err = c.captionOf(in.Caption, in.ParseMode, string(in.CaptionEntities)); err != nil {
		return nil, err
	}
	if in.Type == "photo" {
		m.Photo = f.photo()
	} else {
		m.Document = f.document()
	}
	return m, nil
}

// Sizes of albums. Source: Bot API reference, sendMediaGroup. Telegram lets a
// single item pass as a message of its own.
const (
	smallestAlbum = 2
	largestAlbum  = 10
)

func sendMediaGroup(s *Server, c *call) (any, error) {
	var given []inputMedia
	if err := c.array("media", &given, mediaListUnreadable, "InputMedia"); err != nil {
		return nil, err
	}
	switch {
	case len(given) < smallestAlbum:
		return nil, albumSmall.err()
	case len(given) > largestAlbum:
		return nil, albumLarge.err()
	}
	all := make([]*message, len(given))
	for i, in := range given {
		if in.Type != given[0].Type {
			return nil, albumMixed.err()
		}
		var err error
		if all[i], err = c.inputMessage(in); err != nil {
			return nil, err
		}
	}
	ch, _, err := c.ready(all, nil)
	if err != nil {
		return nil, err
	}
	group := s.numberAlbum()
	sent := make([]*Message, len(all))
	for i, m := range all {
		m.MediaGroupID = group
		sent[i] = c.launch(ch, m, nil)
	}
	return sent, nil
}

// numberAlbum gives an album its id.
func (s *Server) numberAlbum() string {
	n := s.world.nextAlbum
	s.world.nextAlbum++
	return strconv.FormatInt(n, 10)
}

func editMessageMedia(_ *Server, c *call) (any, error) {
	if !c.has("media") {
		return nil, paramRequired.err("media")
	}
	var in inputMedia
	if err := unmarshal(c.str("media"), &in); err != nil {
		return nil, mediaUnreadable.err()
	}
	now, err := c.inputMessage(in)
	if err != nil {
		return nil, err
	}
	return c.edit(func(m *message) error {
		if !m.captioned() {
			return mediaCannotEdit.err()
		}
		m.Media = Media{}
		m.Photo, m.Document, m.Caption, m.CaptionEntities = now.Photo, now.Document, now.Caption, now.CaptionEntities
		return nil
	})
}

func getFile(s *Server, c *call) (any, error) {
	if !c.has("file_id") {
		return nil, fileIDMissing.err()
	}
	f := s.world.files[c.str("file_id")]
	switch {
	case f == nil:
		return nil, fileIDWrong.err()
	case len(f.data) > largestDownload:
		return nil, fileTooBig.err()
	}
	return file{FileID: f.id, FileUniqueID: f.unique, FileSize: len(f.data), FilePath: f.path}, nil
}

// serveFile answers a download; rest is <token>/<path>.
func (s *Server) serveFile(w http.ResponseWriter, rest string) {
	token, at, _ := strings.Cut(rest, "/")
	s.mu.Lock()
	f, known := s.world.paths[at], s.world.bots[token] != nil
	s.mu.Unlock()
	switch {
	case !known:
		write(w, nil, unauthorized.err())
	case f == nil:
		write(w, nil, tokenMalformed.err())
	default:
		w.Header().Set("Content-Type", "application/octet-stream")
		_, _ = w.Write(f.data) // who asked may have gone away
	}
}
