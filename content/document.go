package content

// Document is a file that is made when it is sent, so that its bytes stand nowhere before.
type Document struct {
	Name  string   `json:"name"`
	About ReaderID `json:"about,omitempty"` // everything that is stored about this reader
	// Article is the one of which it is an export, in Format: csv or json. Empty: it is about a reader.
	Article Slug   `json:"article,omitempty"`
	Format  string `json:"format,omitempty"`
	// Text is the file itself, where it is short and known beforehand; then nothing has to be written.
	Text string `json:"text,omitempty"`
	// TooLarge and Failed are sent in its place where it is larger than Telegram takes, and where it cannot be made.
	TooLarge HTML `json:"tooLarge"`
	Failed   HTML `json:"failed"`
}
