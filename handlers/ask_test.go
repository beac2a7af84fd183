package handlers_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"aitys/content"
	"aitys/storage"
)

const (
	ask   = "Which <shop> do you mean?"
	reply = "The one at the corner, & the bakery."
)

// asked lets d.member ask the author of an opinion in the moderation chat.
func asked(t *testing.T) (*deskStage, *person) {
	t.Helper()
	d := newDeskStage(t)
	d.say(prices)
	card := d.card(prices)
	press(d.member, card, "Ask…").Sees("what do you ask the author?", "[‹ Back]")
	d.other.Sends(content.Message{Text: "I would not ask", ReplyTo: card.id})
	d.member.Sends(content.Message{Text: "No", ReplyTo: card.id}).Sees("A question has 3 to 300 characters")
	d.member.Sends(content.Message{Text: ask, ReplyTo: card.id})
	d.passes(2 * time.Second)
	author := d.person(1, "en")
	author.last = 0
	author.Sees("The moderators ask about your opinion 1", "Which &lt;shop&gt; do you mean?", "[Answer]").SeesNot("Асель", "I would not ask")
	return d, author
}

func (d *deskStage) cardSays(words ...string) {
	d.t.Helper()
	said := string(d.card(prices).out.Text)
	for _, want := range words {
		if !strings.Contains(said, want) {
			d.t.Errorf("%s: the card lacks %q: %s", line(), want, said)
		}
	}
}

func TestAModeratorAsksAndTheAuthorAnswers(t *testing.T) {
	d, author := asked(t)
	d.cardSays("<b>Asked:</b> “Which &lt;shop&gt; do you mean?”", "No answer yet.", prices)
	author.Taps("Answer").Sees("Only the moderators read it")
	author.Says(reply).Sees("Thank you: the moderators see your answer")
	d.passes(8 * time.Second)
	d.cardSays("<b>The author answers:</b> “The one at the corner, &amp; the bakery.”")
	if card := d.card(prices); strings.Contains(string(card.out.Text), "1001") || len(card.out.Buttons) == 0 {
		t.Errorf("the card: %+v", card.out)
	}
	author.TapsData(1, "aq.1").Sees("You have answered that already")
	d.hasDeeds(content.DeedAsk, content.DeedAnswer)
	press(d.other, d.card(prices), "Approve")
	d.passes(30 * time.Second)
	if o := d.opinion(1); o.State != content.Approved {
		t.Errorf("it is %s", o.State)
	}
}

func TestAReplyToTheQuestionAnswersIt(t *testing.T) {
	d, author := asked(t)
	question := author.newest()
	author.Sends(content.Message{Text: reply, ReplyTo: question.id}).Sees("Thank you")
	author.Sends(content.Message{Text: reply, ReplyTo: question.id}).Sees("answered that already")
	d.passes(8 * time.Second)
	d.cardSays("The author answers")
}

func TestAnOpinionIsDecidedWithoutTheAnswer(t *testing.T) {
	d, author := asked(t)
	author.Says("/mine").Sees("The moderators ask:", "Which &lt;shop&gt;", "[Answer]").Taps("Answer")
	press(d.other, d.card(prices), "Reject")
	d.passes(30 * time.Second)
	author.Says(reply).Sees("decided meanwhile")
	author.Says("/mine").SeesNot("[Answer]")
	d.writes(func(tx *storage.Tx) error {
		q, err := tx.Question(1)
		if q.Answer != "" {
			t.Errorf("it was answered afterwards: %+v", q)
		}
		return err
	})
}

func TestThreeQuestionsAreEnough(t *testing.T) {
	d, _ := asked(t)
	card := d.card(prices)
	for range 2 {
		d.passes(3 * time.Second)
		press(d.other, card, "Ask…")
		d.other.Sends(content.Message{Text: "And what else?", ReplyTo: card.id})
	}
	d.passes(3 * time.Second)
	press(d.other, card, "Ask…").Sees("asked 3 times already")
}

