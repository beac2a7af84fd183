package handlers

import (
	"strings"
	"unicode/utf8"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// appealOn is the last appeal about an opinion; the zero one where there is none.
func (t *turn) appealOn(id content.OpinionID) (content.Appeal, error) {
	last, err := t.tx.AppealOn(id)
	return last, ifKnown(err)
}

// mayAppeal tells whether an opinion's author may ask for another decision.
func mayAppeal(opinion content.Opinion, last content.Appeal) bool {
	return opinion.State == content.Rejected && !last.Settles()
}

// dialogueAppeal waits for why an author appeals.
const dialogueAppeal = "appeal"

type appealNote struct {
	Opinion content.OpinionID `json:"opinion"`
}

// appealSend is what the button carries that appeals without words.
const appealSend = "send"

// appealPress appeals, once its author has been asked for words: OPINION.PAGE[.send].
func appealPress(t *turn) error {
	opinion, on, sure, err := t.ownOpinion()
	if err != nil {
		return err
	}
	last, err := t.appealOn(opinion.ID)
	if err != nil {
		return err
	}
	if !mayAppeal(opinion, last) {
		return notAppealed(opinion.ID)
	}
	if may, err := t.maySpeak(); !may {
		return err
	}
	if sure != appealSend {
		return t.askAppeal(opinion, on)
	}
	after, err := t.appeal(opinion, "")
	if err != nil {
		return err
	}
	return t.changed(after, on)
}

func notAppealed(id content.OpinionID) error {
	return &content.Error{Code: content.Conflict, Op: "handlers.appeal", Key: string(phrases.AppealNot), Args: phrases.Args{"ID": written(id)}}
}

// askAppeal asks below an opinion why its author appeals. The safe answer stands first.
func (t *turn) askAppeal(opinion content.Opinion, on page) error {
	s, err := t.opinionScreen(t.voice, opinion, on)
	if err != nil {
		return err
	}
	s.text = paragraphs(s.text, t.voice.Say(phrases.AppealAsk, phrases.Args{"ID": written(opinion.ID), "Least": content.MinAppeal, "Most": content.MaxAppeal}))
	s.rows = [][]link{
		{{label: t.voice.Plain(phrases.ButtonAppealNo), data: ownData(toReceipt, opinion.ID, on)}},
		{{label: t.voice.Plain(phrases.ButtonAppealSend), data: ownData(toAppeal, opinion.ID, on) + "." + appealSend}},
	}
	t.show(s)
	return t.begin(dialogueAppeal, appealNote{opinion.ID})
}

// appealSaid takes the words for which askAppeal asked.
func appealSaid(t *turn, note, words string) error {
	var about appealNote
	if err := noted(note, &about); err != nil {
		return err
	}
	opinion, err := t.tx.Opinion(about.Opinion)
	if err != nil {
		return err
	}
	if opinion.Author != t.reader.ID {
		return stale("handlers.appealSaid")
	}
	if may, err := t.maySpeak(); err != nil {
		return err
	} else if !may {
		return t.tx.End(t.reader.ID)
	}
	words = strings.TrimSpace(words)
	if !fits(words, content.MinAppeal, content.MaxAppeal) {
		return &content.Error{
			Code: content.Invalid, Op: "handlers.appealSaid", Key: string(phrases.AppealLength),
			Args: phrases.Args{"Least": content.MinAppeal, "Most": content.MaxAppeal, "Length": text.Length(words)},
		}
	}
	after, err := t.appeal(opinion, words)
	if content.CodeOf(err) == content.Conflict { // it was decided, changed or taken back meanwhile: the dialogue is over
		t.show(screen{text: t.voice.Say(phrases.AppealNot, phrases.Args{"ID": written(about.Opinion)})})
		return t.tx.End(t.reader.ID)
	}
	if err != nil {
		return err
	}
	t.show(screen{text: t.voice.Say(phrases.AppealSent, phrases.Args{"ID": written(after.ID)})})
	return t.refresh(after)
}

// appealDoubt asks whether a text is why its author appeals.
func appealDoubt(t *turn, note string) (content.HTML, error) {
	var about appealNote
	if err := noted(note, &about); err != nil {
		return "", err
	}
	opinion, err := t.tx.Opinion(about.Opinion)
	if err != nil {
		return "", err
	}
	last, err := t.appealOn(about.Opinion)
	if err != nil || !mayAppeal(opinion, last) {
		return "", err
	}
	return t.voice.Say(phrases.PlainAskAppeal, phrases.Args{"ID": written(about.Opinion)}), nil
}

// fits tells whether words have so many graphemes, and are not very long for that.
func fits(words string, least, most int) bool {
	long := text.Length(words)
	return long >= least && long <= most && text.UTF16Len(words) <= 4*most && utf8.ValidString(words)
}

// appeal brings an opinion back into the queue. Where nobody but its first moderator is there to decide, editors are told. Error: Conflict with a sentence when there is nothing
// to appeal against, or there was an appeal.
func (t *turn) appeal(before content.Opinion, words string) (content.Opinion, error) {
	after, err := t.tx.AppealOpinion(before.ID, words)
	if content.CodeOf(err) == content.Conflict {
		err = notAppealed(before.ID)
	}
	if err != nil {
		return before, err
	}
	if err := t.record(content.Entry{What: content.DeedAppeal, Opinion: after.ID, Version: before.Version, Words: words}); err != nil {
		return after, err
	}
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err == nil && under && dialogue.Work == dialogueAppeal {
		err = t.tx.End(t.reader.ID)
	}
	if err != nil {
		return after, err
	}
	appeal, err := t.appealOn(after.ID)
	if err != nil {
		return after, err
	}
	return after, t.callEditors(appeal)
}

// appealSettled records what became of the appeal that a decision ended, if it ended one.
func (t *turn) appealSettled(after content.Opinion, by content.ReaderID) error {
	appeal, err := t.settledBy(after)
	if err != nil || appeal.ID == 0 {
		return err
	}
	return t.record(content.Entry{What: content.DeedAppealDecided, By: by, Opinion: after.ID, Version: after.Version, Code: string(appeal.State)})
}

// settledBy is the appeal that the last decision about an opinion ended; the zero one where it ended none.
func (t *turn) settledBy(after content.Opinion) (content.Appeal, error) {
	appeal, err := t.appealOn(after.ID)
	if err != nil || appeal.State != content.AppealGranted && appeal.State != content.AppealDenied || !appeal.DecidedAt.Equal(after.DecidedAt) {
		return content.Appeal{}, err
	}
	return appeal, nil
}

// appealed is what a decision means for an author who appealed, in place of what it means else.
func (t *turn) appealed(after content.Opinion, otherwise phrases.Key) (phrases.Key, error) {
	appeal, err := t.settledBy(after)
	switch {
	case err != nil || appeal.ID == 0:
		return otherwise, err
	case appeal.State == content.AppealGranted:
		return phrases.DecidedAppealGranted, nil
	}
	return phrases.DecidedAppealDenied, nil
}
