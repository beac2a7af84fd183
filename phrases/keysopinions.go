package phrases

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
	ReceiptHead           Key = "receipt.head"  // ID, Title, On, Signed: SignedBy or SignedByNobody
	ReceiptReply          Key = "receipt.reply" // ID: of the opinion that is replied to
	ReceiptWhole          Key = "receipt.whole"
	ReceiptNotice         Key = "receipt.notice"
	StatePending          Key = "state.pending"
	StatePendingOfComment Key = "state.pendingOfComment"
	StateEdited           Key = "state.edited"
	StateApproved         Key = "state.approved"
	StateRejected         Key = "state.rejected"
	StateWithdrawn        Key = "state.withdrawn" // ID
	PressWithdrawn        Key = "press.withdrawn"
	ButtonTakeBack        Key = "button.takeBack"
	TakeBackAsk           Key = "takeBack.ask" // ID
	ButtonTakeBackYes     Key = "button.takeBackYes"
	ButtonTakeBackNo      Key = "button.takeBackNo"
	ButtonEdit            Key = "button.edit"
	ButtonSignAs          Key = "button.signAs"
	ButtonSend            Key = "button.send"
	ButtonCancel          Key = "button.cancel"
	ButtonBack            Key = "button.back"
	ButtonSpeak           Key = "button.speak"
	EditAsk               Key = "edit.ask" // ID
	EditSame              Key = "edit.same"
	EditDone              Key = "edit.done"
	EditBack              Key = "edit.back"
	MineNone              Key = "mine.none"
	ButtonMine            Key = "button.mine"
	DecidedApproved       Key = "decided.approved" // ID
	DecidedRejected       Key = "decided.rejected" // ID
	DecidedEdit           Key = "decided.edit"     // ID
	DecidedNoEdit         Key = "decided.noEdit"   // ID
	DecidedHidden         Key = "decided.hidden"   // ID
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

	ExportTable    Key = "export.table"    // Title, Date
	ExportAll      Key = "export.all"      // Title, Date
	ExportTooLarge Key = "export.tooLarge" // Slug, Format
	ExportFailed   Key = "export.failed"   // Slug, Format

	ForgetAsk          Key = "forget.ask"
	ForgetGoes         Key = "forget.goes"
	ForgetOpinions     Key = "forget.opinions" // plural
	ForgetRest         Key = "forget.rest"
	ForgetStays        Key = "forget.stays"
	ForgetBackups      Key = "forget.backups" // plural
	ForgetKept         Key = "forget.kept"
	ForgetDone         Key = "forget.done"
	ForgetDeleting     Key = "forget.deleting" // plural
	ForgetAnew         Key = "forget.anew"
	ForgetRefused      Key = "forget.refused" // plural
	ButtonForgetNo     Key = "button.forgetNo"
	ButtonForgetYes    Key = "button.forgetYes"
	PressForgetChanged Key = "press.forgetChanged"
	OpinionsTaken      Key = "opinions.taken"
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
