package pictures

import (
	"slices"
	"sync"
)

// cache keeps the pictures that were asked for last, as long as they take no more than room bytes together.
type cache struct {
	mu    sync.Mutex
	room  int
	taken int
	pngs  map[string][]byte
	order []string // the keys of pngs, the one that was asked for last at the end; there are a few hundred at most
}

func newCache(room int) *cache { return &cache{room: room, pngs: map[string][]byte{}} }

func (c *cache) get(key string) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	png, ok := c.pngs[key]
	if ok {
		i := slices.Index(c.order, key)
		c.order = append(slices.Delete(c.order, i, i+1), key)
	}
	return png, ok
}

// put keeps a picture, unless it alone takes more than the room there is.
func (c *cache) put(key string, png []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.pngs[key]; ok || len(png) > c.room {
		return
	}
	c.pngs[key] = png
	c.order = append(c.order, key)
	c.taken += len(png)
	for c.taken > c.room {
		c.taken -= len(c.pngs[c.order[0]])
		delete(c.pngs, c.order[0])
		c.order = slices.Delete(c.order, 0, 1)
	}
}