// TestAnAnswerMayBeAboutSomethingElse: after the author has gone on, they are asked first.
func TestAnAnswerMayBeAboutSomethingElse(t *testing.T) {
	d, author := asked(t)
	author.Taps("Answer")
	author.Says("/figures")
	author.Says("Yes.").Sees("Send this to the moderators as your answer about opinion 1?").Taps("Send")
	d.passes(8 * time.Second)
	d.cardSays("The author answers:</b> “Yes.”")
}

func TestQuestionsInPrivate(t *testing.T) {
	s, moderator := desk(t)
	author, stranger := s.person(1, "kk"), s.person(66, "en")
	author.Says("/opinion 1 " + prices)
	moderator.Says("/queue").Taps("Ask…").Sees("What do you ask the author?")
	moderator.Says(ask).Sees("is asked", "Asked:", "No answer yet", "[Approve]")
	author.last = 0
	author.Sees("Модераторлар 1-пікіріңіз туралы сұрайды", "[Жауап беру]")
	for _, forged := range []string{"aq.zz", "aq.", "aq.99", "aq.1"} {
		stranger.TapsData(1, forged)
	}
	stranger.Says(reply)
	author.Taps("Жауап беру")
	author.Says(reply).Sees("Рақмет")
	moderator.last = 0
	moderator.Sees("The author of opinion 1 has answered")
	moderator.Says("/queue").Sees("The author answers:</b> “The one at the corner, &amp; the bakery.”")
	moderator.Taps("Approve")
	moderator.Says("/queue").Sees("The queue is empty")
	if o := s.opinionsOf(author)[0]; o.State != content.Approved {
		t.Errorf("it is %s", o.State)
	}
}

// TestWhatIsSaidBetweenIsTheirs: each side finds its words in /mydata, nobody the other's name, and takes them along.
func TestWhatIsSaidBetweenIsTheirs(t *testing.T) {
	d, author := asked(t)
	author.Taps("Answer")
	author.Says(reply)
	mine := d.mydataOf(author)
	if !strings.Contains(mine, "The one at the corner") || !strings.Contains(mine, "Which <shop>") {
		t.Errorf("the author's data: %s", mine)
	}
	moderator := d.person(memberID, "en")
	if theirs := d.mydataOf(moderator); !strings.Contains(theirs, "Which <shop>") || strings.Contains(theirs, "The one at the corner") {
		t.Errorf("the moderator's data: %s", theirs)
	}
	moderator.Says("/forget").Taps("Yes, erase")
	d.passes(8 * time.Second)
	d.writes(func(tx *storage.Tx) error {
		q, err := tx.Question(1)
		if q.Text != "" || q.Answer == "" {
			t.Errorf("after the moderator went: %+v", q)
		}
		return err
	})
	d.cardSays("the question was erased", "The author answers")
	author.Says("/forget").Taps("Yes, erase")
	d.passes(8 * time.Second)
	d.writes(func(tx *storage.Tx) error {
		if q, err := tx.Question(1); content.CodeOf(err) != content.NotFound {
			t.Errorf("after the author went: %+v", q)
		}
		return nil
	})
}

func TestWhoCannotBeReachedIsNotAsked(t *testing.T) {
	d := newDeskStage(t)
	d.say(prices)
	d.person(1, "en").does(content.Incoming{Kind: content.KindMembership, Member: &content.Membership{Present: false}})
	press(d.member, d.card(prices), "Ask…").Sees("can’t be asked")
}

// mydataOf is the file of all that is stored about somebody.
func (d *deskStage) mydataOf(p *person) (written string) {
	d.t.Helper()
	var id content.ReaderID
	d.writes(func(tx *storage.Tx) error {
		reader, err := tx.Reader(p.who.ID)
		id = reader.ID
		return err
	})
	file, err := d.newsroom.Write(context.Background(), content.Document{About: id})
	if err != nil {
		d.t.Fatal(err)
	}
	return string(file)
}
