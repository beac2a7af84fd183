package handlers

import (
	"errors"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
	"aitys/storage"
)

// dialogueTheirs keeps an article file that would have taken the place of another editor's work, until whoever sent it has decided.
const dialogueTheirs = "theirs"

// theirs is its note.
type theirs struct {
	Article content.ArticleID `json:"article"`
	Lang    content.Lang      `json:"lang"`
	Version int               `json:"version"` // of the draft, as its editor was told
	Text    string            `json:"text"`
}

// pushedCame tells an editor what became of what they sent.
func pushedCame(t *turn, made []byte) error {
	if err := t.may(content.RoleEditor); err != nil {
		return err
	}
	if made == nil {
		return &content.Error{Code: content.Conflict, Op: "handlers.pushedCame", Key: string(phrases.PushUnread)}
	}
	p, err := readMade(made)
	switch {
	case err != nil:
		return err
	case p.Told != "":
		return &content.Error{Code: content.Invalid, Op: "handlers.pushedCame", Key: string(p.Told)}
	case len(p.Faults) > 0:
		t.say(t.faultsSaid(p.Faults))
		return nil
	}
	if p.Encoding != "" {
		t.say(t.voice.Say(phrases.PushEncoded, phrases.Args{"Encoding": p.Encoding}))
	}
	article, faults := content.ParseArticle("", []byte(p.Article))
	if len(faults) > 0 {
		return faults
	}
	return t.takeIn(article, p)
}

// mostFaults is how many faults are shown: some screens of a phone. Those behind them often come of the first.
const mostFaults = 30

// faultsSaid lists the faults of an article file, each with its line.
func (t *turn) faultsSaid(faults []faultLine) content.HTML {
	said := []content.HTML{t.voice.Count(phrases.PushFaults, len(faults))}
	for _, fault := range faults[:min(len(faults), mostFaults)] {
		one := t.voice.Say(phrases.PushFault, phrases.Args{"Line": strconv.Itoa(fault.Line), "Wrong": t.voice.Words(fault.Wrong), "Want": t.voice.Words(fault.Want)})
		if fault.Line == 0 {
			one = t.voice.Say(phrases.PushFaultOfAll, phrases.Args{"Wrong": t.voice.Words(fault.Wrong), "Want": t.voice.Words(fault.Want)})
		}
		if fault.Text != "" {
			one += "\n<code>" + content.HTML(text.Escape(fault.Text)) + "</code>"
		}
		said = append(said, one)
	}
	if more := len(faults) - mostFaults; more > 0 {
		said = append(said, t.voice.Count(phrases.PushFaultsMore, more))
	}
	return paragraphs(append(said, t.voice.Say(phrases.PushFaultsThen))...)
}

// takeIn stores an article that an editor has sent as a draft, unless it would overwrite what somebody else did there since they last saw it, and shows it.
func (t *turn) takeIn(article *content.Article, p pushed) error {
	draft := p.Draft
	if draft != "" {
		free, err := freeSlug(t.tx, article.Slug)
		if err != nil {
			return err
		}
		draft = strings.Replace(draft, "slug: "+string(article.Slug)+"\n", "slug: "+string(free)+"\n", 1)
		article.Slug = free
	}
	if other, err := t.changedByOthers(article); err != nil || other != nil {
		if err != nil {
			return err
		}
		return t.bothTexts(*other, article)
	}
	saved, err := t.saveDraft(storage.DraftEdit{By: t.reader.ID, What: content.PartFile}, article)
	if err != nil {
		return err
	}
	if draft != "" {
		t.sendDraftFile(article, draft, paragraphs(t.lookSaid(article, p.Look), t.voice.Say(phrases.PushDrafted)))
		t.sayUnfounded(p.Unfounded)
	}
	stored := t.voice.Say(phrases.PushStored, phrases.Args{"Language": t.languageIn(article.Lang)})
	return t.showProofAfter(stored, saved.Article, article.Lang, proofPost)
}

// saveDraft is storage's, with its refusals in words for the editor.
func (t *turn) saveDraft(edit storage.DraftEdit, texts ...*content.Article) (content.Draft, error) {
	saved, err := t.tx.SaveDraft(edit, texts...)
	var refusal *content.Error
	switch {
	case errors.As(err, &refusal) && refusal.Code == content.Invalid:
		why := content.Words{Given: true, English: refusal.Err.Error()}
		errors.As(refusal.Err, &why)
		return saved, &content.Error{Code: content.Invalid, Op: refusal.Op, Key: string(phrases.PushUnfit), Args: phrases.Args{"Why": t.voice.Words(why)}, Err: err}
	case errors.As(err, &refusal) && refusal.Code == content.NotFound:
		return saved, &content.Error{Code: content.Conflict, Op: refusal.Op, Key: string(phrases.PushUnchanged), Err: err}
	}
	return saved, err
}

