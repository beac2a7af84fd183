package handlers

import (
	"context"

	"aitys/content"
	"aitys/storage"
)

// record notes what was done in the record, where nobody can change it. Who did it is whoever acts now, unless e.By says so; of what comes due by itself
// it is the program.
func (t *turn) record(e content.Entry) (err error) {
	if e.By == 0 {
		if e.By, err = t.actor(); err != nil {
			return err
		}
	}
	return t.tx.Record(e)
}

// actor is our number for whoever acts; 0 where nobody does. Of a message in a group t.reader does not tell it.
func (t *turn) actor() (content.ReaderID, error) {
	if t.reader.ID != 0 || t.in.From.ID == 0 {
		return t.reader.ID, nil
	}
	reader, err := t.member(t.in.From)
	return reader.ID, err
}

// ruling is the entry of a decision about an opinion that waits for it: that it was featured besides is another. It is made before the opinion is decided, which ends the
// waiting; a ruling counts as made when the moderator made it, not when it took effect. It names no author: an entry stays when the author is erased.
func (t *turn) ruling(before content.Opinion, r content.Ruling) (content.Entry, error) {
	e := content.Entry{
		What: content.DeedApprove, By: r.By, Opinion: before.ID, Version: before.Version, Code: r.Reason, Reason: r.Note, Words: before.Latest(),
	}
	if r.What == content.ToReject {
		e.What = content.DeedReject
	}
	since, err := t.tx.QueuedSince(before.ID)
	if !since.IsZero() {
		e.Waited = r.At.Sub(since)
	}
	return e, err
}

// RecordVotesExport notes that somebody with a hand on the server takes an article's opinions out with each vote on them. An article that is not published is
// passed over: there is nothing to take.
func RecordVotesExport(ctx context.Context, store *storage.Store, slug content.Slug) error {
	return store.Update(ctx, func(tx *storage.Tx) error {
		published, err := tx.ArticleBySlug(slug)
		if content.CodeOf(err) == content.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		return tx.Record(content.Entry{What: content.DeedExport, Article: published.ID, Code: "votes"})
	})
}
