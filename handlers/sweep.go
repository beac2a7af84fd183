package handlers

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// workSweep is the work of giving up deleting messages of a chat together; behind it stands the sweep's name, and its note is the sweep.
	workSweep = "sweep"
	// sweepKeys begins the names of the requests; behind it stands the sweep's name.
	sweepKeys = "sweep:"
	// sweepFor is how long Telegram's answer to one request is waited for.
	sweepFor = 5 * time.Minute
	// sweepTries is after how many messages in a row that may not be deleted nothing more is tried: those that stand below them are older, and Telegram keeps them too.
	sweepTries = 3
)

// sweep is what is left of taking messages of ours out of a chat, the newest first. They are deleted a hundred at once, since a group takes twenty requests a minute only.
// Telegram deletes none of those that are named together where one may not be deleted: then that one is looked for by halves.
type sweep struct {
	Chat    content.ChatID `json:"chat"`
	Left    []swept        `json:"left"`
	Asked   int            `json:"asked"`             // how many of the first of Left are being deleted
	Suspect int            `json:"suspect,omitempty"` // among how many of the first of Left surely stands one that may not be deleted
	Refused int            `json:"refused,omitempty"` // how many in a row could not
}

// swept is a message that is to go. Where it may not be deleted, it is edited to a line that says nothing; without Key not even that.
type swept struct {
	Message content.MessageID  `json:"message"`
	Key     content.MessageKey `json:"key,omitempty"`
	Post    content.PostID     `json:"post,omitempty"`
}

// sweeps are messages by the chats in which they stand.
type sweeps map[content.ChatID][]swept

// beginSweeps begins to delete messages. What says on account of what they go, among what goes in the same moment.
func (t *turn) beginSweeps(all sweeps, what string) error {
	for chat, messages := range all {
		slices.SortFunc(messages, func(a, b swept) int { return cmp.Compare(b.Message, a.Message) })
		name := fmt.Sprintf("%s:%d:%d", what, chat, t.tx.Now().UnixMicro())
		if err := t.goOnSweep(name, &sweep{Chat: chat, Left: messages}); err != nil {
			return err
		}
	}
	return nil
}

// goOnSweep asks for the next messages to be deleted, and notes what is left.
func (t *turn) goOnSweep(name string, s *sweep) error {
	if len(s.Left) == 0 {
		return nil
	}
	place, err := t.tx.TelegramOf(s.Chat)
	if content.CodeOf(err) == content.NotFound {
		return t.emptyAll(s.Left, s.Chat)
	}
	if err != nil {
		return err
	}
	s.Asked = s.next()
	asked := make([]content.MessageID, s.Asked)
	for i, message := range s.Left[:s.Asked] {
		asked[i] = message.Message
	}
	t.tx.Send(content.Outgoing{
		Chat: s.Chat, Action: content.ActionDeleteAll, In: place, Messages: asked, Key: content.MessageKey(sweepKeys + name),
	})
	note, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("what is to be deleted: %w", err)
	}
	return t.tx.ScheduleOnce(content.Due{Work: workSweep + ":" + name, At: t.tx.Now().Add(sweepFor), Note: string(note)})
}

// next is how many are tried at once.
func (s *sweep) next() int {
	switch {
	case s.Suspect > 1:
		return s.Suspect / 2
	case s.Refused > 0:
		return 1
	}
	return min(content.MostDeleted, len(s.Left))
}

// sweepAnswered takes what became of one request.
func sweepAnswered(t *turn) error {
	name := strings.TrimPrefix(string(t.in.Result.Key), sweepKeys)
	due, err := t.tx.Scheduled(workSweep + ":" + name)
	if err != nil {
		return ifKnown(err) // it was given up, or is a repeated answer
	}
	s, err := sweepOf(due)
	if err != nil {
		return err
	}
	if _, err := t.tx.Unschedule(due.Work); err != nil {
		return err
	}
	if err := t.emptyAll(s.answered(t.in.Result.Outcome), s.Chat); err != nil {
		return err
	}
	return t.goOnSweep(name, s)
}

