package phrases

import (
	"slices"
	"strings"
)

// Key names a phrase. Every phrase of the catalogues has its constant here, and each constant a phrase in every language.
//
// The first word of a key tells how its phrase is written: those of plainGroups are plain text (labels, short answers to presses, the
// command menu); all others are HTML. Either can be had in the other's writing too, with Voice.Plain and Voice.Say. The comment behind a
// key names the arguments that its phrase needs.
type Key string

// plainGroups are the first words of keys whose phrases carry no markup.
var plainGroups = [...]string{"bot", "button", "command", "figure", "keyboard", "press"}

// IsPlain tells whether the key's phrase is written as plain text, not as HTML.
func (k Key) IsPlain() bool {
	group, _, _ := strings.Cut(string(k), ".")
	return slices.Contains(plainGroups[:], group)
}

// The first screen and the choice of a language.
const (
	StartGreeting      Key = "start.greeting"
	StartGreetingNamed Key = "start.greetingNamed" // Name
	LanguageAsk        Key = "language.ask"
	LanguageSet        Key = "language.set"
	LanguageUnknown    Key = "language.unknown"    // Given
	ButtonLanguageName Key = "button.languageName" // the language's own name for itself
)

// Articles: the list, and what stands above an article's text.
const (
	NoArticles     Key = "article.none"
	ArticlesTitle  Key = "article.listTitle"
	ArticlesPage   Key = "article.listPage"     // the title of the list's later pages
	ArticleLine    Key = "article.line"         // Title
	SummaryTitle   Key = "article.summaryTitle" // Title
	UnknownArticle Key = "article.unknown"      // Given
)

// Sections of an article.
const (
	SectionTitle   Key = "section.title"   // Number, Heading
	SectionWanted  Key = "section.wanted"  // Title
	UnknownSection Key = "section.unknown" // Given
)

// Key figures: a line each, and below them, by the same numbers, where each comes from.
const (
	FiguresTitle       Key = "figures.title"     // Title: the article's
	FiguresOfSection   Key = "figures.ofSection" // Heading
	FiguresHeading     Key = "figures.heading"   // Heading: of the section whose figures follow
	FiguresNone        Key = "figures.none"
	FigureLine         Key = "figures.line" // Number, Value: from Figure, Label
	FiguresDetails     Key = "figures.details"
	FigureDetail       Key = "figures.detail"       // Number, Period, Source
	FigureDetailPeriod Key = "figures.detailPeriod" // Number, Period
	FigureDetailSource Key = "figures.detailSource" // Number, Source
)

// Pictures.
const (
	ChartMore Key = "chart.more" // below the numbers that a picture's caption holds, when it does not hold them all
)

// Leaving an opinion.
const (
	OpinionOnWhat         Key = "opinion.onWhat"   // Title
	OpinionAsk            Key = "opinion.ask"      // On, Least, Most
	OpinionAskReply       Key = "opinion.askReply" // ID: of the opinion that is replied to; Least, Most
	OpinionTooShort       Key = "opinion.tooShort" // Length, Least
	OpinionTooLong        Key = "opinion.tooLong"  // Length, Most
	OpinionRest           Key = "opinion.rest"     // Most
	OpinionNoWords        Key = "opinion.noWords"
	OpinionRepeated       Key = "opinion.repeated"       // ID: of the opinion that says the same
	OpinionRejectedBefore Key = "opinion.rejectedBefore" // ID
	OpinionGone           Key = "opinion.gone"
	OpinionParentGone     Key = "opinion.parentGone"
	OpinionInGroup        Key = "opinion.inGroup"
	PlainAsk              Key = "plain.ask"       // On
	PlainAskReply         Key = "plain.askReply"  // ID: of the opinion that it would reply to
	PlainAskEdit          Key = "plain.askEdit"   // ID
	PlainAskPen           Key = "plain.askPen"    // Name
	PlainMayBeRest        Key = "plain.mayBeRest" // above one of those questions
	ButtonIsRest          Key = "button.isRest"
	PressPlainGone        Key = "press.plainGone"
	PressPlainSent        Key = "press.plainSent"
)

