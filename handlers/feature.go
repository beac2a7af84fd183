package handlers

import (
	"strconv"
	"strings"

	"aitys/content"
	"aitys/content/text"
	"aitys/phrases"
)

// opinionOfComment makes an opinion of the comment to which its author replies with /opinion [SECTION]; false when the message replies to no comment.
func (t *turn) opinionOfComment(published *content.Published) (bool, error) {
	c, err := t.repliedComment(phrases.OpinionInGroup)
	if content.CodeOf(err) == content.NotFound {
		return false, nil
	}
	if err != nil {
		return true, err
	}
	own, err := t.wrote(c)
	if err == nil && (!own || c.Who != content.ByPerson) {
		err = &content.Error{Code: content.Conflict, Op: "handlers.opinionOfComment", Key: string(phrases.CommentNotPersonal)}
	}
	if err != nil {
		return true, err
	}
	if refusal := wordsFit(c.Text); refusal != nil {
		return true, refusal
	}
	if may, err := t.maySpeak(); !may {
		return true, err
	}
	if on, err := t.goesOnAbout(published.ID); !on {
		return true, err
	}
	if may, err := t.mayWriteOn(published.ID); !may {
		return true, err
	}
	section, err := t.sectionOf(published, c)
	if err != nil {
		return true, err
	}
	if t.reader, err = t.member(t.in.From); err != nil {
		return true, err
	}
	opinion, err := t.makeOpinion(published.ID, section, c, t.own().Lang())
	if content.CodeOf(err) == content.Conflict {
		return true, t.repeatsComment(opinion, c)
	}
	if err != nil {
		return true, err
	}
	if _, err := t.judge(opinion); err != nil {
		return true, err
	}
	return true, t.receiptFor(opinion)
}

// makeOpinion makes an opinion of a comment, under the name that stands there already. Its author is who commented, by that number alone: nobody learns by it which
// other opinions are of the same person. Error: Conflict when the same comment's author has said that before; the opinion is as it was to be then.
func (t *turn) makeOpinion(article content.ArticleID, section content.SectionID, c content.Comment, lang content.Lang) (content.Opinion, error) {
	said := content.Opinion{
		Article: article, Section: section, Author: content.ReaderID(c.Author), Text: c.Text, Signed: publicName(c.Name), Lang: lang,
	}
	opinion, err := t.tx.AddOpinion(said)
	if err != nil {
		return said, err
	}
	return opinion, t.tx.SetBecame(c.ID, opinion.ID)
}

// repeatsComment refuses a comment whose words its author has made an opinion of before. One that a moderator rejected cannot be changed, as its words are the comment's.
func (t *turn) repeatsComment(said content.Opinion, c content.Comment) error {
	before, err := t.tx.SaidBefore(said, c.Text)
	if err != nil {
		return err
	}
	return &content.Error{
		Code: content.Conflict, Op: "handlers.repeatsComment", Key: string(phrases.OpinionRepeated), Args: phrases.Args{"ID": written(before.ID)},
	}
}

// sectionOf is the section that the command names, else the one under whose post the comment stands.
func (t *turn) sectionOf(published *content.Published, c content.Comment) (content.SectionID, error) {
	if firstWord(t.argument) != "" {
		_, number, err := t.asked()
		section, _ := published.For(published.Original).Part(number)
		return section.ID, err
	}
	root, err := t.tx.Root(c.Root)
	if content.CodeOf(err) == content.NotFound {
		return "", nil
	}
	return root.Section, err
}

// member is the reader behind an account that acts in a group.
func (t *turn) member(person content.Person) (content.Reader, error) {
	reader, err := t.tx.Reader(person.ID)
	if content.CodeOf(err) != content.NotFound {
		return reader, err
	}
	if err := t.tx.Meet([]content.Person{person}); err != nil {
		return content.Reader{}, err
	}
	return t.tx.Reader(person.ID)
}

// started tells whether a reader has opened the private chat, so that the bot may write there.
func started(reader content.Reader) bool { return reader.Article != 0 && !reader.Unreachable }

// receiptFor sends the receipt of an opinion that was left in the group: in private, else by reply with the way there. It has no name, which would lead from the reader
// to what they commented; what becomes of the opinion is told anew.
func (t *turn) receiptFor(opinion content.Opinion) error {
	if !started(t.reader) {
		t.sendPassing(t.voice.Say(phrases.CommentReceived, phrases.Args{"ID": written(opinion.ID)}), t.toPrivate("mine"))
		return nil
	}
	s, err := t.opinionScreen(t.own(), opinion, onMine)
	if err != nil {
		return err
	}
	t.tx.Send(content.Outgoing{Chat: t.reader.Chat(), Action: content.ActionSend, Text: s.text, Buttons: buttonsIn(s.rows, true)})
	t.sendPassing(t.voice.Say(phrases.CommentReceivedPrivately), nil)
	return nil
}

