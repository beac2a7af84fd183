package handlers

import (
	"slices"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// proof is a draft as its editors see it before readers do: the article in all its languages, as it will be once the draft is published.
type proof struct {
	draft content.Draft
	texts map[content.Lang]*content.Article
	fresh map[content.Lang]bool // languages whose text readers do not see yet
	// original is the text that translations are compared with; nil where it is not stored.
	original *content.Article
	public   bool // readers see a text of it already
}

// What the buttons of a proof show or do, behind ARTICLE.LANG. in their data.
const (
	proofPost    = "p" // the article's post in the channel
	proofSection = "s" // .NUMBER
	proofFigures = "f"
	proofChart   = "c"
	proofPolls   = "q"
	proofFile    = "x"
	proofMine    = "m" // see useMine
	proofDiscard = "d" // asks
	proofGone    = "g" // discards
	proofUndo    = "u"
)

func proofData(article content.ArticleID, lang content.Lang, what string) string {
	return string(toProof) + "." + strconv.FormatInt(int64(article), 10) + "." + string(lang) + "." + what
}

// proof finds a draft. Error: a refusal where there is none any more.
func (t *turn) proof(id content.ArticleID) (p proof, err error) {
	p.draft, err = t.tx.DraftOf(id)
	if content.CodeOf(err) == content.NotFound {
		return p, &content.Error{Code: content.NotFound, Op: "handlers.proof", Key: string(phrases.DraftGone)}
	}
	if err != nil {
		return p, err
	}
	if p.texts, err = newestTexts(t.tx, p.draft.Slug); err != nil {
		return p, err
	}
	drafts, err := t.tx.Drafts(p.draft.Slug)
	if err != nil {
		return p, err
	}
	p.fresh = map[content.Lang]bool{}
	for _, draft := range drafts {
		p.fresh[draft.Lang] = true
	}
	lang, err := t.tx.Original(id)
	if err != nil {
		return p, err
	}
	p.original = p.texts[lang]
	if _, err = t.tx.Article(id); err == nil {
		p.public = true
	}
	return p, ifKnown(err)
}

// in is the text in a language, else the original, else any; the languages are ours alone.
func (p *proof) in(lang content.Lang) *content.Article {
	if article := p.texts[lang]; article != nil {
		return article
	}
	if p.original != nil {
		return p.original
	}
	for _, lang := range content.Langs {
		if article := p.texts[lang]; article != nil {
			return article
		}
	}
	return &content.Article{Slug: p.draft.Slug}
}

// draftPressed tells which draft an editor pressed a button about, in which language, and what it asks: ARTICLE.LANG.WHAT.
func draftPressed(t *turn) (id content.ArticleID, lang content.Lang, what string, err error) {
	if err := t.may(content.RoleEditor); err != nil {
		return 0, "", "", err
	}
	parts := strings.SplitN(t.argument, ".", 3)
	number, err := strconv.ParseInt(parts[0], 10, 64)
	if err != nil || len(parts) < 3 {
		return 0, "", "", stale("handlers.draftPressed")
	}
	return content.ArticleID(number), content.Lang(parts[1]), parts[2], nil
}

// proofPress does what a button of a proof says: ARTICLE.LANG.WHAT[.NUMBER].
func proofPress(t *turn) error {
	id, lang, what, err := draftPressed(t)
	if err != nil {
		return err
	}
	switch what {
	case proofMine:
		return t.useMine(id, lang)
	case proofFile:
		return t.handDraft(id, lang)
	case proofDiscard:
		return t.askDiscard(id, lang)
	case proofGone:
		return t.discard(id, lang)
	case proofUndo:
		return t.undoDiscard(id, lang)
	}
	return t.showProof(id, lang, what)
}

// showProof shows a part of a draft in a language, as readers will see it, with the ways to the others and to what can be done with it.
func (t *turn) showProof(id content.ArticleID, lang content.Lang, what string) error {
	return t.showProofAfter("", id, lang, what)
}

// showProofAfter is showProof with something said above.
func (t *turn) showProofAfter(above content.HTML, id content.ArticleID, lang content.Lang, what string) error {
	p, err := t.proof(id)
	if err != nil {
		return err
	}
	article := p.in(lang)
	if what == proofChart {
		return t.proofChart(article)
	}
	if err := t.tx.SawDraft(t.reader.ID, id, p.draft.Version); err != nil {
		return err
	}
	of, err := t.proofVoice(&p, article)
	if err != nil {
		return err
	}
	name, said := of.proofSaid(t, what)
	head := t.voice.Say(phrases.ProofHead, phrases.Args{"Part": name, "Language": t.languageIn(article.Lang)})
	s := screen{text: paragraphs(above, head, t.proofWarnings(&p, article), said)}
	if s.rows, err = t.proofWays(&p, article, what); err != nil {
		return err
	}
	t.show(s)
	return nil
}

// proofVoice is an edition of the article as it will stand in the channel, in the language of a text.
func (t *turn) proofVoice(p *proof, article *content.Article) (*edition, error) {
	of := *t
	of.voice = t.Newsroom.voice(article.Lang)
	published := &content.Published{ID: p.draft.Article, Slug: p.draft.Slug, Original: article.Lang, In: map[content.Lang]*content.Article{article.Lang: article}}
	return &edition{turn: &of, published: published, article: article}, nil
}

// proofSaid is a part of the article as readers will see it, and how the part is called in the editor's language.
func (e *edition) proofSaid(frame *turn, what string) (name string, said content.HTML) {
	kind, written, _ := strings.Cut(what, ".")
	number, _ := strconv.Atoi(written)
	switch kind {
	case proofSection:
		if section, ok := e.article.Part(number); ok && number > 0 {
			return frame.voice.Plain(phrases.ProofSection, phrases.Args{"Number": number}), paragraphs(e.sectionSaid(number), e.sectionFiguresOf(section))
		}
	case proofFigures:
		return frame.voice.Plain(phrases.ProofFigures), e.allFigures(e.article)
	case proofPolls:
		return frame.voice.Plain(phrases.ProofPolls), e.pollsSaid(frame)
	}
	return frame.voice.Plain(phrases.ProofPost), paragraphs(e.articleText(), e.buttonsSaid(frame))
}

// sectionFiguresOf are a section's figures, where it has any.
func (e *edition) sectionFiguresOf(section content.Section) content.HTML {
	if len(section.Figures) == 0 {
		return ""
	}
	return e.sectionFigures(section)
}

// buttonsSaid names the buttons that will stand under the post.
func (e *edition) buttonsSaid(frame *turn) content.HTML {
	var labels []string
	for _, row := range e.articleWays() {
		for _, l := range row {
			labels = append(labels, "["+l.label+"]")
		}
	}
	return frame.voice.Say(phrases.ProofButtons, phrases.Args{"Buttons": strings.Join(labels, " ")})
}

// pollsSaid are all polls of the article, as texts: a poll that is shown takes votes.
func (e *edition) pollsSaid(frame *turn) content.HTML {
	var said []content.HTML
	for number := range len(e.article.Sections) + 1 {
		section, _ := e.article.Part(number)
		if section.Poll == nil {
			continue
		}
		where := e.voice.Say(phrases.SectionTitle, phrases.Args{"Number": number, "Heading": section.Heading})
		if number == 0 {
			where = e.voice.Say(phrases.IndexWhole)
		}
		said = append(said, where+"\n"+e.pollSaid(frame, section.Poll))
	}
	if len(said) == 0 {
		return frame.voice.Say(phrases.ProofNoPolls)
	}
	return paragraphs(said...)
}

func (e *edition) pollSaid(frame *turn, poll *content.Poll) content.HTML {
	mark := "○"
	if poll.Multiple {
		mark = "☐"
	}
	lines := []string{string(frame.voice.Say(phrases.ProofQuestion, phrases.Args{"Question": poll.Question}))}
	for _, option := range poll.Options {
		lines = append(lines, string(frame.voice.Say(phrases.ProofOption, phrases.Args{"Mark": mark, "Option": option})))
	}
	return content.HTML(strings.Join(lines, "\n"))
}

// proofChart sends the figures' picture: a message cannot turn into one, so it is a new one.
func (t *turn) proofChart(article *content.Article) error {
	of := *t
	of.voice = t.Newsroom.voice(article.Lang)
	c := of.chartOf(article, 0)
	if len(c.figures) == 0 {
		t.answer.Text, t.answer.Alert = t.voice.Plain(phrases.ProofNoFigures), true
		return nil
	}
	t.picture(c.picture, of.chartCaption(c))
	return nil
}

// proofWarnings say what would keep readers from seeing the article, or one of its translations, as it is here.
func (t *turn) proofWarnings(p *proof, article *content.Article) content.HTML {
	var said []content.HTML
	switch {
	case p.original == nil:
		said = append(said, t.voice.Say(phrases.ProofNoOriginal))
	case article.Lang != p.original.Lang:
		const most = 3
		differences := content.Differences(p.original, article)
		for _, one := range differences[:min(len(differences), most)] {
			said = append(said, t.voice.Say(phrases.ProofDiffers, phrases.Args{"Difference": t.voice.Words(one)}))
		}
	default:
		for _, lang := range content.Langs {
			if other := p.texts[lang]; other != nil && lang != article.Lang && !content.Matches(article, other) {
				said = append(said, t.voice.Say(phrases.ProofTranslation, phrases.Args{"Language": languageName(lang)}))
			}
		}
	}
	return paragraphs(said...)
}

// proofWays are the ways to the other parts and languages, and to what can be done.
func (t *turn) proofWays(p *proof, article *content.Article, what string) ([][]link, error) {
	to := func(label string, what string) link {
		return link{label: label, data: proofData(p.draft.Article, article.Lang, what)}
	}
	part := func(name phrases.Key, of string) link {
		label := t.voice.Plain(name)
		if of == what {
			label = "• " + label
		}
		return to(label, of)
	}
	rows := [][]link{
		{part(phrases.ProofPost, proofPost), part(phrases.ProofFigures, proofFigures), part(phrases.ProofChart, proofChart)},
		{part(phrases.ProofPolls, proofPolls), part(phrases.ButtonAsFile, proofFile)},
	}
	const inRow = 6
	var sections []link
	for i := range article.Sections {
		number := strconv.Itoa(i + 1)
		label := number
		if what == proofSection+"."+number {
			label = "• " + number
		}
		sections = append(sections, to(label, proofSection+"."+number))
	}
	rows = slices.AppendSeq(rows, slices.Chunk(sections, inRow))
	if len(p.texts) > 1 {
		rows = append(rows, t.proofLanguages(p, article, what))
	}
	schedule := phrases.ButtonSchedule
	if _, scheduled, err := t.scheduled(p.draft.Slug); err != nil {
		return nil, err
	} else if scheduled {
		schedule = phrases.ButtonReschedule
	}
	return append(rows,
		[]link{{label: t.voice.Plain(phrases.ButtonPublish), data: publishData(p.draft.Slug, publishPage)}, {label: t.voice.Plain(schedule), data: scheduleData(p.draft.Article, scheduleAsk)}},
		[]link{{label: t.voice.Plain(phrases.ButtonEditDraft), data: editData(p.draft.Article, article.Lang, "")}, to(t.voice.Plain(phrases.ButtonDiscard), proofDiscard)},
	), nil
}

func (t *turn) proofLanguages(p *proof, article *content.Article, what string) (row []link) {
	for _, lang := range content.Langs {
		if p.texts[lang] == nil {
			continue
		}
		label := languageName(lang)
		if lang == article.Lang {
			label = "• " + label
		}
		row = append(row, link{label: label, data: proofData(p.draft.Article, lang, what)})
	}
	return row
}

// handDraft sends an editor the draft's article file, to be changed and sent back.
func (t *turn) handDraft(id content.ArticleID, lang content.Lang) error {
	p, err := t.proofToEdit(id)
	if err != nil {
		return err
	}
	article := p.in(lang)
	t.sendDraftFile(article, string(article.Print()), t.voice.Say(phrases.DraftFile, phrases.Args{"Title": article.Title}))
	if p.draft.Version == 0 {
		return nil
	}
	return t.tx.SawDraft(t.reader.ID, id, p.draft.Version)
}
