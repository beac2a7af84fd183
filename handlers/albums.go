package handlers

import (
	"maps"
	"sync"
)

// maxAlbums is how many albums are remembered: those of the last minutes, also in a crowd.
const maxAlbums = 1000

// albums remembers the albums of which a part was answered. Their parts may come in several batches. It is forgotten at a restart, which costs one
// answer too many.
type albums struct {
	mu    sync.Mutex
	known map[string]bool
}

func (a *albums) has(album string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.known[album]
}

func (a *albums) add(more map[string]bool) {
	if len(more) == 0 {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.known == nil || len(a.known) >= maxAlbums {
		a.known = map[string]bool{}
	}
	maps.Copy(a.known, more)
}