// An opinion's receipt: the one message by which its author follows it, with its states.
const (
	ReceiptHead       Key = "receipt.head"  // ID, Title, On, Signed: SignedBy or SignedByNobody
	ReceiptReply      Key = "receipt.reply" // ID: of the opinion that is replied to
	ReceiptWhole      Key = "receipt.whole"
	ReceiptNotice     Key = "receipt.notice"
	StatePending      Key = "state.pending"
	StateEdited       Key = "state.edited"
	StateApproved     Key = "state.approved"
	StateRejected     Key = "state.rejected"
	StateWithdrawn    Key = "state.withdrawn" // ID
	PressWithdrawn    Key = "press.withdrawn"
	ButtonTakeBack    Key = "button.takeBack"
	TakeBackAsk       Key = "takeBack.ask" // ID
	ButtonTakeBackYes Key = "button.takeBackYes"
	ButtonTakeBackNo  Key = "button.takeBackNo"
	ButtonEdit        Key = "button.edit"
	ButtonSignAs      Key = "button.signAs"
	ButtonSend        Key = "button.send"
	ButtonCancel      Key = "button.cancel"
	ButtonBack        Key = "button.back"
	ButtonSpeak       Key = "button.speak"
	EditAsk           Key = "edit.ask" // ID
	EditSame          Key = "edit.same"
	EditDone          Key = "edit.done"
	EditBack          Key = "edit.back"
	MineNone          Key = "mine.none"
	ButtonMine        Key = "button.mine"
	DecidedApproved   Key = "decided.approved" // ID
	DecidedRejected   Key = "decided.rejected" // ID
	DecidedEdit       Key = "decided.edit"     // ID
	DecidedNoEdit     Key = "decided.noEdit"   // ID
	DecidedHidden     Key = "decided.hidden"   // ID
)

// How opinions are signed.
const (
	SignedAnonymous Key = "signed.anonymous"
	SignedBy        Key = "signed.by" // Name
	SignedByNobody  Key = "signed.byNobody"
	ButtonAnonymous Key = "button.anonymous"
	ButtonNewPen    Key = "button.newPen"
	NameAsk         Key = "name.ask" // Now
	NameSet         Key = "name.set" // Now
	NameSetNone     Key = "name.setNone"
	SignAsk         Key = "sign.ask"
	SignShown       Key = "sign.shown"
	SignDone        Key = "sign.done" // ID, Signed
	PenAsk          Key = "pen.ask"   // Most
	PenRole         Key = "pen.role"
	PenUnfit        Key = "pen.unfit" // Most
)

// What is allowed, and who can see what.
const (
	Rules   Key = "rules.text" // Least, Most
	Privacy Key = "privacy.text"
)

// What is stored about a person, and its erasure.
const (
	MyDataCaption  Key = "mydata.caption" // Date
	MyDataTooLarge Key = "mydata.tooLarge"
	MyDataFailed   Key = "mydata.failed"

	ForgetAsk          Key = "forget.ask"
	ForgetGoes         Key = "forget.goes"
	ForgetOpinions     Key = "forget.opinions" // plural
	ForgetRest         Key = "forget.rest"
	ForgetStays        Key = "forget.stays"
	ForgetBackups      Key = "forget.backups" // plural
	ForgetKept         Key = "forget.kept"
	ForgetDone         Key = "forget.done"
	ButtonForgetNo     Key = "button.forgetNo"
	ButtonForgetYes    Key = "button.forgetYes"
	PressForgetChanged Key = "press.forgetChanged"
	OpinionsTaken      Key = "opinions.taken"
)

// Comments in the group's threads.
const (
	CommentsKept             Key = "comment.kept"
	CommentForgetHow         Key = "comment.forgetHow"
	CommentNotYours          Key = "comment.notYours"
	CommentForgotten         Key = "comment.forgotten"
	CommentNotPersonal       Key = "comment.notPersonal"
	CommentReceived          Key = "comment.received" // ID: of the opinion
	CommentReceivedPrivately Key = "comment.receivedPrivately"
	ForgetComments           Key = "forget.comments"
	ButtonPrivacy            Key = "button.privacy"

	MediaPhoto     Key = "media.photo"
	MediaSticker   Key = "media.sticker"
	MediaVoice     Key = "media.voice"
	MediaVideo     Key = "media.video"
	MediaDocument  Key = "media.document"
	MediaAnimation Key = "media.animation"
	MediaAudio     Key = "media.audio"
	MediaPlace     Key = "media.place"
	MediaContact   Key = "media.contact"
	MediaPoll      Key = "media.poll"
	MediaOther     Key = "media.other"
)

