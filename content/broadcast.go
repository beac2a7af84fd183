package content

import "time"

// Topic is a kind of thing that a reader may be told of without having asked at that moment. All are off at first.
type Topic string

// The topics.
const (
	News    Topic = "news"    // new articles
	Answers Topic = "answers" // replies to the reader's own opinions
	Digest  Topic = "digest"  // the week in short
)

// Topics lists all topics, in the order in which readers see them.
var Topics = []Topic{News, Answers, Digest}

// Subscriptions tells which topics a reader wants to be told of.
type Subscriptions struct{ News, Answers, Digest bool }

// To tells whether the topic is among them.
func (s Subscriptions) To(topic Topic) bool {
	return topic == News && s.News || topic == Answers && s.Answers || topic == Digest && s.Digest
}

// Any tells whether there is any.
func (s Subscriptions) Any() bool { return s.News || s.Answers || s.Digest }

// BroadcastKind says what a broadcast tells of.
type BroadcastKind string

// The kinds of broadcasts. Subscribers to news get the first two.
const (
	NewArticle BroadcastKind = "article"
	Reminder   BroadcastKind = "reminder" // of an article, by an editor
	WeekDigest BroadcastKind = "digest"
)

// Topic returns whose subscribers get it.
func (k BroadcastKind) Topic() Topic {
	if k == WeekDigest {
		return Digest
	}
	return News
}

// Broadcast is a message to all subscribers of a topic, and how far it has come.
type Broadcast struct {
	ID      BroadcastID
	Kind    BroadcastKind
	Article ArticleID // 0: of none alone
	Note    string    // what the work on it needs to know; its own business
	Cursor  ReaderID  // the last reader to whom a message was made
	AskedBy ReaderID  // who sees how far it has come; 0: nobody in particular
	Done    bool
	MadeAt  time.Time

	Total   int // subscribers who could be reached when it began
	Sent    int
	Refused int // by Telegram: nearly always because the reader has blocked the bot
	Unsure  int // of whom it is not known, when it was last looked
}

// Subscriber is who gets a broadcast's message.
type Subscriber struct {
	Reader   ReaderID
	Chosen   Lang // as in Reader, and so is Telegram
	Telegram Lang
}

// Language returns the language to speak with the subscriber: chosen, else their Telegram's, else the given one.
func (s Subscriber) Language(otherwise Lang) Lang {
	return Reader{Chosen: s.Chosen, Telegram: s.Telegram}.Language(otherwise)
}

// Doubtful is a message of a broadcast of which it is not known whether it was sent.
type Doubtful struct {
	Outgoing OutgoingID
	Chat     ChatID
	After    MessageID // its number is above this one, should it stand
}
