package handlers

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
	"aitys/storage"
)

// edition is an article as it stands in the channel and in the group: in the newsroom's language, for everybody.
type edition struct {
	*turn
	published *content.Published
	article   *content.Article
	channel   content.ChatID
	root      content.Root   // under which it is discussed; the zero Root while Telegram has not copied it into the group
	posts     []content.Post // that there are, of this channel and its group
	sections  bool           // each section has a post of its own
}

// wanted is a post as it is to be.
type wanted struct {
	post    content.Post
	text    content.HTML
	buttons [][]content.Button
	replyTo content.MessageID
	ballot  *ballot // of a poll: its message follows the counts by itself
}

// channelNumber is our number for the newsroom's channel; 0 where it has none.
func (t *turn) channelNumber() (content.ChatID, error) {
	if t.channel == 0 {
		return 0, nil
	}
	return t.tx.Chat(content.Chat{ID: t.channel, Kind: content.ChatChannel})
}

func (t *turn) edition(published *content.Published) (*edition, error) {
	e := &edition{turn: t, published: published}
	var err error
	if e.article, err = t.asks(published.ID, published.For(t.language)); err != nil {
		return nil, err
	}
	if e.channel, err = t.channelNumber(); err != nil {
		return nil, err
	}
	settings, err := t.settings(published.ID)
	if err != nil {
		return nil, err
	}
	e.sections = settings.sections
	all, err := t.tx.Posts(published.ID)
	if err != nil {
		return nil, err
	}
	for _, post := range all {
		if post.Role == content.PostArticle && post.Chat == e.channel && post.Message != 0 {
			e.root, err = t.tx.RootOf(post.Chat, post.Message)
			if err != nil && content.CodeOf(err) != content.NotFound {
				return nil, err
			}
		}
	}
	for _, post := range all {
		if post.Chat == e.channel || e.root.ID != 0 && post.Chat == e.root.Chat {
			e.posts = append(e.posts, post)
		}
	}
	return e, nil
}

// followEdition lets the posts of an article show it as it is.
func followEdition(t *turn) error {
	id, _, err := workedOn[content.ArticleID](t)
	if err != nil || t.channel == 0 {
		return err
	}
	published, err := t.tx.Article(id)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	e, err := t.edition(published)
	if err != nil || e.find(e.key(content.PostArticle, "", 0)) == nil { // it was not published in this channel
		return err
	}
	return e.follow(t.askedBy())
}

// editionSoon lets the posts of an article follow it, if there are any.
func editionSoon(tx *storage.Tx, article content.ArticleID) error {
	posts, err := tx.Posts(article)
	if err != nil || len(posts) == 0 {
		return err
	}
	return tx.ScheduleOnce(content.Due{Work: workOn(workPosts, article), At: tx.Now(), Note: askedNote(posts[0].AskedBy)})
}

// key names a post: the same one as long as the article stands in the same channel.
func (e *edition) key(role content.PostRole, section content.SectionID, part int) content.MessageKey {
	return content.MessageKey(fmt.Sprintf(postKeys+"%d:%d:%s:%s:%d", e.channel, e.published.ID, role, section, part))
}

// postKeys begins the keys of posts, and pollPostKeys those of polls that are posts.
const (
	postKeys     = content.PostKeys
	pollPostKeys = pollKeys + postKeys
)

func (e *edition) find(key content.MessageKey) *content.Post {
	for i := range e.posts {
		if e.posts[i].Key == key {
			return &e.posts[i]
		}
	}
	return nil
}

// dropGone forgets the posts that somebody has deleted in Telegram, or that were left behind in a group which has become another, so that they are sent anew.
func (e *edition) dropGone() error {
	kept := e.posts[:0]
	for _, post := range e.posts {
		if post.State != content.PostGone && post.State != content.PostLeft {
			kept = append(kept, post)
			continue
		}
		if err := e.tx.DropPost(post); err != nil {
			return err
		}
	}
	e.posts = kept
	return nil
}

// follow sends the posts that are missing, edits those that show something else, and empties those that are left over.
func (e *edition) follow(asked content.ReaderID) error {
	all, err := e.wanted()
	if err != nil {
		return err
	}
	kept := map[content.MessageKey]bool{}
	for _, w := range all {
		kept[w.post.Key] = true
		w.post.AskedBy = asked
		if err := e.bring(w); err != nil {
			return err
		}
	}
	for _, post := range e.posts {
		if !kept[post.Key] && (post.Role == content.PostMore || post.Role == content.PostSection) {
			if err := e.bring(e.emptied(post)); err != nil {
				return err
			}
		}
	}
	return nil
}

// emptied is a post of which nothing is left to show: a channel's message can be edited for good, but deleted for two days only.
func (e *edition) emptied(post content.Post) wanted {
	key := phrases.PostEmptied
	if number, ok := e.article.NumberOf(post.Section); !ok || number > 0 && post.Part == 0 {
		key = phrases.PostSectionGone
	}
	return wanted{post: post, text: e.voice.Say(key)}
}

// bring sends or edits one post. One whose number is not known is edited once that is known; one that was deleted stays so.
func (e *edition) bring(w wanted) error {
	known := e.find(w.post.Key)
	print := fingerprintOfPost(w)
	switch {
	case known == nil:
		w.post.Fingerprint = print
		return e.sendPost(w)
	case known.State == content.PostGone, w.ballot != nil, known.Fingerprint == print:
		return nil
	case known.State == content.PostLeft:
		return e.sendAnew(*known, w)
	case known.Message == 0:
		return e.tx.PostShows(known.ID, "")
	}
	e.tx.Send(content.Outgoing{Chat: known.Chat, Action: content.ActionEdit, EditKey: known.Key, Text: w.text, Buttons: w.buttons})
	return e.tx.PostShows(known.ID, print)
}