// Threads.
const (
	ThreadTitle       Key = "thread.title"     // Title
	ThreadOfOpinion   Key = "thread.ofOpinion" // ID, Signed, Excerpt
	ThreadEmpty       Key = "thread.empty"
	ThreadNone        Key = "thread.none" // ID: what was given
	ThreadElsewhere   Key = "thread.elsewhere"
	ThreadHead        Key = "thread.head"   // Name, Date
	ThreadHeadTo      Key = "thread.headTo" // Name, Date, To: to whom
	ThreadReply       Key = "thread.reply"  // ID, Excerpt
	ThreadWithdrawn   Key = "thread.withdrawn"
	ThreadNobody      Key = "thread.nobody"
	ThreadForwarded   Key = "thread.forwarded"
	ThreadEdited      Key = "thread.edited"
	ButtonThread      Key = "button.thread"
	ButtonOpenInGroup Key = "button.openInGroup"
	HelpThread        Key = "command.thread"
)

// Opinions that are featured, and posted in the group.
const (
	FeatureWhat        Key = "feature.what"
	FeatureNone        Key = "feature.none" // ID
	FeatureNotPersonal Key = "feature.notPersonal"
	FeatureRepeated    Key = "feature.repeated"
	Featured           Key = "feature.done"     // ID
	FeaturedYours      Key = "feature.yours"    // ID
	FeaturedInGroup    Key = "feature.inGroup"  // ID
	FeaturedDeclined   Key = "feature.declined" // ID
	ButtonDecline      Key = "button.decline"
	HelpFeature        Key = "command.feature"
	OpinionPosted      Key = "opinion.posted" // Signed
	OpinionsDigest     Key = "opinions.digest"
	OpinionsHidden     Key = "opinions.hidden"
	ButtonAgreeOrReply Key = "button.agreeOrReply"
)

// The moderators' queue.
const (
	ForModerators        Key = "role.moderators"
	ForEditors           Key = "role.editors"
	ForOwners            Key = "role.owners"
	QueueHead            Key = "queue.head"  // ID, Reader, Title, On, Signed: SignedBy or SignedByNobody
	QueueReply           Key = "queue.reply" // ID: of the opinion that is replied to; Text: how it begins
	QueueEdited          Key = "queue.edited"
	QueueReported        Key = "queue.reported"
	QueueWaiting         Key = "queue.waiting"
	QueueEmpty           Key = "queue.empty"
	QueueMoved           Key = "queue.moved"
	ButtonApprove        Key = "button.approve"
	ButtonReject         Key = "button.reject"
	ButtonSkip           Key = "button.skip"
	PressApproved        Key = "press.approved"        // ID
	PressRejected        Key = "press.rejected"        // ID
	PressAlreadyApproved Key = "press.alreadyApproved" // ID
	PressAlreadyRejected Key = "press.alreadyRejected" // ID
	PressTakenBack       Key = "press.takenBack"       // ID
	PressChanged         Key = "press.changed"         // ID
	PressOnlyOne         Key = "press.onlyOne"
	PressFromStart       Key = "press.fromStart"
)

