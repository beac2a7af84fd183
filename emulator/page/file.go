package page

import (
	"cmp"
	"mime"
	"net/http"
	"strings"
)

// file answers a file that somebody sent. Only what the page shows as a picture,
// and what really is one, is served as such; everything else is to be saved,
// whatever its sender called it.
func (p *page) file(w http.ResponseWriter, r *http.Request) {
	f, picture, ok := p.server.File(r.PathValue("id"))
	if !ok {
		refuse(w, http.StatusNotFound, "there is no such file")
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, max-age=31536000, immutable") // an id never means another file
	kind := http.DetectContentType(f.Data)
	if !picture || !strings.HasPrefix(kind, "image/") {
		kind = "application/octet-stream"
		h.Set("Content-Disposition", cmp.Or(mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}), "attachment"))
	}
	h.Set("Content-Type", kind)
	_, _ = w.Write(f.Data) // who asked may have gone away
}
