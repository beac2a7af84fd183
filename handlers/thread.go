package handlers

import (
	"errors"
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

const (
	// nodesOnPage is how many comments and replies a page of a thread shows, and excerptInThread how much of each, in graphemes: a screen or two of a phone.
	nodesOnPage     = 8
	excerptInThread = 280
	// deepest is how many levels are told apart by marks; below it stands to whom a reply is.
	deepest = 3
	// shortName is how much of a name stands above what somebody says, in graphemes.
	shortName = 40
)

// threadLetter begins the deep links to an article's thread, and threadOpinionLetter those to an opinion's.
const (
	threadLetter        = "h"
	threadOpinionLetter = "ho"
)

// threadCommand shows the discussion of the article, or of one opinion: /thread [OPINION].
func threadCommand(t *turn) error {
	word := firstWord(t.argument)
	if word == "" {
		published, err := t.current()
		if err != nil {
			return err
		}
		return t.thread(tree{turn: t, published: published}, "")
	}
	id, err := strconv.ParseInt(word, 10, 64)
	if err == nil {
		err = t.threadOf(content.OpinionID(id), "")
	}
	if err != nil && (content.CodeOf(err) == content.NotFound || errors.Is(err, strconv.ErrSyntax) || errors.Is(err, strconv.ErrRange)) {
		return &content.Error{Code: content.NotFound, Op: "handlers.threadCommand", Key: string(phrases.ThreadNone), Args: phrases.Args{"ID": echo(word)}}
	}
	return err
}

// threadLink opens an article's thread: h_SLUG.
func threadLink(t *turn, published *content.Published, _ int) error {
	return t.thread(tree{turn: t, published: published}, "")
}

// threadOpinionLink opens an opinion's thread: ho_OPINION.
func threadOpinionLink(t *turn) error {
	id, err := strconv.ParseInt(t.argument, 10, 64)
	if err != nil {
		return staleLink()
	}
	if err = t.threadOf(content.OpinionID(id), ""); content.CodeOf(err) == content.NotFound {
		return staleLink()
	}
	return err
}

// What buttons name behind their verb: of what the thread is.
const (
	ofArticle = "a"
	ofOpinion = "o"
)

// threadPress shows a page of a thread: a.ARTICLE[.NODE] or o.OPINION[.NODE], the node being the first one on the page.
func threadPress(t *turn) error {
	what, rest, _ := strings.Cut(t.argument, ".")
	number, from, _ := strings.Cut(rest, ".")
	id, err := strconv.ParseInt(number, 36, 64)
	if err != nil {
		return stale("handlers.threadPress")
	}
	switch what {
	case ofArticle:
		published, err := t.tx.Article(content.ArticleID(id))
		if content.CodeOf(err) == content.NotFound {
			return stale("handlers.threadPress")
		}
		if err != nil {
			return err
		}
		return t.thread(tree{turn: t, published: published}, from)
	case ofOpinion:
		err := t.threadOf(content.OpinionID(id), from)
		if content.CodeOf(err) == content.NotFound {
			return &content.Error{Code: content.Conflict, Op: "handlers.threadPress", Key: string(phrases.PressOpinionGone)}
		}
		return err
	}
	return stale("handlers.threadPress")
}

// threadOf shows the thread of an opinion that readers may see. Error: NotFound.
func (t *turn) threadOf(id content.OpinionID, from string) error {
	opinion, err := t.tx.Opinion(id)
	if err == nil && opinion.State != content.Approved {
		err = &content.Error{Code: content.NotFound, Op: "handlers.threadOf"}
	}
	if err != nil {
		return err
	}
	published, err := t.tx.Article(opinion.Article)
	if err != nil {
		return err
	}
	return t.thread(tree{turn: t, published: published, on: opinion}, from)
}

// thread shows a page of a tree, from a node on; in the group the way to it: a tree has pages, and a message there has not.
func (t *turn) thread(tr tree, from string) error {
	if !t.private {
		link := content.Button{Text: t.voice.Plain(phrases.ButtonThread), Start: tr.link()}
		t.sendPassing(t.voice.Say(phrases.ThreadElsewhere), [][]content.Button{{link}})
		return nil
	}
	if _, err := t.open(tr.published); err != nil {
		return err
	}
	p, err := tr.page(from)
	if err != nil {
		return err
	}
	said, err := t.threadSaid(&tr, p)
	if err != nil {
		return err
	}
	rows, err := t.threadWays(&tr, p)
	if err != nil {
		return err
	}
	t.show(screen{text: said, rows: rows})
	return nil
}

func (t *turn) threadSaid(tr *tree, p page8) (content.HTML, error) {
	head := t.voice.Say(phrases.ThreadTitle, phrases.Args{"Title": tr.published.For(t.voice.Lang(), t.language).Title})
	if tr.on.ID != 0 {
		head = t.voice.Say(phrases.ThreadOfOpinion, phrases.Args{"ID": written(tr.on.ID), "Signed": t.author(tr.on), "Excerpt": t.excerpt(tr.on, excerptInThread)})
	}
	all := []content.HTML{head}
	if len(p.nodes) == 0 {
		all = append(all, t.voice.Say(phrases.ThreadEmpty))
	}
	for _, n := range p.nodes {
		said, err := t.nodeSaid(tr, n)
		if err != nil {
			return "", err
		}
		all = append(all, said)
	}
	return paragraphs(all...), nil
}

// nodeSaid is what a comment or a reply says, with marks for how deep it stands.
func (t *turn) nodeSaid(tr *tree, n node) (content.HTML, error) {
	depth, above, err := tr.depth(n)
	if err != nil {
		return "", err
	}
	marks := content.HTML(strings.Repeat("› ", min(depth, deepest)))
	switch {
	case !n.visible() && n.opinion.ID != 0:
		return marks + t.voice.Say(phrases.ThreadOpinionGone), nil
	case !n.visible():
		return marks + t.voice.Say(phrases.ThreadWithdrawn), nil
	}
	head := t.voice.Say(phrases.ThreadHead, phrases.Args{"Name": t.nameOf(n), "Date": content.DateOf(n.at().In(t.zone))})
	if depth > deepest {
		head = t.voice.Say(phrases.ThreadHeadTo, phrases.Args{"Name": t.nameOf(n), "Date": content.DateOf(n.at().In(t.zone)), "To": t.nameOf(above)})
	}
	mark, err := t.madeOfIt(n)
	return marks + head + "\n" + t.nodeWords(n) + mark, err
}

// madeOfIt says which opinion was made of a comment, where readers see it.
func (t *turn) madeOfIt(n node) (content.HTML, error) {
	if n.comment.ID == 0 {
		return "", nil
	}
	made, err := t.tx.Became(n.comment.ID)
	if err != nil || made == 0 {
		return "", err
	}
	opinion, err := t.tx.Opinion(made)
	if err != nil || opinion.State != content.Approved {
		return "", err
	}
	featured, err := t.tx.Setting(opinion.Article, featuredMark(made))
	key := phrases.ThreadIsOpinion
	if featured != "" {
		key = phrases.ThreadFeatured
	}
	return " " + t.voice.Say(key, phrases.Args{"ID": written(made)}), err
}

// nodeWords is how what a node says begins. Words that their author takes back are not to go out with it.
func (t *turn) nodeWords(n node) content.HTML {
	if n.opinion.ID != 0 {
		return t.voice.Say(phrases.ThreadReply, phrases.Args{"ID": written(n.opinion.ID), "Excerpt": t.excerpt(n.opinion, excerptInThread)})
	}
	t.quote(content.Opinion{ID: n.comment.ID.Shown()})
	words := commentWords(t.voice, n.comment, excerptInThread)
	if n.comment.Forwarded {
		words = t.voice.Say(phrases.ThreadForwarded) + " " + words
	}
	if !n.comment.EditedAt.IsZero() {
		words += " " + t.voice.Say(phrases.ThreadEdited)
	}
	return words
}

// nameOf is the name under which something was said.
func (t *turn) nameOf(n node) string {
	switch {
	case !n.visible():
		return t.voice.Plain(phrases.ThreadNobody)
	case n.opinion.ID != 0:
		return t.author(n.opinion)
	case n.comment.Name == "":
		return t.voice.Plain(phrases.OpinionUnsigned)
	}
	return text.Truncate(n.comment.Name, shortName)
}

func (t *turn) threadWays(tr *tree, p page8) ([][]link, error) {
	var steps []link
	if p.before != "" {
		steps = append(steps, link{label: t.voice.Plain(phrases.ButtonPrevious), data: tr.data(p.before)})
	}
	if p.after != "" {
		steps = append(steps, link{label: t.voice.Plain(phrases.ButtonNext), data: tr.data(p.after)})
	}
	rows := [][]link{steps}
	address, err := t.threadAddress(tr, p)
	if err != nil {
		return nil, err
	}
	if address != "" {
		rows = append(rows, []link{{label: t.voice.Plain(phrases.ButtonOpenInGroup), url: address}})
	}
	if tr.on.ID != 0 {
		at := spot{published: tr.published, section: tr.on.Section, order: content.Newest, opinion: tr.on}
		return append(rows, []link{
			{label: t.voice.Plain(phrases.ButtonReply), data: at.data(toReply, "")}, {label: t.voice.Plain(phrases.ButtonRepliedTo), data: at.data(toOpinion, "")},
		}), nil
	}
	return append(rows, []link{
		{label: t.voice.Plain(phrases.ButtonOpinions), to: place{toOpinions, tr.published, ""}},
		{label: t.voice.Plain(phrases.ButtonWhole), to: place{toSummary, tr.published, ""}},
	}), nil
}

// threadAddress leads to the first comment of a page in the group, else to what the thread hangs under; "" where there is none such.
func (t *turn) threadAddress(tr *tree, p page8) (string, error) {
	for _, n := range p.nodes {
		if n.comment.ID != 0 && n.comment.Message > 0 {
			return t.groupAddress(n.comment.Chat, n.comment.Message, n.comment.Thread)
		}
	}
	made, err := t.tx.MadeOf(tr.on.ID)
	if err == nil && made.Message > 0 {
		return t.groupAddress(made.Chat, made.Message, made.Thread)
	}
	if err != nil && content.CodeOf(err) != content.NotFound {
		return "", err
	}
	root, err := t.rootFor(tr.published.ID, tr.on.Section)
	if content.CodeOf(err) == content.NotFound {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return t.groupAddress(root.Chat, root.Message, 0)
}

// groupAddress is the address of a message in a supergroup; "" in any other.
func (t *turn) groupAddress(chat content.ChatID, message, thread content.MessageID) (string, error) {
	if message <= 0 { // of a group that has become another since
		return "", nil
	}
	id, err := t.tx.TelegramOf(chat)
	if content.CodeOf(err) == content.NotFound {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	inner, is := strings.CutPrefix(strconv.FormatInt(int64(id), 10), "-100")
	if !is || inner == "" {
		return "", nil
	}
	address := "https://t.me/c/" + inner + "/" + strconv.FormatInt(int64(message), 10)
	if thread > 0 && thread != message {
		address += "?thread=" + strconv.FormatInt(int64(thread), 10)
	}
	return address, nil
}
