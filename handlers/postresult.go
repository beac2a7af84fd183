package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// isPost tells whether a key is a post's.
func isPost(key content.MessageKey) bool {
	return strings.HasPrefix(string(key), postKeys) || strings.HasPrefix(string(key), pollPostKeys)
}

// postCame follows what became of a post, or of an edit of one.
func (t *turn) postCame() error {
	result, edited := t.in.Result, false
	key := result.Key
	if key == "" {
		key, edited = result.EditKey, true
	}
	post, err := t.tx.PostByKey(key)
	if content.CodeOf(err) == content.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	switch result.Outcome {
	case content.Delivered:
		if edited || result.Message == 0 || post.State == content.PostStands && post.Message == result.Message {
			return nil
		}
		return t.postStands(post, result.Message)
	case content.Unsure:
		return t.postUnsure(post)
	case content.Refused, content.Unreachable:
		if edited {
			return t.postUnedited(post)
		}
		return t.postRefused(post)
	}
	return nil
}

// postStands notes where a post stands, tells whoever asked for the article, and lets what depends on it follow.
func (t *turn) postStands(post content.Post, message content.MessageID) error {
	if err := t.tx.PostStands(post, message); err != nil {
		return err
	}
	if post.Fingerprint == downDeleting { // it was taken down meanwhile, and is deleted now that its number is known
		return t.tx.SetPostState(post.ID, content.PostGone)
	}
	if post.Role == content.PostArticle && post.AskedBy != 0 {
		if err := t.tellStands(post, message); err != nil {
			return err
		}
	}
	if post.Role == content.PostPoll {
		if err := countSoon(t.tx, post.Chat); err != nil {
			return err
		}
	}
	if err := t.nowRooted(post.Article); err != nil {
		return err
	}
	return editionSoon(t.tx, post.Article)
}

func (t *turn) tellStands(post content.Post, message content.MessageID) error {
	address := t.postAddress(message)
	return t.tellOfPost(post, phrases.PublishStands, func(voice *phrases.Voice) []link {
		return []link{{label: voice.Plain(phrases.ButtonOpenPost), url: address}}
	})
}

// postRefused forgets a post that Telegram does not take. It is not sent again by itself: an editor does that when the reason is gone.
func (t *turn) postRefused(post content.Post) error {
	if post.State == content.PostStands {
		return nil
	}
	if err := t.dropPost(post); err != nil {
		return err
	}
	return t.tellOfPost(post, phrases.PublishRefused, nil)
}

// dropPost forgets a post that does not stand. The opinions that it was to show wait until the article is published again.
func (t *turn) dropPost(post content.Post) error {
	if err := t.tx.DropPost(post); err != nil {
		return err
	}
	switch post.Role {
	case content.PostOpinion:
		return t.waitFor(post.Article, waitForRoot, post.Opinion)
	case content.PostDigest:
		return t.gatherAgain(post)
	}
	return nil
}

// postUnedited tells that a post could not be edited: because it is gone, which is noted, or for another reason, after which it is edited with the next change.
func (t *turn) postUnedited(post content.Post) error {
	switch {
	case post.Fingerprint == downDeleting || post.Fingerprint == downEmptying:
		return t.notRemoved(post)
	case post.State != content.PostStands || post.Message == 0:
		return nil // the edit came before the number: it is made once that is known
	case t.in.Result.Gone:
		if err := t.tx.SetPostState(post.ID, content.PostGone); err != nil {
			return err
		}
		return t.tellOfPost(post, phrases.PublishPostGone, nil)
	}
	if err := t.tx.PostShows(post.ID, ""); err != nil {
		return err
	}
	return t.tellOfPost(post, phrases.PublishUnedited, nil)
}

const (
	// workUnsure is the work of asking an editor about a post of which nobody knows whether it stands; behind it stands the post's number.
	workUnsure = "unsure"
	// unsureFor is how long it is waited for what would tell: the copy that Telegram makes of it in the group.
	unsureFor = 3 * time.Minute
)

// postUnsure waits for what tells whether a post stands. Its copy may have come before this.
func (t *turn) postUnsure(post content.Post) error {
	if post.State == content.PostStands && post.Message != 0 {
		return t.tx.PostStands(post, post.Message)
	}
	if err := t.tx.SetPostState(post.ID, content.PostUnsure); err != nil {
		return err
	}
	return t.tx.ScheduleOnce(content.Due{Work: workOn(workUnsure, post.ID), At: t.tx.Now().Add(unsureFor)})
}

// askUnsure shows an editor a post of which nobody knows whether it stands.
func askUnsure(t *turn) error {
	id, _, err := workedOn[content.PostID](t)
	if err != nil {
		return err
	}
	post, err := t.tx.Post(id)
	if content.CodeOf(err) == content.NotFound || err == nil && post.State != content.PostUnsure {
		return nil
	}
	if err != nil {
		return err
	}
	return t.tellOfPost(post, phrases.PublishUnsure, func(voice *phrases.Voice) []link {
		return []link{
			{label: voice.Plain(phrases.ButtonStandsThere), data: postData(post.ID, postIsThere)},
			{label: voice.Plain(phrases.ButtonSendIt), data: postData(post.ID, postSend)},
		}
	})
}

// askAgain asks once more about the article's posts of which nobody knows whether they stand: an editor publishes it again, and may not have been asked.
func (e *edition) askAgain() error {
	for _, post := range e.posts {
		if post.State != content.PostUnsure {
			continue
		}
		if err := e.tx.ScheduleOnce(content.Due{Work: workOn(workUnsure, post.ID), At: e.tx.Now()}); err != nil {
			return err
		}
	}
	return nil
}

