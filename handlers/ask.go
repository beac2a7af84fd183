package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// dialogueAsk waits, in private, for what a moderator asks an opinion's author.
const dialogueAsk = "ask"

type askNote struct {
	Opinion content.OpinionID `json:"opinion"`
}

// askPress waits for a moderator's question about an opinion.
func askPress(t *turn, p pressed) error {
	if _, err := t.lookDue(p.opinion); err == nil { // whoever looks at it again is not to learn how it was decided
		return &content.Error{Code: content.Conflict, Op: "handlers.askPress", Key: string(phrases.AskLate), Args: phrases.Args{"ID": written(p.opinion.ID)}}
	} else if ifKnown(err) != nil {
		return err
	}
	if !waitsInQueue(p.opinion) || p.saw != p.opinion.Version {
		return t.undecided(p.opinion)
	}
	if _, err := t.askable(p.opinion); err != nil {
		return err
	}
	if err := t.claim(content.Claim{Opinion: p.opinion.ID, Ask: true}); err != nil {
		return err
	}
	if t.private {
		if err := t.begin(dialogueAsk, askNote{p.opinion.ID}); err != nil {
			return err
		}
	}
	return t.choice(p.opinion, nil)
}

// askable is the author of an opinion who can be asked. It refuses where nobody can be: an opinion that was made of a comment leads to no private chat.
func (t *turn) askable(opinion content.Opinion) (content.Reader, error) {
	author, err := t.tx.ReaderByID(opinion.Author)
	if ifKnown(err) != nil {
		return author, err
	}
	if err != nil || !started(author) {
		return author, &content.Error{Code: content.NotFound, Op: "handlers.askable", Key: string(phrases.AskNobody)}
	}
	asked, err := t.tx.QuestionsOn(opinion.ID)
	if err == nil && len(asked) >= content.MostQuestions {
		err = &content.Error{Code: content.Conflict, Op: "handlers.askable", Key: string(phrases.AskEnough), Args: phrases.Args{"Most": content.MostQuestions}}
	}
	return author, err
}

// askSaid takes the question that a moderator writes in private.
func askSaid(t *turn, note, words string) error {
	var about askNote
	if err := noted(note, &about); err != nil {
		return err
	}
	claim, err := t.tx.ClaimOn(about.Opinion)
	if ifKnown(err) != nil {
		return err
	}
	if !claim.Ask || claim.By != t.reader.ID || t.role() < content.RoleModerator { // they have gone on since: it is about something else
		if err := t.tx.End(t.reader.ID); err != nil {
			return err
		}
		return t.plainText()
	}
	return t.question(about.Opinion, words)
}

// question asks the author of an opinion, who is not told by whom.
func (t *turn) question(id content.OpinionID, words string) error {
	words = strings.TrimSpace(words)
	if !fits(words, content.MinAsked, content.MaxAsked) {
		return &content.Error{
			Code: content.Invalid, Op: "handlers.ask", Key: string(phrases.AskLength), Args: phrases.Args{"Least": content.MinAsked, "Most": content.MaxAsked},
		}
	}
	opinion, err := t.tx.Opinion(id)
	if err != nil {
		return err
	}
	author, err := t.askable(opinion)
	if err != nil {
		return err
	}
	q, err := t.tx.Ask(content.Question{Opinion: id, By: t.reader.ID, Text: words})
	if content.CodeOf(err) == content.Conflict {
		return t.askedLate(opinion)
	}
	if err != nil {
		return err
	}
	if err := t.record(content.Entry{What: content.DeedAsk, Opinion: id, Version: opinion.Version, Words: words}); err != nil {
		return err
	}
	if err := t.tx.DropClaim(id); err != nil {
		return err
	}
	if err := t.sendQuestion(q, author); err != nil {
		return err
	}
	return t.afterAsking(opinion)
}

// askedLate tells a moderator that an opinion was decided before they asked.
func (t *turn) askedLate(opinion content.Opinion) error {
	said := t.voice.Say(phrases.AskLate, phrases.Args{"ID": written(opinion.ID)})
	if !t.private {
		t.sendPassing(said, nil)
		return nil
	}
	t.say(said)
	return t.tx.End(t.reader.ID)
}

// afterAsking shows the question on its card.
func (t *turn) afterAsking(opinion content.Opinion) error {
	said := t.voice.Say(phrases.AskDone, phrases.Args{"ID": written(opinion.ID)})
	if t.atDesk {
		t.sendPassing(said, nil)
		return t.renew(opinion.ID)
	}
	if err := t.tx.End(t.reader.ID); err != nil {
		return err
	}
	t.say(said)
	return t.showCard(opinion, nil)
}

// sendQuestion asks the author.
func (t *turn) sendQuestion(q content.Question, author content.Reader) error {
	_, receipt, err := t.tx.MessageOf(receiptKey(q.Opinion))
	if ifKnown(err) != nil {
		return err
	}
	voice := t.Newsroom.voice(author.Language(t.language))
	t.sendUnasked(t.tx, content.Outgoing{
		Chat: author.Chat(), Action: content.ActionSend, Key: q.ID.Key(), ReplyTo: receipt, Text: questionSaid(voice, q),
		Buttons: buttonsIn([][]link{{answerLink(voice, q)}}, true),
	})
	return nil
}

// questionSaid is a question as the author reads it.
func questionSaid(voice *phrases.Voice, q content.Question) content.HTML {
	return paragraphs(
		voice.Say(phrases.AskAuthor, phrases.Args{"ID": written(q.Opinion)}), content.HTML("<blockquote>"+text.Escape(q.Text)+"</blockquote>"), voice.Say(phrases.AskHow),
	)
}

func answerLink(voice *phrases.Voice, q content.Question) link {
	return link{label: voice.Plain(phrases.ButtonAnswer), data: string(toAnswer) + "." + strconv.FormatInt(int64(q.ID), 36)}
}

// How much of questions and answers stands on a card in the moderation chat, which is one message: in graphemes and UTF-16 units.
const betweenText, betweenUnits = 240, 300

// askedSaid is what moderators asked an opinion's author and what that answered, whole or as much as stands on a card in the moderation chat.
func (t *turn) askedSaid(opinion content.Opinion, whole bool) (content.HTML, error) {
	asked, err := t.tx.QuestionsOn(opinion.ID)
	var lines []content.HTML
	for _, q := range asked {
		question, answer := q.Text, q.Answer
		if !whole {
			question, answer = shortened(question, betweenText, betweenUnits), shortened(answer, betweenText, betweenUnits)
		}
		lines = append(lines, t.askedLine(question), t.answerLine(q, answer))
	}
	return joinedLines(lines), err
}

func (t *turn) askedLine(question string) content.HTML {
	if question == "" {
		return t.voice.Say(phrases.CardAskedErased)
	}
	return t.voice.Say(phrases.CardAsked, phrases.Args{"Text": question})
}

func (t *turn) answerLine(q content.Question, answer string) content.HTML {
	if q.AnsweredAt.IsZero() {
		return t.voice.Say(phrases.CardUnanswered)
	}
	return t.voice.Say(phrases.CardAnswered, phrases.Args{"Text": answer})
}

// between is what an opinion's author and moderators said to each other; whole: see askedSaid.
func (t *turn) between(opinion content.Opinion, whole bool) (content.HTML, error) {
	appeal, err := t.appealSaidOn(opinion)
	if err != nil {
		return "", err
	}
	asked, err := t.askedSaid(opinion, whole)
	return paragraphs(appeal, asked), err
}