// Reading others' opinions, and voting on them.
const (
	OpinionsNone       Key = "opinions.none"    // On: what they would be about
	OpinionsNewest     Key = "opinions.newest"  // On; counts
	OpinionsAgreed     Key = "opinions.agreed"  // On; counts
	OpinionsDivided    Key = "opinions.divided" // On; counts
	OpinionsReplies    Key = "opinions.replies" // Signed: whose opinion is replied to; Excerpt: of it; counts
	OpinionHead        Key = "opinions.head"    // Signed, Date
	OpinionHeadOn      Key = "opinions.headOn"  // Signed, Date, On
	OpinionCounts      Key = "opinions.counts"  // Agree, Disagree, Pass: how many
	OpinionYours       Key = "opinions.yours"
	OpinionsInGroup    Key = "opinions.inGroup" // On; counts
	OpinionLine        Key = "opinions.line"    // Number, Signed, Excerpt
	OpinionsGroupWays  Key = "opinions.groupWays"
	ReportAsk          Key = "opinions.reportAsk"
	OpinionUnsigned    Key = "opinions.unsigned" // who signs an opinion without a name
	ButtonAgree        Key = "button.agree"
	ButtonDisagree     Key = "button.disagree"
	ButtonPass         Key = "button.pass"
	ButtonChosen       Key = "button.chosen" // Label: of the button that the reader chose
	ButtonReply        Key = "button.reply"
	ButtonReplies      Key = "button.replies" // Count
	ButtonRepliedTo    Key = "button.repliedTo"
	ButtonReport       Key = "button.report"
	ButtonReportYes    Key = "button.reportYes"
	ButtonReportNo     Key = "button.reportNo"
	ButtonNext         Key = "button.nextOpinion"
	ButtonPrevious     Key = "button.previousOpinion"
	ButtonOrderNewest  Key = "button.orderNewest"
	ButtonOrderAgreed  Key = "button.orderAgreed"
	ButtonOrderDivided Key = "button.orderDivided"
	ButtonOpinions     Key = "button.opinions"
	PressAgree         Key = "press.agree"
	PressDisagree      Key = "press.disagree"
	PressPass          Key = "press.pass"
	PressOwnOpinion    Key = "press.ownOpinion"
	PressOpinionGone   Key = "press.opinionGone"
	PressReported      Key = "press.reported"
	PressReportedTwice Key = "press.reportedTwice"
	PressReportJudged  Key = "press.reportJudged"
	HelpOpinions       Key = "command.opinions"
)

// Polls and their results.
const (
	PollNone           Key = "poll.none"     // On
	PollQuestion       Key = "poll.question" // Question
	PollOption         Key = "poll.option"   // Number, Option, Votes: how many, Share: of the voters, in percent
	PollSeveral        Key = "poll.several"
	PollShares         Key = "poll.shares"
	PollNobody         Key = "poll.nobody"
	PollVotes          Key = "poll.votes"      // counts
	Volunteers         Key = "poll.volunteers" // counts
	PollSecret         Key = "poll.secret"
	PollVoted          Key = "poll.voted" // Choice
	PollEnded          Key = "poll.ended"
	PollClosed         Key = "poll.closed"
	PollHeldElsewhere  Key = "poll.heldElsewhere"
	PollUnknown        Key = "poll.unknown"
	ButtonPoll         Key = "button.poll"
	ButtonNextPoll     Key = "button.nextPoll"
	ButtonResults      Key = "button.results"
	ButtonOption       Key = "button.option" // Number, Option
	ButtonRetract      Key = "button.retract"
	PressVoted         Key = "press.voted"       // Choice
	PressVoteStands    Key = "press.voteStands"  // Choice
	PressVoteChanged   Key = "press.voteChanged" // Choice
	PressVoteMoved     Key = "press.voteMoved"   // Choice
	PressRetracted     Key = "press.retracted"
	PressNoVote        Key = "press.noVote"
	PressVoteElsewhere Key = "press.voteElsewhere"
	PressPollClosed    Key = "press.pollClosed"
	HelpPoll           Key = "command.poll"
	HelpResults        Key = "command.results"
)

// Searching.
const (
	SearchAsk           Key = "search.ask"
	SearchTitle         Key = "search.title"    // Query: in the first line, behind the first ": ", from where a button under the message reads it
	SearchArticles      Key = "search.articles" // above buttons
	SearchOpinions      Key = "search.opinions"
	SearchOpinionsOlder Key = "search.opinionsOlder"
	SearchLine          Key = "search.line" // Number, Signed, Date, Snippet: of the opinion, with the words that were found in bold
	SearchNone          Key = "search.none"
	SearchNoMore        Key = "search.noMore"
	SearchCommon        Key = "search.common"
	SearchTired         Key = "search.tired"
	SearchUnready       Key = "search.unready"
	ButtonSearch        Key = "button.search"
	ButtonFurther       Key = "button.further"
	ButtonFigure        Key = "button.figure" // Value: from Figure, Label
	PressSearchGone     Key = "press.searchGone"
	HelpSearch          Key = "command.search"
)