// What an editor says of a post of which nobody knows whether it stands.
const (
	postIsThere = "there"
	postSend    = "send"
)

func postData(id content.PostID, what string) string {
	return string(toPost) + "." + strconv.FormatInt(int64(id), 10) + "." + what
}

// postPress takes what an editor says of such a post: POST.WHAT. The first word counts.
func postPress(t *turn) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	number, what, _ := strings.Cut(t.argument, ".")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return stale("handlers.postPress")
	}
	post, err := t.tx.Post(content.PostID(id))
	if content.CodeOf(err) == content.NotFound || err == nil && post.State != content.PostUnsure {
		return &content.Error{Code: content.Conflict, Op: "handlers.postPress", Key: string(phrases.PressPostSettled)}
	}
	if err != nil {
		return err
	}
	switch what {
	case postIsThere:
		said := phrases.PublishForward
		if inThread(post) { // what is forwarded from a group does not tell its number
			said = phrases.PublishThereInGroup
		}
		t.show(screen{text: t.voice.Say(said)})
		return t.tx.SetPostState(post.ID, content.PostStands)
	case postSend:
		t.show(screen{text: t.voice.Say(phrases.PublishSentAgain)})
		return t.sendAgain(post)
	}
	return stale("handlers.postPress")
}

// sendAgain sends a post that an editor says does not stand.
func (t *turn) sendAgain(post content.Post) error {
	if err := t.tx.DropPost(post); err != nil {
		return err
	}
	switch post.Role {
	case content.PostOpinion:
		return postOpinionSoon(t.tx, post.Opinion)
	case content.PostDigest:
		return t.digestSoon(post)
	case content.PostMap:
		return t.cardAgain(post)
	}
	again := content.Due{Work: workPublish + ":" + string(t.slugOf(post.Article)), At: t.tx.Now(), Note: askedNote(t.reader.ID)}
	return t.tx.ScheduleOnce(again)
}

func (t *turn) slugOf(article content.ArticleID) content.Slug {
	published, err := t.tx.ArticleEver(article)
	if err != nil {
		return ""
	}
	return published.Slug
}

// tellOfPost tells an editor something about an article's post: whoever asked for it, else for the article's first one, else the owners.
func (t *turn) tellOfPost(post content.Post, key phrases.Key, row func(*phrases.Voice) []link) error {
	title := ""
	if published, err := t.tx.ArticleEver(post.Article); err == nil {
		title = published.For(t.language).Title
	} else if content.CodeOf(err) != content.NotFound {
		return err
	}
	args := phrases.Args{"Title": title, "Slug": string(t.slugOf(post.Article)), "Part": post.Part + 1, "ID": written(post.Opinion)}
	asked := post.AskedBy
	if asked == 0 {
		first, err := t.askedFor(post.Article)
		if err != nil {
			return err
		}
		asked = first
	}
	return t.tellEditor(asked, key, args, row)
}

// askedFor is who asked last for an article to be posted, also where it was taken down since; 0: nobody in particular.
func (t *turn) askedFor(article content.ArticleID) (content.ReaderID, error) {
	first, err := t.firstPost(article)
	if err != nil {
		return 0, err
	}
	if first != nil && first.AskedBy != 0 {
		return first.AskedBy, nil
	}
	posts, err := t.tx.Posts(article)
	for _, post := range slices.Backward(posts) {
		if post.AskedBy != 0 {
			return post.AskedBy, err
		}
	}
	return 0, err
}

// tellEditor tells a reader something, with a row of buttons (nil: none) in the same language, or the owners where it is nobody in particular or somebody who cannot be
// reached. It is told once, also where the process is killed meanwhile: what is in doubt is asked again by the next /publish.
func (t *turn) tellEditor(asked content.ReaderID, key phrases.Key, args phrases.Args, row func(*phrases.Voice) []link) error {
	reader, err := t.tx.ReaderByID(asked)
	if err != nil && content.CodeOf(err) != content.NotFound {
		return err
	}
	tell := func(chat content.ChatID, voice *phrases.Voice) {
		out := content.Outgoing{Chat: chat, Action: content.ActionSend, Text: voice.Say(key, args), Once: true}
		if row != nil {
			out.Buttons = buttonsIn([][]link{row(voice)}, true)
		}
		t.sendUnasked(t.tx, out)
	}
	if err == nil && !reader.Unreachable {
		tell(reader.Chat(), t.Newsroom.voice(reader.Language(t.language)))
		return nil
	}
	owners, err := t.owners(t.tx)
	for _, owner := range owners {
		tell(owner.chat, t.Newsroom.voice(owner.Lang))
	}
	return err
}

// placed settles a post whose number is not known by a message that shows what it shows; false when there is none such.
func (t *turn) placed(channel content.ChatID, origin content.Origin, words string) (bool, error) {
	const most = 50
	waiting, err := t.tx.UnplacedPosts(channel, most)
	if err != nil {
		return false, err
	}
	for _, post := range waiting {
		sent, err := t.tx.SentAs(post)
		if content.CodeOf(err) == content.NotFound {
			continue
		}
		if err != nil {
			return false, err
		}
		if text.Normalise(text.StripTags(string(sent.Text))) == words {
			return true, t.postStands(post, origin.Message)
		}
	}
	return false, nil
}
