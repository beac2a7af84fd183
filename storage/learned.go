package storage

import "aitys/content"

// learned is what a transaction has learned of the database and is asked again soon, so that it need not ask twice. Whoever writes what stands here drops it.
type learned struct {
	settings   map[content.ArticleID]map[string]string
	commenters map[content.TelegramID]content.CommenterID // 0: the account has no number
	sanctions  map[content.ReaderID][]content.Sanction
	born       map[content.OpinionID]bool // opinions of this transaction, about which nobody has ruled, asked or appealed yet
}

// learn keeps a value in one of its maps.
func learn[K comparable, V any](known *map[K]V, key K, value V) V {
	if *known == nil {
		*known = map[K]V{}
	}
	(*known)[key] = value
	return value
}
