package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/phrases"
)

// The dialogues of leaving an opinion: first on what, then its words.
const (
	dialogueSection = "section"
	dialogueOpinion = "opinion"
)

// subject is what an opinion is about: an article or its section, or another opinion on it.
type subject struct {
	Article content.ArticleID `json:"article"`
	Section content.SectionID `json:"section,omitempty"`
	Parent  content.OpinionID `json:"parent,omitempty"`
}

// opinionNote is the note of dialogueOpinion.
type opinionNote struct {
	subject
	Long spill `json:"long"`
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
	if t.private {
		if may, err := t.mayWriteOn(published.ID); !may {
			return err
		}
	}
	word := firstWord(t.argument)
	number, named := part(article, word)
	section, _ := article.Part(number)
	about := subject{Article: published.ID, Section: section.ID}
	words := t.argument
	if named {
		words = strings.TrimSpace(strings.TrimPrefix(t.argument, word))
	}
	switch {
	case !t.private:
		if taken, err := t.opinionOfComment(published); taken || err != nil {
			return err
		}
		return t.opinionInGroup(published, section.ID)
	case !named && isNumber(words):
		_, _, err := t.asked() // it says which sections there are
		return err
	case words != "":
		return t.submit(opinionNote{subject: about}, words)
	case named || len(article.Sections) == 0:
		return t.askOpinion(about)
	}
	return t.chooseSection(published, article)
}

func isNumber(word string) bool {
	_, err := strconv.Atoi(word)
	return err == nil
}

