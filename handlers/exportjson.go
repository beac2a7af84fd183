package handlers

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"slices"

	"aitys/content"
	"aitys/storage"
)

// jsonForm writes an export as one JSON object, an opinion or a comment a line.
type jsonForm struct {
	export
	w     io.Writer
	begun bool // something was written into the list that is open
	talk  bool // that list is the comments
}

func newJSONForm(e export, w io.Writer) *jsonForm { return &jsonForm{export: e, w: w} }

// exported is what stands before the opinions.
type exported struct {
	About    string            `json:"about"`
	Exported string            `json:"exported"`
	Article  exportedArticle   `json:"article"`
	Sections []exportedSection `json:"sections"`
	Figures  []exportedFigure  `json:"figures"`
	Polls    []exportedPoll    `json:"polls"`
	Map      *exportedMap      `json:"map,omitempty"`
}

type exportedArticle struct {
	Slug      content.Slug   `json:"slug"`
	Title     string         `json:"title"`
	Language  content.Lang   `json:"language"`
	Languages []content.Lang `json:"languages"`
	Publisher string         `json:"publisher,omitempty"`
	Author    string         `json:"author,omitempty"`
	Date      string         `json:"date,omitempty"`
	Source    string         `json:"source,omitempty"`
}

type exportedSection struct {
	ID      content.SectionID `json:"id"` // empty: the whole article
	Heading string            `json:"heading"`
	Summary content.Markdown  `json:"summary"`
}

type exportedFigure struct {
	Section   content.SectionID `json:"section"`
	ID        content.FigureID  `json:"id"`
	Label     string            `json:"label"`
	Qualifier content.Qualifier `json:"qualifier,omitempty"`
	Value     json.Number       `json:"value,omitempty"`
	Low       json.Number       `json:"low,omitempty"`
	High      json.Number       `json:"high,omitempty"`
	Unit      string            `json:"unit,omitempty"`
	Period    string            `json:"period,omitempty"`
	Source    string            `json:"source,omitempty"`
}

type exportedPoll struct {
	Section  content.SectionID `json:"section"`
	Question string            `json:"question,omitempty"` // empty where the article has other words now and the former ones were not kept
	Multiple bool              `json:"multiple"`
	Open     bool              `json:"open"`
	Since    string            `json:"since"`
	Until    string            `json:"until,omitempty"`
	Voters   int               `json:"voters"`
	Options  []exportedOption  `json:"options"`
}

type exportedOption struct {
	Text  string `json:"text,omitempty"`
	Votes int    `json:"votes"`
}

type exportedOpinion struct {
	Opinion  content.OpinionID `json:"opinion"`
	Section  content.SectionID `json:"section"`
	ReplyTo  content.OpinionID `json:"reply_to,omitempty"`
	Author   string            `json:"author"`
	Day      string            `json:"day"`
	Language content.Lang      `json:"language"`
	Text     string            `json:"text"`
	Agree    int               `json:"agree"`
	Disagree int               `json:"disagree"`
	Pass     int               `json:"pass"`
	Replies  int               `json:"replies"`
	Votes    []exportedVote    `json:"votes,omitempty"`
}

type exportedVote struct {
	Voter    string `json:"voter"`
	Vote     string `json:"vote"`
	Day      string `json:"day"`
	Newcomer bool   `json:"newcomer,omitempty"`
}

// exportedComment is a comment; of one that was withdrawn its place alone, since others may have answered.
type exportedComment struct {
	Comment   content.CommentID `json:"comment"`
	Section   content.SectionID `json:"section"`
	ReplyTo   content.CommentID `json:"reply_to,omitempty"`
	OnOpinion content.OpinionID `json:"on_opinion,omitempty"`
	Author    string            `json:"author,omitempty"`
	Day       string            `json:"day,omitempty"`
	Text      string            `json:"text,omitempty"`
	Media     content.Media     `json:"media,omitempty"`
	Edited    bool              `json:"edited,omitempty"`
	Withdrawn bool              `json:"withdrawn,omitempty"`
}

