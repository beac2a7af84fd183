package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
	"aitys/storage"
)

// dialogueSearch is searching without having said for what: the next plain text are the words.
const dialogueSearch = "search"

const (
	// maxQuery is how much of what is searched for counts, in graphemes and in UTF-16 units.
	maxQuery      = 200
	maxQueryUnits = 400
	// partsOnPage is how many articles and sections a page of results shows, and how many figures; opinionsOnPage how many opinions.
	partsOnPage    = 4
	opinionsOnPage = 5
	// snippetLength is how much of an opinion stands there, in graphemes.
	snippetLength = 160
	// maxData is how long a button's data may be, in bytes (Bot API: InlineKeyboardButton, callback_data).
	maxData = 64
)

// searchCommand finds articles, figures and approved opinions: /search WORDS. Missing words are asked for.
func searchCommand(t *turn) error {
	if strings.TrimSpace(t.argument) == "" {
		t.say(t.voice.Say(phrases.SearchAsk))
		return t.begin(dialogueSearch, struct{}{})
	}
	return t.search(t.argument, 0)
}

// searchSaid takes the words for which searchCommand asked.
func searchSaid(t *turn, _, words string) error {
	if err := t.tx.End(t.reader.ID); err != nil {
		return err
	}
	return t.search(words, 0)
}

// searchPress searches for the words that the button carries.
func searchPress(t *turn) error { return t.search(t.argument, 0) }

// foundPress turns to another page of what was found. The button carries the opinion behind which it begins; what was searched for stands in the first line of
// its message, so nothing has to be kept about it.
func foundPress(t *turn) error {
	before, err := strconv.ParseInt(t.argument, 36, 64)
	if err != nil || before < 0 {
		return stale("handlers.foundPress")
	}
	_, query, named := strings.Cut(t.in.Press.Title, ": ")
	if !named {
		return &content.Error{Code: content.Conflict, Op: "handlers.foundPress", Key: string(phrases.PressSearchGone)}
	}
	return t.search(query, content.OpinionID(before))
}

// openPress opens something that was found, in a message of its own: the list stays where it is.
func openPress(t *turn) error {
	verb, argument := cutVerb(t.argument)
	switch verb {
	case toSummary, toSection, toFigures, toOpinion:
	default:
		return stale("handlers.openPress")
	}
	in, press := *t.in, *t.in.Press
	press.Message = 0
	in.Press = &press
	t.in, t.argument = &in, argument
	return t.routes.presses[verb](t)
}

// search shows a page of what is found by words: opinions before the given one, and on the first page, whose before is 0, articles and figures above them.
func (t *turn) search(words string, before content.OpinionID) error {
	query := queryOf(words)
	asked := text.Asked(query)
	if len(asked) == 0 {
		return &content.Error{Code: content.Invalid, Op: "handlers.search", Key: string(phrases.SearchCommon)}
	}
	s := screen{text: t.voice.Say(phrases.SearchTitle, phrases.Args{"Query": query})}
	parts := false
	if before == 0 {
		found, err := t.tx.SearchArticles(asked, partsOnPage)
		if err != nil {
			return err
		}
		parts = t.listParts(&s, found)
	}
	found, err := t.tx.SearchOpinions(asked, before, opinionsOnPage)
	if err != nil {
		return err
	}
	if found.Opinions, err = t.stillReadable(found.Opinions); err != nil {
		return err
	}
	t.listOpinions(&s, found, asked, before)
	if !parts && len(found.Opinions) == 0 && !found.Tired && before == 0 {
		s.text = paragraphs(s.text, t.voice.Say(phrases.SearchNone))
	}
	if ready, err := t.tx.Searchable(); err != nil {
		return err
	} else if !ready {
		s.text = paragraphs(s.text, t.voice.Say(phrases.SearchUnready))
	}
	t.show(s)
	return nil
}

// queryOf is what somebody searches for, in one line that is not too long.
func queryOf(words string) string {
	return strings.TrimSuffix(shortened(text.NormaliseLine(words), maxQuery, maxQueryUnits), "…")
}

