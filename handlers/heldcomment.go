package handlers

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"aitys/content"
	"aitys/content/text"
	"aitys/moderation"
	"aitys/phrases"
	"aitys/storage"
)

// mutedForAdvert is for how long whoever plainly advertises in the group may not write.
const mutedForAdvert = 24 * time.Hour

// What the buttons of a comment's card do.
const (
	heldDelete = "delete"
	heldLeave  = "leave"
	heldUndo   = "undo" // give its author the right to write back
	heldBan    = "ban"
)

// heldBans are the lengths that a card offers, in days.
var heldBans = []int{1, 7, 30}

// commentAhead names what the filters said about a comment before the transaction.
func commentAhead(in *content.Incoming) string {
	return "\x00comment:" + strconv.FormatInt(int64(in.Update), 10)
}

// screened lets the filters look at a comment that was just kept. Whoever belongs to the newsroom, or speaks for a chat, is passed over.
func (t *turn) screened(c content.Comment) error {
	if c.Who != content.ByPerson || c.Text == "" || !c.Kept() || t.role() >= content.RoleModerator {
		return nil
	}
	j, known := t.ahead[commentAhead(t.in)]
	if !known {
		j = t.desk.judgePost(moderation.Post{Text: c.Text, Entities: c.Entities})
	}
	said, err := t.amongComments(c, j)
	if err != nil {
		return err
	}
	standing, err := t.tx.StandingOf(t.in.From.ID)
	if err != nil || said.Verdict == moderation.Pass && !standing.Premod {
		return err
	}
	findings, err := json.Marshal(said.Findings)
	if err != nil {
		return err
	}
	if err := t.leftBefore(c.ID); err != nil {
		return err
	}
	judged := storage.Judged{Verdict: string(said.Verdict), Score: said.Score, Findings: string(findings)}
	if err := t.tx.HoldComment(storage.HeldComment{Comment: c.ID, Author: c.Author, Judged: judged}); err != nil {
		return err
	}
	return t.onceKnown(content.ReaderID(c.Author), matter{Held: c.ID})
}

// heldKnown goes on with a held comment once it is known that its author does not administer the group: it is deleted where the filters reject it, and moderators see it.
func (t *turn) heldKnown(id content.CommentID, is content.Belonging) error {
	held, err := t.tx.HeldComment(id)
	if err != nil {
		return ifKnown(err)
	}
	c, err := t.tx.Comment(id)
	if err != nil || !c.Kept() || is == content.Administer {
		if _, dropped := t.tx.DropHeld(id); dropped != nil {
			return dropped
		}
		return ifKnown(err)
	}
	if moderation.Verdict(held.Judged.Verdict) == moderation.Reject && is != content.Unknown {
		return t.rejectComment(held, c)
	}
	return t.sendHeld(held, c.Text)
}

// workHeld is the work of showing moderators a comment that was deleted; behind it stands its number. What the same transaction sends may not show words that it erases.
const workHeld = "held"

// showHeld shows moderators a comment that was deleted.
func showHeld(t *turn) error {
	id, _, err := workedOn[content.CommentID](t)
	if err != nil {
		return err
	}
	held, err := t.tx.HeldComment(id)
	if err != nil {
		return ifKnown(err)
	}
	return t.sendHeld(held, held.Text)
}

// rejectComment deletes a comment that the filters reject, keeps its words for the card, and mutes its author for a while where it plainly advertises.
func (t *turn) rejectComment(held storage.HeldComment, c content.Comment) error {
	if _, err := t.tx.DropHeld(c.ID); err != nil {
		return err
	}
	if err := t.deleteComment(c, 0); err != nil {
		return err
	}
	held.Text = c.Text
	if err := t.tx.HoldComment(held); err != nil {
		return err
	}
	if err := t.record(content.Entry{What: content.DeedHide, Comment: c.ID, Person: content.ReaderID(c.Author), Words: c.Text}); err != nil {
		return err
	}
	if err := t.tx.ScheduleOnce(content.Due{Work: workOn(workHeld, c.ID), At: t.tx.Now()}); err != nil {
		return err
	}
	return t.muteForAdvert(held, c.Chat)
}