// Subscriptions, and what subscribers are told.
const (
	SubscribePage       Key = "subscribe.page"  // Quiet: a sentence, or empty
	SubscribeNone       Key = "subscribe.none"  // Quiet
	SubscribeQuiet      Key = "subscribe.quiet" // From, To: times of the day
	NewsArticle         Key = "news.article"    // Title
	NewsReminder        Key = "news.reminder"   // Title
	AnswersHead         Key = "answers.head"
	DigestHead          Key = "digest.head"
	DigestOpinions      Key = "digest.opinions"
	DigestVotes         Key = "digest.votes"
	DigestOpinion       Key = "digest.opinion" // Signed, Excerpt
	BroadcastHead       Key = "broadcast.head" // Title
	BroadcastDigest     Key = "broadcast.digest"
	BroadcastSent       Key = "broadcast.sent" // Sent, Total
	BroadcastRefused    Key = "broadcast.refused"
	BroadcastUnsure     Key = "broadcast.unsure"
	BroadcastDone       Key = "broadcast.done"  // Time
	BroadcastQuiet      Key = "broadcast.quiet" // Time
	AnnounceAsk         Key = "announce.ask"    // Title
	AnnounceNobody      Key = "announce.nobody" // Title
	AnnounceNot         Key = "announce.not"    // Title
	AnnounceTwice       Key = "announce.twice"  // Title
	AnnounceBegun       Key = "announce.begun"  // Title
	ButtonNews          Key = "button.news"     // the switch of a topic, and its name
	ButtonAnswers       Key = "button.answers"  // the same
	ButtonDigest        Key = "button.digest"   // the same
	ButtonStop          Key = "button.stop"
	ButtonRead          Key = "button.read"
	ButtonAnswered      Key = "button.answered" // ID
	ButtonFollowNews    Key = "button.followNews"
	ButtonFollowAnswers Key = "button.followAnswers"
	ButtonAnnounce      Key = "button.announce"
	PressFollowed       Key = "press.followed" // Topic: the name of its switch
	PressStopped        Key = "press.stopped"  // Topic
	HelpSubscribe       Key = "command.subscribe"
	HelpUnsubscribe     Key = "command.unsubscribe"
	HelpAnnounce        Key = "command.announce"
)

// Buttons under messages.
const (
	ButtonFigures         Key = "button.figures" // Count
	ButtonAllFigures      Key = "button.allFigures"
	ButtonSection         Key = "button.section" // Number, Heading
	ButtonWhole           Key = "button.whole"
	ButtonNewest          Key = "button.newest"
	ButtonOlder           Key = "button.older"
	ButtonChart           Key = "button.chart"
	ButtonNextSection     Key = "button.nextSection"
	ButtonPreviousSection Key = "button.previousSection"
	ButtonSource          Key = "button.source"
	ButtonOpenPrivate     Key = "button.openPrivate"
)

// The small keyboard below a private chat. A press on it arrives as a message with exactly this text.
const (
	KeyboardRead    Key = "keyboard.read"
	KeyboardFigures Key = "keyboard.figures"
	KeyboardVote    Key = "keyboard.vote"
	KeyboardSpeak   Key = "keyboard.speak"
)

// Help. The lines of the commands are also their descriptions in Telegram's command menu.
const (
	HelpTitle    Key = "help.title"
	HelpGroup    Key = "help.group" // Commands: as they are typed
	HelpLine     Key = "help.line"  // Usage: the command as it is typed, with "/"; Text: its line
	HelpStart    Key = "command.start"
	HelpHelp     Key = "command.help"
	HelpArticles Key = "command.articles"
	HelpSummary  Key = "command.summary"
	HelpSection  Key = "command.section"
	HelpFigures  Key = "command.figures"
	HelpChart    Key = "command.chart"
	HelpOpinion  Key = "command.opinion"
	HelpMine     Key = "command.mine"
	HelpName     Key = "command.name"
	HelpRules    Key = "command.rules"
	HelpPrivacy  Key = "command.privacy"
	HelpMyData   Key = "command.mydata"
	HelpForget   Key = "command.forget"
	HelpQueue    Key = "command.queue"
	HelpPublish  Key = "command.publish"
	HelpLanguage Key = "command.language"
	HelpCancel   Key = "command.cancel"
)

