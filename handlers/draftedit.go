package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// editDraftPress does what a button of the screens says on which a draft is changed: ARTICLE.LANG.WHAT[.SECTION[.FIGURE[.VALUE]]].
func editDraftPress(t *turn) error {
	id, lang, what, err := draftPressed(t)
	if err != nil {
		return err
	}
	e, err := t.editing(id, lang)
	if err != nil {
		return err
	}
	rest := append(strings.SplitN(what, ".", 4), "", "", "")
	return e.press(rest[0], sectionOfPart(rest[1]), rest[2], rest[3])
}

// press does one thing: about a section, and in it about a figure, with a value.
func (e *editing) press(what string, section content.SectionID, mark, value string) error {
	if _, is := fieldKinds[what]; is {
		return e.askField(field{what, section, mark})
	}
	switch what {
	case "":
		e.showWhole()
		return nil
	case editSection:
		return e.showSection(section)
	case editFigure:
		return e.showFigure(section, mark)
	case editPoll:
		return e.showPoll(section)
	case editUp, editDown:
		return e.move(section, what)
	case editNewSection, editNewFigure, editNewPoll:
		return e.askNew(what, section)
	case editDelete:
		return e.askDelete(section, mark)
	case editDeleteYes:
		return e.delete(section, mark)
	case editQualifier:
		return e.qualify(section, mark, value)
	case editMultiple:
		return e.multiple(section, mark == "on")
	case editDetails:
		e.showDetails()
		return nil
	case editSensitive:
		return e.sensitive(mark == "on")
	case editMine:
		return e.useMyWords()
	case editPrune:
		return e.prune(partOf(section), mark, value)
	}
	return stale("handlers.editDraftPress")
}

// change changes the draft, and lets what is shown next be the changed one.
func (e *editing) change(all bool, what content.DraftPart, do change) error {
	err := e.changeDraft(&e.proof, e.article.Lang, all, what, 0, do)
	e.article = e.proof.in(e.article.Lang)
	return err
}

func (e *editing) move(section content.SectionID, what string) error {
	by := 1
	if what == editUp {
		by = -1
	}
	if err := e.change(true, content.PartOrder, moveSection(section, by)); err != nil {
		return err
	}
	return e.showSection(section)
}

func (e *editing) qualify(section content.SectionID, mark, value string) error {
	number, err := strconv.Atoi(value)
	if err != nil || number < 0 || number >= len(qualifiers) {
		return stale("handlers.qualify")
	}
	if err := e.change(true, content.PartFigure, setQualifier(section, mark, qualifiers[number].qualifier)); err != nil {
		return err
	}
	return e.showFigure(section, mark)
}

func (e *editing) multiple(section content.SectionID, multiple bool) error {
	if err := e.change(true, content.PartPoll, setMultiple(section, multiple)); err != nil {
		return err
	}
	return e.showPoll(section)
}

// toDelete is what a button would delete: how it is called, and how that is done.
func (e *editing) toDelete(id content.SectionID, mark string) (name string, part content.DraftPart, do change) {
	section := sectionIn(e.article, id)
	switch {
	case section == nil:
	case mark == pollPart && section.Poll != nil:
		return section.Poll.Question, content.PartPoll, deletePoll(id)
	case mark == "" && id != "":
		return section.Heading, content.PartSection, deleteSection(id)
	default:
		if figure := figureIn(section, mark); figure != nil {
			return figure.Label, content.PartFigure, deleteFigure(id, mark)
		}
	}
	return "", "", nil
}

// askDelete asks once more, and says what goes in which languages.
func (e *editing) askDelete(id content.SectionID, mark string) error {
	name, _, do := e.toDelete(id, mark)
	if do == nil {
		return stale("handlers.askDelete")
	}
	data := editDeleteYes + "." + partOf(id)
	if mark != "" {
		data += "." + mark
	}
	e.show(screen{
		text: e.voice.Say(phrases.EditDeleteAsk, phrases.Args{"Name": name}),
		rows: [][]link{{e.to(phrases.ButtonDeleteYes, data), e.to(phrases.ButtonKeep, editSection+"."+partOf(id))}},
	})
	return nil
}

func (e *editing) delete(id content.SectionID, mark string) error {
	_, part, do := e.toDelete(id, mark)
	if do == nil {
		return stale("handlers.delete")
	}
	if err := e.change(true, part, do); err != nil {
		return err
	}
	if part == content.PartSection {
		id = ""
	}
	return e.showSection(id)
}
