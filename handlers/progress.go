package handlers

import (
	"fmt"
	"time"

	"aitys/content"
	"aitys/phrases"
)

// progressEvery is how often the editor's message follows a broadcast at most.
const progressEvery = 5 * time.Second

// progressKeys begin the names of such messages.
const progressKeys = "broadcast:"

// progressKey names the message that shows how far a broadcast has come.
func progressKey(id content.BroadcastID, version int) content.MessageKey {
	return content.MessageKey(fmt.Sprintf(progressKeys+"%d:%d", id, version))
}

// progressDoubt notes that nobody knows whether the message stands that shows how far a broadcast has come: what was sent once more would stand beside it. Only the end
// is told by another one.
func progressDoubt(t *turn) error {
	var id content.BroadcastID
	var version int
	if _, err := fmt.Sscanf(string(t.in.Result.Key), progressKeys+"%d:%d", &id, &version); err != nil {
		return fmt.Errorf("the message %q: %w", t.in.Result.Key, err)
	}
	c, err := t.casting(id)
	if content.CodeOf(err) == content.NotFound || err == nil && c.note.Version != version {
		return nil
	}
	if err != nil {
		return err
	}
	c.note.Lost = true
	return c.keep()
}

// watcher is who sees how far the broadcast has come: the editor who asked for it. Where that is nobody whom the bot may write to, an owner is, in whose chat a
// message is wanted when there are doubts. The zero Owner: nobody.
func (c *casting) watcher() (Owner, error) {
	if c.AskedBy != 0 {
		reader, err := c.tx.ReaderByID(c.AskedBy)
		if err != nil && content.CodeOf(err) != content.NotFound {
			return Owner{}, err
		}
		if err == nil && !reader.Unreachable {
			return Owner{Lang: reader.Language(c.language), chat: reader.Chat()}, nil
		}
	}
	owners, err := c.owners(c.tx)
	if err != nil || len(owners) == 0 {
		return Owner{}, err
	}
	return owners[0], nil
}

// report lets the editor's message follow: by an edit, every few seconds, and at the end.
func (c *casting) report(until time.Time, quiet bool) error {
	due := c.Done || quiet || !c.tx.Now().Before(c.note.SaidAt.Add(progressEvery))
	if c.AskedBy == 0 && c.note.Version == 0 || !due || c.note.Lost && !c.Done {
		return nil
	}
	to, err := c.watcher()
	if err != nil || to.chat == 0 {
		return err
	}
	voice := c.Newsroom.voice(to.Lang)
	said, err := c.progress(voice)
	if err != nil {
		return err
	}
	switch {
	case c.Done:
		said = paragraphs(said, voice.Say(phrases.BroadcastDone, phrases.Args{"Time": c.tx.Now().In(c.zone)}))
	case quiet:
		said = paragraphs(said, voice.Say(phrases.BroadcastQuiet, phrases.Args{"Time": until}))
	}
	if string(said) == c.note.Said {
		return nil
	}
	c.note.Said, c.note.SaidAt = string(said), c.tx.Now()
	out := content.Outgoing{Chat: to.chat, Action: content.ActionEdit, EditKey: progressKey(c.ID, c.note.Version), Text: said}
	if c.note.Version == 0 || c.note.Lost {
		c.note.Version++
		c.note.Lost = false
		out.Action, out.Key, out.EditKey, out.Once = content.ActionSend, progressKey(c.ID, c.note.Version), "", true
	}
	c.sendUnasked(c.tx, out)
	return nil
}

// afresh moves the message to the end of the watcher's chat: it gets a number above all that were sent before. False when there is nobody to show it to.
func (c *casting) afresh() (bool, error) {
	to, err := c.watcher()
	if err != nil || to.chat == 0 {
		return false, err
	}
	said, err := c.progress(c.Newsroom.voice(to.Lang))
	if err != nil {
		return false, err
	}
	if c.note.Version > 0 {
		old := progressKey(c.ID, c.note.Version)
		c.tx.Send(content.Outgoing{Chat: to.chat, Action: content.ActionDelete, EditKey: old})
	}
	c.note.Version++
	c.note.Lost = false
	c.note.Said, c.note.SaidAt = string(said), c.tx.Now()
	c.tx.Send(content.Outgoing{Chat: to.chat, Action: content.ActionSend, Key: progressKey(c.ID, c.note.Version), Text: said, Silent: true})
	return true, nil
}

// progress says how far the broadcast has come.
func (c *casting) progress(voice *phrases.Voice) (content.HTML, error) {
	head := voice.Say(phrases.BroadcastDigest)
	if c.Article != 0 {
		published, err := c.tx.ArticleEver(c.Article)
		if err != nil {
			return "", err
		}
		head = voice.Say(phrases.BroadcastHead, phrases.Args{"Title": published.For(voice.Lang(), c.language).Title})
	}
	said := paragraphs(head, voice.Say(phrases.BroadcastSent, phrases.Args{"Sent": c.Sent, "Total": c.Total}))
	if c.Sent == 0 && c.Total == 0 {
		said = paragraphs(head, voice.Say(phrases.BroadcastNobody))
	}
	if c.Refused > 0 {
		said += "\n" + voice.Count(phrases.BroadcastRefused, c.Refused)
	}
	if c.Unsure > 0 {
		said += "\n" + voice.Count(phrases.BroadcastUnsure, c.Unsure)
	}
	return said, nil
}