// listParts offers the articles, sections and figures that were found; false when there are none.
func (t *turn) listParts(s *screen, found storage.FoundArticles) bool {
	for _, part := range found.Parts {
		s.rows = append(s.rows, []link{t.partLink(part)})
	}
	for _, part := range found.Figures {
		s.rows = append(s.rows, []link{t.figureLink(part)})
	}
	if len(s.rows) == 0 {
		return false
	}
	s.text = paragraphs(s.text, t.voice.Say(phrases.SearchArticles))
	return true
}

// partLink leads to an article or a section, which it names in the reader's language.
func (t *turn) partLink(found storage.FoundPart) link {
	article := found.Published.For(t.voice.Lang(), t.language)
	number, ok := article.NumberOf(found.Section)
	if !ok || number == 0 {
		return opens(strings.TrimSpace(article.Title), place{toSummary, found.Published, ""})
	}
	return opens(t.sectionLabel(number, article.Sections[number-1]), place{toSection, found.Published, found.Section})
}

// figureLink leads to the figures among which one stands.
func (t *turn) figureLink(found storage.FoundPart) link {
	article := found.Published.For(t.voice.Lang(), t.language)
	to := place{toFigures, found.Published, found.Section}
	number, _ := article.NumberOf(found.Section)
	section, _ := article.Part(number)
	for _, figure := range section.Figures {
		if figure.ID == found.Figure {
			return opens(t.voice.Plain(phrases.ButtonFigure, phrases.Args{"Value": t.voice.Figure(figure), "Label": figure.Label}), to)
		}
	}
	return opens(article.Title, to)
}

// opens is a button that opens a place in a message of its own.
func opens(label string, to place) link {
	return link{label: label, data: string(toOpen) + "." + to.press()}
}

// listOpinions lists the opinions of a page, with the ways to the others.
func (t *turn) listOpinions(s *screen, found storage.FoundOpinions, asked [][]text.Key, before content.OpinionID) {
	var lines content.HTML
	var numbers []link
	for i, opinion := range found.Opinions {
		t.quote(opinion)
		lines += "\n" + t.voice.Say(phrases.SearchLine, phrases.Args{
			"Number": i + 1, "Signed": t.author(opinion), "Date": content.DateOf(opinion.MadeAt.In(t.zone)),
			"Snippet": content.HTML(text.Snippet(opinion.Text, asked, snippetLength)),
		})
		at := spot{order: content.Newest, opinion: opinion}
		numbers = append(numbers, link{label: strconv.Itoa(i + 1), data: string(toOpen) + "." + at.data(toOpinion, "")})
	}
	switch {
	case lines != "" && before == 0:
		s.text = paragraphs(s.text, t.voice.Say(phrases.SearchOpinions)+lines)
	case lines != "":
		s.text = paragraphs(s.text, t.voice.Say(phrases.SearchOpinionsOlder)+lines)
	}
	if found.Tired {
		s.text = paragraphs(s.text, t.voice.Say(phrases.SearchTired))
	} else if lines == "" && before != 0 {
		s.text = paragraphs(s.text, t.voice.Say(phrases.SearchNoMore))
	}
	s.rows = append(s.rows, numbers, t.pagesOf(found, before))
}

// pagesOf leads to the first page of what was found, and to the next.
func (t *turn) pagesOf(found storage.FoundOpinions, before content.OpinionID) []link {
	var row []link
	if before != 0 {
		row = append(row, link{label: t.voice.Plain(phrases.ButtonNewest), data: string(toFound) + ".0"})
	}
	further := phrases.ButtonOlder
	if found.Tired {
		further = phrases.ButtonFurther
	}
	if found.Next != 0 {
		row = append(row, link{label: t.voice.Plain(further), data: string(toFound) + "." + opinionNumber(found.Next)})
	}
	return row
}

// searchFor is a button that searches for words; none where they cannot be searched for, or do not fit into a button.
func (t *turn) searchFor(words string) []link {
	data := string(toSearch) + "." + queryOf(words)
	if len(data) > maxData || len(text.Asked(words)) == 0 {
		return nil
	}
	return []link{{label: t.voice.Plain(phrases.ButtonSearch), data: data}}
}
