package handlers_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"aitys/content"
	"aitys/handlers"
	"aitys/storage"
)

// Votes chooses options, counted from 0, in the newest native poll of the person's private chat; none takes the vote back.
func (p *person) Votes(options ...int) *person {
	p.t.Helper()
	return p.VotesIn(p.newestPoll().poll, options...)
}

// VotesIn does so in the poll with an id of Telegram's.
func (p *person) VotesIn(poll string, options ...int) *person {
	p.t.Helper()
	if p.record != nil {
		fmt.Fprintf(p.record, "\n> votes %v\n", options)
	}
	return p.does(content.Incoming{Kind: content.KindVote, Vote: &content.PollVote{Poll: poll, Options: options}})
}

// newestPoll is the newest native poll in the person's private chat.
func (p *person) newestPoll() *shown {
	p.t.Helper()
	for _, m := range slices.Backward(p.chats[p.chat.ID]) {
		if m.poll != "" {
			return m
		}
	}
	p.t.Fatalf("%s: there is no poll to vote in", line())
	return nil
}

// inChannel is the person in a channel.
func (p *person) inChannel(channel content.TelegramID) *person {
	return &person{stage: p.stage, who: p.who, chat: content.Chat{ID: channel, Kind: content.ChatChannel}}
}

// passes lets time pass, with a tick each second.
func (s *stage) passes(d time.Duration) {
	s.t.Helper()
	for range d / time.Second {
		s.update++ // what is seen from here on came of itself
		s.apply(content.Incoming{Kind: content.KindTick, At: s.now})
	}
}

// counted is how the poll of a section stands.
func (s *stage) counted(section content.SectionID) (count content.Count) {
	s.t.Helper()
	s.writes(func(tx *storage.Tx) error {
		article, err := tx.ArticleBySlug("relocation-kazakhstan")
		if err != nil {
			return err
		}
		number, _ := article.For("en").NumberOf(section)
		part, _ := article.For(article.Original).Part(number)
		id, err := tx.PollFor(article.ID, section, handlers.FingerprintOf(part.Poll), len(part.Poll.Options), part.Poll.Multiple)
		if err != nil {
			return err
		}
		count, err = tx.CountOf(id)
		return err
	})
	return count
}

// writes changes the store behind the newsroom's back.
func (s *stage) writes(change func(*storage.Tx) error) {
	s.t.Helper()
	if err := s.store.Update(context.Background(), change); err != nil {
		s.t.Fatal(err)
	}
}

// opinion is an approved opinion of a person on a section, or a reply to another one.
func (s *stage) opinion(author *person, section content.SectionID, parent content.OpinionID, words string) (o content.Opinion) {
	s.t.Helper()
	s.now = s.now.Add(time.Second)
	s.writes(func(tx *storage.Tx) error {
		if err := tx.Meet([]content.Person{author.who}); err != nil {
			return err
		}
		reader, err := tx.Reader(author.who.ID)
		if err != nil {
			return err
		}
		article, err := tx.ArticleBySlug("relocation-kazakhstan")
		if err != nil {
			return err
		}
		o, err = tx.AddOpinion(content.Opinion{Article: article.ID, Section: section, Parent: parent, Author: reader.ID, Text: words, Lang: content.English})
		if err != nil {
			return err
		}
		o, err = tx.DecideOpinion(o.ID, o.Version, true, reader.ID)
		return err
	})
	return o
}

// stored is an opinion as it stands now.
func (s *stage) stored(id content.OpinionID) (o content.Opinion) {
	s.t.Helper()
	s.writes(func(tx *storage.Tx) (err error) {
		o, err = tx.Opinion(id)
		return err
	})
	return o
}

// sees counts how often words stand in all that was ever sent to a chat, as it reads now.
func (s *stage) sees(chat content.TelegramID, words string) (n int) {
	for _, m := range s.chats[chat] {
		n += strings.Count(string(m.out.Text), words)
	}
	return n
}

// offered tells whether a button with that data stands under a message.
func (p *person) offered(message content.MessageID, data string) bool {
	m := p.messageOf(p.chat.ID, message)
	return m != nil && slices.ContainsFunc(m.out.Buttons, func(row []content.Button) bool {
		return slices.ContainsFunc(row, func(b content.Button) bool { return b.Press == data })
	})
}

// unsure lets the results come in that were kept back, as if it were not known what became of what was sent.
func (s *stage) unsure() {
	s.t.Helper()
	for _, in := range s.held {
		*in.Result = content.Result{Outgoing: in.Result.Outgoing, Chat: in.Result.Chat, Key: in.Result.Key, Outcome: content.Unsure}
	}
	s.release()
}
