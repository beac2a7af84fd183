package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
)

// verb is the first word of a button's data and chooses who handles the press.
type verb string

// Where buttons lead, and what their data holds behind the verb.
const (
	toSummary  verb = "a" // ARTICLE
	toSection  verb = "s" // ARTICLE.SECTION
	toFigures  verb = "f" // ARTICLE[.SECTION]
	toChart    verb = "c" // ARTICLE[.SECTION]
	toArticles verb = "p" // [CURSOR]
	toLanguage verb = "l" // LANG[.ARTICLE]

	toWrite    verb = "w"  // ARTICLE[.SECTION]
	toWriteOn  verb = "wo" // the same, from the choice of a section
	toPlain    verb = "pt" // send, search, cancel or rest, .MESSAGE: the one that holds the text
	toMine     verb = "m"  // [OPINION]: the ones before it
	toReceipt  verb = "oc" // OPINION.PAGE, and so the three below
	toTakeBack verb = "tb" // OPINION.PAGE[.yes]
	toEdit     verb = "ed"
	toSign     verb = "sg" // OPINION.PAGE[.HOW]
	toName     verb = "nm" // HOW
	toForget   verb = "fg" // no, or yes.OPINIONS: how many there were
	toQueue    verb = "q"  // OPINION.VERSION.WHAT[.MORE]
	toItsMe    verb = "me" // UPDATE: that of the command

	toOpinions verb = "os" // ARTICLE[.SECTION]
	toOpinion  verb = "o"  // OPINION.ORDER, and so the five below
	toOrder    verb = "or"
	toReplies  verb = "rs"
	toStance   verb = "v" // OPINION.ORDER.STANCE
	toReply    verb = "r"
	toReport   verb = "rp"

	toBallot      verb = "vb" // ARTICLE
	toSitting     verb = "vt" // OPINION.WHAT.AT.OF
	toReading     verb = "rd" // LANG.on or LANG.off
	toMap         verb = "mp" // ARTICLE
	toQuiz        verb = "qz" // ARTICLE
	toQuizPicture verb = "qp" // ARTICLE
	toMapDesk     verb = "md" // ARTICLE.WHAT

	toSubscribe verb = "sb" // TOPIC.on or TOPIC.off
	toFollow    verb = "sa" // TOPIC
	toStop      verb = "so" // TOPIC
	toAnnounce  verb = "an" // ARTICLE.yes or ARTICLE.no

	toSearch verb = "sq" // WORDS
	toFound  verb = "sr" // OPINION: the ones before it; 0: the first page
	toOpen   verb = "sf" // another button's data, whose place is opened in a message of its own

	toPublish verb = "pb" // SLUG.WHAT
	toPost    verb = "ps" // POST.WHAT
	toModes   verb = "se" // ARTICLE[.NAME.VALUE or .try]; ARTICLE 0: the newsroom
	toSettle  verb = "lk" // OPINION.VERSION.keep or .change
	toDown    verb = "ad" // SLUG.WHAT
	toAudit   verb = "au" // OPINION.BEFORE: the entry behind which it goes on
	toRun     verb = "dn" // ARTICLE.WHAT
	toTeam    verb = "tm" // READER.WHAT, add or list
	toRevise  verb = "rv" // SLUG.WHAT[.NUMBER]
	toStands  verb = "st" // OPINION

	toPush      verb = "pu" // done
	toProof     verb = "dr" // ARTICLE.LANG.WHAT
	toSchedule  verb = "sc" // ARTICLE.WHAT
	toEditDraft verb = "de" // ARTICLE.LANG.WHAT[.SECTION[.FIGURE[.VALUE]]]

	toForGood verb = "fe" // UPDATE.yes or UPDATE.no
	toObject  verb = "ob" // SANCTION
	toAppeal  verb = "ap" // OPINION.PAGE[.send]
	toAnswer  verb = "aq" // QUESTION
	toReasons verb = "rn" // [CODE[.WHAT]], add or skip.LANG
	toHeld    verb = "hc" // COMMENT.WHAT[.DAYS]

	toThread  verb = "th" // a.ARTICLE or o.OPINION, [.NODE]
	toDecline verb = "dc" // OPINION

	toPoll    verb = "po" // ARTICLE[.SECTION]
	toVote    verb = "pv" // COPY.OPTION
	toResults verb = "re" // ARTICLE[.SECTION]
)

// letters begin the deep links that lead where verbs do; what has no link of its own leads to the article.
var letters = map[verb]string{toFigures: "f", toChart: "f", toWrite: "w", toPoll: "p", toOpinions: "t", toResults: "r", toBallot: "v", toMap: "m"}

// place is where a button leads: in a private chat by a press that changes the message in place, in a group by a deep link into the
// private chat, since a message there must not change for everybody when one person presses.
type place struct {
	verb    verb
	article *content.Published
	section content.SectionID
}

// press is the button's data: at most 44 bytes, since our numbers have at most 19 digits and a section's id at most 20 characters.
func (p place) press() string {
	data := string(p.verb) + "." + strconv.FormatInt(int64(p.article.ID), 10)
	if p.section != "" {
		data += "." + string(p.section)
	}
	return data
}

// start is the deep link's payload: at most 64 characters, by the limits of slugs and section ids.
func (p place) start() string {
	letter, ok := letters[p.verb]
	if !ok {
		letter = "a"
	}
	payload := letter + "_" + string(p.article.Slug)
	if p.section != "" {
		payload += "__" + string(p.section)
	}
	return payload
}

func cutVerb(data string) (verb, string) {
	first, rest, _ := strings.Cut(data, ".")
	return verb(first), rest
}

// place reads what place.press wrote. Whoever presses may have sent anything: what does not name a published article and one of its
// sections is stale.
func (t *turn) place() (*content.Published, int, error) {
	number, section, _ := strings.Cut(t.argument, ".")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return nil, 0, stale("handlers.place")
	}
	article, err := t.tx.Article(content.ArticleID(id))
	if content.CodeOf(err) == content.NotFound {
		return nil, 0, stale("handlers.place")
	}
	if err != nil {
		return nil, 0, err
	}
	part, ok := article.For(article.Original).NumberOf(content.SectionID(section))
	if !ok {
		return nil, 0, stale("handlers.place")
	}
	return article, part, nil
}

// shown puts before a person something of an article, or of its section where the number is not 0. The same is done by command, button and link.
type shown func(t *turn, published *content.Published, number int) error

// onCommand shows what a command names, which is told by [SECTION].
func onCommand(run shown) handler { return with((*turn).asked, run) }

// onPress shows what a button names: ARTICLE[.SECTION].
func onPress(run shown) handler { return with((*turn).place, run) }

// onLink shows what a deep link names: SLUG or SLUG__SECTION.
func onLink(run shown) handler { return with((*turn).linked, run) }

func with(find func(*turn) (*content.Published, int, error), run shown) handler {
	return func(t *turn) error {
		published, number, err := find(t)
		if err != nil {
			return err
		}
		return run(t, published, number)
	}
}
