package handlers

import (
	"encoding/json"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// dialogueOpinion is the dialogue in which a reader has said on what they want to speak, and not yet what.
const dialogueOpinion = "opinion"

// subject is what an opinion is about: an article or its section, or another opinion on it.
type subject struct {
	Article content.ArticleID `json:"article"`
	Section content.SectionID `json:"section,omitempty"`
	Parent  content.OpinionID `json:"parent,omitempty"`
}

// opinionCommand takes an opinion: /opinion [SECTION] [TEXT]. What is missing is asked for: first the section, then the words.
func opinionCommand(t *turn) error {
	published, err := t.current()
	if err != nil {
		return err
	}
	article, err := t.open(published)
	if err != nil {
		return err
	}
	word := firstWord(t.argument)
	number, named := part(article, word)
	switch {
	case word == "" && len(article.Sections) > 0:
		t.show(t.chooseSection(published, article, phrases.OpinionOnWhat, toWrite))
		return nil
	case word == "":
		return t.askOpinion(subject{Article: published.ID})
	case !named:
		return t.submit(subject{Article: published.ID}, t.argument)
	}
	section, _ := article.Part(number)
	about := subject{Article: published.ID, Section: section.ID}
	if words := strings.TrimSpace(strings.TrimPrefix(t.argument, word)); words != "" {
		return t.submit(about, words)
	}
	return t.askOpinion(about)
}

// opinionKey is the keyboard's "Speak".
func opinionKey(t *turn) error {
	t.argument = ""
	return opinionCommand(t)
}

// opinionLink asks for an opinion on what a deep link names: w_SLUG, w_SLUG__SECTION.
func opinionLink(t *turn) error {
	published, number, err := t.linked()
	if err != nil {
		return err
	}
	return t.askOpinionOn(published, number)
}

// opinionPress asks for an opinion on the section of the button.
func opinionPress(t *turn) error {
	published, number, err := t.place()
	if err != nil {
		return err
	}
	return t.askOpinionOn(published, number)
}

func (t *turn) askOpinionOn(published *content.Published, number int) error {
	article, err := t.open(published)
	if err != nil {
		return err
	}
	section, ok := article.Part(number)
	if !ok {
		return stale("handlers.askOpinionOn")
	}
	return t.askOpinion(subject{Article: published.ID, Section: section.ID})
}

// askOpinion begins the dialogue: the next plain text is the opinion.
func (t *turn) askOpinion(about subject) error {
	published, err := t.tx.Article(about.Article)
	if err != nil {
		return err
	}
	if err := t.begin(dialogueOpinion, about); err != nil {
		return err
	}
	key := phrases.OpinionAsk
	if about.Parent != 0 {
		key = phrases.OpinionAskReply
	}
	t.say(t.voice.Say(key, phrases.Args{
		"On": t.subjectName(published, about.Section), "Least": content.MinOpinion, "Most": content.MaxOpinion,
	}))
	return nil
}

// opinionSaid takes the words for which askOpinion asked.
func opinionSaid(t *turn, note string) error {
	var about subject
	if err := json.Unmarshal([]byte(note), &about); err != nil {
		return err
	}
	return t.submit(about, t.in.Message.Text)
}

// submit stores an opinion, to be read by a moderator, and shows its author the one message that follows it from now on.
func (t *turn) submit(about subject, words string) error {
	words = strings.TrimSpace(words)
	if err := wordsFit(words); err != nil {
		return err
	}
	opinion, err := t.tx.AddOpinion(content.Opinion{
		Article: about.Article, Section: about.Section, Parent: about.Parent, Author: t.reader.ID,
		Text: words, Signed: t.signature(), Lang: t.voice.Lang(),
	})
	if content.CodeOf(err) == content.Conflict {
		return &content.Error{Code: content.Conflict, Op: "handlers.submit", Key: string(phrases.OpinionRepeated), Err: err}
	}
	if err != nil {
		return err
	}
	if err := t.tx.End(t.reader.ID); err != nil {
		return err
	}
	return t.receipt(opinion)
}

// subjectName names what an opinion is about: the article's title, or the section with its number.
func (t *turn) subjectName(published *content.Published, section content.SectionID) string {
	article := published.For(t.voice.Lang(), t.language)
	if number, ok := article.NumberOf(section); ok && number > 0 {
		return t.sectionLabel(number, article.Sections[number-1])
	}
	return article.Title
}

// chooseSection asks for the whole article or one of its sections; each choice leads to the verb.
func (t *turn) chooseSection(published *content.Published, article *content.Article, ask phrases.Key, to verb) screen {
	s := screen{text: t.voice.Say(ask, phrases.Args{"Title": article.Title})}
	s.rows = append(s.rows, []link{{label: t.voice.Plain(phrases.ButtonWhole), to: place{to, published, ""}}})
	for i, section := range article.Sections {
		s.rows = append(s.rows, []link{{label: t.sectionLabel(i+1, section), to: place{to, published, section.ID}}})
	}
	return s
}
