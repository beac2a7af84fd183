package storage

import (
	"aitys/content"
)

const (
	sqlSubscriptions = `SELECT news, answers, digest FROM reader WHERE id = $1`

	sqlSetNews    = `UPDATE reader SET news = $1 WHERE id = $2`
	sqlSetAnswers = `UPDATE reader SET answers = $1 WHERE id = $2`
	sqlSetDigest  = `UPDATE reader SET digest = $1 WHERE id = $2`

	sqlForNews   = `SELECT id, chosen, telegram FROM reader WHERE news = 1 AND unreachable = 0 AND id > $1 ORDER BY id LIMIT CAST($2 AS BIGINT)`
	sqlForDigest = `SELECT id, chosen, telegram FROM reader WHERE digest = 1 AND unreachable = 0 AND id > $1 ORDER BY id LIMIT CAST($2 AS BIGINT)`

	// They are counted once for each broadcast, and when an editor asks: an index holds nobody else.
	sqlCountNews   = `SELECT COUNT(*) FROM reader WHERE news = 1 AND unreachable = 0`
	sqlCountDigest = `SELECT COUNT(*) FROM reader WHERE digest = 1 AND unreachable = 0`
)

// Subscriptions returns what a reader wants to be told of. Error: NotFound.
func (tx *Tx) Subscriptions(id content.ReaderID) (content.Subscriptions, error) {
	var news, answers, digest int64
	found, err := tx.row(sqlSubscriptions, []any{int64(id)}, &news, &answers, &digest)
	if err == nil && !found {
		err = notFound("Subscriptions", "there is no reader %d", id)
	}
	return content.Subscriptions{News: news != 0, Answers: answers != 0, Digest: digest != 0}, err
}

// Subscribe notes whether a reader wants to be told of a topic. Error: NotFound.
func (tx *Tx) Subscribe(id content.ReaderID, topic content.Topic, wanted bool) error {
	query := map[content.Topic]string{content.News: sqlSetNews, content.Answers: sqlSetAnswers, content.Digest: sqlSetDigest}[topic]
	changed, err := tx.exec(query, flag(wanted), int64(id))
	return missing(changed, err, id)
}

// Subscribers returns the reachable subscribers of a topic to whom broadcasts go, news or digest, by rising number: at most limit of those above after.
func (tx *Tx) Subscribers(topic content.Topic, after content.ReaderID, limit int) (page []content.Subscriber, err error) {
	query := sqlForNews
	if topic == content.Digest {
		query = sqlForDigest
	}
	err = tx.read(query, []any{int64(after), limit}, func(rows row) error {
		var s content.Subscriber
		err := rows.Scan(&s.Reader, &s.Chosen, &s.Telegram)
		page = append(page, s)
		return err
	})
	return page, err
}

// CountSubscribers returns how many Subscribers would return in all.
func (tx *Tx) CountSubscribers(topic content.Topic) (n int, err error) {
	query := sqlCountNews
	if topic == content.Digest {
		query = sqlCountDigest
	}
	_, err = tx.row(query, nil, &n)
	return n, err
}
