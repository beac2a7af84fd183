package handlers

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

// myDataCommand sends everything that is stored about the person as a file, which is written when it is sent.
func myDataCommand(t *turn) error {
	today := content.DateOf(t.tx.Now().In(t.zone))
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionFile, Text: t.voice.Say(phrases.MyDataCaption, phrases.Args{"Date": today}),
		Document: &content.Document{
			Name:  "aitys-mydata-" + t.tx.Now().In(t.zone).Format(time.DateOnly) + ".json",
			About: t.reader.ID, TooLarge: t.voice.Say(phrases.MyDataTooLarge), Failed: t.voice.Say(phrases.MyDataFailed),
		},
	})
	return nil
}

// Write returns a document's bytes: an export of an article, or everything that is stored about a reader. Both read whole tables, hence one after the other.
func (n *Newsroom) Write(ctx context.Context, document content.Document) ([]byte, error) {
	n.writing.Lock()
	defer n.writing.Unlock()
	if document.Article != "" {
		return n.writeExport(ctx, document)
	}
	return n.writeMyData(ctx, document.About)
}

// writeMyData writes everything that is stored about a reader, as JSON that people can read.
func (n *Newsroom) writeMyData(ctx context.Context, about content.ReaderID) ([]byte, error) {
	var file myFile
	err := n.store.View(ctx, func(tx *storage.Tx) error {
		data, err := tx.MyData(about)
		if err != nil {
			return err
		}
		file, err = writer{n, tx}.file(data)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("handlers.Write: %w", err)
	}
	var written bytes.Buffer
	encoder := json.NewEncoder(&written)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err = encoder.Encode(file)
	return written.Bytes(), err
}

// myFile is what the file holds. What is empty is shown as empty, so that one sees that nothing is there.
type myFile struct {
	What      string      `json:"what_this_is"`
	MadeAt    time.Time   `json:"made_at"`
	You       myAccount   `json:"you"`
	Opinions  []myOpinion `json:"your_opinions"`
	Stances   []myStance  `json:"your_votes_on_opinions"`
	Polls     []myVote    `json:"your_votes_in_polls"`
	Waiting   []myWaiting `json:"your_votes_in_polls_that_are_not_settled_yet"`
	Reports   []myMark    `json:"opinions_you_reported"`
	Decisions []myMark    `json:"opinions_you_decided_on_as_a_moderator"`
	Dialogue  *myDialogue `json:"what_you_began_and_did_not_end"`
	Sends     []mySend    `json:"messages_on_their_way_to_you"`
	Kept      []myKept    `json:"what_came_from_you_and_could_not_be_handled"`
	Messages  []myMessage `json:"messages_to_you_that_may_be_changed_later"`
	Copies    []myCopy    `json:"polls_in_this_chat"`
	Comments  []myComment `json:"your_comments_in_the_group"`
	Featured  []myOpinion `json:"opinions_that_moderators_made_of_your_comments"`
	Recorded  []myEntry   `json:"what_was_recorded_of_decisions_about_you_and_by_you"`

	Appeals   []myAppeal   `json:"your_appeals"`
	Questions []myQuestion `json:"what_moderators_asked_you"`
	Asked     []myQuestion `json:"what_you_asked_authors_as_a_moderator"`

	Unread  []myMark  `json:"opinions_you_cannot_read"`
	Guesses []myGuess `json:"your_guesses_of_figures"`
	Places  []myPlace `json:"your_group_on_maps_of_opinions"`

	Sanctions []mySanction `json:"what_moderators_laid_upon_you"`
	Held      []myHeld     `json:"your_comments_that_wait_for_a_moderator"`
	Trust     []myTrust    `json:"what_moderators_decided_about_your_opinions_in_all"`

	Role *myRole `json:"your_role_in_the_newsroom"`
}

type myComment struct {
	Number    content.CommentID    `json:"number"`
	Commenter content.CommenterID  `json:"your_number_as_one_who_comments"`
	State     content.CommentState `json:"state"`
	Name      string               `json:"name_shown"`
	Text      string               `json:"text"`
	Entities  []content.Entity     `json:"marks_in_the_text,omitempty"`
	Media     content.Media        `json:"with,omitempty"`
	Message   content.MessageID    `json:"telegram_number"`
	RepliesTo content.CommentID    `json:"replies_to_comment,omitempty"`
	Opinion   content.OpinionID    `json:"replies_to_opinion,omitempty"`
	At        time.Time            `json:"written_at"`
	EditedAt  *time.Time           `json:"edited_at"`
	Before    []myRevision         `json:"what_it_said_before"`
}

type myRevision struct {
	Text string    `json:"text"`
	At   time.Time `json:"since"`
}

type myAccount struct {
	TelegramID        content.TelegramID `json:"telegram_id"`
	Number            content.ReaderID   `json:"reader_number"`
	Since             time.Time          `json:"known_since"`
	Chosen            content.Lang       `json:"language_you_chose"`
	Telegram          content.Lang       `json:"language_of_your_telegram"`
	LastArticle       string             `json:"article_you_opened_last"`
	Signature         string             `json:"how_you_sign"`
	Pen               string             `json:"pen_name"`
	CannotBeWrittenTo bool               `json:"you_blocked_the_bot"`
	ToldOf            []content.Topic    `json:"what_you_want_to_be_told_of"`
	Reads             []content.Lang     `json:"languages_you_read"`
}

type myOpinion struct {
	Number    content.OpinionID    `json:"number"`
	Article   string               `json:"article"`
	Section   content.SectionID    `json:"section"`
	RepliesTo content.OpinionID    `json:"replies_to_opinion,omitempty"`
	State     content.OpinionState `json:"state"`
	Text      string               `json:"text"`
	Newer     string               `json:"newer_text_that_waits,omitempty"`
	Signed    string               `json:"signed"`
	Lang      content.Lang         `json:"language"`
	Written   time.Time            `json:"written_at"`
	Decided   *time.Time           `json:"decided_at"`
	Agree     int                  `json:"agree"`
	Disagree  int                  `json:"disagree"`
	Pass      int                  `json:"pass"`
	Replies   int                  `json:"replies"`
	Reports   int                  `json:"reports"`
}

type myStance struct {
	Opinion content.OpinionID `json:"opinion"`
	Vote    content.Stance    `json:"vote"`
	Before  content.Stance    `json:"vote_before,omitempty"`
	At      time.Time         `json:"at"`
}

type myMark struct {
	Opinion content.OpinionID `json:"opinion"`
	At      time.Time         `json:"at"`
}

type myVote struct {
	Poll     content.PollID    `json:"poll"`
	Article  string            `json:"article"`
	Section  content.SectionID `json:"section"`
	Question string            `json:"question"`
	Chosen   []string          `json:"chosen"`
	Before   []string          `json:"chosen_before"`
	At       time.Time         `json:"at"`
}

type myWaiting struct {
	Chosen []string  `json:"chosen"`
	At     time.Time `json:"at"`
}

type myDialogue struct {
	Work string    `json:"what"`
	Note any       `json:"notes"`
	At   time.Time `json:"at"`
}

type mySend struct {
	Text   string    `json:"text"`
	MadeAt time.Time `json:"made_at"`
	Unsure bool      `json:"may_have_been_sent"`
}

type myKept struct {
	At     time.Time    `json:"at"`
	Kind   content.Kind `json:"kind"`
	Cause  string       `json:"cause"`
	Update any          `json:"update_as_it_came"`
}

type myMessage struct {
	Name   content.MessageKey `json:"name"`
	Number content.MessageID  `json:"telegram_number"`
	At     time.Time          `json:"at"`
}

type myCopy struct {
	Name content.MessageKey `json:"name"`
	Poll content.PollID     `json:"poll"`
}

// writer puts what is stored into words.
type writer struct {
	*Newsroom
	tx *storage.Tx
}

func (w writer) file(data storage.MyData) (myFile, error) {
	file := myFile{
		What: "Everything that this bot stores about you. Votes on opinions and in polls, reports and decisions stand here under a number that only your " +
			"Telegram id leads to. Times are UTC.",
		MadeAt: w.tx.Now(),
		You: myAccount{
			TelegramID: data.Account, Number: data.Reader.ID, Since: data.Reader.Since, Chosen: data.Reader.Chosen, Telegram: data.Reader.Telegram,
			Signature: signature(data.Reader.Sign), Pen: data.Reader.Pen, CannotBeWrittenTo: data.Reader.Unreachable,
			ToldOf: []content.Topic{},
		},
		Opinions: []myOpinion{}, Stances: []myStance{}, Polls: []myVote{}, Waiting: []myWaiting{}, Sends: []mySend{}, Kept: []myKept{},
		Messages: []myMessage{}, Copies: []myCopy{}, Comments: []myComment{}, Featured: []myOpinion{}, Recorded: []myEntry{}, Reports: marks(data.Reports), Decisions: marks(data.Decided),
	}
	for _, topic := range content.Topics {
		if data.Subscriptions.To(topic) {
			file.You.ToldOf = append(file.You.ToldOf, topic)
		}
	}
	var err error
	if file.You.LastArticle, err = w.slug(data.Reader.Article); err != nil {
		return myFile{}, err
	}
	if err := w.opinions(&file.Opinions, data.Opinions); err != nil {
		return myFile{}, err
	}
	if err := w.opinions(&file.Featured, data.Featured); err != nil {
		return myFile{}, err
	}
	if err := w.record(&file, data.Recorded); err != nil {
		return myFile{}, err
	}
	w.comments(&file, data)
	file.Appeals, file.Questions, file.Asked = myAppeals(data.Appeals), myQuestions(data.Questions), myQuestions(data.Asked)
	file.Sanctions, file.Held, file.Trust = mySanctions(data.Sanctions), myHeldComments(data.Held), myTrusts(data.Trust)
	file.Role = myRoleOf(data.Colleague)
	if err := w.votes(&file, data); err != nil {
		return myFile{}, err
	}
	w.rest(&file, data)
	return file, w.voting(&file, data)
}

func signature(sign content.Signature) string {
	switch sign {
	case content.TelegramName:
		return "with your Telegram name"
	case content.PenName:
		return "with a pen name"
	}
	return "not at all"
}

func marks(all []storage.Dated) []myMark {
	marked := make([]myMark, len(all))
	for i, one := range all {
		marked[i] = myMark(one)
	}
	return marked
}

// slug names an article; "" names none.
func (w writer) slug(id content.ArticleID) (string, error) {
	if id == 0 {
		return "", nil
	}
	published, err := w.tx.ArticleEver(id)
	if content.CodeOf(err) == content.NotFound {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return string(published.Slug), nil
}

func (w writer) comments(file *myFile, data storage.MyData) {
	for _, c := range data.Comments {
		one := myComment{
			Number: c.ID, Commenter: c.Author, State: c.State, Name: c.Name, Text: c.Text, Entities: c.Entities, Media: c.Media, Message: c.Message,
			RepliesTo: c.Parent, Opinion: c.Opinion, At: c.At, Before: []myRevision{},
		}
		if !c.EditedAt.IsZero() {
			one.EditedAt = &c.EditedAt
		}
		for _, r := range data.Revisions[c.ID] {
			one.Before = append(one.Before, myRevision{r.Text, r.At})
		}
		file.Comments = append(file.Comments, one)
	}
}

func (w writer) opinions(into *[]myOpinion, all []content.Opinion) error {
	for _, o := range all {
		slug, err := w.slug(o.Article)
		if err != nil {
			return err
		}
		one := myOpinion{
			Number: o.ID, Article: slug, Section: o.Section, RepliesTo: o.Parent, State: o.State, Text: o.Text, Newer: o.Edited, Signed: o.Signed, Lang: o.Lang,
			Written: o.MadeAt, Agree: o.Agree, Disagree: o.Disagree, Pass: o.Pass, Replies: o.Replies, Reports: o.Reports,
		}
		if !o.DecidedAt.IsZero() {
			one.Decided = &o.DecidedAt
		}
		*into = append(*into, one)
	}
	return nil
}

func (w writer) votes(file *myFile, data storage.MyData) error {
	for _, s := range data.Stances {
		file.Stances = append(file.Stances, myStance{s.Opinion, s.Stance, s.Before, s.At})
	}
	for _, v := range data.Votes {
		slug, err := w.slug(v.Article)
		if err != nil {
			return err
		}
		poll, err := w.poll(v)
		if err != nil {
			return err
		}
		file.Polls = append(file.Polls, myVote{
			Poll: v.Poll, Article: slug, Section: v.Section, Question: poll.Question, Chosen: chosen(poll, v.Options), Before: chosen(poll, v.Before), At: v.At,
		})
	}
	for _, v := range data.Waiting {
		file.Waiting = append(file.Waiting, myWaiting{chosen(content.Poll{}, v.Options), v.At})
	}
	return nil
}

// poll returns the words of a poll that somebody voted in, in the article's own language, as far as they are still known.
func (w writer) poll(vote storage.DatedVote) (content.Poll, error) {
	published, err := w.tx.ArticleEver(vote.Article)
	if err != nil && content.CodeOf(err) != content.NotFound {
		return content.Poll{}, err
	}
	if err == nil {
		original := published.For(published.Original)
		number, ok := original.NumberOf(vote.Section)
		if section, _ := original.Part(number); ok && section.Poll != nil && fingerprintOf(section.Poll) == vote.Fingerprint {
			return *section.Poll, nil
		}
	}
	if vote.Words != nil {
		return *vote.Words, nil
	}
	return content.Poll{}, nil
}

// chosen names options in words, or by their numbers where those are not known any more.
func chosen(poll content.Poll, options []int) []string {
	named := make([]string, len(options))
	for i, option := range options {
		named[i] = fmt.Sprintf("option %d", option+1)
		if option < len(poll.Options) {
			named[i] = poll.Options[option]
		}
	}
	return named
}

// rest writes what the bot keeps to do its work.
func (w writer) rest(file *myFile, data storage.MyData) {
	if d := data.Dialogue; d != nil {
		file.Dialogue = &myDialogue{d.Work, readable([]byte(d.Note)), d.At}
	}
	for i := range data.Sends {
		out := &data.Sends[i]
		file.Sends = append(file.Sends, mySend{strings.TrimSpace(unmarked(out.Text)), out.MadeAt, data.Unsure[out.ID]})
	}
	for _, p := range data.Parked {
		file.Kept = append(file.Kept, myKept{p.At, p.Kind, p.Cause, readable(p.Raw)})
	}
	for _, m := range data.Messages {
		file.Messages = append(file.Messages, myMessage{m.Key, m.Message, m.At})
	}
	for _, c := range data.Copies {
		file.Copies = append(file.Copies, myCopy{c.Key, c.Poll})
	}
}

// readable is what JSON that was stored says, so that it is written anew in letters that people read; what is none stays a text.
func readable(raw []byte) any {
	var said any
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber() // ids are longer than a float is exact
	if len(raw) > 0 && decoder.Decode(&said) != nil {
		return string(raw)
	}
	return said
}
