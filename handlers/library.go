package handlers

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"time"

	"aitys/content"
	"aitys/storage"
)

// Prepare makes sure that the work which time drives has begun. It is called once, before the bot reads.
func (n *Newsroom) Prepare(ctx context.Context) error {
	return n.store.Update(ctx, func(tx *storage.Tx) error {
		if err := tx.ScheduleOnce(content.Due{Work: workPrune, At: tx.Now().Add(pruneEvery)}); err != nil {
			return err
		}
		if err := n.scheduleDigest(tx); err != nil {
			return err
		}
		if err := n.knowTeam(tx); err != nil {
			return err
		}
		return tx.TwinPending()
	})
}

// PublishFolder stores and publishes the article files of a folder. Faulty files are named in the log, each fault with its line, and left
// out; what was published of them before stays. The error is the store's or the folder's.
func (n *Newsroom) PublishFolder(ctx context.Context, folder fs.FS) error {
	articles, faults := content.LoadFolder(folder)
	for _, fault := range faults {
		n.log.Warn("an article file is left out: " + fault.String())
	}
	if len(faults) > 0 {
		n.log.Warn("articles with a fault in any of their files stay as they were published, until it is mended", "faults", len(faults))
	}
	if len(articles) == 0 {
		return nil
	}
	changed := n.shelf.changed(articles)
	err := n.store.Update(ctx, func(tx *storage.Tx) error {
		for _, article := range content.OriginalsFirst(changed) {
			if err := n.publish(tx, article); err != nil {
				return err
			}
		}
		return FollowPublished(tx, changed)
	})
	if err == nil {
		n.shelf.put(changed)
	}
	return err
}

// PublishSample publishes the articles of a folder that the store does not hold yet in any revision: what a newsroom has made of the sample stays.
func (n *Newsroom) PublishSample(ctx context.Context, folder fs.FS) error {
	articles, faults := content.LoadFolder(folder)
	if len(faults) > 0 {
		return faults
	}
	return n.store.Update(ctx, func(tx *storage.Tx) error {
		if _, err := tx.ArticleBySlug(articles[0].Slug); content.CodeOf(err) != content.NotFound {
			return err
		}
		for _, article := range content.OriginalsFirst(articles) {
			if err := n.publish(tx, article); err != nil {
				return err
			}
		}
		return nil
	})
}

// shelf remembers what was last taken from the folder: one file that changes must not bring back the others over what was pushed since.
type shelf struct {
	mu    sync.Mutex
	texts map[string]string
}

func shelfKey(a *content.Article) string { return string(a.Slug) + " " + string(a.Lang) }

// changed returns the articles that are not as they were put last.
func (s *shelf) changed(articles []*content.Article) []*content.Article {
	s.mu.Lock()
	defer s.mu.Unlock()
	var changed []*content.Article
	for _, article := range articles {
		if s.texts[shelfKey(article)] != string(article.Print()) {
			changed = append(changed, article)
		}
	}
	return changed
}

func (s *shelf) put(articles []*content.Article) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.texts == nil {
		s.texts = map[string]string{}
	}
	for _, article := range articles {
		s.texts[shelfKey(article)] = string(article.Print())
	}
}

// publish stores one article; the store's refusal of it is logged and does not keep back the others.
func (n *Newsroom) publish(tx *storage.Tx, article *content.Article) error {
	err := tx.Guard(true, func() error {
		saved, err := PublishOver(tx, article)
		if err == nil && !saved.Unchanged {
			n.log.Info("published", "article", article.Slug, "language", article.Lang, "revision", saved.Number)
		}
		return err
	})
	var refusal *content.Error
	if errors.As(err, &refusal) && !storage.Failing(err) {
		n.log.Warn("an article is left out", "article", article.Slug, "language", article.Lang, "why", refusal)
		return nil
	}
	return err
}

// FollowFolder publishes the folder's articles again whenever its files have changed, until ctx ends. It looks at each tick, not by the
// kernel's notices: those do not cross network file systems and container mounts, where newsrooms keep their files. A change is read once
// two looks in a row agree, so that a file is not read while it is being written.
func (n *Newsroom) FollowFolder(ctx context.Context, folder fs.FS, look <-chan time.Time) {
	published, before := "", "" // what was published at the start is read once more: it may have changed since
	for {
		select {
		case <-ctx.Done():
			return
		case <-look:
		}
		now := fingerprint(folder)
		if now != published && now == before {
			if err := n.PublishFolder(ctx, folder); err != nil {
				n.log.Error("the changed articles could not be stored: trying again", "error", err)
				continue
			}
			published = now
		}
		before = now
	}
}

// fingerprint tells one state of a folder's article files from another.
func fingerprint(folder fs.FS) string {
	names, err := fs.Glob(folder, "*.md")
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, name := range names {
		if info, err := fs.Stat(folder, name); err == nil {
			fmt.Fprintln(&b, name, info.Size(), info.ModTime().UnixNano())
		}
	}
	return b.String()
}