func sweepOf(due content.Due) (*sweep, error) {
	s := new(sweep)
	if err := json.Unmarshal([]byte(due.Note), s); err != nil {
		return nil, fmt.Errorf("the work %q: %w", due.Work, err)
	}
	return s, nil
}

// answered takes off the list what was deleted, or may not be, and returns the latter.
func (s *sweep) answered(outcome content.Outcome) (refused []swept) {
	switch {
	case outcome == content.Delivered:
		s.drop(s.Asked)
		s.Suspect, s.Refused = max(0, s.Suspect-s.Asked), 0
		if s.Suspect != 1 {
			return nil
		}
	case outcome == content.Unreachable:
		return s.drop(len(s.Left))
	case s.Asked > 1:
		s.Suspect = s.Asked
		return nil
	}
	s.Suspect = 0
	if s.Refused++; s.Refused >= sweepTries {
		return s.drop(len(s.Left))
	}
	return s.drop(1)
}

// drop takes the first messages off the list.
func (s *sweep) drop(messages int) (dropped []swept) {
	dropped, s.Left = s.Left[:messages], s.Left[messages:]
	return dropped
}

// giveUpSweep edits what could not be deleted in time.
func giveUpSweep(t *turn) error {
	s, err := sweepOf(*t.in.Due)
	if err != nil {
		return err
	}
	return t.emptyAll(s.Left, s.Chat)
}

// emptyAll edits messages that may not be deleted to a line that says nothing of what they have shown.
func (t *turn) emptyAll(messages []swept, chat content.ChatID) error {
	for _, message := range messages {
		if message.Key == "" {
			continue
		}
		said := phrases.OpinionsHidden
		if message.Post != 0 {
			post, err := t.tx.Post(message.Post)
			if err != nil {
				return err
			}
			if !inThread(post) {
				said = phrases.PostArticleDown
			}
			if err := t.tx.PostShows(post.ID, downEmptying); err != nil {
				return err
			}
		}
		t.tx.Send(content.Outgoing{Chat: chat, Action: content.ActionEdit, EditKey: message.Key, Text: t.Newsroom.voice(t.language).Say(said)})
	}
	return nil
}

// inThread tells whether a post stands in the group, under its article.
func inThread(post content.Post) bool {
	return post.Role == content.PostOpinion || post.Role == content.PostDigest || post.Role == content.PostMap
}

// sweepPost adds a post to what is deleted; false when it is not known to stand, or where.
func (t *turn) sweepPost(all sweeps, post content.Post) (bool, error) {
	if post.State != content.PostStands || post.Message == 0 {
		return false, nil
	}
	all[post.Chat] = append(all[post.Chat], swept{post.Message, post.Key, post.ID})
	return true, t.noteRemoval(post, downDeleting)
}

// sweepShown adds to what is deleted those of some messages that stand in the discussion group under numbers that are known, and returns the others.
func (t *turn) sweepShown(all sweeps, shown []storage.Shown) (others []storage.Shown, err error) {
	group, err := t.group()
	if err != nil {
		return nil, err
	}
	for _, message := range shown {
		added := false
		if message.Chat == group && !isCard(message.Key) {
			added, err = t.sweepOne(all, message)
		}
		if err != nil {
			return nil, err
		}
		if !added {
			others = append(others, message)
		}
	}
	return others, nil
}

func (t *turn) sweepOne(all sweeps, message storage.Shown) (bool, error) {
	post, err := t.tx.PostByKey(message.Key)
	if err == nil {
		return t.sweepPost(all, post)
	}
	if content.CodeOf(err) != content.NotFound {
		return false, err
	}
	chat, number, err := t.tx.MessageOf(message.Key)
	if err != nil {
		return false, ifKnown(err)
	}
	if number <= 0 || chat != message.Chat {
		return false, nil
	}
	all[chat] = append(all[chat], swept{Message: number, Key: message.Key})
	return true, nil
}
