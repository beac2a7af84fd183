package pictures

import (
	"bytes"
	"context"
	"fmt"

	"aitys/content"

	"golang.org/x/sync/singleflight"
)

// Painter paints pictures, and keeps those that were asked for last. It may be used by several goroutines at a time.
type Painter struct {
	draw     func(content.Picture) ([]byte, error)
	cache    *cache
	painting singleflight.Group // a picture that many ask for at once is painted once
}

// New returns a painter that keeps up to cacheBytes of finished pictures, of which each takes 30 to 150 kB. It fails when the fonts within the
// program cannot be read.
func New(cacheBytes int) (*Painter, error) {
	f, err := parseFonts()
	if err != nil {
		return nil, err
	}
	draw := func(p content.Picture) ([]byte, error) {
		var out bytes.Buffer
		err := layOut(newDesk(f), p).paint().encode(&out)
		return out.Bytes(), err
	}
	return &Painter{draw: draw, cache: newCache(cacheBytes)}, nil
}

// Paint returns the picture as a PNG, 1080 pixels wide and as high as it needs, within what Telegram takes as a photo. The bytes are shared:
// they are not to be changed. Any picture can be painted: Paint fails only with the error of a context that is over. A painting that has begun
// is finished, since others may wait for it.
func (p *Painter) Paint(ctx context.Context, picture content.Picture) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("painting %q: %w", picture.Title, err)
	}
	key := picture.Key()
	if png, ok := p.cache.get(key); ok {
		return png, nil
	}
	made, err, _ := p.painting.Do(key, func() (any, error) {
		png, err := p.draw(picture)
		if err == nil {
			p.cache.put(key, png)
		}
		return png, err
	})
	if err != nil {
		return nil, fmt.Errorf("painting %q: %w", picture.Title, err)
	}
	png, _ := made.([]byte)
	return png, nil
}
