package handlers

import (
	"strconv"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// editData is a button of the screens on which a draft is changed: ARTICLE.LANG.WHAT; WHAT empty: the first of them.
func editData(article content.ArticleID, lang content.Lang, what string) string {
	return string(toEditDraft) + "." + strconv.FormatInt(int64(article), 10) + "." + string(lang) + "." + what
}

// What the buttons of these screens do, behind ARTICLE.LANG. in their data; a field's kind asks for its words.
const (
	editSection    = "s"  // .SECTION
	editFigure     = "f"  // .SECTION.FIGURE
	editPoll       = "p"  // .SECTION
	editUp         = "up" // .SECTION
	editDown       = "dn" // .SECTION
	editNewSection = "ns"
	editNewFigure  = "nf" // .SECTION
	editNewPoll    = "np" // .SECTION
	editDelete     = "d"  // .SECTION, .SECTION.FIGURE or .SECTION.-: asks
	editDeleteYes  = "dy" // the same: does it
	editQualifier  = "q"  // .SECTION.FIGURE.NUMBER: of content.Qualifiers
	editMultiple   = "pm" // .SECTION.on or off
	editDetails    = "dt"
	editSensitive  = "se" // .SECTION.on or off: the section is the whole article
	editMine       = "me" // puts words that met another editor's in their place
)

// wholePart stands for the section that is the whole article, pollPart for a section's poll, in a button's data.
const (
	wholePart = "0"
	pollPart  = "-"
)

func partOf(id content.SectionID) string {
	if id == "" {
		return wholePart
	}
	return string(id)
}

func sectionOfPart(part string) content.SectionID {
	if part == wholePart {
		return ""
	}
	return content.SectionID(part)
}

// editing is a draft's text in one language, while it is changed.
type editing struct {
	*turn
	proof   proof
	article *content.Article
	above   content.HTML // what is said above the next screen; empty: nothing
}

func (t *turn) editing(id content.ArticleID, lang content.Lang) (*editing, error) {
	p, err := t.proofToEdit(id)
	if err != nil {
		return nil, err
	}
	e := &editing{turn: t, proof: p, article: p.in(lang)}
	if p.draft.Version == 0 {
		return e, nil
	}
	return e, t.tx.SawDraft(t.reader.ID, id, p.draft.Version)
}

// proofToEdit is what an editor changes: a draft, else the published texts, of which the first change makes one. Error: a refusal where there is neither.
func (t *turn) proofToEdit(id content.ArticleID) (proof, error) {
	p, err := t.proof(id)
	if content.CodeOf(err) != content.NotFound {
		return p, err
	}
	published, missing := t.tx.Article(id)
	if content.CodeOf(missing) == content.NotFound {
		return p, err
	}
	if missing != nil {
		return p, missing
	}
	return proof{draft: content.Draft{Article: id, Slug: published.Slug}, texts: published.In, original: published.In[published.Original], public: true}, nil
}

func (e *editing) to(label phrases.Key, what string, args ...phrases.Args) link {
	return link{label: e.voice.Plain(label, args...), data: editData(e.proof.draft.Article, e.article.Lang, what)}
}

func (e *editing) labelled(label, what string) link {
	const longest = 36 // graphemes: more does not stand on a button as wide as a phone
	return link{label: text.Truncate(label, longest), data: editData(e.proof.draft.Article, e.article.Lang, what)}
}

// showWhole is the first screen: the article's own texts, and the ways to its sections.
func (e *editing) showWhole() {
	rows := [][]link{
		{e.to(phrases.FieldTitle, fieldTitle+"."+wholePart), e.to(phrases.FieldText, fieldText+"."+wholePart)},
	}
	rows = append(rows, e.partRows(e.article.Section)...)
	for i, section := range e.article.Sections {
		rows = append(rows, []link{e.labelled(e.sectionLabel(i+1, section), editSection+"."+string(section.ID))})
	}
	rows = append(rows, e.toPrune(), []link{e.to(phrases.ButtonNewSection, editNewSection), e.to(phrases.ButtonDetails, editDetails)}, e.ways())
	title := e.voice.Say(phrases.SummaryTitle, phrases.Args{"Title": e.article.Title})
	e.show(screen{text: paragraphs(e.head(), title, e.article.Summary.HTML()), rows: rows})
}

// ways lead from the first screen to the draft's preview, and to what it changes of what readers see.
func (e *editing) ways() (row []link) {
	if e.proof.draft.Version != 0 {
		row = append(row, link{label: e.voice.Plain(phrases.ButtonBackToDraft), data: proofData(e.proof.draft.Article, e.article.Lang, proofPost)})
	}
	if e.proof.public {
		row = append(row, link{label: e.voice.Plain(phrases.ButtonWhatChanges), data: reviseData(e.proof.draft.Slug, reviseShow)})
	}
	return row
}

// head says what is changed.
func (e *editing) head() content.HTML {
	return paragraphs(e.above, e.voice.Say(phrases.EditHead, phrases.Args{"Language": e.languageIn(e.article.Lang)}))
}

// partRows are the ways to the figures and the poll of a section, and to new ones.
func (e *editing) partRows(section content.Section) (rows [][]link) {
	part := partOf(section.ID)
	voice := e.Newsroom.voice(e.article.Lang)
	for _, figure := range section.Figures {
		label := unmarked(voice.Figure(figure)) + " · " + figure.Label
		rows = append(rows, []link{e.labelled(label, editFigure+"."+part+"."+figureMark(figure.ID))})
	}
	last := []link{e.to(phrases.ButtonNewFigure, editNewFigure+"."+part)}
	if section.Poll != nil {
		return append(rows, append(last, e.to(phrases.ButtonEditPoll, editPoll+"."+part)))
	}
	return append(rows, append(last, e.to(phrases.ButtonNewPoll, editNewPoll+"."+part)))
}

func (e *editing) showSection(id content.SectionID) error {
	if id == "" {
		e.showWhole()
		return nil
	}
	number, ok := e.article.NumberOf(id)
	if !ok {
		return stale("handlers.showSection")
	}
	section, part := e.article.Sections[number-1], string(id)
	rows := [][]link{{e.to(phrases.FieldHeading, fieldHeading+"."+part), e.to(phrases.FieldText, fieldText+"."+part)}}
	rows = append(rows, e.partRows(section)...)
	var move []link
	if number > 1 {
		move = append(move, e.to(phrases.ButtonUp, editUp+"."+part))
	}
	if number < len(e.article.Sections) {
		move = append(move, e.to(phrases.ButtonDown, editDown+"."+part))
	}
	rows = append(rows, move, []link{e.to(phrases.ButtonDeleteSection, editDelete+"."+part)}, []link{e.to(phrases.ButtonBackToEdit, "")})
	title := e.voice.Say(phrases.SectionTitle, phrases.Args{"Number": number, "Heading": section.Heading})
	e.show(screen{text: paragraphs(e.head(), title, section.Summary.HTML()), rows: rows})
	return nil
}

func (e *editing) showFigure(id content.SectionID, mark string) error {
	figure := figureIn(sectionIn(e.article, id), mark)
	if figure == nil {
		return stale("handlers.showFigure")
	}
	part := partOf(id) + "." + mark
	list := figureList{voice: e.Newsroom.voice(e.article.Lang)}
	list.add("", []content.Figure{*figure})
	rows := [][]link{
		{e.to(phrases.FieldLabel, fieldLabel+"."+part), e.to(phrases.FieldNumber, fieldNumber+"."+part)},
		{e.to(phrases.FieldUnit, fieldUnit+"."+part), e.to(phrases.FieldPeriod, fieldPeriod+"."+part), e.to(phrases.FieldSource, fieldSource+"."+part)},
	}
	rows = append(rows, e.qualifierRows(figure, part)...)
	rows = append(rows, []link{e.to(phrases.ButtonDeleteFigure, editDelete+"."+part)}, []link{e.backTo(id)})
	e.show(screen{text: paragraphs(e.head(), e.voice.Say(phrases.EditFigure)+list.lines, e.figureFields(figure)), rows: rows})
	return nil
}

// figureFields lists the parts of a figure that a reader finds in its details.
func (e *editing) figureFields(figure *content.Figure) content.HTML {
	said := content.HTML("")
	for i, of := range []struct {
		name  phrases.Key
		value string
	}{{phrases.FieldUnit, figure.Unit}, {phrases.FieldPeriod, figure.Period}, {phrases.FieldSource, figure.Source}} {
		if i > 0 {
			said += "\n"
		}
		said += e.voice.Say(phrases.EditField, phrases.Args{"Field": e.voice.Plain(of.name), "Value": orDash(of.value)})
	}
	return said
}

// qualifiers are those that a figure may have, in the order of their buttons.
var qualifiers = []struct {
	qualifier content.Qualifier
	name      phrases.Key
}{
	{content.Exactly, phrases.QualifierExactly}, {content.Over, phrases.QualifierOver}, {content.About, phrases.QualifierAbout},
	{content.AtLeast, phrases.QualifierAtLeast}, {content.UpTo, phrases.QualifierUpTo}, {content.Target, phrases.QualifierTarget},
}

func (e *editing) qualifierRows(figure *content.Figure, part string) [][]link {
	rows := make([][]link, 2)
	for i, one := range qualifiers {
		label := e.voice.Plain(one.name)
		if one.qualifier == figure.Qualifier {
			label = "• " + label
		}
		rows[i/3] = append(rows[i/3], e.labelled(label, editQualifier+"."+part+"."+strconv.Itoa(i)))
	}
	return rows
}

func (e *editing) showPoll(id content.SectionID) error {
	section := sectionIn(e.article, id)
	if section == nil || section.Poll == nil {
		return stale("handlers.showPoll")
	}
	part := partOf(id)
	of, err := e.proofVoice(&e.proof, e.article)
	if err != nil {
		return err
	}
	multiple, wanted := phrases.ButtonMultipleOff, "on"
	if section.Poll.Multiple {
		multiple, wanted = phrases.ButtonMultipleOn, "off"
	}
	e.show(screen{
		text: paragraphs(e.head(), of.pollSaid(e.turn, section.Poll)),
		rows: [][]link{
			{e.to(phrases.FieldQuestion, fieldQuestion+"."+part), e.to(phrases.FieldOptions, fieldOptions+"."+part)},
			{e.to(multiple, editMultiple+"."+part+"."+wanted)}, {e.to(phrases.ButtonDeletePoll, editDelete+"."+part+"."+pollPart)}, {e.backTo(id)},
		},
	})
	return nil
}

// backTo leads to the section's screen.
func (e *editing) backTo(id content.SectionID) link {
	if id == "" {
		return e.to(phrases.ButtonBackToEdit, "")
	}
	return e.to(phrases.ButtonBackToSection, editSection+"."+string(id))
}
