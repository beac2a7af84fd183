package content

// Document is a file that is made when it is sent, so that its bytes stand nowhere before.
type Document struct {
	Name  string   `json:"name"`
	About ReaderID `json:"about"` // everything that is stored about this reader
	// TooLarge and Failed are sent in its place where it is larger than Telegram takes, and where it cannot be made.
	TooLarge HTML `json:"tooLarge"`
	Failed   HTML `json:"failed"`
}
