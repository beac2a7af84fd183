package content

import (
	"slices"
)

// Matches tells whether a translation has the same sections, figures, numbers and kinds of polls as its original, so that a reader may change
// between them at any place.
func Matches(original, translation *Article) bool {
	return len(Differences(original, translation)) == 0
}

// Differences says in what a translation departs from its original, a sentence for editors each; none where it Matches.
func Differences(original, translation *Article) []Words {
	var all []Words
	for _, d := range compare(original, translation) {
		all = append(all, say("%s: %s", d.wrong, d.want))
	}
	return all
}

// aspect is what two articles are compared in.
type aspect int

const (
	inSections aspect = iota
	inFigures
	inPoll
)

// difference is one thing in which a translation departs from its original.
type difference struct {
	in      aspect
	section SectionID // in both articles; in the translation alone where it has a section too many
	figure  FigureID  // of the translation; empty where it is about the section
	wrong   Words
	want    Words
}

// compare finds the differences between an original and its translation.
func compare(original, translation *Article) []difference {
	all := compareSections(original, translation)
	for number := range len(original.Sections) + 1 {
		here, _ := original.Part(number)
		there, ok := translation.NumberOf(here.ID)
		if !ok {
			continue
		}
		part, _ := translation.Part(there)
		all = append(all, compareFigures(here, part)...)
		all = append(all, comparePolls(here, part)...)
	}
	return all
}

func sectionIDs(a *Article) []SectionID {
	ids := make([]SectionID, len(a.Sections))
	for i := range a.Sections {
		ids[i] = a.Sections[i].ID
	}
	return ids
}

func compareSections(original, translation *Article) []difference {
	want, have := sectionIDs(original), sectionIDs(translation)
	var all []difference
	for _, id := range want {
		if !slices.Contains(have, id) {
			all = append(all, difference{wrong: say("the section %q of the original is missing", id), want: say("translate it, with the same id")})
		}
	}
	for _, id := range have {
		if !slices.Contains(want, id) {
			all = append(all, difference{section: id, wrong: say("the original has no section %q", id), want: say("use the original's ids, or remove the section")})
		}
	}
	if len(all) > 0 {
		return all
	}
	for i := range min(len(want), len(have)) {
		if want[i] != have[i] {
			return []difference{{section: have[i], wrong: say("section %s is %q, in the original %q", i+1, have[i], want[i]), want: say("keep the original's order")}}
		}
	}
	return nil
}

func compareFigures(original, translation Section) []difference {
	have := map[FigureID]Figure{}
	for _, figure := range translation.Figures {
		have[figure.ID] = figure
	}
	var all []difference
	add := func(id FigureID, wrong, want Words) {
		all = append(all, difference{in: inFigures, section: original.ID, figure: id, wrong: wrong, want: want})
	}
	for _, want := range original.Figures {
		figure, ok := have[want.ID]
		delete(have, want.ID)
		switch {
		case !ok:
			add("", say("the figure %q of the original is missing", want.ID), say("translate it, with the same id"))
		case amountOf(figure).String() != amountOf(want).String():
			add(want.ID, say("the figure %q is %s, in the original %s", want.ID, amountOf(figure), amountOf(want)), say("write the original's number and qualifier"))
		}
	}
	for _, figure := range translation.Figures {
		if _, extra := have[figure.ID]; extra {
			add(figure.ID, say("the original has no figure %q in this section", figure.ID), say("use the original's ids, or remove the figure"))
		}
	}
	return all
}

// amountOf says a figure's number with its qualifier, as the file has them.
func amountOf(f Figure) Words {
	amount := given(f.Value)
	if f.IsRange() {
		amount = say("%s to %s", f.Low, f.High)
	}
	if f.Qualifier != Exactly {
		amount = say("%s %s", f.Qualifier, amount)
	}
	return amount
}

func comparePolls(original, translation Section) []difference {
	want, have := original.Poll, translation.Poll
	d := difference{in: inPoll, section: original.ID}
	switch {
	case want == nil && have == nil:
		return nil
	case have == nil:
		d.wrong, d.want = say("the poll of the original is missing"), say("translate it")
	case want == nil:
		d.wrong, d.want = say("the original has no poll here"), say("remove it")
	case len(have.Options) != len(want.Options):
		d.wrong = say("the poll has %s options, in the original %s", len(have.Options), len(want.Options))
		d.want = say("translate each option, in the original's order")
	case have.Multiple != want.Multiple:
		d.wrong, d.want = say(`"multiple" is %s, in the original %s`, have.Multiple, want.Multiple), say("write the original's")
	default:
		return nil
	}
	return []difference{d}
}
