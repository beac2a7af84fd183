package handlers

import (
	"fmt"
	"slices"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

// quote notes that the reply shows words of an opinion: it is not to go out once they are erased.
func (t *turn) quote(opinion content.Opinion) {
	if !slices.Contains(t.quoted, opinion.ID) {
		t.quoted = append(t.quoted, opinion.ID)
	}
}

// shownKey names a message in a group that shows words of opinions, by the update that it answers and by which part of the answer it is.
func shownKey(update content.UpdateID, part int) content.MessageKey {
	return content.MessageKey(fmt.Sprintf("shown:%d:%d", update, part))
}

// unshow takes words that were withdrawn out of the messages in groups that show them: each makes way for a sentence and the way to what stands now.
func (t *turn) unshow(messages []storage.Shown) error {
	voice := t.Newsroom.voice(t.language)
	for _, shown := range messages {
		if isCard(shown.Key) { // it goes on without these words, or says that they are gone
			if err := t.redoCard(shown.Key); err != nil {
				return err
			}
			continue
		}
		if left, err := t.leftBehind(shown); err != nil {
			return err
		} else if left {
			continue
		}
		published, err := t.tx.Article(shown.Article)
		var rows [][]link
		switch {
		case err == nil:
			rows = [][]link{{{label: voice.Plain(phrases.ButtonOpinions), to: place{toOpinions, published, shown.Section}}}}
		case content.CodeOf(err) != content.NotFound: // it was taken down
			return err
		}
		t.tx.Send(content.Outgoing{
			Chat: shown.Chat, Action: content.ActionEdit, EditKey: shown.Key, Text: voice.Say(phrases.OpinionsTaken), Buttons: buttonsIn(rows, false),
		})
	}
	return nil
}

// leftBehind tells that a message cannot be taken back, because it stands in a group which has become another since, or because nobody knows whether it stands, or under
// which number; an editor is told once.
func (t *turn) leftBehind(shown storage.Shown) (bool, error) {
	post, err := t.tx.PostByKey(shown.Key)
	if content.CodeOf(err) == content.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	said := phrases.OpinionLeft
	switch {
	case inDoubt(post):
		said = phrases.OpinionInDoubt
	case post.State != content.PostLeft:
		return false, nil
	}
	if post.Role == content.PostOpinion {
		if err := t.tx.SetPostState(post.ID, content.PostGone); err != nil {
			return false, err
		}
	}
	post.Opinion = shown.Opinion
	return true, t.tellOfPost(post, said, nil)
}

// inDoubt tells that a post can be neither edited nor deleted, since its number is not known and does not become known by itself.
func inDoubt(post content.Post) bool {
	return post.State == content.PostUnsure || post.State == content.PostStands && post.Message == 0
}
