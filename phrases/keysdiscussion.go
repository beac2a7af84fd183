package phrases

// Comments in the group's threads.
const (
	CommentsKept             Key = "comment.kept"
	CommentForgetHow         Key = "comment.forgetHow"
	CommentNotYours          Key = "comment.notYours"
	CommentForgotten         Key = "comment.forgotten"
	CommentNotDeleted        Key = "comment.notDeleted"
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
	ThreadTitle         Key = "thread.title"     // Title
	ThreadOfOpinion     Key = "thread.ofOpinion" // ID, Signed, Excerpt
	ThreadEmpty         Key = "thread.empty"
	ThreadNone          Key = "thread.none" // ID: what was given
	ThreadElsewhere     Key = "thread.elsewhere"
	ThreadHead          Key = "thread.head"      // Name, Date
	ThreadHeadTo        Key = "thread.headTo"    // Name, Date, To: to whom
	ThreadIsOpinion     Key = "thread.isOpinion" // ID
	ThreadFeatured      Key = "thread.featured"  // ID
	ThreadReply         Key = "thread.reply"     // ID, Excerpt
	ThreadWithdrawn     Key = "thread.withdrawn"
	ThreadOpinionGone   Key = "thread.opinionGone"
	ThreadNobody        Key = "thread.nobody"
	ThreadForwarded     Key = "thread.forwarded"
	ThreadEdited        Key = "thread.edited"
	ButtonThread        Key = "button.thread"
	ButtonOpinionThread Key = "button.opinionThread" // Count
	ButtonDiscussion    Key = "button.discussion"
	ButtonOpenInGroup   Key = "button.openInGroup"
	HelpThread          Key = "command.thread"
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
	OpinionsDigestMore Key = "opinions.digestMore" // plural
	OpinionInDoubt     Key = "opinion.inDoubt"     // ID, Title
	OpinionLeft        Key = "opinion.left"        // ID, Title
	OpinionOfComment   Key = "opinion.ofComment"
	OpinionsHidden     Key = "opinions.hidden"
	ButtonAgreeOrReply Key = "button.agreeOrReply"
)
