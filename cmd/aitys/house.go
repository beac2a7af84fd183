package main

import (
	"net/http"
	"runtime"
	"time"

	"aitys/bot"
	"aitys/pictures"
)

const (
	// keptPictures is how many bytes of painted pictures are kept: some hundred pictures.
	keptPictures = 8 << 20

	// nightsAtOnce is how many newsrooms check or copy their databases at a time, and nightPatience how long one waits for its turn.
	nightsAtOnce  = 2
	nightPatience = 15 * time.Minute
	// severalWidth is how many requests a newsroom among several has under way at once: enough for thirty messages a second where Telegram takes half a second
	// for each, and so few that one which is flooded leaves the processors to the others.
	severalWidth = 16
	// startPatience is how long a newsroom waits for its turn to start: one whose database does not answer must not hold up the others.
	startPatience = 3 * time.Second
)

// house is what the newsrooms of a process share: what is the same for all of them is there once. Phrases, filters and the built-in articles are package-wide anyway.
type house struct {
	several   bool // newsrooms: one that falls must not take the others along
	painter   *pictures.Painter
	transport http.RoundTripper
	width     int // requests that one newsroom has under way at once; 0: as many as it can make use of
	starts    gate
	nights    gate
}

// newHouse returns a house for so many newsrooms.
func newHouse(newsrooms int) (*house, error) {
	painter, err := pictures.New(keptPictures)
	if err != nil {
		return nil, err
	}
	h := &house{several: newsrooms > 1, painter: painter, transport: bot.NewTransport(newsrooms)}
	if h.several {
		h.width = severalWidth
		h.starts, h.nights = newGate(runtime.GOMAXPROCS(0), startPatience), newGate(nightsAtOnce, nightPatience)
	}
	return h, nil
}

// contained does something of a newsroom's. Where there are several, its panic is an error; a newsroom that is alone ends with the program, and is started anew with it.
func (h *house) contained(do func() error) (err error) {
	if h.several {
		defer bot.Contain(&err)
	}
	return do()
}
