package content

import "time"

// Colleague is somebody whom an owner has given a role in the bot.
type Colleague struct {
	Reader  ReaderID
	Account TelegramID
	Role    Role
	Name    string // as they were called when they were added; empty where nobody knew
	AddedBy ReaderID
	Since   time.Time
}
