package phrases

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
	BroadcastNobody     Key = "broadcast.nobody"
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
	HelpExport          Key = "command.export"
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
	PublishWhat         Key = "publish.what"
	PublishNoChannel    Key = "publish.noChannel"
	PublishChannel      Key = "publish.channel"   // Channel
	PublishLanguages    Key = "publish.languages" // Languages
	PublishMissing      Key = "publish.missing"   // Languages
	PublishDrafts       Key = "publish.drafts"    // Languages
	PublishAudience     Key = "publish.audience"  // Count
	PublishPosted       Key = "publish.posted"
	PublishWaits        Key = "publish.waits"    // Title, Channel; counts seconds
	PublishUnfit        Key = "publish.unfit"    // Slug
	PublishStands       Key = "publish.stands"   // Title
	PublishRefused      Key = "publish.refused"  // Title, Slug
	PublishUnedited     Key = "publish.unedited" // Title, Slug
	PublishPostGone     Key = "publish.postGone" // Title, Slug
	PublishUnsure       Key = "publish.unsure"   // Title
	PublishThereInGroup Key = "publish.thereInGroup"
	PublishForward      Key = "publish.forward"
	PublishSentAgain    Key = "publish.sentAgain"
	PublishPlaced       Key = "publish.placed"

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
