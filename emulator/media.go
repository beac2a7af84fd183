package emulator

import (
	"cmp"
	"path"
	"strings"
)

// medium is a kind of file that a message can show, with its method's parameter.
type medium struct {
	param, folder string
	// noun stands in refusals; what may be sent in a group is a permission.
	missing, noun string
	may           func(ChatPermissions) bool
	captioned     bool
	show          func(c *call, m *message, f *stored)
}

// The kinds. Source of the words: telegram-bot-api Client.cpp, process_send_*,
// and tdlib's can_send_message_content.
var (
	video = medium{"video", "videos", "video", "videos", func(p ChatPermissions) bool { return p.CanSendVideos }, true,
		func(c *call, m *message, f *stored) { m.Video = c.film(f) }}
	animation = medium{"animation", "animations", "animation", "animations", func(p ChatPermissions) bool { return p.CanSendOtherMessages }, true,
		func(c *call, m *message, f *stored) {
			m.Animation = (*Animation)(c.film(f))
			m.Document = f.document() // for bots that do not know animations; source: Bot API reference, Message.animation
		}}
	audio = medium{"audio", "music", "audio", "music", func(p ChatPermissions) bool { return p.CanSendAudios }, true,
		func(c *call, m *message, f *stored) {
			m.Audio = &Audio{
				FileID: f.id, FileUniqueID: f.unique, Duration: c.count("duration"), Performer: c.str("performer"), Title: c.str("title"),
				FileName: f.name, MimeType: f.mime, FileSize: len(f.data),
			}
		}}
	voiceNote = medium{"voice", "voice", "voice", "voice messages", func(p ChatPermissions) bool { return p.CanSendVoiceNotes }, true,
		func(c *call, m *message, f *stored) {
			m.Voice = &Voice{FileID: f.id, FileUniqueID: f.unique, Duration: c.count("duration"), MimeType: f.mime, FileSize: len(f.data)}
		}}
	videoNote = medium{"video_note", "video_notes", "video note", "video messages", func(p ChatPermissions) bool { return p.CanSendVideoNotes }, false,
		func(c *call, m *message, f *stored) {
			m.VideoNote = &VideoNote{
				FileID: f.id, FileUniqueID: f.unique, Length: cmp.Or(c.count("length"), sidesOfNote), Duration: c.count("duration"), FileSize: len(f.data),
			}
		}}
	sticker = medium{"sticker", "stickers", "sticker", "stickers", func(p ChatPermissions) bool { return p.CanSendOtherMessages }, false,
		func(c *call, m *message, f *stored) {
			m.Sticker = &Sticker{
				FileID: f.id, FileUniqueID: f.unique, Type: "regular", Width: sidesOfSticker, Height: sidesOfSticker, Emoji: c.str("emoji"),
				IsAnimated: path.Ext(f.name) == ".tgs", IsVideo: path.Ext(f.name) == ".webm", FileSize: len(f.data),
			}
		}}
)

// Sides in pixels of what does not say its own.
const (
	sidesOfNote    = 384
	sidesOfSticker = 512
)

// film is a video as the call describes it; nothing looks into the file.
func (c *call) film(f *stored) *Video {
	return &Video{
		FileID: f.id, FileUniqueID: f.unique, Width: c.count("width"), Height: c.count("height"), Duration: c.count("duration"),
		FileName: f.name, MimeType: f.mime, FileSize: len(f.data),
	}
}

// count is a number that is not below 0.
func (c *call) count(name string) int { return int(max(0, c.num(name))) }

// sendMedium is the method that sends a kind of file.
func sendMedium(kind medium) func(*Server, *call) (any, error) {
	return func(_ *Server, c *call) (any, error) {
		f, err := c.file(kind.param, c.str(kind.param), kind.folder)
		if err != nil {
			return nil, err
		}
		if f == nil {
			return nil, fileMissing.err(kind.missing)
		}
		m := &message{}
		if kind.captioned {
			if m.Caption, m.CaptionEntities, err = c.caption(); err != nil {
				return nil, err
			}
		}
		kind.show(c, m, f)
		return c.send(m, c.permitted(kind.noun, kind.may))
	}
}

// permitted refuses what the members of a group may not send there.
func (c *call) permitted(noun string, may func(ChatPermissions) bool) func(*chat) error {
	return func(ch *chat) error {
		m := ch.members[c.bot.user.ID]
		if ch.wire.Type == typePrivate || ch.wire.Type == typeChannel || m.administers() {
			return nil
		}
		if !may(ch.permissions) || m.status == statusRestricted && !may(m.permissions) {
			return noRights.err(" to send " + noun + " to the chat")
		}
		return nil
	}
}

// captioned says whether a message has a place for a caption.
func (m *message) captioned() bool {
	return m.Photo != nil || m.Document != nil || m.Video != nil || m.Audio != nil || m.Voice != nil || m.Animation != nil
}

// kinds of files by the ends of their names. Senders often say that a file is a
// stream of bytes; Telegram goes by the name then.
var kinds = map[string]string{
	".txt": "text/plain", ".csv": "text/csv", ".html": "text/html", ".htm": "text/html", ".md": "text/markdown", ".xml": "application/xml",
	".json": "application/json", ".pdf": "application/pdf", ".zip": "application/zip", ".gz": "application/gzip", ".rtf": "application/rtf",
	".doc": "application/msword", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xls": "application/vnd.ms-excel", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".ppt": "application/vnd.ms-powerpoint", ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".epub": "application/epub+zip", ".tgs": "application/x-tgsticker", ".svg": "image/svg+xml",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp",
	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg", ".wav": "audio/wav", ".flac": "audio/flac",
	".mp4": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm", ".mkv": "video/x-matroska", ".avi": "video/x-msvideo",
}

// kindOf is a file's type: what its sender says, unless that says nothing.
func kindOf(u upload) string {
	const anything = "application/octet-stream"
	if said := strings.TrimSpace(u.mime); said != "" && said != anything {
		return said
	}
	return cmp.Or(kinds[strings.ToLower(path.Ext(u.name))], u.mime)
}
