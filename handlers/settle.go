package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
	"aitys/storage"
)

// What the buttons do by which a disagreement is settled.
const (
	settleKeep   = "keep"
	settleChange = "change"
)

// lookKeys begins the names of the messages that ask for it.
const lookKeys = "look:"

// askSettling shows two decisions that differ to the editors; where there is none whom the bot may write to, to those who moderate.
func (t *turn) askSettling(opinion content.Opinion, look storage.Look) error {
	all, err := t.editors()
	if err == nil && len(all) == 0 {
		all, err = t.moderators()
	}
	for _, to := range all {
		if err != nil {
			return err
		}
		var party bool
		if party, err = t.isParty(look, content.ReaderID(to.chat)); err != nil || party {
			continue
		}
		var s screen
		if s, err = t.settleScreen(to.voice, opinion, look); err != nil {
			return err
		}
		t.sendUnasked(t.tx, content.Outgoing{
			Chat: to.chat, Action: content.ActionSend, Key: lookKey(to.chat, opinion), Text: s.text, Buttons: buttonsIn(s.rows, true), Silent: true,
			Shows: []content.OpinionID{opinion.ID},
		})
	}
	return err
}

func lookKey(chat content.ChatID, opinion content.Opinion) content.MessageKey {
	return content.MessageKey(lookKeys + written(opinion.ID) + ":" + strconv.Itoa(opinion.Version) + ":" + strconv.FormatInt(int64(chat), 10))
}

// editors are those to whom the bot may write, in private.
func (t *turn) editors() (all []audience, err error) {
	for account, role := range t.staff() {
		if role < content.RoleEditor {
			continue
		}
		reader, err := t.tx.Reader(account)
		switch {
		case content.CodeOf(err) == content.NotFound || err == nil && !started(reader):
		case err != nil:
			return nil, err
		default:
			all = append(all, audience{reader.Chat(), t.Newsroom.voice(reader.Language(t.language))})
		}
	}
	return all, nil
}

func (t *turn) settleScreen(voice *phrases.Voice, opinion content.Opinion, look storage.Look) (screen, error) {
	head, err := t.opinionHead(voice, phrases.QueueHead, opinion)
	if err != nil {
		return screen{}, err
	}
	data := func(what string) string {
		return string(toSettle) + "." + opinionNumber(opinion.ID) + "." + strconv.Itoa(opinion.Version) + "." + what
	}
	keep, change := phrases.ButtonKeepShown, phrases.ButtonChangeHide
	if look.First == content.DeedReject {
		keep, change = phrases.ButtonKeepHidden, phrases.ButtonChangeShow
	}
	const most = 2400
	return screen{
		text: paragraphs(head, content.HTML(text.Escape(shortened(opinion.Text, most, most))), voice.Say(phrases.LooksDiffer, phrases.Args{
			"First": numeral(look.FirstBy), "FirstSaid": decidedWord(voice, look.First), "Other": numeral(look.OtherBy), "OtherSaid": decidedWord(voice, look.Other),
		})),
		rows: [][]link{{{label: voice.Plain(keep), data: data(settleKeep)}, {label: voice.Plain(change), data: data(settleChange)}}},
	}, nil
}

// decidedWord is a decision in a word.
func decidedWord(voice *phrases.Voice, deed content.Deed) string {
	if deed == content.DeedReject {
		return voice.Plain(phrases.LookReject)
	}
	return voice.Plain(phrases.LookApprove)
}

// maySettle refuses whoever may not settle a disagreement: it is for editors, and where none can be asked for moderators.
func (t *turn) maySettle() error {
	if t.role() >= content.RoleEditor {
		return nil
	}
	all, err := t.editors()
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return t.may(content.RoleModerator)
	}
	return t.may(content.RoleEditor)
}

// settlePress settles a disagreement: OPINION.VERSION.WHAT.
func settlePress(t *turn) error {
	if err := t.maySettle(); err != nil {
		return err
	}
	number, rest, _ := strings.Cut(t.argument, ".")
	version, what, _ := strings.Cut(rest, ".")
	saw, unread := strconv.Atoi(version)
	opinion, err := t.opinionNumbered(number)
	if err != nil {
		return err
	}
	look, err := t.tx.LookAt(opinion.ID)
	if ifKnown(err) != nil {
		return err
	}
	switch {
	case unread != nil || what != settleKeep && what != settleChange:
		return stale("handlers.settlePress")
	case err != nil || look.Waits() || saw != look.Version || saw != opinion.Version || opinion.Ruled || waitsInQueue(opinion):
		return &content.Error{Code: content.Conflict, Op: "handlers.settlePress", Key: string(phrases.PressLookSettled), Args: phrases.Args{"ID": written(opinion.ID)}}
	}
	if err := t.notParty(look); err != nil {
		return err
	}
	return t.settle(opinion, what)
}

func (t *turn) settle(before content.Opinion, what string) error {
	said := phrases.LookKept
	if what == settleChange {
		said = phrases.LookChanged
		if err := t.overturn(before); err != nil {
			return err
		}
	}
	if err := t.record(content.Entry{What: content.DeedLookAgain, Opinion: before.ID, Version: before.Version, Code: what, Words: before.Text}); err != nil {
		return err
	}
	if err := t.tx.DropLook(before.ID); err != nil {
		return err
	}
	t.show(screen{text: t.voice.Say(said, phrases.Args{"ID": written(before.ID), "By": numeral(t.reader.ID)})})
	return nil
}

// overturn turns a decision into its opposite, and tells the author.
func (t *turn) overturn(before content.Opinion) error {
	after, err := t.tx.Overturn(before.ID, before.Version, t.reader.ID)
	if err != nil {
		return err
	}
	if err := t.learn(before, after); err != nil {
		return err
	}
	approved := after.State == content.Approved
	r := content.Ruling{Opinion: before.ID, Version: before.Version, What: content.ToReject, By: t.reader.ID}
	if approved {
		r.What = content.ToApprove
	}
	if err := t.tx.NoteRuling(r); err != nil { // an appeal is against this decision, not against the one that it overturned
		return err
	}
	if approved {
		if err := t.replyShown(after); err != nil {
			return err
		}
		before.State = content.Pending // its author is told as of a first approval
	}
	before.Unseen = !approved
	return t.tellAuthor(before, after, approved, r)
}
