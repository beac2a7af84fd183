package content

import "time"

// PostID is our own number for a post.
type PostID int64

// RootID is our own number for what a thread of the group hangs under.
type RootID int64

// PostRole is what a post shows.
type PostRole string

// The roles of posts. In the channel stand the article's text in parts, its poll and, where the editors wish it, its sections with theirs; in the group, under
// the article, all others.
const (
	PostArticle PostRole = "article" // the article's first part, under which it is discussed
	PostMore    PostRole = "more"    // a further part of it
	PostPoll    PostRole = "poll"    // a poll with buttons, of the section or of the whole article
	PostSection PostRole = "section" // a section, or a part of it
	PostIndex   PostRole = "index"   // the sections with what can be done on each
	PostNotice  PostRole = "notice"  // that comments are kept
	PostOpinion PostRole = "opinion" // one approved opinion
	PostDigest  PostRole = "digest"  // several of them
	PostMap     PostRole = "map"     // what groups of readers accept and what divides them
)

// PostKeys begins the keys of posts that are no polls.
const PostKeys = "post:"

// PostState is how far a post has come.
type PostState string

// The states of posts.
const (
	PostWished PostState = "wished" // it is on its way
	PostStands PostState = "stands" // it stands under its number
	PostUnsure PostState = "unsure" // nobody knows whether it stands
	PostGone   PostState = "gone"   // it stood, and was deleted
	PostLeft   PostState = "left"   // it stands in a group that has become another since, where it can be neither edited nor deleted
)

// Post is a message of ours in the channel or in the group that follows what it shows: its Key names it.
type Post struct {
	ID          PostID
	Article     ArticleID
	Section     SectionID
	Role        PostRole
	Part        int // of several messages that belong together, from 0
	Chat        ChatID
	Message     MessageID // 0 while it is not known; below 0: of a group that has become another since
	Key         MessageKey
	Fingerprint string // of what it shows; empty: it is to be edited, whatever it shows
	State       PostState
	Opinion     OpinionID // of PostOpinion
	AskedBy     ReaderID  // who is told when it cannot stand; 0: the owners
	At          time.Time // since when it is in that state
}

// Root is under what a thread of the discussion group hangs: a channel's post, which Telegram copies into the group.
type Root struct {
	ID             RootID
	Chat           ChatID    // the group
	Message        MessageID // the copy; comments below it name it as their Thread. Below 0: of a group that has become another since
	Channel        ChatID
	ChannelMessage MessageID
	Article        ArticleID // 0: of none of ours, or it is not known yet
	Section        SectionID // empty: the whole article
	Post           PostID    // 0 where somebody posted it by hand
	At             time.Time
}

// Below is what a message replies to that is to stand in the thread; 0 where the group has become another since: there nothing stands under the root's number.
func (r Root) Below() MessageID { return max(r.Message, 0) }
