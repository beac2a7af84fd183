package handlers

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// editPrune lets an editor choose which of a draft's figures readers do not need, with a press for each: VERSION.PAGE_MARKED_WHAT. A draft of a text holds every number that the text
// has, often more than anybody reads. Which are marked stands in the buttons, a bit for each figure in the draft's order, so that nothing is changed before the last press.
const editPrune = "fx"

// figuresOnPage is how many figures are listed at once: a screen of a phone.
const figuresOnPage = 10

// prunePlan is what the buttons of that screen carry.
type prunePlan struct {
	page   int
	marked *big.Int
}

// pruneData is a button of it.
func (e *editing) pruneData(plan prunePlan, what string) string {
	version := strconv.Itoa(e.proof.draft.Version)
	return editData(e.proof.draft.Article, e.article.Lang, editPrune+"."+version+"."+strconv.Itoa(plan.page)+"."+plan.marked.Text(36)+what)
}

// pruneGo stands behind the marks in the data of the button that deletes the figures marked.
const pruneGo = "!"

// fewFigures is how many are deleted as easily one by one.
const fewFigures = 3

// toPrune leads to that screen from the first one, where there is something to choose from.
func (e *editing) toPrune() []link {
	figures := e.article.CountFigures()
	if figures <= fewFigures {
		return nil
	}
	label := unmarked(e.voice.Count(phrases.ButtonPrune, figures))
	return []link{{label: label, data: e.pruneData(prunePlan{marked: new(big.Int)}, "")}}
}

// figuresOf are all figures of an article, in their order.
func figuresOf(a *content.Article) (all []content.Figure) {
	for number := range len(a.Sections) + 1 {
		section, _ := a.Part(number)
		all = append(all, section.Figures...)
	}
	return all
}

// prune shows the figures, or deletes those that are marked. Where the draft is another one by now the marks stand for other figures: it is shown anew.
func (e *editing) prune(version, page, written string) error {
	plan := prunePlan{marked: new(big.Int)}
	plan.page, _ = strconv.Atoi(page)
	written, deletes := strings.CutSuffix(written, pruneGo)
	if _, ok := plan.marked.SetString(cmp.Or(written, "0"), 36); !ok || plan.marked.Sign() < 0 || plan.marked.BitLen() > content.MaxFigures {
		return stale("handlers.prune")
	}
	if version != strconv.Itoa(e.proof.draft.Version) {
		e.above = e.voice.Say(phrases.PruneChanged)
		plan.marked.SetInt64(0)
		deletes = false
	}
	if deletes {
		return e.pruned(plan.marked)
	}
	e.showPrune(plan)
	return nil
}

// pruned deletes the figures that are marked, in all languages.
func (e *editing) pruned(marked *big.Int) error {
	var gone []content.FigureID
	for i, figure := range figuresOf(e.article) {
		if marked.Bit(i) == 1 {
			gone = append(gone, figure.ID)
		}
	}
	if len(gone) > 0 {
		if err := e.change(true, content.PartFigure, deleteFigures(gone)); err != nil {
			return err
		}
		e.above = e.voice.Count(phrases.Pruned, len(gone))
	}
	e.showWhole()
	return nil
}

// deleteFigures deletes the figures of some ids, in whichever sections they stand.
func deleteFigures(gone []content.FigureID) change {
	return func(a *content.Article) bool {
		without := func(s *content.Section) {
			s.Figures = slices.DeleteFunc(s.Figures, func(f content.Figure) bool { return slices.Contains(gone, f.ID) })
		}
		without(&a.Section)
		for i := range a.Sections {
			without(&a.Sections[i])
		}
		return true
	}
}

// showPrune lists a page of the figures, each a button that marks it or takes the mark away.
func (e *editing) showPrune(plan prunePlan) {
	all := figuresOf(e.article)
	pages := max(1, (len(all)+figuresOnPage-1)/figuresOnPage)
	plan.page = min(max(plan.page, 0), pages-1)
	voice := e.Newsroom.voice(e.article.Lang)
	var rows [][]link
	for i := plan.page * figuresOnPage; i < min(len(all), (plan.page+1)*figuresOnPage); i++ {
		mark, with := "✓ ", plan
		if plan.marked.Bit(i) == 1 {
			mark = "✕ "
		}
		with.marked = new(big.Int).SetBit(plan.marked, i, 1-plan.marked.Bit(i))
		row := e.labelled(mark+unmarked(voice.Figure(all[i]))+" · "+all[i].Label, "")
		row.data = e.pruneData(with, "")
		rows = append(rows, []link{row})
	}
	rows = append(rows, e.prunePages(plan, pages), e.pruneEnds(plan, len(all)))
	said := []content.HTML{e.head(), e.voice.Say(phrases.PruneAsk)}
	if pages > 1 {
		said = append(said, e.voice.Say(phrases.PrunePage, phrases.Args{"Page": plan.page + 1, "Pages": pages}))
	}
	e.show(screen{text: paragraphs(said...), rows: rows})
}

// prunePages leads to the pages before and behind, with all that is marked.
func (e *editing) prunePages(plan prunePlan, pages int) (row []link) {
	for _, to := range []struct {
		label phrases.Key
		page  int
	}{{phrases.ButtonPageBack, plan.page - 1}, {phrases.ButtonPageOn, plan.page + 1}} {
		if to.page >= 0 && to.page < pages {
			row = append(row, link{label: e.voice.Plain(to.label), data: e.pruneData(prunePlan{to.page, plan.marked}, "")})
		}
	}
	return row
}

// pruneEnds deletes what is marked, marks all or none, and leads back.
func (e *editing) pruneEnds(plan prunePlan, figures int) (row []link) {
	marked := 0
	for i := range figures {
		marked += int(plan.marked.Bit(i))
	}
	if marked > 0 {
		row = append(row, link{label: unmarked(e.voice.Count(phrases.ButtonPruneYes, marked)), data: e.pruneData(plan, pruneGo)})
	} else {
		all := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), uint(figures)), big.NewInt(1))
		row = append(row, link{label: e.voice.Plain(phrases.ButtonPruneAll), data: e.pruneData(prunePlan{plan.page, all}, "")})
	}
	return append(row, e.to(phrases.ButtonBackToEdit, ""))
}
