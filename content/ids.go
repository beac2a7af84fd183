package content

// ArticleID is our own number for an article.
type ArticleID int64

// ReaderID is our own number for a person.
type ReaderID int64

// ChatID is our own number for a chat. A reader's private chat has the reader's number.
type ChatID int64

// OutgoingID is the number of a message in the outbox; later ones are higher.
type OutgoingID int64

// BroadcastID is our own number for a message to many.
type BroadcastID int64

// UpdateID is Telegram's number for an update.
type UpdateID int64

// TelegramID is Telegram's number for a user (positive) or a group or channel (negative).
type TelegramID int64

// MessageID is Telegram's number for a message within its chat.
type MessageID int64

// MessageKey is our own name for a message that we send and mean to refer to later; Telegram's number is bound to it once known.
type MessageKey string