// featureCommand features an opinion, or the comment to which a moderator replies: /feature [OPINION].
func featureCommand(t *turn) error {
	word := firstWord(t.argument)
	if word == "" && !t.private {
		c, err := t.repliedComment(phrases.FeatureWhat)
		if err != nil {
			return err
		}
		return t.featureComment(c)
	}
	id, err := strconv.ParseInt(word, 10, 64)
	if err != nil {
		return &content.Error{Code: content.Invalid, Op: "handlers.featureCommand", Key: string(phrases.FeatureWhat)}
	}
	opinion, err := t.tx.Opinion(content.OpinionID(id))
	if content.CodeOf(err) == content.NotFound {
		return &content.Error{Code: content.NotFound, Op: "handlers.featureCommand", Key: string(phrases.FeatureNone), Args: phrases.Args{"ID": echo(word)}}
	}
	if err != nil {
		return err
	}
	return t.featureOpinion(opinion)
}

// decideFor decides that readers may see an opinion.
func (t *turn) decideFor(opinion content.Opinion) (content.Opinion, error) {
	moderator, err := t.member(t.in.From)
	if err != nil {
		return opinion, err
	}
	return t.tx.DecideOpinion(opinion.ID, opinion.Version, true, moderator.ID)
}

// featureComment makes a featured opinion of a comment. Its author is told, and may decline.
func (t *turn) featureComment(c content.Comment) error {
	root, err := t.tx.Root(c.Root)
	if err != nil && content.CodeOf(err) != content.NotFound {
		return err
	}
	if c.Who != content.ByPerson || root.Article == 0 {
		return &content.Error{Code: content.Conflict, Op: "handlers.featureComment", Key: string(phrases.FeatureNotPersonal)}
	}
	made, err := t.tx.Became(c.ID)
	if err != nil {
		return err
	}
	if made != 0 {
		opinion, err := t.tx.Opinion(made)
		if err != nil {
			return err
		}
		return t.featureOpinion(opinion)
	}
	if refusal := wordsFit(c.Text); refusal != nil {
		return refusal
	}
	opinion, err := t.makeOpinion(root.Article, root.Section, c, t.language)
	if content.CodeOf(err) == content.Conflict {
		return &content.Error{Code: content.Conflict, Op: "handlers.featureComment", Key: string(phrases.FeatureRepeated)}
	}
	if err != nil {
		return err
	}
	if opinion, err = t.decideFor(opinion); err != nil {
		return err
	}
	if err := t.tellFeatured(c, opinion); err != nil {
		return err
	}
	return t.feature(opinion)
}

// publicName is a Telegram name as a signature; empty where it advertises or misleads.
func publicName(name string) string {
	if leadsElsewhere(name) || namesRole(name) {
		return ""
	}
	return text.Truncate(name, content.MaxPenName)
}

// feature marks an approved opinion as featured, so that it is posted under the article.
func (t *turn) feature(opinion content.Opinion) error {
	if err := t.record(content.Entry{What: content.DeedFeature, Opinion: opinion.ID, Version: opinion.Version}); err != nil {
		return err
	}
	if err := t.tx.Set(opinion.Article, featuredMark(opinion.ID), "1"); err != nil {
		return err
	}
	if err := postOpinionSoon(t.tx, opinion.ID); err != nil {
		return err
	}
	t.sendPassing(t.voice.Say(phrases.Featured, phrases.Args{"ID": written(opinion.ID)}), nil)
	return nil
}

// featuredMark is the article's setting that says that an opinion is featured.
func featuredMark(id content.OpinionID) string { return "featured:" + written(id) }

// declineLetter begins the deep links by which the author of a comment declines that it is featured.
const declineLetter = "d"

// tellFeatured tells the author of a comment that it is featured: in private if they have started the bot, else by reply.
func (t *turn) tellFeatured(c content.Comment, opinion content.Opinion) error {
	account, err := t.tx.AccountOf(c.Author)
	if err != nil {
		return err
	}
	reader, err := t.tx.Reader(account)
	if err != nil && content.CodeOf(err) != content.NotFound {
		return err
	}
	args := phrases.Args{"ID": written(opinion.ID)}
	if err == nil && started(reader) {
		voice := t.Newsroom.voice(reader.Language(t.language))
		t.sendUnasked(t.tx, content.Outgoing{
			Chat: reader.Chat(), Action: content.ActionSend, Key: featuredKey(opinion.ID),
			Text:    paragraphs(voice.Say(phrases.FeaturedYours, args), quoted(opinion.Text)),
			Buttons: buttonsIn([][]link{{{label: voice.Plain(phrases.ButtonDecline), data: declineData(opinion.ID)}}}, true),
		})
		return nil
	}
	t.tellFeaturedInGroup(c, opinion)
	return nil
}

