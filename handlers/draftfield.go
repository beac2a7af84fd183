package handlers

import (
	"hash/fnv"
	"regexp"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// field is a text of a draft that an editor changes by writing another one.
type field struct {
	Kind    string            `json:"kind"`
	Section content.SectionID `json:"section,omitempty"`
	Figure  string            `json:"figure,omitempty"` // see figureMark
}

// The kinds of fields, as buttons carry them.
const (
	fieldTitle    = "ti"
	fieldText     = "tx"
	fieldHeading  = "he"
	fieldLabel    = "fl"
	fieldNumber   = "fv"
	fieldUnit     = "fu"
	fieldPeriod   = "fp"
	fieldSource   = "fs"
	fieldQuestion = "pq"
	fieldOptions  = "po"

	fieldPublisher = "dp"
	fieldAuthor    = "da"
	fieldDate      = "dd"
	fieldAddress   = "ds" // of the original page
	fieldImage     = "di"
)

// fieldKind is what there is to know of a kind.
type fieldKind struct {
	name phrases.Key       // how it is called
	part content.DraftPart // what is changed by it
	// empty tells that it may be left empty.
	empty bool
	// all tells that it is the same in all languages.
	all bool
}

var fieldKinds = map[string]fieldKind{
	fieldTitle: {phrases.FieldTitle, content.PartTitle, false, false}, fieldText: {phrases.FieldText, content.PartText, false, false},
	fieldHeading: {phrases.FieldHeading, content.PartSection, false, false}, fieldLabel: {phrases.FieldLabel, content.PartFigure, false, false},
	fieldNumber: {phrases.FieldNumber, content.PartFigure, false, true}, fieldUnit: {phrases.FieldUnit, content.PartFigure, true, false},
	fieldPeriod: {phrases.FieldPeriod, content.PartFigure, true, false}, fieldSource: {phrases.FieldSource, content.PartFigure, true, false},
	fieldPublisher: {phrases.FieldPublisher, content.PartDetails, true, false}, fieldAuthor: {phrases.FieldAuthor, content.PartDetails, true, false},
	fieldDate: {phrases.FieldDate, content.PartDetails, true, true}, fieldAddress: {phrases.FieldAddress, content.PartDetails, true, false},
	fieldImage:    {phrases.FieldImage, content.PartDetails, true, true},
	fieldQuestion: {phrases.FieldQuestion, content.PartPoll, false, false}, fieldOptions: {phrases.FieldOptions, content.PartPoll, false, false},
}

// figureMark names a figure in a button's data: its id would not leave room for its section's.
func figureMark(id content.FigureID) string {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(id))
	return strconv.FormatUint(uint64(sum.Sum32()), 36)
}

// sectionOf is the section of an article with an id, the whole article for the empty one; nil where it has none.
func sectionIn(a *content.Article, id content.SectionID) *content.Section {
	number, ok := a.NumberOf(id)
	switch {
	case !ok:
		return nil
	case number == 0:
		return &a.Section
	}
	return &a.Sections[number-1]
}

// figureIn is the figure of a section with a mark; nil where it has none.
func figureIn(section *content.Section, mark string) *content.Figure {
	if section == nil {
		return nil
	}
	for i := range section.Figures {
		if figureMark(section.Figures[i].ID) == mark {
			return &section.Figures[i]
		}
	}
	return nil
}

// line is where a field of one line stands; nil where the article has no such field, or it is another kind of field.
func (f field) line(a *content.Article) *string {
	section := sectionIn(a, f.Section)
	if section == nil {
		return nil
	}
	if isDetail(f.Kind) {
		return detail(a, f.Kind)
	}
	switch f.Kind {
	case fieldTitle:
		return &a.Title
	case fieldHeading:
		return &section.Heading
	case fieldQuestion:
		if section.Poll != nil {
			return &section.Poll.Question
		}
		return nil
	}
	figure := figureIn(section, f.Figure)
	if figure == nil {
		return nil
	}
	return map[string]*string{fieldLabel: &figure.Label, fieldUnit: &figure.Unit, fieldPeriod: &figure.Period, fieldSource: &figure.Source}[f.Kind]
}

// read is what a field says; false where the article has no such field.
func (f field) read(a *content.Article) (string, bool) {
	if line := f.line(a); line != nil {
		return *line, true
	}
	section := sectionIn(a, f.Section)
	if section == nil {
		return "", false
	}
	switch f.Kind {
	case fieldDate:
		return a.Date.String(), true
	case fieldText:
		return string(section.Summary), true
	case fieldOptions:
		if section.Poll != nil {
			return strings.Join(section.Poll.Options, "\n"), true
		}
	case fieldNumber:
		if figure := figureIn(section, f.Figure); figure != nil {
			return numberWritten(figure), true
		}
	}
	return "", false
}

// numberWritten is a figure's number as its editor would type it.
func numberWritten(figure *content.Figure) string {
	if figure.IsRange() {
		return string(figure.Low) + " – " + string(figure.High)
	}
	return string(figure.Value)
}

// write puts words into a field; false where the article has no such field, or the words cannot stand there. What else may be wrong with them is found when the article is checked.
func (f field) write(a *content.Article, words string) bool {
	if line := f.line(a); line != nil {
		*line = text.NormaliseLine(words)
		return true
	}
	section := sectionIn(a, f.Section)
	if section == nil {
		return false
	}
	switch f.Kind {
	case fieldDate:
		return writeDate(a, words)
	case fieldText:
		section.Summary = content.Markdown(strings.TrimSpace(words))
		return true
	case fieldOptions:
		if section.Poll != nil {
			section.Poll.Options = linesOf(words)
		}
		return section.Poll != nil
	case fieldNumber:
		figure := figureIn(section, f.Figure)
		return figure != nil && writeNumber(figure, words)
	}
	return false
}

// linesOf are the lines of a text that are not empty.
func linesOf(words string) (lines []string) {
	for line := range strings.Lines(words) {
		if line = text.NormaliseLine(strings.TrimLeft(line, "-–—•○☐* \t")); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// rangeSigns stand between the ends of a range.
var rangeSigns = regexp.MustCompile(`(\d)\s*(?:–|—|-|\.\.\.?|…| to | до )\s*(\d)`)

// writeNumber reads "80000", "80 000", "2,5" or "80000 – 90000" into a figure.
func writeNumber(figure *content.Figure, words string) bool {
	low, high, isRange := strings.Cut(rangeSigns.ReplaceAllString(strings.TrimSpace(words), "${1}|${2}"), "|")
	if !isRange {
		value, err := numberTyped(low)
		if err == nil {
			figure.Value, figure.Low, figure.High = value, "", ""
		}
		return err == nil
	}
	from, wrongFrom := numberTyped(low)
	to, wrongTo := numberTyped(high)
	if wrongFrom != nil || wrongTo != nil || from.Cmp(to) >= 0 {
		return false
	}
	figure.Value, figure.Low, figure.High = "", from, to
	return true
}

// thousands are the signs that may stand between groups of three digits.
var thousands = regexp.MustCompile(`(\d)[ \x{00A0}\x{202F}](\d{3})`)

// numberTyped reads a number as people type it: with spaces between thousands, and with a comma or a point before decimals. 1,500 could be either number, so it is none.
func numberTyped(s string) (content.Number, error) {
	s = strings.TrimSpace(strings.ReplaceAll(s, "−", "-"))
	for range 5 {
		s = thousands.ReplaceAllString(s, "$1$2")
	}
	if whole, decimals, comma := strings.Cut(s, ","); comma && len(decimals) != 3 {
		s = whole + "." + decimals
	}
	return content.ParseNumber(s)
}
