package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// queueCommand shows a moderator the next opinion that waits.
func queueCommand(t *turn) error { return t.showQueue() }

// queuePress takes a decision, made on one version of an opinion, and shows the next one that waits.
func queuePress(t *turn) error {
	if t.role() < content.RoleModerator {
		return &content.Error{Code: content.Invalid, Op: "handlers.queuePress", Key: string(phrases.ForModerators)}
	}
	number, rest, _ := strings.Cut(t.argument, ".")
	written, decision, _ := strings.Cut(rest, ".")
	opinion, err := t.opinionNumbered(number)
	if err != nil {
		return err
	}
	version, err := strconv.Atoi(written)
	if err != nil || decision != "approve" && decision != "reject" {
		return stale("handlers.queuePress")
	}
	opinion, err = t.tx.DecideOpinion(opinion.ID, version, decision == "approve", t.reader.ID)
	if content.CodeOf(err) == content.Conflict {
		t.answer.Text, t.answer.Alert = t.voice.Plain(phrases.PressDecided), true
		return t.showQueue()
	}
	if err != nil {
		return err
	}
	if err := t.refresh(opinion); err != nil {
		return err
	}
	return t.showQueue()
}

// showQueue shows the next opinion that waits, with two buttons.
func (t *turn) showQueue() error {
	opinion, err := t.tx.NextWaiting()
	if content.CodeOf(err) == content.NotFound {
		t.show(screen{text: t.voice.Say(phrases.QueueEmpty)})
		return nil
	}
	if err != nil {
		return err
	}
	waiting, err := t.tx.CountWaiting()
	if err != nil {
		return err
	}
	published, err := t.tx.Article(opinion.Article)
	if err != nil {
		return err
	}
	data := string(toQueue) + "." + opinionNumber(opinion.ID) + "." + strconv.Itoa(opinion.Version)
	t.show(screen{
		text: paragraphs(
			t.voice.Say(phrases.QueueHead, phrases.Args{
				"ID": strconv.FormatInt(int64(opinion.ID), 10), "On": t.subjectName(published, opinion.Section), "Title": published.For(t.voice.Lang(), t.language).Title,
				"Signed": signed(t.voice, opinion.Signed), "Waiting": waiting,
			}),
			t.queueNote(opinion),
			content.HTML(text.Escape(opinion.Latest())),
		),
		rows: [][]link{{
			{label: t.voice.Plain(phrases.ButtonApprove), data: data + ".approve"},
			{label: t.voice.Plain(phrases.ButtonReject), data: data + ".reject"},
		}},
	})
	return nil
}

// queueNote says why an approved opinion is in the queue again.
func (t *turn) queueNote(opinion content.Opinion) content.HTML {
	switch {
	case opinion.State == content.Approved && opinion.Edited != "":
		return t.voice.Say(phrases.QueueEdited)
	case opinion.State == content.Approved:
		return t.voice.Count(phrases.QueueReported, opinion.Reports)
	}
	return ""
}