// What was asked cannot be done, and what to do instead.
const (
	UnknownCommand        Key = "unknown.command"
	UnknownCommandNearest Key = "unknown.commandNearest" // Nearest: a command's name without "/"
	CancelNothing         Key = "cancel.nothing"
	CancelEdit            Key = "cancel.edit"
	GotWaits              Key = "got.waits" // below one of what came instead
	CancelDone            Key = "cancel.done"
	LinkStale             Key = "link.stale"
	PrivateOnly           Key = "private.only"
	Apology               Key = "message.apology"
	PressStale            Key = "press.stale"
	PressElsewhere        Key = "press.elsewhere"
)

// Answers to messages that are no command.
const (
	GotText     Key = "got.text"
	GotPhoto    Key = "got.photo"
	GotSticker  Key = "got.sticker"
	GotVoice    Key = "got.voice"
	GotVideo    Key = "got.video"
	GotDocument Key = "got.document"
	GotOther    Key = "got.other"
	GotForward  Key = "got.forward"
	GotEdit     Key = "got.edit"
)

// What the owners are told when something is wrong, and when it is over.
const (
	AlertBackup      Key = "alert.backup" // Folder: of the backups
	AlertBackupOver  Key = "alert.backupOver"
	AlertDisk        Key = "alert.disk" // Folder: on whose disk it is; Free: megabytes that are left
	AlertDiskOver    Key = "alert.diskOver"
	AlertOutbox      Key = "alert.outbox" // Waiting: how many messages; Minutes: how long the oldest of them
	AlertOutboxOver  Key = "alert.outboxOver"
	AlertChannel     Key = "alert.channel"
	AlertChannelOver Key = "alert.channelOver"
	AlertGroup       Key = "alert.group"
	AlertGroupOver   Key = "alert.groupOver"
	AlertStore       Key = "alert.store"
	AlertStoreOver   Key = "alert.storeOver"
	AlertDamage      Key = "alert.damage"
	AlertDamageOver  Key = "alert.damageOver"
)

// Publishing: what an editor is shown and told. Title: the article's; Slug: its name in commands.
const (
	PublishWhat      Key = "publish.what"
	PublishNoChannel Key = "publish.noChannel"
	PublishChannel   Key = "publish.channel"   // Channel
	PublishLanguages Key = "publish.languages" // Languages
	PublishMissing   Key = "publish.missing"   // Languages
	PublishDrafts    Key = "publish.drafts"    // Languages
	PublishAudience  Key = "publish.audience"  // Count
	PublishPosted    Key = "publish.posted"
	PublishWaits     Key = "publish.waits"    // Title, Channel; counts seconds
	PublishUnfit     Key = "publish.unfit"    // Slug
	PublishStands    Key = "publish.stands"   // Title
	PublishRefused   Key = "publish.refused"  // Title, Slug
	PublishUnedited  Key = "publish.unedited" // Title, Slug
	PublishPostGone  Key = "publish.postGone" // Title, Slug
	PublishUnsure    Key = "publish.unsure"   // Title
	PublishForward   Key = "publish.forward"
	PublishSentAgain Key = "publish.sentAgain"
	PublishPlaced    Key = "publish.placed"

	ButtonPublish          Key = "button.publish"
	ButtonPublishAnew      Key = "button.publishAnew"
	ButtonSectionPostsOn   Key = "button.sectionPostsOn"
	ButtonSectionPostsOff  Key = "button.sectionPostsOff"
	ButtonOpinionsFeatured Key = "button.opinionsFeatured"
	ButtonOpinionsEach     Key = "button.opinionsEach"
	ButtonOpinionsDigest   Key = "button.opinionsDigest" // Hours
	ButtonStandsThere      Key = "button.standsThere"
	ButtonSendIt           Key = "button.sendIt"
	ButtonOpenPost         Key = "button.openPost"
	PressPublishCancelled  Key = "press.publishCancelled"
	PressPublishedAlready  Key = "press.publishedAlready"
	PressPostSettled       Key = "press.postSettled"
)

