package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// opinionNumber writes an opinion's number as buttons carry it.
func opinionNumber(id content.OpinionID) string { return strconv.FormatInt(int64(id), 36) }

// opinionNumbered returns the opinion whose number a button carries, whoever wrote it and however it stands.
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

// ownOpinion reads what ownData wrote, and what stands behind it: the opinion must be the presser's own, and not taken back.
func (t *turn) ownOpinion() (opinion content.Opinion, on page, rest string, err error) {
	number, rest, _ := strings.Cut(t.argument, ".")
	where, rest, _ := strings.Cut(rest, ".")
	on = page(where)
	opinion, err = t.opinionNumbered(number)
	switch {
	case err != nil:
	case on != onReceipt && on != onMine:
		err = stale("handlers.ownOpinion")
	case opinion.Author != t.reader.ID:
		err = t.featuredMine(opinion)
	}
	switch {
	case err != nil:
	case opinion.State == content.Withdrawn:
		err = &content.Error{Code: content.Conflict, Op: "handlers.ownOpinion", Key: string(phrases.PressWithdrawn)}
	}
	return opinion, on, rest, err
}

// featuredMine refuses what is done about an opinion as one's own that is not, save what may be done about one that was made of the presser's comment: looking at it
// and withdrawing it. Its words and its name are the comment's.
func (t *turn) featuredMine(opinion content.Opinion) error {
	own, err := t.isOwn(opinion)
	verb, _ := cutVerb(t.in.Press.Data)
	if err == nil && (!own || verb != toReceipt && verb != toTakeBack) {
		err = stale("handlers.featuredMine")
	}
	return err
}

// isOwn tells whether an opinion is of the person who acts in private: written by them, or made of a comment of theirs. The second is known by their account alone;
// nothing that is stored leads from one number to the other.
func (t *turn) isOwn(opinion content.Opinion) (bool, error) {
	if opinion.Author == t.reader.ID {
		return true, nil
	}
	commenter, err := t.commenter()
	return commenter != 0 && opinion.Author == content.ReaderID(commenter), err
}

// commenter is the number under which the person who acts comments; 0: they never have.
func (t *turn) commenter() (content.CommenterID, error) {
	commenter, err := t.tx.KnownCommenter(t.in.From.ID)
	if content.CodeOf(err) == content.NotFound {
		return 0, nil
	}
	return commenter, err
}

// changed shows an opinion as it stands now on its receipt, and on the message whose button was pressed where that is another one.
func (t *turn) changed(opinion content.Opinion, on page) error {
	_, receipt, err := t.tx.MessageOf(receiptKey(opinion.ID))
	if err != nil && content.CodeOf(err) != content.NotFound {
		return err
	}
	if on == onMine || t.in.Press != nil && t.in.Press.Message != receipt {
		if err := t.showOwn(opinion, on); err != nil {
			return err
		}
	}
	return t.refresh(opinion)
}

// showOwn shows one of the reader's own opinions on its page.
func (t *turn) showOwn(opinion content.Opinion, on page) error {
	s, err := t.opinionScreen(t.voice, opinion, on)
	if err != nil {
		return err
	}
	if on == onMine && opinion.State != content.Withdrawn {
		ways, err := t.mineWays(opinion)
		if err != nil {
			return err
		}
		s.rows = append(s.rows, ways)
	}
	t.show(s)
	return nil
}

// receiptPress shows an opinion again as it stands, after the question how it is to be signed.
func receiptPress(t *turn) error {
	opinion, on, _, err := t.ownOpinion()
	if err != nil {
		return err
	}
	return t.showOwn(opinion, on)
}

// takenBack is what the button carries that withdraws an opinion at once.
const takenBack = "yes"

// takeBackPress withdraws an opinion, once its author has said so twice: it is for good.
func takeBackPress(t *turn) error {
	opinion, on, sure, err := t.ownOpinion()
	if err != nil {
		return err
	}
	if sure != takenBack {
		return t.askTakeBack(opinion, on)
	}
	if opinion, err = t.withdrawn(opinion.ID); err != nil {
		return err
	}
	return t.changed(opinion, on)
}

// askTakeBack asks below an opinion whether it is to be withdrawn. The safe answer stands where the button stood: fingers tap twice.
func (t *turn) askTakeBack(opinion content.Opinion, on page) error {
	s, err := t.opinionScreen(t.voice, opinion, on)
	if err != nil {
		return err
	}
	s.text = paragraphs(s.text, t.voice.Say(phrases.TakeBackAsk, phrases.Args{"ID": written(opinion.ID)}))
	s.rows = [][]link{{
		{label: t.voice.Plain(phrases.ButtonTakeBackNo), data: ownData(toReceipt, opinion.ID, on)},
		{label: t.voice.Plain(phrases.ButtonTakeBackYes), data: ownData(toTakeBack, opinion.ID, on) + "." + takenBack},
	}}
	t.show(s)
	return nil
}

