package content

import "time"

// Reader is a person who uses the bot, as the store knows them: by our own number only.
type Reader struct {
	ID ReaderID
	// Chosen is the language picked with /language; empty until then.
	Chosen Lang
	// Telegram is the language of the person's Telegram as last seen; empty when it is none of ours.
	Telegram Lang
	// Article is the last one opened; 0 until one is.
	Article ArticleID
	// Unreachable tells that the person blocked the bot or is gone; cleared when they write again.
	Unreachable bool
	// Sign is how new opinions are signed, and Pen the pen name, which stays known while another way is chosen.
	Sign  Signature
	Pen   string
	Since time.Time
	// Asked tells that a dialogue is under way and the reader has done nothing else since it began.
	Asked bool
}

// Language returns the language to speak with the reader: chosen, else their Telegram's, else the given one.
func (r Reader) Language(otherwise Lang) Lang {
	switch {
	case r.Chosen != "":
		return r.Chosen
	case r.Telegram != "":
		return r.Telegram
	}
	return otherwise
}

// Chat is the reader's private chat.
func (r Reader) Chat() ChatID { return ChatID(r.ID) }
