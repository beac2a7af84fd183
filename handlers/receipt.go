package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// receiptKey names the one message by which an opinion's author follows it.
func receiptKey(id content.OpinionID) content.MessageKey {
	return content.MessageKey("opinion:" + strconv.FormatInt(int64(id), 10))
}

// receiptText is how much of an opinion its receipt repeats, in graphemes.
const receiptText = 600

// receipt shows an opinion's author what was received and where it stands.
func (t *turn) receipt(opinion content.Opinion) error {
	said, err := t.receiptSaid(t.voice, opinion)
	if err != nil {
		return err
	}
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionSend, Key: receiptKey(opinion.ID), Text: said, Buttons: t.buttons(t.receiptRows(t.voice, opinion)),
	})
	return nil
}

// refresh changes an opinion's receipt to how the opinion stands now, in its author's language, whoever changed it.
func (t *turn) refresh(opinion content.Opinion) error {
	author, err := t.tx.ReaderByID(opinion.Author)
	if content.CodeOf(err) == content.NotFound {
		return nil // the author had everything erased
	}
	if err != nil {
		return err
	}
	voice := t.Newsroom.voice(author.Language(t.language))
	said, err := t.receiptSaid(voice, opinion)
	if err != nil {
		return err
	}
	t.tx.Send(content.Outgoing{
		Chat: author.Chat(), Action: content.ActionEdit, EditKey: receiptKey(opinion.ID), Text: said,
		Buttons: t.privateButtons(t.receiptRows(voice, opinion)),
	})
	return nil
}

// receiptSaid is the receipt's text.
func (t *turn) receiptSaid(voice *phrases.Voice, opinion content.Opinion) (content.HTML, error) {
	state := voice.Say(receiptState(opinion))
	if opinion.State == content.Withdrawn {
		return state, nil
	}
	published, err := t.tx.Article(opinion.Article)
	if err != nil {
		return "", err
	}
	article := published.For(voice.Lang(), t.language)
	on := article.Title
	if number, ok := article.NumberOf(opinion.Section); ok && number > 0 {
		on = article.Sections[number-1].Heading
	}
	words := opinion.Text
	if opinion.Edited != "" {
		words = opinion.Edited
	}
	return paragraphs(
		voice.Say(phrases.Receipt, phrases.Args{
			"ID": strconv.FormatInt(int64(opinion.ID), 10), "Title": article.Title, "On": on, "Signed": signed(voice, opinion.Signed),
		}),
		content.HTML("<blockquote expandable>"+text.Escape(text.Truncate(words, receiptText))+"</blockquote>"),
		state,
		voice.Say(phrases.ReceiptNotice),
	), nil
}

func receiptState(opinion content.Opinion) phrases.Key {
	switch {
	case opinion.State == content.Withdrawn:
		return phrases.StateWithdrawn
	case opinion.State == content.Rejected:
		return phrases.StateRejected
	case opinion.State == content.Pending:
		return phrases.StatePending
	case opinion.Edited != "":
		return phrases.StateEdited
	}
	return phrases.StateApproved
}

// signed is how a signature reads.
func signed(voice *phrases.Voice, name string) string {
	if name == "" {
		return voice.Plain(phrases.SignedAnonymous)
	}
	return name
}

// receiptRows are what the author may do.
func (t *turn) receiptRows(voice *phrases.Voice, opinion content.Opinion) [][]link {
	if opinion.State == content.Withdrawn {
		return nil
	}
	id := "." + opinionNumber(opinion.ID)
	return [][]link{
		{
			{label: voice.Plain(phrases.ButtonTakeBack), data: string(toTakeBack) + id},
			{label: voice.Plain(phrases.ButtonEdit), data: string(toEdit) + id},
		},
		{{label: voice.Plain(phrases.ButtonSignAs), data: string(toSign) + id}},
	}
}

// opinionNumber writes an opinion's number as buttons carry it.
func opinionNumber(id content.OpinionID) string { return strconv.FormatInt(int64(id), 36) }

// ownOpinion reads an opinion's number off a button and returns that opinion if it is the presser's own.
func (t *turn) ownOpinion() (content.Opinion, string, error) {
	number, rest, _ := strings.Cut(t.argument, ".")
	opinion, err := t.opinionNumbered(number)
	if err == nil && (opinion.Author != t.reader.ID || opinion.State == content.Withdrawn) {
		err = stale("handlers.ownOpinion")
	}
	return opinion, rest, err
}

// opinionNumbered returns the opinion whose number a button carries.
func (t *turn) opinionNumbered(number string) (content.Opinion, error) {
	id, err := strconv.ParseInt(number, 36, 64)
	if err != nil {
		return content.Opinion{}, stale("handlers.opinionNumbered")
	}
	opinion, err := t.tx.Opinion(content.OpinionID(id))
	if content.CodeOf(err) == content.NotFound {
		err = stale("handlers.opinionNumbered")
	}
	return opinion, err
}

// takeBackPress withdraws an opinion.
func takeBackPress(t *turn) error {
	opinion, _, err := t.ownOpinion()
	if err != nil {
		return err
	}
	if opinion, err = t.tx.WithdrawOpinion(opinion.ID); err != nil {
		return err
	}
	return t.changed(opinion)
}

// changed shows an opinion as it stands now on its receipt, and on the message whose button was pressed where that is another one.
func (t *turn) changed(opinion content.Opinion) error {
	_, receipt, err := t.tx.MessageOf(receiptKey(opinion.ID))
	if err != nil && content.CodeOf(err) != content.NotFound {
		return err
	}
	if t.in.Press != nil && t.in.Press.Message != receipt {
		said, err := t.receiptSaid(t.voice, opinion)
		if err != nil {
			return err
		}
		t.show(screen{text: said, rows: t.receiptRows(t.voice, opinion)})
	}
	return t.refresh(opinion)
}

// dialogueEdit is the dialogue in which a reader is asked for an opinion's new words.
const dialogueEdit = "edit"

// editPress asks for the new words.
func editPress(t *turn) error {
	opinion, _, err := t.ownOpinion()
	if err != nil {
		return err
	}
	t.say(t.voice.Say(phrases.EditAsk, phrases.Args{"ID": strconv.FormatInt(int64(opinion.ID), 10)}))
	t.say(content.HTML("<code>" + text.Escape(opinion.Latest()) + "</code>"))
	return t.begin(dialogueEdit, opinion.ID)
}

// editSaid takes the new words; a moderator reads them before anybody else does.
func editSaid(t *turn, note string) error {
	number, err := strconv.ParseInt(note, 10, 64)
	if err != nil {
		return err
	}
	words := strings.TrimSpace(t.in.Message.Text)
	if err := wordsFit(words); err != nil {
		return err
	}
	opinion, err := t.tx.EditOpinion(content.OpinionID(number), words)
	if code := content.CodeOf(err); code == content.Conflict || code == content.NotFound {
		err = &content.Error{Code: content.Conflict, Op: "handlers.editSaid", Key: string(phrases.OpinionGone), Err: err}
	}
	if err != nil {
		return err
	}
	t.say(t.voice.Say(phrases.EditDone))
	if err := t.tx.End(t.reader.ID); err != nil {
		return err
	}
	return t.refresh(opinion)
}