// dialogueEdit is the dialogue in which a reader is asked for an opinion's new words.
const dialogueEdit = "edit"

// editNote is its note.
type editNote struct {
	Opinion content.OpinionID `json:"opinion"`
	Long    spill             `json:"long"`
}

// editPress asks for the new words, and shows the present ones to be copied.
func editPress(t *turn) error {
	opinion, _, _, err := t.ownOpinion()
	if err != nil {
		return err
	}
	if may, err := t.maySpeak(); !may {
		return err
	}
	if on, err := t.goesOnAbout(opinion.Article); !on {
		return err
	}
	t.say(paragraphs(
		t.voice.Say(phrases.EditAsk, phrases.Args{"ID": written(opinion.ID)}),
		content.HTML("<code>"+text.Escape(opinion.Latest())+"</code>"),
	))
	return t.begin(dialogueEdit, editNote{Opinion: opinion.ID})
}

// editSaid takes the new words; a moderator reads them before anybody else does.
func editSaid(t *turn, note, words string) error {
	var about editNote
	if err := noted(note, &about); err != nil {
		return err
	}
	opinion, err := t.tx.Opinion(about.Opinion)
	if err != nil {
		return err
	}
	if opinion.Author != t.reader.ID || opinion.State == content.Withdrawn {
		t.show(screen{text: t.voice.Say(phrases.OpinionGone)})
		return t.tx.End(t.reader.ID)
	}
	if may, err := t.mayEdit(opinion); !may {
		return err
	}
	words = strings.TrimSpace(words)
	if refusal := t.weigh(words, about.Long); refusal != nil {
		return t.again(refusal, about.Long, func(long spill) error {
			return t.begin(dialogueEdit, editNote{opinion.ID, long})
		})
	}
	if t.mayBeRest(about.Long) {
		return t.doubt(dialogueEdit, note, about.Long)
	}
	if words == opinion.Latest() {
		return &content.Error{Code: content.Invalid, Op: "handlers.editSaid", Key: string(phrases.EditSame)}
	}
	if opinion.State != content.Approved {
		if err := t.unlearn(opinion); err != nil {
			return err
		}
	}
	edited, err := t.tx.EditOpinion(opinion.ID, words)
	if content.CodeOf(err) == content.Conflict {
		return t.repeats(opinion, words)
	}
	if err != nil {
		return err
	}
	judged, err := t.judge(edited)
	if err != nil {
		return err
	}
	if err := t.writtenOnNow(edited); err != nil {
		return err
	}
	edited, alone, err := t.decideAlone(edited, judged)
	if err != nil {
		return err
	}
	if err := t.sayEdited(edited, alone); err != nil {
		return err
	}
	if err := t.tx.End(t.reader.ID); err != nil {
		return err
	}
	return t.refresh(edited)
}

// sayEdited says what becomes of new words.
func (t *turn) sayEdited(edited content.Opinion, alone byProgram) error {
	if alone.rejected() {
		return t.sayRejected(alone)
	}
	done := phrases.EditDone
	switch {
	case alone.decided():
		done = phrases.EditShown
	case !edited.Waits(): // the published words again
		done = phrases.EditBack
	}
	t.show(screen{text: t.voice.Say(done)})
	return nil
}

// mayEdit tells whether the author may give an opinion new words now; where they may not, they are asked for none any more.
func (t *turn) mayEdit(opinion content.Opinion) (bool, error) {
	may, err := t.maySpeak()
	if err != nil {
		return false, err
	}
	if !may {
		return false, t.tx.End(t.reader.ID)
	}
	return t.goesOnAbout(opinion.Article)
}

// editDoubt asks whether a text is the new one for which editPress asked.
func editDoubt(t *turn, note string) (content.HTML, error) {
	var about editNote
	if err := noted(note, &about); err != nil {
		return "", err
	}
	opinion, err := t.tx.Opinion(about.Opinion)
	if err != nil || opinion.State == content.Withdrawn {
		return "", err
	}
	now, err := t.showsAtOnce(opinion.Article)
	if err != nil {
		return "", err
	}
	return t.voice.Say(either(now, phrases.PlainAskEditNow, phrases.PlainAskEdit), phrases.Args{"ID": written(about.Opinion)}), nil
}