// What stands in the channel and under the article in the group.
const (
	PostEmptied     Key = "post.emptied"
	PostSectionGone Key = "post.sectionGone"
	IndexTitle      Key = "index.title"
	IndexWhole      Key = "index.whole"
	IndexPoll       Key = "index.poll" // Question
	IndexBelow      Key = "index.below"

	ButtonSections      Key = "button.sections" // Count
	ButtonGiveOpinion   Key = "button.giveOpinion"
	ButtonDiscuss       Key = "button.discuss"
	ButtonReadOn        Key = "button.readOn"
	ButtonIndexRead     Key = "button.indexRead"     // Number, as those below
	ButtonIndexPoll     Key = "button.indexPoll"     // Number
	ButtonIndexOpinions Key = "button.indexOpinions" // Number
)

// What Telegram shows of the bot itself: at most 64, 512 and 120 characters.
const (
	BotName             Key = "bot.name"
	BotDescription      Key = "bot.description"
	BotShortDescription Key = "bot.shortDescription"
)

// Parts of a figure, which Voice.Figure puts together.
const (
	figureAbout   Key = "figure.about"   // Amount: the number, with a currency in the case that the phrase asks for
	figureAtLeast Key = "figure.atLeast" // Amount
	figureOver    Key = "figure.over"    // Amount
	figureUpTo    Key = "figure.upTo"    // Amount
	figureTarget  Key = "figure.target"  // Figure: the number with its unit
)

// What the filters noticed about a text, what stands on a card of it, and the words that the newsroom lists.
const (
	FilterShort     Key = "filter.short"     // Count
	FilterLong      Key = "filter.long"      // Count
	FilterLink      Key = "filter.link"      // What
	FilterShortener Key = "filter.shortener" // What
	FilterInvite    Key = "filter.invite"    // What
	FilterHidden    Key = "filter.hidden"    // What
	FilterMention   Key = "filter.mention"   // Count
	FilterContact   Key = "filter.contact"   // Count
	FilterShouting  Key = "filter.shouting"  // Count
	FilterRepeated  Key = "filter.repeated"  // Count
	FilterZalgo     Key = "filter.zalgo"     // Count
	FilterEmoji     Key = "filter.emoji"     // Count
	FilterLookAlike Key = "filter.lookalike" // What, Count
	FilterSpaced    Key = "filter.spaced"    // What
	FilterBlocked   Key = "filter.blocked"   // What
	FilterSuspect   Key = "filter.suspect"   // What
	FilterObscene   Key = "filter.obscene"   // What
	FilterInsult    Key = "filter.insult"    // What
	FilterSlur      Key = "filter.slur"      // What
	FilterThreat    Key = "filter.threat"    // What
	FilterAdvert    Key = "filter.advert"    // What
	FilterLikeSpam  Key = "filter.likespam"  // Count
	FilterLikeAbuse Key = "filter.likeabuse" // Count
	FilterAgain     Key = "filter.again"     // Count
	FilterChorus    Key = "filter.chorus"    // Count
	FilterFlood     Key = "filter.flood"     // Count
	FilterBurst     Key = "filter.burst"     // Count
	QueueNoticed    Key = "queue.noticed"    // Risk: per cent, Reasons
	ReviewHead      Key = "review.head"      // Verdict, Risk: per cent
	ReviewLine      Key = "review.line"      // Risk: per cent, Reason
	ReviewNothing   Key = "review.nothing"
	ReviewNone      Key = "review.none" // Given
	VerdictPass     Key = "review.pass"
	VerdictHold     Key = "review.hold"
	VerdictReject   Key = "review.reject"
	WordsHead       Key = "words.head"
	WordsBlocked    Key = "words.blocked" // Words
	WordsSuspect    Key = "words.suspect" // Words
	WordsNone       Key = "words.none"
	WordsUsage      Key = "words.usage"
	WordsAdded      Key = "words.added"   // Word
	WordsRemoved    Key = "words.removed" // Word
	WordsThere      Key = "words.there"   // Word
	WordsUnknown    Key = "words.unknown" // Word
	WordsBad        Key = "words.bad"     // Most
	HelpWords       Key = "command.words"
	HelpReview      Key = "command.review"
)