func (t *turn) tellFeaturedInGroup(c content.Comment, opinion content.Opinion) {
	voice := t.Newsroom.voice(t.language)
	t.sendUnasked(t.tx, content.Outgoing{
		Chat: c.Chat, Action: content.ActionSend, ReplyTo: max(c.Message, 0), Once: true,
		Text:    voice.Say(phrases.FeaturedInGroup, phrases.Args{"ID": written(opinion.ID)}),
		Buttons: [][]content.Button{{{Text: voice.Plain(phrases.ButtonDecline), Start: declineLetter + "_" + written(opinion.ID)}}},
	})
}

// featuredKeys begin the names of the messages that tell authors in private that their comment is featured.
const featuredKeys = "featured:"

func featuredKey(id content.OpinionID) content.MessageKey {
	return content.MessageKey(featuredKeys + written(id))
}

// featuredTold follows what became of such a message. One that did not reach its author, who has blocked the bot, is said in the group. Of one that did the name is
// forgotten: it would lead from the reader to what they commented.
func (t *turn) featuredTold() error {
	result := t.in.Result
	if result.Outcome == content.Delivered {
		return t.tx.Unname(result.Key)
	}
	if result.Outcome != content.Unreachable && result.Outcome != content.Refused {
		return nil
	}
	number, err := t.numberBehind(featuredKeys)
	if err != nil {
		return err
	}
	opinion, err := t.tx.Opinion(content.OpinionID(number))
	if content.CodeOf(err) == content.NotFound || err == nil && opinion.State == content.Withdrawn {
		return nil
	}
	if err != nil {
		return err
	}
	c, err := t.tx.MadeOf(opinion.ID)
	if content.CodeOf(err) == content.NotFound || err == nil && !c.Kept() {
		return nil
	}
	if err == nil {
		t.tellFeaturedInGroup(c, opinion)
	}
	return err
}

func declineData(id content.OpinionID) string { return string(toDecline) + "." + opinionNumber(id) }

// declineLink asks whether the author of a comment declines that it is featured: d_OPINION.
func declineLink(t *turn) error {
	id, err := strconv.ParseInt(t.argument, 10, 64)
	if err != nil {
		return staleLink()
	}
	opinion, err := t.featuredOwn(content.OpinionID(id))
	if content.CodeOf(err) == content.NotFound {
		return staleLink()
	}
	if err != nil {
		return err
	}
	t.show(screen{
		text: paragraphs(t.voice.Say(phrases.FeaturedYours, phrases.Args{"ID": written(opinion.ID)}), quoted(opinion.Text)),
		rows: [][]link{{{label: t.voice.Plain(phrases.ButtonDecline), data: declineData(opinion.ID)}}},
	})
	return nil
}

// declinePress withdraws the opinion that was made of the presser's comment.
func declinePress(t *turn) error {
	number, _, _ := strings.Cut(t.argument, ".")
	id, err := strconv.ParseInt(number, 36, 64)
	if err != nil {
		return stale("handlers.declinePress")
	}
	opinion, err := t.featuredOwn(content.OpinionID(id))
	if content.CodeOf(err) == content.NotFound {
		return &content.Error{Code: content.Conflict, Op: "handlers.declinePress", Key: string(phrases.PressWithdrawn)}
	}
	if err != nil {
		return err
	}
	if err := t.withdraw(opinion.ID); err != nil {
		return err
	}
	t.show(screen{text: t.voice.Say(phrases.FeaturedDeclined, phrases.Args{"ID": written(opinion.ID)})})
	return nil
}

// featuredOwn is an opinion that was made of a comment of the person who acts. Error: NotFound for any other, and for one that was withdrawn.
func (t *turn) featuredOwn(id content.OpinionID) (content.Opinion, error) {
	commenter, err := t.tx.KnownCommenter(t.in.From.ID)
	if err != nil {
		return content.Opinion{}, err
	}
	opinion, err := t.tx.Opinion(id)
	if err == nil && (opinion.Author != content.ReaderID(commenter) || opinion.State == content.Withdrawn) {
		err = &content.Error{Code: content.NotFound, Op: "handlers.featuredOwn"}
	}
	return opinion, err
}