// sendAnew sends a post in place of one that stands in a group which has become another since.
func (e *edition) sendAnew(left content.Post, w wanted) error {
	if err := e.tx.DropPost(left); err != nil {
		return err
	}
	e.posts = slices.DeleteFunc(e.posts, func(post content.Post) bool { return post.ID == left.ID })
	w.post.Fingerprint = fingerprintOfPost(w)
	return e.sendPost(w)
}

// fingerprintOfPost tells one state of a post from another.
func fingerprintOfPost(w wanted) string {
	buttons, _ := json.Marshal(w.buttons) // of texts alone: never fails
	return printOf(fmt.Appendf(nil, "%q %s", w.text, buttons))
}

// printOf is a fingerprint of some bytes, short enough to be stored with each post.
func printOf(shown []byte) string {
	sum := sha256.Sum256(shown)
	return hex.EncodeToString(sum[:16])
}

func (e *edition) sendPost(w wanted) error {
	out := content.Outgoing{
		Chat: w.post.Chat, Action: content.ActionSend, Key: w.post.Key, Text: w.text, Buttons: w.buttons, ReplyTo: w.replyTo, Once: true,
	}
	if w.ballot != nil {
		held, err := e.copyOf(w)
		if err != nil {
			return err
		}
		count, err := e.tx.CountOf(w.ballot.id)
		if err != nil {
			return err
		}
		out.Text, out.Buttons = e.countsForAll(e.voice, w.ballot.poll, count), e.optionButtons(e.voice, *w.ballot, held)
		if err := e.tx.KeepWords(w.ballot.id, *w.ballot.poll); err != nil {
			return err
		}
	}
	post, err := e.tx.AddPost(w.post)
	if err != nil {
		return err
	}
	e.posts = append(e.posts, post)
	e.sendUnasked(e.tx, out)
	return nil
}

// copyOf is the copy of a poll that a post shows; the same one where the post is sent again.
func (e *edition) copyOf(w wanted) (content.CopyID, error) {
	known, err := e.tx.CopyByKey(w.post.Key)
	if content.CodeOf(err) == content.NotFound {
		return e.tx.AddCopy(w.ballot.id, w.post.Key, w.post.Chat, false)
	}
	return known.ID, err
}

// wanted lists the posts of the article: in the channel its text, its poll and, where that is set or they stand already, its sections with theirs; in the
// group the index, once it is known under what.
func (e *edition) wanted() ([]wanted, error) {
	said, err := e.articleSaid()
	if err != nil {
		return nil, err
	}
	all := e.texts(content.PostArticle, "", said, e.articleWays())
	poll, err := e.poll(0)
	if err != nil {
		return nil, err
	}
	all = append(all, poll...)
	for i, section := range e.article.Sections {
		if !e.sections && e.find(e.key(content.PostSection, section.ID, 0)) == nil {
			continue
		}
		number := i + 1
		all = append(all, e.texts(content.PostSection, section.ID, e.sectionSaid(number), e.sectionWays(number))...)
		if poll, err = e.poll(number); err != nil {
			return nil, err
		}
		all = append(all, poll...)
	}
	if e.root.ID != 0 {
		all = append(all, e.index())
	}
	return all, nil
}

// texts splits a text into posts, with the buttons under the last one. Where it stands already, in fewer posts than it takes now, the rest is read in private:
// a new post would stand far below, behind what came since.
func (e *edition) texts(role content.PostRole, section content.SectionID, said content.HTML, rows [][]link) []wanted {
	parts := text.Split(string(said), maxMessage)
	standing := e.standing(role, section)
	if standing > 0 && len(parts) > standing {
		parts = parts[:standing]
		more := link{label: e.voice.Plain(phrases.ButtonReadOn), to: place{toSection, e.published, section}}
		rows = append([][]link{{more}}, rows...)
	}
	all := make([]wanted, len(parts))
	for i, part := range parts {
		all[i] = wanted{post: e.post(e.roleOf(role, i), section, i), text: content.HTML(part)}
	}
	all[len(all)-1].buttons = buttonsIn(rows, false)
	return all
}

// roleOf is the role of a part: under the article's first one alone it is discussed.
func (e *edition) roleOf(role content.PostRole, part int) content.PostRole {
	if role == content.PostArticle && part > 0 {
		return content.PostMore
	}
	return role
}

// standing is in how many posts a text stands.
func (e *edition) standing(role content.PostRole, section content.SectionID) (parts int) {
	for e.find(e.key(e.roleOf(role, parts), section, parts)) != nil {
		parts++
	}
	return parts
}

func (e *edition) post(role content.PostRole, section content.SectionID, part int) content.Post {
	return content.Post{
		Article: e.published.ID, Section: section, Role: role, Part: part, Chat: e.channel, Key: e.key(role, section, part),
	}
}

// poll is the post of a section's poll, if it has one. Another poll is another post.
func (e *edition) poll(number int) ([]wanted, error) {
	b, err := e.ballotOf(e.published, number, e.language)
	if err != nil || b.poll == nil {
		return nil, err
	}
	post := e.post(content.PostPoll, b.section, 0)
	post.Key = content.MessageKey(fmt.Sprintf(pollPostKeys+"%d:%d", e.channel, b.id))
	if rest, err := e.pollsRest(e.published.ID); err != nil || rest && e.find(post.Key) == nil {
		return nil, err
	}
	return []wanted{{post: post, ballot: &b}}, nil
}
