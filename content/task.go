package content

// File is a document that somebody sent. Telegram keeps it; a Task asks for its bytes.
type File struct {
	ID   string // Telegram's, at most MaxFileID characters
	Name string // as its sender called it: hostile, one line, never a path
	Size int64  // bytes, as Telegram tells; 0: it does not
}

// MaxFileID is as long as the id of a file is believed.
const MaxFileID = 256

// MaxPushed is how many bytes of a file are taken in: an article file in an encoding of two bytes for each character.
const MaxPushed = 2 * MaxFile

// Task is work that takes long, or wants a file from Telegram. It is done outside of transactions, in its turn among what goes to its chat, and at least once: one during
// which the process stops is done again. What it came to is Result.Made.
type Task struct {
	Work string `json:"work"`           // which: a name that the route table knows
	File string `json:"file,omitempty"` // Telegram's id of a file that is fetched first
	Note string `json:"note,omitempty"` // what the work needs to know; its own business
}