// muteForAdvert keeps the author of a deleted comment from writing for a while, where it offers something.
func (t *turn) muteForAdvert(held storage.HeldComment, group content.ChatID) error {
	var findings []moderation.Finding
	if err := json.Unmarshal([]byte(held.Judged.Findings), &findings); err != nil || !advertises(findings) {
		return err
	}
	s, err := t.lay(content.Sanction{Person: content.ReaderID(held.Author), Kind: content.Muted}, mutedForAdvert)
	if err != nil {
		return err
	}
	t.restrict(group, s, 0)
	return t.tx.HeldFor(held.Comment, s.ID)
}

// advertises tells whether the filters found an offer.
func advertises(findings []moderation.Finding) bool {
	for _, f := range findings {
		if f.Reason == moderation.Advert || f.Reason == moderation.LikeSpam {
			return true
		}
	}
	return false
}

// heldKey names a comment's card in somebody's chat.
func heldKey(id content.CommentID, chat content.ChatID) content.MessageKey {
	return content.MessageKey("held:" + strconv.FormatInt(int64(id), 10) + ":" + strconv.FormatInt(int64(chat), 10))
}

// sendHeld shows moderators a comment that the filters noticed.
func (t *turn) sendHeld(held storage.HeldComment, words string) error {
	all, err := t.moderators()
	for _, to := range all {
		card, err := t.heldCard(to.voice, held, words)
		if err != nil {
			return err
		}
		t.tx.Send(content.Outgoing{
			Chat: to.chat, Action: content.ActionSend, Key: heldKey(held.Comment, to.chat), Text: card.text, Buttons: buttonsIn(card.rows, true), Silent: true,
			Shows: []content.OpinionID{held.Comment.Shown()},
		})
	}
	return err
}

// heldCard is a comment as moderators see it: under a number, never with its author's name.
func (t *turn) heldCard(voice *phrases.Voice, held storage.HeldComment, words string) (screen, error) {
	var findings []moderation.Finding
	if err := json.Unmarshal([]byte(held.Judged.Findings), &findings); err != nil {
		return screen{}, err
	}
	noticed := voice.Say(phrases.HeldPremod)
	if len(findings) > 0 {
		said := strings.Join(Noticed(voice, findings), "; ")
		noticed = voice.Say(phrases.QueueNoticed, phrases.Args{"Risk": int(held.Judged.Score * 100), "Reasons": said})
	}
	state := content.HTML("")
	first := []link{t.heldButton(voice, phrases.ButtonHeldDelete, held, heldDelete), t.heldButton(voice, phrases.ButtonHeldLeave, held, heldLeave)}
	if held.Text != "" {
		state = voice.Say(phrases.HeldDeleted)
		first = []link{t.heldButton(voice, phrases.ButtonHeldRight, held, heldLeave)}
		if held.Sanction != 0 {
			state = voice.Say(phrases.HeldMuted)
			first = append(first, t.heldButton(voice, phrases.ButtonHeldUndo, held, heldUndo))
		}
	}
	return screen{
		text: paragraphs(voice.Say(phrases.HeldHead, phrases.Args{"Person": numeral(content.ReaderID(held.Author))}), content.HTML(text.Escape(shortened(words, cardText, cardUnits))), noticed, state),
		rows: [][]link{first, {t.heldButton(voice, phrases.ButtonBan, held, heldBan)}},
	}, nil
}

func (t *turn) heldButton(voice *phrases.Voice, label phrases.Key, held storage.HeldComment, what string) link {
	return link{label: voice.Plain(label), data: heldData(held.Comment, what)}
}

func heldData(id content.CommentID, what string) string {
	return string(toHeld) + "." + strconv.FormatInt(int64(id), 36) + "." + what
}

