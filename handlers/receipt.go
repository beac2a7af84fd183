package handlers

import (
	"strconv"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// receiptKey names the one message by which an opinion's author follows it.
func receiptKey(id content.OpinionID) content.MessageKey {
	return content.MessageKey("opinion:" + written(id))
}

// How much of an opinion its receipt repeats: in graphemes, and in UTF-16 units, since a single grapheme may be as long as a message.
const (
	receiptText  = 600
	receiptUnits = 2000
)

// written is an opinion's number as people read it.
func written(id content.OpinionID) string { return strconv.FormatInt(int64(id), 10) }

// receipt shows an opinion's author what was received and where it stands. The question that a press answered turns into the receipt.
func (t *turn) receipt(opinion content.Opinion) error {
	s, err := t.opinionScreen(t.voice, opinion, onReceipt)
	if err != nil {
		return err
	}
	out := content.Outgoing{
		Chat: t.chat, Action: content.ActionSend, Key: receiptKey(opinion.ID), Text: s.text, Buttons: t.buttons(s.rows),
	}
	if t.in.Press != nil && t.in.Press.Message != 0 {
		out.Action, out.Edit = content.ActionEdit, t.in.Press.Message
	}
	t.tx.Send(out)
	return nil
}

// refresh changes an opinion's receipt to how the opinion stands now, in its author's language, whoever changed it.
func (t *turn) refresh(opinion content.Opinion) error {
	author, err := t.tx.ReaderByID(opinion.Author)
	if content.CodeOf(err) == content.NotFound {
		return nil // the author had everything erased, or the opinion was made of a comment and has no receipt that changes
	}
	if err != nil {
		return err
	}
	s, err := t.opinionScreen(t.Newsroom.voice(author.Language(t.language)), opinion, onReceipt)
	if err != nil {
		return err
	}
	t.tx.Send(content.Outgoing{
		Chat: author.Chat(), Action: content.ActionEdit, EditKey: receiptKey(opinion.ID), Text: s.text, Buttons: buttonsIn(s.rows, true),
	})
	return nil
}

// page is where one of the reader's own opinions is shown, as its buttons carry it.
type page string

// The pages.
const (
	onReceipt page = "r"
	onMine    page = "m" // among all one's own
)

// opinionScreen is an opinion as its author sees it.
func (t *turn) opinionScreen(voice *phrases.Voice, opinion content.Opinion, on page) (screen, error) {
	if opinion.State == content.Withdrawn {
		s := screen{text: voice.Say(phrases.StateWithdrawn, phrases.Args{"ID": written(opinion.ID)})}
		if on == onMine {
			s.rows = [][]link{{{label: voice.Plain(phrases.ButtonMine), data: string(toMine)}}}
		}
		return s, nil
	}
	head, err := t.opinionHead(voice, phrases.ReceiptHead, opinion)
	if err != nil {
		return screen{}, err
	}
	if on == onMine && opinion.Author != t.reader.ID {
		return ofCommentScreen(voice, head, opinion), nil
	}
	first, err := t.isFirst(opinion)
	if err != nil {
		return screen{}, err
	}
	status, err := t.statusSaid(voice, opinion)
	if err != nil {
		return screen{}, err
	}
	open, ways, err := t.authorsTurn(voice, opinion, on)
	if err != nil {
		return screen{}, err
	}
	return screen{
		text: paragraphs(head, quoted(opinion.Latest()), status, open, notice(voice, opinion, first)),
		rows: append(append(ways, authorRows(voice, opinion, on)...), offered(voice, on, first)),
	}, nil
}

// ofCommentScreen is an opinion that was made of a comment as whoever wrote that sees it.
func ofCommentScreen(voice *phrases.Voice, head content.HTML, opinion content.Opinion) screen {
	state := stateOf(opinion)
	if state == phrases.StatePending {
		state = phrases.StatePendingOfComment
	}
	return screen{
		text: paragraphs(head, quoted(opinion.Latest()), voice.Say(state), voice.Say(phrases.OpinionOfComment)),
		rows: [][]link{{{label: voice.Plain(phrases.ButtonTakeBack), data: ownData(toTakeBack, opinion.ID, onMine)}}},
	}
}

// offered is the offer to be told of replies, below the receipt of a reader's first opinion.
func offered(voice *phrases.Voice, on page, first bool) []link {
	if on != onReceipt || !first {
		return nil
	}
	return []link{offer(voice, content.Answers, phrases.ButtonFollowAnswers)}
}

// opinionHead says which opinion it is, on what, and how it is signed.
func (t *turn) opinionHead(voice *phrases.Voice, head phrases.Key, opinion content.Opinion) (content.HTML, error) {
	published, err := t.tx.ArticleEver(opinion.Article)
	if err != nil {
		return "", err
	}
	article := published.For(voice.Lang(), t.language)
	on := voice.Plain(phrases.ReceiptWhole)
	if number, ok := article.NumberOf(opinion.Section); ok && number > 0 {
		on = voice.Plain(phrases.ButtonSection, phrases.Args{"Number": number, "Heading": article.Sections[number-1].Heading})
	}
	said := voice.Say(head, phrases.Args{
		"ID": written(opinion.ID), "Reader": strconv.FormatInt(int64(opinion.Author), 10), "Title": article.Title, "On": on,
		"Signed": signatureLine(voice, opinion.Signed),
	})
	if opinion.Parent != 0 && head == phrases.ReceiptHead {
		said += "\n" + voice.Say(phrases.ReceiptReply, phrases.Args{"ID": written(opinion.Parent)})
	}
	return said, nil
}

// quoted is an opinion's text as a folded quote, shortened where it is long.
func quoted(words string) content.HTML {
	return content.HTML("<blockquote expandable>" + text.Escape(shortened(words, receiptText, receiptUnits)) + "</blockquote>")
}

// shortened returns words of at most so many graphemes and UTF-16 units.
func shortened(words string, graphemes, units int) string {
	words = text.Truncate(words, graphemes)
	if text.UTF16Len(words) <= units {
		return words
	}
	used := 0
	for i, r := range words {
		if used += text.UTF16Len(string(r)); used >= units {
			return words[:i] + "…"
		}
	}
	return words
}

// isFirst tells whether it is the first opinion of its author.
func (t *turn) isFirst(opinion content.Opinion) (bool, error) {
	earlier, err := t.tx.OpinionsBy(opinion.Author, opinion.ID, 1)
	return len(earlier) == 0, err
}

// notice is said below the first opinion of a reader, until it is decided: who will see what.
func notice(voice *phrases.Voice, opinion content.Opinion, first bool) content.HTML {
	if !first || opinion.State != content.Pending {
		return ""
	}
	return voice.Say(phrases.ReceiptNotice)
}

func stateOf(opinion content.Opinion) phrases.Key {
	switch {
	case opinion.State == content.Rejected:
		return phrases.StateRejected
	case opinion.State == content.Pending:
		return phrases.StatePending
	case opinion.Edited != "":
		return phrases.StateEdited
	}
	return phrases.StateApproved
}

// authorRows are what the author may do.
func authorRows(voice *phrases.Voice, opinion content.Opinion, on page) [][]link {
	data := func(to verb) string { return ownData(to, opinion.ID, on) }
	rows := [][]link{{
		{label: voice.Plain(phrases.ButtonTakeBack), data: data(toTakeBack)},
		{label: voice.Plain(phrases.ButtonEdit), data: data(toEdit)},
	}}
	if opinion.State != content.Approved || opinion.Signed != "" {
		rows = append(rows, []link{{label: voice.Plain(phrases.ButtonSignAs), data: data(toSign)}})
	}
	return rows
}

// ownData is what a button about one of the presser's own opinions carries.
func ownData(to verb, id content.OpinionID, on page) string {
	return string(to) + "." + opinionNumber(id) + "." + string(on)
}
