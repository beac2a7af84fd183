// Package work is what all peers do alike, so that only the libraries differ: it looks up what is answered, and stores opinions.
package work

import (
	"database/sql"
	"encoding/json"
	"os"
	"strings"
	"time"

	_ "github.com/mattn/go-sqlite3" // registers the driver
)

// Reply is what is answered: HTML, and buttons as the Bot API has them, or none.
type Reply struct {
	Text   string          `json:"text"`
	Markup json.RawMessage `json:"markup,omitempty"`
}

// Work is the answers and the opinions of one peer.
type Work struct {
	Token, API string
	Replies    map[string]Reply // by Key
	db         *sql.DB
}

// Key names what is answered to a command, or to a button's data, in a language.
func Key(lang, asked string) string { return lang + " " + asked }

const table = `CREATE TABLE IF NOT EXISTS opinion (id INTEGER PRIMARY KEY, reader INTEGER NOT NULL, section TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL)`

// Open reads what the bench answers with from the file that PEER_REPLIES names, and opens opinions.db in the working folder as the driver's pages advise:
// a write-ahead log, and one connection against "database is locked". The driver's default then is that a commit does not wait for the disk.
func Open() (*Work, error) {
	w := &Work{Token: os.Getenv("BOT_TOKEN"), API: os.Getenv("BOT_API_URL")}
	text, err := os.ReadFile(os.Getenv("PEER_REPLIES"))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &w.Replies); err != nil {
		return nil, err
	}
	if w.db, err = sql.Open("sqlite3", "file:opinions.db?_journal_mode=WAL"); err != nil {
		return nil, err
	}
	w.db.SetMaxOpenConns(1)
	_, err = w.db.Exec(table)
	return w, err
}

// Add stores an opinion that came as "/opinion SECTION TEXT".
func (w *Work) Add(reader int64, message string) error {
	_, rest, _ := strings.Cut(message, " ")
	section, text, _ := strings.Cut(rest, " ")
	_, err := w.db.Exec(`INSERT INTO opinion (reader, section, text, at) VALUES (?, ?, ?, ?)`, reader, section, text, time.Now().Unix())
	return err
}

// Keyboards decodes the buttons of all replies into a library's own type, by Key.
func Keyboards[T any](w *Work) (map[string]*T, error) {
	all := map[string]*T{}
	for key, reply := range w.Replies {
		if reply.Markup == nil {
			continue
		}
		all[key] = new(T)
		if err := json.Unmarshal(reply.Markup, all[key]); err != nil {
			return nil, err
		}
	}
	return all, nil
}
