package content

import "slices"

// ChangeKind says what differs between two texts of an article.
type ChangeKind string

// The kinds of changes.
const (
	TitleChanged   ChangeKind = "title"
	AboutChanged   ChangeKind = "about" // who published and wrote it, when, and from where it is
	SummaryChanged ChangeKind = "summary"
	HeadingChanged ChangeKind = "heading"
	SectionAdded   ChangeKind = "sectionAdded"
	SectionGone    ChangeKind = "sectionGone"
	SectionsMoved  ChangeKind = "moved"
	FigureAdded    ChangeKind = "figureAdded"
	FigureGone     ChangeKind = "figureGone"
	FigureChanged  ChangeKind = "figure"
	PollAdded      ChangeKind = "pollAdded"
	PollGone       ChangeKind = "pollGone"
	PollChanged    ChangeKind = "poll"
)

// Change is one difference. Before and After are the texts, Old and New the figures, and the polls, as far as its kind has them.
type Change struct {
	Kind          ChangeKind
	Section       SectionID // empty: the whole article
	Before, After string
	Old, New      *Figure
	Was, Is       *Poll
}

// Amounts tells whether what a figure says is another amount: then whoever spoke of it may think otherwise now. Better words for it are none.
func (c Change) Amounts() bool {
	switch c.Kind {
	case FigureGone:
		return true
	case FigureChanged:
		was, is := *c.Old, *c.New
		return was.Value != is.Value || was.Low != is.Low || was.High != is.High || was.Qualifier != is.Qualifier || was.Unit != is.Unit || was.Period != is.Period
	}
	return false
}

// Changes lists what differs between an earlier text of an article and a later one: first of the whole, then section by section in the later text's order.
func Changes(before, after *Article) (all []Change) {
	if before.Title != after.Title {
		all = append(all, Change{Kind: TitleChanged, Before: before.Title, After: after.Title})
	}
	if was, is := about(before), about(after); was != is {
		all = append(all, Change{Kind: AboutChanged, Before: was, After: is})
	}
	all = append(all, sectionChanges(before.Section, after.Section)...)
	for _, section := range after.Sections {
		number, known := before.NumberOf(section.ID)
		if !known {
			all = append(all, Change{Kind: SectionAdded, Section: section.ID, After: section.Heading})
			continue
		}
		all = append(all, sectionChanges(before.Sections[number-1], section)...)
	}
	return append(all, goneOrMoved(before, after)...)
}

// goneOrMoved lists the sections that are no more, and tells whether the others stand in another order.
func goneOrMoved(before, after *Article) (all []Change) {
	var was, is []SectionID
	for _, section := range before.Sections {
		if _, kept := after.NumberOf(section.ID); kept {
			was = append(was, section.ID)
			continue
		}
		all = append(all, Change{Kind: SectionGone, Section: section.ID, Before: section.Heading})
		for i := range section.Figures {
			all = append(all, Change{Kind: FigureGone, Section: section.ID, Old: &section.Figures[i]})
		}
	}
	for _, section := range after.Sections {
		if slices.Contains(was, section.ID) {
			is = append(is, section.ID)
		}
	}
	if !slices.Equal(was, is) {
		all = append(all, Change{Kind: SectionsMoved})
	}
	return all
}

// about writes what an article's head says besides its title.
func about(a *Article) (said string) {
	for _, one := range []string{a.Publisher, a.Author, a.Date.String(), a.Source, a.Image} {
		if one != "" && said != "" {
			said += " · "
		}
		said += one
	}
	return said
}

func sectionChanges(before, after Section) (all []Change) {
	add := func(c Change) {
		c.Section = after.ID
		all = append(all, c)
	}
	if before.Heading != after.Heading {
		add(Change{Kind: HeadingChanged, Before: before.Heading, After: after.Heading})
	}
	if before.Summary != after.Summary {
		add(Change{Kind: SummaryChanged, Before: before.Summary.Plain(), After: after.Summary.Plain()})
	}
	for _, c := range figureChanges(before.Figures, after.Figures) {
		add(c)
	}
	switch was, is := before.Poll, after.Poll; {
	case was == nil && is != nil:
		add(Change{Kind: PollAdded, Is: is})
	case was != nil && is == nil:
		add(Change{Kind: PollGone, Was: was})
	case was != nil && (was.Question != is.Question || !slices.Equal(was.Options, is.Options) || was.Multiple != is.Multiple):
		add(Change{Kind: PollChanged, Was: was, Is: is})
	}
	return all
}

func figureChanges(before, after []Figure) (all []Change) {
	for i := range after {
		at := slices.IndexFunc(before, func(f Figure) bool { return f.ID == after[i].ID })
		switch {
		case at < 0:
			all = append(all, Change{Kind: FigureAdded, New: &after[i]})
		case before[at] != after[i]:
			all = append(all, Change{Kind: FigureChanged, Old: &before[at], New: &after[i]})
		}
	}
	for i := range before {
		if !slices.ContainsFunc(after, func(f Figure) bool { return f.ID == before[i].ID }) {
			all = append(all, Change{Kind: FigureGone, Old: &before[i]})
		}
	}
	return all
}