// changedByOthers is the draft of an article where somebody else has changed its text in this language since the editor last saw it; nil where nobody has.
func (t *turn) changedByOthers(article *content.Article) (*content.Draft, error) {
	number, err := t.tx.ArticleNumber(article.Slug)
	if content.CodeOf(err) == content.NotFound {
		return nil, nil //nolint:nilnil // that nobody has is no error
	}
	if err != nil {
		return nil, err
	}
	draft, err := t.tx.DraftOf(number)
	if content.CodeOf(err) == content.NotFound || err == nil && (draft.ChangedBy == t.reader.ID || draft.Discarded) {
		return nil, nil //nolint:nilnil // the same
	}
	if err != nil {
		return nil, err
	}
	seen, err := t.tx.SeenDraft(t.reader.ID, number)
	if err != nil || seen == draft.Version {
		return nil, err
	}
	stored, err := t.tx.Drafts(article.Slug)
	for _, one := range stored {
		if one.Lang == article.Lang && string(one.Print()) != string(article.Print()) {
			return &draft, err
		}
	}
	return nil, err
}

// bothTexts tells an editor who has changed the draft meanwhile, and gives them both texts.
func (t *turn) bothTexts(draft content.Draft, mine *content.Article) error {
	texts, err := newestTexts(t.tx, draft.Slug)
	if err != nil {
		return err
	}
	other := texts[mine.Lang]
	t.sendDraftFile(other, string(other.Print()), t.voice.Say(phrases.PushTheirFile, phrases.Args{"By": t.editorName(draft.ChangedBy)}))
	t.sendDraftFile(mine, string(mine.Print()), t.voice.Say(phrases.PushYourFile))
	if err := t.tx.SawDraft(t.reader.ID, draft.Article, draft.Version); err != nil {
		return err
	}
	t.show(screen{
		text: t.voice.Say(phrases.PushConflict, phrases.Args{
			"Title": other.Title, "By": t.editorName(draft.ChangedBy), "What": t.partName(draft.What), "Time": draft.ChangedAt,
		}),
		rows: [][]link{
			{{label: t.voice.Plain(phrases.ButtonUseMine), data: proofData(draft.Article, mine.Lang, proofMine)}},
			{{label: t.voice.Plain(phrases.ButtonKeepTheirs), data: proofData(draft.Article, mine.Lang, proofPost)}},
		},
	})
	return t.begin(dialogueTheirs, theirs{draft.Article, mine.Lang, draft.Version, string(mine.Print())})
}

// useMine puts the file that was kept in place of the other editor's, unless that has changed once more.
func (t *turn) useMine(id content.ArticleID, lang content.Lang) error {
	dialogue, under, err := t.tx.UnderWay(t.reader.ID)
	if err != nil {
		return err
	}
	var mine theirs
	if under && dialogue.Work == dialogueTheirs {
		if err := noted(dialogue.Note, &mine); err != nil {
			return err
		}
	}
	if mine.Article != id || mine.Lang != lang {
		return &content.Error{Code: content.Conflict, Op: "handlers.useMine", Key: string(phrases.PushMineGone)}
	}
	article, faults := content.ParseArticle("", []byte(mine.Text))
	if len(faults) > 0 {
		return faults
	}
	_, err = t.saveDraft(storage.DraftEdit{By: t.reader.ID, What: content.PartFile, Version: mine.Version}, article)
	if content.CodeOf(err) == content.Conflict {
		draft, err := t.tx.DraftOf(id)
		if err != nil {
			return err
		}
		return t.bothTexts(draft, article)
	}
	if err != nil {
		return err
	}
	if err := t.tx.End(t.reader.ID); err != nil {
		return err
	}
	return t.showProof(id, lang, proofPost)
}

// sendDraftFile sends an article file as a document.
func (t *turn) sendDraftFile(article *content.Article, written string, caption content.HTML) {
	t.tx.Send(content.Outgoing{
		Chat: t.chat, Action: content.ActionFile, Text: caption,
		Document: &content.Document{Name: string(article.Slug) + "." + string(article.Lang) + ".md", Text: written},
	})
}

// editorName is how another editor is called: by our number.
func (t *turn) editorName(id content.ReaderID) string {
	switch id {
	case 0:
		return t.voice.Plain(phrases.DraftByServer)
	case t.reader.ID:
		return t.voice.Plain(phrases.DraftByYou)
	}
	return t.voice.Plain(phrases.DraftByEditor, phrases.Args{"Number": strconv.FormatInt(int64(id), 10)})
}

// partName is how a part of a draft is called.
func (t *turn) partName(part content.DraftPart) string {
	return t.voice.Plain(map[content.DraftPart]phrases.Key{
		content.PartFile: phrases.PartFile, content.PartTitle: phrases.PartTitle, content.PartText: phrases.PartText, content.PartSection: phrases.PartSection,
		content.PartFigure: phrases.PartFigure, content.PartPoll: phrases.PartPoll, content.PartOrder: phrases.PartOrder,
		content.PartDetails: phrases.PartDetails,
	}[part])
}

// languageName is how a language calls itself, as its speakers look for it on a button.
func languageName(lang content.Lang) string {
	return phrases.In(lang, nil).Plain(phrases.ButtonLanguageName)
}

// languageIn is how a language is called in the midst of a sentence.
func (t *turn) languageIn(lang content.Lang) string {
	return t.voice.Plain(map[content.Lang]phrases.Key{
		content.English: phrases.LanguageEnglish, content.Russian: phrases.LanguageRussian, content.Kazakh: phrases.LanguageKazakh,
	}[lang])
}