func (f *jsonForm) begin(published *content.Published, polls []storage.PollResult, opinionMap *exportedMap) error {
	original := published.For()
	head := exported{
		About:    "What readers of one article said publicly. They are volunteers, not a survey.",
		Exported: f.day(f.Now),
		Article: exportedArticle{
			Slug: published.Slug, Title: original.Title, Language: original.Lang, Languages: slices.Sorted(maps.Keys(published.In)),
			Publisher: original.Publisher, Author: original.Author, Date: original.Date.String(), Source: original.Source,
		},
		Figures: []exportedFigure{}, Polls: []exportedPoll{}, Map: opinionMap,
	}
	for _, section := range append([]content.Section{original.Section}, original.Sections...) {
		head.Sections = append(head.Sections, exportedSection{section.ID, section.Heading, section.Summary})
		for _, figure := range section.Figures {
			head.Figures = append(head.Figures, figureOf(section.ID, figure))
		}
	}
	for _, poll := range polls {
		head.Polls = append(head.Polls, f.poll(original, poll))
	}
	line, err := oneLine(head)
	if err != nil {
		return err
	}
	_, err = f.w.Write(append(line[:len(line)-len("}")], ",\n\"opinions\":["...))
	return err
}

func figureOf(section content.SectionID, f content.Figure) exportedFigure {
	return exportedFigure{
		Section: section, ID: f.ID, Label: f.Label, Qualifier: f.Qualifier, Value: json.Number(f.Value), Low: json.Number(f.Low), High: json.Number(f.High),
		Unit: f.Unit, Period: f.Period, Source: f.Source,
	}
}

// poll puts words to a result: of one that takes votes the article's, of an earlier one those that were kept.
func (f *jsonForm) poll(article *content.Article, result storage.PollResult) exportedPoll {
	words := result.Words
	if present := pollOn(article, result.Section); !result.Closed && present != nil && len(present.Options) == len(result.Votes) {
		words = *present
	}
	p := exportedPoll{
		Section: result.Section, Question: words.Question, Multiple: result.Multiple, Open: !result.Closed, Since: f.day(result.MadeAt), Until: f.day(result.ClosedAt),
		Voters: result.Voters,
	}
	for i, votes := range result.Votes {
		option := exportedOption{Votes: votes}
		if i < len(words.Options) {
			option.Text = words.Options[i]
		}
		p.Options = append(p.Options, option)
	}
	return p
}

func pollOn(article *content.Article, section content.SectionID) *content.Poll {
	if section == "" {
		return article.Poll
	}
	for _, one := range article.Sections {
		if one.ID == section {
			return one.Poll
		}
	}
	return nil
}

func (f *jsonForm) opinion(o content.Opinion, votes []exportVote) error {
	e := exportedOpinion{
		Opinion: o.ID, Section: o.Section, ReplyTo: o.Parent, Author: f.pen.author(o.Author), Day: f.day(o.MadeAt), Language: o.Lang, Text: o.Text,
		Agree: o.Agree, Disagree: o.Disagree, Pass: o.Pass, Replies: o.Replies,
	}
	for _, v := range votes {
		e.Votes = append(e.Votes, exportedVote{v.voter, v.stance, v.day, v.newcomer})
	}
	return f.add(e)
}

// comment writes a comment in its place in the tree. Accounts that its words name are left out.
func (f *jsonForm) comment(root content.Root, c content.Comment) error {
	if err := f.beginTalk(); err != nil {
		return err
	}
	e := exportedComment{Comment: c.ID, Section: root.Section, ReplyTo: c.Parent, OnOpinion: c.Opinion, Withdrawn: !c.Kept()}
	if c.Kept() {
		e.Author, e.Day, e.Text, e.Media, e.Edited = f.pen.commenter(c.Author), f.day(c.At), withoutAccounts(c), c.Media, !c.EditedAt.IsZero()
	}
	return f.add(e)
}

// beginTalk ends the list of opinions and begins that of comments, once.
func (f *jsonForm) beginTalk() error {
	if f.talk {
		return nil
	}
	f.talk, f.begun = true, false
	_, err := io.WriteString(f.w, "\n],\n\"comments\":[")
	return err
}

// add writes a line of the list that is open.
func (f *jsonForm) add(value any) error {
	line, err := oneLine(value)
	if err != nil {
		return err
	}
	between := ",\n"
	if !f.begun {
		between, f.begun = "\n", true
	}
	_, err = f.w.Write(append([]byte(between), line...))
	return err
}

func (f *jsonForm) end() error {
	if err := f.beginTalk(); err != nil {
		return err
	}
	_, err := io.WriteString(f.w, "\n]}\n")
	return err
}

// oneLine writes a value as JSON that people can read: without escapes for HTML.
func oneLine(value any) ([]byte, error) {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimSuffix(line.Bytes(), []byte("\n")), err
}
