package handlers

import (
	"aitys/content"
	"aitys/storage"
)

// workBroadcast is the work on a broadcast: messages to the next subscribers, and word of how far it has come. Behind it stands the broadcast's number.
const workBroadcast = "broadcast"

// announceNews tells subscribers of a new article, once for each article: a revision is no news. askedBy is the editor who published it and sees how far the
// telling has come; 0: nobody in particular, the owners are told.
func announceNews(tx *storage.Tx, article content.ArticleID, askedBy content.ReaderID) error {
	first, err := tx.FirstNews(article)
	if err != nil || !first {
		return err
	}
	return begin(tx, content.NewArticle, article, askedBy)
}

// begin begins a broadcast, unless it would go to nobody.
func begin(tx *storage.Tx, kind content.BroadcastKind, article content.ArticleID, askedBy content.ReaderID) error {
	b, err := tx.AddBroadcast(kind, article, askedBy)
	if err != nil || b.Done {
		return err
	}
	return tx.ScheduleOnce(content.Due{Work: workOn(workBroadcast, b.ID), At: tx.Now()})
}