// opinionInGroup leads from a group to where an opinion can be written without everybody seeing by whom.
// Everybody reads who may: only there are they told whether they do.
func (t *turn) opinionInGroup(published *content.Published, section content.SectionID) error {
	writers, err := t.writersNote(published.ID)
	if err != nil {
		return err
	}
	way := link{label: t.voice.Plain(phrases.ButtonSpeak), to: place{toWrite, published, section}}
	t.sendPassing(paragraphs(t.voice.Say(phrases.OpinionInGroup), writers), t.buttons([][]link{{way}}))
	return nil
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

// chooseSection asks whether the opinion is on the whole article or on one of its sections.
func (t *turn) chooseSection(published *content.Published, article *content.Article) error {
	s := screen{text: t.voice.Say(phrases.OpinionOnWhat, phrases.Args{"Title": article.Title})}
	s.rows = append(s.rows, []link{{label: t.voice.Plain(phrases.ButtonWhole), to: place{toWriteOn, published, ""}}})
	for i, section := range article.Sections {
		s.rows = append(s.rows, []link{{label: t.sectionLabel(i+1, section), to: place{toWriteOn, published, section.ID}}})
	}
	t.show(s)
	return t.begin(dialogueSection, subject{Article: published.ID})
}

// sectionSaid takes a section that was typed instead of pressed. Any other text may be the opinion already: its author is asked.
func sectionSaid(t *turn, note, words string) error {
	var about subject
	if err := noted(note, &about); err != nil {
		return err
	}
	published, err := t.readable(about.Article)
	if err != nil {
		return err
	}
	if number, ok := part(published.For(t.voice.Lang(), t.language), words); ok {
		return t.askOpinionOn(published, number)
	}
	return t.askPlain(about)
}

// askOpinion begins the dialogue: the next plain text is the opinion. The choice of a section turns into the question; what was read stays.
func (t *turn) askOpinion(about subject) error {
	if may, err := t.maySpeak(); !may {
		return err
	}
	if on, err := t.goesOnAbout(about.Article); !on {
		return err
	}
	if may, err := t.mayWriteOn(about.Article); !may {
		return err
	}
	published, err := t.readable(about.Article)
	if err != nil {
		return err
	}
	said := t.voice.Say(phrases.OpinionAsk, phrases.Args{
		"On": t.subjectName(published, about.Section), "Least": content.MinOpinion, "Most": content.MaxOpinion,
	})
	if about.Parent != 0 {
		said = t.voice.Say(phrases.OpinionAskReply, phrases.Args{
			"ID": written(about.Parent), "Least": content.MinOpinion, "Most": content.MaxOpinion,
		})
	}
	if now, err := t.showsAtOnce(about.Article); err != nil {
		return err
	} else if now {
		said = paragraphs(said, t.voice.Say(phrases.OpinionNow))
	}
	if t.in.Press != nil && strings.HasPrefix(t.in.Press.Data, string(toWriteOn)+".") {
		t.show(screen{text: said})
	} else {
		t.say(said)
	}
	return t.begin(dialogueOpinion, opinionNote{subject: about})
}

// opinionSaid takes the words for which askOpinion asked.
func opinionSaid(t *turn, note, words string) error {
	var about opinionNote
	if err := noted(note, &about); err != nil {
		return err
	}
	if words = strings.TrimSpace(words); t.mayBeRest(about.Long) && t.weigh(words, about.Long) == nil {
		return t.doubt(dialogueOpinion, note, about.Long)
	}
	return t.submit(about, words)
}

// opinionDoubt asks whether a text is the opinion, or the reply, for which askOpinion asked.
func opinionDoubt(t *turn, note string) (content.HTML, error) {
	var about opinionNote
	if err := noted(note, &about); err != nil {
		return "", err
	}
	now, err := t.showsAtOnce(about.Article)
	if err != nil {
		return "", err
	}
	if about.Parent != 0 {
		return t.voice.Say(either(now, phrases.PlainAskReplyNow, phrases.PlainAskReply), phrases.Args{"ID": written(about.Parent)}), nil
	}
	published, err := t.readable(about.Article)
	if err != nil {
		return "", err
	}
	return t.voice.Say(either(now, phrases.PlainAskNow, phrases.PlainAsk), phrases.Args{"On": t.subjectName(published, about.Section)}), nil
}

// submit stores an opinion, to be read by a moderator, and shows its author the one message that follows it from now on. Words that cannot be
// one are answered with what to do, and the dialogue stays open for another try.
func (t *turn) submit(about opinionNote, words string) error {
	if may, err := t.maySpeak(); err != nil {
		return err
	} else if !may {
		return t.tx.End(t.reader.ID)
	}
	if _, err := t.readable(about.Article); err != nil {
		return err
	}
	if on, err := t.goesOnAbout(about.Article); !on {
		return err
	}
	if may, err := t.mayWriteOn(about.Article); !may {
		return err
	}
	words = strings.TrimSpace(words)
	if refusal := t.weigh(words, about.Long); refusal != nil {
		return t.again(refusal, about.Long, func(long spill) error {
			return t.begin(dialogueOpinion, opinionNote{about.subject, long})
		})
	}
	if early, err := t.tooSoon(about, words); early || err != nil {
		return err
	}
	said := content.Opinion{
		Article: about.Article, Section: about.Section, Parent: about.Parent, Author: t.reader.ID,
		Text: words, Signed: t.signature(), Lang: t.voice.Lang(),
	}
	opinion, err := t.tx.AddOpinion(said)
	switch code := content.CodeOf(err); {
	case code == content.Conflict:
		return t.repeats(said, words)
	case code == content.NotFound && about.Parent != 0:
		t.show(screen{text: t.voice.Say(phrases.OpinionParentGone)})
		return t.tx.End(t.reader.ID)
	case err != nil:
		return err
	}
	judged, err := t.judge(opinion)
	if err != nil {
		return err
	}
	opinion, alone, err := t.decideAlone(opinion, judged)
	if err != nil {
		return err
	}
	if err := t.goesOn(about.subject); err != nil {
		return err
	}
	if err := t.receipt(opinion); err != nil || !alone.rejected() {
		return err
	}
	return t.sayRejected(alone)
}

// repeats refuses words which their author has said in another opinion in the same place. Those that a moderator rejected are to be changed there.
func (t *turn) repeats(o content.Opinion, words string) error {
	before, err := t.tx.SaidBefore(o, words)
	if err != nil {
		return err
	}
	key := phrases.OpinionRepeated
	if before.State == content.Rejected {
		key = phrases.OpinionRejectedBefore
	}
	return &content.Error{Code: content.Conflict, Op: "handlers.repeats", Key: string(key), Args: phrases.Args{"ID": written(before.ID)}}
}

// subjectName names what an opinion is about: the article's title, or the section with its number.
func (t *turn) subjectName(published *content.Published, section content.SectionID) string {
	article := published.For(t.voice.Lang(), t.language)
	if number, ok := article.NumberOf(section); ok && number > 0 {
		return t.sectionLabel(number, article.Sections[number-1])
	}
	return article.Title
}