// heldPress takes a moderator's decision about a comment: COMMENT.WHAT. The first one counts, unless it is taken back.
func heldPress(t *turn) error {
	if err := t.may(content.RoleModerator); err != nil {
		return err
	}
	number, what, _ := strings.Cut(t.argument, ".")
	what, days, _ := strings.Cut(what, ".")
	id, err := strconv.ParseInt(number, 36, 64)
	if err != nil {
		return stale("handlers.heldPress")
	}
	held, err := t.tx.HeldComment(content.CommentID(id))
	if content.CodeOf(err) == content.NotFound {
		return &content.Error{Code: content.Conflict, Op: "handlers.heldPress", Key: string(phrases.PressHeldDecided)}
	}
	if err != nil {
		return err
	}
	return t.pressHeld(held, what, days)
}

// decideHeld does what a button of the card says about an undecided comment. What cannot be taken back afterwards waits for a while.
func (t *turn) decideHeld(held storage.HeldComment, what, days string) error {
	switch {
	case what == heldDelete && held.Text == "", what == heldLeave:
		return t.soonHeld(held, what, 0)
	case what == heldUndo && held.Sanction != 0:
		return t.undoHeld(held)
	case what == heldBan && days == "":
		return t.askHeldBan(held)
	case what == heldBan:
		number, err := t.banDays(held, days)
		if err != nil {
			return err
		}
		return t.soonHeld(held, heldBan, number)
	}
	return stale("handlers.decideHeld")
}

// undoHeld gives the author of a deleted comment the right to write back. What Telegram has deleted does not come back.
func (t *turn) undoHeld(held storage.HeldComment) error {
	s, err := t.tx.Sanction(held.Sanction)
	if err != nil {
		return err
	}
	if s.Runs(t.tx.Now()) {
		if err := t.tx.Lift(s.ID, t.reader.ID); err != nil {
			return err
		}
		if _, err := t.tx.Unschedule(workOn(workSanction, s.ID)); err != nil {
			return err
		}
	}
	if person, err := t.tx.PersonOf(s.Person); err == nil {
		if err := t.released(s.Person, person); err != nil {
			return err
		}
	} else if ifKnown(err) != nil {
		return err
	}
	return t.endHeld(held, t.reader.ID, phrases.HeldWasUndone, content.DeedUndo)
}

// askHeldBan asks for how long.
func (t *turn) askHeldBan(held storage.HeldComment) error {
	var row []link
	for _, days := range heldBans {
		row = append(row, link{label: unmarked(t.voice.Count(phrases.ButtonBanDays, days)), data: heldData(held.Comment, heldBan+"."+strconv.Itoa(days))})
	}
	words, err := t.heldWords(held)
	if err != nil {
		return err
	}
	card, err := t.heldCard(t.voice, held, words)
	if err != nil {
		return err
	}
	t.quoted = append(t.quoted, held.Comment.Shown())
	card.rows[1] = row
	t.put(card.text, buttonsIn(card.rows, true)) // they are pressed in the moderation chat, too
	return nil
}

// endHeld ends a comment's waiting, and shows that on all its cards, from which its words go.
func (t *turn) endHeld(held storage.HeldComment, by content.ReaderID, key phrases.Key, done content.Deed) error {
	if _, err := t.tx.DropHeld(held.Comment); err != nil {
		return err
	}
	if done != "" {
		if err := t.record(content.Entry{What: done, By: by, Comment: held.Comment, Person: content.ReaderID(held.Author)}); err != nil {
			return err
		}
	}
	args := phrases.Args{"Person": numeral(content.ReaderID(held.Author)), "By": numeral(by)}
	if t.in.Kind == content.KindPress {
		t.answer.Text = text.Truncate(t.voice.Plain(key, args), 190)
	}
	return t.closeHeld(held.Comment, key, args)
}

// closeHeld puts a sentence in the place of a comment's cards.
func (t *turn) closeHeld(id content.CommentID, key phrases.Key, args phrases.Args) error {
	return t.editHeld(id, nil, func(voice *phrases.Voice) (screen, error) { return screen{text: voice.Say(key, args)}, nil })
}
