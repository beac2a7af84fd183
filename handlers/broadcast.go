package handlers

import (
	"encoding/json"
	"fmt"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
	"aitys/storage"
)

const (
	// workBroadcast is the work on a broadcast: messages to the next subscribers, and word of how far it has come. Behind it stands the broadcast's number.
	workBroadcast  = "broadcast"
	broadcastEvery = time.Second
	// aheadLeast and aheadMost are how many messages of a broadcast stand in the outbox at once: some seconds' worth, so that it never runs dry, and few enough
	// that those who send read past them at once.
	aheadLeast = 300
	aheadMost  = 900
	// newsText is how much of an article's summary its news shows, in UTF-16 units.
	newsText = 700
)

// announceNews tells subscribers of a new article, once for each article: a revision is no news. askedBy is the editor who published it and sees how far the
// telling has come; 0: nobody in particular.
func announceNews(tx *storage.Tx, article content.ArticleID, askedBy content.ReaderID) error {
	first, err := tx.FirstNews(article)
	if err != nil || !first {
		return err
	}
	return broadcast(tx, content.NewArticle, article, askedBy)
}

// broadcast begins a broadcast; time drives the rest.
func broadcast(tx *storage.Tx, kind content.BroadcastKind, article content.ArticleID, askedBy content.ReaderID) error {
	b, err := tx.AddBroadcast(kind, article, askedBy)
	if err != nil {
		return err
	}
	return tx.ScheduleOnce(content.Due{Work: workOn(workBroadcast, b.ID), At: tx.Now()})
}

// castNote is the note of a broadcast.
type castNote struct {
	All     bool      `json:"all,omitempty"`     // messages to all subscribers were made
	Version int       `json:"version,omitempty"` // of the message that shows how far it has come; 0: there is none yet
	SaidAt  time.Time `json:"saidAt,omitzero"`
	Said    string    `json:"said,omitempty"` // what it says
	Lost    bool      `json:"lost,omitempty"` // nobody knows whether it stands, and under which number
	// Waiting are messages of which it is not known whether they were sent, and that are looked for once the number of that message is known: see doubt.go.
	Waiting []content.OutgoingID `json:"waiting,omitempty"`
}

// casting is one look at a broadcast that is under way.
type casting struct {
	*turn
	content.Broadcast
	note    castNote
	waiting int // of its messages in the outbox
}

// goOnBroadcast makes messages to the next subscribers, and comes back until all were settled. In quiet hours it waits.
func goOnBroadcast(t *turn) error {
	id, _, err := workedOn[content.BroadcastID](t)
	if err != nil {
		return err
	}
	c, err := t.casting(id)
	if err != nil || c.Done {
		return err
	}
	again := t.tx.Now().Add(broadcastEvery)
	until, quiet := t.quietUntil(t.tx.Now())
	if quiet {
		again = until
	} else if err := c.work(); err != nil {
		return err
	}
	if err := c.report(until, quiet); err != nil {
		return err
	}
	if err := c.keep(); err != nil || c.Done {
		return err
	}
	return t.tx.ScheduleOnce(content.Due{Work: t.in.Due.Work, At: again})
}

func (t *turn) casting(id content.BroadcastID) (*casting, error) {
	found, err := t.tx.Broadcast(id)
	if err != nil {
		return nil, err
	}
	c := &casting{turn: t, Broadcast: found}
	if c.Note == "" {
		return c, nil
	}
	if err := json.Unmarshal([]byte(c.Note), &c.note); err != nil {
		return nil, fmt.Errorf("broadcast %d: %w", id, err)
	}
	return c, nil
}

func (c *casting) keep() error {
	note, err := json.Marshal(c.note)
	if err != nil {
		return fmt.Errorf("broadcast %d: %w", c.ID, err)
	}
	c.Note = string(note)
	return c.tx.KeepBroadcast(c.Broadcast)
}

// work fills the outbox up, looks into doubts, and finds out whether all is done.
func (c *casting) work() (err error) {
	if c.waiting, c.Unsure, err = c.tx.BroadcastRows(c.ID); err != nil {
		return err
	}
	if err := c.halt(); err != nil {
		return err
	}
	if err := c.expand(); err != nil {
		return err
	}
	open, err := c.doubts()
	c.Done = err == nil && c.note.All && c.waiting == 0 && !open
	return err
}

// ahead is how many of its messages may stand in the outbox.
func (c *casting) ahead() int {
	if c.rate <= 0 {
		return aheadMost
	}
	return min(aheadMost, max(aheadLeast, int(3*c.rate)))
}

// halt makes no more messages about an article that was taken down meanwhile, and lets none go out that was made.
func (c *casting) halt() error {
	if c.Article == 0 {
		return nil
	}
	down, err := c.hidden(c.Article)
	if err != nil || !down {
		return err
	}
	c.note.All = true
	if err := c.tx.DropUnsent(c.ID); err != nil {
		return err
	}
	c.waiting, c.Unsure, err = c.tx.BroadcastRows(c.ID)
	return err
}

// expand makes messages to as many subscribers as there is room for in the outbox.
func (c *casting) expand() error {
	room := c.ahead() - c.waiting
	if c.note.All || room <= 0 {
		return nil
	}
	page, err := c.tx.Subscribers(c.Kind.Topic(), c.Cursor, room)
	if err != nil {
		return err
	}
	made := map[content.Lang]content.Outgoing{}
	for _, subscriber := range page {
		lang := subscriber.Language(c.language)
		out, known := made[lang]
		if !known {
			if out, err = c.message(c.Newsroom.voice(lang)); err != nil {
				return err
			}
			made[lang] = out
		}
		out.Chat = content.ChatID(subscriber.Reader)
		c.tx.Send(out)
		c.Cursor = subscriber.Reader
	}
	c.waiting += len(page)
	c.note.All = len(page) < room
	return nil
}

// message is what subscribers of a language get. All of it stands in one message: that is what can be looked for when it is in doubt.
func (c *casting) message(voice *phrases.Voice) (content.Outgoing, error) {
	s, shows, err := c.says(voice)
	if err != nil {
		return content.Outgoing{}, err
	}
	s.rows = append(s.rows, []link{stopLink(voice, c.Kind.Topic())})
	return content.Outgoing{
		Action: content.ActionSend, Text: s.text, Buttons: buttonsIn(s.rows, true), Shows: shows, Once: true, Low: true, Broadcast: c.ID,
	}, nil
}

// says is what the broadcast says, and whose words it shows.
func (c *casting) says(voice *phrases.Voice) (screen, []content.OpinionID, error) {
	if c.Kind == content.WeekDigest {
		return c.week(voice)
	}
	published, err := c.tx.Article(c.Article)
	if err != nil {
		return screen{}, nil, err
	}
	head := phrases.NewsArticle
	if c.Kind == content.Reminder {
		head = phrases.NewsReminder
	}
	article := published.For(voice.Lang(), c.language)
	said := voice.Say(head, phrases.Args{"Title": article.Title})
	if parts := text.Split(string(article.Summary.HTML()), newsText); len(parts) > 0 {
		said = paragraphs(said, content.HTML(parts[0]))
	}
	return screen{text: said, rows: [][]link{{{label: voice.Plain(phrases.ButtonRead), to: place{toSummary, published, ""}}}}}, nil, nil
}
