package handlers

import (
	"slices"

	"aitys/content"
	"aitys/phrases"
	"aitys/storage"
)

// change does something to a draft's text in one language; false where that has not what is to be changed.
type change func(a *content.Article) bool

// changeDraft changes a draft in one language, or in all where they are to stay alike, checks each text that became another one, and stores it. version is that which the editor saw;
// 0: whichever. Errors: a refusal that says what is wrong; Conflict where the draft is of another version.
func (t *turn) changeDraft(p *proof, lang content.Lang, all bool, what content.DraftPart, version int, do change) error {
	var changed []*content.Article
	for _, each := range content.Langs {
		article := p.texts[each]
		if article == nil || !all && each != lang {
			continue
		}
		copied, err := copyOf(article)
		if err != nil {
			return err
		}
		if !do(copied) {
			if each == lang {
				return stale("handlers.changeDraft")
			}
			continue
		}
		if string(copied.Print()) == string(article.Print()) {
			continue
		}
		if err := t.checked(copied); err != nil {
			return err
		}
		changed = append(changed, copied)
	}
	if len(changed) == 0 {
		return nil
	}
	saved, err := t.saveDraft(storage.DraftEdit{By: t.reader.ID, What: what, Version: version}, changed...)
	if err != nil {
		return err
	}
	*p, err = t.proof(saved.Article)
	return err
}

// copyOf is an article that can be changed: stored ones are shared.
func copyOf(article *content.Article) (*content.Article, error) {
	copied, faults := content.ParseArticle("", article.Print())
	if len(faults) > 0 {
		return nil, faults
	}
	return copied, nil
}

// checked checks a changed article as its file is checked. What reads back as something else, a heading within a text, say, is refused too.
func (t *turn) checked(article *content.Article) error {
	written := article.Print()
	read, faults := content.ParseArticle("", written)
	switch {
	case len(faults) > 0:
		return &content.Error{
			Code: content.Invalid, Op: "handlers.checked", Key: string(phrases.EditFault),
			Args: phrases.Args{"Wrong": t.voice.Words(faults[0].Wrong), "Want": t.voice.Words(faults[0].Want)},
		}
	case string(read.Print()) != string(written) || !sameShape(read, article):
		return &content.Error{Code: content.Invalid, Op: "handlers.checked", Key: string(phrases.EditShape)}
	}
	return nil
}

// sameShape tells whether two articles have the same sections, figures and polls.
func sameShape(a, b *content.Article) bool {
	return len(a.Sections) == len(b.Sections) && a.CountFigures() == b.CountFigures() &&
		!slices.ContainsFunc(shape(a), func(one string) bool { return !slices.Contains(shape(b), one) })
}

// shape names the sections of an article, with their headings, and which of them have polls.
func shape(a *content.Article) (all []string) {
	for number := range len(a.Sections) + 1 {
		section, _ := a.Part(number)
		one := string(section.ID) + " " + section.Heading
		if section.Poll != nil {
			one += " poll"
		}
		all = append(all, one)
	}
	return all
}

// moveSection moves a section by one place, up or down.
func moveSection(id content.SectionID, by int) change {
	return func(a *content.Article) bool {
		at, ok := a.NumberOf(id)
		to := at + by
		if !ok || at == 0 || to < 1 || to > len(a.Sections) {
			return ok && at != 0
		}
		a.Sections[at-1], a.Sections[to-1] = a.Sections[to-1], a.Sections[at-1]
		return true
	}
}

func deleteSection(id content.SectionID) change {
	return func(a *content.Article) bool {
		at, ok := a.NumberOf(id)
		if !ok || at == 0 {
			return false
		}
		a.Sections = slices.Delete(a.Sections, at-1, at)
		return true
	}
}

func deleteFigure(id content.SectionID, mark string) change {
	return func(a *content.Article) bool {
		section := sectionIn(a, id)
		if figureIn(section, mark) == nil {
			return false
		}
		section.Figures = slices.DeleteFunc(section.Figures, func(f content.Figure) bool { return figureMark(f.ID) == mark })
		return true
	}
}

func deletePoll(id content.SectionID) change {
	return func(a *content.Article) bool {
		section := sectionIn(a, id)
		if section == nil || section.Poll == nil {
			return false
		}
		section.Poll = nil
		return true
	}
}

func setQualifier(id content.SectionID, mark string, qualifier content.Qualifier) change {
	return func(a *content.Article) bool {
		figure := figureIn(sectionIn(a, id), mark)
		if figure == nil {
			return false
		}
		figure.Qualifier = qualifier
		return true
	}
}

func setMultiple(id content.SectionID, multiple bool) change {
	return func(a *content.Article) bool {
		section := sectionIn(a, id)
		if section == nil || section.Poll == nil {
			return false
		}
		section.Poll.Multiple = multiple
		return true
	}
}
