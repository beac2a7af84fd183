package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// articleText is the article's title and summary.
func (e *edition) articleText() content.HTML {
	title := e.voice.Say(phrases.SummaryTitle, phrases.Args{"Title": e.article.Title})
	return paragraphs(title+e.byline(e.article), e.article.Summary.HTML())
}

// articleSaid is what the article's post says: its text, and what was corrected in it.
func (e *edition) articleSaid() (content.HTML, error) {
	corrected, err := e.corrections(e.voice, e.published, "")
	return paragraphs(e.articleText(), corrected), err
}

// articleWays lead from the article's post to what can be done: in private, and in its thread once that is known.
func (e *edition) articleWays() [][]link {
	var first, poll, last []link
	if count := e.article.CountFigures(); count > 0 {
		first = append(first, e.figuresLink(count, place{toFigures, e.published, ""}))
	}
	if count := len(e.article.Sections); count > 0 {
		first = append(first, link{label: e.voice.Plain(phrases.ButtonSections, phrases.Args{"Count": count}), to: place{toSummary, e.published, ""}})
	}
	if number := e.firstPoll(); number >= 0 {
		section, _ := e.article.Part(number)
		poll = append(poll, link{label: e.voice.Plain(phrases.ButtonPoll), to: place{toPoll, e.published, section.ID}})
	}
	poll = append(poll, link{label: e.voice.Plain(phrases.ButtonOpinions), to: place{toOpinions, e.published, ""}})
	if address := e.discussion(); address != "" {
		last = append(last, link{label: e.voice.Plain(phrases.ButtonDiscuss), url: address})
	}
	if e.article.Source != "" {
		last = append(last, link{label: e.voice.Plain(phrases.ButtonSource), url: e.article.Source})
	}
	return [][]link{first, poll, {e.giveOpinion("")}, last}
}

// firstPoll is the number of the first section with a poll, 0 being the whole article; -1 where there is none.
func (e *edition) firstPoll() int {
	if e.article.Poll != nil {
		return 0
	}
	if number := nextPoll(e.article, 0); number > 0 {
		return number
	}
	return -1
}

func (e *edition) giveOpinion(section content.SectionID) link {
	return link{label: e.voice.Plain(phrases.ButtonGiveOpinion), to: place{toWrite, e.published, section}}
}

func (e *edition) sectionSaid(number int) content.HTML {
	section, _ := e.article.Part(number)
	title := e.voice.Say(phrases.SectionTitle, phrases.Args{"Number": number, "Heading": section.Heading})
	return paragraphs(title, section.Summary.HTML())
}

func (e *edition) sectionWays(number int) [][]link {
	section, _ := e.article.Part(number)
	var first []link
	if count := len(section.Figures); count > 0 {
		first = append(first, e.figuresLink(count, place{toFigures, e.published, section.ID}))
	}
	first = append(first, link{label: e.voice.Plain(phrases.ButtonOpinions), to: place{toOpinions, e.published, section.ID}})
	return [][]link{first, {e.giveOpinion(section.ID)}}
}

const (
	// maxIndexed is of how many sections the index has buttons: Telegram shows a hundred buttons, three to a section.
	maxIndexed = 30
	// indexedWords is how much of a heading or a question stands in the index, in graphemes; where few have to find room, twice as much.
	indexedWords = 60
	fewIndexed   = 12
)

// index is the first comment under the article: its sections with their polls, and the ways to each. People write below it.
func (e *edition) index() wanted {
	w := wanted{post: e.post(content.PostIndex, "", 0), replyTo: e.root.Below()}
	w.post.Chat = e.root.Chat
	said := []content.HTML{e.voice.Say(phrases.IndexTitle)}
	var rows [][]link
	words := indexedWords
	if len(e.article.Sections) <= fewIndexed {
		words *= 2
	}
	for number := range min(len(e.article.Sections), maxIndexed) + 1 {
		section, _ := e.article.Part(number)
		if number > 0 || section.Poll != nil {
			said = append(said, e.indexLine(number, section, words))
		}
		rows = append(rows, e.indexRow(number, section))
	}
	w.text = paragraphs(append(said, e.voice.Say(phrases.IndexBelow))...)
	w.buttons = buttonsIn(append(rows, []link{e.giveOpinion("")}), false)
	return w
}

func (e *edition) indexLine(number int, section content.Section, words int) content.HTML {
	line := e.voice.Say(phrases.SectionTitle, phrases.Args{"Number": number, "Heading": text.Truncate(section.Heading, words)})
	if number == 0 {
		line = e.voice.Say(phrases.IndexWhole)
	}
	if section.Poll != nil {
		line += "\n" + e.voice.Say(phrases.IndexPoll, phrases.Args{"Question": text.Truncate(section.Poll.Question, words)})
	}
	return line
}

// indexRow are the ways to one section: its text, its poll and its opinions.
func (e *edition) indexRow(number int, section content.Section) []link {
	at := phrases.Args{"Number": number}
	read, poll, opinions := e.voice.Plain(phrases.ButtonIndexRead, at), e.voice.Plain(phrases.ButtonIndexPoll, at), e.voice.Plain(phrases.ButtonIndexOpinions, at)
	if number == 0 {
		read, poll, opinions = e.voice.Plain(phrases.ButtonWhole), e.voice.Plain(phrases.ButtonPoll), e.voice.Plain(phrases.ButtonOpinions)
	}
	row := []link{{label: read, to: place{toSection, e.published, section.ID}}}
	if section.Poll != nil {
		row = append(row, link{label: poll, to: place{toPoll, e.published, section.ID}})
	}
	return append(row, link{label: opinions, to: place{toOpinions, e.published, section.ID}})
}

// discussion is the address of the article's thread; "" while it is not known. It is the post's own address with a comment in it, which whoever can read the channel
// may follow; the group's would be closed to those who have not joined it.
func (e *edition) discussion() string {
	if e.root.Below() == 0 {
		return ""
	}
	address := e.postAddress(e.root.ChannelMessage)
	if address == "" {
		return ""
	}
	return address + "?comment=" + strconv.FormatInt(int64(e.root.Message), 10)
}

// postAddress is the address of a message of the newsroom's channel: by its name where it is public, else by its number, for those who follow it; "" where the
// channel has none.
func (t *turn) postAddress(message content.MessageID) string {
	number := strconv.FormatInt(int64(message), 10)
	if head := t.masthead.Load(); head != nil && head.Username != "" {
		return "https://t.me/" + head.Username + "/" + number
	}
	internal, ok := strings.CutPrefix(strconv.FormatInt(int64(t.channel), 10), "-100")
	if !ok {
		return ""
	}
	return "https://t.me/c/" + internal + "/" + number
}

// channelTitle is how the channel is called, as far as that is known.
func (t *turn) channelTitle() string {
	if head := t.masthead.Load(); head != nil && head.Title != "" {
		return head.Title
	}
	return strconv.FormatInt(int64(t.channel), 10)
}

// Masthead is how the newsroom's channel shows itself.
type Masthead struct {
	Title    string
	Username string // without "@"; empty where the channel is not public
}

// Appear tells the newsroom how its channel shows itself.
func (n *Newsroom) Appear(head Masthead) { n.masthead.Store(&head) }
